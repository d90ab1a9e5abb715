"""Answers that are an address: of mail, or of a page or a server."""

import re
from typing import Final
from urllib.parse import urlsplit

from flask_babel import gettext as _

from app.accounts.mail_address import is_mail_address
from app.request_types.answers.raw import one_line
from app.request_types.answers.text import checked
from app.request_types.answers.wrong import Wrong, called
from app.request_types.definition import Answers, Field
from app.request_types.known import Known

SCHEMES: Final = ("http://", "https://")
_BARE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:[/?#]\S*)?")


def mail(field: Field, raw: object, known: Known, answers: Answers) -> str:
    text = one_line(field, raw)
    if text and not is_mail_address(text):
        raise Wrong(_("Enter a mail address in “%(label)s”, such as name@example.com.", label=called(field)))
    return checked(field, text)


def url(field: Field, raw: object, known: Known, answers: Answers) -> str:
    """Of http or https only, for it becomes a link. Without a scheme https is meant."""
    text = checked(field, one_line(field, raw))
    if text and not text.lower().startswith(SCHEMES) and _BARE.fullmatch(text):
        text = f"https://{text}"
    if text and not _is_web_address(text):
        raise Wrong(
            _("Enter a web address in “%(label)s”, such as https://example.com/page.", label=called(field))
        )
    if text and "@" in urlsplit(text).netloc:
        raise Wrong(
            _(
                "Leave user name and password out of “%(label)s”: others read it too.",
                label=called(field),
            )
        )
    return checked(field, text)


def _is_web_address(text: str) -> bool:
    if not text.lower().startswith(SCHEMES) or any(c.isspace() or c in '<>"\\^`{|}' for c in text):
        return False
    try:
        parts = urlsplit(text)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
