"""Which request: the types that are offered to this person, as cards."""

from typing import Any

from flask import abort, redirect, request
from flask_appbuilder import expose

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.rights import accounts_to_open_for
from app.database import db
from app.request_types.published import Published
from app.requests.offered import offered_types, without_agreement
from app.requests.open_request import OpenRequest, fresh_request
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
        if not accounts_to_open_for(session, by, most=1):
            return self.page("cases/none_to_open_for.html", status=403)
        bare = without_agreement(session, by, whole(request.args.get("account")))
        if bare:
            return self.page("cases/no_agreement.html", status=403, **whom_to_ask(bare))
        offered, query = offered_types(session, by), request.query_string.decode("ascii", "ignore")
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
    """A new request of a type that this person is offered."""
    session, by = db.session(), current_viewer()
    offered = next((one for one in offered_types(session, by) if one.code == code), None)
    if offered is None:
        abort(404)
    opened = fresh_request(session, by, code, offered.version_id, request.args.get("account", ""))
    take_chosen(opened)
    return opened if opened.filled.steps else abort(404)
