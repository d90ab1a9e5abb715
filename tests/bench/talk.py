"""A case that was talked about for long: 300 notes and 50 files, beside all those with three notes."""

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.case import Case
from models.conversation import Attachment, Note
from tests.bench.start import Start

NOTES, FILES = 300, 50
PLACE = 1  # in the list of the customer: the second from above


def talk(session: Session, start: Start) -> None:
    """On one case of the customer's, through a session that looks as the system. Commits.

    The bytes of the files are nowhere: no page that is measured hands them out.
    """
    newest_first = Case.updated_at.desc(), Case.id.desc()
    open_ones = select(Case.id).where(Case.root_id == start.rijnmond, Case.is_open.is_(True))
    case = session.scalars(open_ones.order_by(*newest_first).offset(PLACE).limit(1)).one()
    said = {"case_id": case, "is_internal": False, "created_at": start.now}
    sides = [("customer", start.noor), ("desk", start.bo)]
    body = "The second tray jams again after *two* pages. We have cleaned the rollers as you said."
    notes = [
        {**said, "side": sides[n % 2][0], "author_id": sides[n % 2][1], "body": body} for n in range(NOTES)
    ]
    session.execute(insert(Note), notes)
    last = session.scalars(select(Note.id).where(Note.case_id == case).order_by(Note.id.desc()).limit(FILES))
    kept = {**said, "person_id": start.noor, "media_type": "image/png", "size": 20_000}
    files = [{**kept, "note_id": id_, "name": f"tray-{id_}.png", "key": f"bench-{id_}"} for id_ in last]
    session.execute(insert(Attachment), files)
    session.commit()
