"""Laws, articles and notices that a text cites, normalised; the one table of names of laws is here.

`find_statutes("구 산업재해보상보험법(2007. 4. 11. … 개정되기 전의 것) 제4조 제1호")` gives
`산업재해보상보험법 제4조`: the law's full name, the article, and the paragraph where there is one.
Items below the paragraph (호, 목) are not kept: rulings are compared by article.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lib.text.sentences import has_end, paragraphs
from lib.text.shipped import read_shipped
from lib.text.spelling import squeeze

_ACT = "산업재해보상보험법"
# Full names, in the spelling the product uses, with short ones that rulings use without defining them.
_NAMES: dict[str, tuple[str, ...]] = {
    _ACT: ("산재보험법", "산재법", "산재보상보험법", "산재보상법", "산업재해보상법"),
    "고용보험 및 산업재해보상보험의 보험료징수 등에 관한 법률": (
        "고용산재보험료징수법",
        "보험료징수법",
        "고용산재징수법",
        "징수법",
    ),
    "진폐의 예방과 진폐근로자의 보호 등에 관한 법률": ("진폐예방법", "진폐근로자보호법"),
    "공공기관의 정보공개에 관한 법률": ("정보공개법",),
    "상고심절차에 관한 특례법": ("상고심법", "상고심특례법"),
    "화물자동차 운수사업법": ("화물자동차법",),
}
_FULL_NAMES = {
    *_NAMES,
    # Others of several words; other laws are one word and found by form.
    "산업재해보상보험업무처리규정",
    "교통사고처리 특례법",
    "개인정보 보호법",
    "여객자동차 운수사업법",
    "파견근로자 보호 등에 관한 법률",
    "국가유공자 등 예우 및 지원에 관한 법률",
    "석탄산업법",
    "소송촉진 등에 관한 특례법",
    "공무원 재해보상법",
    "암관리법",
    "장애인복지법",
    "남녀고용평등과 일ㆍ가정 양립 지원에 관한 법률",
    "외국인근로자의 고용 등에 관한 법률",
    "근로자의 날 제정에 관한 법률",
    "공공감사에 관한 법률",
    "행정권한의 위임 및 위탁에 관한 규정",
    "중대재해 처벌 등에 관한 법률",
    "산업안전보건기준에 관한 규칙",
    "채무자 회생 및 파산에 관한 법률",
    "특정범죄 가중처벌 등에 관한 법률",
    "가족관계의 등록 등에 관한 법률",
    "공무원및사립학교교직원의의료보험법",
}
_CANONICAL = {squeeze(name): name for name in _FULL_NAMES} | {
    short: name for name, others in _NAMES.items() for short in others
}
_BY_LENGTH = sorted(_CANONICAL, key=len, reverse=True)

# --- the pieces of a citation --------------------------------------------------------------------

_SUFFIX = r"(?:시행령|시행규칙)"
_LISTED_NAME = "|".join(r"\s*".join(squeeze(name)) for name in sorted(_FULL_NAMES, key=len, reverse=True))
_NAME_BY_FORM = (
    # One word: 근로기준법, 도로교통법, …규정.
    r"[가-힣]{1,24}(?:법률|법|[가-힣]{2}규정|[가-힣]{2}규칙)"
    # Several: …의 보호 및 … 등에 관한 법률.
    r"|(?:[가-힣]+(?:의|및|등|등에|에)\s+){1,7}관한\s*(?:특례)?(?:법률|법|규정|규칙)"
)
# Where a name can begin that is known by its form only: at a word, behind another token, or deep in a run of
# Hangul that is longer than any name. Anywhere else the search for one would have begun earlier.
_STARTS_A_NAME = r"(?:(?<![가-힣])|(?<=[법률정칙령동조항호시])|(?=[가-힣]{25}))"
_CLOSED = r"[」』〉>'’\"”]?"
# (2007. 4. 11. 법률 제8373호로 전부 개정되기 전의 것)
_REVISION = r"(?:\s*[\(\[（](?!\s*별\s*표)(?:[^()\[\]（）]|\([^()]*\)){0,160}[\)\]）])"
_FOLLOWS = r"(?:제\s*\d|\d{1,3}\s*조\s*\d|(?:은|의)?\s*부칙|\[?\s*별표|\s*및\s*(?:같은|동))"
_TOKEN = re.compile(
    # The same law again.
    rf"(?P<same>(?:같은|(?<![가-힣])(?:위|동|그|이|해당|당해|앞의|위의))\s*법(?:률)?(?=\s*(?:{_SUFFIX}|제|부칙|별표|\[))|동법|동\s*(?=시행령|시행규칙))"
    # Another law, and it is not said which.
    r"|(?P<unnamed>(?<![가-힣])(?:다른|관련|관계|개별|각)\s*법(?:률|령)?(?=\s*제))"
    # A law by its name, its decree or rule, and whether something of it follows.
    rf"|(?P<name>{_LISTED_NAME}|{_STARTS_A_NAME}(?:{_NAME_BY_FORM}))(?:{_CLOSED}{_REVISION}?[」』'’]?\s*(?P<suffix>{_SUFFIX}))?"
    rf"(?P<cites>{_CLOSED}{_REVISION}{{0,2}}\s*[」』]?(?={_FOLLOWS}))?"
    # 법 alone is the act; a decree or a rule alone is that of the law before it.
    r"|(?P<bare>(?<![가-힣])(?:구\s*)?법(?=\s*제\s*\d+\s*조))"
    rf"|(?<![가-힣])(?P<sub>{_SUFFIX})(?={_REVISION}?\s*{_FOLLOWS})"
    # Supplementary provisions.
    r"|(?P<supplement>부칙)(?:\s*[\(<〈][^)>〉]{0,60}[\)>〉])?(?=\s*제\s*\d+\s*조)"
    # An article (제N조의M 제K항), behind the number of another act too; short (37조 1항).
    r"|(?:(?P<number_of>령|법률|훈령|예규)\s*)?제\s*(?P<article>\d{1,3})\s*조(?:\s*의\s*(?P<branch>\d{1,2}))?"
    r"(?:\s*\([^)]{1,30}\))?(?:\s*,?\s*제\s*(?P<paragraph>\d{1,2})\s*항)?"
    r"|(?<![\d가-힣])(?P<plain>\d{1,3})\s*조\s*(?P<plainparagraph>\d{1,2})\s*항"
    # A table, and a notice of the ministry.
    r"|[\[〔]?\s*별표\s*(?:제\s*)?(?P<table>\d{1,2})(?:\s*의\s*(?P<tablebranch>\d{1,2}))?\s*(?:호)?\s*[\]〕]?"
    r"|(?P<notice>고용노동부\s*고시|노동부\s*고시)\s*(?:[\(「]?\s*제?\s*(?P<number>\d{4}\s*-\s*\d{1,4})\s*호)"
)
_CALLED = r"(?:이하|약칭)\s*,?\s*(?:각|단순히)?\s*['‘\"“「]?(?:구\s*)?"
_SO_CALLED = r"\s*['’\"”」]?\s*(?:이?라|으로|로)"
_SHORT_NAME = re.compile(rf"{_CALLED}[가-힣]{{1,14}}?법{_SO_CALLED}")
# A law with the short name the text gives it: 산업재해보상보험법(이하 '산재보험법'이라 한다).
_DEFINED = re.compile(
    rf"(?P<full>{_LISTED_NAME}|{_NAME_BY_FORM})\s*[」』'’]?{_REVISION}?\s*[\(（](?:[^()]|\([^()]*\)){{0,120}}?"
    rf"{_CALLED}(?P<short>[가-힣]{{1,14}}?법){_SO_CALLED}"
)


@dataclass(frozen=True, slots=True)
class Statute:
    """What a text cites of a law: `cited` in full (`산업재해보상보험법 제37조 제1항`), and where it stands.

    `is_former`: the text calls that law 구 (`구 산업재해보상보험법(… 개정되기 전의 것)`).
    """

    cited: str
    start: int
    end: int
    is_former: bool = False


def read_statutes(text: str) -> tuple[str, ...]:
    """Statutes a text cites, each once, in the order of first mention.

    Shapes: `법이름 제N조 제M항`, `법이름 시행령 제N조의M`, `법이름 [시행령] 별표 N`,
    `법이름 부칙 제N조`, `고용노동부고시 제YYYY-N호`. A short name counts for the law the text or
    common use defines it as; an article with no law named before it is left out.
    """
    return tuple(dict.fromkeys(found.cited for found in find_statutes(text)))


def find_statutes(text: str) -> Iterator[Statute]:
    """The same with their places, as often as they stand there. The place is that of the article alone."""
    short_names = list(_short_names(text))
    defined = {short: law for short, law, _ in short_names}
    former_names = {short for short, _, is_former in short_names if is_former}
    supplement, is_former, since = False, False, 0
    tables: dict[str, str] = {}
    for begin, end in _citing(text):
        # No name outlives its paragraph.
        law = base = last = ""
        for match in _TOKEN.finditer(text, begin, end):
            if match["notice"]:
                yield Statute(f"고용노동부고시 제{squeeze(match['number'])}호", *match.span())
            elif match["name"] or match["same"] or match["bare"] or match["sub"]:
                name, suffix = squeeze(match["name"] or ""), match["suffix"] or match["sub"]
                # An unknown word that ends in 법 (방법, 해법) is a law only where an article follows it.
                is_law = match["cites"] is not None or name in defined or _canonical(name) in _FULL_NAMES
                if name and not is_law:
                    last = _canonical(name) if _is_mentioned_law(name) else last
                    continue
                if name:
                    base = defined.get(name) or _canonical(name)
                    is_former = name in former_names or _is_called_former(text, match.start())
                elif match["bare"]:
                    base = defined.get("법", _ACT)
                    is_former = "법" in former_names or _is_called_former(text, match.start())
                elif match["same"]:
                    # 도로교통법은 …을 정하고, 그 법 제5조는 …: the law that was mentioned last.
                    base = last or base
                last = base
                law = f"{base or defined.get(suffix, _ACT)} {suffix}" if suffix else base
                supplement, since = False, match.end()
            elif match["unnamed"]:
                law = ""
            elif match["supplement"]:
                supplement = True
            elif not law or match["number_of"]:
                continue
            elif match["table"]:
                table = match["table"] + (f"의{match['tablebranch']}" if match["tablebranch"] else "")
                # The body of a ruling speaks of a table again without naming its decree.
                owner = tables[table] = tables.get(table, law) if law == base else law
                yield Statute(f"{owner} 별표 {table}", *match.span(), is_former)
                since = match.end()
            elif not _is_contract(text, match.start(), since):
                cited = f"{law} {'부칙 ' if supplement and match['article'] else ''}{_article(match)}"
                yield Statute(cited, *match.span(), is_former)
                since = match.end()


_NO_LAW = re.compile(r".*[방불위적입요기수용]법")


# True for a word in 법 that names a law where no article follows it: 도로교통법은, not 치료방법은.
def _is_mentioned_law(name: str) -> bool:
    return name in ("민법", "형법", "상법", "헌법") or (len(name) > 3 and not _NO_LAW.fullmatch(name))


# `제N조의M 제K항` of a token that names an article.
def _article(match: re.Match[str]) -> str:
    if match["plain"]:
        return f"제{match['plain']}조 제{match['plainparagraph']}항"
    article = f"제{match['article']}조" + (f"의{match['branch']}" if match["branch"] else "")
    return f"{article} 제{match['paragraph']}항" if match["paragraph"] else article


_CITES_SOMETHING = re.compile(r"\d\s*조|별표|고시")
# What may follow 제N조 or 별표 and still belong to it: the article's title, the paragraph, white space.
_REST_OF_A_CITATION = 100


# The paragraphs that cite something, each up to the last thing it cites: the rest is slow to read.
def _citing(text: str) -> Iterator[tuple[int, int]]:
    for begin, end in paragraphs(text):
        if cited := [match.end() for match in _CITES_SOMETHING.finditer(text, begin, end)]:
            yield begin, min(end, cited[-1] + _REST_OF_A_CITATION)


# A law's full name, its revision in parentheses and the words before its short name.
_LONGEST_DEFINITION = 600


# Short names the text defines (이하 '산재보험법'이라 한다), with the law they stand for, and whether it is a 구 one.
def _short_names(text: str) -> Iterator[tuple[str, str, bool]]:
    last = 0
    for short in _SHORT_NAME.finditer(text):
        begin = max(last, short.start() - _LONGEST_DEFINITION)
        for match in _DEFINED.finditer(text, begin, short.end()):
            yield match["short"], _canonical(match["full"]), _is_called_former(text, match.start("full"))
            last = match.end()


_FORMER = re.compile(r"(?<![가-힣])구\s*[「『'‘]?\s*$")


# True where 구 stands before, or at the head of, the name that begins here.
def _is_called_former(text: str, start: int) -> bool:
    return bool(_FORMER.search(text, max(0, start - 6), start)) or bool(
        re.match(r"구\s*[가-힣]+법|구\s*법", text[start : start + 40])
    )


# An article this many characters after its law or the article before it is no longer read as that law's; one
# in parentheses may stand a sentence further.
_TOO_FAR = 90


# True where the article belongs to a contract or a decision nearby rather than to the law before it.
def _is_contract(text: str, start: int, since: int) -> bool:
    gap = text[since:start]
    far = 2 * _TOO_FAR if gap.rstrip().endswith("(") else _TOO_FAR
    return len(gap) > far or bool(_CONTRACT.search(gap)) or has_end(gap)


_CONTRACT = re.compile(r"계약|규약|약관|취업규칙|단체협약")


@lru_cache(maxsize=4096)
def _canonical(name: str) -> str:
    bare = re.sub(r"^(?:개정된|개정전|종전의|현행|구)(?=[가-힣]{3,})", "", squeeze(name))
    ends = (known for known in _BY_LENGTH if bare == known or (len(known) > 3 and bare.endswith(known)))
    return next((_CANONICAL[known] for known in ends), bare)


# --- what stands today ---------------------------------------------------------------------------


def stands_today(cited: str) -> bool | None:
    """Whether the article that `find_statutes` names is in the law of today; None for laws not looked up.

    By the act, its decree and its rule with the dates of `data/parameters/articles.yaml`.
    """
    match = _ARTICLE_OF.fullmatch(cited)
    law = read_shipped("parameters/articles.yaml").get(match["law"]) if match else None
    if not match or not law:
        return None
    number, branch = int(match["number"]), int(match["branch"] or 0)
    if branch:
        first, last = law["branches"].get(number, (0, 0))
        return bool(first <= branch <= last)
    return number <= law["last"] and number not in law["without"]


_ARTICLE_OF = re.compile(r"(?P<law>.+?) 제(?P<number>\d+)조(?:의(?P<branch>\d+))?(?: .*)?")


# --- one article by itself -----------------------------------------------------------------------

_PLACE = re.compile(
    r"제(?P<number>\d+)조(?:의(?P<branch>\d+))?(?: 제(?P<paragraph>\d+)항)?(?: 제(?P<item>\d+)호)?(?: (?P<letter>[가-하])목)?(?P<proviso> 단서)?"
)


@dataclass(frozen=True, slots=True)
class Article:
    """A place in a law, as deep as it is named: 조, 의, 항, 호, 목, 단서; empty strings where it is not."""

    number: str
    branch: str
    paragraph: str
    item: str
    letter: str
    proviso: bool


def read_article(words: str) -> Article | None:
    """The place that `제35조의2 제2항 제4호 가목 단서` names; None for words of any other shape."""
    match = _PLACE.fullmatch(words)
    if not match:
        return None
    number, branch, paragraph, item, letter, proviso = match.groups(default="")
    return Article(number, branch, paragraph, item, letter, bool(proviso))


_ANNEX_PLACE = re.compile(r"별표 (?P<number>\d+(?:의\d+)?)(?: 제(?P<item>\d+)호)?(?: (?P<letter>[가-하])목)?")


@dataclass(frozen=True, slots=True)
class Annex:
    """A place in an annex (별표), as deep as it is named: number, 호, 목; empty strings where it is not."""

    number: str
    item: str
    letter: str


def read_annex(words: str) -> Annex | None:
    """The place that `별표 3 제7호 차목` names; None for words of any other shape."""
    match = _ANNEX_PLACE.fullmatch(words)
    return Annex(*match.groups(default="")) if match else None
