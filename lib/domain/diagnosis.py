"""The illnesses and injuries in dispute, by their names, where a ruling's text states them."""

import re
from collections.abc import Iterator
from itertools import islice

from ahocorasick_rs import AhoCorasick, Implementation

from lib.domain.illness import QUOTES, each_once, may_end, names_in
from lib.domain.sections import Part, Sections
from lib.text.sentences import last_start
from lib.text.spelling import squeeze

_Q = f"[{QUOTES}]"
_QUOTE_MARKS = tuple(QUOTES)
_ILLNESS = (
    r"(?:추가\s*상병|상\s*병(?:명)?|질병|질환|병(?:명)?|상이|상해|부상|장해|진단(?:명)?|사인|증상|증세)"
)
# (이하 '이 사건 상병'이라 한다): the name that the ruling gives to what stands before it, or inside.
_DEFINITION = re.compile(
    rf"[(（]\s*(?P<before>(?:[^()（）\n]|\n(?!\s*\n)){{0,200}}?)이하\s*,?\s*(?P<inside>(?:[^()（）]|\([^()]*\)){{0,400}}?)"
    rf"{_Q}?\s*(?P<term>(?:[가-힣\d]\s*){{0,14}}?{_ILLNESS}(?:들)?)\s*{_Q}?\s*(?:이?라|으로|로|이)\s*(?:고|하|한|칭|부르|만|함|통칭|총칭|약칭|각|는|\))"
)
_APPROVED = re.compile(
    r"(?<!불)승인(?:된)?(?:상병|질병|상해|부상)|기승인|(?<!불)승인|최초|기존|당초|원상병|종전|선행|1차|관련"
)
_DISPUTED = re.compile(r"불승인|미승인|신청|추가|쟁점|이사건(?:각|제\d)?(?:상병|질병)")
# How many characters before a definition its names may take.
_WIDEST = 600
_SPAN = re.compile(rf"{_Q}(?P<words>[^{QUOTES}]{{2,500}}?){_Q}")
# What may stand between the last name and its definition, or between a name and what is said of it.
_CLOSERS = (
    "등 의 라는 이라는 라는병 이라는병 라는 을 를 이 가 은 는 으로 로 에 각 위 대하여 대한 대해 관하여 관한 인하여 인해 인한 이유로 원인으로 사유로 하에 직접 최종 추가로 최초 피고에게 "
    "피고로부터 소견 증상 증세 병명 상병 질병 질환 상해 부상 장해 진단 확진 추가상병"
)
_VERBS = "받 하 되 입 발병 발생 사망"


# Any of these words, to be met from their ends.
def _backwards(words: str) -> str:
    return "|".join(r"\s*".join(reversed(word)) for word in sorted(words.split(), key=len, reverse=True))


# Read backwards from where they end, so that nothing is looked for where they do not stand.
_CLOSES = re.compile(
    rf"\s*(?:[가-힣]{{1,6}}?(?:{_backwards(_VERBS)})(?=\s|{_backwards(_CLOSERS)}))?(?:\s*(?:{_backwards(_CLOSERS)}))+\s*"
)
_WIDEST_CLOSER = 60

# --- what is said of an illness ------------------------------------------------------------------

