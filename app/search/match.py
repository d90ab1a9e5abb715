"""Matching words in the index of the database: a condition on a row, and no row by itself.

It joins a statement about a guarded model as any condition does: what one sees stays with the session.
"""

from typing import Any, Final

from sqlalchemy import Boolean, ColumnElement, Dialect, Text, and_, bindparam, false, func, or_, select, true
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.visitors import InternalTraversal
from sqlalchemy.types import TypeDecorator

from app.search.words import Word, words_of
from models.account import Account
from models.case import Case
from models.knowledge import Article
from models.message import Message
from models.person import Person
from models.search import CaseWords

Words = tuple[Word, ...]


class Asked(TypeDecorator[Words]):
    """Words as the database wants them asked for; all of them are to be there.

    Words hold letters and digits only (`words_of`): what is quoted here cannot end the quotes.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Words | None, dialect: Dialect) -> str:
        write = _for_fts5 if dialect.name == "sqlite" else _for_tsquery
        return write(value or ())


def _for_tsquery(words: Words) -> str:
    found = [
        [f"'{word.text}'{':*' if word.begins else ''}", *(f"'{form}'" for form in word.others)]
        for word in words
    ]
    return " & ".join(f"({' | '.join(forms)})" for forms in found)


def _for_fts5(words: Words) -> str:
    found = [
        [f'"{word.text}"{"*" if word.begins else ""}', *(f'"{form}"' for form in word.others)]
        for word in words
    ]
    return " AND ".join(f"({' OR '.join(forms)})" for forms in found)


class Match(ColumnElement[bool]):
    """True for rows that hold all the words.

    PostgreSQL asks the document of the row, SQLite the table of FTS5 beside it by the key. `column`
    is the one to look in there; the name of that table means all.
    """

    __visit_name__ = "match"
    _traverse_internals = [
        ("table", InternalTraversal.dp_string),
        ("column", InternalTraversal.dp_string),
        ("key", InternalTraversal.dp_clauseelement),
        ("document", InternalTraversal.dp_clauseelement),
        ("asked", InternalTraversal.dp_clauseelement),
    ]
    type = Boolean()
    _is_implicitly_boolean = (
        True  # a condition as it stands; "= 1" behind it would hide it from SQLite's planner
    )

    def __init__(self, table: str, column: str, key: Any, document: Any, words: Words) -> None:
        self.table, self.column = table, column
        self.key: Any = _clause(key)
        self.document: Any = _clause(document)
        self.asked = bindparam(None, words, type_=Asked(), unique=True)

    @property
    def _from_objects(self) -> list[Any]:
        found: list[Any] = self.key._from_objects
        return found


def _clause(column: Any) -> Any:
    return column.__clause_element__() if hasattr(column, "__clause_element__") else column


@compiles(Match, "sqlite")
def _in_fts5(element: Match, compiler: Any, **kwargs: Any) -> str:
    key, asked = (compiler.process(part, **kwargs) for part in (element.key, element.asked))
    return f"{key} IN (SELECT rowid FROM {element.table} WHERE {element.column} MATCH {asked})"  # noqa: S608 (all written here)


@compiles(Match)
def _in_document(element: Match, compiler: Any, **kwargs: Any) -> str:
    document, asked = (compiler.process(part, **kwargs) for part in (element.document, element.asked))
    return f"{document} @@ CAST({asked} AS tsquery)"


class Holds(ColumnElement[bool]):
    """True when every word of a text is in a document: what `loket check` asks."""

    __visit_name__ = "holds"
    _traverse_internals = [
        ("document", InternalTraversal.dp_clauseelement),
        ("text", InternalTraversal.dp_clauseelement),
    ]
    type = Boolean()
    _is_implicitly_boolean = True

    def __init__(self, document: Any, text: Any) -> None:
        self.document: Any = _clause(document)
        self.text: Any = _clause(text)

    @property
    def _from_objects(self) -> list[Any]:
        return [*self.document._from_objects, *self.text._from_objects]


@compiles(Holds, "sqlite")
def _has_text(element: Holds, compiler: Any, **kwargs: Any) -> str:
    document, text = (compiler.process(part, **kwargs) for part in (element.document, element.text))
    return f"(instr({document}, {text}) > 0)"


@compiles(Holds)
def _has_words(element: Holds, compiler: Any, **kwargs: Any) -> str:
    document, text = (compiler.process(part, **kwargs) for part in (element.document, element.text))
    return f"(tsvector_to_array(search_words({text})) <@ tsvector_to_array({document}))"


def in_case(words: Words, of: Any = CaseWords) -> Match:
    """The case as far as the viewer may read it. `of` is CaseWords or an alias of it."""
    return Match(_CASES, _CASES, of.id, of.words, words)


def in_head(words: Words, of: Any = CaseWords) -> Match:
    """The number and the subject of the case."""
    return Match(_CASES, "head", of.id, of.head, words)


def case_headed(typed: str) -> ColumnElement[bool]:
    """The condition on Case that number and subject hold what was typed; without a word nothing fits."""
    words = words_of(typed)
    if not words:
        return false()
    return Case.id.in_(select(CaseWords.case_id).where(CaseWords.is_internal.is_(False), in_head(words)))


def in_account(words: Words) -> Match:
    document = func.search_words(Account.name, Account.customer_id)
    return Match("account_fts", "account_fts", Account.id, document, words)


def in_person(words: Words) -> Match:
    columns = (Person.first_name, Person.last_name, Person.email, Person.phone, Person.mobile)
    return Match("ab_user_fts", "ab_user_fts", Person.id, func.search_words(*columns), words)


def in_article(words: Words) -> Match:
    return Match("article_fts", "article_fts", Article.id, func.search_words(Article.words), words)


def in_article_title(words: Words) -> ColumnElement[bool]:
    """All the words stand in the titles. Words are letters and digits: no sign of LIKE is among them."""
    return and_(true(), *(or_(*map(Article.head.like, _beginnings(word))) for word in words))


def _beginnings(word: Word) -> list[str]:
    own = f"% {word.text}%" if word.begins else f"% {word.text} %"
    return [own, *(f"% {form} %" for form in word.others)]


def in_message(words: Words) -> Match:
    return Match("message_fts", "message_fts", Message.id, func.search_words(Message.words), words)


_CASES: Final = "case_words_fts"
