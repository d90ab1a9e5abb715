"""Keeping what articles stand in: groups, links and tags."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.knowledge.check import clean_address, require_writing
from app.knowledge.references import note_references
from app.knowledge.words import write_words_with
from app.refused import Refused
from models.base import TextMap
from models.knowledge import Article, KnowledgeGroup, KnowledgeLink, KnowledgeTag, article_tag


def keep_group(
    session: Session, group: KnowledgeGroup, *, by: Viewer, name: TextMap, about: TextMap, rank: int
) -> KnowledgeGroup:
    """Add a group or change one."""
    require_writing(by)
    group.name, group.about, group.rank = name, about, rank
    session.add(group)
    return group


def remove_group(session: Session, group: KnowledgeGroup, *, by: Viewer) -> None:
    """Raises Refused while something stands in it."""
    require_writing(by)
    for model in (Article, KnowledgeLink):
        if session.scalar(select(model.id).where(model.group_id == group.id).limit(1)) is not None:
            raise Refused(_("This group holds articles or links. Put them in another group first."))
    session.delete(group)


def keep_link(
    session: Session,
    link: KnowledgeLink,
    *,
    by: Viewer,
    group_id: int,
    title: TextMap,
    address: str,
    rank: int,
) -> KnowledgeLink:
    """Add a link or change one. Raises Refused for an address that is none."""
    require_writing(by)
    link.address = clean_address(address)
    link.group_id, link.title, link.rank = group_id, title, rank
    session.add(link)
    session.flush()
    note_references(session, link)
    return link


def keep_tag(session: Session, tag: KnowledgeTag, *, by: Viewer, name: TextMap, rank: int) -> KnowledgeTag:
    """Add a tag or change one; its articles are found by the new word at once."""
    require_writing(by)
    is_renamed = tag.id is not None and tag.name != name
    tag.name, tag.rank = name, rank
    session.add(tag)
    if is_renamed:
        session.flush()
        write_words_with(session, tag)
    return tag


def remove_tag(session: Session, tag: KnowledgeTag, *, by: Viewer) -> None:
    """Raises Refused while articles have it."""
    require_writing(by)
    tied = select(Article.id).join(article_tag, article_tag.c.article_id == Article.id)
    if session.scalar(tied.where(article_tag.c.tag_id == tag.id).limit(1)) is not None:
        raise Refused(_("Articles have this tag. Take it off them first."))
    session.delete(tag)
