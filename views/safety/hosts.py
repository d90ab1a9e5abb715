"""Only names that are ours: links, redirects and caches never follow a Host that was made up."""

from urllib.parse import urlsplit

from flask import abort, current_app, request
from flask_babel import gettext as _
from werkzeug.sansio.utils import host_is_trusted

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
HEALTH = ("/healthz", "/readyz")


def refuse_unknown() -> None:
    base_url = current_app.config["SETTINGS"].base_url
    if not host_is_trusted(request.host, known_hosts(base_url)):
        abort(400, _("This address is not known here. The portal is at %(address)s.", address=base_url))


def known_hosts(base_url: str) -> list[str]:
    """The host of BASE_URL; this machine too outside production, and for who asks how the process is."""
    known = [urlsplit(base_url).hostname or ""]
    is_inside = request.path in HEALTH or not current_app.config["SETTINGS"].is_production
    return [*known, *LOOPBACK] if is_inside else known
