"""Which fields a customer may change. Everything else on these rows is changed by our own staff."""

CUSTOMER_FIELDS: dict[str, frozenset[str]] = {
    "account": frozenset({"phone", "fax", "website", "version"}),
    "ab_user": frozenset(
        {"salutation", "phone", "mobile", "language", "time_zone", "changed_on", "changed_by_fk"}
    ),
    "case": frozenset(
        {
            "subject",
            "description",
            "kind",
            "priority_id",
            "priority",
            "priority_rank",
            "status_id",
            "status",
            "status_rank",
            "is_open",
            "updated_at",
            "closed_at",
            "version",
        }
    ),
}
