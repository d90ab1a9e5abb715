"""/contacts/?account=: the people of an account, by name."""

from typing import Any

from flask import abort, request
from flask_appbuilder import expose
from sqlalchemy import select

from app.access.manager import current_viewer
from app.accounts.keep_contact import may_keep_contacts
from app.accounts.read import belong_to
from app.database import db
from models.person import Person
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
        people = select(*columns).where(
            belong_to(account.id), Person.is_staff.is_not(True), Person.active.is_(not former)
        )
        page = page_of(db.session, people, (Person.last_name, Person.first_name, Person.id))
        return self.page("contacts/list.html", account=account, page=page, former=former, may_keep=may_keep)
