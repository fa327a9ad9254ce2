"""A fence around this process, where Linux has one: it reads programs and nothing of anybody's, and writes nothing.

Landlock (Linux 5.13 and later) asks for no rights and holds for every program that this process begins. Somebody whom
a hole in a reader of pictures let in would find neither keys nor cases here, and no server to speak to.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

# The numbers are the same on every kind of machine.
_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH, _NO_NEW_RIGHTS = 1, 1, 38
_EXECUTE, _WRITE, _READ, _LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
_OF_FILES = (13, 14, 15, 15, 16)
"""How many rights over files each version knows, the last of them for all that follow."""
_TCP_SINCE, _TCP = 4, 0b11
_SCOPES_SINCE, _SCOPES = 6, 0b11
"""Speaking to sockets of others without a name in the file system, and sending others signals."""


def fence(readable: Iterable[Path], usable: Iterable[Path] = (Path("/dev/null"),)) -> bool:
    """From now on read and run only what is `readable`, or below it, and write only to what is `usable`.

    False where this system has no fence; then nothing has changed.
    """
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)

    def call(number: int, *given: object) -> int:
        return int(libc.syscall(ctypes.c_long(number), *given))

    version = call(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < 1:
        return False
    rights = (1 << _OF_FILES[min(version, len(_OF_FILES)) - 1]) - 1
    ruled = struct.pack("<QQQ", rights, _TCP * (version >= _TCP_SINCE), _SCOPES * (version >= _SCOPES_SINCE))
    length = 24 if version >= _SCOPES_SINCE else 16 if version >= _TCP_SINCE else 8
    rules = call(_CREATE, ruled[:length], ctypes.c_size_t(length), ctypes.c_uint32(0))
    if rules < 0:
        return False
    try:
        for paths, allowed in ((readable, _EXECUTE | _READ | _LIST), (usable, _READ | _WRITE)):
            for path in paths:
                _allow(call, rules, path, allowed)
        return (
            libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0) == 0
            and call(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0)) == 0
        )
    finally:
        os.close(rules)


def _allow(call: Callable[..., int], rules: int, path: Path, allowed: int) -> None:
    # What is not there is nobody's to read.
    with suppress(OSError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        try:
            if not path.is_dir():
                allowed &= ~_LIST
            rule = struct.pack("<Qi", allowed, place)
            call(_ADD, ctypes.c_int(rules), ctypes.c_int(_BENEATH), rule, ctypes.c_uint32(0))
        finally:
            os.close(place)
