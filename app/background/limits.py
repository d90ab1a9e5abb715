"""How much may be asked of the worker, and for how long it keeps what it made."""

from datetime import timedelta
from typing import Final

AT_ONCE: Final = 5_000  # rows; a longer list is made in the background
MOST_UNFINISHED: Final = 5  # pieces of work of one person that wait or run
KEPT: Final = timedelta(days=3)
MOST_ATTEMPTS: Final = 3
LEASE: Final = timedelta(seconds=90)  # what a dead worker left is due again after it
TELL_EVERY: Final = 1.0  # seconds between two words about the progress
