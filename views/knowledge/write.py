"""Writing articles: /knowledge/new, /knowledge/<id>/edit, and their state."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.database import db
from app.files.attach import waiting
from app.knowledge.keep_article import begin_article, change_article, set_article_state
from app.knowledge.pick import suggest_articles
from app.refused import Refused, Stale
from app.unit_of_work import unit_of_work
from models.conversation import Attachment
from models.knowledge import Article
from views.base import PortalView, needs
from views.cases.forms import put_error
from views.files import ROW_ID, keep_sent_files, takes_file_back
from views.knowledge.forms import ArticleForm
from views.knowledge.read import article_or_404
from views.knowledge.words import article_href, article_state
from views.parts.language import current_language
from views.parts.text import markdown

WRITING = ("can_edit", "Knowledge")
LONGEST_PREVIEW = 50_000
Difference = tuple[object, str, str]


class KnowledgeWriteView(PortalView):
    """Keeping the knowledge."""

    route_base = "/knowledge"
    default_view = "new"

    @expose("/choices")
    @needs(*WRITING)
    def choices(self) -> Any:
        """Options for a field, as somebody types words of a title."""
        found = suggest_articles(db.session(), request.args.get("another", ""), current_language())
        return Markup("").join(Markup('<option value="%s"></option>') % one.label for one in found)

    @expose("/new", methods=["GET", "POST"])
    @needs(*WRITING)
    def new(self) -> Any:
        form = ArticleForm()
        form.offer(db.session())
        if request.method == "GET":
            form.nonce.data, form.version.data, form.rank.data = new_nonce(), "0", "0"
            form.kind.data, form.audience.data = "article", "everyone"
            form.group.data = whole(request.args.get("group"))
            return self._show(form, None)
        return self._sent(form, None)

    @expose(f"/<{ROW_ID}:article_id>/edit", methods=["GET", "POST"])
    @needs(*WRITING)
    def edit(self, article_id: int) -> Any:
        article, form = article_or_404(article_id), ArticleForm()
        form.offer(db.session())
        if request.method == "GET":
            form.show(db.session(), article)
            form.nonce.data = new_nonce()
            return self._show(form, article)
        return self._sent(form, article)

    @expose(f"/<{ROW_ID}:article_id>/state", methods=["POST"])
    @needs(*WRITING)
    def set_state(self, article_id: int) -> Any:
        article = article_or_404(article_id)
        try:
            with unit_of_work() as session:
                set_article_state(
                    session, by=current_viewer(), article=article, to=request.form.get("to", "")
                )
        except Refused as refused:
            flash(str(refused.reason), "danger")
        except StaleDataError:
            flash(_("Somebody else changed this while you were writing."), "warning")
        else:
            flash(_("The article is now: %(state)s.", state=article_state(article.state)), "success")
        return redirect(article_href(article), 303)

    def _sent(self, form: ArticleForm, article: Article | None) -> Any:
        if "preview" in request.form:
            return self._preview(form, article)
        is_fit = all([self._files_kept(form), form.validate(), _another_taken(form)])
        if not is_fit or "add" in request.form:
            return self._show(form, article)
        try:
            article = self._save(form, article)
        except Stale as stale:
            return self._show(form, _again(article), stale.differences)
        except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
            return self._sent(form, _again(article))
        except Refused as refused:
            put_error(form, refused)
            return self._show(form, _again(article))
        flash(_("The article is saved."), "success")
        return redirect(article_href(article), 303)

    def _save(self, form: ArticleForm, article: Article | None) -> Article:
        by, draft, nonce = current_viewer(), form.draft(), form.nonce.data or ""
        with unit_of_work() as session:
            if article is None:
                return begin_article(session, by=by, draft=draft, nonce=nonce)
            version = whole(form.version.data) or 0
            change_article(session, by=by, article=article, version=version, draft=draft, nonce=nonce)
            return article

    def _files_kept(self, form: ArticleForm) -> bool:
        refusals = keep_sent_files(form.nonce.data or "")
        for refused in refusals:
            put_error(form, refused)
        return not refusals and not takes_file_back()

    def _preview(self, form: ArticleForm, article: Article | None) -> Any:
        """Markdown as HTML: alone for the script, in the page without one."""
        name = request.form.get("preview", "")
        text = request.form.get(name, "")[:LONGEST_PREVIEW]
        if request.headers.get("X-Requested-With") == "preview":
            return markdown(text)
        self._files_kept(form)
        _another_taken(form)
        return self._show(form, article, preview={name: markdown(text)})

    def _show(
        self,
        form: ArticleForm,
        article: Article | None,
        differences: Sequence[Difference] = (),
        preview: dict[str, Any] | None = None,
    ) -> Any:
        session, by = db.session(), current_viewer()
        if differences and article is not None:
            form.version.data = article.version  # sent again, it is meant: the difference has been shown
        pictures = waiting(session, by=by, nonce=form.nonce.data or "")
        return self.page(
            "knowledge/edit.html",
            status=409 if differences else 422 if form.errors else 200,
            form=form,
            article=article,
            preview=preview or {},
            kept=pictures,
            pictures=_pictures(article),
            differences=[(_label(str(field)), theirs, mine) for field, theirs, mine in differences],
        )


def _another_taken(form: ArticleForm) -> bool:
    try:
        form.take_another(db.session())
    except Refused as refused:
        put_error(form, refused)
        return False
    return True


def _again(article: Article | None) -> Article | None:
    return article_or_404(article.id) if article is not None and article.id else None


def _pictures(article: Article | None) -> list[Attachment]:
    if article is None:
        return []
    of_it = select(Attachment).where(Attachment.article_id == article.id).order_by(Attachment.id)
    return list(db.session().scalars(of_it.limit(100)))


def _label(field: str) -> str:
    return {
        "title": _("Title"),
        "body": _("Text"),
        "kind": _("Kind"),
        "group_id": _("Group"),
        "audience": _("Who may read it"),
        "classifications": _("Classifications"),
        "product_lines": _("Product lines"),
        "tags": _("Tags"),
        "related": _("Related articles"),
        "rank": _("Order in the group"),
    }.get(field, field)
