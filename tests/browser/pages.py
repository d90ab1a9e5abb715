"""Every kind of page, with who looks at it, where it is and what is done there first."""

from collections.abc import Callable
from typing import NamedTuple

from playwright.sync_api import Page

from tests.browser.acts import ACTS
from tests.browser.steps import press_next


def stay(page: Page) -> None:
    """The page as it opens."""


def send(page: Page) -> None:
    """The form as it is, with nothing filled in."""
    page.locator("main .form-actions button[type=submit]").first.click()
    page.locator(".error-summary").wait_for()


def send_wrong_password(page: Page) -> None:
    page.locator("#mail").fill("nobody@elsewhere.example")
    page.locator("#password").fill("not this one")
    send(page)


def save_after_somebody_else(page: Page) -> None:
    page.locator("[name=version]").evaluate("field => { field.value = '0'; }")
    page.locator("#f-subject").fill("The printer in hall 3 stops")
    send(page)


def refuse_without_reason(page: Page) -> None:
    page.locator(".asks button[value=in_progress]").click()
    page.locator(".error-summary").wait_for()


def go_to_summary(page: Page) -> None:
    page.locator("[name=f-kind]").first.check()
    page.locator("#f-subject").fill("How do I print booklets?")
    page.locator("#f-description").fill("With **two** staples.")
    for _ in ("case", "reproduce", "more"):
        press_next(page)
    page.locator(".accordion").first.wait_for()


def send_empty_note(page: Page) -> None:
    page.locator("#note-form button.primary").click()
    page.locator(".error-summary").wait_for()


def open_person_menu(page: Page) -> None:
    opener = page.locator(".top-open")
    if opener.is_visible():
        opener.click()
    page.locator(".tools details.menu summary").last.click()


def ask_to_delete(page: Page) -> None:
    page.locator("main table [data-confirm-title]").first.click()
    page.locator("#confirm[open]").wait_for()


class Kind(NamedTuple):
    who: str
    path: str
    first: Callable[[Page], None] = stay


def table(name: str, key: str) -> dict[str, Kind]:
    """The pages of one set-up table."""
    at = f"/setup/{name}"
    return {
        f"{name} list": Kind("ada", f"{at}/list/"),
        f"{name} show": Kind("ada", f"{at}/show/{{{key}}}"),
        f"{name} edit": Kind("ada", f"{at}/edit/{{{key}}}"),
    }


def adding(name: str, key: str) -> dict[str, Kind]:
    at = f"/setup/{name}"
    return {
        f"{name} add": Kind("ada", f"{at}/add"),
        f"{name} add, nothing filled in": Kind("ada", f"{at}/add", send),
        f"{name} delete": Kind("ada", f"{at}/delete/{{{key}}}"),
    }


