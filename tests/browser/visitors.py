"""People of the cast in a browser."""

from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Response

from app.demo.cast import PASSWORD, PEOPLE

MAIL = {first.lower(): mail for first, _last, mail, *_ in PEOPLE}
HEIGHT = 844


class Visitors:
    """`visitors.at("sam", "/cases/")` is a window of Sam; signed in once, by the sign-in page."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self._cookies: dict[str, Any] = {}
        self._windows: list[BrowserContext] = []
        self._kept: dict[str, Page] = {}
        self._said: list[str] = []

    def at(self, who: str, path: str = "/", **looks: Any) -> Page:
        """A window of its own. `who` is a first name, or "" for somebody who has not signed in."""
        page = self.window(**looks)
        if who:
            page.context.add_cookies(self.cookies_of(who))
        page.goto(self.address + path)
        return page

    def again(self, who: str, path: str, lang: str) -> tuple[Page, Response | None]:
        """The one window of this person that is kept, and what the server answered: quick for many pages."""
        if who not in self._kept:
            self._kept[who] = self.at(who)
            self._windows.remove(self._kept[who].context)
        page = self._kept[who]
        if who:
            page.context.add_cookies(self.cookies_of(who))
        page.context.add_cookies([{"name": "lang", "value": lang, "url": self.address}])
        return page, page.goto(self.address + path)

    def window(self, width: int = 1280, theme: Any = "light", lang: str = "en", script: bool = True) -> Page:
        context = self.browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            color_scheme=theme,
            java_script_enabled=script,
            locale="en-GB",
        )
        context.add_cookies([{"name": "lang", "value": lang, "url": self.address}])
        self._windows.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", lambda said: self._said.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self._said.append(str(error)))
        return page

    def cookies_of(self, who: str) -> Any:
        """One sign-in serves all windows: a second one would end the first."""
        if who not in self._cookies:
            page = self.window(script=False)
            self.sign_in(page, who)
            self._cookies[who] = [one for one in page.context.cookies() if one["name"] == "loket"]
        return self._cookies[who]

    def sign_in(self, page: Page, who: str) -> None:
        """By the page, as a person does. The person's other windows are signed out by it."""
        self._cookies.pop(who, None)
        page.goto(self.address + "/login/")
        page.locator("#mail").fill(MAIL[who])
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        page.wait_for_url(self.address + "/")

    def leave(self) -> list[str]:
        """Close the windows but the kept ones; what was said on consoles as an error, but answers of 4xx."""
        for context in self._windows:
            context.close()
        said = [line for line in self._said if "status of 4" not in line]
        self._windows.clear()
        self._said.clear()
        return said
