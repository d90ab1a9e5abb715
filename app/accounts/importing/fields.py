"""The columns of an account and of a contact in a file: what they are called, and how a cell is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final
from zoneinfo import available_timezones

from flask_babel import lazy_gettext as _l

from app.accounts.countries import country_code
from app.accounts.importing.known import Known
from app.accounts.mail_address import is_mail_address
from app.refused import Refused
from models.account import Account
from models.person import Person

Values = dict[str, Any]
Read = Callable[[str, Known, Values], Any]

YES: Final = frozenset({"yes", "y", "true", "1", "ja", "j", "waar", "x"})
NO: Final = frozenset({"no", "n", "false", "0", "nee", "onwaar"})
LANGUAGES: Final = {"en": "en", "english": "en", "engels": "en"} | {
    "nl": "nl",
    "dutch": "nl",
    "nederlands": "nl",
}
LINES: Final = ";"  # between the product lines of one account


@lru_cache
def _longest(column: Any) -> int | None:
    length: int | None = column.type.length
    return length


@dataclass(frozen=True)
class Field:
    """`also`: other headings that mean it. A text has at most as many characters as its column holds."""

    name: str
    label: Any
    column: Any = None
    also: tuple[str, ...] = ()
    read: Read = lambda text, known, values: text

    def value(self, text: str, known: Known, values: Values) -> Any:
        """What the cell says. Raises Refused."""
        most = _longest(self.column) if self.column is not None else None
        if most and len(text) > most:
            raise Refused(_l("Use at most %(max)d characters.", max=most))
        if "\0" in text:
            raise Refused(_l("This holds a character that cannot be stored (NUL)."))
        return self.read(text, known, values)


def _manager(text: str, known: Known, values: Values) -> int | None:
    if not text:
        return None
    if text.lower() not in known.staff:
        raise Refused(_l("None of our own people has this mail address."))
    return known.staff[text.lower()]


def _country(text: str, known: Known, values: Values) -> str:
    code = _code_of(text) if text else ""
    if code is None:
        raise Refused(_l("There is no such country."))
    return code


@lru_cache(maxsize=2_000)
def _code_of(text: str) -> str | None:
    return country_code(text)


def _classification(text: str, known: Known, values: Values) -> str:
    """A word from before there was a table stays what it is; whether it may come in, `fitting` says."""
    return str(known.code_of("classification", text) or text)


def _region(text: str, known: Known, values: Values) -> int | None:
    return known.id_of("region", text, _l("There is no such region.")) if text else None


def _sub_region(text: str, known: Known, values: Values) -> int | None:
    """Regions may have parts of the same name: the region of this row says which is meant."""
    return known.part_of(values.get("region_id"), text) if text else None


def _lines(text: str, known: Known, values: Values) -> frozenset[int]:
    names = (name.strip() for name in text.split(LINES))
    missing = _l("There is no such product line.")
    return frozenset(known.id_of("product_line", name, missing) for name in names if name)


def _yes(text: str, known: Known, values: Values) -> bool | None:
    if not text:
        return None
    if text.lower() not in YES | NO:
        raise Refused(_l("Write yes or no."))
    return text.lower() in YES


def _mail(text: str, known: Known, values: Values) -> str:
    if text and not is_mail_address(text):
        raise Refused(_l("This is not a mail address."))
    return text.lower()


def _language(text: str, known: Known, values: Values) -> str | None:
    if text and text.lower() not in LANGUAGES:
        raise Refused(_l("The portal speaks English and Dutch: write en or nl."))
    return LANGUAGES[text.lower()] if text else None


def _zone(text: str, known: Known, values: Values) -> str | None:
    if text and text not in available_timezones():
        raise Refused(_l("This time zone is not known. Write it like Europe/Amsterdam."))
    return text or None


def _or_none(text: str, known: Known, values: Values) -> str | None:
    return text or None


ACCOUNT: Final = (
    Field(
        "customer_id", _l("Customer ID"), Account.customer_id, ("customer", "customer number", "klantcode")
    ),
    Field("name", _l("Name"), Account.name, ("account", "account name", "company", "accountnaam", "bedrijf")),
    Field(
        "parent",
        _l("Hangs below"),
        Account.customer_id,
        ("parent", "parent account", "parent customer id", "hoofdaccount", "klantnummer hoofdaccount"),
    ),
    Field("manager_id", _l("Customer success manager"), None, ("manager", "csm", "accountmanager"), _manager),
    Field("phone", _l("Telephone"), Account.phone, ("phone", "tel", "telephone number", "telefoonnummer")),
    Field("fax", _l("Fax"), Account.fax, ("fax number", "faxnummer")),
    Field("website", _l("Website"), Account.website, ("web address", "url", "webadres")),
    Field(
        "classification", _l("Classification"), Account.classification, ("class", "klasse"), _classification
    ),
    Field("product_lines", _l("Product lines"), None, ("product line", "productlijn", "producten"), _lines),
    Field("street", _l("Street and number"), Account.street, ("street", "address", "straat", "adres")),
    Field("postal_code", _l("Postal code"), Account.postal_code, ("zip", "zip code", "postcode")),
    Field("city", _l("Town"), Account.city, ("city", "place", "stad", "plaats", "woonplaats")),
    Field("country", _l("Country"), None, ("country code", "landcode"), _country),
    Field("region_id", _l("Region"), None, ("regio",), _region),
    Field("sub_region_id", _l("Sub-region"), None, ("subregion", "subregio"), _sub_region),
    Field("is_active", _l("Active"), None, ("enabled",), _yes),
)

CONTACT: Final = (
    Field(
        "email",
        _l("Mail address"),
        Person.email,
        ("mail", "email", "e-mail", "email address", "e-mailadres"),
        _mail,
    ),
    Field("first_name", _l("First name"), Person.first_name, ("given name", "voornamen")),
    Field("last_name", _l("Last name"), Person.last_name, ("surname", "family name", "naam")),
    Field(
        "account",
        _l("Customer ID"),
        Account.customer_id,
        ("account", "customer", "customer number", "klantcode"),
    ),
    Field("salutation", _l("Salutation"), Person.salutation, ("title", "titel"), _or_none),
    Field("phone", _l("Telephone"), Person.phone, ("phone", "tel", "telefoonnummer"), _or_none),
    Field(
        "mobile", _l("Mobile"), Person.mobile, ("mobile phone", "cell", "gsm", "mobiele telefoon"), _or_none
    ),
    Field("language", _l("Language"), None, ("locale",), _language),
    Field("time_zone", _l("Time zone"), None, ("timezone", "zone"), _zone),
)
