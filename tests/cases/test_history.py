"""The history of a case (D13): from what to what, by whom, through which door; nothing can change it."""

from sqlalchemy import select

from app.cases.assign import assign
from app.conversation.post_note import post_note
from app.events import record, through
from models.case import Case
from models.event import CaseEvent
from tests.cases.steps import opened
from tests.files.queries import queries
from tests.worlds import World


def _by_mail(
    world: World, number: int, who: str, body: str = "As a reply.", is_internal: bool = False
) -> None:
    with world.session(who) as session, through(session, "mail"):
        case = session.scalars(select(Case).where(Case.number == number)).one()
        post_note(session, by=session.info["viewer"], case=case, body=body, is_internal=is_internal)
        session.commit()


def _history(world: World, who: str, number: int, query: str = "", language: str = "en") -> str:
    text = (
        world.sign_in(who)
        .get(f"/cases/{number}/history{query}&lang={language}".replace("history&", "history?"))
        .text
    )
    return text.partition('<ol class="timeline">')[2].partition("</ol>")[0]


def test_each_change_says_through_which_door_it_came(world: World) -> None:
    number = opened(world, "sam")
    _by_mail(world, number, "sam")
    with world.session() as session:
        record(session, session.scalars(select(Case)).one(), "edited", by=None, subject=["a", "b"])
        session.commit()
        assert list(session.scalars(select(CaseEvent.door).order_by(CaseEvent.id))) == [
            "page",
            "mail",
            "rule",
        ]
    text = _history(world, "sam", number)
    assert "through mail" in text and "<del>a</del>" in text and "through the portal" not in text


def test_it_is_narrowed_by_what_by_whom_and_by_door_in_its_address(world: World) -> None:
    number, bo = opened(world, "sam"), world.viewer("bo").person_id
    _by_mail(world, number, "bo")
    for query in ("?kind=noted", f"?by={bo}", "?door=mail", f"?kind=noted&by={bo}&door=mail"):
        text = _history(world, "sam", number, query)
        assert "Note added" in text and "Case opened" not in text
    for query in (
        "?kind=x",
        "?by=999",
        "?by=loket",
        "?door=api",
        "?kind=noted&door=page",
        "?by=1e9",
        "?by=²",
    ):
        assert "Nothing of the history fits" in _history(world, "sam", number, query)


def test_t30_what_is_internal_is_in_no_part_filter_or_choice_of_a_customer(world: World) -> None:
    number = opened(world, "sam")
    _by_mail(world, number, "bo", "Only for us.", is_internal=True)
    page = world.sign_in("sam").get(f"/cases/{number}/history").text
    assert "Bo Jansen" not in page and 'value="mail"' not in page and 'value="noted"' not in page
    page = world.sign_in("kim").get(f"/cases/{number}/history").text
    assert "Internal note added" in page and "Bo Jansen" in page and 'value="mail"' in page


def test_a_colleague_of_another_account_stays_unnamed_and_cannot_be_asked_for(world: World) -> None:
    number, sam = opened(world, "sam"), world.viewer("sam").person_id
    page = world.sign_in("lot").get(f"/cases/{number}/history").text
    assert "Somebody at another account" in page and "Sam" not in page and f'value="{sam}"' not in page
    assert "Nothing of the history" in _history(world, "lot", number, f"?by={sam}")
    assert "Case opened" in _history(world, "noor", number, f"?by={sam}")


def test_names_of_values_are_in_the_language_of_the_reader(world: World) -> None:
    number = opened(world, "sam")
    assert "High" in _history(world, "sam", number) and "Hoog" in _history(
        world, "sam", number, language="nl"
    )


def test_a_long_history_comes_in_parts_and_asks_no_more_than_a_short_one(world: World) -> None:
    number, kim = opened(world, "sam"), world.viewer("kim").person_id
    counts = [_asked(world, number)]
    with world.session("bo") as session:
        case = session.scalars(select(Case)).one()
        for one in range(60):
            assign(session, by=session.info["viewer"], case=case, to=None if one % 2 else kim)
            if one % 10 == 0:
                record(
                    session, case, "linked", by=session.info["viewer"].person_id, link_relates=[None, case.id]
                )
        session.commit()
    newest = _history(world, "sam", number)
    assert newest.count("<li>") == 50 and "Case opened" not in newest
    page = world.sign_in("sam").get(f"/cases/{number}/history").text
    older = page.rpartition("?before=")[2].partition('"')[0]
    assert "Case opened" in _history(world, "sam", number, f"?before={older}")
    counts.append(_asked(world, number))
    assert counts[1] <= counts[0] + 2 <= 12


def _asked(world: World, number: int) -> int:
    client = world.sign_in("sam")
    client.get(f"/cases/{number}/history")
    with queries() as seen:
        client.get(f"/cases/{number}/history")
    return len(seen)
