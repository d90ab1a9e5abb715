"""What people write in both languages can be translated, wherever it lies."""

from app.translate.texts import KINDS
from models.all import Model
from models.base import Texts


def test_every_model_with_texts_is_on_the_list_of_what_is_translated() -> None:
    """A new one gets a line in app/translate/texts.py: its columns, and the page where the rest is kept."""
    columns = ((mapper.class_, column) for mapper in Model.registry.mappers for column in mapper.columns)
    with_texts = {(model, column.key) for model, column in columns if isinstance(column.type, Texts)}
    assert with_texts == {(kind.model, text.column) for kind in KINDS.values() for text in kind.texts}
