"""`python -m tests.browser.portal <folder>` serves the portal with its demonstration, and says where what is.

A process of its own, as web servers are: what the application keeps in memory must not reach the other tests.
"""

import gc
import json
import sys
from pathlib import Path

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.serving import make_server

from app.access.session import see_as, seeing_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.cases.open_case import open_case
from app.cases.touch import set_status
from app.cli.start import bring_up_to_date
from app.database import db
from app.demo.load import load_demo
from app.factory import create_app
from app.jobs.work import work_off
from app.setup.scales import scales
from config import read_settings
from models.account import Account
from models.agreement import Agreement
from models.case import Case
from models.conversation import Attachment, Note
from models.device import Device
from models.event import OutgoingMail
from models.knowledge import article_related
from models.macro import Macro
from models.message import Message
from models.person import Person
from models.product import Product, ProductModel, ProductVersion
from models.region import Region
from models.role import RoleText
from models.scale import Priority, Status, StatusChange
from models.severity import Severity
from models.team import Team
from tests.cli.portal import free_port

SUBJECT = "The label printer stops after ten labels"


def main(folder: Path) -> None:
    port = free_port()
    app = create_app(read_settings({"LOKET_ENV": "demo", "LOKET_DATA": str(folder), "PORT": str(port)}))
    places = fill(app)
    gc.collect()
    gc.freeze()  # see tests/conftest.py
    server = make_server("127.0.0.1", port, app, threaded=True)
    print(json.dumps(places | {"address": f"http://127.0.0.1:{port}"}), flush=True)
    server.serve_forever()


def fill(app: Flask) -> dict[str, int]:
    """The demonstration, one case of Sam in each status, the mails about them; where to find what."""
    with app.app_context():
        bring_up_to_date()
        session = db.session()
        see_as(session, SYSTEM)
        load_demo(session)
        session.commit()
        cases = one_in_each_status(session)
    work_off(app)
    with app.app_context():
        see_as(db.session(), SYSTEM)
        return cases | rows(db.session())


def one_in_each_status(session: Session) -> dict[str, int]:
    sam = session.scalars(select(Person).where(Person.first_name == "Sam")).one()
    words = scales(session)
    return {status.code: _case(session, sam, status.id) for status in words.statuses.values()}


def _case(session: Session, sam: Person, status_id: int) -> int:
    words, viewer = scales(session), viewer_of(session, sam.id)
    with seeing_as(session, viewer):
        case = open_case(
            session,
            by=viewer,
            account_id=sam.home_account_id or 0,
            subject=SUBJECT,
            description="Since **this morning**; the others in the hall go on.",
            kind="issue",
            priority_id=words.priority_by_code["high"].id,
        )
        session.commit()
    set_status(session, case, words.statuses[status_id])
    session.commit()
    return case.number


def _cases(session: Session, haven: Account) -> dict[str, int]:
    """The number of a case that is escalated, and of one that is closed for good."""
    return {
        "escalated": session.scalars(
            select(Case.number).where(Case.escalation_state == "raised").order_by(Case.id)
        ).first(),
        "closed_for_good": session.scalars(
            select(Case.number).where(Case.closed_for_good_at.is_not(None), Case.account_id == haven.id)
        ).first(),
    }


def rows(session: Session) -> dict[str, int]:
    """A row of each kind by its key in the addresses."""
    haven = session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one()
    return {
        **_cases(session, haven),
        "talked_about": _most_talked_about(session, haven),
        "file": _a_picture(session, haven),
        "account": haven.id,
        "parent_account": haven.parent_id or 0,
        "contact": session.scalars(select(Person.id).where(Person.first_name == "Lot")).one(),
        "device": session.scalars(select(func.min(Device.id))).one() or 0,
        "agreement": session.scalars(select(func.min(Agreement.id))).one() or 0,
        "product": session.scalars(select(func.min(Product.id))).one() or 0,
        "model": session.scalars(select(func.min(ProductModel.id))).one() or 0,
        "version": session.scalars(select(func.min(ProductVersion.id))).one() or 0,
        "word": session.scalars(select(func.min(Region.id))).one() or 0,
        "role": session.scalars(select(RoleText.role_id).where(RoleText.code == "agent")).one(),
        "status": session.scalars(select(Status.id).where(Status.code == "on_hold")).one(),
        "priority": session.scalars(select(Priority.id).where(Priority.code == "low")).one(),
        "macro": session.scalars(select(func.min(Macro.id))).one() or 0,
        "team": session.scalars(select(func.min(Team.id))).one() or 0,
        "severity": session.scalars(select(func.min(Severity.id))).one() or 0,
        "status_change": session.scalars(select(func.min(StatusChange.id))).one() or 0,
        "message": session.scalars(select(Attachment.message_id).where(Attachment.message_id > 0)).one() or 0,
        "article": session.scalars(select(article_related.c.article_id)).first() or 0,
        "draft": session.scalars(select(Message.id).where(Message.state == "draft")).one(),
        "mail": session.scalars(select(func.max(OutgoingMail.id))).one() or 0,
    }


def _a_picture(session: Session, account: Account) -> int:
    of_account = Case.account_id == account.id, Attachment.media_type == "image/png"
    return session.scalars(select(Attachment.id).join(Attachment.case).where(*of_account)).first() or 0


def _most_talked_about(session: Session, account: Account) -> int:
    """A case of the account with files, an internal note, and the most notes of those."""
    internal = select(Note.id).where(Note.case_id == Case.id, Note.is_internal).exists()
    filed = select(Attachment.id).where(Attachment.case_id == Case.id).exists()
    notes = select(func.count(Note.id)).where(Note.case_id == Case.id).scalar_subquery()
    of_account = select(Case.number).where(Case.account_id == account.id)
    return session.scalars(
        of_account.order_by(filed.desc(), internal.desc(), notes.desc(), Case.id).limit(1)
    ).one()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
