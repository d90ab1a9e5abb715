"""How the cast's accounts can be reached; only where the demonstration is shown, for tests want them bare."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.account import Account

# customer ID: telephone number, web address
DETAILS = {
    "0004711000": ("+31 10 555 0100", "https://rijnmond.example"),
    "0004711010": ("+31 10 555 0110", "https://haven.rijnmond.example"),
    "0004711020": ("+31 10 555 0120", "https://logistiek.rijnmond.example"),
    "0008150000": ("+31 70 555 0130", "https://elders.example"),
}


def add_details(session: Session) -> None:
    """Fill in what is empty; what somebody entered stays."""
    for account in session.scalars(select(Account).where(Account.customer_id.in_(DETAILS))):
        phone, website = DETAILS[account.customer_id]
        account.phone = account.phone or phone
        account.website = account.website or website
