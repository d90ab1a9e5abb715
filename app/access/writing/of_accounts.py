"""Who may write accounts, and the people and accesses that belong to them."""

from app.access.fields import ALONG, STAFF_OF_ONESELF
from app.access.viewer import Viewer
from app.access.writing.change import ADD, CHANGE, REMOVE, Change
from app.access.writing.look import Look
from app.access.writing.places import NOWHERE
from models.account import Account

IN_THE_TREE = ("parent_id", "parent", "children", "root_id", "path", "customer_id")
RIGHTS = ("is_staff", "groups")
_OF_ONESELF = STAFF_OF_ONESELF | ALONG["ab_user"]


def account(look: Look, viewer: Viewer, change: Change) -> bool:
    """Staff who create accounts may also move them; others change the fields that customers may change."""
    if change.kind != CHANGE or change.touches(*IN_THE_TREE):
        return viewer.reach("account.create").every and _is_well_placed(look, change.row)
    reach = viewer.reach("account.edit")
    return reach.covers(look.account(change.row.id)) and (reach.every or _is_for_customers(look, change))


def _is_for_customers(look: Look, change: Change) -> bool:
    """Whether only fields differ that customers may change, as the set-up says now."""
    return change.is_within(look.customer_fields(change.row.__tablename__))


def _is_well_placed(look: Look, row: Account) -> bool:
    """Path and root follow from the parent: what they say decides who sees the account and its cases."""
    if row.parent_id is None:
        return (row.root_id, row.path) in ((None, ""), (row.id, f"/{row.id}/"))
    parent = look.account(row.parent_id)
    is_below = f"/{row.id}/" not in parent.path
    return parent is not NOWHERE and is_below and row.root_id == parent.root_id and _ends(row, parent.path)


def _ends(row: Account, above: str) -> bool:
    return row.path == f"{above}{row.id}/"


def account_event(look: Look, viewer: Viewer, change: Change) -> bool:
    """Written with one's own act, and never changed."""
    return (
        change.kind == ADD
        and change.row.actor_id == viewer.person_id
        and viewer.may("can_move", "Accounts")
        and viewer.reach("account.create").every
    )


def person_event(look: Look, viewer: Viewer, change: Change) -> bool:
    """The same for a contact."""
    return account_event(look, viewer, change) and viewer.reach("contact.edit").every


def account_access(look: Look, viewer: Viewer, change: Change) -> bool:
    """An access is a right, not a field of a contact: only staff who keep all contacts give it."""
    return viewer.reach("contact.edit").every


def account_product_line(look: Look, viewer: Viewer, change: Change) -> bool:
    """What an account has decides what is offered to it: only staff who keep all accounts write it."""
    return viewer.reach("account.edit").every


def person_qualification(look: Look, viewer: Viewer, change: Change) -> bool:
    """As what an account has: only staff who keep all contacts."""
    return viewer.reach("contact.edit").every


def device(look: Look, viewer: Viewer, change: Change) -> bool:
    """Kept by staff who keep all accounts; what it repeats is what its account and its model say."""
    row, place = change.row, look.account(change.row.account_id)
    is_placed = place is not NOWHERE and row.root_id == place.root_id
    is_sound = is_placed and row.product_line_id == look.line_of_model(row.model_id)
    return viewer.reach("account.edit").every and (change.kind == REMOVE or is_sound)


def person(look: Look, viewer: Viewer, change: Change) -> bool:
    """Rights are given by who configures; a contact is kept by who may edit the contacts of the account."""
    if viewer.may("can_configure", "Setup"):
        return True
    fields = look.customer_fields("ab_user")
    if change.row.id == viewer.person_id and change.is_within(_OF_ONESELF if viewer.is_staff else fields):
        return True
    is_staff, home_id = look.person(change.row.id)
    if is_staff or change.touches(*RIGHTS) or not _only_customer_role(look, change):
        return False
    reach = viewer.reach("contact.create" if change.kind == ADD else "contact.edit")
    homes = (home_id, *change.before("home_account_id"))
    if not all(reach.covers(look.account(home)) for home in homes):
        return False
    return change.is_within(fields) or (reach.every and not _takes_over(change))


def _only_customer_role(look: Look, change: Change) -> bool:
    added = [role.id for role in change.added("roles")]
    codes = look.role_codes(added) if added else []
    return not change.removed("roles") and codes == ["customer"] * len(added)


def _takes_over(change: Change) -> bool:
    """Setting the password of somebody who has one already."""
    return change.kind != ADD and change.touches("password")
