"""The form of a message. What a field must hold is said by the verb; the form only carries it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session
from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField

from app.accounts.find import account_meant
from app.cases.listing.choice import whole
from app.messages.draft import LONGEST_TITLE, MOST_PARTS, Draft, Part
from config import LANGUAGES
from models.account import Account
from models.message import KINDS, Message
from views.account_field import AccountField
from views.fab.forms import ZonedTimeField
from views.form import PortalForm
from views.messages.words import kind_words

FIRST_YEAR, LAST_YEAR = 2000, 2100
SOME, ALL = "some", "everyone"


class TimeField(ZonedTimeField):
    """A moment that both databases can hold, in the person's own zone."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = [text.strip()[:40] for text in valuelist[:1]]
        if typed in ([], [""]):
            return
        try:
            super().process_formdata(typed)
            moment = self.data
        except OverflowError:
            moment = None
        if not isinstance(moment, datetime) or not FIRST_YEAR <= moment.year <= LAST_YEAR:
            self.data = None
            raise ValueError(_l("Enter a date and a time."))


class MessageForm(PortalForm):
    """One message. `version` is the one that the editor saw, `nonce` makes a double click one message."""

    nonce = HiddenField()
    version = HiddenField()
    kind = RadioField(_l("Kind"), validate_choice=False, default=KINDS[0])
    title_en = StringField(_l("Title in English"), render_kw={"maxlength": LONGEST_TITLE, "lang": "en"})
    body_en = TextAreaField(_l("Text in English"), render_kw={"lang": "en", "data-takes-pictures": True})
    title_nl = StringField(_l("Title in Dutch"), render_kw={"maxlength": LONGEST_TITLE, "lang": "nl"})
    body_nl = TextAreaField(_l("Text in Dutch"), render_kw={"lang": "nl", "data-takes-pictures": True})
    visible_from = TimeField(_l("Visible from"), description=_l("Empty: from the moment it is published."))
    visible_until = TimeField(
        _l("Visible until"), description=_l("Empty: no end. After it, it is in the archive.")
    )
    is_urgent = BooleanField(
        _l("Urgent"), description=_l("Readers see a banner on every page until they have read it.")
    )
    by_mail = BooleanField(
        _l("Also send it by mail"), description=_l("Once, when it is published, to everybody whom it is for.")
    )
    is_important = BooleanField(
        _l("Show it as unread again"),
        description=_l("For a change that people must not miss: also who had read it finds it unread."),
    )
    reach = RadioField(_l("For whom"), validate_choice=False, default=ALL)
    account = AccountField(_l("Add an account"))

    def offer(self) -> None:
        self.kind.choices = list(kind_words().items())
        self.reach.choices = [(ALL, _l("Everyone")), (SOME, _l("Only for:"))]
        for field in (self.kind, self.reach, self.is_urgent, self.by_mail, self.is_important):
            field.flags.required = True

    def show(self, message: Message) -> None:
        """Fill in what the message says now."""
        self.process(obj=message)
        for code in LANGUAGES:
            self[f"title_{code}"].data = message.title.get(code, "")
            self[f"body_{code}"].data = message.body.get(code, "")
        self.reach.data = ALL if message.for_everyone else SOME
        self.version.data = str(message.version)
        self.offer()

    def draft(self, parts: Collection[Part]) -> Draft:
        return Draft(
            kind=self.kind.data or "",
            title={code: self[f"title_{code}"].data or "" for code in LANGUAGES},
            body={code: self[f"body_{code}"].data or "" for code in LANGUAGES},
            is_urgent=bool(self.is_urgent.data),
            visible_from=self.visible_from.data,
            visible_until=self.visible_until.data,
            for_everyone=self.reach.data != SOME,
            by_mail=bool(self.by_mail.data),
            parts=frozenset(parts),
        )


def parts_ticked() -> frozenset[Part]:
    """What the form has chosen of accounts, classifications and product lines."""
    below = _ids("below")
    parts = {Part(account_id=id_, with_sub_accounts=id_ in below) for id_ in _ids("accounts")}
    parts |= {Part(classification_id=id_) for id_ in _ids("classification")}
    return frozenset(parts | {Part(product_line_id=id_) for id_ in _ids("product_line")})


def with_typed(session: Session, form: MessageForm, parts: frozenset[Part]) -> frozenset[Part]:
    """The parts and the account that was typed. Raises Refused when what was typed means none."""
    typed = account_meant(session, _plain(form.account.data), "account")
    if typed is None or typed.id in {part.account_id for part in parts}:
        return parts
    return parts | {Part(account_id=typed.id)}


def accounts_in(session: Session, parts: Collection[Part]) -> list[tuple[int, str, bool]]:
    """(id, name, with sub-accounts) of the accounts among the parts, by name."""
    chosen = {part.account_id: part.with_sub_accounts for part in parts if part.account_id is not None}
    query = select(Account.id, Account.name).where(Account.id.in_(chosen)).order_by(Account.name, Account.id)
    return [(id_, name, chosen[id_]) for id_, name in session.execute(query)] if chosen else []


def _ids(name: str) -> set[int]:
    asked = (whole(text) for text in request.form.getlist(name)[: 2 * MOST_PARTS])
    return {id_ for id_ in asked if id_ is not None}


def _plain(text: Any) -> str:
    """What the database can be asked for."""
    return str(text or "").replace("\0", "").encode("utf-8", "ignore").decode()
