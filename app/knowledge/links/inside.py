"""Places in this portal that a text leads to: looked up in its own rows and routes, without the network."""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from app.knowledge.links import verdict
from app.knowledge.links.verdict import Verdict
from models.conversation import Attachment
from models.knowledge import Article


def path_here(address: str) -> str | None:
    """The path, when the address is one of this portal; None when it leads elsewhere."""
    parts, ours = urlsplit(address), urlsplit(current_app.config["SETTINGS"].base_url)
    if not parts.netloc and address.startswith("/"):
        return parts.path
    is_ours = parts.scheme in ("http", "https") and parts.hostname and parts.netloc == ours.netloc
    return (parts.path or "/") if is_ours else None


def verdict_on_path(session: Session, path: str) -> Verdict:
    """Whether there is a page, and if it is an article or a picture, whether readers get to see one."""
    try:
        endpoint, values = current_app.url_map.bind("localhost").match(path, method="GET")
    except RequestRedirect:
        return verdict.OK
    except HTTPException:
        return verdict.NOT_THERE
    if endpoint == "static":
        return verdict.OK
    return _verdict_on_row(session, values)


def _verdict_on_row(session: Session, values: Any) -> Verdict:
    if "article_id" in values:
        state = session.scalar(select(Article.state).where(Article.id == values["article_id"]))
        if state is None:
            return verdict.NOT_THERE
        return verdict.OK if state == "published" else verdict.NOT_PUBLISHED
    if "attachment_id" in values:
        picture = select(Attachment.id).where(Attachment.id == values["attachment_id"])
        return verdict.OK if session.scalar(picture) is not None else verdict.NOT_THERE
    return verdict.OK