CUSTOMER = {
    "home": Kind("sam", "/"),
    "home of a parent": Kind("noor", "/"),
    "person menu": Kind("sam", "/", open_person_menu),
    "case list": Kind("noor", "/cases/?view=account_open&scope=all"),
    "case list, filtered": Kind("noor", "/cases/?view=account_open&priority=high&size=50&sort=-priority"),
    "case list, nothing fits": Kind("sam", "/cases/?view=all_mine&q=nothing+is+called+this"),
    "case list, empty": Kind("tess", "/cases/"),
    "case list, wrong filter": Kind("noor", "/cases/?view=account_open&from=x&owner=nobody&status=x"),
    "case list, all columns": Kind("noor", "/cases/?columns=number,subject,description,account,kind,owner"),
    "case views": Kind("noor", "/cases/views/"),
    "case views, none": Kind("eva", "/cases/views/"),
    "case view": Kind("noor", "/cases/views/new?view=account_open&status=new"),
    "case view, nothing filled in": Kind("noor", "/cases/views/new?from=x", send),
    "kinds of request": Kind("sam", "/cases/new"),
    "new case": Kind("sam", "/cases/new/question"),
    "new case of a parent": Kind("noor", "/cases/new/incident"),
    "new case, nothing filled in": Kind("noor", "/cases/new/question", send),
    "new case, checked before sending": Kind("sam", "/cases/new/question", go_to_summary),
    "case, new": Kind("sam", "/cases/{new}"),
    "access to a case": Kind("sam", "/cases/{new}/access"),
    "case, assigned": Kind("sam", "/cases/{new_assigned}"),
    "case, in progress": Kind("sam", "/cases/{in_progress}"),
    "case, on hold": Kind("sam", "/cases/{on_hold}"),
    "case, waiting for the customer": Kind("sam", "/cases/{pending_response}"),
    "case, solution suggested": Kind("sam", "/cases/{solution_suggested}"),
    "case, refused without reason": Kind("sam", "/cases/{solution_suggested}", refuse_without_reason),
    "case, resolved": Kind("sam", "/cases/{resolved}"),
    "case, cancelled": Kind("sam", "/cases/{cancelled}"),
    "case, talked about": Kind("sam", "/cases/{talked_about}"),
    "case, empty note": Kind("sam", "/cases/{new}", send_empty_note),
    "case files": Kind("sam", "/cases/{talked_about}/files"),
    "case files, none": Kind("sam", "/cases/{new}/files"),
    "case history": Kind("sam", "/cases/{talked_about}/history"),
    "case edit": Kind("sam", "/cases/{new}/edit"),
    "case edit, somebody else was first": Kind("sam", "/cases/{new}/edit", save_after_somebody_else),
    "accounts": Kind("noor", "/accounts/"),
    "account": Kind("noor", "/accounts/{parent_account}"),
    "account of a sub-account": Kind("sam", "/accounts/{account}"),
    "sub-accounts": Kind("noor", "/accounts/?below={parent_account}"),
    "account edit": Kind("noor", "/accounts/{account}/edit"),
    "contacts": Kind("noor", "/contacts/?account={account}"),
    "contact": Kind("noor", "/contacts/{contact}"),
    "contact edit": Kind("noor", "/contacts/{contact}/edit"),
    "devices": Kind("noor", "/devices/"),
    "devices, a wrong filter": Kind("sam", "/devices/?model=nothing&account=nobody"),
    "devices, nothing fits": Kind("sam", "/devices/?serial=nothing"),
    "messages": Kind("eva", "/messages/"),
    "messages, archive": Kind("noor", "/messages/?show=archive"),
    "messages, nothing fits": Kind("noor", "/messages/?q=nothing+is+called+this"),
    "message with a picture": Kind("noor", "/messages/{message}"),
    "knowledge": Kind("sam", "/knowledge/"),
    "knowledge, found": Kind("noor", "/knowledge/?q=toner"),
    "knowledge, nothing fits": Kind("sam", "/knowledge/?q=nothing+is+called+this&kind=faq"),
    "article": Kind("eva", "/knowledge/{article}"),
    "help": Kind("sam", "/help/"),
    "help, guide": Kind("sam", "/help/guide/customer"),
    "feedback": Kind("sam", "/help/feedback"),
    "feedback, nothing filled in": Kind("eva", "/help/feedback", send),
    "own sign-ins": Kind("noor", "/sign-ins/"),
    "search": Kind("noor", "/search"),
    "search, found": Kind("noor", "/search?q=rijnmond"),
    "search, one kind": Kind("noor", "/search?q=sam&kind=contacts"),
    "search, nothing fits": Kind("sam", "/search?q=nothing+is+called+this&state=open"),
}

INCIDENT = "/setup/request-types/incident"
STUDIO = {
    "request types": Kind("ada", "/setup/request-types/"),
    "request types, nothing filled in": Kind("ada", "/setup/request-types/", send),
    "request type": Kind("ada", f"{INCIDENT}/?step=product"),
    "request type, about it": Kind("ada", f"{INCIDENT}/about"),
    "request type, section": Kind("ada", f"{INCIDENT}/parts/product/hardware"),
    "request type, field": Kind("ada", f"{INCIDENT}/parts/product/kind/product_kind"),
    "request type, versions": Kind("ada", f"{INCIDENT}/versions"),
    "request type, difference": Kind("ada", f"{INCIDENT}/versions/draft"),
    "request type, preview": Kind("ada", f"{INCIDENT}/preview?as=sam@haven.rijnmond.example"),
    "request type, import": Kind("ada", "/setup/request-types/import"),
    "request type, import, nothing filled in": Kind("ada", "/setup/request-types/import", send),
}

