"""What counts as a mail address of a person: pages and imports ask the same."""

import re
from typing import Final

MAIL_ADDRESS: Final = r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$"
LONGEST: Final = 320


def is_mail_address(text: str) -> bool:
    return len(text) <= LONGEST and re.match(MAIL_ADDRESS, text) is not None
