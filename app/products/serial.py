"""Serial numbers as they are kept: text in capitals, without spaces; every zero counts."""

from flask_babel import lazy_gettext as _l

from app.content.printable import printable
from app.refused import Refused

LONGEST = 60
LAST = chr(0x10FFFF)  # sorts behind every other sign


def written(typed: str) -> str:
    """ " w5k 0012" is W5K0012: people copy the plate with its gaps."""
    return "".join(printable(typed).split()).upper()


def sound_serial(typed: str) -> str:
    """The number to be kept. Raises Refused."""
    serial = written(typed)
    if not serial:
        raise Refused(_l("Enter the serial number."), "serial_number")
    if len(serial) > LONGEST:
        raise Refused(_l("Use at most %(max)d characters.", max=LONGEST), "serial_number")
    return serial
