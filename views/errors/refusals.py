"""What a verb refused and no view caught, and forms that do not come from a page of ours."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError

from app.refused import Refused
from views.asked_by import is_from_our_page, is_script, wants_json
from views.errors.pages import answer
from views.safety.gate import is_open
from views.sign_in_first import sign_in_address
from views.typed import page_with_what_was_typed, something_was_typed


def refused(error: Refused) -> Any:
    return answer(error.status, sentence=error.reason)


def not_from_our_form(error: CSRFError) -> Any:
    """Nothing is done. A page of ours that grew old gives back what was typed, under a fresh token.

    A form from elsewhere is never offered for sending: its button would be the attack.
    """
    sentence = _("This form is no longer valid, perhaps because you signed in again in another tab.")
    if is_script() or wants_json() or not is_from_our_page() or not something_was_typed():
        return answer(400, sentence=sentence + " " + _("Open the page again and try once more."))
    is_signed_out = not current_user.is_authenticated and not is_open(request.endpoint or "")
    return page_with_what_was_typed(
        status=400,
        title=_("Please send this once more"),
        sentence=sentence + " " + _("Nothing was done yet. What you typed is kept on this page."),
        sign_in_at=sign_in_address() if is_signed_out else None,
    )
