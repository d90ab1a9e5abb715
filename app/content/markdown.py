"""Markdown as people write it, to HTML that is safe to show."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import escape

TAGS = {
    *(
        "a",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "i",
        "img",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
    ),
    *("h2", "h3", "h4", "h5", "h6", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
SHORT = 4_000
SCHEMES = {"http", "https", "mailto", "tel"}
# Nothing else of ours is a picture: every reader would open that page, with all that follows.
_FILE: Final = re.compile(r"/files/\d+(/[^/?#\\]*)?(\?(inline=1|page=\d+))?")
# What begins or ends something within a line.
_MARKS: Final = re.compile(r"[\\`*_\[\]<>~|!]")


def markdown_to_html(text: str | None, first_heading: int = 2) -> str:
    """Safe HTML. Raw HTML stays visible as text; the largest heading becomes h<first_heading>.

    A picture from elsewhere becomes a link: showing it would tell its owner who reads when.
    """
    if not text:
        return ""
    return _kept(text, first_heading) if len(text) <= SHORT else _drawn(text, first_heading)


@lru_cache(maxsize=2_000)
def _kept(text: str, first_heading: int) -> str:
    """Notes are read far more often than written. Long ones are not kept: memory stays bounded."""
    return _drawn(text, first_heading)


def _drawn(text: str, first_heading: int) -> str:
    tokens = _parser.parse(text)
    _lower_headings(tokens, first_heading - 1)
    drawn = _parser.renderer.render(tokens, _parser.options, {})
    return nh3.clean(
        drawn,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
        strip_comments=True,
    )


def as_words(text: str) -> str:
    """Markdown that reads as this line of text: what somebody else wrote, in the words of another."""
    return _MARKS.sub(r"\\\g<0>", text)


def plain_text(text: str | None, length: int = 200) -> str:
    """The words without the marks, cut at `length` characters: for lists, mail previews and search."""
    words = " ".join(nh3.clean(markdown_to_html(text), tags=set()).split())
    bare = words.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&")
    return bare if len(bare) <= length else bare[: length - 1].rstrip() + "…"


def _lower_headings(tokens: Sequence[Token], steps: int) -> None:
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{min(6, int(token.tag[1]) + steps)}"


def _image(
    self: RendererHTML, tokens: Sequence[Token], index: int, options: OptionsDict, environment: EnvType
) -> str:
    token = tokens[index]
    address = str(token.attrs.get("src", ""))
    words = self.renderInlineAsText(token.children or [], options, environment)
    if _FILE.fullmatch(address):
        return f'<img src="{escape(address)}" alt="{escape(words)}">'
    return f'<a href="{escape(address)}">{escape(words or address)}</a>'


_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])
_parser.add_render_rule("image", _image)
