"""Text that both databases and every reader can use."""


def printable(text: str) -> str:
    """Without NUL, surrogates and control characters; line ends and tabs stay."""
    text = text.encode("utf-8", "ignore").decode("utf-8", "ignore")
    return "".join(c for c in text if c in "\n\r\t" or not (c < " " or "\x7f" <= c < "\xa0"))
