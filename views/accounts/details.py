"""What is known of an account, in the order and the words of its page."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from flask_babel import get_locale
from flask_babel import gettext as _

from app.accounts.countries import country_names
from app.accounts.qualifications import lines_and_qualifications
from app.database import db
from app.setup.lookups import Word, lookups
from models.account import Account
from views.accounts.form import ADDRESS, DETAILS, AccountForm
from views.accounts.words import link
from views.parts.text import in_my_language


class Details(NamedTuple):
    """Words; empty where nothing is known. `site` is where the website leads, if a browser may follow."""

    classification: str
    product_lines: str
    qualifications: str
    site: str | None


def details(account: Account) -> Details:
    known = lookups(db.session)
    line_ids, skill_ids = lines_and_qualifications(db.session(), account)
    lines, skills = known.lines(line_ids), _words(known.qualifications[id_] for id_ in skill_ids)
    kind = in_my_language(known.classification(account.classification))
    return Details(kind, _words(lines), skills, link(account.website))


def _words(rows: Iterable[Word]) -> str:
    return ", ".join(in_my_language(row.name) for row in rows)


def address_lines(account: Account) -> list[tuple[str, Any]]:
    """Label and value; nothing at all when nothing is known of it."""
    known = lookups(db.session)
    place = f"{account.postal_code} {account.city}".strip()
    country = country_names(get_locale().language).get(account.country, account.country)
    region = known.regions.get(account.region_id or 0)
    part = known.sub_regions.get(account.sub_region_id or 0)
    found = [
        (_("Street and number"), account.street),
        (_("Postal code and town"), place),
        (_("Country"), country),
        (_("Region"), in_my_language(region.name) if region else ""),
        (_("Sub-region"), in_my_language(part.name) if part else ""),
    ]
    return [(label, value or "–") for label, value in found] if any(value for _label, value in found) else []


def field_words(fields: Collection[str]) -> list[str]:
    """What fields are called, in the order of the form."""
    form = AccountForm(formdata=None)
    return [str(form[name].label.text) for name in (*DETAILS, *ADDRESS) if name in fields]
