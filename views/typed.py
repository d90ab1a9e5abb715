"""A form that could not be taken comes back with everything that was typed, ready to be sent again."""

from typing import Any

from flask import g, render_template, request

NEVER_SHOWN = ("csrf_token", "password")
CREDENTIAL = "credential"  # a form names the fields in it that are never shown again


def something_was_typed() -> bool:
    """False too when a password was among it: that is asked again, never shown."""
    hidden = {CREDENTIAL, *request.form.getlist(CREDENTIAL)}
    passwords = (
        value for name, value in request.form.items(multi=True) if "password" in name or name in hidden
    )
    return bool(typed()) and not any(passwords)


def typed() -> list[tuple[str, str]]:
    """Names and values of the form, in their order, without tokens and passwords."""
    hidden = {CREDENTIAL, *request.form.getlist(CREDENTIAL)}
    return [
        (name, value.replace("\0", ""))
        for name, value in request.form.items(multi=True)
        if name not in hidden and not any(word in name for word in NEVER_SHOWN)
    ]


def page_with_what_was_typed(
    *, status: int, title: str, sentence: str, sign_in_at: str | None
) -> tuple[Any, int]:
    """Only for a request that came from a page of ours: the button sends it under a fresh token."""
    page = render_template(
        "typed.html",
        title=title,
        sentence=sentence,
        sign_in_at=sign_in_at,
        typed=typed(),
        had_files=any(file.filename for file in request.files.values()),
        send_to=request.full_path.rstrip("?"),
        reference=g.get("request_id"),
    )
    return page, status
