"""The class that every generated table of the portal derives from."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from views.crud.declared import COLUMNS, TITLES, guard_routes, refuse_undeclared
from views.crud.saving import SEEN, fingerprint
from views.crud.steps import TableSteps

Pair = tuple[str, str]


class PortalModelView(TableSteps):
    """List, show, add, edit, delete and bulk acts of one model, without FAB's holes.

    A view says all its columns, titles and `include_route_methods`; `reading` and `writing` are pairs of
    `app.access.permissions`. It overrides `offer`, `prefill`, `save` and `remove`, which run inside one
    transaction and may raise `Refused`.
    """

    reading: Pair = ("can_read", "Setup")
    writing: Pair = ("can_configure", "Setup")

    def __init_subclass__(cls, is_abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not is_abstract:
            refuse_undeclared(cls, ("datamodel", "include_route_methods", *COLUMNS, *TITLES))
            guard_routes(cls, cls._pairs())
            if cls.reading[1] != cls.writing[1]:
                raise TypeError(f"{cls.__name__} reads and writes under different names")

    @classmethod
    def _pairs(cls) -> dict[str, Pair]:
        writing = ("add", "edit", "delete", "action", "action_post")
        return {"list": cls.reading, "show": cls.reading, **dict.fromkeys(writing, cls.writing)}

    def __init__(self, **kwargs: Any) -> None:
        """FAB's templates ask "can_edit on PriorityView"; FAB's own mapping turns that into our pairs."""
        self.class_permission_name = self.writing[1]
        self.base_permissions = sorted({self.reading[0], self.writing[0]})
        super().__init__(**kwargs)

    def get_method_permission(self, method_name: str) -> str:
        pair = self._pairs().get(method_name, self.writing)
        return pair[0].removeprefix("can_") if method_name in self.include_route_methods else "never"

    def get_action_permission_name(self, name: str) -> str:
        return self.writing[0]

    @expose("/list/")
    def list(self) -> Any:
        return self._list_page()

    @expose("/show/<int:pk>")
    def show(self, pk: int) -> Any:
        item = self._find(pk)
        widgets = self._get_show_widget(pk, item)
        name = self.name_of(item)
        context = {
            "pk": pk,
            "widgets": widgets,
            "related_views": [],
            "item": item,
            "crumbs": self.crumbs(name),
        }
        return self.page(self.show_template, title=name, **context)

    @expose("/add", methods=["GET", "POST"])
    def add(self) -> Any:
        form = self._offered(self.add_form.refresh())
        answer = self._save(form, None) if request.method == "POST" else 200
        return self._form_page(form, "add", answer) if isinstance(answer, int) else answer

    @expose("/edit/<int:pk>", methods=["GET", "POST"])
    def edit(self, pk: int) -> Any:
        item = self._find(pk, for_change=request.method == "POST")
        if request.method == "POST":
            form = self._offered(self.edit_form(), item)
            answer = self._save(form, item)
        else:
            form, answer = self._filled(item), 200
            form[SEEN].data = fingerprint(form)
        if not isinstance(answer, int):
            return answer
        return self._form_page(form, "edit", answer, name=self.name_of(self._find(pk)))

    @expose("/delete/<int:pk>", methods=["GET", "POST"])
    def delete(self, pk: int) -> Any:
        item = self._find(pk)
        problem = None
        if request.method == "POST" and request.form.get("confirmed"):
            problem = self._remove(item)
            if problem is None:
                flash(self.removed_message, "success")
                return redirect(self.get_redirect(), 303)
            flash(str(problem), "danger")
        title = _("Delete “%(name)s”?", name=self.name_of(self._find(pk)))
        return self._ask(title, _("This cannot be undone."), _("Delete"), []), 422 if problem else 200

    @expose("/action/<string:name>/<int:pk>", methods=["POST"])
    def action(self, name: str, pk: int) -> Any:
        return self._act(name, [pk])

    @expose("/action_post", methods=["POST"])
    def action_post(self) -> Any:
        return self._act(request.form.get("action", ""), request.form.getlist("rowid"))
