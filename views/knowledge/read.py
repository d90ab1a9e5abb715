"""Reading the knowledge: the overview, what was looked for, one article, and whether it helped."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.access.manager import current_viewer
from app.database import db
from app.knowledge.answer import my_answer, say_helpful, what_readers_said
from app.knowledge.find import Wanted, find_articles, lines_in_use, read_wanted, tags_in_use
from app.knowledge.read import questions, related_to, shelves
from app.refused import Refused
from app.unit_of_work import unit_of_work
from models.knowledge import Article, KnowledgeGroup
from views.base import PortalView, needs
from views.files import LARGEST_ID, ROW_ID
from views.knowledge.words import article_href, article_kind, article_state

READING = ("can_read", "Knowledge")


class KnowledgeView(PortalView):
    """Knowledge."""

    route_base = "/knowledge"
    default_view = "overview"

    @expose("/")
    @needs(*READING)
    def overview(self) -> Any:
        session, by, wanted = db.session(), current_viewer(), read_wanted(request.args)
        writes = by.may("can_edit", "Knowledge")
        if not writes:
            wanted = Wanted(wanted.q, wanted.tag, wanted.kind, wanted.group, wanted.line)
        after, before = (request.args.get(name, "")[:400] for name in ("after", "before"))
        page = find_articles(session, wanted, after=after, before=before) if wanted.is_anything else None
        return self.page(
            "knowledge/list.html",
            wanted=wanted,
            page=page,
            shelves=[] if page else shelves(session, by),
            questions=[] if page else questions(session),
            group=session.get(KnowledgeGroup, wanted.group) if wanted.group else None,
            tags=_tags(session, wanted),
            lines=lines_in_use(session),
            states=_states(wanted) if writes else [],
            writes=writes,
            here=lambda **more: _address(wanted, **more),
        )

    @expose(f"/<{ROW_ID}:article_id>")
    @expose(f"/<{ROW_ID}:article_id>-<name>")
    @needs(*READING)
    def article(self, article_id: int, name: str = "") -> Any:
        return show_article(self, article_or_404(article_id))

    @expose(f"/<{ROW_ID}:article_id>/answer", methods=["POST"])
    @needs(*READING)
    def answer(self, article_id: int) -> Any:
        """`helpful` is yes or no; `words` may say what is missing."""
        article, said = article_or_404(article_id), request.form.get("helpful", "")
        words = request.form.get("words", "")
        if said not in ("yes", "no"):
            return show_article(self, article, 422, {"helpful-yes": [_("Say yes or no.")]}, words)
        try:
            with unit_of_work() as session:
                say_helpful(
                    session, by=current_viewer(), article=article, is_helpful=said == "yes", words=words
                )
        except Refused as refused:
            return show_article(self, article, refused.status, {"words": [str(refused.reason)]}, words)
        flash(_("Thank you. You can change your answer at any time."), "success")
        return redirect(f"{article_href(article)}#helpful")


def show_article(
    view: PortalView,
    article: Article,
    status: int = 200,
    errors: dict[str, list[str]] | None = None,
    words: str | None = None,
) -> Any:
    session, by = db.session(), current_viewer()
    writes = by.may("can_edit", "Knowledge")
    return view.page(
        "knowledge/show.html",
        status,
        article=article,
        related=related_to(session, article),
        mine=my_answer(session, by=by, article_id=article.id),
        said=what_readers_said(session, article.id) if writes else None,
        writes=writes,
        errors=errors or {},
        has_errors=bool(errors),
        words=words,
        kind=article_kind(article.kind),
    )


def article_or_404(article_id: int) -> Article:
    """The article with what stands around it. A foreign one and none at all answer alike."""
    around = (Article.tags, Article.product_lines, Article.classifications, Article.group)
    query = select(Article).where(Article.id == article_id).options(*map(selectinload, around))
    found = db.session().scalar(query) if article_id <= LARGEST_ID else None
    return found if isinstance(found, Article) else abort(404)


def _tags(session: Any, wanted: Wanted) -> list[dict[str, Any]]:
    """Those in use as chips; the chosen one again takes it off."""
    return [
        {
            "name": row.name,
            "href": _address(wanted, tag="" if row.code == wanted.tag else row.code),
            "is_current": row.code == wanted.tag,
        }
        for row in tags_in_use(session)
    ]


def _states(wanted: Wanted) -> list[dict[str, Any]]:
    choices = [("", _("All"))] + [(one, article_state(one)) for one in ("draft", "published", "withdrawn")]
    return [
        {"label": label, "href": _address(wanted, state=state), "is_current": state == wanted.state}
        for state, label in choices
    ]


def _address(wanted: Wanted, **more: Any) -> str:
    kept = {name: value for name, value in (wanted.__dict__ | more).items() if value}
    return "/knowledge/" + (f"?{urlencode(kept)}" if kept else "")
