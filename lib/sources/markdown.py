"""One ruling as the public archive keeps it: a Markdown file.

The archive (github.com/legalize-kr/precedent-kr) has YAML front matter with 사건번호, 법원명, 사건명 …,
a `# title` line, and the ruling under `## 판례내용`, which the 판시사항, 판결요지 and 참조조문 of a
published ruling precede.
"""

import re
from datetime import UTC, datetime

import yaml

from lib.domain.ruling import Precedent
from lib.sources.shapes import (
    address_of,
    day_of,
    day_unknown,
    lost_in,
    number_of,
    one_line,
    problem_of,
    serial_of,
)
from lib.text.encoding import decode
from lib.text.said import said
from lib.text.spelling import Plain

SOURCE = "archive"


class UnreadableRulingError(Exception):
    """The bytes are not a whole ruling; the message is a Korean sentence that says why."""


def read_file(content: bytes) -> Precedent:
    """The ruling in one file of the archive, as `read_noted` gives it. Raises UnreadableRulingError."""
    return read_noted(content)[0]


def read_noted(content: bytes) -> tuple[Precedent, tuple[str, ...]]:
    """The ruling in one file of the archive, and what of it could not be read as it stands (Korean sentences).

    `text` is what follows the `## 판례내용` heading, or, where other headings come first (판시사항,
    판결요지 …), everything from the first of them on; verbatim but for Windows line ends. Everything
    else is read in plain form. Raises UnreadableRulingError.
    """
    document = Plain(_decode(content))
    front, body = _split(document.chars)
    fields = _front_matter(front)
    case_number, court = number_of(_field(fields, "사건번호")), _field(fields, "법원명")
    heading = _TITLE_LINE.search(body)
    title = _field(fields, "사건명") or (heading[1].strip() if heading else "")
    if problem := problem_of(case_number, court, title, text=body):
        raise UnreadableRulingError(problem)
    start, end = _ruling_span(body)
    before = len(document.chars) - len(body)
    serial = serial_of(_field(fields, "판례일련번호"))
    written = _field(fields, "선고일자")
    decided_on = day_of(written)
    precedent = Precedent(
        case_number=case_number,
        court=court,
        title=title,
        source=SOURCE,
        text=document.text[slice(*document.span(before + start, before + end))],
        decided_on=decided_on,
        source_serial=serial,
        source_url=address_of(serial, _field(fields, "출처")),
        fetched_at=datetime.now(UTC),
    )
    notes = (day_unknown(written) if written and not decided_on else "", lost_in(precedent))
    return precedent, tuple(filter(None, notes))


# Every value stays the text it is written as: the meaning of `2017-08-29` or `0123` is decided here
# and not by YAML. The C loader is several times faster and missing only in odd builds.
_YAML_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)^---[ \t]*$\n?", re.DOTALL | re.MULTILINE)
_TITLE_LINE = re.compile(r"^# (.*)$", re.MULTILINE)
_HEADING = re.compile(r"^## +(.*?)[ \t]*$\n?", re.MULTILINE)
_BLANK_LINES = re.compile(r"\A(?:[ \t]*\n)+")

# How a ruling ends: the judges' names, `…판결한다.`, `[별지 생략]`, or `…,1심` in a stub.
_JUDGES = re.compile(r"(?:판사|대법관|재판장|주심|재판관)[^\n]{0,60}$")
_WHOLE_ENDINGS = ("다.", "판결한다", "]", "】", "〕", "심")


def _decode(content: bytes) -> str:
    if not content.strip():
        raise UnreadableRulingError(said("빈 파일입니다."))
    if b"\0" in content:
        raise UnreadableRulingError(said("글이 아니라 이진(binary) 파일입니다."))
    try:
        # Windows checkouts turn the archive's line ends into CR LF.
        return decode(content).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        cut = error.reason == "unexpected end of data"
        raise UnreadableRulingError(
            said("파일이 글자 중간에서 잘렸습니다.")
            if cut
            else said("글자 인코딩이 올바른 UTF-8이 아닙니다.")
        ) from error


def _split(document: str) -> tuple[str, str]:
    if not re.match(r"---[ \t]*\n", document):
        raise UnreadableRulingError(
            said("맨 앞에 판례 정보(YAML 머리말)가 없습니다. 판례 저장소의 파일이 아닙니다.")
        )
    front = _FRONT_MATTER.match(document)
    if not front:
        raise UnreadableRulingError(
            said("파일이 중간에서 잘렸습니다: 판례 정보(YAML 머리말)가 끝나지 않습니다.")
        )
    return front[1], document[front.end() :]


# The archive's own has some 400 characters.
_LONGEST_FRONT = 20_000


def _front_matter(front: str) -> dict[str, object]:
    if len(front) > _LONGEST_FRONT:
        raise UnreadableRulingError(said("판례 정보(YAML 머리말)가 너무 깁니다({n}자).", n=f"{len(front):,}"))
    try:
        fields = yaml.load(front, Loader=_YAML_LOADER)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        raise UnreadableRulingError(
            said("판례 정보(YAML 머리말)를 읽을 수 없습니다({n}번째 줄).", n=str(mark.line + 2))
            if mark
            else said("판례 정보(YAML 머리말)를 읽을 수 없습니다.")
        ) from error
    if not isinstance(fields, dict):
        raise UnreadableRulingError(said("판례 정보(YAML 머리말)에 항목이 없습니다."))
    return fields


def _field(fields: dict[str, object], name: str) -> str:
    value = fields.get(name, "")
    if not isinstance(value, str):
        raise UnreadableRulingError(said("{column} 항목이 한 줄 글이 아닙니다.", column=name))
    return one_line(value)


# Where in the body the ruling stands.
def _ruling_span(body: str) -> tuple[int, int]:
    headings = list(_HEADING.finditer(body))
    content = next((heading for heading in headings if heading[1] == "판례내용"), None)
    if content is None:
        raise UnreadableRulingError(said("파일이 중간에서 잘렸습니다: 판례내용이 없습니다."))
    if not body[content.end() :].strip():
        raise UnreadableRulingError(said("판례내용이 비어 있습니다."))
    start = content.end() if content is headings[0] else headings[0].start()
    if blank := _BLANK_LINES.match(body[start:]):
        start += blank.end()
    text = body[start:].rstrip()
    # The archive ends every file with a line end; one without it is cut unless it ends like a ruling.
    if not (body.endswith("\n") or text.endswith(_WHOLE_ENDINGS) or _JUDGES.search(text)):
        raise UnreadableRulingError(said("파일이 중간에서 잘렸습니다: 판결문이 문장 중간에서 끝납니다."))
    return start, start + len(text)
