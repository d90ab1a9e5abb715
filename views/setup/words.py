"""Roles, permissions and the matrix in words that a person reads."""

from collections.abc import Iterable
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms.validators import ValidationError

from app.database import db
from models.role import RoleText
from views.form import Needed
from views.parts.text import in_my_language

Pair = tuple[str, str]

PERMISSION_WORDS: dict[Pair, Any] = {
    ("can_read", "Home"): _l("See the home page"),
    ("can_read", "Cases"): _l("See cases"),
    ("can_create", "Cases"): _l("Open new cases"),
    ("can_edit", "Cases"): _l("Write notes on cases and change them"),
    ("can_share", "Cases"): _l("Share a case with another person or account"),
    ("can_share", "Case views"): _l("Share views of the case list with colleagues"),
    ("can_read", "Credentials"): _l("See credentials that customers gave with a case"),
    ("can_read", "Accounts"): _l("See accounts and contacts"),
    ("can_edit", "Accounts"): _l("Change accounts and contacts"),
    ("can_create", "Accounts"): _l("Add accounts and contacts"),
    ("can_move", "Accounts"): _l("Move, merge and deactivate accounts and contacts"),
    ("can_read", "Messages"): _l("Read messages"),
    ("can_edit", "Messages"): _l("Write messages"),
    ("can_read", "Knowledge"): _l("Read the knowledge"),
    ("can_edit", "Knowledge"): _l("Write and publish articles, keep groups and links"),
    ("can_edit", "Texts"): _l("Translate what others write: messages, articles and the words of the set-up"),
    ("can_create", "Feedback"): _l("Give feedback about the portal"),
    ("can_read", "Desk"): _l("See the service desk"),
    ("can_edit", "Desk"): _l("Work the queue of the service desk"),
    ("can_read", "Desk setup"): _l("See teams and macros of the service desk"),
    ("can_configure", "Desk setup"): _l("Keep teams and macros of the service desk"),
    ("can_manage", "Escalations"): _l("Answer escalations for the management of the service desk"),
    ("can_read", "Ratings"): _l("See the list of ratings that customers gave"),
    ("can_read", "Setup"): _l("See the set-up"),
    ("can_configure", "Setup"): _l("Change the set-up: roles, scales, accounts and people"),
    ("can_read", "Mail log"): _l("See the mails that were sent"),
    ("can_edit", "Mail log"): _l("Send mails again"),
}

# Which names of permissions stand together where they are chosen; the rest comes last.
PERMISSION_GROUPS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (
        _l("Cases"),
        ("Cases", "Case views", "Credentials", "Desk", "Desk setup", "Escalations", "Ratings"),
    ),
    (_l("Accounts and contacts"), ("Accounts",)),
    (_l("Messages and knowledge"), ("Messages", "Knowledge", "Texts")),
    (_l("Set-up"), ("Setup", "Mail log")),
    (_l("The rest"), ()),
)

ACT_WORDS: dict[str, Any] = {
    "account.view": _l("See the account"),
    "account.edit": _l("Change the account"),
    "account.create": _l("Add and move accounts"),
    "contact.view": _l("See its contacts"),
    "contact.edit": _l("Change its contacts"),
    "contact.create": _l("Add contacts"),
    "case.view": _l("See its cases"),
    "case.create": _l("Open cases for it"),
    "case.edit": _l("Write on its cases and change them"),
    "note.internal": _l("Read and write internal notes"),
}

PLACE_WORDS: dict[tuple[str, str], Any] = {
    ("parent", "own"): _l("Parent account: itself"),
    ("parent", "descendant"): _l("Parent account: its sub-accounts"),
    ("sub", "own"): _l("Sub-account: itself"),
    ("sub", "parallel"): _l("Sub-account: the ones beside it"),
    ("standard", "own"): _l("Standard account: itself"),
    ("every", "every"): _l("Every account"),
}


def permission_words(pair: tuple[str, str]) -> str:
    return str(PERMISSION_WORDS.get(pair, " ".join(pair)))


def permission_groups(offered: Iterable[Pair]) -> dict[str, list[tuple[Pair, str]]]:
    """Permissions with their words under the title of their group, without groups that have none."""
    pairs, named = tuple(offered), {name for _title, names in PERMISSION_GROUPS for name in names}
    groups: dict[str, list[tuple[Pair, str]]] = {}
    for title, names in PERMISSION_GROUPS:
        mine = [pair for pair in pairs if (pair[1] in names if names else pair[1] not in named)]
        if mine:
            groups[str(title)] = [(pair, permission_words(pair)) for pair in mine]
    return groups


def permission_sentences(rows: Iterable[Any]) -> str:
    """FAB's permission rows as one sentence a line."""
    pairs = {(row.permission.name, row.view_menu.name) for row in rows}
    known = [str(words) for pair, words in PERMISSION_WORDS.items() if pair in pairs]
    return "\n".join(known) or _("None")


def role_titles() -> dict[int, str]:
    """Title of each role in the reader's language, by FAB's role id; one query for each request."""
    if "role_titles" not in g:
        rows = db.session.execute(select(RoleText.role_id, RoleText.title)).all()
        g.role_titles = {row.role_id: in_my_language(row.title) for row in rows}
    found: dict[int, str] = g.role_titles
    return found


def role_words(roles: Any) -> str:
    """The title of a role, or of several."""
    several = roles if isinstance(roles, list | tuple | set) else [roles]
    return ", ".join(role_titles().get(role.id, role.name) for role in several)


def in_every_language(texts: dict[str, str] | None) -> str:
    """Both texts, each with its language, on lines of their own."""
    names = (("en", "English"), ("nl", "Nederlands"))
    return "\n".join(f"{name}: {(texts or {}).get(code, '–')}" for code, name in names)


@Needed
def in_both_languages(form: Any, field: Any) -> None:
    """A validator: what everybody reads is there in English and in Dutch."""
    if not all((field.data or {}).get(code) for code in ("en", "nl")):
        raise ValidationError(_("Write it in English and in Dutch."))


def not_too_long(most: int) -> Any:
    """A validator for texts in two languages."""

    def check(form: Any, field: Any) -> None:
        if any(len(text) > most for text in (field.data or {}).values()):
            raise ValidationError(_("Use at most %(most)s characters.", most=most))

    return check
