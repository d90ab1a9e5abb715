"""One answer, from whatever came in to what is kept: the same for page, JSON and mail."""

from collections.abc import Callable
from typing import Final

from app.request_types.answers import address, choice, files, moment, number, text
from app.request_types.definition import Answers, Field, Value
from app.request_types.known import Known

Cleaner = Callable[[Field, object, Known, Answers], Value]

CLEANERS: Final[dict[str, Cleaner]] = {
    "text": text.line,
    "long_text": text.paragraphs,
    "secret": text.secret,
    "version": text.version,
    "number": number.number,
    "date": moment.day,
    "date_time": moment.moment,
    "mail": address.mail,
    "url": address.url,
    "yes_no": choice.yes_no,
    "choice": choice.choice,
    "choices": choice.choices,
    "account": choice.looked_up,
    "contact": choice.looked_up,
    "product_line": choice.looked_up,
    "product": choice.looked_up,
    "model": choice.model,
    "serial_number": choice.serial_number,
    "files": files.files,
}


def clean(field: Field, raw: object, known: Known, answers: Answers) -> Value:
    """What is kept; "" or [] when there is no answer. Raises Wrong with a sentence for the reader.

    Cleaning what was cleaned gives the same. `raw` may be anything at all.
    """
    cleaner = CLEANERS.get(field.kind)
    return cleaner(field, raw, known, answers) if cleaner else ""


def is_filled(value: Value) -> bool:
    return value not in ("", [])