_SAID = re.compile(
    # Diagnosed; injured; arisen; had.
    r"진단(?!서|일|방사선|기준|검사)|확진|입(?=[었고은어게])|(?:발병|발생|발견|악화|재발)(?=[하되한된을이였])|(?:상병|증상|증세)(?=으로|로|이|을)"
    # Asked for, granted or refused; treated; died of.
    r"|앓(?=[고았아던])|쓰러|(?<=[와과]\s)업무|사이(?=[에의])|요양|재요양|추가\s*상병|장해\s*급여|장해\s*등급|휴업\s*급여|업무상\s*(?:재해|질병)(?:로|으로)\s*인정|치료를?\s*받|입원|수술|사망|(?:사인|원인)으로"
)
# What names begin behind: a cause of death, a field of a form.
_CAUSE = re.compile(
    r"(?:(?:직접|중간\s*선행|선행|간접)\s*)?(?:사망\s*(?:의\s*)?(?:직접\s*)?원인|사인|원인(?=\s*[:：]))\s*(?:은|이|을|란에|으로는|으로|인|:|：|\))?\s*(?=\S)"
    r"|(?:상병\s*명?|병\s*명|진단\s*명)\s*(?:은|이|:|：|인)\s*(?=\S)"
)
# The words with which any of these begins: only there is it looked for.
_SAYS = AhoCorasick(
    ["진단", "확진", "입었", "입고", "입은", "입어", "입게", "발병", "발생", "발견", "악화", "재발", "상병", "증상", "증세", "앓",
     "쓰러", "업무", "사이", "요양", "추가", "장해", "휴업", "치료", "입원", "수술", "사망", "사인", "원인", "병명"],
    implementation=Implementation.DFA,
)  # fmt: skip


def read_diagnoses(sections: Sections) -> tuple[str, ...]:
    """Names of the injuries or illnesses in dispute, as the ruling writes them, each in one spelling.

    What the ruling defines as 이 사건 상병 counts first, one that was granted before only where nothing else
    is in dispute; then what was diagnosed, suffered, asked for or died of where the history of the decision is
    told; then the same anywhere in the reasons, and in the published holdings. Empty where the text names none.
    """
    reasons = sections.body(Part.REASONS)
    history = sections.body(Part.HISTORY)
    for text in filter(None, (history, reasons)):
        if names := _defined(text):
            return names
    if history and (names := _told(history)):
        return names
    if names := tuple(each_once(_pointed_at(reasons))):
        return names
    # An illness that is named in the ruling below alone is not told by what else is named here.
    if not _UNNAMED.search(reasons) and (names := _spoken_of(reasons, _told(reasons))):
        return names
    # The holdings of a Supreme Court ruling tell the case in a sentence that its reasons may leave out.
    return next(filter(None, (_told(sections.body(part)) for part in (Part.SUMMARY, Part.HOLDINGS))), ())


_POINTED_AT = re.compile(r"이\s*사건\s+(?=[가-힣])")
_UNNAMED = re.compile(r"이\s*사건\s*(?:각\s*)?(?:상병|질병)")


# 이 사건 급성망막괴사증: an illness that is pointed at by its name.
def _pointed_at(text: str) -> Iterator[str]:
    for match in _POINTED_AT.finditer(text):
        yield from (name for name in _names_after(text, match.end()) if not name.endswith(_GROUP))


# Of names told somewhere in the reasons, those that the ruling comes back to as often as to any.
def _spoken_of(text: str, names: tuple[str, ...]) -> tuple[str, ...]:
    squeezed = squeeze(text)
    counts = {name: squeezed.count(squeeze(name)) for name in names}
    return tuple(name for name in names if 3 * counts[name] >= max(counts.values()))


# Names under a definition; those in dispute, or else those that were granted.
def _defined(text: str) -> tuple[str, ...]:
    disputed: list[str] = []
    granted: list[str] = []
    for match in _DEFINITION.finditer(text):
        term = squeeze(match["term"])
        names = _names_inside(match["before"] + " " + match["inside"]) or _names_before(
            text, match.start(), is_defined=True
        )
        is_granted = _APPROVED.search(term) and not _DISPUTED.search(term)
        (granted if is_granted else disputed).extend(names)
    return tuple(each_once(disputed or granted))


# Names that the definition itself quotes: (이하 불승인된 'A, B'를 '이 사건 상병'이라 한다).
def _names_inside(words: str) -> list[str]:
    return [name for quoted in _SPAN.finditer(words) for name in names_in(quoted["words"], is_defined=True)]


