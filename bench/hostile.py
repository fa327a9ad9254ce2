"""How long readers take over texts made to slow them down: `python -m bench.hostile [READER ...]`.

Each shape is read at 12,500 characters and then twice as many, up to 400,000 (a story up to what an intake may
have). Printed is whatever takes more than 5 s, or more than 2.5 times as long for twice the length.
"""

import io
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path

from lib.casework.office_findings import Held, findings, held
from lib.collect.importing import load_starter
from lib.domain.classify import classify
from lib.domain.intake import LONGEST_STORY, Intake
from lib.domain.office_case import OfficeCase
from lib.domain.passages import Speaker, passages
from lib.domain.records import StoredRuling
from lib.domain.ruling import Precedent
from lib.privacy import mask
from lib.rulings.glosses import fault_of
from lib.rulings.summary import summarize
from lib.search.index import SearchIndex
from lib.search.query import search
from lib.sources import table
from lib.sources.markdown import UnreadableRulingError, read_file
from lib.store import Store


def _of(unit: str) -> Callable[[int], str]:
    return lambda length: (unit * (length // len(unit) + 1))[:length]


SHAPES: Mapping[str, Callable[[int], str]] = {
    "tabs": _of("\t"),
    "line ends": _of("\r\n"),
    "one word": _of("가나다라마바사"),
    "one digit": _of("7"),
    "amounts": _of("3만5천4백"),
    "amounts apart": _of("3만5천 "),
    "digits and commas": _of("1,"),
    "dates": _of("2019. 3. 4. "),
    "days": _of("3월 4일 "),
    "open brackets": _of("【"),
    "open quotes": _of("“"),
    "quotes in words": _of("‘가"),
    "a tag that never ends": lambda length: ("<" + " " * 499) * (length // 500),
    "a heading torn apart": lambda length: "주" + " " * max(0, length - 2) + "문",
    "headings": _of("\n주문\n"),
    "numbers of headings": _of("\n1. 가. "),
    "titles": _of("\n# "),
    "laws": _of("산업재해보상보험법제"),
    "articles": _of("제1조제2항"),
    "case numbers": _of("2015두3867, 1234, "),
    "courts": _of("서울행정법원"),
    "never a full stop": _of("하고 있으며 "),
    "denials": _of("않지 않은 "),
    "claims": _of("원고는 주장하나 "),
    "telephones": _of("010-1234-"),
    "addresses": _of("a@a."),
    "nothing to see": _of("\u200b"),
    "letters apart": _of("\u1100\u1161\u11a8"),
    "illnesses": _of("제4-5요추간 추간판탈출증, "),
    "blanks": _of(" \n\t \r\n  "),
    "numbers joined": lambda length: "2019두" + ", ".join(map(str, range(1, length // 5)))[: length - 5],
    "names with titles": _of("김민수씨, 이영희 과장님, 박OO 반장, "),
    "years upon years": _of("재작년 지난달 그저께 재재작년 "),
    "one word of a refusal": _of("업무상질병불승인처분취소청구기각재심사"),
    "despair without an end": _of("죽고 싶다 "),
    "days upon days": _of("2020년 1월 2일 "),
    "ranges": _of("하루 10~12시간 "),
    "levels": _of("1.1.1 가. (1) "),
}
"""Texts of so many characters at most, by what they are."""

_FRONT = (
    "---\n사건번호: '2015구합1'\n법원명: 한빛지방법원\n사건명: 요양불승인처분취소\n---\n\n## 판례내용\n\n"
)
_BODY = "【주문】\n원고의 청구를 기각한다.\n【이유】\n1. 처분의 경위\n원고는 요양을 신청하였다.\n"


def _ruling(text: str) -> StoredRuling:
    precedent = Precedent("2015구합1", "한빛지방법원", "요양불승인처분취소", "archive", _BODY + text)
    return StoredRuling(precedent.id, precedent, classify(precedent), (), 1, 1)


@cache
def _held() -> tuple[Store, SearchIndex]:
    home = Path(tempfile.mkdtemp(prefix="sanjae-hostile-"))
    store, index = Store(home / "sanjae.db"), SearchIndex(home / "index")
    load_starter(store, index.sync)
    return store, index


@cache
def _office() -> Held:
    return held(*_held())


def _file(text: str) -> object:
    with suppress(UnreadableRulingError):
        return read_file((_FRONT + _BODY + text).encode())
    return None


def _table(text: str) -> object:
    cell = text.replace('"', "")
    return list(
        table.read_stream("표.csv", io.BytesIO(f'사건번호,법원명,판결문\n2015구합1,한빛,"{cell}"'.encode()))
    )


def _story(text: str) -> object:
    told = text[: LONGEST_STORY - 100]
    intake = Intake(
        story=f"허리를 다쳤습니다. {told}", denial_reason=f"공단은 {told}", diagnoses=("추간판탈출증",)
    )
    return findings(OfficeCase("1", intake, {}, 1), _office(), date.today())


_SENTENCE = "법원은 원고가 2013. 4. 5. 왼쪽 어깨를 다쳤고 업무와 상당인과관계가 있다고 판단하였다. "

READERS: Mapping[str, Callable[[str], object]] = {
    "file": _file,
    "table": _table,
    "labels": _ruling,
    "summary": lambda text: summarize(_ruling(text)),
    "passages": lambda text: passages(_ruling(text)),
    "search": lambda text: search(_held()[1], text),
    "masking": mask,
    "glosses": lambda text: fault_of(text[:2_000], [_SENTENCE + text], Speaker.COURT),
    "story": _story,
}
"""What reads text from outside, by name."""


def seconds(reader: str, text: str) -> float:
    """What the reader takes over a text, in seconds of this process."""
    begun = time.process_time()
    READERS[reader](text)
    return time.process_time() - begun


def main(readers: list[str]) -> None:
    """Print what is slow."""
    for reader in readers or READERS:
        for name, shape in SHAPES.items():
            before, length = 0.0, 12_500
            while length <= (LONGEST_STORY if reader == "story" else 400_000):
                took = seconds(reader, shape(length))
                if took > 5 or (before > 0.2 and took > 2.5 * before):
                    print(
                        f"{reader}, {name}: {length:,} characters take {took:.1f} s, half of them {before:.1f} s"
                    )
                    break
                before, length = took, length * 2
        print(f"{reader}: done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
