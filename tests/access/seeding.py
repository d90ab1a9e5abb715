"""One row of everything for every account, each marked with a word that must not turn up elsewhere."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.accounts.place import place
from app.files.store import file_store
from models.account import Account
from models.agreement import Agreement, AgreementKind
from models.background_work import BackgroundWork
from models.case import Case
from models.classification import Classification
from models.conversation import Attachment, Note
from models.device import Device
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.knowledge import Article
from models.message import Message, MessageAudience
from models.person import Person
from models.product import Product, ProductModel
from models.product_line import ProductLine
from models.role import RoleText
from models.scale import Priority, Status
from tests.worlds import World

HOUR = timedelta(hours=1)
# A second tree, three deep with a parallel branch: person, account, account above it.
MORE = (
    ("Dirk", "Delta", None),
    ("Mo", "Delta Midden", "Delta"),
    ("On", "Delta Onder", "Delta Midden"),
    ("Zij", "Delta Zij", "Delta"),
)
OWNERS = {
    "Rijnmond Groep": "Noor",
    "Rijnmond Haven": "Sam",
    "Rijnmond Logistiek": "Lot",
    "Elders & Zoon": "Eva",
    **{account: person for person, account, _ in MORE},
}


@dataclass(frozen=True)
class Rows:
    """The ids of what was seeded for one account."""

    account: int
    person: int
    case: int
    number: int
    note: int
    internal_note: int
    attachment: int
    event: int
    mail: int
    message: int
    article: int
    work: int
    device: int
    agreement: int


def canary(account: str) -> str:
    return f"canary-{account.replace(' ', '-').replace('&', 'en').lower()}-ends"


def secret(account: str) -> str:
    """In the account and its contact, hidden also from those who see its cases as a parallel account."""
    return canary(account).replace("canary", "secret")


def seed(world: World) -> dict[str, Rows]:
    """What was seeded, by the name of the account."""
    with world.session() as session:
        for person, name, above in MORE:
            _add_account(session, person, name, above)
        accounts = {row.name: row for row in session.scalars(select(Account).order_by(Account.id))}
        found = {name: _fill(session, accounts[name], owner) for name, owner in OWNERS.items()}
        session.commit()
    return found


def store_files(world: World, rows: dict[str, Rows]) -> None:
    """The files behind the rows, for those who fetch them."""
    with world.app.app_context():
        for account in rows:
            file_store().write(canary(account), [b"x"])


def _add_account(session: Session, person: str, name: str, above: str | None) -> None:
    parent = session.scalar(select(Account).where(Account.name == above))
    account = Account(name=name, customer_id=f"000-{name}", created_at=clock.now())
    place(session, account, parent)
    role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
    mail = f"{person.lower()}@delta.example"
    row = Person(first_name=person, last_name="Delta", username=mail, email=mail, active=True, roles=[role])
    row.home_account_id = account.id
    session.add(row)
    session.flush()


def a_case(session: Session, account: Account, owner_id: int, subject: str, number: int = 0) -> Case:
    """A new case, as the system would bring one in from elsewhere."""
    usual = select(Priority).where(Priority.is_default, Priority.scale == "standard")
    priority = session.scalars(usual).one()
    status = session.scalars(select(Status).order_by(Status.rank)).first()
    assert status is not None
    case = Case(number=90_000_000 + (number or owner_id), account_id=account.id, subject=subject)
    case.root_id = account.root_id or 0
    case.description, case.kind, case.is_open = subject, "issue", True
    case.priority, case.priority_rank = priority, priority.rank
    case.status, case.status_rank = status, status.rank
    case.owner_id = case.opened_by_id = owner_id
    case.created_at = case.updated_at = clock.now()
    session.add(case)
    session.flush()
    return case


def _fill(session: Session, account: Account, owner: str) -> Rows:
    word, now = canary(account.name), clock.now()
    person = session.scalars(select(Person).where(Person.first_name == owner)).one()
    hidden_word = secret(account.name)
    account.website, account.phone, person.mobile = f"https://{hidden_word}.example", hidden_word, hidden_word
    case = a_case(session, account, person.id, f"{word}-subject")
    note = Note(case=case, author=person, side="customer", body=f"{word}-note", created_at=now)
    said = {"side": "desk", "body": f"internal-{account.id}-hidden", "is_internal": True}
    hidden = Note(case=case, author_id=_agent(session), created_at=now, **said)
    file = Attachment(case=case, person=person, name=f"{word}.txt", media_type="text/plain", size=1, key=word)
    file.created_at = now
    event = CaseEvent(
        case=case, kind="noted", actor=person, note=note, changes={"word": [None, word]}, at=now
    )
    session.add_all([note, hidden, file, event, PendingEvent(event=event, not_before=now)])
    session.flush()
    mail = _mail(event, person, word)
    session.add(mail)
    session.flush()
    message = a_message(session, account, hidden_word)
    article = an_article(session, account)
    work = some_work(session, person, word)
    device = a_device(session, account, hidden_word)
    ids = (case.id, case.number, note.id, hidden.id, file.id, event.id, mail.id, message.id, article.id)
    return Rows(account.id, person.id, *ids, work.id, device.id, an_agreement(session, account))


def some_work(session: Session, person: Person, word: str) -> BackgroundWork:
    """An export that this person asked for; the file behind it is the one of `store_files`."""
    now = clock.now()
    work = BackgroundWork(person=person, kind="export_cases", state="done", source_name=word, result_key=word)
    work.result_name, work.result_size = f"{word}.csv", 1
    work.created_at = work.not_before = work.finished_at = now
    session.add(work)
    session.flush()
    return work


def a_device(session: Session, account: Account, serial: str) -> Device:
    """Ordered by this account; all are of one model."""
    model = session.scalars(select(ProductModel).where(ProductModel.name == "Seeded")).first()
    if model is None:
        names = {"en": "Seeded", "nl": "Gezaaid"}
        line = session.scalars(select(ProductLine).where(ProductLine.code == "services")).one()
        model = ProductModel(name="Seeded")
        model.product = Product(code="seeded", name=names, kind="hardware", product_line=line)
    device = Device(serial_number=serial, model=model, account_id=account.id, note=serial)
    device.root_id = account.root_id or account.id
    device.product_line_id = session.scalars(
        select(ProductLine.id).where(ProductLine.code == "services")
    ).one()
    session.add(device)
    session.flush()
    return device


def an_agreement(session: Session, account: Account) -> int:
    """One that holds today."""
    kind = session.scalars(select(AgreementKind.id).where(AgreementKind.code == "maintenance")).one()
    agreement = Agreement(account_id=account.id, kind_id=kind, starts_on=clock.now().date())
    session.add(agreement)
    session.flush()
    return agreement.id


def a_message(session: Session, account: Account, word: str) -> Message:
    """A message for the people of this account alone, which has begun; the word is in its title and text."""
    now, texts = clock.now(), {"en": word}
    message = Message(kind="update", title=texts, body=texts, words=word, is_urgent=True, for_everyone=False)
    message.state, message.visible_from, message.author_id = "published", now - HOUR, _agent(session)
    message.created_at = message.updated_at = now
    message.audience = [MessageAudience(account_id=account.id)]
    session.add(message)
    session.flush()
    return message


def article_word(account: str) -> str:
    """In the article that only people of this account, and our own, may read."""
    return canary(account).replace("canary", "article")


def an_article(session: Session, account: Account) -> Article:
    """Published, for the classification that this account alone has; the word is all that it says."""
    kind = Classification(code=f"only_{account.id}", name={"en": "Only", "nl": "Alleen"})
    account.classification = kind.code
    texts, now = {"en": article_word(account.name)}, clock.now()
    article = Article(title=texts, body=texts, words=texts["en"], kind="faq", state="published")
    article.audience, article.classifications = "classification", [kind]
    article.author_id = article.editor_id = _agent(session)
    article.created_at = article.updated_at = now
    session.add_all([kind, article])
    session.flush()
    return article


def _agent(session: Session) -> int:
    return session.scalars(select(Person.id).where(Person.first_name == "Bo")).one()


def _mail(event: CaseEvent, person: Person, word: str) -> OutgoingMail:
    mail = OutgoingMail(event=event, reaction="seed", person=person, address=person.email, language="en")
    mail.subject = mail.text = mail.html = mail.message_id = word
    mail.not_before = mail.created_at = clock.now()
    return mail
