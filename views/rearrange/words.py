"""What the pages of these acts are called, and what they say before anything is chosen."""

from typing import Any

from flask_babel import gettext as _

from models.account import Account
from models.person import Person


def move_words(account: Account) -> dict[str, Any]:
    return {
        "act": "move",
        "title": _("Move %(name)s, or change its kind", name=account.name),
        "crumb": _("Move"),
        "explained": _(
            "What kind an account is follows from its place: below another it is a sub-account, with others "
            "below it a parent account, alone a standard account. Its cases, contacts and files go along."
        ),
        "button": _("Move %(name)s", name=account.name),
        "icon": "arrow-right",
    }


def merge_words(account: Account) -> dict[str, Any]:
    return {
        "act": "merge",
        "title": _("Merge %(name)s into another account", name=account.name),
        "crumb": _("Merge"),
        "explained": _(
            "All its cases, contacts, accesses and sub-accounts go to the account that you choose, with its "
            "product lines, shared views and the messages for it. The history of each case stays and tells "
            "of it. %(name)s itself is kept, without people and not active, and remembers where it went. "
            "This cannot be undone.",
            name=account.name,
        ),
        "button": _("Merge %(name)s", name=account.name),
        "icon": "arrow-right",
    }


def activity_words(account: Account, to: bool) -> dict[str, Any]:
    if to:
        return {
            "act": "reactivate",
            "title": _("Reactivate %(name)s", name=account.name),
            "crumb": _("Reactivate"),
            "explained": _("Its people can sign in again, and cases can be opened for it."),
            "button": _("Reactivate %(name)s", name=account.name),
            "icon": "check-lg",
        }
    return {
        "act": "deactivate",
        "title": _("Deactivate %(name)s", name=account.name),
        "crumb": _("Deactivate"),
        "explained": _(
            "Its people cannot sign in any more, and no case can be opened for it. Its cases and contacts "
            "stay; who else sees them, sees them still. You can reactivate it."
        ),
        "button": _("Deactivate %(name)s", name=account.name),
        "icon": "x-lg",
    }


def contact_move_words(person: Person) -> dict[str, Any]:
    return {
        "act": "move",
        "title": _("Move %(name)s to another account", name=person.full_name),
        "crumb": _("Move"),
        "explained": _(
            "The contact is signed out, and from then on sees what people of the other account see. Cases "
            "stay with the account that they were opened for."
        ),
        "button": _("Move %(name)s", name=person.full_name),
        "looks": "primary",
    }


def contact_merge_words(person: Person) -> dict[str, Any]:
    return {
        "act": "merge",
        "title": _("Merge %(name)s into another contact", name=person.full_name),
        "crumb": _("Merge"),
        "explained": _(
            "For a person who is known twice. Cases, notes, files, drafts, own views and what was read "
            "become those of the contact that you choose, who keeps mail address, password and rights and "
            "acts for the accounts of both. %(name)s is kept, cannot sign in any more, and leads to the "
            "other one. "
            "This cannot be undone.",
            name=person.full_name,
        ),
        "button": _("Merge %(name)s", name=person.full_name),
        "looks": "danger primary",
    }
