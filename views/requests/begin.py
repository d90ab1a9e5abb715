"""Which request: the types that are offered to this person, as cards."""

from typing import Any

from flask import abort, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.rights import openable
from app.database import db
from app.refused import Refused
from app.request_types.published import Published
from app.requests.drafts import begin_draft, find_draft
from app.requests.offered import offered_types, standings_of, without_agreement
from app.requests.open_request import OpenRequest, fresh_request
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.whom import whom_to_ask
from views.cases.words import said
from views.requests.choosing import take_chosen
from views.requests.questions import in_its_language


class RequestTypesView(PortalView):
    route_base = "/cases"
    default_view = "new"

    @expose("/new")
    @needs("can_create", "Cases")
    def new(self) -> Any:
        """The cards; with only one there is nothing to choose."""
        session, by = db.session(), current_viewer()
        accounts = openable(session, by)
        if not accounts:
            return self.page("cases/none_to_open_for.html", status=403)
        standings = standings_of(session, by, accounts)
        offered, query = offered_types(session, by, standings), request.query_string.decode("ascii", "ignore")
        bare = without_agreement(by, standings, whole(request.args.get("account")))
        if bare:
            offered = [one for one in offered if not one.definition.offer.needs_agreement]
        if bare and not offered:
            return self.page("cases/no_agreement.html", status=403, **whom_to_ask(bare))
        if len(offered) == 1:
            return redirect(_href(offered[0], query))
        cards = [_card(one, query) for one in offered]
        return self.page("requests/types.html", cards=cards)


def _card(one: Published, query: str) -> dict[str, Any]:
    return {
        "href": _href(one, query),
        "icon": one.definition.icon,
        "name": said(one.definition.name),
        "description": in_its_language(one.definition.description),
    }


def _href(one: Published, query: str) -> str:
    """The account that one came from comes along."""
    return f"/cases/new/{one.code}" + (f"?{query}" if query else "")


def fresh_or_404(code: str) -> OpenRequest:
    """A new request of a type that this person is offered. Who lacks an agreement is told before typing."""
    session, by = db.session(), current_viewer()
    accounts = openable(session, by)
    asked_for, standings = request.args.get("account", ""), standings_of(session, by, accounts)
    types = offered_types(session, by, standings)
    offered = next((one for one in types if one.code == code), None)
    if offered is None:
        abort(404)
    account = whole(asked_for)
    bare = offered.definition.offer.needs_agreement and without_agreement(by, standings, account)
    if bare and request.method == "GET":
        abort(redirect("/cases/new" + (f"?account={account}" if account else "")))
    opened = fresh_request(session, by, code, offered.version_id, asked_for, accounts)
    take_chosen(opened)
    return opened if opened.filled.steps else abort(404)


def begin_or_find(opened: OpenRequest) -> None:
    """A draft; a second click on the same form finds that of the first. Raises Refused."""
    try:
        with unit_of_work() as session:
            begin_draft(
                session,
                by=current_viewer(),
                key=opened.key,
                request_type=opened.request_type,
                version_id=opened.version_id,
                values=opened.typed,
            )
    except IntegrityError:
        if find_draft(db.session(), by=current_viewer(), key=opened.key) is None:
            raise Refused(_("This form is no longer valid. Open it again.")) from None
