"""/setup/sign-ins: who signed in, when and from where, why it ended, and which tries failed."""

from typing import Any

from flask import current_app, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_login import current_user

from app.access.sign_in_records import (
    ENDINGS,
    FAILED,
    FAILURES,
    LIVE,
    LONGEST_SEARCH,
    chosen_failures,
    chosen_sign_ins,
    outcome_of,
    sign_ins,
)
from app.database import db
from app.setup.rights import CONFIGURE
from models.person import SignIn, SignInAttempt
from views.base import PortalView, needs
from views.keyset import page_of

TONES = {
    LIVE: "good",
    "throttled": "waiting",
    **dict.fromkeys(("wrong", "inactive"), "bad"),
    **dict.fromkeys(ENDINGS, "muted"),
}


class SignInRecordView(PortalView):
    """Sign-ins."""

    route_base = "/setup/sign-ins"
    default_view = "records"

    @expose("/")
    @needs(*CONFIGURE)
    def records(self) -> Any:
        session, outcome = db.session(), request.args.get("outcome", "")
        typed = request.args.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        is_failures = outcome == FAILED or outcome in FAILURES
        chosen, model = (chosen_failures, SignInAttempt) if is_failures else (chosen_sign_ins, SignIn)
        query: Any = chosen(session, typed=typed, outcome=outcome)
        return self.page(
            "setup/sign_ins.html",
            page=page_of(session, query, [model.id], descending=True),
            is_failures=is_failures,
            outcome=outcome,
            q=typed,
            groups=_groups(),
            kept_days=_kept_days(),
            **_told(),
        )


class OwnSignInView(PortalView):
    """One's own sign-ins."""

    route_base = "/sign-ins"
    default_view = "own"

    @expose("/")
    @needs("can_read", "Home")
    def own(self) -> Any:
        mine = sign_ins().where(SignIn.person_id == current_user.id)
        page = page_of(db.session(), mine, [SignIn.id], descending=True)
        return self.page("sign_ins.html", page=page, kept_days=_kept_days(), **_told())


def outcome_words() -> dict[str, str]:
    """What became of a sign-in or a try, in a word or two."""
    return {
        LIVE: _("Signed in now"),
        "signed_out": _("Signed out"),
        "elsewhere": _("Signed in elsewhere"),
        "idle": _("Nothing done for long"),
        "expired": _("Time was over"),
        "ended": _("Password or rights changed"),
        "wrong": _("Wrong password or address"),
        "inactive": _("Takes no part"),
        "throttled": _("Too many tries"),
    }


def _groups() -> list[tuple[str, list[tuple[str, str]]]]:
    words = outcome_words()
    came_in = [("", _("All sign-ins")), *((code, words[code]) for code in (LIVE, *ENDINGS))]
    failed = [(FAILED, _("All tries that failed")), *((code, words[code]) for code in FAILURES)]
    return [(_("Sign-ins"), came_in), (_("Failed"), failed)]


def _told() -> dict[str, Any]:
    return {"outcome_of": outcome_of, "words": outcome_words(), "tones": TONES}


def _kept_days() -> int:
    days: int = current_app.config["SETTINGS"].sign_in_days
    return days
