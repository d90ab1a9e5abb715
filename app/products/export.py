"""Devices as a file, in the columns in which a file is taken in again."""

from collections.abc import Iterator
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.background.run import GivenUp, Made, Run, eyes_of, sight_of
from app.background.table import counted, file_name, in_order
from app.keyset import Part
from app.products.catalogue import catalogue
from app.products.devices import ORDER, Asked, count_devices, devices_query
from app.products.importing import DEVICE
from app.products.rights import may_keep_devices
from app.sheets.write import write_table
from models.account import Account
from models.device import Device

EVERY: Final = 2**31 - 2


def header_of(by: Viewer) -> list[str]:
    return [str(field.label) for field in DEVICE if field.name != "note" or may_keep_devices(by)]


def rows_of(session: Session, asked: Asked, by: Viewer) -> Iterator[list[Any]]:
    """By serial number. Notes are for our own people."""
    models, with_note = catalogue(session).models, may_keep_devices(by)
    columns = (Account.customer_id, Device.note)
    query = devices_query(session, asked, by).add_columns(*columns)
    query = query.join(Account, Account.id == Device.account_id)
    for row in in_order(session, [Part(query, ORDER)], descending=False):
        found = [row.serial_number, models[row.model_id].name, row.customer_id, row.ordered_on]
        yield [*found, row.note] if with_note else found


def as_plain(asked: Asked) -> dict[str, Any]:
    """What was asked for, to be kept until the worker takes it."""
    return {
        "serial": asked.serial,
        "is_exact": asked.is_exact,
        "model": asked.model.id if asked.model else None,
        "line": asked.line,
        "account": asked.account.id if asked.account else None,
    }


def export_devices(session: Session, run: Run) -> Made:
    """The file, made in the background with the eyes of its person. Raises GivenUp, Stopped."""
    with eyes_of(run) as (eyes, by):
        if not by.may("can_read", "Accounts"):
            raise GivenUp("no_right")
        asked, kind = _asked(eyes, run.asked["list"]), run.asked["format"]
        total = count_devices(eyes, asked, by=by, most=EVERY)
        rows = counted(rows_of(eyes, asked, by), run, total)
        file = write_table(kind, header_of(by), rows, language=run.language, zone=run.zone)
        return Made({"rows": total}, file, file_name(_("Devices"), kind, run.zone), sight_of(by))


def _asked(session: Session, plain: dict[str, Any]) -> Asked:
    account = session.scalar(select(Account).where(Account.id == plain["account"]))
    if plain["account"] and account is None:
        raise GivenUp("no_right")
    model = catalogue(session).models.get(plain["model"] or 0)
    return Asked(plain["serial"], plain["is_exact"], model, plain["line"], account)
