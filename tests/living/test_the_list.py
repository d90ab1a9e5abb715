"""The list of cases, sentence by sentence, for each kind of customer and the desk, without JavaScript."""

import re

import pytest
from sqlalchemy import select

from app.cases.escalation.words import STATE_WORDS
from app.setup.shipped.priorities import SCALES
from models.case import Case
from tests.cases.steps import numbers, opened
from tests.cases.views import colleague
from tests.help.test_what_a_guide_promises import at, words
from tests.living.kinds import BOTH, DESK, EACH, OWNERS, a_case_for, in_language, row_of
from tests.worlds import World

FILTERS = ("Number or subject", "Status", "Type", "Opened from", "Opened until", "Owner", "Rows")
COLUMNS = ("Number", "Subject", "Type", "Status", "Owner", "Created")


@BOTH
@EACH
def test_the_fields_above_the_list_narrow_it_and_a_number_leads_straight_to_its_case(
    sqlite_world: World, who: str, lang: str
) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    labels = re.findall(r"<label[^>]*>(.*?)</label>", at(client, f"/cases/?view=account_open&lang={lang}"))
    assert {in_language(sqlite_world, lang, label) for label in FILTERS} <= set(labels)
    assert client.get(f"/cases/?q={number}").headers["Location"] == f"/cases/{number}"


def test_without_an_owner_the_whole_company_is_listed_and_with_one_theirs_alone(world: World) -> None:
    colleague(world)
    mine, theirs = opened(world, "sam"), opened(world, "pim", account="Rijnmond Haven")
    sam = world.sign_in("sam")
    assert set(numbers(at(sam, "/cases/?view=account_open&owner="))) == {mine, theirs}
    assert numbers(at(sam, "/cases/?view=account_open&owner=Pim+Kok")) == [theirs]


@BOTH
@EACH
def test_the_columns_say_what_the_guide_says_and_each_heading_sorts_both_ways(
    sqlite_world: World, who: str, lang: str
) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    html = at(client, f"/cases/?view=account_open&state=all&lang={lang}")
    heads = re.findall(r'<a href="([^"]*)">(.*?)<', html.partition("<thead>")[2].partition("</thead>")[0])
    wanted = [in_language(sqlite_world, lang, word) for word in COLUMNS]
    assert [word for _href, word in heads if word in wanted] == wanted
    for href, _word in heads:
        there = at(client, href.replace("&amp;", "&"))
        assert number in numbers(there) and "aria-sort=" in there


@BOTH
def test_each_priority_is_a_coloured_bar_with_its_word(sqlite_world: World, lang: str) -> None:
    shipped = [one for _code, _name, _usual, scale in SCALES for one in scale]
    cases = {opened(sqlite_world, priority=one[0]): one for one in shipped}
    html = at(sqlite_world.sign_in("sam"), f"/cases/?view=account_open&size=50&lang={lang}")
    for number, (_code, colour, _rank, word, _definition) in cases.items():
        assert f'class="priority {colour}">{word[lang]}<' in row_of(html, number)


ICONS = {
    "raised": "is_escalated",
    "in_progress": "is_escalation_handled",
    "on_hold": "is_escalation_handled",
    "cancelled": "is_escalation_handled",
    "closed": "is_escalation_resolved",
    "completed": "is_escalation_resolved",
}


@BOTH
@pytest.mark.parametrize("who", [*OWNERS, *DESK])
def test_where_an_escalation_stands_is_an_icon_with_a_word_in_list_and_case(
    sqlite_world: World, who: str, lang: str
) -> None:
    assert set(ICONS) == set(STATE_WORDS)
    number = a_case_for(sqlite_world, who if who in OWNERS else "sam")
    client = sqlite_world.sign_in(who)
    for state, icon in ICONS.items():
        with sqlite_world.session() as session:
            session.scalars(select(Case).where(Case.number == number)).one().escalation_state = state
            session.commit()
        html = at(client, f"/cases/?view=account_open&lang={lang}")
        marks = re.findall(r'class="mark (\w+)" title="([^"]+)"', row_of(html, number))
        assert [name for name, _word in marks if name.startswith("is_escal")] == [icon]
        word = dict(marks)[icon]
        assert word in words(at(client, f"/cases/{number}"))
        assert f'aria-label="{word}"' in row_of(html, number)
        assert word in words(html.partition("marks-legend")[2])


@pytest.mark.parametrize("part", ["", "/files", "/history"])
def test_whichever_part_of_the_case_its_owner_opens_what_was_new_is_told_as_seen(
    sqlite_world: World, part: str
) -> None:
    number = opened(sqlite_world, "sam")
    sqlite_world.post(sqlite_world.sign_in("bo"), f"/cases/{number}/notes", {"body": "Look at the tray."})
    sam = sqlite_world.sign_in("sam")
    html = at(sam, f"/cases/{number}{part}")
    form = html.partition("data-seen")[2].partition("</form>")[0]
    assert "Mark as seen" in form and not form.startswith(" hidden")
    sqlite_world.post(sam, f"/cases/{number}/reading")
    assert "New note" not in words(at(sam, f"/cases/{number}{part}").partition("<main")[2])
