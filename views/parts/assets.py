"""Icons, hashed static files, the nonce of the Content-Security-Policy and the chosen theme."""

import secrets
from functools import lru_cache
from pathlib import Path

from flask import Response, g, has_request_context, request, url_for
from markupsafe import Markup, escape

from app.assets.hashes import STATIC, fingerprint, may_be_kept

SPRITE = "vendor/bootstrap-icons-1.13.2/sprite.svg"
UNKNOWN_ICON = "circle"
# FAB names its icons after Font Awesome; these are the ones its own views use.
FROM_FONT_AWESOME = {
    "fa-cogs": "gear",
    "fa-gear": "gear",
    "fa-user": "person",
    "fa-users": "people",
    "fa-group": "people",
    "fa-bar-chart": "bar-chart",
    "fa-edit": "pencil",
    "fa-envelope": "envelope",
    "fa-key": "key",
    "fa-lock": "lock",
    "fa-plus": "plus-lg",
    "fa-search": "search",
    "fa-trash": "trash",
    "fa-rocket": "send",
    "fa-save": "check-lg",
    "fa-table": "list",
    "fa-folder-open": "folder",
    "fa-copy": "copy",
    "fa-check": "check-lg",
    "fa-times": "x-lg",
    "fa-user-plus": "person-plus",
    "fa-eye": "eye",
}


def icon(name: str, label: str | None = None) -> Markup:
    """An icon from the sprite: silent beside a word, or read out as `label` where it stands alone."""
    known = FROM_FONT_AWESOME.get(name, name)
    if known not in icon_names():
        known = UNKNOWN_ICON
    return _drawing(known, str(label or ""), asset(SPRITE))


@lru_cache(maxsize=1_000)
def _drawing(name: str, label: str, sprite: str) -> Markup:
    spoken = Markup('role="img" aria-label="%s"') % label if label else Markup('aria-hidden="true"')
    drawing = Markup('<svg class="icon icon-%s" %s><use href="%s#%s"></use></svg>')
    return drawing % (name, spoken, sprite, name)


@lru_cache(maxsize=1)
def icon_names() -> frozenset[str]:
    drawn = (STATIC / Path(SPRITE)).read_text("utf-8")
    return frozenset(piece.split('"', 1)[0] for piece in drawn.split('<symbol id="')[1:])


def asset(path: str) -> str:
    """The address of a file under app/static; it changes when the content does."""
    return _address(path, fingerprint(path), _root())


def _root() -> str:
    """Where the application hangs under its host; asked for by each of the thirty icons of a page."""
    if not has_request_context():
        return ""
    here = g._get_current_object()
    if "script_root" not in here:
        here.script_root = request.script_root
    return str(here.script_root)


@lru_cache(maxsize=500)
def _address(path: str, content: str, root: str) -> str:
    """Kept per `root`, where the application hangs under its host."""
    return url_for("static", filename=path, h=content or None)


def csp_nonce() -> str:
    """The nonce of this answer, the same for every caller; the Content-Security-Policy header repeats it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def chosen_theme() -> str | None:
    theme = request.cookies.get("theme")
    return theme if theme in {"light", "dark"} else None


def keep_static_files(response: Response) -> Response:
    """A file asked for by its hash never changes: a browser need not ask again."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        path = (request.view_args or {}).get("filename", "")
        if may_be_kept(path, request.args.get("h")):
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def attributes(values: dict[str, object]) -> Markup:
    """`{"id": "a", "required": True, "max": None}` as ` id="a" required`."""
    kept = [(name, value) for name, value in values.items() if value is not None and value is not False]
    return Markup("").join(_attribute(name, value) for name, value in kept)


def _attribute(name: str, value: object) -> Markup:
    return Markup(" %s") % name if value is True else Markup(' %s="%s"') % (name, escape(value))
