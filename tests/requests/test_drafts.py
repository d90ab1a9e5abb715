"""Drafts go by themselves, with their files, and never sooner than they say."""

import io
from datetime import timedelta

from sqlalchemy import func, select, update

from app import clock
from app.files.sweep import sweep
from app.jobs.clear_up import clear_up
from models.conversation import Attachment
from models.request_draft import RequestDraft
from tests.bench.counting import counted
from tests.cases.steps import ready
from tests.files.samples import PNG
from tests.requests.steps import fill_in
from tests.worlds import World
from views.requests.unsent import FEW

MOST_QUESTIONS = 12
FOR_HINTS = 4  # articles, messages and cases about the same, which the summary shows


def with_a_file(world: World) -> str:
    """The address of Sam's draft, in which a picture waits."""
    sam = world.sign_in("sam")
    draft = ready(world, sam).removesuffix("/summary")
    picture = (io.BytesIO(PNG), "a.png")
    fill_in(world, sam, f"{draft}/steps/more", files=[picture])
    return draft


def rows(world: World, model: type) -> int:
    with world.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_home_shows_the_draft_until_it_is_too_old_and_the_worker_removes_it_with_its_files(
    world: World,
) -> None:
    draft = with_a_file(world)
    sam = world.sign_in("sam")
    assert f'href="{draft}">The label printer stops</a>' in sam.get("/").text
    assert draft not in world.sign_in("noor").get("/").text
    with world.session() as session:
        session.execute(update(RequestDraft).values(expires_at=clock.now() - timedelta(seconds=1)))
        session.commit()

    assert draft not in sam.get("/").text
    assert sam.get(f"{draft}/steps/more").status_code == 404
    clear_up(world.app)
    assert (rows(world, RequestDraft), rows(world, Attachment)) == (0, 0)


def test_home_shows_first_what_goes_soon_however_many_others_there_are(world: World) -> None:
    old = with_a_file(world)
    sam = world.sign_in("sam")
    assert "Is deleted soon" not in sam.get("/").text
    with world.session() as session:
        soon, long_ago = clock.now() + timedelta(days=2), clock.now() - timedelta(days=28)
        session.execute(update(RequestDraft).values(expires_at=soon, updated_at=long_ago))
        session.commit()
    for number in range(FEW + 1):
        fill_in(world, sam, "/cases/new/question", subject=f"Newer {number}", go="later")

    home = sam.get("/").text
    assert home.index("Is deleted soon") < home.index("Newer 5") and old in home
    assert home.count("Is deleted soon") == 1 and "Newer 0" not in home
    assert "deleted on" in sam.get(f"{old}/steps/more").text


def test_files_of_a_draft_stay_longer_than_those_of_other_forms(world: World) -> None:
    with_a_file(world)
    with world.session() as session:
        sweep(session, at=clock.now() + timedelta(days=10))
        session.commit()
    assert rows(world, Attachment) == 1


def test_a_step_asks_the_database_few_questions(world: World) -> None:
    draft = with_a_file(world)
    sam = world.sign_in("sam")
    for path in (f"{draft}/steps/case", f"{draft}/steps/more", f"{draft}/summary", "/cases/new"):
        sam.get(path)
        with counted() as found:
            assert sam.get(path).status_code == 200
        assert len(found) <= MOST_QUESTIONS + FOR_HINTS * path.endswith("/summary"), (path, found)
