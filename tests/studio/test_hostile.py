"""T37, T42: whatever an administrator types into the studio is kept as text or told, and breaks no page."""

from html import unescape

import pytest

from tests.requests.test_hostile import HOSTILE
from tests.studio.steps import small
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
