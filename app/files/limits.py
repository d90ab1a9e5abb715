"""How much may be sent, and how long. The size of one file is a setting of the application (LARGEST_FILE)."""

from datetime import timedelta

MOST_FILES = 20  # in one form
WAITING_DAYS = 7  # then a file whose form was never sent goes
UNDO = timedelta(minutes=15)  # as long a file that was withdrawn can come back
LATEST_UNDO = UNDO + timedelta(hours=1)  # by then any undo that began in time has ended: the bytes may go
LONGEST_DESCRIPTION = 300
