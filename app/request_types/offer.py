"""To whom a request type is offered."""

from dataclasses import dataclass
from typing import Literal

from app.request_types.definition import Offer

Reason = Literal["classification", "qualification", "agreement"]


@dataclass(frozen=True)
class Standing:
    """What is known of the account a case would be for and of who opens it; codes of the set-up."""

    classification: str = ""
    qualifications: frozenset[str] = frozenset()
    has_agreement: bool = False


def why_not(offer: Offer, standing: Standing) -> Reason | None:
    """Why it is not offered, what nobody can help first; None when it is offered."""
    if offer.classifications and standing.classification not in offer.classifications:
        return "classification"
    if offer.qualifications and standing.qualifications.isdisjoint(offer.qualifications):
        return "qualification"
    return "agreement" if offer.needs_agreement and not standing.has_agreement else None
