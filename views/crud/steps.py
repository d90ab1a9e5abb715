"""The steps of a generated table's routes: finding, filling, saving, removing, acting on several."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import ModelView
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from app.database import db
from app.refused import Refused, Stale
from app.unit_of_work import unit_of_work
from views.base import PortalView
from views.crud.asked import LARGEST_ID, LARGEST_PAGE, asked_for, fill_filters, row_id
from views.crud.declared import COLUMNS
from views.crud.filters import OwnFilters
from views.crud.listing import UNFIT
from views.crud.saving import CANNOT_BE_STORED, refuse_stale, tell, turned_down, with_seen
from views.fab.confirm import AsksFirst
from views.parts.text import in_my_language


class TableSteps(OwnFilters, PortalView, AsksFirst, ModelView):
    """What PortalModelView is made of; derive from that one."""

    saved_message = _l("Saved.")
    removed_message = _l("Deleted.")
    exists_already = _l("There is one with these values already.")
    still_used = _l("This is still in use and cannot be deleted.")
    base_permissions: Any = []
    area: Any = ((_l("Setup"), "/setup/"),)
    label_columns: Any = None
    edit_form: Any = None

    def _init_properties(self) -> None:
        """FAB takes an empty list of columns for "all of them"."""
        said = {name: list(getattr(self, name)) for name in COLUMNS}
        self.label_columns = dict(self.label_columns or {})
        if not said["search_columns"]:
            self.search_exclude_columns = self.datamodel.get_columns_list()
        super()._init_properties()
        for name, columns in said.items():
            setattr(self, name, columns)

    def _init_forms(self) -> None:
        super()._init_forms()
        self.edit_form = with_seen(self.edit_form)

    def crumbs(self, here: object) -> Any:
        """The way to this page: area, list, record."""
        return [*self.area, (self.list_title, self.get_redirect()), (here, None)]

    # What a view overrides.

    def offer(self, form: Any, item: Any | None) -> None:
        """Give the fields of a form their choices."""

    def prefill(self, form: Any, item: Any) -> None:
        """Fill the fields that are no columns of the row."""

    def name_of(self, item: Any) -> str:
        """What the row is called when it is asked about."""
        name = getattr(item, "name", None)
        return in_my_language(name) if isinstance(name, dict) else str(item)

    def save(self, session: Any, form: Any, item: Any | None) -> Any:
        """Write a valid form; returns the row. `item` is None for a new one. May raise Refused."""
        row = item or self.datamodel.obj()
        form.populate_obj(row)
        session.add(row)
        return row

    def remove(self, session: Any, item: Any) -> None:
        """Delete the row. May raise Refused."""
        session.delete(item)

    # How it is done.

    def get_redirect(self) -> str:
        """The list: FAB's stack of visited pages lands on wrong ones and fills the cookie."""
        return url_for(f"{self.endpoint}.list") if "list" in self.include_route_methods else "/"

    def _record_url(self, pk: int) -> str:
        for route in ("show", "edit"):
            if route in self.include_route_methods:
                return url_for(f"{self.endpoint}.{route}", pk=pk)
        return self.get_redirect()

    def _list_page(self, status: int = 200) -> Any:
        name = type(self).__name__
        asked = asked_for(name, self.page_size, self.order_columns)
        fill_filters(self._filters)
        try:
            widgets = self._get_list_widget(
                filters=self._filters,
                order_column=asked.order[0],
                order_direction=asked.order[1],
                page=asked.page,
                page_size=asked.size,
            )
        except UNFIT:
            db.session.rollback()
            flash(CANNOT_BE_STORED, "warning")
            return redirect(self.get_redirect())
        widgets = self._get_search_widget(form=self.search_form.refresh(), widgets=widgets)
        crumbs = [*self.area, (self.list_title, None)]
        return self.page(self.list_template, status, title=self.list_title, widgets=widgets, crumbs=crumbs)

    def _form_page(self, form: Any, kind: str, status: int, name: str | None = None) -> Any:
        widget = getattr(self, f"_get_{kind}_widget")(form=form)
        template, title = getattr(self, f"{kind}_template"), getattr(self, f"{kind}_title")
        title = f"{title}: {name}" if name else title
        context = {"needs_htmx": True, "related_views": [], "crumbs": self.crumbs(name or title)}
        return self.page(template, status, title=title, widgets=widget, form=form, **context)

    def _offered(self, form: Any, item: Any | None = None) -> Any:
        self.offer(form, item)
        return form

    def _filled(self, item: Any) -> Any:
        """The form as the row is now, whatever was sent."""
        form = self._offered(self.edit_form(formdata=None, obj=item), item)
        self.prefill(form, item)
        return form

    def _find(self, pk: int, for_change: bool = False) -> Any:
        """The row, if this person may see it; locked for a change: of two, the second sees the first."""
        if pk > LARGEST_ID:
            abort(404)
        model = self.datamodel.obj
        found = select(model).where(self.datamodel.get_pk() == pk).options(*self.datamodel.loads)
        if for_change:
            found = found.with_for_update(of=model).execution_options(populate_existing=True)
        return db.session.scalars(found).unique().one_or_none() or abort(404)

    def _save(self, form: Any, item: Any | None) -> Any:
        """The redirect to what was saved, or the status of the form that says why not."""
        if not form.validate():
            return 422
        try:
            with unit_of_work() as session:
                if item is not None:
                    refuse_stale(form, self._filled(item))
                row = self.save(session, form, item)
                session.flush()
                pk = self.datamodel.get_pk_value(row)
        except Refused as refused:
            return tell(form, refused)
        except StaleDataError:
            return tell(form, Stale([]))
        except UNFIT as error:
            return tell(form, turned_down(error, self.exists_already))
        flash(self.saved_message, "success")
        return redirect(self._record_url(pk), 303)

    def _remove(self, item: Any) -> object | None:
        """Why it could not be deleted; None when it is gone."""
        try:
            with unit_of_work() as session:
                self.remove(session, item)
                session.flush()
        except Refused as refused:
            return refused.reason
        except IntegrityError:
            return self.still_used
        return None

    def _act(self, name: str, pks: Any) -> Any:
        """A bulk act over rows that the person sees; one that is not there, and none is touched."""
        chosen = self.actions.get(name) or abort(404)
        ids = {row_id(pk) or 0 for pk in pks}
        try:
            with unit_of_work() as session:
                rows = self._rows(session, ids)
                if chosen.confirmation and not request.form.get("confirmed"):
                    fields = [("action", name), *(("rowid", str(pk)) for pk in sorted(ids))]
                    return self._ask(chosen.text, chosen.confirmation, chosen.text, fields, rows)
                answer = chosen.func(rows)
        except Refused as refused:
            flash(str(refused.reason), "danger")
            return self._list_page(refused.status)
        return answer or redirect(self.get_redirect(), 303)

    def _rows(self, session: Any, ids: set[int]) -> list[Any]:
        model, pk = self.datamodel.obj, self.datamodel.get_pk()
        if not 0 < len(ids) <= LARGEST_PAGE:
            abort(404)
        rows = session.scalars(select(model).where(pk.in_(ids))).unique().all()
        return rows if len(rows) == len(ids) else abort(404)
