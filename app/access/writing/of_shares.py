"""Who may share a case: who may edit it, with those whom they see themselves."""

from sqlalchemy import and_

from app.access.viewer import Viewer
from app.access.visibility import people
from app.access.writing.change import ADD, CHANGE, Change
from app.access.writing.look import Look
from models.case_share import CaseShare
from models.person import Person


def case_share(look: Look, viewer: Viewer, change: Change) -> bool:
    """A share is made and ended, never changed. Customers share within the tree of the case."""
    row, place = change.row, look.case(change.row.case_id)
    may_share = viewer.may("can_share", "Cases") and viewer.reach("case.edit").covers(place)
    if not may_share or change.kind == CHANGE:
        return False
    if change.kind != ADD:
        return True
    if row.shared_by_id != viewer.person_id or (row.person_id is None) == (row.account_id is None):
        return False
    return viewer.is_staff or _is_within(look, viewer, row, place.root_id)


def _is_within(look: Look, viewer: Viewer, row: CaseShare, root_id: int) -> bool:
    person_id, account_id = row.person_id, row.account_id
    if person_id is not None:
        is_customer, home = Person.is_staff.is_(False), look.person(person_id)[1]
        seen = look.people({person_id}, and_(people(viewer), is_customer)) == {person_id}
        return seen and home is not None and look.account(home).root_id == root_id
    account = look.account(account_id)
    return account.root_id == root_id and viewer.reach("account.view").covers(account)