STAFF = {
    "home of an agent": Kind("bo", "/"),
    "home of a translator": Kind("tess", "/"),
    "desk": Kind("bo", "/desk/"),
    "desk, mine": Kind("bo", "/desk/?queue=mine"),
    "desk, nothing mine": Kind("mia", "/desk/?queue=mine"),
    "case at the desk": Kind("bo", "/cases/{talked_about}"),
    "case at the desk, new": Kind("mia", "/cases/{new}"),
    "access to a case at the desk": Kind("bo", "/cases/{new}/access"),
    "case list of the desk": Kind("bo", "/cases/?view=account_open"),
    "history at the desk": Kind("bo", "/cases/{talked_about}/history"),
    "accounts of a manager": Kind("chris", "/accounts/"),
    "account of a manager": Kind("chris", "/accounts/{account}"),
    "account edit of a manager": Kind("chris", "/accounts/{account}/edit"),
    "account new": Kind("chris", "/accounts/new?below={account}"),
    "account new, nothing filled in": Kind("chris", "/accounts/new", send),
    "contact of a manager": Kind("chris", "/contacts/{contact}"),
    **{f"act at {path}": Kind("chris", path) for path in ACTS},
    "import of contacts, nothing filled in": Kind("chris", "/contacts/import", send),
    "contacts, former": Kind("chris", "/contacts/?account={account}&state=inactive"),
    "contact new, nothing filled in": Kind("chris", "/contacts/new?account={account}", send),
    "devices of a manager": Kind("chris", "/devices/?line=labels"),
    "device edit": Kind("chris", "/devices/{device}/edit"),
    "device new, nothing filled in": Kind("chris", "/devices/new", send),
    "device, asked to remove": Kind("chris", "/devices/{device}/removal"),
    "import of devices": Kind("chris", "/devices/import"),
    "agreement edit": Kind("chris", "/agreements/{agreement}/edit"),
    "agreement new, nothing filled in": Kind("chris", "/accounts/{account}/agreements/new", send),
    "messages of writers": Kind("chris", "/messages/write/"),
    "message of writers": Kind("chris", "/messages/write/{message}"),
    "draft of writers": Kind("chris", "/messages/write/{draft}"),
    "message edit": Kind("chris", "/messages/write/{draft}/edit"),
    "message edit, out": Kind("chris", "/messages/write/{message}/edit"),
    "message new, nothing filled in": Kind("chris", "/messages/write/new", send),
    "knowledge of writers": Kind("bo", "/knowledge/?state=draft"),
    "article of writers": Kind("bo", "/knowledge/{article}"),
    "article edit": Kind("tess", "/knowledge/{article}/edit"),
    "article new, nothing filled in": Kind("chris", "/knowledge/new", send),
    "broken links": Kind("bo", "/knowledge/broken-links"),
    "knowledge groups list": Kind("bo", "/knowledge/groups/list/"),
    "knowledge tags add, nothing filled in": Kind("bo", "/knowledge/tags/add", send),
    "texts to translate": Kind("tess", "/translate/"),
    "texts to translate, none": Kind("ada", "/translate/?after=x"),
    "translate an article": Kind("tess", "/translate/article/{article}"),
    "translate a status": Kind("tess", "/translate/status/{status}"),
    "feedback contact": Kind("ada", "/setup/contact"),
    "setup": Kind("ada", "/setup/"),
    **table("accounts", "account"),
    **adding("accounts", "account"),
    **table("people", "contact"),
    "people add": Kind("ada", "/setup/people/add"),
    "people add, nothing filled in": Kind("ada", "/setup/people/add", send),
    **table("roles", "role"),
    "roles add": Kind("ada", "/setup/roles/add"),
    "roles add, nothing filled in": Kind("ada", "/setup/roles/add", send),
    "role back": Kind("ada", "/setup/roles/{role}/shipped"),
    **table("regions", "word"),
    **table("sub-regions", "word"),
    **table("classifications", "word"),
    **table("product-lines", "word"),
    **table("products", "product"),
    **table("models", "model"),
    **table("versions", "version"),
    **table("agreement-kinds", "word"),
    **table("qualifications", "word"),
    **adding("products", "product"),
    **adding("sub-regions", "word"),
    "fields": Kind("ada", "/setup/fields/"),
    **table("priorities", "priority"),
    **adding("priorities", "priority"),
    **table("statuses", "status"),
    **adding("statuses", "status"),
    "statuses, asked to delete": Kind("ada", "/setup/statuses/list/", ask_to_delete),
    **table("status-changes", "status_change"),
    **adding("status-changes", "status_change"),
    "matrix": Kind("ada", "/setup/matrix/"),
    "matrix of our own people": Kind("ada", "/setup/matrix/?role=agent"),
    "matrix back": Kind("ada", "/setup/matrix/customer/shipped"),
    "sign-ins": Kind("ada", "/setup/sign-ins/"),
    "sign-ins that failed": Kind("ada", "/setup/sign-ins/?outcome=failed"),
    "mail log": Kind("ada", "/setup/mail/"),
    **STUDIO,
    "mail": Kind("ada", "/setup/mail/{mail}"),
}

ANYBODY = {
    "sign in": Kind("", "/login/"),
    "sign in, wrong": Kind("", "/login/", send_wrong_password),
    "signed out": Kind("", "/login/?ended=elsewhere&next=/cases/"),
    "forbidden": Kind("sam", "/setup/"),
    "not there": Kind("sam", "/cases/99999999"),
    "nowhere": Kind("", "/nowhere"),
    "style guide": Kind("ada", "/styleguide/"),
}

PAGES = CUSTOMER | STAFF | ANYBODY
