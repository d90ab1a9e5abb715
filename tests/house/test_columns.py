"""What a row is, is said in the model."""

import pytest
from sqlalchemy import Table

from models.all import Model

OURS = [table for table in Model.metadata.sorted_tables if not table.name.startswith("ab_")]


@pytest.mark.parametrize("table", OURS, ids=lambda table: table.name)
def test_every_column_says_what_it_holds(table: Table) -> None:
    assert [column.name for column in table.columns if not column.comment] == []
