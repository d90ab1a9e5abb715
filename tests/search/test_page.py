"""The page of results: filters, pages, marks, and as many questions for one row as for many."""

import re
from html import unescape

import pytest

from tests.bench.counting import counted
from tests.cases.steps import opened
from tests.search.steps import cases, found, note, search
from tests.worlds import World


def test_filters_narrow_what_is_found(world: World) -> None:
    haven, logistiek = opened(world, "sam"), opened(world, "lot")
    world.post(world.sign_in("bo"), f"/cases/{logistiek}/status", {"to": "solution_suggested"})
    sam = world.sign_in("sam")
    assert cases(sam, "jam", state="open") == [haven]
    assert cases(sam, "jam", state="closed") == [logistiek]
    assert cases(sam, "jam", scope="account") == [haven]
    assert cases(sam, "jam", kind="accounts") == []
    assert cases(sam, "jam", kind="cases", scope="nonsense", state="?") == [logistiek, haven]


@pytest.mark.parametrize("person", ["sam", "bo"])
def test_pages_show_every_case_once(world: World, person: str) -> None:
    made = [opened(world, "sam", subject=("Jam", "Help")[i % 2], description="A jam") for i in range(60)]
    for number in made[::7]:
        note(world, "bo", number, "jam, said the desk", is_internal=True)
    client, seen, path = world.sign_in(person), list[int](), "/search?q=jam&kind=cases"
    for _ in range(3):
        html = client.get(path).text
        seen += [int(n) for n in re.findall(r'class="row-title" href="/cases/(\d+)"', html)]
        following = re.search(r'rel="next" href="([^"]+)"', html)
        path = unescape(following[1]) if following else ""
    assert not path
    assert seen == [*made[::2][::-1], *made[1::2][::-1]]


def test_matching_words_are_marked_and_nothing_is_markup(world: World) -> None:
    opened(world, "sam", subject="<b>Jam</b> & <i>", description="A <script>alert(1)</script> in **Traý** 2")
    html = search(world.sign_in("sam"), "tray jam")
    assert "&lt;b&gt;<mark>Jam</mark>&lt;/b&gt; &amp; &lt;i&gt;" in html
    assert "<mark>Traý</mark>" in html
    assert "<script" not in html


def test_accounts_and_contacts_are_found_by_who_sees_them(world: World) -> None:
    haven, sam = f"/accounts/{world.account_id('Rijnmond Haven')}", f"/contacts/{world.person_id('sam')}"
    elders, eva = f"/accounts/{world.account_id('Elders & Zoon')}", f"/contacts/{world.person_id('eva')}"
    for who, seen in (("noor", {haven, sam}), ("bo", {haven, sam, elders, eva}), ("eva", {elders, eva})):
        client = world.sign_in(who)
        assert {haven} & seen == set(found(client, "0004711010"))
        assert {haven} & seen == set(found(client, "rijnmond hav", kind="accounts"))
        assert {sam} & seen == set(found(client, "sam@haven.rijnmond.example"))
        assert {elders} & seen == set(found(client, "elders", kind="accounts"))
        assert {eva} & seen == set(found(client, "elder eva", kind="contacts"))
    assert set(found(world.sign_in("lot"), "rijnmond sam noor")) == set()


def test_our_own_people_are_no_contacts(world: World) -> None:
    assert found(world.sign_in("sam"), "kim") == []
    assert found(world.sign_in("bo"), "sam", kind="contacts") == [f"/contacts/{world.person_id('sam')}"]


@pytest.mark.parametrize("path", ["/search?q=jam", "/search?q=jam&kind=cases", "/search/suggestions?q=jam"])
def test_one_case_or_thirty_take_as_many_questions(world: World, path: str) -> None:
    opened(world, "sam")
    client, asked = world.sign_in("sam"), []
    for more in (0, 29):
        for _ in range(more):
            opened(world, "sam")
        client.get(path)
        with counted() as statements:
            assert client.get(path).status_code == 200
        asked.append(len(statements))
    assert asked[1] <= asked[0] <= 12


def test_the_page_helps_when_there_is_nothing_to_show(world: World) -> None:
    sam = world.sign_in("sam")
    assert "What are you looking for?" in search(sam, "")
    assert "Create new case" in search(sam, "qqqq")
    assert "Search everywhere" in search(sam, "qqqq", state="open")
    assert "Create new case" not in search(world.sign_in("tess"), "qqqq")


def test_every_page_has_the_field(world: World) -> None:
    for who, path in (("sam", "/"), ("bo", "/desk/"), ("ada", "/setup/"), ("tess", "/")):
        assert 'action="/search"' in world.sign_in(who).get(path).text
    assert 'action="/search"' not in world.client().get("/login/").text
