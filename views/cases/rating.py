"""/cases/<number>/rating: what the customer thought of it."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.cases.ratings.rate import may_be_rated, may_change, rate
from app.cases.ratings.read import rating_of
from app.cases.ratings.words import SCORE_WORDS
from app.database import db
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, page_or_404


class RatingView(PortalView):
    route_base = "/cases"
    default_view = "rating"

    @expose("/<int:number>/rating")
    @needs("can_read", "Cases")
    def rating(self, number: int) -> Any:
        return _show(self, number)

    @expose("/<int:number>/rating", methods=["POST"])
    @needs("can_edit", "Cases")
    def rate(self, number: int) -> Any:
        case_or_404(number)
        score, remark = whole(request.form.get("score")), request.form.get("remark", "")
        try:
            _keep(number, score, remark)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _show(
                self, number, errors={refused.field: [str(refused.reason)]}, score=score, remark=remark
            )
        flash(_("Thank you. You can change your answer for a week."), "success")
        return redirect(f"/cases/{number}", 303)


def of_rating(case: Any, by: Viewer) -> dict[str, Any]:
    """What the page of a case says of it: the rating, and whether this person may give or change it."""
    session = db.session()
    found = rating_of(session, case)
    is_asked = may_be_rated(session, case) if found is None else may_change(found)
    return {
        "rating": found,
        "may_rate": bool(case.may_edit and not by.is_staff and is_asked),
        "score_words": SCORE_WORDS,
    }


def _keep(number: int, score: int | None, remark: str) -> None:
    """Of two at once the second changes what the first has given."""
    by = current_viewer()
    try:
        with unit_of_work() as session:
            rate(session, by=by, case=case_or_404(number), score=score, remark=remark)
    except IntegrityError:
        with unit_of_work() as session:
            rate(session, by=by, case=case_or_404(number), score=score, remark=remark)


def _show(view: PortalView, number: int, **context: Any) -> Any:
    case, by = page_or_404(number), current_viewer()
    said = of_rating(case, by)
    now = {"score": said["rating"].score, "remark": said["rating"].remark} if said["rating"] else {}
    is_wrong = bool(context.get("errors"))
    return view.page(
        "cases/rating.html",
        422 if is_wrong else 200,
        **{"case": case, "by": by, "has_errors": is_wrong, "is_own_page": True} | said | now | context,
    )
