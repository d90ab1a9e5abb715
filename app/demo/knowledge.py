"""The knowledge of the demonstration: what stands in app/demo/articles, and what readers said of it."""

import tomllib
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.feedback.contact import keep_contact
from app.knowledge.keep_article import Draft, begin_article
from app.knowledge.references import note_references
from models.classification import Classification
from models.knowledge import Article, ArticleAnswer, KnowledgeGroup, KnowledgeLink, KnowledgeTag
from models.person import Person
from models.product_line import ProductLine

FOLDER = Path(__file__).parent / "articles"
SEED = 26
WRITERS = ("kim@desk.example", "tess@desk.example", "chris@desk.example")
MISSED = {
    "nl": "Een foto van het onderdeel zou helpen.",
    "en": "A picture of the part would help.",
}


def add_knowledge(session: Session) -> None:
    """Fill groups and articles, as people who keep them would have. Needs the system's eyes."""
    random = Random(SEED)  # noqa: S311  for variety, not for secrets
    keys = _keys(session)
    articles: dict[str, Article] = {}
    rows = [row for file in ("devices", "software") for row in _read(file)["article"]]
    for place, row in enumerate(rows):
        articles[row["key"]] = _article(session, random, row, keys, place)
    for row in rows:
        articles[row["key"]].related = [articles[key] for key in row.get("related", ())]
    session.flush()
    _answer(session, random, [one for one in articles.values() if one.state == "published"])
    hours = {"en": "On working days from 08:00 to 17:30", "nl": "Op werkdagen van 08.00 tot 17.30 uur"}
    keep_contact(session, by=SYSTEM, mail="help@desk.example", phone="+31 10 555 0100", hours=hours)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _keys(session: Session) -> dict[str, dict[str, int]]:
    """The ids of what articles name, by kind and key."""
    data = _read("groups")
    groups = {row["key"]: KnowledgeGroup(name=row["name"], about=row["about"]) for row in data["group"]}
    tags = {row["key"]: KnowledgeTag(code=row["key"], name=row["name"]) for row in data["tag"]}
    everything: tuple[dict[str, Any], ...] = (groups, tags)
    for rows in everything:
        for rank, row in enumerate(rows.values(), 1):
            row.rank = rank * 10
        session.add_all(rows.values())
    session.flush()
    for rank, row in enumerate(data["link"], 1):
        link = KnowledgeLink(group_id=groups[row["group"]].id, title=row["title"], address=row["address"])
        link.rank = rank * 10
        session.add(link)
        session.flush()
        note_references(session, link)
    found = {"group": {key: row.id for key, row in groups.items()}}
    found["tag"] = {key: row.id for key, row in tags.items()}
    for name, model in (("line", ProductLine), ("for", Classification)):
        found[name] = {row.code: row.id for row in session.execute(select(model.code, model.id))}
    return found


def _article(
    session: Session, random: Random, row: dict[str, Any], keys: dict[str, dict[str, int]], place: int
) -> Article:
    draft = Draft(
        title=row["title"],
        body={code: row[code].strip() for code in ("en", "nl") if code in row},
        kind=row["kind"],
        group=keys["group"][row["group"]],
        audience="classification" if "for" in row else "everyone",
        classifications=tuple(keys["for"][code] for code in row.get("for", ())),
        product_lines=tuple(keys["line"][code] for code in row["lines"]),
        tags=tuple(keys["tag"][code] for code in row["tags"]),
        rank=place * 10 % 1000,
    )
    writer = session.scalars(select(Person).where(Person.email == random.choice(WRITERS))).one()
    article = begin_article(session, by=viewer_of(session, writer.id), draft=draft)
    begun = clock.now() - timedelta(days=random.randint(20, 300), minutes=random.randint(0, 900))
    article.state = row.get("state", "published")
    article.created_at, article.updated_at = begun, begun + timedelta(days=random.randint(1, 15))
    article.published_at = article.updated_at if article.state == "published" else None
    return article


def _answer(session: Session, random: Random, articles: list[Article]) -> None:
    """Some customers said whether it helped; few said more."""
    query = select(Person).where(Person.is_staff.is_(False)).order_by(Person.id).limit(30)
    readers = session.scalars(query).all()
    for article in articles:
        for reader in random.sample(readers, min(len(readers), random.randint(0, 7))):
            answer = ArticleAnswer(
                article_id=article.id, person_id=reader.id, is_helpful=random.random() < 0.8
            )
            is_worded = not answer.is_helpful and random.random() < 0.5
            answer.words = MISSED[reader.language or "en"] if is_worded else ""
            answer.at = clock.now() - timedelta(days=random.uniform(0, 18))
            session.add(answer)
    session.flush()
