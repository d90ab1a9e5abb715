"""What a mail says, in which language, and what it must not say."""

import re

import pytest

from models.event import OutgoingMail
from tests.cases.steps import opened
from tests.mail.acts import hand_to, mails, open_case_of, set_status, settle, write
from tests.worlds import World


def last_to(world: World, name: str) -> OutgoingMail:
    return [mail for mail in mails(world) if mail.address.startswith(f"{name}@")][-1]


def test_each_reader_reads_the_own_language(world: World) -> None:
    opened(world, "sam")
    opened(world, "eva")

    dutch, english = last_to(world, "sam"), last_to(world, "eva")

    assert (dutch.language, english.language) == ("nl", "en")
    assert "Uw melding is geregistreerd onder nummer" in dutch.text
    assert "Nieuw. We hebben uw melding ontvangen." in dutch.text
    assert "Your case is registered under number" in english.text
    assert "New. We have received your case." in english.text
    assert 'lang="nl"' in dutch.html


def test_a_status_without_a_word_in_the_readers_language_falls_back(world: World) -> None:
    from sqlalchemy import select

    from models.scale import Status

    with world.session() as session:
        session.scalars(select(Status).where(Status.code == "new")).one().name = {"en": "New"}
        session.commit()

    opened(world, "sam")

    assert "New. We hebben uw melding ontvangen." in last_to(world, "sam").text


def test_a_mail_tells_who_wrote_what_and_where_to_answer(world: World) -> None:
    number = open_case_of(world, "eva")

    write(world, "bo", number, "Please **clean** the rollers.")
    mail = last_to(world, "eva")

    assert f"Bo Jansen wrote about case {number}:\n\nPlease **clean** the rollers.\n" in mail.text
    assert "<strong>clean</strong>" in mail.html
    assert f"\nhttp://localhost/cases/{number}\n" in mail.text


def test_a_mail_tells_the_new_status_and_its_meaning(world: World) -> None:
    number = open_case_of(world, "eva")

    set_status(world, "bo", number, "pending_response", reason="Which model is it?")
    mail = last_to(world, "eva")

    assert 'the status "Pending your response"' in mail.text
    assert "We asked you something and go on as soon as you answer." in mail.text
    assert "Bo Jansen wrote with it:\n\nWhich model is it?" in mail.text


def test_an_agent_reads_who_put_him_to_work(world: World) -> None:
    number = open_case_of(world, "eva")

    hand_to(world, "bo", number, "kim")

    assert f"Bo Jansen assigned case {number} to you." in last_to(world, "kim").text


@pytest.mark.parametrize("kind", ["text", "html"])
def test_a_parallel_accounts_person_stays_unnamed_in_the_mail(world: World, kind: str) -> None:
    """Lot may write on Sam's case, but Sam may know neither Lot nor the account (DESIGN 3); Bo may."""
    number = open_case_of(world, "sam", assignee="bo")

    write(world, "lot", number, "We see it too.")
    to_sam, to_bo = (getattr(last_to(world, name), kind) for name in ("sam", "bo"))

    assert "We see it too." in to_sam
    assert not re.search("Lot|Peters|Logistiek|lot@", to_sam)
    assert "Lot Peters" in to_bo


def test_an_internal_note_is_in_no_customers_mail(world: World) -> None:
    """T30: what the desk says among itself stays there, whoever has a mail coming."""
    number = open_case_of(world, "sam", assignee="bo")

    write(world, "kim", number, "CANARY internal", internal=True)
    write(world, "kim", number, "for everybody")

    assert "CANARY internal" in last_to(world, "bo").text
    assert not any(
        "CANARY" in mail.text + mail.html for mail in mails(world) if mail.address.startswith("sam")
    )


def test_links_come_from_the_settings_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """T19 for these mails: whatever Host a browser sent, the link is ours."""
    settle(world, monkeypatch, base_url="https://support.example/")
    number = opened(world, "sam")

    assert f"https://support.example/cases/{number}\n" in last_to(world, "sam").text


def test_what_was_written_is_harmless_in_the_html(world: World) -> None:
    number = open_case_of(world, "eva")

    write(
        world,
        "bo",
        number,
        "<script>alert(1)</script> ![seen](https://evil.example/x.png) ![shot](/files/7) "
        "[case](/cases/1) [x](javascript:1)",
    )
    html = last_to(world, "eva").html

    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.replace("[x](javascript:1)", "")
    assert 'href="http://localhost/files/7"' in html
    assert 'href="http://localhost/cases/1"' in html


def test_the_acknowledgement_repeats_nothing_of_the_description(world: World) -> None:
    """T61: nobody can have us mail his text to others."""
    opened(world, "sam", description="CANARY buy now")

    assert "CANARY" not in last_to(world, "sam").text + last_to(world, "sam").html
