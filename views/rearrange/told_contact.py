"""What will be done to a contact, in sentences with the names of those meant."""

from flask_babel import gettext as _
from sqlalchemy import func, select

from app.accounts.read import MOST_COUNTED
from app.accounts.rearrange.plan import Plan
from app.database import db
from models.account import Account
from models.case import Case
from models.person import Person
from views.accounts.words import capped

MOST_NAMED = 5


def tell_contact_plan(plan: Plan) -> list[str]:
    if plan.becomes:
        return _of_a_merge(plan)
    to = db.session.scalar(select(Account.name).where(Account.id == plan.other_id))
    return [_("The contact then belongs to %(account)s. Cases stay where they are.", account=to or "")]


def _of_a_merge(plan: Plan) -> list[str]:
    (gone_id, kept_id), *_none = plan.becomes.items()
    rows = db.session.scalars(select(Person).where(Person.id.in_([gone_id, kept_id])))
    people = {person.id: person for person in rows}
    gone, kept = people[gone_id], people[kept_id]
    said = [
        _(
            "%(gone)s (%(gone_mail)s) becomes one with %(kept)s, who is reached at %(mail)s.",
            gone=gone.full_name,
            gone_mail=gone.email,
            kept=kept.full_name,
            mail=kept.email,
        ),
        _("Cases that get another owner: %(cases)s.", cases=_cases_of(gone_id)),
    ]
    accounts = _names(plan.acts_for[kept_id])
    if accounts:
        said.append(_("%(kept)s then also acts for %(accounts)s.", kept=kept.full_name, accounts=accounts))
    return said


def _cases_of(person_id: int) -> str:
    some = select(Case.id).where(Case.owner_id == person_id).limit(MOST_COUNTED + 1)
    return capped(db.session.scalar(select(func.count()).select_from(some.subquery())) or 0, MOST_COUNTED)


def _names(account_ids: frozenset[int]) -> str:
    found = select(Account.name).where(Account.id.in_(sorted(account_ids))).order_by(Account.name)
    names = list(db.session.scalars(found.limit(MOST_NAMED + 1)))
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")
