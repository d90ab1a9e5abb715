"""The base of our own forms."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms.i18n import get_translations

from views.parts.reader import reader

Check = Callable[[Any, Any], None]


class Needed:
    """Marks a validator of ours as one whose field must be filled in."""

    field_flags: ClassVar[dict[str, Any]] = {"required": True}

    def __init__(self, check: Check) -> None:
        self._check = check

    def __call__(self, form: Any, field: Any) -> None:
        self._check(form, field)


class PortalForm(FlaskForm):
    """WTForms' messages in the reader's language, from catalogues that are read once."""

    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            return _translations(reader().language)


@lru_cache(maxsize=8)
def _translations(language: str) -> Any:
    return get_translations([language])
