"""The form of an article. What a field must hold is said by the verb; the form only carries it."""

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField, StringField, TextAreaField

from app.cases.listing.choice import whole
from app.knowledge.check import LANGUAGES
from app.knowledge.keep_article import Draft
from models.classification import Classification
from models.knowledge import AUDIENCES, KINDS, Article, KnowledgeGroup, KnowledgeTag
from models.product_line import ProductLine
from views.fab_widgets import CheckList
from views.form import PortalForm
from views.knowledge.words import article_kind
from views.parts.text import in_my_language

NUMBER = re.compile(r"(?:/knowledge/)?(\d{1,9})(?:-[a-z0-9-]*)?/?$")

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
    related = TextAreaField(_l("Related articles"), render_kw={"rows": 3})

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
            related=numbers(self.related.data or ""),
            rank=-1 if rank is None else rank,
        )

    def show(self, article: Article) -> None:
        """Fill the form from the row."""
        for code in LANGUAGES:
            self[f"title_{code}"].data = article.title.get(code, "")
            self[f"body_{code}"].data = article.body.get(code, "")
        self.kind.data, self.group.data, self.audience.data = article.kind, article.group_id, article.audience
        self.rank.data, self.version.data = str(article.rank), article.version
        self.classifications.data = [one.id for one in article.classifications]
        self.product_lines.data = [one.id for one in article.product_lines]
        self.tags.data = [one.id for one in article.tags]
        self.related.data = "\n".join(f"/knowledge/{one.id}" for one in article.related)


def numbers(typed: str) -> tuple[int, ...]:
    """The articles meant, by number or address, one to a line."""
    found = (NUMBER.search(line.strip()) for line in typed[:4_000].splitlines())
    return tuple(int(one[1]) for one in found if one)


def _ids(chosen: Any) -> tuple[int, ...]:
    return tuple(one for one in chosen or () if one)


def named_rows(session: Any, model: Any) -> list[tuple[Any, str]]:
    rows = session.execute(select(model.id, model.name).order_by(model.rank, model.id).limit(300))
    return [(row.id, in_my_language(row.name)) for row in rows]
