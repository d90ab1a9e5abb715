"""/contacts/?account=: the people of an account, by name."""

from typing import Any

from flask import abort, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.access.scope import TREE
from app.accounts.find_contact import suggest_contacts
from app.accounts.keep_contact import may_keep_contacts
from app.accounts.read import belong_below, belong_to, kinds_of
from app.database import db
from models.account import Account
from models.person import Person
from views.account_field import options
from views.accounts.show import account_or_404
from views.base import PortalView, needs
from views.crud.asked import row_id
from views.keyset import page_of


class ContactListView(PortalView):
    """People of one account."""

    route_base = "/contacts"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Accounts")
    def list(self) -> Any:
        """`?state=inactive` lists those who take no part any more, for who may let them back in."""
        account = account_or_404(row_id(request.args.get("account", "")) or abort(404))
        may_keep = may_keep_contacts(current_viewer())
        former = may_keep and request.args.get("state") == "inactive"
        columns = (Person.id, Person.last_name, Person.first_name, Person.email, Person.phone)
        is_wide = request.args.get("scope") == TREE
        people = select(*columns).where(
            belong_below(account.path) if is_wide else belong_to(account.id),
            Person.is_staff.is_not(True),
            Person.active.is_(not former),
        )
        page = page_of(db.session, people, (Person.last_name, Person.first_name, Person.id))
        more: dict[str, Any] = {"scopes": scopes(account, is_wide) if not former else [], "is_wide": is_wide}
        return self.page(
            "contacts/list.html", account=account, page=page, former=former, may_keep=may_keep, **more
        )

    @expose("/choices")
    @needs("can_move", "Accounts")
    def choices(self) -> Any:
        """Options for a field, as somebody types: `?field=into&into=sam`."""
        typed = request.args.get(request.args.get("field", "q"), "").replace("\0", "")
        return options(suggest_contacts(db.session, typed)) if typed.strip() else ""


def scopes(account: Account, is_wide: bool) -> list[dict[str, Any]]:
    """Only this account, or with what hangs below it, where something does."""
    if "parent" not in kinds_of(db.session, account):
        return []
    here = f"?account={account.id}"
    return [
        {"label": _("This account"), "href": here, "is_current": not is_wide},
        {"label": _("With sub-accounts"), "href": f"{here}&scope={TREE}", "is_current": is_wide},
    ]
