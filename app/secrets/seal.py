"""Encrypting what must not be read by accident: AES-256-GCM, bound to its place, with keys that can change.

A key is any long text (SECRETS_KEYS); the cipher's key is derived from it. What was sealed names the key that
it needs, so that several may be in use at once: the first one seals, each of them opens.
"""

import base64
import hashlib
import os
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask import current_app

_NONCE: Final = 12  # bytes, as RFC 5116 asks of AES-GCM
_PURPOSE: Final = b"loket secret 1"


class CannotOpen(Exception):
    """The key is not here, or this was sealed for another place, or it was changed."""


class KeyRing:
    """The keys of this portal, the newest first."""

    def __init__(self, keys: Sequence[str]) -> None:
        ciphers = [_cipher_key(key) for key in keys]
        self._ciphers = {_name(cipher): AESGCM(cipher) for cipher in ciphers}
        self.newest = _name(ciphers[0])

    @property
    def names(self) -> frozenset[str]:
        """Eight characters for each key; they tell nothing of it."""
        return frozenset(self._ciphers)

    def seal(self, text: str, *, bound_to: str) -> str:
        nonce = os.urandom(_NONCE)
        closed = self._ciphers[self.newest].encrypt(nonce, text.encode(), bound_to.encode())
        return f"{self.newest}:{base64.b64encode(nonce + closed).decode()}"

    def unseal(self, sealed: str, *, bound_to: str) -> str:
        """Raises CannotOpen."""
        name, _colon, coded = sealed.partition(":")
        cipher = self._ciphers.get(name)
        if cipher is None:
            raise CannotOpen(f"no key {name!r} among SECRETS_KEYS")
        try:
            both = base64.b64decode(coded, validate=True)
            return cipher.decrypt(both[:_NONCE], both[_NONCE:], bound_to.encode()).decode()
        except (InvalidTag, ValueError) as problem:
            raise CannotOpen("changed, or sealed for another place") from problem


def _cipher_key(key: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())


def _name(cipher_key: bytes) -> str:
    return hashlib.sha256(_PURPOSE + cipher_key).hexdigest()[:8]


def key_ring() -> KeyRing:
    """The keys of the running portal. Production has SECRETS_KEYS; a demonstration may do without."""
    kept: KeyRing | None = current_app.extensions.get("loket_keys")
    if kept is None:
        settings = current_app.config["SETTINGS"]
        kept = KeyRing(settings.secrets_keys or (settings.secret_key,))
        current_app.extensions["loket_keys"] = kept
    return kept
