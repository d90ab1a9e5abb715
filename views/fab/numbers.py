"""Whole numbers of forms."""

from typing import Any, Final

from wtforms import IntegerField

LONGEST: Final = 18  # signs; what is longer fits no column, and breaks the check of a range


class WholeNumberField(IntegerField):
    """A number of hundreds of digits is no number either."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        kept = [value if len(str(value).strip()) <= LONGEST else "" for value in valuelist]
        super().process_formdata(kept)
