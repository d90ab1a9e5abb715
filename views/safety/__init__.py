"""What stands around every request: a plain address, a known host, a body in time, a reference, headers."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from views.safety import address, body, gate, headers, hosts, reference


def register(app: Flask) -> None:
    """Before everything else that registers: first to see a request, last to see its answer."""
    proxies = app.config["SETTINGS"].trusted_proxies
    if proxies:  # without a proxy of ours in front, X-Forwarded-* is what a stranger says
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies)  # type: ignore[method-assign]
    app.before_request(address.spell_out)
    app.before_request(reference.give)
    app.before_request(hosts.refuse_unknown)
    app.before_request(body.read_first)
    app.after_request(headers.add)


def close_gate(app: Flask) -> None:
    """After the CSRF check: what is not marked open is for people who are signed in."""
    app.before_request(gate.ask_who_it_is)
