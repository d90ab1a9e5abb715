"""The three ways in which an act is turned down. Views turn each into a page, a form error or JSON."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l


class Refused(Exception):
    """The state does not allow it. `reason` is a sentence for the reader; `field` names the input."""

    status = 422

    def __init__(self, reason: object, field: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class NotAllowed(Refused):
    """The role or the matrix does not allow it."""

    status = 403

    def __init__(self, reason: object | None = None, field: str | None = None) -> None:
        super().__init__(reason or _l("You may not do this."), field)


class OutOfReach(Refused):
    """A row that the person may not touch, or that is not there: both look the same."""

    status = 404

    def __init__(self, reason: object | None = None, field: str | None = None) -> None:
        super().__init__(reason or _l("This is not there, or not for you to change."), field)


class Stale(Refused):
    """Somebody else saved first. `differences` is a list of (label, theirs, mine)."""

    status = 409

    def __init__(self, differences: Sequence[tuple[object, str, str]]) -> None:
        super().__init__(_l("Somebody else changed this while you were writing."))
        self.differences = differences
