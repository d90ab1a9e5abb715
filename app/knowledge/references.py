"""Where texts lead: every address in an article and of a link is a row, so that broken ones can be told."""

from collections.abc import Iterable, Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from models.knowledge import Article, KnowledgeLink, Reference

LONGEST: Final = 500
MOST_IN_A_TEXT: Final = 200
_parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def addresses(texts: Iterable[str]) -> list[str]:
    """What the texts link to or show, each once and in order: web addresses, and places here ("/…")."""
    found = (address for text in texts for address in _in(_parser.parse(text)))
    fit = (one for one in found if one.startswith(("http://", "https://", "/")) and len(one) <= LONGEST)
    return list(dict.fromkeys(fit))[:MOST_IN_A_TEXT]


def _in(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        address = token.attrs.get("href") or token.attrs.get("src")
        if isinstance(address, str):
            yield address
        yield from _in(token.children or ())


def note_references(session: Session, source: Article | KnowledgeLink) -> None:
    """Bring the rows in step with what the text says now; what stays keeps its last result.

    A consequence of saving, so written with the system's eyes. Needs the flushed source.
    """
    if isinstance(source, Article):
        place, wanted = {"article_id": source.id}, set(addresses(source.body.values()))
    else:
        place, wanted = {"link_id": source.id}, {source.address}
    with seeing_as(session, SYSTEM):
        for row in session.scalars(select(Reference).filter_by(**place)):
            if row.address in wanted:
                wanted.discard(row.address)
            else:
                session.delete(row)
        session.add_all(Reference(**place, address=address) for address in sorted(wanted))
        session.flush()
