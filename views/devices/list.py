"""/devices/: looking devices up; a serial number leads to its model."""

from typing import Any
from urllib.parse import urlencode

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _
from wtforms import Form

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.accounts.find import account_meant
from app.content.printable import printable
from app.database import db
from app.products.catalogue import Make, catalogue
from app.products.choose import find_line, find_model
from app.products.devices import MOST_COUNTED, Asked, accounts_of, count_devices, find_devices
from app.products.rights import may_keep_devices
from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from views.account_field import AccountField
from views.accounts.show import place_of
from views.accounts.words import capped
from views.base import PortalView, needs
from views.keyset import PAGE, page_from, place_asked
from views.requests.choosing import choosing

FILTERS = ("serial", "how", "model", "line", "account")
MOST_NAMED = 300  # models offered while one types
Errors = dict[str, list[Any]]


class AccountForm(Form):
    account = AccountField()


class DeviceListView(PortalView):
    """Devices."""

    route_base = "/devices"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Accounts")
    def list(self) -> Any:
        by, session = current_viewer(), db.session()
        asked, errors = asked_devices()
        found = find_devices(session, asked, by=by, size=PAGE, **place_asked()) if not errors else None
        accounts = accounts_of(session, found.rows) if found else {}
        count = count_devices(session, asked, by=by) if not errors else 0
        return self.page(
            "devices/list.html",
            needs_htmx=True,
            asked=asked,
            filters=urlencode({name: typed(name) for name in FILTERS}),
            typed=typed,
            errors=errors,
            page=page_from(found) if found else None,
            count=capped(count, MOST_COUNTED),
            accounts=accounts,
            may_open={one.id for one in accounts.values() if _may_open(by, one)},
            keeps=may_keep_devices(by),
            choosing=choosing(),
            scope=_scope(by, asked),
            known=catalogue(session),
            lines=lookups(session).product_lines.values(),
            models=_names(catalogue(session).models),
            account_field=AccountForm(data={"account": typed("account")}).account,
        )


def typed(name: str) -> str:
    """What a filter says."""
    return printable(request.args.get(name, ""))[:300].strip()


def asked_devices() -> tuple[Asked, Errors]:
    """The filters of this address, and what is wrong with them: then nothing is looked for."""
    session, errors = db.session(), Errors()
    model, account = None, None
    if typed("model"):
        model = find_model(session, typed("model"))
        if model is None:
            errors["model"] = [_("No model has this name.")]
    if typed("line") and find_line(session, typed("line")) is None:
        errors["line"] = [_("There is no such product line.")]
    try:
        account = account_meant(session, typed("account"), "account")
    except Refused as refused:
        errors["account"] = [refused.reason]
    return Asked(typed("serial"), typed("how") == "exact", model, typed("line"), account), errors


def _may_open(by: Viewer, account: Account) -> bool:
    reach = by.reach("case.create")
    return by.may("can_create", "Cases") and account.is_active and reach.covers(place_of(account))


def _scope(by: Viewer, asked: Asked) -> str:
    """What the list holds, in words."""
    if asked.account is not None:
        return _("Shown: devices of %(account)s.", account=asked.account.name)
    if may_keep_devices(by):
        return _("Shown: the devices of all accounts.")
    if by.reach("case.create").every:
        return _("Shown: the devices of all active accounts.")
    return _("Shown: devices of the accounts for which you may open cases.")


def _names(models: dict[int, Make]) -> list[str]:
    return [make.name for make in models.values() if make.is_active][:MOST_NAMED]