# The names that end at a place of the text, but for the words that close them.
def _names_before(text: str, place: int, *, is_defined: bool = False) -> list[str]:
    near = text[max(0, place - _WIDEST_CLOSER) : place].rstrip()
    closer = _CLOSES.match(near[::-1])
    ends = (near, near[: -closer.end()]) if closer else (near,)
    if not any(may_end(end) or end.endswith(_QUOTE_MARKS) for end in ends):
        return []
    words = text[last_start(text, max(0, place - _WIDEST), place) : place].rstrip()
    for candidate in (words, words[: -closer.end()]) if closer else (words,):
        if candidate[-1:] and candidate[-1] in QUOTES:
            return _quoted_before(candidate, is_defined)
        # The definition may stand inside the quotation marks.
        opened = max((candidate.rfind(mark) for mark in QUOTES), default=-1)
        if (
            opened >= 0
            and candidate.count(candidate[opened]) % 2
            and (names := names_in(candidate[opened + 1 :]))
        ):
            return names
        if names := names_in(candidate, is_quoted=False):
            return names
    return []


# Quoted names at the end of words, and those quoted before them in the same list.
def _quoted_before(words: str, is_defined: bool) -> list[str]:
    found: list[str] = []
    while match := re.search(rf"{_Q}([^{QUOTES}]{{2,500}}){_Q}\s*(?:,|및|와|과|·)?\s*$", words):
        found = [*names_in(match[1], is_defined=is_defined), *found]
        words = words[: match.start()]
        if not re.search(rf"{_Q}\s*(?:,|및|와|과|·)\s*$", words):
            break
    return found


# Up to the end of the sentence: 이 상병에 관하여 요양승인을 받았고.
_GRANTED = re.compile(
    r"(?:(?!다\.\s|신청|청구)[\s\S]){0,300}?(?:(?<!불)승인\s*(?:을\s*)?받|업무상\s*(?:재해|질병)로\s*(?:인정|승인)\s*받)"
)


# What the text tells of illnesses, without a definition.
def _told(text: str) -> tuple[str, ...]:
    found: list[tuple[int, list[str], bool]] = []
    for _, place, _ in _SAYS.find_matches_as_indexes(text):
        if (match := _SAID.match(text, place)) and (names := _names_before(text, place)):
            found.append((place, names, bool(_GRANTED.match(text, match.end()))))
        if (match := _CAUSE.match(text, place)) and (names := _names_after(text, match.end())):
            found.append((place, names, False))
    for span in _SPAN.finditer(text):
        if names := names_in(span["words"]):
            found.append((span.start(), names, bool(_GRANTED.match(text, span.end()))))
    found.sort(key=lambda entry: entry[0])
    disputed = [name for _, names, granted in found if not granted for name in names]
    return _without_parts(each_once(disputed or (name for _, names, _ in found for name in names)))


_GROUP = "질환"


# Without names that stand inside another of them, and without mere groups (질환) where one is named.
def _without_parts(names: list[str]) -> tuple[str, ...]:
    exact = [name for name in names if not name.endswith(_GROUP)] or names
    bare = {name: squeeze(name) for name in exact}
    return tuple(n for n in exact if not any(bare[n] in bare[m] for m in exact if m != n))


_ENDS_NAME = re.compile(
    r"으?로(?=\s|추정|기재|판단|밝혀|인정|확인)|[이가은는을를](?=\s)|이(?=[라다었고며])|[\n.({}㈀-㉻]|$"
)


_ENDS_TRIED = 8


# The names that begin at a place of the text.
def _names_after(text: str, begin: int) -> list[str]:
    words = text[begin : begin + 160]
    if match := re.match(rf"{_Q}([^{QUOTES}}}\n]{{2,150}})", words):
        return names_in(match[1])
    for end in islice(_ENDS_NAME.finditer(words), _ENDS_TRIED):
        if may_end(words[: end.start()]) and (names := names_in(words[: end.start()])):
            return names
    return []
