"""Fields for an account or a contact: typed with suggestions from the server, for a menu has no room."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import Field, StringField
from wtforms.widgets import TextInput

from app.accounts.find import Found
from models.account import Account
from views.parts.assets import attributes

HINT = _l("Type a part of the name, or the customer ID.")
CONTACT_HINT = _l("Type a part of the name, or the mail address.")


class WithSuggestions(TextInput):
    """Asks for suggestions while one types; without JavaScript the server looks it up when it is sent."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self._address = address

    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        listed = f"{field.id}-choices"
        asks = {
            "list": listed,
            "autocomplete": "off",
            "hx-get": f"{self._address}?field={field.name}",
            "hx-trigger": "input changed delay:250ms",
            "hx-target": f"#{listed}",
            "hx-swap": "innerHTML",
        }
        own = super().__call__(field, **{"class": "input", **asks, **kwargs})
        return own + Markup("<datalist%s></datalist>") % attributes({"id": listed})


class AccountField(StringField):
    """Its data is what was typed; `app.accounts.find.account_meant` says which account that is."""

    widget = WithSuggestions("/accounts/choices")

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"description": HINT, **kwargs})

    def process_data(self, value: Any) -> None:
        self.data = label_of(value) if isinstance(value, Account) else value


class ContactField(StringField):
    """The same for a contact: `app.accounts.find_contact.contact_meant`."""

    widget = WithSuggestions("/contacts/choices")

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, **{"description": CONTACT_HINT, **kwargs})


def options(labels: Iterable[str]) -> Markup:
    """What the server suggests, for the list of such a field."""
    return Markup("").join(Markup('<option value="%s"></option>') % label for label in labels)


def label_of(account: Account | None) -> str:
    """ "Rijnmond Haven (0004711010)", as it is found again."""
    return Found(account.id, account.name, account.customer_id).label if account else ""
