"""How long to wait after a failure."""

from datetime import timedelta
from typing import Final

LONGEST: Final = timedelta(minutes=60)


def wait_after(attempts: int) -> timedelta:
    """1, 2, 4, … minutes after the first, second, third failure, and never more than an hour."""
    doubled = min(max(attempts - 1, 0), 10)
    return min(timedelta(minutes=1 << doubled), LONGEST)
