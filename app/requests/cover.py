"""Whether an agreement holds for the product line that a request is about."""

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.agreements.active import lines_agreed
from app.cases.rights import Openable
from app.content.texts import to_reader
from app.products.catalogue import catalogue
from app.products.choose import find_line, find_model, find_product
from app.setup.lookups import lookups


class Cover:
    """Asks once for each account."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._agreed: dict[int, frozenset[int] | None] = {}

    def why_not(self, line: str, account: Openable | None) -> str:
        """The sentence for who asks about a product line that no agreement names; nothing when one does.

        Without any agreement that holds nothing is said here: then the whole request is refused.
        """
        found = find_line(self._session, line) if line else None
        if found is None or account is None:
            return ""
        if account.id not in self._agreed:
            self._agreed[account.id] = lines_agreed(self._session, account.path)
        agreed = self._agreed[account.id]
        if not agreed or found.id in agreed:
            return ""
        sentence: str = _(
            "No agreement of this account holds for “%(line)s” today. Ask your customer success manager.",
            line=to_reader(found.name),
        )
        return sentence


def line_of(session: Session, kind: str, value: str) -> str:
    """The code of the product line that such an answer belongs to; "" when it says nothing of one."""
    if kind == "product_line":
        return value
    product = find_product(session, value) if kind == "product" else None
    if kind == "model" and (make := find_model(session, value)) is not None:
        product = catalogue(session).products.get(make.product_id)
    return lookups(session).product_lines[product.product_line_id].code if product else ""
