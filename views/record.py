"""The page on which a row is added or changed: each person gets the fields that are theirs."""

from collections.abc import Collection
from typing import Any

from flask import flash, redirect, request
from wtforms import Form

from app.refused import Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView
from views.crud.listing import UNFIT
from views.crud.saving import SEEN, fingerprint, refuse_stale, tell, turned_down, with_seen, words


class RecordView(PortalView):
    """A view says its form, template, sections and sentence, and overrides the steps below `answer`.

    `sections` are (title, names of fields) in their order; a title of None stands for no heading.
    """

    form: type[Form]
    template = ""
    sections: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    saved: Any = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.form = with_seen(cls.form)

    def answer(self, row: Any | None, fields: Collection[str], *, back: str, **context: Any) -> Any:
        """The page, or the way to what was saved. `row` is None for a new one, locked for a POST."""
        is_sent = request.method == "POST"
        form, status, found = self._made(row, fields, is_sent=is_sent), 200, None
        if is_sent:
            status, found = self._save(form, row, fields)
        elif row is not None:
            form[SEEN].data = fingerprint(form)
        if found is not None:
            flash(self.saved, "success")
            return redirect(self.address(found), 303)
        shown = {"form": form, "sections": self._open(form), "closed": self._closed(row, fields)}
        return self.page(self.template, status, **shown, row=row, back=back, needs_htmx=True, **context)

    # What a view overrides.

    def offer(self, form: Any, row: Any | None) -> None:
        """Give the fields of a form their choices."""

    def prefill(self, form: Any, row: Any | None) -> None:
        """Fill the fields that are no columns of the row."""

    def write(self, session: Any, row: Any | None, values: dict[str, Any]) -> Any:
        """Call the verb; returns the row. May raise Refused."""
        raise NotImplementedError

    def address(self, row: Any) -> str:
        """Where the row is shown."""
        raise NotImplementedError

    # How it is done.

    def _made(self, row: Any | None, fields: Collection[str], *, is_sent: bool) -> Any:
        """The form with these fields only, as it was sent or as the row is."""
        form: Any = self.form() if is_sent else self.form(formdata=None, obj=row)
        for field in list(form):
            if field.name not in (*fields, "csrf_token", SEEN):
                del form[field.name]
        self.offer(form, row)
        if not is_sent:
            self.prefill(form, row)
        return form

    def _save(self, form: Any, row: Any | None, fields: Collection[str]) -> tuple[int, Any | None]:
        """The status of the form that says why not, or the row that was saved."""
        if not form.validate():
            return 422, None
        try:
            with unit_of_work() as session:
                if row is not None:
                    refuse_stale(form, self._made(row, fields, is_sent=False))
                values = {name: form[name].data for name in fields if name in form}
                return 303, self.write(session, row, values)
        except Refused as refused:
            return tell(form, refused), None
        except UNFIT as error:
            return tell(form, turned_down(error)), None

    def _open(self, form: Any) -> list[tuple[Any, list[Any]]]:
        """The fields in their sections, without sections that have none."""
        found = [(title, [form[name] for name in names if name in form]) for title, names in self.sections]
        return [section for section in found if section[1]]

    def _closed(self, row: Any | None, fields: Collection[str]) -> list[tuple[str, str]]:
        """Label and value of what this person may read but not change."""
        names = [name for _title, names in self.sections for name in names if name not in fields]
        if row is None or not names:
            return []
        form = self._made(row, names, is_sent=False)
        return [(str(form[name].label.text), words(form[name]) or "–") for name in names if name in form]
