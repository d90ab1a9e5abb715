"""Building a request type in the studio as an administrator would: part by part, from a definition."""

from typing import Any

from playwright.sync_api import Page

from app.request_types.definition import Choice, Condition, Definition, Field, Section, Step

BASE = "/setup/request-types/"
TEXTS = ("help", "placeholder", "when_missing")
FLAGS = ("is_required", "is_recommended")


class Builder:
    """Knows which code each part got. `page` stands on the outline of the new request type."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.codes: dict[str, str] = {}

    def begin(self, definition: Definition, name: dict[str, str]) -> None:
        self._words("name", name)
        self._press("Add")
        self.outline = self.page.url
        self.page.goto(self.outline + "about")
        self._words("description", definition.description)
        self.page.locator("[name=icon]").select_option(definition.icon)
        self.page.locator("[name=priority]").select_option(definition.priority)
        self._save()

    def build(self, definition: Definition) -> None:
        for step in definition.steps:
            self._add("additions/", "name", step.name)
            at = self.page.url.rpartition("step=")[2].partition("&")[0]
            for section in step.sections:
                self._section(step, section, at)

    def _section(self, step: Step, section: Section, at: str) -> None:
        self._add(f"additions/{at}", "name", section.name)
        edit = self.page.locator(f"main .studio-section a[href*='/parts/{at}/']").last
        code = (edit.get_attribute("href") or "").split("/parts/")[1].split("/")[1]
        if section.shown_when:
            self.page.goto(f"{self.outline}parts/{at}/{code}")
            self._condition("shown_when", section.shown_when)
            self._save()
        for field in section.fields:
            self._field(field, f"{at}/{code}")

    def _field(self, field: Field, parent: str) -> None:
        self.page.goto(f"{self.outline}?step={parent.split('/')[0]}")
        form = self.page.locator(f"form[action$='/additions/{parent}']")
        form.locator("xpath=ancestor::details").locator("summary").click()
        self._words("label", field.label, form)
        form.locator("[name=kind]").select_option(field.kind)
        outline = self.page.url
        form.locator("button").click()
        self.page.wait_for_url(lambda url: url != outline)  # the page of the field
        self.codes[field.code] = self.page.url.rpartition("/")[2]
        self._details(field)
        self._save()

    def _details(self, field: Field) -> None:
        self._choices(field.choices)
        self.page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
        for name in TEXTS:
            self._words(name, getattr(field, name))
        for name in FLAGS:
            self.page.locator(f"[name={name}]").set_checked(getattr(field, name))
        for name in ("required_when", "shown_when"):
            self._condition(name, getattr(field, name))
        self.page.locator("[name=column]").select_option(field.column)
        self.page.locator("[name=depends_on]").select_option(self.codes.get(field.depends_on, ""))
        if field.file_kind:
            self.page.locator("[name=file_kind]").select_option(field.file_kind)
        self._check(field)

    def _check(self, field: Field) -> None:
        for name in ("longest", "lowest", "highest", "pattern"):
            value = getattr(field.check, name)
            if value:
                self.page.locator(f"[name=check-{name}]").fill(str(value))
        self._words("check-sentence", field.check.sentence)

    def _choices(self, choices: tuple[Choice, ...]) -> None:
        for number, choice in enumerate(choices):
            if not self.page.locator(f"[name=choice-{number}-code]").count():
                self.page.locator("fieldset:has(.choice-row) button[value^=more]").click()
                self.page.locator(f"[name=choice-{number}-code]").wait_for()
            self.page.locator(f"[name=choice-{number}-code]").fill(choice.code)
            self._words(f"choice-{number}-label", choice.label)

    def _condition(self, name: str, condition: Condition) -> None:
        for number, row in enumerate(condition.rows):
            self.page.locator(f"[name={name}-{number}-field]").select_option(self.codes[row.field])
            self.page.locator(f"[name={name}-{number}-operator]").select_option(row.operator)
            value = row.value if isinstance(row.value, str) else ", ".join(row.value)
            self.page.locator(f"[name={name}-{number}-value]").fill(value)

    def _add(self, path: str, name: str, words: dict[str, str]) -> None:
        form = self.page.locator(f"form[action$='/{path}']")
        fold = form.locator("xpath=ancestor::details")
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        self._words(name, words, form)
        form.locator("button").click()
        self.page.wait_for_load_state()

    def _words(self, name: str, words: dict[str, str], within: Any = None) -> None:
        for language, text in words.items():
            (within or self.page).locator(f"[name={name}_{language}]").fill(text)

    def _press(self, name: str) -> None:
        self.page.locator("main").get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def _save(self) -> None:
        self._press("Save")
