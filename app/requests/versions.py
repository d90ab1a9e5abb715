"""What a case was asked, in the words of the version that was filled in."""

from typing import Any

from sqlalchemy.orm import Session

from app.request_types.definition import Field
from app.request_types.published import definition_of
from models.base import TextMap


def labels_of(session: Session, case: Any) -> dict[str, TextMap]:
    """The label of each field by its code; none for a case that came without a request type."""
    if case.request_type_version_id is None:
        return {}
    definition = definition_of(session, case.request_type_version_id)
    return {one.code: one.label for one in definition.fields}


def secret_fields_of(session: Session, case: Any) -> dict[str, Field]:
    """The fields that take a credential, by code."""
    if case.request_type_version_id is None:
        return {}
    fields = definition_of(session, case.request_type_version_id).fields
    return {field.code: field for field in fields if field.kind == "secret" and not field.is_retired}
