"""T9: signing in leads to a page of ours or to the index, never elsewhere."""

import pytest

from tests.sign_in.browser import try_password
from tests.worlds import World
from views.next_page import page_here

EVIL = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example",
    "http://evil.example/",
    "https:///evil.example",
    "/%0d%0aSet-Cookie: a=b",
    "/\r\nSet-Cookie: a=b",
    "/\tevil",
    "/%09/evil.example",
    "/%5cevil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://localhost@evil.example/",
    "http://localhost:80@evil.example/",
    "localhost@evil.example",
    "cases/",
    "/cases/\x00",
    "",
    " /cases/",
]


@pytest.mark.parametrize("asked", EVIL)
def test_t9_an_address_elsewhere_leads_to_the_index(asked: str) -> None:
    assert page_here(asked) == "/"


@pytest.mark.parametrize(
    "asked", ["/cases/", "/cases/10138668?tab=files&q=a%20b", "/knowledge/#a", "/x?next=//y"]
)
def test_t9_a_page_of_ours_is_kept(asked: str) -> None:
    assert page_here(asked) == asked


@pytest.mark.parametrize(
    "asked", ["//evil.example", "/%5Cevil.example", "http:evil.example", "/%250d%250aX: y"]
)
def test_t9_the_sign_in_page_leads_to_the_index(sqlite_world: World, asked: str) -> None:
    answer = try_password(sqlite_world, "noor", query=f"?next={asked}")
    assert (answer.status_code, answer.location) == (303, "/")


def test_t9_the_sign_in_page_leads_to_the_page_that_was_asked_for(sqlite_world: World) -> None:
    assert try_password(sqlite_world, "noor", query="?next=/cases/%3Fq%3Dx").location == "/cases/?q=x"
