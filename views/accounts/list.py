"""/accounts/: the view that the person chose last: a list of accounts, or one of them."""

from typing import Any

from flask import redirect, request
from flask_appbuilder import expose
from sqlalchemy import select

from app.access.manager import current_viewer
from app.access.scope import ALL, SCOPES, part_in
from app.accounts.choose import in_list, lists_for, usual_list
from app.accounts.find import matches, suggest_accounts
from app.accounts.read import line_of, lines
from app.cases.listing.choice import one_of
from app.database import db
from models.account import Account
from views.account_field import options
from views.accounts.menu import keep_choice, last_choice, menu
from views.accounts.show import account_or_404
from views.accounts.words import kind_words
from views.base import PortalView, needs
from views.crud.asked import row_id
from views.keyset import page_of
from views.scope import chips

ASKS_FOR_A_LIST = ("q", "below", "scope", "after", "before")


class AccountListView(PortalView):
    """Accounts, and the suggestions of every field that asks for one."""

    route_base = "/accounts"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Accounts")
    def list(self) -> Any:
        view = self._view()
        if view not in lists_for(current_viewer()):
            return redirect(f"/accounts/{view}")
        below = self._below()
        typed = request.args.get("q", "").replace("\0", "").strip()[:200]
        scope = one_of(SCOPES, request.args.get("scope"), ALL)
        query = lines().where(in_list(current_viewer(), view)) if below is None else _under(below)
        query = query.where(part_in(current_viewer(), scope).accounts(Account))
        if typed:
            query = query.where(matches(typed))
        page = page_of(db.session, query, (Account.name, Account.id))
        return self.page(
            "accounts/list.html",
            accounts=[line_of(row) for row in page.rows],
            page=page,
            q=typed,
            below=below,
            menu=None if below else menu(view),
            scopes=[] if below else chips("account.view", scope),
            scope=scope,
            kind_words=kind_words,
            viewer=current_viewer(),
        )

    def _view(self) -> str:
        """The list of `?view=` or the id of an account; without it what was chosen last, if it is there.

        Whatever else it says, such as "list", means the usual list.
        """
        viewer, asked = current_viewer(), request.args.get("view")
        chosen = asked if asked is not None else last_choice()
        if chosen not in lists_for(viewer):
            wants_list = any(name in request.args for name in ASKS_FOR_A_LIST)
            chosen = (not wants_list and _account(chosen)) or usual_list(viewer)
        if asked is not None:
            keep_choice(chosen)
        return chosen

    def _below(self) -> Account | None:
        """The account of `?below=`; 404 when this person does not see it."""
        asked = request.args.get("below")
        return account_or_404(row_id(asked) or 0) if asked else None

    @expose("/choices")
    @needs("can_read", "Accounts")
    def choices(self) -> Any:
        """Options for a field, as somebody types: `?field=parent&parent=haven`."""
        typed = request.args.get(request.args.get("field", "q"), "").replace("\0", "")
        return options(one.label for one in suggest_accounts(db.session, typed)) if typed.strip() else ""


def _under(above: Account) -> Any:
    return lines().where(Account.path.startswith(above.path, autoescape=True), Account.id != above.id)


def _account(chosen: str) -> str | None:
    """The id, if it is that of an account that this person sees."""
    found = db.session.scalar(select(Account.id).where(Account.id == (row_id(chosen) or 0)))
    return str(found) if found is not None else None
