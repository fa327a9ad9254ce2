"""What the columns of an office's table of intakes hold: told by their headings, and by the cells where those leave it open.

A heading that is known by its whole name is surest, then one that is known by its parts (`결정통지 수령일`: 수령 and 일). A
heading that could mean two things is decided by what its cells hold: days, values of few words, names, long text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from lib.domain.told_cell import folded, is_blank, is_broken_lookup, is_ditto, is_unknown
from lib.sources.intake_cells import DAYS, by_cells, fits
from lib.sources.rows import squeezed_name

# Field → what its column is called in a template, and other headings it has in offices. All are compared as
# `squeezed_name` has them, so neither spaces nor case nor marks matter.
COLUMNS: Mapping[str, tuple[str, str]] = {
    "code": (
        "사건 코드",
        "사건코드 사건번호 관리번호 상담번호 접수번호 코드 사건관리번호 내부번호 의뢰번호 case casecode "
        "caseno casenumber caseid code id",
    ),
    "client": (
        "의뢰인",
        "의뢰인 의뢰인명 의뢰인이름 이름 성명 성함 재해자 재해자명 피재자 피재자명 신청인 신청인명 청구인 상담자 내담자 손님 "
        "고객 고객명 근로자 근로자명 client clientname name worker",
    ),
    "company": (
        "회사",
        "회사 회사명 사업장 사업장명 소속 소속회사 업체 업체명 사업주 사업주명 근무처 직장 재해사업장 company companyname "
        "employer firm",
    ),
    "co_claimant": ("함께 청구한 사람", "함께청구한사람 공동청구인 공동신청인 coclaimant coclaimants"),
    "attacker": ("가해자", "가해자 가해자명 제삼자 제3자 가해차량운전자 attacker"),
    "other_side": ("상대방", "상대방 상대방명 상대측 상대 otherside opponent"),
    "told_on": ("상담일", "상담일 상담일자 상담날짜 접수일 접수일자 접수날짜 toldon intakedate date"),
    "stage": ("단계", "단계 진행단계 현재단계 심급 절차 stage"),
    "decision_date": (
        "결정일",
        "결정일 결정일자 결정날짜 처분일 처분일자 처분날짜 통지서날짜 통지서일자 통지일 통지일자 편지날짜 불승인일 불승인일자 "
        "판결일 판결선고일 decisiondate",
    ),
    "received_on": (
        "받은 날",
        "받은날 받은날짜 수령일 수령일자 수령날짜 송달일 송달일자 송달받은날 안날 결정문수령일 결정서수령일 "
        "통지서받은날 통지서수령일 처분을안날 receivedon received receiveddate",
    ),
    "panel": (
        "질병판정위원회",
        "질병판정위원회 업무상질병판정위원회 판정위원회 판정위 질판위 질판위여부 panel",
    ),
    "accident_on": (
        "다친 날",
        "다친날 다친날짜 재해일 재해일자 재해발생일 재해날짜 사고일 사고일자 사고날짜 발병일 발병일자 진단일 "
        "accidenton accidentdate injurydate",
    ),
    "benefit_from": ("급여 시작일", "급여시작일 급여시작날 치유일 사망일 휴업시작일 benefitfrom"),
    "kind_c": (
        "사고·질병",
        "사고질병 사고질병구분 재해유형 재해구분 사건유형 재해종류 kindc type",
    ),
    "kind_b": ("급여", "급여 급여종류 급여처분 처분 청구종류 청구급여 신청급여 청구내용 kindb benefit"),
    "industry": ("업종", "업종 산업 업태 사업종류 industry"),
    "occupation": (
        "하던 일",
        "하던일 직업 직종 직무 담당업무 업무 업무내용 하는일 occupation job",
    ),
    "diagnoses": (
        "진단명",
        "진단명 상병 상병명 병명 신청상병 진단 질병명 부상명 부위 상병부위 diagnoses diagnosis",
    ),
    "story": (
        "이야기",
        "이야기 상담내용 상담내역 내용 사연 사건내용 사건개요 개요 경위 재해경위 사고경위 발병경위 상황 의뢰내용 상담메모 story text "
        "facts summary",
    ),
    "denial_reason": (
        "거절 이유",
        "거절이유 거절사유 불승인이유 불승인사유 불승인사유요지 처분이유 처분사유 결정이유 부지급사유 공단의견 공단이유 기각이유 "
        "denialreason denial reason refusal",
    ),
}
"""Field of a row → its column in the template, and other whole names of it."""

_FIELD_OF = {
    squeezed_name(name): field
    for field, (title, names) in COLUMNS.items()
    for name in (title, *names.split())
}
for _field_name in COLUMNS:
    _FIELD_OF.setdefault(squeezed_name(_field_name), _field_name)

_TELLING = frozenset({"story", "diagnoses", "denial_reason", "stage", *DAYS} - {"told_on", "benefit_from"})

_DAY = r"(?:날|일|일자|날짜|일시|때|시점|date|day|on)$"
_OF_LETTERS = "통지|통보|결정|처분|불승인|판결|재결|기각|부지급|거절"
# Headings of what is asked of nobody here: numbers, contacts, the office's own notes.
_NOT_READ = re.compile(
    r"연번|순번|주민|외국인등록|여권|생년|생일|연락처|전화|휴대|핸드폰|폰|팩스|주소|우편번호|이메일|메일|담당(?!업무|직무|하던)|비고|메모|특이|참고|수임|위임|계약|착수|성별|나이|연령|국적|계좌"
    r"|기한|마감|만료|제척|할일|처리|다음|차기|병원|의료기관|주치의|rrn|ssn|phone|tel|mobile|mail|address|assigned|handler|manager|memo|note|remark|comment|gender|^(?:client)?age$|nationality|due|deadline"
)
# Of those, what is not read whatever its cells hold.
_NEVER_READ = re.compile(
    r"주민|외국인등록|여권|생년|생일|연락처|전화번호|휴대|핸드폰|폰|팩스|주소|이메일|계좌|기한|마감|만료|제척|다음|차기|예정|병원|의료기관|rrn|ssn|phone|tel|mobile|mail|address|due|deadline|next"
)
# Who in the office handles the case, as the whole of a heading; not whom the agency, a clinic or a firm has for it.
_HANDLES = re.compile(
    r"(?:사건|사무소|사무실|업무|내부|수임|상담|접수|주|부|정)?담당(?:자|인|직원|실무자?|공인노무사|노무사|변호사|사무장|실장|팀장|과장)*(?:명|이름|성명|님)?"
    r"|(?:수임)?(?:공인)?노무사(?:명|이름|성명|님)?"
    r"|(?:사건)?(?:을)?맡(?:은|는|을|긴)(?:이|사람|분|직원|노무사)|맡음"
    r"|assigned(?:to)?|assignee|(?:case)?handler|handledby|handling(?:attorney|staff)|(?:case)?manager|(?:responsible|assigned)?attorney|personincharge"
)
_HANDLED = re.compile(r"담당(?!업무|직무|하던)")
_OF_OTHERS = re.compile(r"공단|지사|병원|의료|의사|회사|사업장|업체|연락|전화|번호")
# What the client signed, as the whole of a heading.
_SIGNED: Mapping[str, re.Pattern[str]] = {
    "consent": re.compile(
        r"(?:개인정보|정보|조회|열람|자료|기록|정보조회|개인정보조회|처리|활용|수집|이용)*동의서?(?:여부|받음|수령|제출|유무|확인|징구)*|consent(?:received|given|form)?"
        r"|(?:자료|정보|기록|사연|이야기|내용)\S{0,6}?(?:써|사용해|이용해|활용해|저장해|보내|남겨)도(?:되|돼|좋|괜찮)\S{0,4}"
    ),
    "power_of_attorney": re.compile(r"위임장?(?:여부|받음|수령|제출|유무|확인|징구)*|powerofattorney|poa"),
}
# What the office notes for itself.
_NOTED = re.compile(r"메모|비고|특이|참고(?!인)|memo|note|remark|comment")
# Parts of headings, the surest of a field first, with how sure each is.
_PARTS: Sequence[tuple[str, int, str]] = (
    ("received_on", 70, rf"(?:받은|받으|수령|송달|도달|도착|수신|receiv|receipt|served|delivered).*{_DAY}|언제받|^(?:{_OF_LETTERS}).*(?:받은|수령|송달|도달|수신)|(?:letter|decision|notice).*(?:received|receipt|served)|^안날"),
    ("received_on", 45, r"수령|송달|받은|received|receipt"),
    ("decision_date", 60, rf"(?:{_OF_LETTERS}|선고|decision|letter|denial|ruling|judgment).*{_DAY}|date.*(?:decision|letter|denial)"),
    ("decision_date", 20, rf"{_OF_LETTERS}"),
    ("accident_on", 60, rf"(?:재해|사고|다친|발병|부상|발생|진단|accident|injury|onset|incident|diagnos\w*).*{_DAY}|date.*(?:accident|injury|onset|incident)"),
    ("benefit_from", 60, rf"(?:사망|치유|휴업|종결|급여시작|death|healed).*{_DAY}"),
    ("told_on", 60, rf"^(?!.*(?:심사|청구|소송|신청|제기)).*(?:상담|접수|의뢰|면담|내방|방문|통화|전화|등록|작성|intake|consult|interview|told|registered|created).*{_DAY}|date.*(?:intake|consult)"),
    ("told_on", 25, r"^(?:상담|접수|일자|날짜|date)$"),
    ("panel", 60, r"판정위|질판|panel"),
    ("co_claimant", 60, r"공동|함께청구|co-?claimant"),
    ("attacker", 60, r"가해|attacker"),
    ("other_side", 60, r"상대(?:방|측|편)|opponent|otherside"),
    ("denial_reason", 60, rf"(?:{_OF_LETTERS}|공단|안된|안되는).*(?:내용|사유|이유|의견|문구|요지|설명|근거|말)|(?:agency|denial|decision|refusal|comwel).*(?:letter|reason|text|says|ground)|^왜(?:안|못|거절|거부|불승인|떨어)|안된대|안된다(?:고|는)|reason|why"),
    ("denial_reason", 40, r"사유|이유|denial|refusal|agency"),
    ("denial_reason", 30, rf"공단|{_OF_LETTERS}|letter"),
    ("diagnoses", 60, r"상병|병명|질병명|부상명|진단명|아픈곳|아프|다친곳|다친부위|illness|diagnos|injur|disease|medicalcondition"),
    ("diagnoses", 40, r"사고명|질병|진단|부위|부상|증상|^병$|condition"),
    ("kind_c", 55, r"(?:재해|사건|산재|사고|질병).*(?:유형|구분|종류|분류|형태)|(?:claim|case|injury|accident)type|^kind"),
    ("kind_c", 60, r"사고.{0,3}(?:병|질병|질환).{0,3}(?:출퇴근)?$|사고.{0,4}출퇴근"),
    ("kind_c", 30, r"유형|구분|종류|분류|type"),
    ("story", 60, r"경위|사연|이야기|들은|어떻게(?:다|된|하다)|어쩌다|무슨일이|개요|스토리|story|narrative|whathappened|told(?!on)|description|facts|account"),
    ("story", 40, r"(?:상담|사건|의뢰|사고|재해|전화|면담).*(?:내용|내역|요지|요약|기록|일지)|내용|상황|설명|summary|detail"),
    ("story", 15, r"상담|말씀|notes"),
    ("stage", 60, r"단계|어디까지|불복|진행(?:상황|상태|현황|정도|사항)?|심급|stage|status|progress|procedure"),
    ("stage", 30, r"현황|상태|절차|현재|step"),
    ("kind_b", 60, r"급여|보험금종류|benefit|청구(?:한|내용|종류|구분|항목)|신청(?:한|종류|구분|항목)|처분종류"),
    ("kind_b", 25, r"청구|신청|처분|claim"),
    ("industry", 60, r"업종|산업|업태|사업종류|industry|sector"),
    ("occupation", 60, r"직업|직종|직무|하던일|하시던|하는일|하시는|무슨일|맡은일|일의내용|담당업무|업무|작업|직책|occupation|job|work(?!er|place)|position|dut(?:y|ies)|trade"),
    ("company", 60, r"회사|사업장|업체|사업주|근무처|근무지|직장|일터|소속|다니던|일하던곳|company|employer|workplace|firm"),
    ("client", 55, r"의뢰인|이름|성명|성함|재해자|피재자|신청인|청구인|내담자|상담자|고객|근로자|노동자|환자|당사자|client|worker|claimant|customer|(?:full|first|last)?name"),
    ("client", 25, r"누구|person|본인"),
    ("code", 55, r"(?:사건|접수|관리|상담|의뢰|내부|파일).*(?:번호|no\.?|코드|id|#)|(?:case|file|matter|intake|ref).*(?:no\.?|number|id|code|#)$"),
    ("code", 20, r"^(?:번호|코드|no\.?|id|#|ref)$"),
)  # fmt: skip
_COMPILED = [(field, sure, re.compile(pattern)) for field, sure, pattern in _PARTS]
_WHOLE, _NOTE = 100, 0.4
_LONGEST_HEADING = 40
_LEAST_SURE = 12
_MOST_CELLS = 40
# Of the cells so many at least have to be what the heading says, as a share.
_FIT = 0.4
_UNFIT = 10.0


class Columns:
    """Which column of a table holds what: `fields` of the columns in their order, and how surely in all."""

    def __init__(
        self, headings: Sequence[str], cells: Sequence[Sequence[str]] = (), today: date | None = None
    ) -> None:
        self.headings = tuple(headings)
        """As they stand in the table."""
        self.fields, self.sureness = _fields(headings, cells, today or date.today())
        self._handles = [_is_of_a_handler(heading) and not field for heading, field in self._both()]
        self._noted = [_is_of_notes(heading, field) for heading, field in self._both()]
        self._signed = [None if field else _signed_by(heading) for heading, field in self._both()]

    @property
    def are_a_header(self) -> bool:
        """Whether these headings are those of a table of intakes: two are known, and one that tells of a case."""
        known = [field for field in self.fields if field]
        return len(known) >= _LEAST_NAMED and bool(_TELLING.intersection(known))

    def unread(self, held: Iterable[bool]) -> tuple[str, ...]:
        """The headings of the columns that are not read, of those that hold anything."""
        return tuple(
            " ".join(heading.split())
            for (heading, field), handles, noted, signed, holds in zip(
                self._both(), self._handles, self._noted, self._signed, held, strict=False
            )
            if field is None and holds and heading.strip() and not (handles or noted or signed)
        )

    def assignee(self, cells: Sequence[str]) -> str:
        """Who in the office handles the case of a row, as its cells say; several are parted by commas."""
        return ", ".join(
            dict.fromkeys(
                " ".join(cell.split()) for cell in _told(cells, self._handles) if not is_unknown(cell)
            )
        )

    def note(self, cells: Sequence[str]) -> str:
        """What the office noted of the case of a row, one line or more to the column."""
        return "\n".join(dict.fromkeys(cell.strip() for cell in _told(cells, self._noted)))

    def signed(self, cells: Sequence[str]) -> tuple[frozenset[str], tuple[str, ...]]:
        """What the client signed (`consent`, `power_of_attorney`), and of cells that say neither yes nor no their words."""
        yes: set[str] = set()
        others: list[str] = []
        for heading, name, cell in zip(self.headings, self._signed, cells, strict=False):
            words = _squeezed(folded(cell))
            if name and _YES.fullmatch(words):
                yes.add(name)
            elif name and words and not (_NO.fullmatch(words) or is_ditto(cell) or is_broken_lookup(cell)):
                others.append(f"{' '.join(heading.split())}: {' '.join(cell.split())}")
        return frozenset(yes), tuple(others)

    def again(self, cells: Sequence[str]) -> int:
        """How many cells of a row are themselves names of what their columns hold: a header in other words."""
        return sum(
            bool(field and _FIELD_OF.get(_squeezed(folded(cell))) == field)
            for cell, field in zip(cells, self.fields, strict=False)
        )

    def notes(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells of a row that are not read and say something."""
        return tuple(
            cell
            for cell, field in zip(cells, self.fields, strict=False)
            if field is None and not is_blank(cell)
        )

    def _both(self) -> list[tuple[str, str | None]]:
        return list(zip(self.headings, self.fields, strict=True))


