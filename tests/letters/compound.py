"""Compound files, written by hand: streams in storages, in sectors of 512 bytes."""

import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096
_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_NOBODY = 0xFFFFFFFF


@dataclass(slots=True)
class _Entry:
    name: str
    kind: int
    content: bytes = b""
    below: "list[_Entry]" = field(default_factory=list)
    number: int = 0
    start: int = _END
    left: int = _NOBODY
    right: int = _NOBODY
    child: int = _NOBODY


def compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams; `/` parts storages from what is in them."""
    root = _Entry("Root Entry", 5)
    entries = [root]
    for path, content in streams.items():
        *folders, name = path.split("/")
        storage = root
        for folder in folders:
            found = next((each for each in storage.below if each.name == folder), None)
            if found is None:
                found = _Entry(folder, 1)
                storage.below.append(found)
                entries.append(found)
            storage = found
        stream = _Entry(name, 2, content)
        storage.below.append(stream)
        entries.append(stream)
    for number, entry in enumerate(entries):
        entry.number = number
    for entry in entries:
        if entry.below:
            entry.child = _tree(sorted(entry.below, key=lambda each: (len(each.name), each.name.upper())))
    # Small streams lie together in one, the root's.
    small, small_table = b"", list[int]()
    for entry in entries:
        if entry.kind == 2 and 0 < len(entry.content) < _CUTOFF:
            entry.start = len(small_table)
            count = -(-len(entry.content) // _SMALL)
            small_table += [*range(entry.start + 1, entry.start + count), _END]
            small += entry.content.ljust(count * _SMALL, b"\0")
    root.content = small
    table, sectors = list[int](), list[bytes]()

    def put(content: bytes) -> int:
        if not content:
            return _END
        first, count = len(sectors), -(-len(content) // _SECTOR)
        table.extend([*range(first + 1, first + count), _END])
        filled = content.ljust(count * _SECTOR, b"\0")
        sectors.extend(filled[at : at + _SECTOR] for at in range(0, len(filled), _SECTOR))
        return first

    for entry in entries:
        if entry.kind == 5 or len(entry.content) >= _CUTOFF:
            entry.start = put(entry.content)
    listed = b"".join(map(_listed, entries))
    listed += _listed(_Entry("", 0, start=0)) * (-len(entries) % 4)
    directory = put(listed)
    small_at = put(_numbers(small_table, _SECTOR // 4))
    tables = 1
    while tables * _SECTOR // 4 < len(sectors) + tables:
        tables += 1
    assert tables <= 109, "larger than a test needs"
    at = len(sectors)
    table += [_TABLE] * tables
    head = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0,
        _CUTOFF, small_at, -(-len(small_table) * 4 // _SECTOR), _END, 0,
    )  # fmt: skip
    head += _numbers(range(at, at + tables), 109)
    return head + b"".join(sectors) + _numbers(table, tables * _SECTOR // 4)


# A balanced tree, as those that look names up in it expect.
def _tree(sorted_entries: list[_Entry]) -> int:
    if not sorted_entries:
        return _NOBODY
    middle = len(sorted_entries) // 2
    entry = sorted_entries[middle]
    entry.left, entry.right = _tree(sorted_entries[:middle]), _tree(sorted_entries[middle + 1 :])
    return entry.number


def _listed(entry: _Entry) -> bytes:
    name = (entry.name + "\0").encode("utf-16-le") if entry.name else b""
    return struct.pack(
        "<64sHBBIII16xI16xIQ", name, len(name), entry.kind, 1, entry.left, entry.right, entry.child, 0,
        entry.start, len(entry.content),
    )  # fmt: skip


# Filled up to a multiple of `of`.
def _numbers(told: "Iterator[int] | range | list[int]", of: int) -> bytes:
    numbers = list(told)
    numbers += [_FREE] * (-len(numbers) % of)
    return struct.pack(f"<{len(numbers)}I", *numbers)
