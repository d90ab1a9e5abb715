"""Which stories can be told of whom: what customers are offered at that moment, and what stands at them."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.place import Place
from app.access.standing import viewer_of
from app.accounts.qualifications import held
from app.agreements.active import covered
from app.demo.plan import Plan
from app.demo.story import Story
from app.demo.words import DEVICES
from app.request_types.offer import Standing, why_not
from app.request_types.published import request_types
from models.account import Account
from models.device import Device
from models.product import ProductModel
from models.product_line import AccountProductLine, ProductLine

Named = tuple[str, str]  # model, serial number


class Offers:
    """Asks each thing once, of a session that looks as the system and has the devices."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._types = request_types(session).by_code
        self._accounts = list(session.scalars(select(Account.id)))
        self._devices = _devices(session)
        self._lines = _lines(session)
        self._agreed: dict[date, Collection[int]] = {}
        self._may_open: dict[tuple[int, int], bool] = {}
        self._learned: dict[tuple[int, int], frozenset[str]] = {}

    def fits(self, story: Story, plan: Plan) -> bool:
        """Whether the owner may send it for the account on that day, and has what it is about."""
        if not story.type:
            return True
        line = dict(story.answers).get("product_line", "")
        has = not line or line in self._lines.get(plan.account.id, ())
        has = has and (not story.device or bool(self.devices(story, plan)))
        return has and self._opens(plan) and self._is_offered(story, plan)

    def is_for_few(self, story: Story) -> bool:
        """Whether only some customers are offered it."""
        offer = self._types[story.type].definition.offer if story.type in self._types else None
        return bool(offer and (offer.classifications or offer.qualifications))

    def devices(self, story: Story, plan: Plan) -> list[Named]:
        """Those of the account that the story can be about."""
        fitting = DEVICES.get(story.device, ())
        return [one for one in self._devices.get(plan.account.id, ()) if one[0] in fitting]

    def _opens(self, plan: Plan) -> bool:
        """A parent's people open nothing for the parent itself."""
        key = plan.owner.id, plan.account.id
        if key not in self._may_open:
            account = plan.account
            place = Place(account.id, account.parent_id, account.root_id or account.id, account.path)
            reach = viewer_of(self._session, plan.owner.id).reach("case.create")
            self._may_open[key] = reach.covers(place)
        return self._may_open[key]

    def _is_offered(self, story: Story, plan: Plan) -> bool:
        key, day = (plan.owner.id, plan.account.id), plan.opened.date()
        if key not in self._learned:
            own, theirs = held(self._session, plan.owner.id, [plan.account.id])
            self._learned[key] = own | theirs.get(plan.account.id, frozenset())
        if day not in self._agreed:
            self._agreed[day] = covered(self._session, self._accounts, on=day)
        has_agreement = plan.account.id in self._agreed[day]
        standing = Standing(plan.account.classification, self._learned[key], has_agreement)
        known = self._types.get(story.type)
        return known is not None and why_not(known.definition.offer, standing) is None


def _devices(session: Session) -> dict[int, list[Named]]:
    found: dict[int, list[Named]] = {}
    rows = session.execute(
        select(Device.account_id, ProductModel.name, Device.serial_number)
        .join(ProductModel, ProductModel.id == Device.model_id)
        .order_by(Device.id)
    )
    for account_id, model, serial in rows:
        found.setdefault(account_id, []).append((model, serial))
    return found


def _lines(session: Session) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    tie = AccountProductLine
    rows = session.execute(
        select(tie.account_id, ProductLine.code).join(ProductLine, ProductLine.id == tie.product_line_id)
    )
    for account_id, code in rows:
        found.setdefault(account_id, set()).add(code)
    return found
