"""T36: a model without a condition and a rule of its own fails the build."""

from flask_appbuilder import Model
from flask_appbuilder.security.sqla import models as fab

from app.access.stamping import STAMPED
from app.access.visibility import GUARDED_TABLES, GUARDS, REFERENCE
from app.access.writing.rules import RULES, never
from models import all as every_model

ASSOCIATIONS = {"ab_permission_view_role", "ab_user_role", "ab_user_group", "ab_group_role"}
ASSOCIATIONS |= {"article_tag", "article_related", "article_product_line", "article_classification"}
ASSOCIATIONS |= {"agreement_product_line", "team_member"}


def _models() -> set[type]:
    return {mapper.class_ for mapper in Model.registry.mappers}


def test_every_model_has_a_condition_on_who_sees_it() -> None:
    unseen = {model for model in _models() if not set(model.__mro__) & set(GUARDS)}
    assert unseen == set(), "say in app/access/visibility/ who may see it"


def test_every_model_has_a_rule_on_who_writes_it() -> None:
    assert _models() - set(RULES) == set(), "say in app/access/writing/rules.py who may write it"


def test_every_table_is_guarded_or_only_ties_two_that_are() -> None:
    unguarded = {table.name for table in Model.metadata.tables.values() if table not in GUARDED_TABLES}
    assert unguarded == ASSOCIATIONS


def test_the_lists_name_no_model_that_is_gone() -> None:
    assert set(GUARDS) | set(RULES) | set(STAMPED) <= _models()
    assert set(every_model.__all__) - {"Model"} <= {model.__name__ for model in _models()}


def test_whoever_sees_a_thing_by_right_of_configuring_writes_it_by_the_same_right() -> None:
    assert all(RULES[model] is not never for model in REFERENCE)
    assert RULES[fab.User] is never
