"""/setup/request-types/<code>/: what a request type asks, step by step, and what is done with its parts.

Each act leads back to the outline with what was done and to which part, so that the focus stays where one
works: see `done.py`.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.content.texts import to_reader
from app.database import db
from app.refused import OutOfReach, Refused
from app.request_types.change import Path, added, duplicated, free_code, moved, part, removed
from app.request_types.definition import Definition, Field, Section, Step
from app.request_types.drafts import save_draft, start_draft
from app.request_types.examine import problems
from app.request_types.publish import set_up
from app.request_types.put_back import TakenOut, put_back, taken_out
from app.request_types.read import stored
from app.setup.lookups import lookups
from app.setup.rights import CONFIGURE
from app.setup.scales import scales
from app.unit_of_work import unit_of_work
from config import LANGUAGES
from views.base import PortalView, needs
from views.cases.words import said
from views.studio.done import BASE, called, done, path_of, step_address, undone
from views.studio.fetch import Edited, edited_or_404
from views.studio.read_form import texts
from views.studio.words import KINDS, PARTS, in_words, names_of

NAMES = ("step", "section", "field")  # of the forms that add a part, by how deep it lies
Change = Callable[[Definition], Definition]


class OutlineView(PortalView):
    """One request type."""

    route_base = BASE
    default_view = "outline"

    @expose("/<string:code>/")
    @needs(*CONFIGURE)
    def outline(self, code: str) -> Any:
        edited = edited_or_404(code)
        did = done(request.args, edited.definition)
        return self._show(edited, request.args.get("step", ""), done=did)

    def _show(self, edited: Edited, code: str, **context: Any) -> Any:
        steps = {step.code: step for step in edited.definition.steps}
        step = steps.get(code, next(iter(steps.values()), None))
        return self.page("studio/outline.html", step=step, **_context(edited), **context)

    @expose("/<string:code>/additions/", methods=["POST"])
    @expose("/<string:code>/additions/<path:path>", methods=["POST"])
    @needs(*CONFIGURE)
    def add(self, code: str, path: str = "") -> Any:
        """At the end of its like, whatever somebody else did meanwhile."""
        edited, parent = edited_or_404(code), path_of(path)
        if len(parent) >= len(NAMES):
            abort(404)
        name = texts(request.form, "label" if len(parent) == 2 else "name")
        if not name:
            return self._lacks_name(edited, parent)
        made: list[Path] = []

        def change(definition: Definition) -> Definition:
            new = _new(len(parent), free_code(definition, next(iter(name.values()))), name)
            made.append((*parent, new.code))
            return added(definition, parent, new)

        keep(edited, change, is_safe=True)
        if len(parent) == 2:
            flash(_("The field is added. Say what it asks."), "success")
            return redirect(part_address(code, made[-1]), 303)
        return redirect(step_address(code, made[-1], "added"), 303)

    def _lacks_name(self, edited: Edited, parent: Path) -> Any:
        form = "-".join((NAMES[len(parent)], *parent[-1:]))
        errors = {f"{form}-{next(iter(LANGUAGES))}": [_("Give it a name first.")]}
        typed = {"form": form, "kind": request.form.get("kind", "")}
        context = {"errors": errors, "has_errors": True, "typed": typed, "status": 422}
        return self._show(edited, next(iter(parent), ""), **context)

    @expose("/<string:code>/places/<path:path>", methods=["POST"])
    @needs(*CONFIGURE)
    def place(self, code: str, path: str) -> Any:
        """Up, down, a copy, away with it, and back again."""
        edited, at, go = edited_or_404(code), path_of(path), request.form.get("go", "")
        if go == "remove":
            return self._remove(edited, at)
        changes: dict[str, Change] = {
            "up": lambda definition: moved(definition, at, -1),
            "down": lambda definition: moved(definition, at, 1),
            "copy": lambda definition: duplicated(definition, at)[0],
            "put_back": lambda definition: put_back(definition, _gone(at)),
        }
        if go not in changes:
            return redirect(step_address(code, at[:1]), 303)
        to = at if go == "put_back" else _after(edited.definition, at, go)
        saved = keep(edited, changes[go])
        return redirect(step_address(code, to if saved else at[:1], go if saved else ""), 303)

    def _remove(self, edited: Edited, at: Path) -> Any:
        """At once: the answer offers to undo it, and holds what that needs."""
        code, gone = edited.kind.code, taken_out(edited.definition, at)
        words = undone(called(part(edited.definition, at)), PARTS[len(at)])
        if not keep(edited, lambda definition: removed(definition, at)):
            return redirect(step_address(code, at[:1]), 303)
        return self._show(edited_or_404(code), at[0], undo={"words": words, "gone": gone})


def _after(definition: Definition, at: Path, go: str) -> Path:
    """Where the focus goes: to the part, or to its copy. Raises OutOfReach."""
    part(definition, at)
    return duplicated(definition, at)[1] if go == "copy" else at


def _gone(path: Path) -> TakenOut:
    place = whole(request.form.get("place")) or 0
    return TakenOut(path, place, request.form.get("part", ""))


def keep(edited: Edited, change: Change, *, is_safe: bool = False) -> bool:
    """Change the draft, which begins with the first change; says so when somebody else was faster.

    What is safe is done to whatever stands there by now.
    """
    by = current_viewer()
    try:
        with unit_of_work() as session:
            draft = start_draft(session, by=by, request_type=edited.kind)
            version = draft.version if is_safe else whole(request.form.get("version")) or 0
            changed = change(stored(draft.definition))
            save_draft(session, by=by, draft=draft, version=version, definition=changed)
    except OutOfReach:
        raise
    except Refused as refused:
        flash(str(refused.reason), "danger")
        return False
    return True


def part_address(code: str, path: Path) -> str:
    return f"{BASE}/{code}/parts/{'/'.join(path)}"


def _new(depth: int, code: str, name: dict[str, str]) -> Step | Section | Field:
    if depth == 0:
        return Step(code, name)
    if depth == 1:
        return Section(code, name)
    kind = request.form.get("kind", "")
    return Field(code, kind if kind in KINDS else "text", name)


def _context(edited: Edited) -> dict[str, Any]:
    found = problems(edited.definition, set_up(db.session())) if edited.draft else ()
    return {
        "kind": edited.kind,
        "draft": edited.draft,
        "published": edited.published,
        "version": edited.version,
        "definition": edited.definition,
        "name": said(edited.definition.name),
        "problems": found,
        "about": _about(edited.definition),
        "kinds": list(KINDS.items()),
        "kind_words": KINDS,
        "languages": LANGUAGES,
        "in_words": partial(in_words, names=names_of(edited.definition)),
    }


def _about(definition: Definition) -> list[tuple[Any, Any]]:
    offer, words, known = definition.offer, lookups(db.session()), scales(db.session())
    qualifications = {one.code: one for one in words.qualifications.values()}
    on_scales = {one.code: one for one in known.priority_scales}
    return [
        (_("Description"), said(definition.description)),
        (_("Offered to accounts of"), _names(offer.classifications, words.classifications) or _("everybody")),
        (_("Offered to who is"), _names(offer.qualifications, qualifications) or _("everybody")),
        (_("Needs an agreement"), _("Yes") if offer.needs_agreement else _("No")),
        (_("Scale of priorities"), _names([definition.scale], on_scales) or _("The first one")),
        (
            _("Priority"),
            _names([definition.priority], known.priority_by_code) or _("The default of the scale"),
        ),
    ]


def _names(codes: Iterable[str], words: Mapping[str, Any]) -> str:
    """What has gone from the set-up is told by its code."""
    return ", ".join(to_reader(words[code].name) if code in words else code for code in codes if code)
