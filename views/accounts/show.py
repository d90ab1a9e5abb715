"""/accounts/<id>: what is known of an account, who belongs to it, what hangs below it and its cases."""

from typing import Any

from flask import abort
from flask_appbuilder import expose
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.manager import current_viewer
from app.access.place import Place
from app.accounts import read
from app.accounts.keep_account import fields_open_to
from app.accounts.keep_contact import may_keep_contacts
from app.agreements.keep import may_keep_agreements
from app.cases.of_account import moved_last_of
from app.database import db
from app.products.devices import MOST_COUNTED, Asked, count_devices
from models.account import Account
from views.accounts.agreements import agreement_lines
from views.accounts.details import address_lines, details, field_words
from views.accounts.menu import menu
from views.accounts.words import capped, kind_words
from views.base import PortalView, needs
from views.crud.asked import LARGEST_ID
from views.visits import visited


def account_or_404(account_id: int, *, for_change: bool = False) -> Account:
    """The account, if this person sees it; one that is not theirs looks like one that does not exist."""
    if account_id > LARGEST_ID:
        abort(404)
    found = select(Account).where(Account.id == account_id)
    loads = joinedload(Account.parent), joinedload(Account.manager)
    found = found.with_for_update(of=Account) if for_change else found.options(*loads)
    account: Account = db.session.scalar(found) or abort(404)
    return account


def place_of(account: Account) -> Place:
    return Place(account.id, account.parent_id, account.root_id or account.id, account.path)


class AccountView(PortalView):
    """One account."""

    route_base = "/accounts"
    default_view = "show"

    @expose("/<int:account_id>")
    @needs("can_read", "Accounts")
    def show(self, account_id: int) -> Any:
        account = account_or_404(account_id)
        visited("account", account_id)
        viewer, session = current_viewer(), db.session
        below, more_below = read.tree_below(session, account)
        people, more_people = read.contacts(session, account)
        return self.page(
            "accounts/show.html",
            account=account,
            kind=kind_words(_kinds(account, bool(below))),
            below=below,
            more_below=more_below,
            people=people,
            more_people=more_people,
            details=details(account),
            address=address_lines(account),
            menu=menu(str(account_id), account),
            capped=lambda number: capped(number, read.MOST_COUNTED),
            kind_words=kind_words,
            viewer=viewer,
            devices=_devices(account),
            agreements=agreement_lines(account),
            keeps_agreements=may_keep_agreements(viewer),
            **_cases(account),
            **_rights(account),
        )


def _devices(account: Account) -> str:
    number = count_devices(db.session(), Asked(account=account), by=current_viewer())
    return capped(number, MOST_COUNTED)


def _cases(account: Account) -> dict[str, Any]:
    """`counts` is None for who sees no cases of it."""
    viewer, session = current_viewer(), db.session
    if not (viewer.may("can_read", "Cases") and viewer.reach("case.view").covers(place_of(account))):
        return {"counts": None, "cases": ()}
    counts = read.case_counts(session, account)
    return {"counts": counts, "cases": moved_last_of(session, viewer, account.id) if any(counts) else ()}


def _rights(account: Account) -> dict[str, Any]:
    viewer = current_viewer()
    creates = viewer.may("can_create", "Cases") and viewer.reach("case.create").covers(place_of(account))
    fields = fields_open_to(db.session, viewer, account)
    return {
        "may_create": creates and account.is_active,
        "may_edit": bool(fields),
        "mine_to_change": field_words(fields) if not viewer.is_staff else [],
        "may_add_below": viewer.may("can_create", "Accounts") and viewer.reach("account.create").every,
        "may_add_contact": may_keep_contacts(viewer) and account.is_active,
    }


def _kinds(account: Account, has_children: bool) -> frozenset[str]:
    return read.kinds(place_of(account), has_children)
