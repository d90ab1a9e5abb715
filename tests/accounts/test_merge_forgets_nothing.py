"""A7: for every column that names an account it is said what a merge does with it."""

from models.base import Model

GOES_ALONG = {
    ("account", "parent_id"),
    ("account", "root_id"),
    ("ab_user", "home_account_id"),
    ("account_access", "account_id"),
    ("case", "account_id"),
    ("case", "root_id"),
    ("device", "account_id"),
    ("device", "root_id"),
    ("list_view", "account_id"),
    ("portal_contact", "account_id"),
    ("account_product_line", "account_id"),
    ("message_audience", "account_id"),
}
# The record of the account that ends.
STAYS = {
    ("account_event", "account_id"),
    ("account_event", "before_id"),
    ("account_event", "other_id"),
}


def test_what_a_merge_does_with_each_reference_to_an_account_is_settled() -> None:
    found = {
        (table.name, column.name)
        for table in Model.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "account.id" for key in column.foreign_keys)
    }
    assert found == GOES_ALONG | STAYS, (
        "carry it along in app/accounts/rearrange/hand_over.py, or say that it stays"
    )
