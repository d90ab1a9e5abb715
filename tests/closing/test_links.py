"""Links between cases: said once, seen only by who sees both ends."""

import pytest
from sqlalchemy import select

from app.cases.link import link_cases, links_of, unlink
from app.refused import OutOfReach, Refused
from models.case import Case
from models.link import CaseLink
from tests.cases.steps import opened
from tests.worlds import World


def linked(world: World, who: str, number: int, other: int, kind: str = "relates") -> None:
    by = world.viewer(who)
    with world.session(who) as session:
        ends = [session.scalars(select(Case).where(Case.number == one)).one() for one in (number, other)]
        link_cases(session, by=by, case=ends[0], other=ends[1], kind=kind)
        session.commit()


def seen(world: World, who: str, number: int) -> list[tuple[str, int]]:
    with world.session(who) as session:
        case_id = session.scalars(select(Case.id).where(Case.number == number)).one()
        return [(one.kind, one.number) for one in links_of(session, case_id)]


def test_a_link_is_there_once_and_reads_from_either_end(world: World) -> None:
    late, early = opened(world, "sam"), opened(world, "sam")
    for _ in range(2):
        linked(world, "bo", late, early, "blocks")
    assert seen(world, "sam", late) == [("blocks", early)]
    assert seen(world, "sam", early) == [("blocked_by", late)]


def test_t22_a_link_is_there_for_who_sees_both_cases(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    linked(world, "bo", sams, evas)
    assert seen(world, "bo", sams) == [("relates", evas)]
    assert seen(world, "sam", sams) == []
    history = world.sign_in("sam").get(f"/cases/{sams}/history").text
    assert "another case" in history and str(evas) not in history


def test_t27_nobody_links_to_a_case_that_is_not_in_sight_nor_takes_a_link_away(world: World) -> None:
    sams, evas, lots = opened(world, "sam"), opened(world, "eva"), opened(world, "lot")
    by, eva = world.viewer("sam"), world.viewer("eva")
    linked(world, "sam", sams, lots)  # beside it: Sam sees and edits it
    with world.session() as session:
        ends = {n: session.scalars(select(Case).where(Case.number == n)).one() for n in (sams, evas)}
        session.expunge_all()
    with world.session("sam") as session:
        with pytest.raises(OutOfReach):
            link_cases(session, by=by, case=ends[sams], other=ends[evas], kind="relates")
        link_id = session.scalars(select(CaseLink.id)).one()
        with pytest.raises(OutOfReach):
            unlink(session, by=by, case=session.merge(ends[sams], load=False), link_id=link_id)
    with world.session("eva") as session, pytest.raises(OutOfReach):
        link_cases(session, by=eva, case=ends[sams], other=ends[evas], kind="relates")


def test_a_case_is_not_linked_with_itself(world: World) -> None:
    number = opened(world, "sam")
    with pytest.raises(Refused, match="same case"):
        linked(world, "bo", number, number)
