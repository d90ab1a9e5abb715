"""By which words an article is found: its titles, texts and tags."""

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.content.markdown import plain_text
from app.search.words import spaced
from models.knowledge import Article, KnowledgeTag, article_tag

LONGEST = 100_000


def write_words(article: Article) -> None:
    """Bring them in step with what the article says now."""
    texts = [*article.title.values(), *(plain_text(body, LONGEST) for body in article.body.values())]
    tags = [word for tag in article.tags for word in tag.name.values()]
    article.words = " ".join([*texts, *tags]).lower()
    article.head = spaced(" ".join(article.title.values()))


def write_words_with(session: Session, tag: KnowledgeTag) -> None:
    """Write the words of all articles that have this tag. A consequence, so with the system's eyes.

    Their versions stay as they are: who is writing one of them meanwhile has nothing to compare.
    """
    tagged = select(article_tag.c.article_id).where(article_tag.c.tag_id == tag.id)
    articles = select(Article).where(Article.id.in_(tagged)).order_by(Article.id).with_for_update(of=Article)
    with seeing_as(session, SYSTEM):
        for article in session.scalars(articles.options(selectinload(Article.tags))):
            write_words(article)
        session.flush()
