"""/accounts/<id>/move, /merge and /activity: what would follow, and then the act itself."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, StopValidation

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.read import kinds_of
from app.accounts.rearrange.act import may_rearrange, merge, move, set_activity
from app.accounts.rearrange.plan import ALONG, BEHIND, Plan, plan_activity, plan_merge, plan_move
from app.database import db
from app.refused import Refused
from models.account import Account
from views.account_field import AccountField
from views.accounts.show import account_or_404
from views.base import PortalView, needs
from views.form import Needed
from views.rearrange.asking import ask
from views.rearrange.words import activity_words, merge_words, move_words

TOP, BELOW = "top", "below"
IS_NEEDED = _l("Choose an account: type a part of its name, or its customer ID.")


@Needed
def needed_below(form: Any, field: Any) -> None:
    """A validator: an account is named, unless it goes on top."""
    if form.place.data != TOP and not (field.data or "").strip():
        raise StopValidation(IS_NEEDED)


class MoveForm(DynamicForm):
    place = RadioField(
        _l("Where does it stand?"),
        [DataRequired()],
        choices=[
            SelectChoice(value=BELOW, label=_l("Below another account")),
            SelectChoice(value=TOP, label=_l("On top of a tree of its own, or alone")),
        ],
        default=BELOW,
    )
    parent = AccountField(_l("Below which account"), [needed_below])
    subs = RadioField(
        _l("What about its sub-accounts?"),
        [DataRequired()],
        choices=[
            SelectChoice(value=ALONG, label=_l("They go along")),
            SelectChoice(value=BEHIND, label=_l("They stay behind, one level higher")),
        ],
        default=ALONG,
    )


class MergeForm(DynamicForm):
    into = AccountField(_l("Into which account"), [InputRequired(IS_NEEDED)])


class ActivityForm(DynamicForm):
    """Asks nothing: there is one thing that it can be."""


class RearrangeView(PortalView):
    """Accounts that go elsewhere, into another, or out of use."""

    route_base = "/accounts"
    default_view = "move"

    @expose("/<int:account_id>/move", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def move(self, account_id: int) -> Any:
        account, form = _account(account_id), sent(MoveForm, "place")
        if "parent" not in kinds_of(db.session, account):
            del form.subs
        subs = form.subs.data if "subs" in form else ALONG

        def chosen(session: Session) -> tuple[int, int | None, str]:
            parent = None if form.place.data == TOP else meant(session, form, "parent")
            return account_id, parent, subs

        return _ask(
            self,
            account,
            form,
            lambda session: plan_move(session, *chosen(session)),
            lambda session, seen: _move(session, *chosen(session), seen),
            move_words(account),
        )

    @expose("/<int:account_id>/merge", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def merge(self, account_id: int) -> Any:
        account, form = _account(account_id), sent(MergeForm, "into")

        def kept(session: Session) -> int:
            return meant(session, form, "into")

        return _ask(
            self,
            account,
            form,
            lambda session: plan_merge(session, account_id, kept(session)),
            lambda session, seen: merge(session, account_id, kept(session), by=current_viewer(), seen=seen),
            merge_words(account),
        )

    @expose("/<int:account_id>/activity", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def activity(self, account_id: int) -> Any:
        account = _account(account_id)
        to = not account.is_active if request.method == "GET" else request.form.get("to") == "active"
        return _ask(
            self,
            account,
            ActivityForm(meta={"csrf": False}),
            lambda session: plan_activity(session, account_id, to),
            lambda session, seen: set_activity(session, account_id, to, by=current_viewer(), seen=seen),
            activity_words(account, to),
        )


def _account(account_id: int) -> Account:
    account = account_or_404(account_id)
    return account if may_rearrange(current_viewer()) else abort(403)


def sent(form: type[DynamicForm], first: str) -> Any:
    """The form as it was asked: by GET for the preview, by POST for the act. CSRF is looked at before."""
    asked = request.form if request.method == "POST" else request.args
    return form(formdata=asked if first in asked else None, meta={"csrf": False})


def meant(session: Session, form: Any, field: str) -> int:
    """The id of the account that was typed. Raises Refused."""
    typed = (form[field].data or "").replace("\0", "")
    found = account_meant(session, typed, field)
    if found is None:
        raise Refused(IS_NEEDED, field)
    return found.id


def _move(session: Session, account_id: int, parent_id: int | None, subs: str, seen: str) -> None:
    move(session, account_id, parent_id, by=current_viewer(), seen=seen, subs=subs)


def _ask(
    view: PortalView,
    account: Account,
    form: Any,
    plan: Callable[[Session], Plan],
    act: Callable[[Session, str], None],
    words: dict[str, Any],
) -> Any:
    done, context = ask(form, plan, act)
    if done:
        flash(_("Done. It holds from the next page that anybody opens."), "success")
        return redirect(f"/accounts/{account.id}", 303)
    return view.page(
        "rearrange/account.html", account=account, form=form, words=words, needs_htmx=True, **context
    )
