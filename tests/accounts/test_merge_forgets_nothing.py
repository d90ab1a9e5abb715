"""A7: for every column that names an account or a person it is said what a merge does with it."""

from app.accounts.rearrange.become_one import FOLLOWS, FOLLOWS_ONCE
from models.base import Model

GOES_ALONG = {
    ("account", "parent_id"),
    ("account", "root_id"),
    ("ab_user", "home_account_id"),
    ("account_access", "account_id"),
    ("account_watch", "account_id"),
    ("case", "account_id"),
    ("case", "root_id"),
    ("case_share", "account_id"),
    ("account_qualification", "account_id"),
    ("agreement", "account_id"),
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


# Of a person: the record of acts and sign-ins, what ends by itself, rights, and what only our own people do.
STAYS_WITH_THE_PERSON = {
    ("ab_api_key", "user_id"),
    ("ab_user", "changed_by_fk"),
    ("ab_user", "created_by_fk"),
    ("ab_user_group", "user_id"),
    ("ab_user_role", "user_id"),
    ("account", "manager_id"),
    ("account_event", "actor_id"),
    ("article", "author_id"),
    ("article", "editor_id"),
    ("background_work", "person_id"),
    ("case", "assignee_id"),
    ("case_event", "actor_id"),
    ("case_merge", "person_id"),
    ("case_merge", "undone_by_id"),
    ("escalation", "handled_by_id"),
    ("message", "author_id"),
    ("presence", "person_id"),
    ("person_event", "actor_id"),
    ("person_event", "other_id"),
    ("person_event", "person_id"),
    ("request_type_version", "edited_by_id"),
    ("sign_in", "person_id"),
    ("support_access", "person_id"),
    ("team_member", "person_id"),
    ("task", "created_by_id"),
    ("task", "owner_id"),
}
IN_OTHER_WAYS = {
    ("account_access", "person_id"),
    ("outgoing_mail", "person_id"),
    ("digest_entry", "person_id"),
}


def test_what_a_merge_of_contacts_does_with_each_reference_to_a_person_is_settled() -> None:
    found = {
        (table.name, column.name)
        for table in Model.metadata.tables.values()
        for column in table.columns
        if any(key.target_fullname == "ab_user.id" for key in column.foreign_keys)
    }
    columns = (*FOLLOWS, *(column for column, _other in FOLLOWS_ONCE))
    follows = {(column.class_.__tablename__, column.key) for column in columns}
    assert found == follows | STAYS_WITH_THE_PERSON | IN_OTHER_WAYS, (
        "let it follow in app/accounts/rearrange/become_one.py, or say that it stays"
    )
