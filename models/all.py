"""Every model, so that one import completes the metadata."""

from models.account import Account, AccountAccess
from models.base import Model
from models.case import Case, FormNonce
from models.conversation import Attachment, Note
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.person import Person, Preference, SignIn, SignInAttempt
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange
from models.stamp import SetupStamp

__all__ = [
    "Account",
    "AccountAccess",
    "Attachment",
    "Case",
    "CaseEvent",
    "FormNonce",
    "MatrixRow",
    "Model",
    "Note",
    "OutgoingMail",
    "PendingEvent",
    "Person",
    "Preference",
    "Priority",
    "RoleText",
    "SetupStamp",
    "SignIn",
    "SignInAttempt",
    "Status",
    "StatusChange",
]
