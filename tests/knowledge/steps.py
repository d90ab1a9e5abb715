"""What people do with knowledge, in few words."""

from typing import Any

from sqlalchemy import select

from app.knowledge.keep_article import Draft, begin_article, set_article_state
from models.account import Account
from models.classification import Classification
from models.knowledge import Article, KnowledgeGroup, KnowledgeLink, KnowledgeTag
from tests.worlds import World

BODY = "Open the **left cover** and press the flap."


def group(world: World, name: str = "Printers") -> int:
    with world.session() as session:
        row = KnowledgeGroup(name={"en": name, "nl": name}, about={}, rank=1)
        session.add(row)
        session.commit()
        return row.id


def tag(world: World, word: str) -> int:
    with world.session() as session:
        row = KnowledgeTag(code=word, name={"en": word, "nl": f"{word}-nl"})
        session.add(row)
        session.commit()
        return row.id


def link(world: World, group_id: int, address: str = "https://docs.example/") -> int:
    with world.session() as session:
        row = KnowledgeLink(group_id=group_id, title={"en": "Manuals"}, address=address)
        session.add(row)
        session.commit()
        return row.id


def article(world: World, title: str = "Paper jams", *, state: str = "published", **more: Any) -> int:
    """Written by Bo; answers its id."""
    body = more.pop("body", BODY)
    texts = {"title": {"en": title}, "body": {"en": body}} if isinstance(title, str) else {}
    bo, draft = world.viewer("bo"), Draft(**{**texts, **more})
    with world.session("bo") as session:
        row = begin_article(session, by=bo, draft=draft)
        set_article_state(session, by=bo, article=row, to=state)
        session.commit()
        return row.id


def classify(world: World, account: str, code: str) -> int:
    """The account is of this classification from now on; answers the id of the classification."""
    with world.session() as session:
        session.scalars(select(Account).where(Account.name == account)).one().classification = code
        session.commit()
        return session.scalars(select(Classification.id).where(Classification.code == code)).one()


def stored(world: World, article_id: int) -> Article:
    with world.session() as session:
        found = session.get(Article, article_id)
        assert found is not None
        return found


def form(**more: Any) -> dict[str, Any]:
    """What the form of an article sends."""
    return {
        "title_en": "Paper jams",
        "body_en": BODY,
        "title_nl": "",
        "body_nl": "",
        "kind": "article",
        "audience": "everyone",
        "group": "",
        "rank": "0",
        "related": [],
        "version": "1",
        "nonce": "nonce-of-an-article",
        **more,
    }
