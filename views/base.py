"""The classes that every view derives from."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort
from flask_appbuilder import BaseView
from flask_login import current_user

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from views.marks import marked
from views.sign_in_first import ask_to_sign_in

F = TypeVar("F", bound=Callable[..., Any])


def needs(permission: str, view: str) -> Callable[[F], F]:
    """Only for people whose role has this permission: others get 403; who is not signed in signs in first.

    The pair must stand in `app.access.permissions`; the route census reads it from `needed`.
    """
    return _guard((permission, view), lambda viewer: viewer.may(permission, view))


def needs_any(*pairs: tuple[str, str]) -> Callable[[F], F]:
    """Like `needs`, for people whose role has one of these permissions; `needed` holds all the pairs."""
    return _guard(pairs, lambda viewer: any(viewer.may(*pair) for pair in pairs))


def _guard(needed: tuple[Any, ...], is_allowed: Callable[[Viewer], bool]) -> Callable[[F], F]:
    def decorate(function: F) -> F:
        @wraps(function)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if not current_user.is_authenticated:
                return ask_to_sign_in()
            if not is_allowed(current_viewer()):
                abort(403)
            return function(*args, **kwargs)

        return cast(F, marked(guarded, needed=needed))

    return decorate


class PortalView(BaseView):
    """A page of our own. FAB's stack of visited pages is not kept: it fills the cookie."""

    def update_redirect(self) -> None:
        """Nothing: see above."""

    def page(self, template: str, status: int = 200, **context: Any) -> Any:
        """Render a template of ours."""
        return self.render_template(template, **context), status
