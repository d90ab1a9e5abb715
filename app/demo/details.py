"""How the cast and their accounts are reached; only in the demonstration, for tests want them bare."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.account import Account
from models.person import Person

# customer ID: telephone number, web address
DETAILS = {
    "0004711000": ("+31 10 555 0100", "https://rijnmond.example"),
    "0004711010": ("+31 10 555 0110", "https://haven.rijnmond.example"),
    "0004711020": ("+31 10 555 0120", "https://logistiek.rijnmond.example"),
    "0008150000": ("+31 70 555 0130", "https://elders.example"),
}

# mail address: telephone number, mobile number
NUMBERS = {
    "noor@rijnmond.example": ("+31 10 555 0101", "+31 6 5550 0101"),
    "sam@haven.rijnmond.example": ("+31 10 555 0111", "+31 6 5550 0111"),
    "lot@logistiek.rijnmond.example": ("+31 10 555 0121", ""),
    "eva@elders.example": ("+31 70 555 0131", "+31 6 5550 0131"),
}


def add_details(session: Session) -> None:
    """Fill in what is empty; what somebody entered stays."""
    for person in session.scalars(select(Person).where(Person.email.in_(NUMBERS))):
        phone, mobile = NUMBERS[person.email]
        person.phone = person.phone or phone
        person.mobile = person.mobile or mobile or None
    for account in session.scalars(select(Account).where(Account.customer_id.in_(DETAILS))):
        phone, website = DETAILS[account.customer_id]
        account.phone = account.phone or phone
        account.website = account.website or website