_LEAST_NAMED = 2
# 有 is written in Chinese, 無 comes folded.
_YES = re.compile(
    r"[oyv1ｏ○◯〇●◎✓✔☑有유]|예|네|yes|true|있음|받음|수령|수령함|완료|동의|동의함|동의받음|제출|제출함|제출완료|징구|작성|작성함|서명|서명함"
    r"|(?:구두|문자|서면|전화|카톡|유선)?(?:로|으로)?(?:동의|ok)(?:함|받음|서)?\d*(?:서명|날인|자필|스캔|받음|제출|보관|있음|첨부)*"
)
_NO = re.compile(
    r"[xn0×✕✗✘☒无無무-]+|아니오|아니요|아직|없음|no|false|안함|미동의|미제출|미수령|미작성|미징구|못받음"
)


# What cells say for themselves: neither of the row above nor by a lookup that failed.
def _told(cells: Sequence[str], chosen: Sequence[bool]) -> list[str]:
    return [
        cell
        for cell, is_chosen in zip(cells, chosen, strict=False)
        if is_chosen and not (is_blank(cell) or is_ditto(cell) or is_broken_lookup(cell))
    ]


def _is_of_a_handler(heading: str) -> bool:
    words = folded(heading)
    return bool(_HANDLES.fullmatch(_squeezed(_bare(words)))) and not _OF_OTHERS.search(_squeezed(words))


