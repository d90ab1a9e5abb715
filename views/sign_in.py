"""Signing in and out."""

from typing import Any

from flask import current_app, g, redirect, request, url_for
from flask import session as cookie
from flask_appbuilder import expose
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired

from app.access.sign_in import begin_attempt, finish_attempt, password_fits, sign_out
from app.access.signed_in import person_behind
from app.access.throttle import WINDOW
from app.demo.cast import PASSWORD, PEOPLE
from app.setup.shipped.roles import SHIPPED_ROLES
from app.unit_of_work import unit_of_work
from views.base import PortalView
from views.cases.words import said
from views.form import PortalForm
from views.marks import open_to_all
from views.next_page import page_here

WRONG = _l("The mail address or the password is not right, or there were too many tries. Try again later.")
ENDED = {
    "elsewhere": _l("You signed in on another device or in another browser, so you were signed out here."),
    "idle": _l("You were signed out because nothing happened for a while."),
    "expired": _l("You were signed out because you signed in long ago."),
    "signed_out": _l("You have signed out."),
    "ended": _l("You were signed out because your access changed. Please sign in again."),
}


class SignInForm(PortalForm):
    mail = EmailField(
        _l("Mail address"),
        validators=[InputRequired(_l("Enter your mail address."))],
        render_kw={
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
            "maxlength": 320,
        },
    )
    password = PasswordField(
        _l("Password"),
        validators=[InputRequired(_l("Enter your password."))],
        render_kw={"autocomplete": "current-password"},
    )


class SignInView(PortalView):
    route_base = ""
    default_view = "sign_in"

    @expose("/login/", methods=["GET", "POST"])
    @open_to_all
    def sign_in(self) -> Any:
        """Opens with why the former sign-in ended; goes on to the page that was asked for."""
        form = SignInForm()
        if request.method == "GET" and current_user.is_authenticated:
            return redirect(page_here(request.args.get("next")))
        if request.method == "GET":
            cookie.pop("_user_id", None)
            return self.ask(form, 200)
        return self.try_to_sign_in(form) if form.validate() else self.ask(form, 422)

    def try_to_sign_in(self, form: SignInForm) -> Any:
        with unit_of_work() as session:
            attempt = begin_attempt(session, mail=form.mail.data, address=request.remote_addr or "")
        if attempt.is_throttled:
            return self.refuse(form, 429)
        token = None
        if password_fits(attempt, form.password.data):
            with unit_of_work() as session:
                token = finish_attempt(session, attempt, **where_from())
        return self.welcome(token) if token else self.refuse(form, 422)

    def welcome(self, token: str) -> Any:
        """A new cookie with nothing of the former one in it; this browser's former sign-in ends too."""
        former = cookie.get("_user_id")
        if former:
            with unit_of_work() as session:
                sign_out(session, str(former))
        cookie.clear()
        login_user(person_behind(token))
        return redirect(page_here(request.args.get("next")), 303)

    def refuse(self, form: SignInForm, status: int) -> Any:
        form.form_errors.append(WRONG)
        headers = {"Retry-After": str(int(WINDOW.total_seconds()))} if status == 429 else {}
        return *self.ask(form, status), headers

    def ask(self, form: SignInForm, status: int) -> Any:
        why = request.args.get("ended") or g.get("sign_in_ended")
        ended = ENDED.get(why or "") if request.method == "GET" else None
        cast = who_may_try() if current_app.config["SETTINGS"].environment == "demo" else []
        return self.page("sign_in.html", status, form=form, ended=ended, cast=cast, cast_password=PASSWORD)

    @expose("/logout/", methods=["POST"])
    @open_to_all
    def sign_out(self) -> Any:
        token = cookie.get("_user_id")
        if token:
            with unit_of_work() as session:
                sign_out(session, str(token))
        logout_user()
        cookie.clear()
        return redirect(url_for("SignInView.sign_in", ended="signed_out"), 303)


def who_may_try() -> list[tuple[str, str, Any]]:
    """Name, mail address and role of each of the demonstration's cast."""
    titles = {role.code: said(role.title) for role in SHIPPED_ROLES}
    return [(f"{first} {last}", mail, titles[role]) for first, last, mail, role, *_ in PEOPLE]


def where_from() -> dict[str, str]:
    return {"address": request.remote_addr or "", "user_agent": str(request.user_agent)}
