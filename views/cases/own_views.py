"""The views of the case list that people build: kept, shared, changed, deleted and taken back."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import LARGEST_ID, OWN, VIEWS, Choice
from app.cases.listing.owners import suggest_owners
from app.cases.own_views.keep import change_view, may_share, open_with, remove_view, restore_view, save_view
from app.cases.own_views.read import kept_views, read_views
from app.database import db
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.list_view import ListView
from views.base import PortalView, needs
from views.cases.counts import counted, named_views
from views.cases.ready_made import ready_made
from views.cases.view_form import ViewForm, choices, form_for, sent_form


class OwnViewsView(PortalView):
    route_base = "/cases"
    default_view = "all"

    @expose("/views/")
    @needs("can_read", "Cases")
    def all(self) -> Any:
        session, by = db.session(), current_viewer()
        deleted = session.get(ListView, _id(request.args.get("deleted")))
        return self.page(
            "cases/views/all.html",
            ready_made=ready_made(by),
            kept=kept_views(session, by),
            default=read_views(session, by).default,
            deleted=deleted if deleted is not None and deleted.removed_at is not None else None,
        )

    @expose("/views/new", methods=["GET", "POST"])
    @needs("can_read", "Cases")
    def new(self) -> Any:
        session, by = db.session(), current_viewer()
        if request.method == "GET":
            return self._ask(form_for(by, "", _listed(by)), None)
        form = sent_form(by)
        if not form.errors:
            try:
                with unit_of_work():
                    view = save_view(
                        session, by=by, name=form.name, is_shared=form.is_shared, choice=form.choice
                    )
                    _keep_default(by, view, form)
                return _to_list(view)
            except Refused as refused:
                form = form.with_error(refused)
        return self._ask(form, None)

    @expose("/views/<int:view_id>/edit", methods=["GET", "POST"])
    @needs("can_read", "Cases")
    def edit(self, view_id: int) -> Any:
        by, view = current_viewer(), view_or_404(view_id)
        if request.method == "GET":
            opens = read_views(db.session(), by).default == f"{OWN}{view.id}"
            marks = {"is_shared": view.is_shared, "opens": opens, "version": view.version}
            return self._ask(form_for(by, view.name, _listed(by, view), **marks), view)
        form = sent_form(by)
        if not form.errors:
            try:
                _change(by, view, form)
                return _to_list(view)
            except OutOfReach:
                abort(404)
            except Refused as refused:
                form = form.with_error(refused)
                view = view_or_404(view_id)
                form = form._replace(version=view.version)
        return self._ask(form, view)

    @expose("/views/<int:view_id>/deletion", methods=["POST"])
    @needs("can_read", "Cases")
    def delete(self, view_id: int) -> Any:
        view = view_or_404(view_id)
        with unit_of_work() as session:
            remove_view(session, by=current_viewer(), view=view)
        return redirect(f"/cases/views/?deleted={view_id}", 303)

    @expose("/views/<int:view_id>/restoration", methods=["POST"])
    @needs("can_read", "Cases")
    def restore(self, view_id: int) -> Any:
        view = view_or_404(view_id, is_removed=True)
        with unit_of_work() as session:
            restore_view(session, by=current_viewer(), view=view)
        flash(_("The view “%(name)s” is back.", name=view.name), "success")
        return redirect("/cases/views/", 303)

    @expose("/views/default", methods=["POST"])
    @needs("can_read", "Cases")
    def set_default(self) -> Any:
        """Which view opens, whatever was chosen last; empty for the last chosen one."""
        session, by, code = db.session(), current_viewer(), request.form.get("view", "")
        if code and code not in {*VIEWS, *read_views(session, by).settings}:
            abort(404)
        with unit_of_work():
            open_with(session, by=by, code=code)
        return redirect("/cases/views/", 303)

    @expose("/views/counts")
    @needs("can_read", "Cases")
    def counts(self) -> Any:
        """The options of the drop-down with the number of cases in each; the list asks when it is there."""
        by, args = current_viewer(), request.args
        views = read_views(db.session(), by)
        counts, groups = counted(by, views, args), named_views(by, views)
        return self.page("cases/views/options.html", counts=counts, groups=groups, chosen=args.get("chosen"))

    @expose("/owners")
    @needs("can_read", "Cases")
    def owners(self) -> Any:
        """Options for the field of the owner, as somebody types."""
        typed = request.args.get("owner", "").replace("\0", "")[:100]
        if not typed.strip():
            return ""
        option = Markup('<option value="%s"></option>')
        people = suggest_owners(db.session(), typed)
        return Markup("").join(option % f"{one.first_name} {one.last_name}" for one in people)

    def _ask(self, form: ViewForm, view: ListView | None) -> Any:
        by = current_viewer()
        is_mine = view is None or view.person_id == by.person_id
        return self.page(
            "cases/views/form.html",
            status=422 if form.errors else 200,
            has_errors=bool(form.errors),
            typed=form,
            view=view,
            may_share=may_share(by) and is_mine,
            by=by,
            **choices(by, form.choice),
        )


def view_or_404(view_id: int, *, is_removed: bool = False) -> ListView:
    """A view that this person sees; one that was deleted only where it is to be taken back."""
    found = None
    if view_id <= LARGEST_ID:
        found = db.session().scalar(select(ListView).where(ListView.id == view_id))
    if found is None or (found.removed_at is not None) is not is_removed:
        abort(404)
    assert isinstance(found, ListView)
    return found


def _id(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _listed(by: Viewer, view: ListView | None = None) -> Choice:
    """What the list shows that the form was opened from; without one, the view as it is kept."""
    own = {f"{OWN}{view.id}": view.settings} if view else read_views(db.session(), by).settings
    opens = f"{OWN}{view.id}" if view else None
    return Choice.read({**request.args, **({"view": opens} if opens else {})}, by, own)


def _change(by: Viewer, view: ListView, form: ViewForm) -> None:
    try:
        with unit_of_work() as session:
            change_view(
                session,
                by=by,
                view=view,
                version=form.version,
                name=form.name,
                is_shared=form.is_shared,
                choice=form.choice,
            )
            _keep_default(by, view, form)
    except StaleDataError:  # somebody saved in this very moment
        raise Refused(_("Somebody else changed this view while you were writing.")) from None


def _keep_default(by: Viewer, view: ListView, form: ViewForm) -> None:
    session, code = db.session(), f"{OWN}{view.id}"
    was_default = read_views(session, by).default == code
    if form.opens is not was_default:
        open_with(session, by=by, code=code if form.opens else "")


def _to_list(view: ListView) -> Any:
    flash(_("The view “%(name)s” is saved.", name=view.name), "success")
    at = "/desk/" if request.form.get("back") == "desk" else "/cases/"
    return redirect(f"{at}?view={OWN}{view.id}", 303)
