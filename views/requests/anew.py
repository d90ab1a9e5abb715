"""A request that is gone while its form is still open in another tab: what was typed goes into a new one."""

from typing import NoReturn

from flask import abort, flash, make_response, request
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from app.access.manager import current_viewer
from app.files.attach import waiting
from app.refused import Refused
from app.unit_of_work import unit_of_work
from views.asked_by import is_script
from views.requests.begin import begin_or_find, fresh_or_404
from views.typed import page_with_what_was_typed, typed


def no_such_request() -> NoReturn:
    """Somebody else's and none at all answer alike."""
    abort(
        404, description=_("This request is not there any more. It was sent, thrown away, or became too old.")
    )


def begun_anew(gone: str) -> str:
    """The key of a new request of the same kind, with the files that still wait for the form.

    Ends in a page with what was typed when that kind is not offered now.
    """
    code = request.form.get("request_type", "")
    if not code or is_script():
        no_such_request()
    try:
        opened = fresh_or_404(code)
        begin_or_find(opened)
    except NotFound:
        _give_back(_("This kind of request is not offered any more."))
    except Refused as refused:
        _give_back(str(refused.reason))
    with unit_of_work() as session:
        for file in waiting(session, by=current_viewer(), nonce=gone):
            file.nonce = opened.key
    flash(
        _(
            "This request was thrown away in another tab, or became too old. "
            "We began a new one with what you typed on this page. The other pages are empty again."
        ),
        "warning",
    )
    return opened.key


def _give_back(sentence: str) -> NoReturn:
    if not any(value for name, value in typed() if name.startswith("f-")):
        no_such_request()
    title = _("This request is not there any more")
    page = page_with_what_was_typed(status=404, title=title, sentence=sentence, sign_in_at=None)
    abort(make_response(*page))
