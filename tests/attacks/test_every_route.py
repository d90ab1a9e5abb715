"""T22, T24: every route that names a row, by everybody, for every row: the matrix, and nothing besides.

Made from the census, so that a new route is tried without a line here; only what its number means is told.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any, NamedTuple

import pytest
from flask.testing import FlaskClient

from tests.access.seeding import OWNERS, Rows, canary, seed, store_files
from tests.access.who_sees import ACCOUNTS, ALL, ARTICLES, CASES, CUSTOMERS, DESK, MESSAGES
from tests.attacks.answers import leaks, plain
from tests.house.route_census import EVERYBODY, Route, routes
from tests.worlds import World

MISSING = Rows(*[98_765_432] * len(fields(Rows)))
KEEPERS = (*CUSTOMERS, "chris", "ada")
STAFF = (*DESK, "chris", "ada")
OWN_WORK = {owner.lower(): {account} for account, owner in OWNERS.items()}
Table = dict[str, set[str]]
SENDERS = {**OWN_WORK, **dict.fromkeys(DESK, ALL)}


class Meaning(NamedTuple):
    """What the number in an address is, who sees the row, and who may do what the route is for."""

    number: Callable[[Rows], int]
    sees: Table
    does: Table


def _only(table: Table, people: tuple[str, ...]) -> Table:
    return {who: accounts if who in people else set() for who, accounts in table.items()}


MEANINGS = {
    r"/accounts/<[^>]+>$": Meaning(lambda row: row.account, ACCOUNTS, ACCOUNTS),
    r"/accounts/<[^>]+>/edit$": Meaning(lambda row: row.account, ACCOUNTS, _only(ACCOUNTS, KEEPERS)),
    r"/contacts/<[^>]+>$": Meaning(lambda row: row.person, ACCOUNTS, ACCOUNTS),
    r"/contacts/<[^>]+>/edit$": Meaning(lambda row: row.person, ACCOUNTS, _only(ACCOUNTS, KEEPERS)),
    r"/contacts/<[^>]+>/(de)?activation$": Meaning(
        lambda row: row.person, ACCOUNTS, _only(ACCOUNTS, ("chris", "ada"))
    ),
    r"/cases/views/<[^>]+>/": Meaning(lambda row: row.number, {}, {}),  # see tests/cases/test_own_views.py
    r"/cases/drafts/<[^>]+>": Meaning(lambda row: row.number, {}, {}),  # see tests/requests
    r"/cases/<[^>]+>(/files|/files.zip|/history|/notes)?$": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/notes/<[^>]+>/": Meaning(
        lambda row: row.number, {}, {}
    ),  # see tests/cases/test_correcting
    r"/cases/<[^>]+>/tasks$": Meaning(lambda row: row.number, CASES, _only(CASES, DESK)),
    r"/cases/<[^>]+>/tasks/<[^>]+>": Meaning(lambda row: row.number, {}, {}),  # see tests/cases/test_tasks.py
    r"/cases/<[^>]+>/draft": Meaning(lambda row: row.number, CASES, _only(CASES, (*CUSTOMERS, *DESK))),
    r"/cases/<[^>]+>/presence": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/who$": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/access$": Meaning(
        lambda row: row.number, _only(ACCOUNTS, (*CUSTOMERS, *DESK)), _only(ACCOUNTS, (*CUSTOMERS, *DESK))
    ),
    r"/cases/<[^>]+>/(subscription|reading)": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/shares$": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/shares/<": Meaning(lambda row: row.number, {}, {}),  # see tests/cases/test_sharing.py
    r"/cases/<[^>]+>/rating$": Meaning(lambda row: row.number, CASES, CASES),
    r"/cases/<[^>]+>/escalation": Meaning(lambda row: row.number, CASES, CASES),
    r"/accounts/<[^>]+>/watch": Meaning(lambda row: row.account, ACCOUNTS, ACCOUNTS),
    r"/cases/<[^>]+>/secrets/": Meaning(lambda row: row.number, {}, {}),  # see tests/secrets
    r"/accounts/<[^>]+>/(move|merge|activity)$": Meaning(lambda row: row.account, ACCOUNTS, ACCOUNTS),
    r"/contacts/<[^>]+>/(move|merge)$": Meaning(lambda row: row.person, ACCOUNTS, ACCOUNTS),
    r"/contacts/<[^>]+>/sight$": Meaning(lambda row: row.person, ACCOUNTS, _only(ACCOUNTS, STAFF)),
    r"/cases/<[^>]+>/(edit|status|priority|reopening|follow-up)$": Meaning(
        lambda row: row.number, CASES, _only(CASES, (*CUSTOMERS, *DESK))
    ),
    r"/cases/<[^>]+>/(assignment|team|macro|severity|merge|split|links)(/removal)?$": Meaning(
        lambda row: row.number, CASES, _only(CASES, DESK)
    ),
    r"/devices/<[^>]+>/(edit|removal)$": Meaning(
        lambda row: row.device, ACCOUNTS, _only(ACCOUNTS, ("chris", "ada"))
    ),
    r"/accounts/<[^>]+>/agreements/new$": Meaning(
        lambda row: row.account, ACCOUNTS, _only(ACCOUNTS, ("chris", "ada"))
    ),
    r"/agreements/<[^>]+>/(edit|end)$": Meaning(
        lambda row: row.agreement, ACCOUNTS, _only(ACCOUNTS, ("chris", "ada"))
    ),
    r"/files/<[^>]+>(/<name>)?$": Meaning(lambda row: row.attachment, CASES, CASES),
    r"/files/<[^>]+>/(description|withdrawal)": Meaning(lambda row: row.attachment, CASES, SENDERS),
    r"/notes/<[^>]+>$": Meaning(lambda row: row.note, CASES, CASES),
    r"/messages/<[^>]+>(/read|/unread)?$": Meaning(lambda row: row.message, MESSAGES, MESSAGES),
    r"/messages/write/<[^>]+>": Meaning(lambda row: row.message, {"chris": ALL}, {"chris": ALL}),
    r"/knowledge/<[^>]+>(-<name>|/answer)?$": Meaning(lambda row: row.article, ARTICLES, ARTICLES),
    r"/knowledge/<[^>]+>/(edit|state)$": Meaning(lambda row: row.article, ARTICLES, ARTICLES),
    r"/translate/<": Meaning(lambda row: row.article, {}, {}),  # see tests/translate
    r"/help/feedback/<[^>]+>": Meaning(lambda row: row.number, {}, {}),  # see tests/help/test_feedback.py
    r"/work/<[^>]+>": Meaning(lambda row: row.work, OWN_WORK, OWN_WORK),
    r"/(accounts|contacts|devices)/import/<[^>]+>": Meaning(lambda row: row.work, {}, {}),  # see tests/inout
    r"/uploads/<[^>]+>/removal$": Meaning(lambda row: row.attachment, {}, {}),
}
EVERY_ROW = {"/setup/", "/static/", "/healthz", "/readyz", "/styleguide/"}  # the set-up is one for all
EVERY_ROW |= {"/knowledge/groups/", "/knowledge/links/", "/knowledge/tags/", "/help/guide/", "/cases/new/"}


def _meaning(route: Route) -> Meaning | None:
    return next((meaning for rule, meaning in MEANINGS.items() if re.match(rule, route.rule)), None)


def _with_a_row(world: World) -> list[tuple[Route, Meaning]]:
    return [(route, meaning) for route in routes(world.app) if (meaning := _meaning(route))]


def test_t36_every_route_with_an_argument_says_what_it_names(sqlite_world: World) -> None:
    untold = [
        route.rule
        for route in routes(sqlite_world.app)
        if "<" in route.rule and not _meaning(route) and not route.rule.startswith(tuple(EVERY_ROW))
    ]
    assert untold == [], "say in MEANINGS what it names and who sees it"


def _address(route: Route, meaning: Meaning, row: Rows, account: str) -> str:
    numbered = re.sub(r"<int[^>]*>", str(meaning.number(row)), route.rule)
    return numbered.replace("<name>", f"{canary(account)}.txt")


def _ask(client: FlaskClient, method: str, address: str, token: str) -> tuple[int, str]:
    """What another act left to be said stays out of this answer."""
    with client.session_transaction() as cookie:
        cookie.pop("_flashes", None)
    data = {"csrf_token": token} if method == "POST" else None
    answer = client.open(address, method=method, data=data)
    return answer.status_code, answer.data.decode(errors="replace")  # a zip names its files in plain words


def _tries(world: World) -> Iterator[tuple[Route, Meaning, str]]:
    for route, meaning in _with_a_row(world):
        for method in route.methods:
            yield route, meaning, method


PEOPLE = (*CUSTOMERS, "bo", "mia", "chris", "ada", "tess")


@pytest.mark.parametrize("who", PEOPLE)
def test_t22_every_route_answers_as_the_matrix_says(sqlite_world: World, who: str) -> None:
    _holds(sqlite_world, who)


@pytest.mark.parametrize("who", ["noor", "sam", "bo"])
def test_t22_every_route_answers_as_the_matrix_says_on_postgresql(postgres_world: World, who: str) -> None:
    _holds(postgres_world, who)


def _holds(world: World, who: str) -> None:
    rows = seed(world)
    store_files(world, rows)
    viewer, (client, token) = world.viewer(who), _client(world, who)
    for route, meaning, method in _tries(world):
        may_press = route.needs == EVERYBODY or any(viewer.may(*pair) for pair in route.permissions)
        nothing = plain(_ask(client, method, _address(route, meaning, MISSING, "Delta"), token))
        for account in sorted(ALL):
            page = _ask(client, method, _address(route, meaning, rows[account], account), token)
            said = f"{who}: {method} {route.rule} of {account} answers {page[0]}"
            _check(may_press, who, meaning, account, page, nothing, said)


def _check(*args: Any) -> None:
    may_press, who, meaning, account, page, nothing, said = args
    assert page[0] < 500, said
    assert leaks(who, page[1]) == set(), said
    if not may_press:
        assert page[0] == 403, said
    elif account not in meaning.sees.get(who, set()):
        assert page[0] == 404 and plain(page) == nothing, said
    else:
        assert (page[0] not in (403, 404)) is (account in meaning.does[who]), said


def _client(world: World, who: str) -> tuple[FlaskClient, str]:
    client = world.sign_in(who)
    return client, world.csrf_token(client)


def test_t22_who_is_not_signed_in_is_asked_to_sign_in_whatever_is_asked_for(sqlite_world: World) -> None:
    rows, client = seed(sqlite_world), sqlite_world.client()
    token = sqlite_world.csrf_token(client)
    for route, meaning, method in _tries(sqlite_world):
        for row in (rows["Rijnmond Haven"], MISSING):
            status, text = _ask(client, method, _address(route, meaning, row, "Rijnmond Haven"), token)
            assert status in (302, 401), route.line
            assert "canary" not in text.replace(f"{canary('Rijnmond Haven')}.txt", "")


QUERIES = ("", "?q=canary", "?q=secret", "?q=9000000", "?scope=tree&view=account_open", "?view=my_closed")
QUERIES += (
    "?sort=owner",
    "?sort=-owner",
    "?account=4",
    "?status=new&size=100",
    "?page_size=1000",
    "?q=Elders",
)


@pytest.mark.parametrize("who", CUSTOMERS)
def test_t24_no_list_search_choice_or_count_holds_a_foreign_word(sqlite_world: World, who: str) -> None:
    seed(sqlite_world)
    client, seen = sqlite_world.sign_in(who), ""
    for route in routes(sqlite_world.app):
        if "GET" in route.methods and "<" not in route.rule:
            for query in QUERIES:
                answer = client.get(route.rule + query)
                assert answer.status_code < 500, route.rule + query
                assert leaks(who, answer.text) == set(), route.rule + query
                seen += answer.text
                if answer.status_code == 403:  # closed to this person, before the question is read
                    break
    assert all(canary(account) in seen for account in CASES[who])
