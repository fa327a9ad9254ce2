"""Passwords of a small office, of which only an argon2 hash is ever kept."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

SHORTEST, LONGEST = 10, 200
"""How many characters a password has."""

# The defaults of RFC 9106 where memory is scarce: 64 MiB, three passes.
_HASHER = PasswordHasher()
# What the password of an account that is none is compared with, so that both take as long: the hash of random signs
# that nobody kept, because making one takes every program a moment at its start.
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$1cHk6xpsEYcj0lZMROLSsg$bCt+tRqIupu+NOCOemjS/MNjec4SGDHNzgG4b9F0/BA"


def hashed(password: str) -> str:
    """What is kept of a password: an argon2id hash with its own salt."""
    return _HASHER.hash(_plain(password))


def is_right(hash: str | None, password: str) -> bool:
    """Whether a password is the one of the hash; of None it never is, and that takes as long to say."""
    if len(password) > LONGEST:
        return False
    try:
        return _HASHER.verify(hash or _NOBODY, _plain(password)) and hash is not None
    except (Argon2Error, InvalidHashError):
        return False


# A Korean keyboard may give the parts of a syllable or the whole.
def _plain(password: str) -> str:
    return unicodedata.normalize("NFC", password)
