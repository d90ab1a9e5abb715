"""The form of one part of a request type: what it is called, when it counts, what it checks."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.content.texts import pick
from app.database import db
from app.request_types.change import HOLDS, Path, part, put_into
from app.request_types.definition import Definition
from app.request_types.drafts import StaleDraft, save_draft, start_draft
from app.request_types.examine import problems
from app.request_types.problem import Flawed
from app.request_types.publish import set_up
from app.setup.rights import CONFIGURE
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.words import said
from views.studio.done import BASE, path_of, step_address
from views.studio.fetch import Edited, edited_or_404
from views.studio.menus import menus
from views.studio.outline import part_address
from views.studio.plain import changed_by_form, full
from views.studio.read_form import READERS
from views.studio.values import as_codes, as_words, choices_of
from views.studio.versions import line_of
from views.studio.words import PARTS, names_of

MORE_ROWS = 2  # empty lines that wait below those of a condition


class PartView(PortalView):
    """A step, a section, a field, or what holds for all of it."""

    route_base = BASE
    default_view = "about"

    @expose("/<string:code>/about", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def about(self, code: str) -> Any:
        return self._part(code, ())

    @expose("/<string:code>/parts/<path:path>", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def change(self, code: str, path: str) -> Any:
        return self._part(code, path_of(path))

    def _part(self, code: str, path: Path) -> Any:
        edited = edited_or_404(code)
        shown = part(edited.definition, path)
        if request.method == "GET":
            return self._show(edited, path, full(shown))
        typed = as_codes(READERS[len(path)](request.form), choices_of(edited.definition))
        go, _colon, which = request.form.get("go", "").partition(":")
        if go == "more":
            return self._show(edited, path, {**full(shown), **typed}, more=MORE_ROWS * 3, more_of=which)
        return self._save(edited, path, typed)

    def _save(self, edited: Edited, path: Path, typed: dict[str, Any]) -> Any:
        shown = {**full(part(edited.definition, path)), **typed}
        changed, to = edited.definition, path
        try:
            changed, to = _where_it_stands(changed_by_form(edited.definition, path, typed), path)
            _keep(edited, changed)
        except Flawed as flawed:
            return self._show(edited, path, shown, sentences=[one.sentence for one in flawed.problems])
        except StaleDraft as stale:
            lines = [line_of(one, names_of(edited.definition, changed)) for one in stale.between]
            return self._show(edited, path, shown, differences=lines)
        if request.form.get("go") == "stay":
            return redirect(f"{part_address(edited.kind.code, to)}?did=saved", 303)
        if not path:
            flash(_("Saved in the draft."), "success")
        return redirect(step_address(edited.kind.code, to, "saved"), 303)

    def _show(
        self,
        edited: Edited,
        path: Path,
        shown: dict[str, Any],
        *,
        more: int = MORE_ROWS,
        more_of: str = "",
        sentences: Sequence[str] = (),
        differences: Sequence[dict[str, Any]] = (),
    ) -> Any:
        return self.page(
            "studio/part.html",
            status=409 if differences else 422 if sentences else 200,
            has_errors=bool(differences or sentences),
            data=as_words(shown, choices_of(edited.definition)),
            depth=len(path),
            more_rows=more,
            more_of=more_of,
            stayed=request.method == "GET" and request.args.get("did") == "saved",
            title=_title(edited.definition, path),
            name=said(edited.definition.name),
            version=edited.version,
            back=step_address(edited.kind.code, path),
            problems=sentences,
            differences=differences,
            lacking=_lacking(edited, path),
            **menus(edited.definition, path, shown),
        )


def _where_it_stands(definition: Definition, path: Path) -> tuple[Definition, Path]:
    """In another step or section, when that was chosen."""
    parent = path_of(request.form.get("stands_in", ""))
    if not path or not parent or parent == path[:-1]:
        return definition, path
    return put_into(definition, path, parent), (*parent, path[-1])


def _keep(edited: Edited, changed: Definition) -> None:
    """The draft begins with the first change. StaleDraft when somebody saved since the form was opened."""
    by, version = current_viewer(), whole(request.form.get("version")) or 0
    with unit_of_work() as session:
        draft = start_draft(session, by=by, request_type=edited.kind)
        save_draft(session, by=by, draft=draft, version=version, definition=changed)


def _lacking(edited: Edited, path: Path) -> list[str]:
    """What stands in the way of publishing, of this part."""
    if edited.draft is None or not path:
        return []
    found = problems(edited.definition, set_up(db.session()))
    return [one.sentence for one in found if one.place.path[: len(path)] == path]


def _title(definition: Definition, path: Path) -> str:
    one = part(definition, path)
    words = pick(one.label if len(path) == len(HOLDS) else one.name, "en")[0]
    return f"{PARTS[len(path)]}: {words or one.code}" if path else str(_("About it"))
