"""Answers that are chosen: one, several, yes or no, or something that is looked up."""

from typing import Final

from flask_babel import gettext as _

from app.products.serial import written
from app.request_types.answers.raw import one_line, several
from app.request_types.answers.text import checked
from app.request_types.answers.wrong import Wrong, called, not_fit
from app.request_types.definition import Answers, Field
from app.request_types.known import Known

# As forms, JSON and people say it.
YES_NO: Final = {
    **dict.fromkeys(("yes", "ja", "true", "on", "1"), "yes"),
    **dict.fromkeys(("no", "nee", "false", "off", "0"), "no"),
}


def yes_no(field: Field, raw: object, known: Known, answers: Answers) -> str:
    text = one_line(field, raw).lower()
    if text and text not in YES_NO:
        raise Wrong(_("Answer “%(label)s” with yes or no.", label=called(field)))
    return YES_NO.get(text, "")


def choice(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """The code of one choice: of those in the definition, or of a scale that stands in the set-up."""
    code = one_line(field, raw)
    if code and code not in codes(field, known, answers):
        raise Wrong(_("Choose one of the answers to “%(label)s”.", label=called(field)))
    return code


def choices(field: Field, raw: object, known: Known, answers: Answers) -> list[str]:
    """Codes, in the order of the definition."""
    given, offered = several(field, raw), codes(field, known, answers)
    if any(one not in offered for one in given):
        raise Wrong(_("Choose among the answers to “%(label)s”.", label=called(field)))
    check_count(field, given)
    return [code for code in offered if code in given]


def codes(field: Field, known: Known, answers: Answers) -> list[str]:
    """What may be chosen now."""
    own = [one.code for one in field.choices if not one.is_retired]
    return own or [code for code, _words in known.choices(field, answers)]


def looked_up(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """The code of an account, a contact or a product that the reader may choose."""
    code = one_line(field, raw)
    if code and not known.knows(field, code, answers):
        raise Wrong(_("Choose “%(label)s” from the list.", label=called(field)))
    return _allowed(field, code, known, answers)


def model(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """By its exact name, as it stands on the device; capitals do not matter."""
    typed = one_line(field, raw)
    names = {code.casefold(): code for code, _words in known.choices(field, answers)} if typed else {}
    return looked_up(field, names.get(typed.casefold(), typed), known, answers)


def serial_number(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """As devices keep it. Zeros count. One of somebody else is as unknown as one that does not exist."""
    text = checked(field, written(one_line(field, raw)))
    if text and not known.knows(field, text, answers):
        raise not_fit(field, _("We know no device with this serial number. Check every sign, the zeros too."))
    return _allowed(field, text, known, answers)


def _allowed(field: Field, value: str, known: Known, answers: Answers) -> str:
    why_not = known.refuses(field, value, answers) if value else ""
    if why_not:
        raise Wrong(why_not)
    return value


def check_count(field: Field, given: list[str]) -> None:
    most, least = field.check.longest, field.check.shortest or 0
    if most is not None and len(given) > most:
        raise not_fit(
            field, _("Give at most %(most)s answers to “%(label)s”.", label=called(field), most=most)
        )
    if given and len(given) < least:
        raise not_fit(
            field, _("Give at least %(least)s answers to “%(label)s”.", label=called(field), least=least)
        )
