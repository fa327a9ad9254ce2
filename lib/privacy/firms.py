"""Names of firms that somebody works for: who works in a small one is known by its name.

A mark of legal form beside a name makes it a firm's (주식회사, ㈜, Co., Ltd.). Without one a name before a word of
trade is (대성정밀, 한울이엔지): where it is like no word of everyday Korean, or where the sentence says that somebody
works there. Hospitals, schools, courts and what the state runs stay, and so do trades without a name (물류 회사).
"""

import re

from lib.privacy.context import compiled
from lib.privacy.name_weights import unseen
from lib.privacy.recogniser import Kind, Recogniser, cue, cue_of
from lib.text.numbers import NUMERAL_SYLLABLES
from lib.text.shipped import read_shipped

_DATA = read_shipped("name_forms.yaml")


def _any_of(name: str) -> str:
    return "|".join(sorted(str(_DATA[name]).split(), key=len, reverse=True))


_COMPANY = "".join(str(_DATA["company_words"]).split())
_TRADES, _THINGS, _APART = _any_of("trades"), _any_of("trades_and_things"), _any_of("trades_apart")
_OF_MANY, _NOT_A_FIRM, _KNOWN, _NOBODY = (
    frozenset(str(_DATA[name]).split()) for name in ("of_many", "not_a_firm", "known_to_all", "nobody")
)
_FORM = rf"(?:{_COMPANY}|[㈜㈲]|\( ?(?:주|株|주식회사|유한회사) ?\))"
_PARTICLE = r"(?:에서(?:는|도|의|만)?|에게|에는?|으?로(?:부터)?|은|는|이(?:고|며|라(?:는|고|서)?|란|요|에요|었|던)?|가|을|를|과|와|의|도|만|인데?|입니다|예요|였|까지|부터|측|쪽|이?랑|하고|한테|및|등)"
_END = rf"(?=$|[^가-힣A-Za-z0-9&]|{_PARTICLE}(?:$|[^가-힣]|니다|습니))"
_LEFT = "(?<![가-힣A-Za-z0-9&○△□◇●*])"
_NAME = r"(?![0-9&])(?=[가-힣A-Za-z0-9&]{0,11}[가-힣A-Za-z]{2})[가-힣A-Za-z0-9&]{2,14}?"
# 주식회사 한빛 엔지니어링
_TRADE_APART = rf"(?: (?:{_TRADES}){_END})?"

# How an office or a court speaks of rulings, and the press of firms: nobody tells of their own work there.
_OF_RULINGS = re.compile(r"판결|판례|선고|사건|뉴스|언론|보도|주가|주식(?!회사)")
_WORKS_THERE = re.compile(
    r"일(?:하|했|한|할|을|해|용)|근무|입사|퇴사|취직|취업|채용|다니|다녔|소속|하청|도급|원청|협력업체|사내|파견|현장|공장|작업|시공|사장|반장|직원|근로자|"
    r"기사|라이더|조리사|보호사|용접|배달|운전|산재|고용|계약|월급|일당|회사|다쳤|다친|사고|출근|저희|우리|나갔|나간"
)
_REACH = 40


# Whether the words beside a mark of legal form name somebody.
def _is_named(name: str) -> bool:
    return not (
        name in _NOT_A_FIRM
        or name in _OF_MANY
        or name in _KNOWN
        or _PUBLIC.search(name)
        or _LETTER_FOR_A_NAME.fullmatch(name)
        or _PARTICLES.fullmatch(name)
    )


# A firm that a ruling does not name: B건설, 2
_LETTER_FOR_A_NAME = re.compile(rf"(?:[A-Za-z]{{1,2}}|\d+.?)(?:{_TRADES})?")
_PARTICLES = re.compile(rf"(?:{_PARTICLE}|이다|로서|이어야)+")


_PUBLIC = re.compile(r"(?:협회|공단|공사|병원|의원|센터|학교|사업장|위원회|법원|청|지사|노조|연맹)$")


# A mark in words may stand alone and its ending behind it, one in brackets belong to what stands before it; and a
# farm is often called by its form.
def _is_behind_mark(match: re.Match[str]) -> bool:
    name, form = match["name"].strip().split(" ")[0], match["form"]
    if not _is_named(name) or name.startswith(_BEHIND_A_MARK):
        return False
    is_apart, is_in_words = match["name"].startswith(" "), form[-1].isalpha()
    if is_apart and not is_in_words and match.string[match.start() - 1 : match.start()].strip():
        return False
    return (is_apart == is_in_words and not form.endswith("법인")) or _is_like_a_name(name)


_BEHIND_A_MARK = ("에서", "에게", "으로", "라고", "이라", "이다", "있", "없")


# A word before a mark is a name where few words are like it or it ends in a trade.
def _is_before_mark(match: re.Match[str]) -> bool:
    name = match["name"]
    is_subject = match.string[match.end("name")] == " " and name.endswith(("은", "는", "이", "가"))
    return _is_named(name) and _is_like_a_name(name) and not is_subject


def _is_like_a_name(name: str) -> bool:
    traded = _TRADED.fullmatch(name)
    return (traded is not None and traded["head"] not in _OF_MANY) or unseen(name) > _UNLIKE_WORDS


_UNLIKE_WORDS = 0.3
_TRADED = re.compile(rf"(?P<head>.{{2,}}?)(?:{_TRADES}|{_THINGS})")
_COMMON = re.compile(rf"(?:{_TRADES}|{_THINGS}|{'|'.join(sorted(_OF_MANY, key=len, reverse=True))})+")


