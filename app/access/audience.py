"""Who may see a message, and whom one is for: asked from the reader's side and from the message's side.

Both are conditions on a few ids and on the path of accounts, so that thousands of accounts cost nothing more.
`tests/messages/test_audience.py` holds the two sides against each other.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from app.access.place import Place
from app.access.present import present
from app.access.viewer import Viewer
from models.account import Account
from models.classification import Classification
from models.message import RELEASED, Message, MessageAudience
from models.product_line import AccountProductLine

# Names of their own: the statement that these conditions join may well read the same tables itself.
_part = MessageAudience.__table__.alias("audience_seen")
_account = Account.__table__.alias("account_in_audience")
_kind = Classification.__table__.alias("classification_in_audience")
_line = AccountProductLine.__table__.alias("product_line_in_audience")


def messages(viewer: Viewer, message: Any = Message) -> ColumnElement[bool]:
    """Who writes them sees all. Of what is out and has begun, who sees all accounts sees all, others what is
    for them."""
    if viewer.may("can_edit", "Messages"):
        return true()
    if not viewer.may("can_read", "Messages"):
        return false()
    begun = and_(message.state.in_(RELEASED), message.visible_from <= present())
    if viewer.reach("account.view").every:
        return begun
    return and_(begun, or_(message.for_everyone.is_(True), includes(viewer.places, message.id)))


def includes(places: Sequence[Place], message_id: Any) -> ColumnElement[bool]:
    """Whether a part of the audience of the message (a column) names one of these accounts."""
    if not places:
        return false()
    own = sorted({place.id for place in places})
    above = sorted({int(id_) for place in places for id_ in place.path.split("/") if id_})
    kinds = select(_kind.c.id).where(_account.c.classification == _kind.c.code, _account.c.id.in_(own))
    lines = select(_line.c.product_line_id).where(_line.c.account_id.in_(own))
    named = or_(
        _part.c.account_id.in_(own),
        and_(_part.c.account_id.in_(above), _part.c.with_sub_accounts.is_(True)),
        _part.c.classification_id.in_(kinds),
        _part.c.product_line_id.in_(lines),
    )
    return exists().where(_part.c.message_id == message_id, named).correlate_except(_part)


def is_named(parts: Sequence[MessageAudience], account: Any) -> ColumnElement[bool]:
    """Whether an account (a mapped class or an alias) is named by one of these parts of an audience."""
    return or_(false(), *(_names(part, account) for part in parts))


def _names(part: MessageAudience, account: Any) -> ColumnElement[bool]:
    named: ColumnElement[bool] = false()
    if part.account is not None:
        named = account.id == part.account.id
        if part.with_sub_accounts:
            named = account.path.startswith(part.account.path, autoescape=True)
    elif part.classification is not None:
        named = account.classification == part.classification.code
    elif part.product_line_id is not None:
        having = select(_line.c.account_id).where(_line.c.product_line_id == part.product_line_id)
        named = account.id.in_(having)
    return named
