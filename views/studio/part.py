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
from app.request_types.change import HOLDS, Path, part
from app.request_types.definition import Definition
from app.request_types.difference import Difference
from app.request_types.drafts import StaleDraft, save_draft, start_draft
from app.request_types.examine import problems
from app.request_types.problem import Flawed
from app.request_types.publish import set_up
from app.setup.rights import CONFIGURE
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.words import said
from views.studio.fetch import Edited, edited_or_404
from views.studio.menus import menus
from views.studio.outline import BASE, part_address, path_of, step_address
from views.studio.plain import changed_by_form, full
from views.studio.read_form import READERS
from views.studio.words import PARTS, PROPERTIES, in_words, names_of

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
        typed = READERS[len(path)](request.form)
        if request.form.get("go") == "more":
            return self._show(edited, path, {**full(shown), **typed}, more=MORE_ROWS * 3)
        return self._save(edited, path, typed)

    def _save(self, edited: Edited, path: Path, typed: dict[str, Any]) -> Any:
        shown = {**full(part(edited.definition, path)), **typed}
        changed = edited.definition
        try:
            changed = changed_by_form(edited.definition, path, typed)
            _keep(edited, changed)
        except Flawed as flawed:
            return self._show(edited, path, shown, sentences=[one.sentence for one in flawed.problems])
        except StaleDraft as stale:
            return self._show(
                edited, path, shown, differences=[_theirs(one, changed) for one in stale.between]
            )
        flash(_("Saved in the draft."), "success")
        stays = request.form.get("go") == "stay"
        return redirect(
            part_address(edited.kind.code, path) if stays else step_address(edited.kind.code, path), 303
        )

    def _show(
        self,
        edited: Edited,
        path: Path,
        shown: dict[str, Any],
        *,
        more: int = MORE_ROWS,
        sentences: Sequence[str] = (),
        differences: Sequence[tuple[str, str, str]] = (),
    ) -> Any:
        return self.page(
            "studio/part.html",
            status=409 if differences else 422 if sentences else 200,
            has_errors=bool(differences or sentences),
            data=shown,
            depth=len(path),
            more_rows=more,
            title=_title(edited.definition, path),
            name=said(edited.definition.name),
            version=edited.version,
            back=step_address(edited.kind.code, path),
            problems=sentences,
            differences=differences,
            lacking=_lacking(edited, path),
            **menus(edited.definition, path, shown),
        )


def _keep(edited: Edited, changed: Definition) -> None:
    """The draft begins with the first change. StaleDraft when somebody saved since the form was opened."""
    by, version = current_viewer(), whole(request.form.get("version")) or 0
    with unit_of_work() as session:
        draft = start_draft(session, by=by, request_type=edited.kind)
        started = draft.version if edited.draft is None and version == 0 else version
        save_draft(session, by=by, draft=draft, version=started, definition=changed)


def _theirs(one: Difference, mine: Definition) -> tuple[str, str, str]:
    return f"{one.place} {PROPERTIES.get(one.name, '')}", in_words(one.before, names_of(mine)), ""


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
