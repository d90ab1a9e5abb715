"""The form that narrows a list of cases, put together once for what is chosen in it and kept."""

from functools import lru_cache

from flask import render_template
from flask_babel import gettext as _
from markupsafe import Markup

from app.access.viewer import Viewer
from app.cases.assign import Agent, agents
from app.cases.listing.choice import SIZES, Choice
from app.cases.teams import TeamWord, teams
from app.content.texts import to_reader
from app.database import db
from app.request_types.published import RequestTypes
from app.setup.scales import Scales
from models.case import KINDS
from views.cases.words import kind_in_words
from views.parts.language import current_language

MOST_KEPT = 500


def filter_form(choice: Choice, owner: str, words: Scales, types: RequestTypes, by: Viewer) -> Markup:
    """`owner` is the owner filter as it reads."""
    return _drawn(choice, choice.base, owner, words, types, desk_of(by), current_language())


Desk = tuple[tuple[Agent, ...], tuple[TeamWord, ...]]


def desk_of(by: Viewer) -> Desk | None:
    """Agents and teams to choose from; None for customers, who have no such filters."""
    session = db.session()
    return (agents(session), tuple(teams(session).values())) if by.is_staff else None


def agents_offered(desk: Desk) -> list[tuple[str, str]]:
    people = [(str(agent.id), agent.full_name) for agent in desk[0]]
    return [("me", _("Me")), ("nobody", _("Nobody")), *people]


def teams_offered(desk: Desk) -> list[tuple[str, str]]:
    named = [(team.code, to_reader(team.name)) for team in desk[1]]
    return [("mine", _("My teams")), ("none", _("No team")), *named] if named else []


def types_offered(types: RequestTypes) -> list[tuple[str, str]]:
    """Code and name of each request type, in the reader's language."""
    return [(code, to_reader(types.name(code))) for code in types.by_code]


@lru_cache(maxsize=MOST_KEPT)
def _drawn(
    choice: Choice,
    base: Choice | None,
    owner: str,
    words: Scales,
    types: RequestTypes,
    desk: Desk | None,
    language: str,
) -> Markup:
    """Of the present language; `base` is no part of what makes two choices equal, and yet of their fields."""
    kinds = [(kind, kind_in_words(kind)) for kind in KINDS]
    drawn = render_template(
        "cases/filter_form.html",
        choice=choice,
        owner=owner,
        words=words,
        types=types_offered(types),
        kinds=kinds,
        sizes=SIZES,
        agents=agents_offered(desk) if desk else [],
        teams=teams_offered(desk) if desk else [],
    )
    return Markup(drawn)  # noqa: S704  our own template
