"""What each status says to a person."""

from typing import NamedTuple

from flask_babel import lazy_gettext as _l


class Words(NamedTuple):
    title: object
    sentence: object
    what_to_do: object = ""


WORDS: dict[int, Words] = {
    400: Words(_l("This request could not be understood"), _l("Something in it is missing or not right.")),
    401: Words(_l("Sign in first"), _l("This is for people who have signed in.")),
    403: Words(
        _l("You may not do this"),
        _l("Your role does not allow it."),
        _l("If you need it for your work, ask your contact person with us."),
    ),
    404: Words(
        _l("This page is not there"),
        _l("It does not exist, or it is not for you to see."),
        _l("Check the address, or search from the home page."),
    ),
    405: Words(_l("This cannot be done this way"), _l("Open the page first and use the buttons on it.")),
    409: Words(
        _l("Somebody else was first"),
        _l("What you sent does not go together with what is there now. Nothing was changed."),
        _l("Go back, look at what is there now and try again."),
    ),
    410: Words(
        _l("This is not there any more"),
        _l("It was withdrawn."),
        _l("The history of the case says when and by whom."),
    ),
    413: Words(
        _l("This is too large"),
        _l("What you sent is larger than the portal takes. Nothing was changed."),
        _l("Send fewer or smaller files at a time."),
    ),
    422: Words(
        _l("This cannot be done"), _l("Something that you entered cannot be stored. Nothing was changed.")
    ),
    429: Words(
        _l("Too many tries"),
        _l("You asked this too often in a short time."),
        _l("Wait a while and try again."),
    ),
    500: Words(
        _l("Something went wrong with us"),
        _l("This should not have happened. Nothing was changed."),
        _l("Try again. If it happens again, tell us the reference below."),
    ),
    503: Words(
        _l("The portal cannot answer just now"),
        _l("It is busy, or being worked on. Nothing was changed."),
        _l("Try again in a moment."),
    ),
}


def words_for(status: int) -> Words:
    return WORDS.get(status) or WORDS[500 if status >= 500 else 400]
