"""The main job in the browser with JavaScript off: Sam asks, Bo answers, Sam accepts; in Dutch."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import QUESTION, hides, set_status, shows, write
from tests.browser.visitors import Visitors

SUBJECT = "Bonnenprinter in hal 4 hapert"
pytestmark = pytest.mark.browser


def asks(visitors: Visitors, file: Path) -> str:
    """Sam opens the case: first without a subject, then with a file, and nothing of it is lost."""
    page = visitors.at("sam", QUESTION, lang="nl", script=False)
    page.get_by_label("Omschrijving").fill("Sinds **vanochtend** hapert hij.")
    page.get_by_role("radio", name="Een storing").check()
    page.get_by_role("radio", name="Hoog").check()
    page.get_by_role("button", name="Volgende").click()
    expect(page).to_have_title("Fout: Uw melding · Stap 1 van 4 · Vraag of storing · Loket")
    expect(page.get_by_role("link", name="“Onderwerp”")).to_have_attribute("href", "#f-subject")
    expect(page.get_by_label("Omschrijving")).to_have_value("Sinds **vanochtend** hapert hij.")
    expect(page.get_by_role("radio", name="Hoog")).to_be_checked()
    page.get_by_label("Onderwerp").fill(SUBJECT)
    page.get_by_role("button", name="Volgende").click()
    page.get_by_role("button", name="Volgende").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Volgende").click()
    shows(page, "Controleren en versturen", "spooler.log", "vanochtend", SUBJECT)
    page.get_by_role("button", name="Versturen").click()
    shows(page, "Uw melding is geregistreerd onder nummer", "spooler.log", "vanochtend")
    return page.url


def answers(visitors: Visitors, case: str) -> Page:
    """Bo finds it in the queue, takes it, answers, writes an internal note and suggests a solution."""
    page = visitors.at("bo", "/desk/", lang="nl", script=False)
    page.get_by_role("button", name=f"Melding {case[-8:]} oppakken").click()
    page.wait_for_url(lambda url: "/desk/" in url)
    page.goto(case)
    shows(page, SUBJECT, "Bo Jansen", "Nieuw, toegewezen")
    write(page, "Kunt u hem uit- en aanzetten?")
    write(page, "Die printer is oud.", is_internal=True)
    expect(page.locator(".note.internal")).to_contain_text("Interne notitie")
    set_status(page, "Gesloten – oplossing voorgesteld", "Nieuwe printkop geplaatst.")
    shows(page, "De status is nu: Gesloten – oplossing voorgesteld.")
    return page


def refuses(visitors: Visitors, case: str) -> Page:
    """Without a word of explanation first: the page asks for it."""
    page = visitors.at("sam", case.removeprefix(visitors.address), lang="nl", script=False)
    shows(page, "Is dit opgelost?", "Nieuwe printkop geplaatst.", "Kunt u hem uit- en aanzetten?")
    hides(page, "Die printer is oud.")
    page.get_by_role("button", name="De oplossing weigeren").click()
    expect(page.locator(".field-error")).to_contain_text("Voeg een toelichting toe")
    page.get_by_label("Wat ontbreekt er nog?").fill("Hij hapert nog steeds.")
    page.get_by_role("button", name="De oplossing weigeren").click()
    shows(page, "De status is nu: In behandeling.", "Hij hapert nog steeds.")
    return page


def test_a_case_from_question_to_solution_without_javascript(visitors: Visitors, tmp_path: Path) -> None:
    file = tmp_path / "spooler.log"
    file.write_text("12:00 spooler stopped\n")
    case = asks(visitors, file)
    bo = answers(visitors, case)
    sam = refuses(visitors, case)
    bo.goto(case)
    shows(bo, "Hij hapert nog steeds.")
    set_status(bo, "Gesloten – oplossing voorgesteld", "Nu echt.")
    sam.goto(case)
    sam.get_by_role("button", name="De oplossing accepteren").click()
    shows(sam, "De status is nu: Gesloten – opgelost.")
    sam.get_by_role("link", name="Geschiedenis").click()
    shows(sam, "Melding geopend", "Toewijzing gewijzigd")
    hides(sam, "Interne notitie")


def test_a_stranger_and_another_branch_never_see_it(visitors: Visitors, tmp_path: Path) -> None:
    file = tmp_path / "spooler.log"
    file.write_text("12:00 spooler stopped\n")
    case = asks(visitors, file).removeprefix(visitors.address)
    eva, sam = visitors.at("eva", case, lang="nl"), visitors.at("sam", case, lang="nl")
    shows(eva, "Deze pagina is er niet")
    shows(sam, SUBJECT)
    eva.goto(visitors.address + "/cases/?view=account_open&q=Bonnenprinter")
    shows(eva, "Geen meldingen gevonden met deze filters")
