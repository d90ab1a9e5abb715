"""An answer that cannot be taken, and why, in the reader's language."""

from app.content.texts import to_reader
from app.request_types.definition import Field


class Wrong(Exception):
    """`sentence` is for the reader, and says which question it is about."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def called(field: Field) -> str:
    """What the reader knows the field by."""
    return to_reader(field.label) or field.code


def not_fit(field: Field, general: str) -> Wrong:
    """The administrator's own sentence where there is one, else the general one."""
    return Wrong(to_reader(field.check.sentence) or general)
