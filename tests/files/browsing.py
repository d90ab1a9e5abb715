"""A browser of somebody of the cast, at the application of a test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from tests.worlds import World


@contextmanager
def served(world: World) -> Iterator[str]:
    """The address at which the application answers while the block lasts, and until all is answered."""
    others = set(threading.enumerate())
    server = make_server("127.0.0.1", 0, world.app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        for answering in set(threading.enumerate()) - others:  # the next test swaps the database
            answering.join(timeout=5)


@contextmanager
def at_page(world: World, browser: Browser, who: str, path: str, *, script: bool = True) -> Iterator[Page]:
    """The page as the person sees it. Nothing may be said on the console as an error but answers of 4xx."""
    cookie = world.sign_in(who).get_cookie("loket")
    assert cookie is not None
    said: list[str] = []
    with served(world) as address, browser.new_context(locale="en-GB", java_script_enabled=script) as context:
        context.add_cookies([{"name": "loket", "value": cookie.value, "url": address}])
        context.add_cookies([{"name": "lang", "value": "en", "url": address}])
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(address + path)
        yield page
    assert [line for line in said if "status of 4" not in line] == []
