"""What an answer gives away."""

import re

from tests.access.seeding import OWNERS, canary, secret
from tests.access.who_sees import ACCOUNTS, CASES, DESK

VARIES = (
    r'nonce="[^"]*"',  # of the security policy
    r"Reference: <code>\w+",  # of an answer that says no
    r"\b[A-Za-z0-9_.-]{40,}",  # tokens
    r"/\d+\b",  # the number that was asked for
    r"(?s)<aside .*?</aside>",  # banners of urgent messages, which go once they are read
    r' <span class="count".*?</span></span>',  # how many messages are unread
)


def leaks(who: str, text: str) -> set[str]:
    """Words of rows that are not for this person."""
    words = {canary(a) for a in set(OWNERS) - CASES[who]} | {secret(a) for a in set(OWNERS) - ACCOUNTS[who]}
    hidden = set() if who in DESK else {f"internal-{number}-hidden" for number in range(1, 20)}
    return {word for word in words | hidden if word in text}


def plain(page: tuple[int, str]) -> tuple[int, str]:
    """Without what differs from answer to answer."""
    status, text = page
    for pattern in VARIES:
        text = re.sub(pattern, "", text)
    return status, " ".join(text.split())