# A column of notes in which the case itself is told is read as that alone.
def _is_of_notes(heading: str, field: str | None) -> bool:
    words = folded(heading)
    name = _squeezed(_bare(words) if field else words)
    is_told = field in ("story", "diagnoses", "denial_reason")
    return not is_told and bool(_NOTED.search(name)) and not _NEVER_READ.search(name)


def _signed_by(heading: str) -> str | None:
    name = _squeezed(_bare(folded(heading)))
    return next((field for field, pattern in _SIGNED.items() if pattern.fullmatch(name)), None)


def _fields(
    headings: Sequence[str], cells: Sequence[Sequence[str]], today: date
) -> tuple[tuple[str | None, ...], float]:
    may_be = []
    for place, heading in enumerate(headings):
        held = [row[place] for row in cells if place < len(row) and not is_blank(row[place])][:_MOST_CELLS]
        for field, sure in _meanings(heading).items():
            share = fits(field, held, today)
            if not held or share >= _FIT:
                may_be.append((sure + 10 * share, -place, field))
            elif sure >= _WHOLE:
                # Its cells are what is wrong, unless the heading may mean something that they are.
                may_be.append((_UNFIT, -place, field))
    found: dict[int, str] = {}
    sureness = 0.0
    for sure, minus, field in sorted(may_be, reverse=True):
        if -minus not in found and field not in found.values():
            found[-minus] = field
            sureness += sure
    # Whoever handles something, here or elsewhere, is no client, whatever the cells look like; nor is what was signed.
    handled = {
        place: ""
        for place, heading in enumerate(headings)
        if _is_of_a_handler(heading) or _signed_by(heading) or _HANDLED.search(_squeezed(folded(heading)))
    }
    for place, field in by_cells(headings, cells, handled | found, _NEVER_READ, today).items():
        found[place] = field
    return tuple(found.get(place) for place in range(len(headings))), sureness


