"""Which fields a customer may change. Everything else on these rows is changed by our own staff.

For accounts and contacts it is set-up: rows of CustomerField, as far as they stand in OPENABLE.
"""

from typing import Final

# Never open to customers: what names an account or a sign-in, and what decides what one sees or is offered.
OPENABLE: Final[dict[str, frozenset[str]]] = {
    "account": frozenset(
        {
            "name",
            "phone",
            "fax",
            "website",
            "street",
            "postal_code",
            "city",
            "country",
            "region_id",
            "sub_region_id",
        }
    ),
    "contact": frozenset(
        {"salutation", "first_name", "last_name", "phone", "mobile", "language", "time_zone"}
    ),
}

# What the portal itself writes along with them, by table.
ALONG: Final[dict[str, frozenset[str]]] = {
    "account": frozenset({"version"}),
    "ab_user": frozenset({"changed_on", "changed_by_fk"}),
}

STAFF_OF_ONESELF: Final = frozenset({"salutation", "phone", "mobile", "language", "time_zone"})

CASE_FIELDS: Final = frozenset(
    {
        "subject",
        "description",
        "kind",
        "values",
        "external_number",
        "owner_id",
        "priority_id",
        "priority",
        "priority_rank",
        "status_id",
        "status",
        "status_rank",
        "is_open",
        "last_mail_at",
        "last_note_at",
        "owner_seen_at",
        "updated_at",
        "closed_at",
        "pending_since",
        "closes_at",
        "next_step_at",
        "closing_reason_id",
        "escalation_state",
        "rating",
        "version",
    }
)
