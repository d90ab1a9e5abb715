"""/messages/write/new and /messages/write/<id>/edit: the form of a message."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.database import db
from app.files.attach import waiting
from app.messages.draft import Part, parts_of
from app.messages.write import begin_message, begun_with, edit_message
from app.refused import Refused, Stale
from app.unit_of_work import unit_of_work
from models.classification import Classification
from models.message import Message
from models.product_line import ProductLine
from views.base import PortalView, needs
from views.cases.forms import put_error
from views.files import keep_sent_files, takes_file_back
from views.messages.differences import in_words
from views.messages.fetch import message_or_404
from views.messages.form import MessageForm, accounts_in, parts_ticked, with_typed
from views.parts.text import markdown

Parts = frozenset[Part]
LONGEST_PREVIEW = 50_000


class MessageEditView(PortalView):
    """Beginning and changing a message."""

    route_base = "/messages/write"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @needs("can_edit", "Messages")
    def new(self) -> Any:
        form = MessageForm()
        form.offer()
        if request.method == "GET":
            form.nonce.data = new_nonce()
            return self._show(form, frozenset())
        return self._take(form, None)

    @expose("/<int:message_id>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Messages")
    def edit(self, message_id: int) -> Any:
        message, form = message_or_404(message_id), MessageForm()
        form.offer()
        if request.method == "GET":
            form.show(message)
            form.nonce.data = new_nonce()
            return self._show(form, parts_of(message), message)
        return self._take(form, message)

    def _take(self, form: MessageForm, message: Message | None) -> Any:
        """Save what was sent, or show it again: with what is wrong, a preview, or one account more."""
        if "preview" in request.form:
            return self._preview(form, message)
        parts = parts_ticked()
        is_fit = all([form.validate(), _keep_files(form)])
        try:
            parts = with_typed(db.session(), form, parts)
        except Refused as refused:
            put_error(form, refused)
            is_fit = False
        if "add" in request.form and is_fit:
            form.account.data, form.account.raw_data = "", None
            return self._show(form, parts, message)
        if not is_fit:
            return self._show(form, parts, message)
        return self._save(form, parts, message)

    def _save(self, form: MessageForm, parts: Parts, message: Message | None) -> Any:
        try:
            saved = _saved(form, parts, message)
        except Stale as stale:
            return self._show(form, parts, _fresh(form, message), differences=stale.differences)
        except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
            assert message is not None
            return self._save(form, parts, message_or_404(message.id))
        except IntegrityError:
            earlier = begun_with(db.session(), by=current_viewer(), nonce=form.nonce.data or "")
            if earlier is None:
                raise
            saved = earlier
        except Refused as refused:
            put_error(form, refused)
            return self._show(form, parts, message)
        if message is not None and form.is_important.data:
            flash(_("The message is saved, and its readers find it unread again."), "success")
        return redirect(f"/messages/write/{saved.id}", 303)

    def _preview(self, form: MessageForm, message: Message | None) -> Any:
        """Markdown as HTML: alone for the script, in the page without one."""
        name = request.form["preview"]
        shown = markdown(request.form.get(name, "")[:LONGEST_PREVIEW])
        if request.headers.get("X-Requested-With") == "preview":
            return shown
        _keep_files(form)
        return self._show(form, parts_ticked(), message, previews={name: shown})

    def _show(
        self,
        form: MessageForm,
        parts: Parts,
        message: Message | None = None,
        differences: Sequence[Any] = (),
        **context: Any,
    ) -> Any:
        session = db.session()
        return self.page(
            "messages/edit.html",
            status=409 if differences else 422 if form.errors else 200,
            form=form,
            message=message,
            chosen=accounts_in(session, parts),
            classifications=_offered(Classification, {part.classification_id for part in parts}),
            product_lines=_offered(ProductLine, {part.product_line_id for part in parts}),
            kept=waiting(session, by=current_viewer(), nonce=form.nonce.data or ""),
            differences=in_words(session, differences),
            needs_htmx=True,
            **context,
        )


def _saved(form: MessageForm, parts: Parts, message: Message | None) -> Message:
    by, draft, nonce = current_viewer(), form.draft(parts), form.nonce.data or ""
    if message is None:
        earlier = begun_with(db.session(), by=by, nonce=nonce)
        if earlier is not None:
            return earlier
    with unit_of_work() as session:
        if message is None:
            return begin_message(session, by=by, draft=draft, nonce=nonce)
        version = whole(form.version.data) or 0
        edit_message(
            session,
            by=by,
            message=message,
            version=version,
            draft=draft,
            nonce=nonce,
            is_important=bool(form.is_important.data),
        )
    return message


def _fresh(form: MessageForm, message: Message | None) -> Message:
    """Sent again, it is meant: the difference has been shown."""
    assert message is not None
    form.version.data = str(message.version)
    return message


def _keep_files(form: MessageForm) -> bool:
    """Keep what came with the form. False when it comes back: a file was refused, or removed."""
    refusals = keep_sent_files(form.nonce.data or "")
    for refused in refusals:
        put_error(form, refused)
    return not refusals and not takes_file_back()


def _offered(model: Any, chosen: set[int | None]) -> list[tuple[int, Any, bool]]:
    """(id, name, is it chosen) in the order of the set-up."""
    rows = db.session().execute(select(model.id, model.name).order_by(model.rank, model.id))
    return [(id_, name, id_ in chosen) for id_, name in rows]
