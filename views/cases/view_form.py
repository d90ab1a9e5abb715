"""The form of a view of the case list. Its filters are those of the list, under the same names."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from flask import request
from flask_babel import gettext as _

from app.access.viewer import Viewer
from app.cases.listing.choice import SIZES, Choice
from app.cases.listing.columns import columns_for
from app.cases.listing.owners import owners_meant
from app.cases.listing.sought import Sought, seek
from app.cases.own_views.keep import clean_name
from app.database import db
from app.refused import Refused
from app.request_types.published import request_types
from app.setup.scales import scales
from models.case import KINDS
from views.cases.filter_form import agents_offered, desk_of, teams_offered, types_offered
from views.cases.ready_made import ready_made, scope_words
from views.cases.words import kind_in_words
from views.parts.reader import reader

Errors = dict[str | None, list[str]]


class ViewForm(NamedTuple):
    """What was typed, and what is wrong with it, by the id of the field."""

    name: str
    is_shared: bool
    opens: bool
    version: int
    choice: Choice
    sought: Sought
    errors: Errors

    def with_error(self, refused: Refused) -> "ViewForm":
        return self._replace(errors={**self.errors, refused.field: [str(refused.reason)]})


def sent_form(by: Viewer) -> ViewForm:
    """As it was sent, with all that is wrong at once."""
    form = request.form
    values = {name: value for name, value in form.items() if name != "columns"}
    choice = Choice().with_fields({**values, "columns": ",".join(form.getlist("columns"))}, by)
    errors: Errors = {}
    if not {*form.getlist("columns")} - {"number"}:
        errors["columns"] = [_("Choose the columns of the list.")]
    found = _form(by, form.get("name", "")[:1_000], choice, form)
    try:
        clean_name(found.name)
    except Refused as refused:
        errors["name"] = [str(refused.reason)]
    for field, sentence in found.sought.said:
        errors[field] = [sentence]
    return found._replace(choice=_with_one_owner(found.choice), errors=errors)


def form_for(by: Viewer, name: str, choice: Choice, **values: Any) -> ViewForm:
    """The form as it opens."""
    return _form(by, name, choice, values)


def _form(by: Viewer, name: str, choice: Choice, values: Mapping[str, Any]) -> ViewForm:
    sought = seek(db.session(), by, choice, reader().zone)
    version = str(values.get("version", "1"))[:9]
    return ViewForm(
        name,
        bool(values.get("is_shared")),
        bool(values.get("opens")),
        int(version) if version.isascii() and version.isdigit() else 0,
        choice,
        sought,
        {},
    )


def _with_one_owner(choice: Choice) -> Choice:
    """A person is kept by id: the name may change, and another may come who has the same."""
    people = owners_meant(db.session(), choice.owner) if choice.owner else []
    return replace(choice, owner=str(people[0].id)) if len(people) == 1 else choice


def choices(by: Viewer, choice: Choice) -> dict[str, Any]:
    """What the form offers."""
    known = columns_for(by)
    orders = [
        (sign + column.name, words % {"column": column.label})
        for column in known.values()
        if column.order
        for sign, words in (("", _("%(column)s, ascending")), ("-", _("%(column)s, descending")))
    ]
    desk = desk_of(by)
    return {
        "agents": agents_offered(desk) if desk else [],
        "teams": teams_offered(desk) if desk else [],
        "whiches": ready_made(by),
        "scopes": scope_words(by),
        "columns": list(known.values()),
        "orders": orders,
        "order": ("-" if choice.descending else "") + choice.sort,
        "words": scales(db.session()),
        "types": types_offered(request_types(db.session())),
        "kinds": [(kind, kind_in_words(kind)) for kind in KINDS],
        "sizes": [(size, size) for size in SIZES],
        "needs_htmx": True,
    }
