"""Texts of the framework that its own Dutch catalogue lacks: named here, so that ours carries them."""

from flask_babel import lazy_gettext as _l

WORDS = (
    _l("Not a valid choice"),
    _l("Select Value"),
    _l("Contains (insensitive)"),
    _l("Start with"),
    _l("In"),
    _l("Not In"),
    _l("Database Error"),
    _l(
        "Must have at least two capital letters, one special character, two digits, three lower case letters"
        " and a minimal length of 10."
    ),
)
