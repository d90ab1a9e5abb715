"""Views that exist for tests only: a table and an API that customers may use, on our two base classes."""

from typing import Any

from flask_appbuilder.actions import action
from flask_appbuilder.forms import DynamicForm
from sqlalchemy import select
from wtforms import StringField

from app import clock
from app.accounts.place import place
from app.refused import Refused
from models.account import Account
from models.case import Case
from models.role import MatrixRow
from views.crud import PortalApi, PortalInterface, PortalModelView


class TrialForm(DynamicForm):
    name = StringField("Name")
    phone = StringField("Telephone")
    customer_id = StringField("Customer ID")


class TrialAccounts(PortalModelView):
    """Accounts in FAB's own way of saving, for everybody who may see accounts."""

    route_base = "/trial/accounts"
    reading, writing = ("can_read", "Accounts"), ("can_edit", "Accounts")
    datamodel = PortalInterface(Account)
    include_route_methods = {"list", "show", "add", "edit", "delete", "action", "action_post"}
    list_title = show_title = add_title = edit_title = "Trial"
    list_columns = show_columns = ["name", "phone"]
    order_columns = ["name"]
    search_columns = ["name"]
    add_columns = edit_columns = ["name", "phone", "customer_id"]
    add_form = edit_form = TrialForm
    base_order = ("name", "asc")

    def save(self, session: Any, form: Any, item: Account | None) -> Any:
        account: Account = super().save(session, form, item or Account(created_at=clock.now()))
        if item is None:
            place(session, account, None)
        return account

    @action("ring", "Ring", multiple=True, single=True)
    def ring(self, rows: list[Account]) -> None:
        for row in rows:
            row.phone = "rung"

    @action("refuse", "Refuse")
    def refuse(self, rows: list[Account]) -> None:
        rows[0].phone = "half done"
        raise Refused("Not today.")


class TrialCases(PortalApi):
    """Cases by number and account."""

    resource_name = "trial-cases"
    reading, writing = ("can_read", "Cases"), ("can_edit", "Cases")
    datamodel = PortalInterface(Case)
    include_route_methods = {"get_list", "get", "put", "delete"}
    list_columns = show_columns = ["number", "subject", "account_id"]
    order_columns = ["number"]
    search_columns = ["subject"]
    add_columns: list[str] = []
    edit_columns = ["subject", "account_id"]


class TrialMatrix(PortalApi):
    """Rows of the matrix, for who may shape the portal."""

    resource_name = "trial-matrix"
    datamodel = PortalInterface(MatrixRow)
    include_route_methods = {"get_list", "get", "post", "put", "delete"}
    list_columns = show_columns = add_columns = edit_columns = ["role_id", "kind", "relation", "act"]
    order_columns = ["act"]
    search_columns = ["act"]

    def save(self, session: Any, values: dict[str, Any], row: MatrixRow | None) -> Any:
        if values.get("kind") == "moon":
            raise Refused("Nobody lives there.", "kind")
        return super().save(session, values, row)


def add_trial_views(app: Any) -> None:
    with app.app_context():
        app.appbuilder.add_view_no_menu(TrialAccounts)
        app.appbuilder.add_api(TrialCases)
        app.appbuilder.add_api(TrialMatrix)


def first_case(session: Any, subject: str = "Lint") -> Case | None:
    found: Case | None = session.scalar(select(Case).where(Case.subject == subject))
    return found
