"""A service that is drawn by a seed: what it does wrong for good, what now and then, and when its day is over.

Nothing of it is told to whoever collects. What a client does wrong is noted: calls before the rest is over that
was asked for, calls after the day's limit, too many at a time.
"""

import json
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from lib.text.spelling import whole
from tests.servers.comwel import ComwelServer
from tests.servers.lawgo import LawgoServer
from tests.servers.rulings import Served, generate
from tests.servers.server import HTML, LocalServer, xml

_JSON, _XML, _PAGE = "application/json;charset=UTF-8", "application/xml;charset=UTF-8", "text/html"

PASSING = (
    "500", "502", "503 rest", "429 rest", "429", "slow", "very slow", "cut json", "cut body", "reset", "html",
    "empty", "null", "other form", "no items", "half a page", "other total", "nothing", "code 1", "shifted",
)  # fmt: skip


@dataclass(frozen=True)
class Character:
    """What is wrong for good."""

    rate: float
    """Of calls that meet a passing fault."""
    kinds: tuple[str, ...]
    quota: int | None
    """Calls of one day."""
    quota_words: str
    total_off: int
    twice: int
    """Rulings that are listed twice."""
    editions: int
    """Rulings of which a shorter edition is listed, too."""
    missing: int
    """Rulings that are listed and not given (serials)."""
    odd_items: int
    """Items that are no objects."""
    largest: int
    moving: int
    """Pages after which the list changes."""
    surrogates: int
    bad_bytes: int


QUOTA_WORDS = ("code 22", "words 200", "words 429", "name", "429 tomorrow")


def character(seed: int) -> Character:
    """What a seed draws."""
    draw = random.Random(f"character {seed}")

    def sometimes(part: float, value: Any, otherwise: Any) -> Any:
        return value if draw.random() < part else otherwise

    return Character(
        rate=draw.choice([0.0, 0.05, 0.15, 0.3]),
        kinds=tuple(draw.sample(PASSING, draw.randint(2, 8))),
        quota=sometimes(0.3, draw.choice([7, 25, 60]), None),
        quota_words=draw.choice(QUOTA_WORDS),
        total_off=sometimes(0.1, draw.choice([-7, 11, 40]), 0),
        twice=sometimes(0.25, draw.randint(1, 11), 0),
        editions=sometimes(0.15, draw.randint(1, 3), 0),
        missing=sometimes(0.3, draw.randint(1, 12), 0),
        odd_items=sometimes(0.15, draw.randint(1, 2), 0),
        largest=sometimes(0.15, draw.choice([7, 13]), 1000),
        moving=sometimes(0.4, draw.randint(2, 9), 0),
        surrogates=sometimes(0.4, draw.randint(1, 4), 0),
        bad_bytes=sometimes(0.1, 1, 0),
    )


