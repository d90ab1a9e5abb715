"""T37, T42: whatever is typed into the studio or brought in with a file is kept as text or told."""

import json
from html import unescape

import pytest

from tests.requests.test_hostile import HOSTILE
from tests.studio.steps import BASE, small
from tests.worlds import World

WORDS = ("label_en", "label_nl", "help_en", "placeholder_en", "when_missing_en", "check_list_en", "default")
RULES = ("check-longest", "check-lowest", "check-pattern", "depends_on", "column", "choice-0-code")
CONDITION = ("shown_when-0-field", "shown_when-0-operator", "shown_when-0-value")
PAGES = ("", "parts/start/what/subject", "preview?as=sam@haven.rijnmond.example", "versions/draft")


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_words_rules_and_conditions_are_kept_or_told(world: World, hostile: str) -> None:
    studio, text = small(world), hostile.encode("utf-8", "replace").decode()
    for names in (WORDS, RULES, CONDITION):
        typed = {"label_en": "Kept", "label_nl": "Kept", "kind": "text", **dict.fromkeys(names, text)}
        answer = studio.post("parts/start/what/subject", typed)
        assert answer.status_code in (303, 422), names
        if answer.status_code == 422:
            assert "There is a problem" in answer.text and text[:20] in unescape(answer.text)
    studio.post("parts/start", {"name_en": text, "name_nl": text, "explanation_en": text})
    studio.post("about", {"name_en": text, "name_nl": text, "description_en": text, "icon": text})
    for page in PAGES:
        answer = studio.client.get(studio.address + page)
        assert answer.status_code == 200 and "<script>alert" not in answer.text, page
    assert studio.client.get(studio.address + "file").mimetype == "application/yaml"


def a_file(text: str) -> str:
    """A request type with the text in every place that takes one; JSON is YAML too."""
    said, row = {"en": text, "nl": text}, {"field": text, "operator": text, "value": [text]}
    check = {"longest": text, "pattern": text, "sentence": said}
    choice = {"code": text, "label": said}
    field = {"code": "subject", "kind": text, "label": said, "help": said, "default": text, "check": check}
    field |= {"choices": [choice], "shown_when": {"rows": [row]}, "column": text, "depends_on": text}
    section = {"code": text, "name": said, "fields": [field]}
    step = {"code": text, "name": said, "explanation": said, "sections": [section]}
    offer = {"classifications": [text], "needs_agreement": text}
    return json.dumps(
        {"request_type": "hostile", "name": said, "icon": text, "offer": offer, "steps": [step]}
    )


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_a_file_of_attacks_is_told_in_words_and_comes_back_to_be_mended(
    world: World, hostile: str
) -> None:
    ada, text = world.sign_in("ada"), a_file(hostile)
    page = world.post(ada, f"{BASE}/import?lang=nl", {"text": text})
    assert page.status_code == 422 and "Er is een probleem" in page.text
    assert "<script>alert" not in page.text and '<textarea id="text"' in page.text
    assert ada.get(f"{BASE}/hostile/").status_code == 404


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t37_words_of_a_file_are_only_text(world: World, hostile: str) -> None:
    ada = world.sign_in("ada")
    kept = json.loads(a_file(hostile))
    field = kept["steps"][0]["sections"][0]["fields"][0]
    field |= {"kind": "text", "check": {}, "shown_when": {}, "column": "", "depends_on": "", "choices": []}
    kept["offer"] = {}
    looked = world.post(ada, f"{BASE}/import", {"text": json.dumps(kept)})
    assert looked.status_code in (200, 422) and "<script>alert" not in looked.text
    world.post(ada, f"{BASE}/import", {"text": json.dumps(kept), "confirmed": "1"})
    for page in ("", "about", "versions/draft", "preview?as=sam@haven.rijnmond.example"):
        answer = ada.get(f"{BASE}/hostile/{page}")
        assert answer.status_code in (200, 404) and "<script>alert" not in answer.text, page


YAML = {
    "of references": "a: &a [x]\nb: &b [*a, *a]\n" * 3,
    "of types": "request_type: x\nname: !!python/object/apply:os.system ['true']\n",
    "deep": "[" * 100_000,
    "long": "x" * 1_100_000,
    "not text": "\ud800".encode("utf-8", "replace").decode(),
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_t43_a_file_that_would_grow_or_run_is_refused(sqlite_world: World, text: str) -> None:
    ada = sqlite_world.sign_in("ada")
    page = sqlite_world.post(ada, f"{BASE}/import", {"text": text})
    assert page.status_code in (413, 422)
    assert page.status_code == 413 or "There is a problem" in page.text
