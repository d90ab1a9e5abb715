"""A credential that was typed in a form which comes back: it travels sealed, and opens only for that form.

A draft keeps at once what is typed. The edit of a case changes nothing before it is saved, and loses nothing.
"""

from app.access.viewer import Viewer
from app.secrets.keep import LONGEST
from app.secrets.seal import CannotOpen, key_ring


def sealed_for_form(text: str, *, by: Viewer, case_id: int, field: str) -> str:
    """For a hidden field; nothing for what is too long to be kept."""
    return key_ring().seal(text, bound_to=_form(by, case_id, field)) if len(text) <= LONGEST else ""


def out_of_form(sealed: str, *, by: Viewer, case_id: int, field: str) -> str:
    """What was sealed for this person, case and field; nothing for anything else."""
    try:
        return key_ring().unseal(sealed, bound_to=_form(by, case_id, field)) if sealed else ""
    except CannotOpen:
        return ""


def _form(by: Viewer, case_id: int, field: str) -> str:
    return f"form:{by.person_id}:{case_id}:{field}"
