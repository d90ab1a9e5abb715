"""What somebody may choose from in a request: rows that they may see, and no others."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.cases.listing.columns import kind_word
from app.cases.rights import Openable, find_openable, openable
from app.content.texts import to_reader
from app.products import choose
from app.products.devices import Found, find_device
from app.refused import Refused
from app.request_types.definition import Answers, Definition, Field
from app.request_types.known import File, Known
from app.requests.contacts import Contacts
from app.requests.cover import Cover, line_of
from app.setup.scales import scales
from models.account import Account
from models.case import KINDS as CASE_KINDS
from models.conversation import Attachment
from models.person import Person
from models.product import HARDWARE, SOFTWARE

Pairs = list[tuple[str, str]]


class KnownRows(Known):
    """The database through the eyes of `by`. Each thing is asked once: an object of this lives one request.

    `files` are those that were sent for the draft or the case. `kept` holds the answers of a case that is
    there already: what was answered once may stay, whatever one may choose today. `secrets` names the
    fields of which an answer is kept encrypted; `account_id` is that of a case whose type asks for none.
    """

    def __init__(
        self,
        session: Session,
        by: Viewer,
        definition: Definition,
        files: Iterable[Attachment] = (),
        kept: Answers | None = None,
        secrets: Collection[str] | Callable[[], Collection[str]] = (),
        accounts: Sequence[Openable] | None = None,
        account_id: int | None = None,
    ) -> None:
        self.session, self.by = session, by
        self.files = {(file.field, str(file.id)): file for file in files}
        self.kept, self.secrets = kept or {}, secrets
        self._scale = definition.scale
        self._cover = Cover(session) if definition.offer.needs_agreement and not by.is_staff else None
        self._account_fields = [field.code for field in definition.fields if field.kind == "account"]
        self._found: dict[tuple[str, ...], Pairs] = {}
        self._openable, self._account_id = accounts, account_id
        self._accounts: dict[int, Openable | None] = {one.id: one for one in accounts or ()}
        self.people = Contacts(session, by, self._opens_for)
        self._devices: dict[tuple[str, int | None], Found | None] = {}

    def take(self, files: Iterable[Attachment]) -> None:
        """Files that came in since."""
        self.files.update({(file.field, str(file.id)): file for file in files})

    def choices(self, field: Field, answers: Answers) -> Sequence[tuple[str, str]]:
        find = _FINDERS.get(field.column if field.column in ("priority", "kind") else field.kind)
        if find is None:
            return []
        account, above = self.account_of(answers), str(answers.get(field.depends_on, ""))
        if field.kind == "product" and field.depends_on and not above:
            return []  # first what narrows it
        key = (field.kind, field.column, str(account), above)
        if key not in self._found:
            self._found[key] = find(self, account, above)
        return self._with_kept(field, self._found[key])

    def _with_kept(self, field: Field, found: Pairs) -> Pairs:
        kept = str(self.kept.get(field.code, ""))
        if not kept or any(code == kept for code, _words in found):
            return found
        return [*found, (kept, self.label(field, kept))]

    def knows(self, field: Field, value: str, answers: Answers) -> bool:
        if value == str(self.kept.get(field.code, "")):
            return True
        if field.kind == "serial_number":
            return self._device(value, answers) is not None
        if field.kind == "account":
            return self.account(whole(value) or 0) is not None
        if field.kind == "contact":
            return self.people.is_one(value, self.account_of(answers))
        return any(code == value for code, _words in self.choices(field, answers))

    def account(self, account_id: int) -> Openable | None:
        """The account, if `by` may open a case for it."""
        if account_id not in self._accounts:
            self._accounts[account_id] = find_openable(self.session, self.by, account_id)
        return self._accounts[account_id]

    def label(self, field: Field, value: str) -> str:
        if field.kind == "contact":
            return self._name_of(value)
        if field.kind in ("product_line", "product"):
            found = (choose.find_line, choose.find_product)[field.kind == "product"](self.session, value)
            return to_reader(found.name) if found else value
        if field.kind == "account":
            account = self.session.get(Account, whole(value) or 0)
            return account.name if account else _("Another account of your organisation")
        if field.column == "priority":
            known = scales(self.session).priority_by_code.get(value)
            return to_reader(known.name) if known else value
        return kind_word(value) if field.column == "kind" else value

    def refuses(self, field: Field, value: str, answers: Answers) -> str:
        """What no agreement holds for; our own people may ask for it all the same."""
        if self._cover is None or value == str(self.kept.get(field.code, "")):
            return ""
        device = self._device(value, answers) if field.kind == "serial_number" else None
        line = device.line if device else line_of(self.session, field.kind, value)
        account = self.account_of(answers) if line else None
        return self._cover.why_not(line, self.account(account)) if account else ""

    def implied(self, field: Field, answers: Answers) -> str:
        """The model of the serial number that this field depends on."""
        serial = str(answers.get(field.depends_on, "")) if field.kind == "model" else ""
        if serial and serial == self.kept.get(field.depends_on) and field.code in self.kept:
            return str(self.kept[field.code])
        device = self._device(serial, answers) if serial else None
        return device.model if device else ""

    def default(self, field: Field) -> str:
        """The only account, or the one acted for; oneself as contact; the usual priority."""
        if field.kind == "account":
            known = [code for code, _words in self.choices(field, {})]
            home = str(self.by.home.id) if self.by.home else ""
            return home if home in known else known[0] if len(known) == 1 else ""
        if field.kind == "contact":
            return str(self.by.person_id or "")
        if field.column == "priority":
            usual = scales(self.session).usual_on(self._scale)
            return usual.code if usual else ""
        return ""

    def file(self, field: Field, ref: str) -> File | None:
        found = self.files.get((field.code, ref))
        return File(found.name, found.size) if found else None

    def keeps(self, field: Field) -> bool:
        """Asked only where a secret counts."""
        if callable(self.secrets):
            self.secrets = self.secrets()
        return field.code in self.secrets

    def account_of(self, answers: Answers) -> int | None:
        said = (answers.get(code) or self.kept.get(code) for code in self._account_fields)
        return whole(next((one for one in said if one), "")) or self._account_id

    def _device(self, serial: str, answers: Answers) -> Found | None:
        """One that the account ordered; without an account, one of those that `by` may open a case for."""
        account_id = self.account_of(answers)
        key = (serial, account_id)
        if key not in self._devices:
            account = self.session.get(Account, account_id) if account_id else None
            try:
                self._devices[key] = find_device(self.session, serial, by=self.by, account=account)
            except Refused:
                self._devices[key] = None
        return self._devices[key]

    def _name_of(self, person_id: str) -> str:
        person = self.session.get(Person, whole(person_id) or 0)
        return person.full_name if person else _("Somebody at another account")

    def accounts(self, account: int | None, above: str) -> Pairs:
        self._openable = openable(self.session, self.by) if self._openable is None else self._openable
        return [(str(one.id), one.name) for one in self._openable]

    def _opens_for(self, account: int | None) -> bool:
        """Of a case that is there our own people are not the customer, though they may open one as such."""
        if self._account_id is not None and self.by.is_staff:
            return False
        is_mine = self.by.home is not None and self.by.home.id == account
        return account is None or is_mine or self.account(account) is not None

    def contacts(self, account: int | None, above: str) -> Pairs:
        return self.people.first(account)

    def product_lines(self, account: int | None, above: str) -> Pairs:
        customer = self.session.get(Account, account) if account else None
        return _pairs(choose.product_lines(self.session, customer, kind=_kind(above)))

    def products(self, account: int | None, above: str) -> Pairs:
        kind = _kind(above)
        return _pairs(choose.products(self.session, "" if kind else above, kind=kind))

    def models(self, account: int | None, above: str) -> Pairs:
        return _pairs(choose.models(self.session))

    def versions(self, account: int | None, above: str) -> Pairs:
        return _pairs(choose.versions(self.session, above)) if above else []

    def priorities(self, account: int | None, above: str) -> Pairs:
        offered = scales(self.session).offered_on(self._scale)
        return [(one.code, to_reader(one.name)) for one in offered]

    def kinds(self, account: int | None, above: str) -> Pairs:
        return [(kind, kind_word(kind)) for kind in CASE_KINDS]


def _kind(above: str) -> str:
    """A field that depends on "hardware or software" offers what is of that kind."""
    return above if above in (HARDWARE, SOFTWARE) else ""


def _pairs(found: Iterable[choose.Choice]) -> Pairs:
    return [(one.code, to_reader(one.words)) for one in found]


_FINDERS: Final[dict[str, Callable[[KnownRows, int | None, str], Pairs]]] = {
    "account": KnownRows.accounts,
    "contact": KnownRows.contacts,
    "product_line": KnownRows.product_lines,
    "product": KnownRows.products,
    "model": KnownRows.models,
    "version": KnownRows.versions,
    "priority": KnownRows.priorities,
    "kind": KnownRows.kinds,
}
