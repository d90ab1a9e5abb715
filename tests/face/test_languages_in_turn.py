"""What is kept for a page must not outlive its language: one worker writes letters in both."""

from datetime import UTC, datetime

import pytest
from flask_babel import force_locale

from tests.worlds import World

MOMENT = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
TEMPLATE = "{{ _('Cases') }}, {{ at_time(moment) | striptags }}"
WORDS = {"en": "Cases, May 4, 2026", "nl": "Meldingen, 4 mei 2026"}


@pytest.mark.parametrize("first", ["en", "nl"])
def test_words_and_dates_follow_a_change_of_language_within_one_context(
    sqlite_world: World, first: str
) -> None:
    with sqlite_world.app.app_context():
        template = sqlite_world.app.jinja_env.from_string(TEMPLATE)
        for language in (first, "nl" if first == "en" else "en", first):
            with force_locale(language):
                assert template.render(moment=MOMENT).startswith(WORDS[language])
