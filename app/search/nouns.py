"""What else is found by words, beside cases. A noun that wants to be found gets an entry in NOUNS.

It needs an index of its own in the database (migration 0008, OTHERS), and `Match` to ask it. Rows come
through the guarded model itself, so that nothing here decides who sees them.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from sqlalchemy import ColumnElement, Integer, Select, case, select
from sqlalchemy.orm import Session, aliased

from app.keyset import Page, fetch
from app.search.match import (
    Match,
    Words,
    in_account,
    in_article,
    in_article_title,
    in_message,
    in_person,
)
from models.account import Account
from models.knowledge import Article
from models.message import RELEASED, Message
from models.person import Person


class Noun(NamedTuple):
    """`columns` are what is shown, `order` (the last one unique) is among them; `only` narrows it.

    Rows for which `first` is true stand before the others, when `descending`.
    """

    needs: tuple[str, str]  # permission to see the pages that it leads to
    columns: tuple[Any, ...]
    order: tuple[Any, ...]
    matches: Callable[[Words], Match]
    only: tuple[ColumnElement[bool], ...] = ()
    descending: bool = False
    join: tuple[Any, ColumnElement[bool]] | None = None
    first: Callable[[Words], ColumnElement[bool]] | None = None


_home = aliased(Account, name="home")

NOUNS: Final[dict[str, Noun]] = {
    "accounts": Noun(
        ("can_read", "Accounts"),
        (Account.id, Account.name, Account.customer_id),
        (Account.name, Account.id),
        in_account,
    ),
    "contacts": Noun(
        ("can_read", "Accounts"),
        (
            Person.id,
            Person.first_name,
            Person.last_name,
            Person.email,
            Person.phone,
            _home.name.label("account"),
        ),
        (Person.last_name, Person.first_name, Person.id),
        in_person,
        only=(Person.is_staff.is_not(True), Person.active.is_(True)),
        join=(_home, _home.id == Person.home_account_id),
    ),
    "articles": Noun(
        ("can_read", "Knowledge"),
        (Article.id, Article.title, Article.body, Article.updated_at),
        (Article.updated_at, Article.id),
        in_article,
        only=(Article.state == "published",),
        descending=True,
        first=in_article_title,
    ),
    "messages": Noun(
        ("can_read", "Messages"),
        (Message.id, Message.title, Message.body, Message.updated_at),
        (Message.updated_at, Message.id),
        in_message,
        only=(Message.state.in_(RELEASED),),
        descending=True,
    ),
}


def find(session: Session, noun: Noun, words: Words, size: int, after: str = "", before: str = "") -> Page:
    """One page of rows of the noun's columns that hold all the words."""
    if not words:
        return Page([], "", "")
    first = [is_first(noun.first(words))] if noun.first else []
    return fetch(
        session,
        _matching(noun, words).add_columns(*first),
        [*first, *noun.order],
        descending=noun.descending,
        size=size,
        after=after,
        before=before,
    )


def is_first(condition: ColumnElement[bool]) -> Any:
    """1 or 0, to be sorted by."""
    return case((condition, 1), else_=0).cast(Integer).label("is_first")


def _matching(noun: Noun, words: Words) -> Select[Any]:
    """An offset keeps PostgreSQL from reading each text in the order of the page: the index is asked."""
    key = noun.order[-1]
    found = select(key).where(noun.matches(words), *noun.only).offset(0).subquery("found")
    query = select(*noun.columns).where(key.in_(select(found.c.id)))
    return query.join(*noun.join, isouter=True) if noun.join else query