# What a heading may mean, each with how surely, 0 to 100; what stands in brackets says less.
def _meanings(heading: str) -> dict[str, float]:
    words = folded(heading)
    if not words or len(words) > _LONGEST_HEADING:
        return {}
    bare = _bare(words)
    for name in (bare, words, folded(heading.strip().partition("\n")[0])):
        if field := _FIELD_OF.get(_squeezed(name)):
            # A day may stand under a heading of a text, and a text under that of a day.
            return {**_by_parts(_squeezed(name), 0.5), field: _WHOLE}
    found = _by_parts(_squeezed(bare), 1)
    if not found:
        # 다친 날·발병, 상병 및 부위: two names of one column.
        for part in _PARTS_OF_A_NAME.split(bare):
            for field, sure in _of_a_part(part).items():
                found[field] = max(found.get(field, 0), sure)
    inside = "".join(re.findall(r"[(\[（](.*?)[)\]）]", words))
    for field, sure in _by_parts(_squeezed(inside), _NOTE).items():
        found[field] = max(found.get(field, 0), sure)
    return {field: sure for field, sure in found.items() if sure >= _LEAST_SURE}


_PARTS_OF_A_NAME = re.compile(r"\s*[·ㆍ・/,&+]\s*|\s+(?:및|또는|혹은|와|과)\s+")
_OF_A_PART = 0.8


def _of_a_part(name: str) -> dict[str, float]:
    squeezed = _squeezed(name)
    if (field := _FIELD_OF.get(squeezed)) and not _NOT_READ.search(squeezed):
        return {field: _WHOLE * _OF_A_PART}
    return _by_parts(squeezed, _OF_A_PART)


def _bare(words: str) -> str:
    return re.sub(r"[*※:]|[(\[（].*?[)\]）]?$", "", words).strip()


def _squeezed(name: str) -> str:
    return re.sub(r"[.?!:;,*※'\"]", "", squeezed_name(name))


def _by_parts(name: str, share: float) -> dict[str, float]:
    found: dict[str, float] = {}
    if not name or _NOT_READ.search(name):
        return found
    for field, sure, pattern in _COMPILED:
        if field not in found and pattern.search(name):
            found[field] = sure * share
    return found
