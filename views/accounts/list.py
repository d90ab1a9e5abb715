"""/accounts/: the accounts that a person sees, by name."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from markupsafe import Markup

from app.access.manager import current_viewer
from app.accounts.find import matches, suggest_accounts
from app.accounts.read import line_of, lines
from app.database import db
from models.account import Account
from views.accounts.show import account_or_404
from views.accounts.words import kind_words
from views.base import PortalView, needs
from views.crud.asked import row_id
from views.keyset import page_of


class AccountListView(PortalView):
    """Accounts, and the suggestions of every field that asks for one."""

    route_base = "/accounts"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Accounts")
    def list(self) -> Any:
        typed = request.args.get("q", "").replace("\0", "").strip()[:200]
        query = lines()
        if typed:
            query = query.where(matches(typed))
        below = self._below()
        if below is not None:
            query = query.where(Account.path.startswith(below.path, autoescape=True), Account.id != below.id)
        page = page_of(db.session, query, (Account.name, Account.id))
        found = [line_of(row) for row in page.rows]
        return self.page(
            "accounts/list.html",
            accounts=found,
            page=page,
            q=typed,
            below=below,
            kind_words=kind_words,
            viewer=current_viewer(),
        )

    def _below(self) -> Account | None:
        """The account of `?below=`; 404 when this person does not see it."""
        asked = request.args.get("below")
        return account_or_404(row_id(asked) or 0) if asked else None

    @expose("/choices")
    @needs("can_read", "Accounts")
    def choices(self) -> Any:
        """Options for a field, as somebody types: `?field=parent&parent=haven`."""
        typed = request.args.get(request.args.get("field", "q"), "").replace("\0", "")
        option = Markup('<option value="%s"></option>')
        options = [option % one.label for one in suggest_accounts(db.session, typed)]
        return Markup("").join(options) if typed.strip() else ""
