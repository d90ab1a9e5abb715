"""Every part of the face on one page, for who builds pages and for browser tests. Demo and test only."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from flask_appbuilder import BaseView, expose
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

from app import clock
from views.fab.forms import CheckList, TextsField
from views.marks import open_to_all
from views.parts.assets import icon_names

COLOURS = ("white", "blue", "green", "lightyellow", "yellow", "orange", "red")


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    is_current: bool = False
    count: int | None = None


class KeptFile(NamedTuple):
    id: int
    name: str
    size: int


class GuideForm(FlaskForm):
    subject = StringField(validators=[InputRequired()], description="…")
    amount = IntegerField()
    due = DateField()
    kind = SelectField(choices={"a": "A", "b": "B"})
    side = RadioField(choices={"left": "←", "right": "→"}, default="left")
    many = SelectMultipleField(choices={str(n): f"№ {n}" for n in range(24)}, widget=CheckList())
    name = TextsField()
    agreed = BooleanField()
    answer = TextAreaField()

    def translated(self) -> "GuideForm":
        """Labels at the time of the request: a class is too early for a language."""
        labels = (
            _("Subject"),
            _("Amount"),
            _("Due"),
            _("Kind"),
            _("Side"),
            _("Products"),
            _("Name"),
            _("I agree"),
            _("Answer"),
        )
        for one, label in zip((f for f in self if f.name != "csrf_token"), labels, strict=True):
            one.label.text = label
        self.subject.description = _("One line that names the problem")
        return self


@dataclass
class Guide:
    form: GuideForm
    colours: tuple[str, ...] = COLOURS
    icons: list[str] = field(default_factory=lambda: sorted(icon_names()))
    files: tuple[KeptFile, ...] = (KeptFile(1, "screenshot.png", 48_213), KeptFile(2, "log.txt", 812))
    bars: tuple[tuple[str, int], ...] = (
        ("40", 4),
        ("41", 7),
        ("42", 5),
        ("43", 9),
        ("44", 12),
        ("45", 8),
        ("46", 11),
    )

    def __post_init__(self) -> None:
        self.subject = _("The label printer stops after every tenth label")
        self.note = _(
            "It stops **after ten labels** since this morning.\n\n- restarted twice\n- paper is full"
        )
        self.answer = _("Thank you, we see it too. Which driver do you use?")
        self.secret = _("Known fault in the driver; the maker has a ticket.")
        self.heads = [_("Number"), _("Subject"), _("Priority"), _("Status"), _("Due")]
        self.tabs = [
            Tab(_("Notes"), "#", True, 3),
            Tab(_("Details"), "#"),
            Tab(_("Files"), "#", count=2),
            Tab(_("History"), "#"),
        ]
        self.chips = [Tab(_("Open"), "#", True), Tab(_("Waiting for you"), "#"), Tab(_("All"), "#")]
        words = (_("New"), _("Open"), _("In progress"), _("Waiting for you"), _("Solved"), _("Closed"))
        self.tones = list(
            zip(("neutral", "info", "progress", "waiting", "good", "muted"), words, strict=True)
        )

    def priority(self, colour: str) -> str:
        words = (_("None"), _("Low"), _("Normal"), _("Raised"), _("High"), _("Very high"), _("Critical"))
        return dict(zip(COLOURS, words, strict=True))[colour]

    def days_ago(self, days: int) -> datetime:
        return clock.now() - timedelta(days=days)


class StyleguideView(BaseView):
    route_base = "/styleguide"
    default_view = "guide"

    @expose("/", methods=["GET", "POST"])
    @open_to_all
    def guide(self) -> tuple[str, int]:
        form = GuideForm().translated()
        status = 422 if form.is_submitted() and not form.validate() else 200
        return self.render_template("styleguide.html", guide=Guide(form)), status
