"""What came of looking whether an address is still there."""

from typing import NamedTuple


class Verdict(NamedTuple):
    """`result` as in `models.knowledge.Reference`; `why` is a word for it, or the status of the answer."""

    result: str
    why: str = ""


OK = Verdict("ok")
NOT_THERE = Verdict("broken", "not_there")
NOT_PUBLISHED = Verdict("broken", "not_published")
BAD_ADDRESS = Verdict("broken", "bad_address")
UNKNOWN_HOST = Verdict("broken", "unknown_host")
NO_ANSWER = Verdict("broken", "no_answer")
UNSAFE = Verdict("broken", "unsafe")
TOO_MANY_HOPS = Verdict("broken", "hops")
INSIDE = Verdict("refused", "inside")
PORT = Verdict("refused", "port")
NO_NETWORK = Verdict("unchecked", "no_network")
SAMPLE = Verdict("unchecked", "sample")
