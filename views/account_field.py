"""A field for an account: typed with suggestions from the server, because there are too many for a menu."""

from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, StringField
from wtforms.widgets import TextInput

from app.accounts.find import Found
from models.account import Account
from views.parts.assets import attributes

HINT = _l("Type a part of the name, or the customer ID.")


class WithSuggestions(TextInput):
    """Asks for suggestions while one types; without JavaScript the server looks it up when it is sent."""

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        listed = f"{field.id}-choices"
        asks = {
            "list": listed,
            "autocomplete": "off",
            "hx-get": f"/accounts/choices?field={field.name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{listed}",
            "hx-swap": "innerHTML",
        }
        own = super().__call__(field, **{"class": "input", **asks, **kwargs})
        return own + Markup("<datalist%s></datalist>") % attributes({"id": listed})


class AccountField(StringField):
    """Its data is what was typed; `app.accounts.find.account_meant` says which account that is."""

    widget = WithSuggestions()

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"description": HINT, **kwargs})

    def process_data(self, value: Any) -> None:
        self.data = label_of(value) if isinstance(value, Account) else value


def label_of(account: Account | None) -> str:
    """ "Rijnmond Haven (0004711010)", as it is found again."""
    return Found(account.id, account.name, account.customer_id).label if account else ""
