"""The page that asks before an act that cannot be undone; with JavaScript the dialog asks the same."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for


class AsksFirst:
    """Mix in before ModelView. The button of the page sends the same request again, with `confirmed`."""

    def _ask(
        self: Any,
        title: str,
        text: str,
        button: str,
        fields: Sequence[tuple[str, str]],
        rows: Sequence[Any] = (),
    ) -> Any:
        return self.render_template(
            "appbuilder/general/model/question.html",
            title=title,
            text=text,
            button=button,
            fields=fields,
            names=[str(row) for row in rows[:20]],
            action=request.path,
            cancel_href=url_for(".list"),
        )