class Hostile(LocalServer):
    """Put before a service: `class X(Hostile, ComwelServer)`."""

    def prepare(self, seed: int, count: int) -> None:
        """Draw the character and the rulings."""
        # It is held already where an answer is made.
        self.lock = threading.RLock()  # type: ignore[assignment]
        self.character = of = character(seed)
        self.draw = draw = random.Random(f"calls {seed}")
        served = generate(count, seed)
        for place in draw.sample(range(count), of.surrogates):
            text = served[place].text
            middle = len(text) // 2
            served[place] = replace(served[place], text=f"{text[:middle]}\ud83d{text[middle:]}")
        self.bad = {each.id for each in draw.sample(served, of.bad_bytes)}
        self.listed: list[Served] = list(served)
        full = [each for each in served if len(each.text) > 400]
        for each in draw.sample(full, min(of.editions, len(full))):
            short = replace(each, serial=str(int(each.serial) + 50_000), text=each.text[:200])
            at = self.listed.index(each)
            self.listed.insert(at + draw.choice([0, 1]), short)
        for each in draw.sample(served, of.twice):
            self.listed.insert(draw.randrange(len(self.listed)), each)
        self.later = generate(30, seed, first=7000)
        self.missing_serials = {each.serial for each in draw.sample(served, of.missing)}
        self.pages = self.today = self.hasty = self.after_limit = self.now = self.most = 0
        self.rest_until = 0.0

    @property
    def wanted(self) -> dict[str, str]:
        """Id → the text that must be held: the fullest of its editions, halves of characters replaced."""
        found: dict[str, str] = {}
        for each in self.listed:
            if self.gives(each):
                found[each.id] = max(found.get(each.id, ""), whole(self.held_text(each)), key=len)
        return found

    def gives(self, _served: Served) -> bool:
        return True

    def held_text(self, served: Served) -> str:
        return served.text

    def is_plain(self, served: Served) -> bool:
        """Whether a ruling is given once, whole and with a text of some length."""
        once = sum(each.id == served.id for each in self.listed) == 1
        return once and self.gives(served) and served.id not in self.bad and len(served.text) > 300

    def next_day(self) -> None:
        """Let calls be made again."""
        self.today = 0

    # --- serving -----------------------------------------------------------------------------

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        try:
            yield
        finally:
            with self.lock:
                self.now -= 1

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        with self._counted():
            self._answer(handler)

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        operation = parts.path.rpartition("/")[2]
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        of = self.character
        with self.lock:
            self.calls[operation] += 1
            self.today += 1
            self.hasty += time.monotonic() < self.rest_until - 0.05
            over = of.quota is not None and self.today > of.quota
            self.after_limit += over
            fault = self.draw.choice(of.kinds) if self.draw.random() < of.rate else ""
        if over:
            return self._over(handler)
        if fault in ("slow", "very slow"):
            time.sleep(0.15 if fault == "slow" else 1.2)
        if fault in ("503 rest", "429 rest"):
            with self.lock:
                self.rest_until = max(self.rest_until, time.monotonic() + 1)
            return self._send(handler, b"busy", int(fault[:3]), _PAGE, {"Retry-After": "1"})
        if fault in ("500", "502", "429"):
            return self._send(handler, b"<html>error</html>", int(fault), _PAGE)
        if fault == "html":
            return self._send(handler, HTML.encode(), 200, _PAGE)
        if fault in ("empty", "null"):
            return self._send(handler, b"" if fault == "empty" else b"null", 200, _JSON)
        if fault == "code 1":
            return self._send(handler, self.envelope("1").encode(), 200, _XML)
        if refused := self.refusal(query, operation):
            return self._send(handler, refused.encode(), 200, _XML)
        with self.lock:
            self._shape(operation)
            tree = self.answer(operation, query, "")
            self._spoil(tree, fault)
            if self._is_list(operation):
                self.pages += 1
                if self.pages <= of.moving:
                    self._move()
        as_json = self.wants_json(query, handler.headers.get("Accept", "")) and fault != "other form"
        if as_json:
            body, kind = json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass"), _JSON
            # What is no UTF-8 is escaped by who writes JSON.
            body = json.dumps(tree).encode() if b"\xed\xa0\xbd" in body else body
        else:
            text = '<?xml version="1.0" encoding="UTF-8"?>' + xml(tree)
            body, kind = text.replace("\ud83d", "&#xD83D;").encode(), _XML
            body = body.replace(b"<![CDATA[", b"").replace(b"]]>", b"") if b"&#xD83D;" in body else body
        for mark in self.bad:
            at = body.find(mark.partition("_")[2].encode())
            if at > 0:
                body = body[:at] + body[at:].replace("이유".encode(), b"\xec\x9d\xff\xec\x9c\xa0", 1)
        if fault == "cut json":
            body = body[: len(body) * 2 // 3]
        if fault in ("cut body", "reset"):
            return self._reset(handler, body, kind)
        return self._send(handler, body, 200, kind)

    def _over(self, handler: BaseHTTPRequestHandler) -> None:
        words = self.character.quota_words
        if words == "words 200" or words == "words 429":
            return self._send(handler, b"API token quota exceeded", int(words[-3:]), "text/plain")
        if words == "429 tomorrow":
            return self._send(handler, b"<html>Too many</html>", 429, _PAGE, {"Retry-After": "40000"})
        if words == "name":
            said = b"<r><errMsg>LIMITED_NUMBER_OF_SERVICE_REQUESTS_EXCEEDS_ERROR</errMsg></r>"
            return self._send(handler, said, 200, _XML)
        return self._send(handler, ComwelServer.envelope(self, "22").encode(), 200, _XML)  # type: ignore[arg-type]

    def _is_list(self, operation: str) -> bool:
        return operation != "lawService.do"

    def _shape(self, operation: str) -> None:
        self.rulings = self.listed
        self.paging.largest = self.character.largest
        self.paging.says = lambda total: max(1, total + self.character.total_off + self.character.odd_items)

    def _move(self) -> None:
        listed, draw = self.listed, self.draw
        what = draw.random()
        if what < 0.5 and self.later:
            listed.insert(draw.choice([0, len(listed) // 2, len(listed)]), self.later.pop())
        elif what < 0.7:
            gone = listed[draw.randrange(len(listed))]
            self.listed = [each for each in listed if each.id != gone.id]
        elif what < 0.85:
            listed.insert(0, listed.pop(draw.randrange(len(listed))))

    # The list of rows in a tree, where it is one.
    def rows(self, tree: Any) -> tuple[Any, str] | None:
        raise NotImplementedError

    def _spoil(self, tree: Any, fault: str) -> None:
        place = self.rows(tree)
        if place is None:
            return
        holder, total = place
        name = next(each for each in ("item", "prec", "items") if each in holder or each == "items")
        rows = holder.get(name)
        rows = rows if isinstance(rows, list) else [rows] if rows else []
        if self.character.odd_items and self._is_first(tree):
            rows = [*rows, *(["?", 7][: self.character.odd_items])]
        if fault == "half a page":
            rows = rows[: len(rows) // 2]
        if fault == "shifted" and rows:
            rows = [*rows[1:], rows[0]][:-1]
        if fault in ("no items", "nothing"):
            rows = []
        if rows:
            holder[name] = rows
        else:
            holder.pop(name, None)
        outer = self.totals(tree)
        if fault == "nothing":
            outer[total] = 0
        if fault == "other total":
            outer[total] = self.draw.choice([1, 9, 5000])

    def totals(self, tree: Any) -> Any:
        raise NotImplementedError

    def _is_first(self, tree: Any) -> bool:
        raise NotImplementedError


class HostileComwel(Hostile, ComwelServer):
    """공공데이터포털."""

    def __init__(self, seed: int, count: int = 90) -> None:
        ComwelServer.__init__(self, [])
        self.prepare(seed, count)

    def rows(self, tree: Any) -> tuple[Any, str] | None:
        body = tree["response"]["body"]
        if not isinstance(body["items"], dict):
            body["items"] = {}
        return body["items"], "totalCount"

    def totals(self, tree: Any) -> Any:
        return tree["response"]["body"]

    def _is_first(self, tree: Any) -> bool:
        return bool(tree["response"]["body"]["pageNo"] == 1)


class HostileLawgo(Hostile, LawgoServer):
    """국가법령정보."""

    def __init__(self, seed: int, count: int = 90) -> None:
        LawgoServer.__init__(self, [])
        self.prepare(seed, count)
        self.missing = self.missing_serials

    def gives(self, served: Served) -> bool:
        return served.serial not in self.missing

    def held_text(self, served: Served) -> str:
        if not served.holding:
            return served.text
        return f"## 판시사항\n\n{served.holding}\n\n## 판례내용\n\n{served.text}"

    def rows(self, tree: Any) -> tuple[Any, str] | None:
        return (tree["PrecSearch"], "totalCnt") if "PrecSearch" in tree else None

    def totals(self, tree: Any) -> Any:
        return tree["PrecSearch"]

    def _is_first(self, tree: Any) -> bool:
        return bool(tree["PrecSearch"]["page"] == "1")