# A name before a word of trade: where it is like no word, or somebody works there.
def _is_trading(match: re.Match[str]) -> bool:
    name, head, text = match["name"], match["head"], match.string
    if name in _OF_MANY or name in _KNOWN or _COMMON.fullmatch(head) or _LETTER_FOR_A_NAME.fullmatch(head):
        return False
    before, behind = (
        text[max(0, match.start() - _REACH) : match.start()],
        text[match.end() : match.end() + _REACH],
    )
    if _OF_RULINGS.search(before) or _OF_RULINGS.search(behind):
        return False
    if match["thing"]:
        return bool(_SAYS_WHOSE.search(before) or _SAYS_WORK.match(behind))
    if match["apart"]:
        return unseen(head) == 1 and not _PARTICLE_BEHIND.search(head)
    return unseen(head) == 1 or bool(
        behind.startswith("에서") or _WORKS_THERE.search(before) or _WORKS_THERE.search(behind)
    )


# Right beside a name: whose firm it is, and that somebody works there.
_SAYS_WHOSE = re.compile(
    r"(?:하청|원청|협력|도급|용역|파견|시공)(?:업체|사|회사)?(?:인|는|은)? $|(?:사무소|업체|회사)(?:인|는|은)? $|저희 $"
)
_SAYS_WORK = re.compile(
    r"(?:이라는 데)?(?:에서|에)? ?(?:소속|입사|취직|취업|다니|다녔|다닐|사내|하청|라이더|직원|사장|일용|"
    rf"[\d{NUMERAL_SYLLABLES}]+ ?년|근무|퇴사)|[이가은는] (?:폐업|부도|산재|망)"
)
_PARTICLE_BEHIND = re.compile("[은는이가을를의에도한던인로고서와과]$")


# What is called a firm, whatever its syllables.
def _is_called_a_firm(match: re.Match[str]) -> bool:
    name = match["name"]
    return _is_named(name) and not _COMMON.fullmatch(name) and name not in _NOBODY and _is_like_a_name(name)


FIRMS = (
    # 주식회사 미래산업개발, ㈜한울테크
    Recogniser(
        Kind.FIRM,
        compiled(rf"(?P<form>{_FORM})(?P<name> ?{_NAME}{_END}{_TRADE_APART})"),
        _is_behind_mark,
        cue=cue("주유합농어영㈜㈲(", then=r"(?<=[㈜㈲])|[식한자명업조농어주유株\s]"),
    ),
    # 삼보식품(주), 세진물류 유한회사
    Recogniser(
        Kind.FIRM,
        compiled(rf"{_LEFT}(?P<name>{_NAME}) ?{_FORM}{_END}"),
        _is_before_mark,
        cue=cue("가-힣A-Za-z", "가-힣A-Za-z0-9&○△□◇●*", r"[가-힣A-Za-z0-9&]{1,13} ?[주유합농어영㈜㈲(]"),
    ),
    # Daesung Precision Co., Ltd.
    Recogniser(
        Kind.FIRM,
        re.compile(
            r"\b(?:[A-Z][\w&'-]*,? ){1,4}(?:[Cc][Oo]\.? ?,? ?[Ll][Tt][Dd]|[Ii]nc|[Cc]orp|Ltd|LTD|INC|CORP|LLC|GmbH)\b\.?",
            re.ASCII,
        ),
        cue=cue("A-Z", "A-Za-z", r"[\w&'-]*+,? [A-Za-z]"),
    ),
    # 대성정밀에서 프레스를
    Recogniser(
        Kind.FIRM,
        compiled(
            # 제37조 is none.
            rf"{_LEFT}(?!제\d)(?P<name>(?P<head>[가-힣A-Za-z][가-힣A-Za-z0-9&]{{1,9}}?)(?:{_TRADES}|(?P<thing>{_THINGS})|(?P<apart> )(?:{_APART}))){_END}"
        ),
        _is_trading,
        cue=cue(
            "가-힣A-Za-z0-9",
            "가-힣A-Za-z0-9○△□◇●*",
            rf"[가-힣A-Za-z0-9&]{{1,9}}(?:{_TRADES}|{_THINGS}| (?:{_APART}))",
        ),
    ),
    # 왕손칼국수라는 식당
    Recogniser(
        Kind.FIRM,
        compiled(
            rf"{_LEFT}(?P<name>[가-힣A-Za-z][가-힣A-Za-z0-9&]{{1,11}}?)[\"'’”]?(?:이?라는|이란) (?:작은 |조그만 )?"
            r"(?:회사|업체|식당|공장|가게|마트|점포|사업장|하청|인력 ?사무소|매장|카페|학원|미용실|용역)(?=에서|[에가를은는이와과로]|인데|입니다|예요|이에요|[,.]| 소속|$)(?!에게|에 대|이 )"
        ),
        _is_called_a_firm,
        part="name",
        cue=cue("가-힣A-Za-z", "가-힣A-Za-z0-9&○△□◇●*", r"[가-힣A-Za-z0-9&]{1,11}[\"'’”]?(?:이?라는|이란) "),
    ),
    # 회사명: 한빛, 회사 이름은 한빛입니다
    Recogniser(
        Kind.FIRM,
        compiled(
            rf"(?:회사|업체|사업장|직장|근무처|상호|가게|식당)(?:명| ?이름)?(?: ?[:：] ?|(?<=[명름호])(?:은|는|이|가) )[\"'‘“]?"
            rf"(?P<name>{_NAME})(?=[\"'’”]?(?:$|[\n,(/)]|\.(?:$| )|(?:이?라고|이?고|이?며|인데|입니다|이?에요|예요)(?:$|[^가-힣])))"
        ),
        _is_called_a_firm,
        part="name",
        cue=cue_of("회사", "업체", "사업장", "직장", "근무처", "상호", "가게", "식당"),
    ),
)
"""Names of firms by the mark of their legal form, by their trade, and by what they are called."""
