"""The reasons of the rule in sentences: where the account stands, and what the matrix says of that."""

from flask_babel import gettext as _

from app.access.explain import Reason
from app.access.place import MINE, SHARED
from models.role import EVERY
from views.setup.words import role_titles


def because(reason: Reason, account: str, other: str | None) -> str:
    """`account` is what is seen, `other` from where it is seen: None when the reader may not know."""
    if reason.relation == EVERY:
        role = role_titles().get(reason.role_id, "")
        return _("Because the role %(role)s may view the cases of every account.", role=role)
    if reason.relation == MINE:
        return _("Because it is their own feedback about the portal.")
    if reason.relation == SHARED:
        return _("Because somebody shared this case, until a day.")
    if other is None:
        return _("Because %(rule)s.", rule=rule(reason))
    return _("Because %(fact)s, and %(rule)s.", fact=_fact(reason, account, other), rule=rule(reason))


def part_words(reason: Reason, other: str) -> str:
    """The part of the tree that a reason speaks of."""
    return {
        "own": other,
        "descendant": _("Everything below %(other)s", other=other),
        "parallel": _("The accounts beside %(other)s", other=other),
        MINE: _("Their own feedback about the portal"),
        SHARED: _("Cases that were shared with them"),
    }.get(reason.relation, _("Every account"))


def part_because(reason: Reason, other: str) -> str:
    """Why somebody has what the matrix gives for this part."""
    role = role_titles().get(reason.role_id, "")
    if reason.relation == EVERY:
        return _("Because of the role %(role)s.", role=role)
    if reason.relation == MINE:
        return _("Because they gave it.")
    if reason.relation == SHARED:
        return _("Because somebody shared them, until a day.")
    kinds = {
        "parent": _(
            "Because %(other)s is a parent account and they have the role %(role)s.", other=other, role=role
        ),
        "sub": _(
            "Because %(other)s is a sub-account and they have the role %(role)s.", other=other, role=role
        ),
    }
    standard = _(
        "Because %(other)s is a standard account and they have the role %(role)s.", other=other, role=role
    )
    return kinds.get(reason.kind, standard)


def _fact(reason: Reason, account: str, other: str) -> str:
    if reason.relation == "descendant":
        return _("%(account)s stands below %(other)s", account=account, other=other)
    if reason.relation == "parallel":
        return _("%(account)s stands beside %(other)s", account=account, other=other)
    return _("they belong to %(account)s", account=account)


def rule(reason: Reason) -> str:
    """The row of the matrix, as the second half of a sentence."""
    return {
        ("parent", "own"): _("people of a parent account may view its own cases"),
        ("parent", "descendant"): _("people of a parent account may view the cases of sub-accounts"),
        ("parent", "parallel"): _("people of a parent account may view the cases of accounts beside it"),
        ("sub", "own"): _("people of a sub-account may view its own cases"),
        ("sub", "descendant"): _("people of a sub-account may view the cases of accounts below it"),
        ("sub", "parallel"): _("people of a sub-account may view the cases of accounts beside it"),
        ("standard", "own"): _("people of a standard account may view its own cases"),
        ("standard", "descendant"): _("people of a standard account may view the cases of accounts below it"),
        ("standard", "parallel"): _("people of a standard account may view the cases of accounts beside it"),
    }.get((reason.kind, reason.relation), "")


def hidden_account() -> str:
    return _("another account of your organisation")


def hidden_title(reason: Reason) -> str:
    """People of accounts that the reader may not see, by where these stand."""
    return {
        "own": _("The account of the case itself"),
        "descendant": _("An account above it"),
        "parallel": _("Other accounts beside it"),
        MINE: _("Who gave it"),
        SHARED: _("With whom it was shared"),
    }.get(reason.relation, _("Another account of your organisation"))
