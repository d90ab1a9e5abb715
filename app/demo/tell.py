"""Writing one case of the demonstration: the case, its talk, its history and its file.

History is written as it would have been, but nothing is pending: no mail goes out for what is past.
"""

from datetime import datetime, timedelta
from io import BytesIO
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.number import next_number
from app.demo.choose import Chosen
from app.demo.filing import file_case, weigh
from app.demo.plan import Plan
from app.demo.samples import sample
from app.demo.story import ACTS, Line
from app.demo.times import moments
from app.demo.words import FILES, WITHDRAWN
from app.files.attach import attach_uploads
from app.files.keep import keep_upload
from app.setup.scales import Scales
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent
from models.person import Person

PACE = {"essential": 0.15, "high": 0.5}  # how much of the usual time things take
# Which question of a form asks for such a file.
ASKED_BY = {"panel": "screenshots", "scan": "screenshots", "log": "software_log", "list": ""}


class Telling:
    """One case while it is told: `agent` works on it, `words` fill the gaps in the story."""

    def __init__(
        self, session: Session, random: Random, scales: Scales, plan: Plan, chosen: Chosen, agent: Person
    ) -> None:
        self.session, self.random, self.scales = session, random, scales
        self.plan, self.agent = plan, agent
        self.chosen, (self.story, self.subject, self.words) = chosen, chosen
        self.priority = random.choice(self.story.priorities)
        self.status = "new"

    def tell(self, now: datetime) -> Case:
        """Write the case as it stands at `now`, and flush it."""
        lines, opened = self._lines(), self.plan.opened
        self._open(opened)
        pace = PACE.get(self.priority, 1)
        times = moments(self.random, [line.act.side for line in lines], opened, now, pace)
        self._take(times[0] if times else opened + (now - opened) * self.random.random())
        for line, at in zip(lines, times, strict=True):
            self._say(line, at)
        self.session.flush()
        return self.case

    def _lines(self) -> list[Line]:
        """The talk as far as it came, and the word with which a case was withdrawn or left in progress."""
        stop = self.random.choice(self.story.stops(self.plan.end))
        lines = list(self.story.talk[:stop])
        if self.plan.end == "cancelled":
            withdrawn = ACTS["refuse"]._replace(becomes="cancelled")
            lines.append(Line(withdrawn, self.random.choice(WITHDRAWN[self.story.language])))
        elif self.plan.end == "in_progress" and not lines:
            lines.append(Line(ACTS["work"], ""))
        elif self.plan.end == "resolved" and self.random.random() < 0.2:
            lines[-1] = lines[-1]._replace(text="")  # accepted without a word
        return lines

    def _open(self, at: datetime) -> None:
        if self.story.type:
            self.case = file_case(self.session, self.plan, self.chosen, self.priority)
        else:
            self._write(at)
        if not self.story.with_answer:
            self._send_file(self.plan.owner, at, None, often=0.5)

    def _write(self, at: datetime) -> None:
        """As cases were before there were request types: without answers."""
        priority = self.scales.priority_by_code[self.priority]
        by = self.agent if self.plan.end != "new" and self.random.random() < 0.06 else self.plan.owner
        case = Case(
            number=next_number(self.session),
            account_id=self.plan.account.id,
            root_id=self.plan.account.root_id or self.plan.account.id,
            subject=self.subject,
            description=self.story.description.format_map(self.words),
            kind=self.story.kind,
            priority_id=priority.id,
            priority_rank=priority.rank,
            owner_id=self.plan.owner.id,
            opened_by_id=by.id,
            created_at=at,
        )
        self.case = case
        self._stand("new", at)
        self.session.add(case)
        self._record("opened", by, at, status=[None, "new"], priority=[None, priority.code])

    def _take(self, at: datetime) -> None:
        """An agent takes the case, or Mia's people are quick enough to find it withdrawn."""
        is_left = self.plan.end == "new" or (self.plan.end == "cancelled" and self.random.random() < 0.4)
        if is_left:
            return
        taken = max(self.case.created_at, at - timedelta(minutes=self.random.uniform(2, 12)))
        self.case.assignee_id = self.agent.id
        self._stand("new_assigned", taken)
        changes = {"assignee": [None, self.agent.id], "status": ["new", "new_assigned"]}
        self._record("assigned", self.agent, taken, **changes)
        if self.story.type == "incident":
            with clock.told_at(taken):
                weigh(self.session, self.case, self.agent, self.priority)

    def _say(self, line: Line, at: datetime) -> None:
        by = self.agent if line.act.side == "desk" else self.plan.owner
        note = self._note(line, by, at) if line.text else None
        before, after = self.status, line.act.becomes or self.status
        is_answer = line.act == ACTS["answer"]
        self._stand(after, at)
        kind = "noted" if before == after or is_answer else "status_changed"
        changes = {"status": [before, after]} if before != after else {}
        self._record(kind, by, at, note=note, is_internal=line.act.is_internal, **changes)
        if is_answer and self.story.with_answer:
            self._send_file(by, at, note, often=1)

    def _note(self, line: Line, by: Person, at: datetime) -> Note:
        note = Note(
            case=self.case,
            author_id=by.id,
            side=line.act.side,
            is_internal=line.act.is_internal,
            body=line.text.format_map(self.words),
            created_at=at,
        )
        self.session.add(note)
        return note

    def _stand(self, code: str, at: datetime) -> None:
        """The status, and all that follows from it."""
        status = self.scales.status_by_code[code]
        self.status, self.case.status_id, self.case.status_rank = code, status.id, status.rank
        if status.is_open or self.case.is_open is not False:
            self.case.closed_at = None if status.is_open else at
        self.case.is_open, self.case.updated_at = status.is_open, at

    def _record(self, kind: str, by: Person, at: datetime, **more: Any) -> None:
        note, is_internal = more.pop("note", None), more.pop("is_internal", False)
        self.session.add(
            CaseEvent(
                case=self.case,
                kind=kind,
                actor_id=by.id,
                note=note,
                is_internal=is_internal,
                changes=more,
                at=at,
            )
        )

    def _send_file(self, by: Person, at: datetime, note: Note | None, often: float) -> None:
        if not self.story.file or self.random.random() > often:
            return
        if self.case.number % 20 == 0:
            self._send_by_mistake(by, at)
        name, content = sample(self.story.file, self.random, self.words, at)
        file = self._attach(by, at, name, content, note)
        file.description = FILES[self.story.language][self.story.file]
        file.field = ASKED_BY[self.story.file] if self.story.type == "incident" else ""

    def _send_by_mistake(self, by: Person, at: datetime) -> None:
        """A file that its sender withdraws at once."""
        name = "boodschappen.txt" if self.story.language == "nl" else "shopping-list.txt"
        file = self._attach(by, at, name, b"melk\nbrood\n", None)
        file.withdrawn_at, file.withdrawn_by_id = at, by.id
        self._record("file_withdrawn", by, at, file=[name, None])

    def _attach(self, by: Person, at: datetime, name: str, content: bytes, note: Note | None) -> Attachment:
        sender, nonce = Viewer(person_id=by.id), f"demo-{self.case.number}"
        file = keep_upload(self.session, by=sender, nonce=nonce, name=name, stream=BytesIO(content))
        file.created_at = at
        attach_uploads(self.session, by=sender, nonce=nonce, case=self.case, note=note)
        self._record("file_added", by, at, file=[None, name])
        return file
