"""Where a case stands, sentence by sentence: status, priority, escalation, subscription and closing."""

import re
from typing import Any

import pytest

from app.closing.rules import SHIPPED
from app.setup.shipped.closing import REASONS
from app.setup.shipped.scales import MERGED, STATUSES
from tests.cases.steps import find, hidden, opened
from tests.help.test_what_a_guide_promises import at, words
from tests.living.kinds import BOTH, EACH, OWNERS, a_case_for, in_language, put_in, row_of
from tests.mail.acts import mails, open_case_of, set_status
from tests.worlds import World

ACTIONS = {
    "new": {"resolved", "cancelled"},
    "in_progress": {"resolved", "cancelled"},
    "on_hold": {"resolved", "cancelled"},
    "pending_response": {"resolved", "cancelled"},
    "solution_suggested": {"resolved", "in_progress"},
    "resolved": set(),  # reopening has a place of its own
    "cancelled": set(),
}


@BOTH
@pytest.mark.parametrize("status", [row for row in STATUSES if row[0] != MERGED], ids=lambda row: row[0])
def test_a_case_says_its_status_what_it_means_and_what_its_customer_can_do(
    sqlite_world: World, status: Any, lang: str
) -> None:
    code, _tone, _rank, is_open, _awaits, name, meaning = status
    number = opened(sqlite_world, "sam")
    put_in(sqlite_world, number, code)
    for who in ("sam", "noor", "lot"):
        html = at(sqlite_world.sign_in(who), f"/cases/{number}?lang={lang}")
        assert name[lang] in words(html) and meaning[lang] in words(html)
        acts = set(re.findall(r'name="to"[^>]*value="(\w+)"', html))
        assert acts == ACTIONS.get(code, ACTIONS["new"])
        assert (f'action="/cases/{number}/reopening"' in html) is (code in ("resolved", "cancelled"))
        assert (f'action="/cases/{number}/priority"' in html) is is_open


def used(world: World, lang: str, number: int) -> str:
    of_the_month = "%(used)s of %(most)s escalations of this month are used."
    return in_language(world, lang, of_the_month, used=number, most=5)


@BOTH
@EACH
def test_escalating_is_one_click_away_asks_for_both_and_tells_both_sides_how_many_are_used(
    sqlite_world: World, who: str, lang: str
) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    address = f"/cases/{number}/escalation"
    assert f'href="{address}"' in at(client, f"/cases/{number}")
    html = at(client, f"{address}?lang={lang}")
    assert 'name="reason"' in html and 'name="expectation"' in html
    assert used(sqlite_world, lang, 0) in words(html)
    said = {"reason": "It stands still.", "expectation": "A call.", "nonce": hidden(client, address, "nonce")}
    assert sqlite_world.post(client, address, said).status_code == 303
    mia = sqlite_world.sign_in("mia")
    assert str(number) in at(mia, "/desk/escalations")
    for one in (client, mia):
        assert used(sqlite_world, lang, 1) in words(at(one, f"{address}?lang={lang}"))
    assert {"mia"} <= {mail.address.split("@")[0] for mail in mails(sqlite_world) if "It stands" in mail.text}


@EACH
def test_the_priority_is_chosen_from_its_scale_lowered_or_raised_and_the_desk_is_told(
    sqlite_world: World, who: str
) -> None:
    number, client = open_case_of(sqlite_world, OWNERS[who], assignee="bo"), sqlite_world.sign_in(who)
    for code, word in (("low", "Low"), ("essential", "Essential")):
        assert f'<option value="{code}"' in at(client, f"/cases/{number}")
        sent = {"priority": code, "reason": f"It is {code} now."}
        assert sqlite_world.post(client, f"/cases/{number}/priority", sent).status_code == 303
        assert word in row_of(at(client, "/cases/?view=account_open"), number)
        assert f"It is {code} now." in at(client, f"/cases/{number}")
    assert [mail.reaction for mail in mails(sqlite_world) if mail.address.startswith("bo@")] == [
        "priority"
    ] * 2


MINE = "You are subscribed: it is your case, so mails about it go to you."
THEIRS = "You are subscribed: mails about this case go to you too."
NOT = "You get no mails about this case."


@BOTH
@EACH
def test_each_opening_says_whether_one_is_subscribed_and_one_click_changes_it(
    sqlite_world: World, who: str, lang: str
) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    is_owner = OWNERS[who] == who
    yes, no = (in_language(sqlite_world, lang, text) for text in (MINE if is_owner else THEIRS, NOT))
    acts = [("/removal", no), ("", yes)] if is_owner else [("", yes), ("/removal", no)]
    assert (yes if is_owner else no) in words(at(client, f"/cases/{number}?lang={lang}"))
    for act, said in acts:
        address = f"/cases/{number}/subscription{act}"
        assert f'action="{address}"' in at(client, f"/cases/{number}/files")
        sqlite_world.post(client, address)
        for part in ("", "/files", "/history"):
            assert said in words(at(client, f"/cases/{number}{part}"))


@BOTH
@pytest.mark.parametrize("reason", REASONS, ids=lambda reason: reason.code)
def test_a_closed_case_tells_its_customers_why_and_where_to_go(
    sqlite_world: World, reason: Any, lang: str
) -> None:
    number = opened(sqlite_world, "sam")
    set_status(sqlite_world, "bo", number, "resolved", why=reason.code)
    for who in ("sam", "noor", "lot"):
        client = sqlite_world.sign_in(who)
        html = at(client, f"/cases/{number}?lang={lang}")
        told = words(html.partition('id="closing"')[2])
        assert reason.name[lang] in told and words(reason.text[lang]) in told
        if reason.link:
            assert f'href="{reason.link}"' in html
            at(client, reason.link)
    assert find(sqlite_world, number).closes_at is not None


def test_a_week_is_what_ships_for_waiting_and_for_reopening() -> None:
    assert (SHIPPED.resolves_after, SHIPPED.reopens_within, len(SHIPPED.reminds_after)) == (7, 7, 2)


ACTS = ("notes", "status", "priority", "escalation", "files", "rating", "reopening", "shares")


def test_who_only_reads_finds_no_button_and_no_way_round(sqlite_world: World) -> None:
    number, chris = opened(sqlite_world, "sam"), sqlite_world.sign_in("chris")
    html = at(chris, f"/cases/{number}")
    found = set(re.findall(rf'action="/cases/{number}/(\w+)', html.partition("<main")[2]))
    assert found <= {"subscription", "reading"} and 'id="note-form"' not in html
    for act in ACTS:
        assert sqlite_world.post(chris, f"/cases/{number}/{act}", {}).status_code in (403, 404), act
