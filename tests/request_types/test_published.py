"""Which request types count now, and to whom they are offered (A13, A15, I2)."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.refused import OutOfReach
from app.request_types.definition import Offer
from app.request_types.offer import Standing, why_not
from app.request_types.published import definition_of, request_types
from models.request_type import RequestType, RequestTypeVersion
from tests.request_types.definitions import ask, one_step
from tests.request_types.shelf import shelve
from tests.worlds import World

ONE, TWO, THREE = (one_step(ask(code)) for code in "abc")


def test_the_published_version_counts_and_the_draft_does_not(world: World) -> None:
    with world.session() as session:
        shelve(session, "trial", ("retired", ONE), ("published", TWO), ("retired", ONE), ("draft", THREE))
    with world.session("noor") as session:
        found = request_types(session).by_code["trial"]
        assert (found.number, found.definition) == (2, TWO)
        assert found in request_types(session).offered


def test_a_request_type_that_was_never_published_is_not_there(world: World) -> None:
    with world.session() as session:
        shelve(session, "trial", ("draft", ONE))
    with world.session("ada") as session:
        assert "trial" not in request_types(session).by_code
        assert request_types(session).name("trial") == {"en": "trial"}


def test_one_that_is_withdrawn_keeps_its_name_and_is_not_offered(world: World) -> None:
    with world.session() as session:
        shelve(session, "trial", ("published", ONE), is_offered=False)
        known = request_types(session)
        assert known.name("trial") == ONE.name
        assert "trial" not in [one.code for one in known.offered]


def test_what_is_published_counts_at_the_next_request(world: World) -> None:
    with world.session() as session:
        kind = shelve(session, "trial", ("published", ONE))
        assert request_types(session).by_code["trial"].is_offered
        kind = session.get(RequestType, kind.id) or kind
        kind.is_offered = False
        session.commit()
    with world.session("noor") as session:
        assert not request_types(session).by_code["trial"].is_offered


def test_a_case_finds_the_version_it_was_filled_in_with(world: World) -> None:
    with world.session() as session:
        shelve(session, "trial", ("retired", ONE), ("published", TWO), ("draft", THREE))
        wanted = select(RequestTypeVersion.id).join(RequestType).where(RequestType.code == "trial")
        ids = session.scalars(wanted.order_by(RequestTypeVersion.number)).all()
    with world.session("noor") as session:
        assert [definition_of(session, id_) for id_ in ids[:2] * 2] == [ONE, TWO] * 2
        with pytest.raises(OutOfReach):
            definition_of(session, ids[2])
    with world.session("ada") as session:
        assert definition_of(session, ids[2]) == THREE


FITS = Standing("partner", frozenset({"certified"}), has_agreement=True)
OFFERS = [
    (Offer(), FITS, None),
    (Offer(), Standing(), "agreement"),
    (Offer(needs_agreement=False), Standing(), None),
    (Offer(("partner", "oem"), ("certified",)), FITS, None),
    (Offer(("oem",)), FITS, "classification"),
    (Offer((), ("hardware",)), FITS, "qualification"),
    (Offer((), ("hardware", "certified")), FITS, None),
    (Offer(("partner",), ("certified",)), Standing("partner", frozenset({"certified"})), "agreement"),
]


@pytest.mark.parametrize(("offer", "standing", "reason"), OFFERS)
def test_a15_classification_qualification_and_agreement_decide(
    offer: Offer, standing: Standing, reason: str | None
) -> None:
    assert why_not(offer, standing) == reason


def test_a13_what_lacks_only_an_agreement_is_told_and_what_is_for_others_is_not(world: World) -> None:
    with world.session() as session:
        for code, offer in (("theirs", Offer(("oem",))), ("paid", Offer()), ("free", Offer((), (), False))):
            shelve(session, code, ("published", replace(ONE, offer=offer)))
        found = {one.code: reason for one, reason in request_types(session).offered_to(Standing("partner"))}
    assert "theirs" not in found
    assert (found["paid"], found["free"]) == ("agreement", None)
