"""/desk/ratings: what customers thought of their cases."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.cases.listing.choice import one_of
from app.cases.ratings.read import WHICH, ratings_page, summary
from app.cases.ratings.words import SCORE_WORDS
from app.database import db
from views.base import PortalView, needs


class RatingListView(PortalView):
    """For who leads the desk or looks after accounts."""

    route_base = "/desk"
    default_view = "ratings"

    @expose("/ratings")
    @needs("can_read", "Ratings")
    def ratings(self) -> Any:
        session, which = db.session(), one_of(WHICH, request.args.get("which"), WHICH[0])
        around = {name: request.args.get(name, "")[:400] for name in ("after", "before")}
        names = {"all": _("All"), "low": _("Dissatisfied")}
        return self.page(
            "desk/ratings.html",
            which=which,
            kinds=[
                {"label": names[code], "href": f"/desk/ratings?which={code}", "is_current": code == which}
                for code in WHICH
            ],
            page=ratings_page(session, which, **around),
            summary=summary(session),
            score_words=SCORE_WORDS,
        )
