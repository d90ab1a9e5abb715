"""Keeping whom people turn to when they need help with the portal."""

import re

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.feedback.portal import ONLY
from app.refused import Refused
from app.setup.rights import require_configuring
from models.base import TextMap
from models.portal_contact import PortalContact

_MAIL = re.compile(r"[^\s@<>]{1,64}@[^\s@<>]{1,190}\.[^\s@<>.]{2,60}")


def keep_contact(session: Session, *, by: Viewer, mail: str, phone: str, hours: TextMap) -> PortalContact:
    """Change what the help page says; empty fields are not shown. Raises Refused, NotAllowed."""
    require_configuring(by)
    if mail and not _MAIL.fullmatch(mail):
        raise Refused(_("Enter a mail address, such as help@example.com."), "mail")
    contact = session.get(PortalContact, ONLY) or PortalContact(id=ONLY)
    contact.mail, contact.phone, contact.hours = mail, phone, hours
    session.add(contact)
    session.flush()
    return contact
