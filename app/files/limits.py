"""How much may be sent. The size of one file is a setting of the application (`LARGEST_FILE`, bytes)."""

MOST_FILES = 20  # in one form
MOST_WAITING = 4 * 1024**3  # bytes of one person that wait for a form: two full forms of the largest files
WAITING_DAYS = 7  # then a file whose form was never sent goes
