"""The form of an article. What a field must hold is said by the verb; the form only carries it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from app.cases.listing.choice import whole
from app.knowledge.check import LANGUAGES
from app.knowledge.keep_article import Draft
from app.knowledge.pick import article_meant, named
from models.classification import Classification
from models.knowledge import AUDIENCES, KINDS, Article, KnowledgeGroup, KnowledgeTag
from models.product_line import ProductLine
from views.fab.widgets import CheckList
from views.form import PortalForm
from views.knowledge.words import article_kind
from views.parts.language import current_language
from views.parts.text import in_my_language

MOST_NAMED = 50
AUDIENCE_WORDS = {
    "everyone": _l("Everyone who is signed in"),
    "classification": _l("Some classifications only"),
}


class ArticleForm(PortalForm):
    """`version` is the one that the writer saw; `nonce` ties pictures to this form."""

    nonce = HiddenField()
    version = HiddenField()
    title_en = StringField(_l("Title in English"), render_kw={"maxlength": 200, "lang": "en"})
    body_en = TextAreaField(_l("Text in English"), render_kw={"lang": "en"})
    title_nl = StringField(_l("Title in Dutch"), render_kw={"maxlength": 200, "lang": "nl"})
    body_nl = TextAreaField(_l("Text in Dutch"), render_kw={"lang": "nl"})
    kind = RadioField(_l("Kind"), validate_choice=False)
    group = SelectField(_l("Group"), coerce=whole, validate_choice=False)
    rank = StringField(_l("Order in the group"), render_kw={"inputmode": "numeric", "class": "short"})
    audience = RadioField(_l("Who may read it"), validate_choice=False)
    classifications = SelectMultipleField(
        _l("Classifications"), coerce=whole, validate_choice=False, widget=CheckList()
    )
    product_lines = SelectMultipleField(
        _l("Product lines"), coerce=whole, validate_choice=False, widget=CheckList()
    )
    tags = SelectMultipleField(_l("Tags"), coerce=whole, validate_choice=False, widget=CheckList())
    related = SelectMultipleField(
        _l("Related articles"), coerce=whole, validate_choice=False, widget=CheckList()
    )
    another = StringField(
        _l("Add a related article"),
        description=_l("Type words of its title. Articles that share tags come by themselves."),
        render_kw={
            "list": "another-choices",
            "autocomplete": "off",
            "data-choices-from": "/knowledge/choices",
            "maxlength": 300,
        },
    )

    def offer(self, session: Any) -> None:
        """Fill in the choices."""
        self.kind.choices = [(kind, article_kind(kind)) for kind in KINDS]
        words = {
            "everyone": _l("Everyone who is signed in"),
            "classification": _l("Some classifications only"),
        }
        self.audience.choices = [(one, str(words[one])) for one in AUDIENCES]
        self.group.choices = [("", "–"), *named_rows(session, KnowledgeGroup)]
        self.classifications.choices = named_rows(session, Classification)
        self.product_lines.choices = named_rows(session, ProductLine)
        self.tags.choices = named_rows(session, KnowledgeTag)
        self._name_related(session)
        for field in (self.kind, self.audience, self.rank):
            field.flags.required = True

    def draft(self) -> Draft:
        """What was typed and chosen; a number that is none is one that the verb refuses."""
        rank = whole((self.rank.data or "0").strip())
        return Draft(
            title={code: self[f"title_{code}"].data or "" for code in LANGUAGES},
            body={code: self[f"body_{code}"].data or "" for code in LANGUAGES},
            kind=self.kind.data or "",
            group=self.group.data,
            audience=self.audience.data or "",
            classifications=_ids(self.classifications.data),
            product_lines=_ids(self.product_lines.data),
            tags=_ids(self.tags.data),
            related=_ids(self.related.data),
            rank=-1 if rank is None else rank,
        )

    def take_another(self, session: Any) -> None:
        """Put the article that was typed to those that are chosen. Raises Refused when it means none."""
        found = article_meant(session, self.another.data or "", "another", current_language())
        if found is not None:
            self.related.data = [*_ids(self.related.data), found.id]
            self.another.data = ""
            self._name_related(session)

    def _name_related(self, session: Any) -> None:
        chosen = named(session, list(_ids(self.related.data)[:MOST_NAMED]), current_language())
        self.related.choices = [(one.id, one.title) for one in chosen]

    def show(self, session: Any, article: Article) -> None:
        """Fill the form from the row."""
        for code in LANGUAGES:
            self[f"title_{code}"].data = article.title.get(code, "")
            self[f"body_{code}"].data = article.body.get(code, "")
        self.kind.data, self.group.data, self.audience.data = article.kind, article.group_id, article.audience
        self.rank.data, self.version.data = str(article.rank), article.version
        self.classifications.data = [one.id for one in article.classifications]
        self.product_lines.data = [one.id for one in article.product_lines]
        self.tags.data = [one.id for one in article.tags]
        self.related.data = [one.id for one in article.related]
        self._name_related(session)


def _ids(chosen: Any) -> tuple[int, ...]:
    return tuple(one for one in chosen or () if one)


def named_rows(session: Any, model: Any) -> list[tuple[Any, str]]:
    rows = session.execute(select(model.id, model.name).order_by(model.rank, model.id).limit(300))
    return [(row.id, in_my_language(row.name)) for row in rows]
