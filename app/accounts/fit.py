"""Whether values fit an account: what they name exists, and a sub-region lies in its region."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.countries import country_names
from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from models.person import Person


def fitting(session: Session, account: Account, values: dict[str, Any]) -> dict[str, Any]:
    """The values as they are stored. Raises Refused, naming the field. What stays as it was is not asked."""
    changed = {name for name, value in values.items() if value != getattr(account, name, None)}
    if "country" in changed and values["country"] and values["country"] not in country_names("en"):
        raise Refused(_l("There is no such country."), "country")
    known = ("", *lookups(session).classifications)
    if "classification" in changed and values["classification"] not in known:
        raise Refused(_l("There is no such classification."), "classification")
    if "manager_id" in changed and values["manager_id"] is not None:
        _refuse_no_colleague(session, values["manager_id"])
    if changed & {"region_id", "sub_region_id"}:
        return {**values, **_place(session, account, values)}
    return values


def _refuse_no_colleague(session: Session, person_id: int) -> None:
    staff = select(Person.id).where(Person.id == person_id, Person.is_staff.is_(True))
    with session.no_autoflush:
        if session.scalar(staff) is None:
            raise Refused(_l("A customer success manager is one of our own people."), "manager_id")


def _place(session: Session, account: Account, values: dict[str, Any]) -> dict[str, Any]:
    """Region and sub-region that agree; a sub-region alone says the region too."""
    known = lookups(session)
    region_id = values.get("region_id", account.region_id)
    part_id = values.get("sub_region_id", account.sub_region_id)
    if region_id is not None and region_id not in known.regions:
        raise Refused(_l("There is no such region."), "region_id")
    if part_id is None:
        return {}
    if part_id not in known.sub_regions:
        raise Refused(_l("There is no such sub-region."), "sub_region_id")
    part = known.sub_regions[part_id]
    if region_id is None and "region_id" in values and "sub_region_id" in values:
        return {"region_id": part.region_id}
    if part.region_id != region_id:
        raise Refused(_l("This sub-region lies in another region."), "sub_region_id")
    return {}
