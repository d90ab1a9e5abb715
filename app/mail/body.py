"""What people wrote, made fit for a mail."""

import re
from typing import Final

import nh3
from markupsafe import Markup

from app.content.markdown import ATTRIBUTES, SCHEMES, TAGS, markdown_to_html

_PICTURE: Final = re.compile(r'<img src="([^"]*)"(?: alt="([^"]*)")?[^>]*>')


def one_line(text: str) -> str:
    """Without line ends and control characters of any kind: nothing can begin a header of its own."""
    printable = "".join(c if c.isprintable() or c.isspace() else " " for c in text)
    return " ".join(printable.split())


def mail_html(markdown: str, base_url: str) -> Markup:
    """Safe HTML for a mail program: nothing is fetched, links and pictures lead to the portal."""
    drawn = _PICTURE.sub(r'<a href="\1">\2</a>', markdown_to_html(markdown, first_heading=3))

    def absolute(tag: str, attribute: str, value: str) -> str:
        is_ours = attribute == "href" and value.startswith("/") and not value.startswith("//")
        return base_url + value if is_ours else value

    clean = nh3.clean(
        drawn,
        tags=TAGS - {"img"},
        attributes={tag: names for tag, names in ATTRIBUTES.items() if tag != "img"},
        attribute_filter=absolute,
        url_schemes=SCHEMES,
        link_rel="nofollow noopener",
    )
    return Markup(clean)  # noqa: S704  cleaned by an allow-list
