"""The base of our own forms."""

from functools import lru_cache
from typing import Any

from flask_wtf import FlaskForm
from wtforms.i18n import get_translations

from views.parts.reader import reader


class PortalForm(FlaskForm):
    """WTForms' messages in the reader's language, from catalogues that are read once."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            return _translations(reader().language)


@lru_cache(maxsize=8)
def _translations(language: str) -> Any:
    return get_translations([language])
