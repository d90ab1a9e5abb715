"""FAB's own views, unmodified, on our models: if these give nothing away, no view can.

They are built for the tests alone, and every customer gets every permission on them.
"""

from typing import Any

from flask import Flask
from flask_appbuilder import ModelRestApi, ModelView, action
from flask_appbuilder.models.sqla.filters import FilterEqual
from flask_appbuilder.models.sqla.interface import SQLAInterface
from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.database import db
from models.account import Account, AccountAccess
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import Article, ArticleAnswer, KnowledgeGroup, KnowledgeLink, KnowledgeTag, Reference
from models.message import Message, MessageAudience, MessageRead
from models.person import Person, Preference, SignIn
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange

MODELS = (
    Account,
    AccountAccess,
    Article,
    ArticleAnswer,
    Attachment,
    Case,
    CaseEvent,
    KnowledgeGroup,
    KnowledgeLink,
    KnowledgeTag,
    MatrixRow,
    Message,
    MessageAudience,
    MessageRead,
    Note,
    OutgoingMail,
    PendingEvent,
    Person,
    Preference,
    Priority,
    Reference,
    RoleText,
    SignIn,
    Status,
    StatusChange,
    fab.Role,
)


def path(model: type) -> str:
    """The name in the address: /stockcase/list/, /api/v1/stockcase/."""
    return f"stock{model.__name__.lower()}"


FIELDS: dict[type, list[str]] = {
    Case: ["account", "subject", "description", "kind", "owner", "opened_by", "priority", "status"],
    Note: ["case", "author", "side", "body", "is_internal"],
    AccountAccess: ["person", "account"],
}


class Completed:
    """What neither form nor API can send: times with their zone, and what a row repeats of others."""

    def pre_add(self, row: Any) -> None:
        if hasattr(row, "created_at"):
            row.created_at = clock.now()
        if isinstance(row, Case):
            row.updated_at, row.number, row.is_open = clock.now(), 70_000_000, True
            row.priority_rank, row.status_rank = row.priority.rank, row.status.rank
            self.pre_update(row)

    def pre_update(self, row: Any) -> None:
        if isinstance(row, Case) and row.account:  # hidden for a parallel case
            row.root_id = row.account.root_id or row.account.id


def _parts(model: type) -> dict[str, Any]:
    fields = {f"{kind}_columns": FIELDS[model] for kind in ("add", "edit") if model in FIELDS}
    return {"datamodel": SQLAInterface(model), "class_permission_name": "Stock", **fields}


def _api(model: type) -> type[Any]:
    more = {"resource_name": path(model), "allow_browser_login": True}
    return type(f"Stock{model.__name__}Api", (Completed, ModelRestApi), {**_parts(model), **more})


def _view(model: type, **more: Any) -> type[Any]:
    more = {"route_base": f"/{path(model)}", **more}
    return type(f"Stock{model.__name__}View", (Completed, ModelView), {**_parts(model), **more})


class ActsOnCases:
    """H1: an action on rows that FAB fetches by key, past every base filter."""

    @action("mark", "Mark", "Sure?", "fa-check", single=True)
    def mark(self, items: Any) -> Any:
        for case in items if isinstance(items, list) else [items]:
            if case is not None:
                case.subject = "marked"
        db.session.commit()
        return "done"


NOTES_OF_CASES = _view(Note, list_columns=["body", "case.subject"])
CASES = type(
    "StockCaseView",
    (ActsOnCases, _view(Case)),
    {
        "list_columns": ["number", "subject", "account.name", "owner.email"],
        "related_views": [NOTES_OF_CASES],
        "show_template": "appbuilder/general/model/show_cascade.html",
        "base_filters": [],
    },
)
# H6: a filter with an empty list of values is never applied. H7: one on a to-many column is dropped.
UNFILTERED = (
    _view(Case, route_base="/emptyfilter", base_filters=[["subject", FilterEqual, []]]),
    _view(Account, route_base="/dottedfilter", base_filters=[["children.name", FilterEqual, "nothing"]]),
)


def add_stock_views(app: Flask) -> None:
    """Register them beside the portal's own, before the first request."""
    app.config["PROPAGATE_EXCEPTIONS"] = False  # stock FAB answers a refused write with 500
    with app.app_context():
        builder = app.appbuilder  # type: ignore[attr-defined]
        builder.add_view_no_menu(NOTES_OF_CASES)
        builder.add_view_no_menu(CASES)
        for model in MODELS:
            builder.add_api(_api(model))
            if model not in (Case, Note):
                builder.add_view_no_menu(_view(model))
        for number, view in enumerate(UNFILTERED):
            builder.add_view_no_menu(type(f"Unfiltered{number}", (view,), {}))


PERMISSIONS = ("list", "show", "add", "edit", "delete", "download", "get", "post", "put", "info")


def allow_everything(session: Session) -> None:
    """Every permission on the stock views for every role."""
    view = fab.ViewMenu(name="Stock")
    names = [*(f"can_{name}" for name in PERMISSIONS), "mark"]
    known = {row.name: row for row in session.scalars(select(fab.Permission))}
    pairs = [
        fab.PermissionView(permission=known.get(n) or fab.Permission(name=n), view_menu=view) for n in names
    ]
    for role in session.scalars(select(fab.Role)):
        role.permissions = [*role.permissions, *pairs]
