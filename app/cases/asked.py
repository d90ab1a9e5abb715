"""What a case holds beside its own columns: as which request type it came, and the answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final


@dataclass(frozen=True)
class Asked:
    """The answers are as `fill` checked them; without a version nobody was asked by a request type.

    `lacks_agreement` says that our own people opened it although no agreement held.
    """

    request_type: str
    version_id: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    external_number: str = ""
    lacks_agreement: bool = False


QUESTION: Final = Asked("question")
