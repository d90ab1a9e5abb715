"""/accounts/export and /contacts/export: the list of accounts, or of contacts, as a file."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.accounts.export import ACCOUNTS, CONTACTS, Export, count_of, header_of, name_of, rows_of
from app.background.limits import AT_ONCE
from app.database import db
from views.accounts.show import account_or_404
from views.base import PortalView, needs
from views.crud.asked import row_id
from views.exporting import ask_first, file_of, put_to_work
from views.parts.reader import reader

Asked = dict[str, str]


class AccountExportView(PortalView):
    route_base = "/accounts"
    default_view = "export"

    @expose("/export")
    @needs("can_read", "Accounts")
    def export(self) -> Any:
        return _export(self, ACCOUNTS, _("Export of accounts"), _asked_accounts())

    @expose("/export", methods=["POST"])
    @needs("can_read", "Accounts")
    def begin(self) -> Any:
        return put_to_work(ACCOUNTS.kind, list=_asked_accounts())


class ContactExportView(PortalView):
    route_base = "/contacts"
    default_view = "export"

    @expose("/export")
    @needs("can_read", "Accounts")
    def export(self) -> Any:
        return _export(self, CONTACTS, _("Export of contacts"), _asked_contacts())

    @expose("/export", methods=["POST"])
    @needs("can_read", "Accounts")
    def begin(self) -> Any:
        return put_to_work(CONTACTS.kind, list=_asked_contacts())


def _export(view: PortalView, what: Export, title: str, asked: Asked) -> Any:
    session, by = db.session(), current_viewer()
    if count_of(session, what, by, asked, AT_ONCE + 1) > AT_ONCE:
        return ask_first(view, title, "/accounts/")
    rows = rows_of(session, what, by, asked, reader().language)
    return file_of(name_of(what.kind), header_of(what), rows)


def _asked_accounts() -> Asked:
    """As the list reads its address; 404 for a `below` that this person does not see."""
    below = request.args.get("below")
    return {
        "q": request.args.get("q", "").strip()[:200],
        "view": request.args.get("view", "")[:40],
        "below": account_or_404(row_id(below) or 0).path if below else "",
    }


def _asked_contacts() -> Asked:
    account = request.args.get("account")
    return {"account": str(account_or_404(row_id(account) or 0).id) if account else ""}
