"""Diagnoses and occupation, where a ruling's text states them."""

import re
from collections.abc import Iterable, Iterator

from lib.domain.sections import Part, Sections

_QUOTE = "'‘’\"“”「」"
_DEFINED = re.compile(
    rf"\(\s*(?:[^()\n]{{0,30}},\s*)?이하\s*,?\s*(?:위\s*상병을?\s*)?(?:통칭하여|모두|합하여|통틀어|각|총칭하여|이를)?\s*[{_QUOTE}]?"
    r"(?:이\s*사건\s*)?(?:제\s*\d\s*)?(?:각\s*)?(?:신청\s*|승인\s*|최초\s*|기승인\s*|불승인\s*|쟁점\s*|추가\s*|원\s*)?(?:의\s*)?(?:상병|질병|질환|병|추가상병|상이|진단|사인)"
)
# How many characters before `(이하 '이 사건 상병'` its names may take.
_BEFORE_DEFINITION = 400
_TAIL = re.compile(
    r"\s*(?:등의?|의|라는)?\s*(?:상해|상병|질병|진단|병)?\s*(?:\((?:[A-Z]\d[\d.]*|[가-힣\s]{0,8})\))?\s*(?:등)?\s*$"
)
_QUOTED = re.compile(
    rf"[{_QUOTE}](?P<words>[^{_QUOTE}\n]{{2,300}})[{_QUOTE}]\s*(?:등)?(?:의|에\s*대하여|에\s*관하여|이라는|라는|을|를|로|으로)?\s*(?:상병|질병|질환|진단|상해|부상|병명|장해|재해|사인|소견|추가상병|요양|입고|이\s*발병|이\s*발생|입은)"
)
_DIAGNOSED = re.compile(
    rf"[{_QUOTE}]?(?P<words>[가-힣A-Za-z0-9·,\s()-]{{2,60}}?)[{_QUOTE}]?\s*(?:진단을\s*받|(?:으로|로)\s*확진|으로\s*진단|로\s*진단|상병을\s*진단|의\s*진단|이\s*발병|가\s*발병|상해를\s*입|부상을\s*입)"
)
_CAUSE_OF_DEATH = re.compile(
    rf"(?:직접\s*사인|사망\s*원인|사인|선행\s*사인)(?:은|이|으로|으로는|:|：|란에)?\s*[{_QUOTE}]?(?P<words>[가-힣A-Za-z()·,\s]{{2,50}}?)[{_QUOTE}]?\s*(?:\(|으로|로\s*(?:추정|기재|판단|밝혀|인정|확인)|이다|이었|였|이라|라고|\n|,\s*중간|,\s*선행|이며|되었)"
)
_STARTS_CLAUSE = re.compile(
    r".*(?:원고(?:는|가|에게|의)|망인(?:은|이|에게|의)|고인(?:은|이|에게)|병원에서|의원에서|으로부터|로부터|인하여|인해|내원하여|사고로|결과|진단서상|받고|받아|당하여|당해|대하여|통하여|(?<=[일월년시분\d.])\s*경|무렵|진단\s*받은|노출되어|있어|되어|하여|하다가|던\s*중|상의|위\s*사고로|\d\s*\.(?=\s))\s*[,]?\s*",
    re.DOTALL,
)
_MEDICAL = re.compile(
    r"증|염|암|골절|손상|파열|출혈|경색|난청|진폐|장애|질환|염좌|타박|절단|열상|화상|탈구|협착|탈출|종양|백혈병|림프|우울|마비|괴사|협심|부정맥|심근|폐|뇌|좌상|부전|쇼크|급사|천공|이명|청력|당뇨|고혈압|통증|디스크|괴저|변형|혈종|기흉|혈흉|심장|결핵|중독|쯔쯔|파킨슨|상이|후유|무기폐|통$"
)
_PROSE = re.compile(r"호소|과실|피해자|치료가|주장|의하면|하였|되었|불구하고")


def read_diagnoses(sections: Sections) -> tuple[str, ...]:
    """Names of the injuries or illnesses in dispute, as the ruling writes them.

    The definition of 이 사건 상병 counts first; then diagnoses quoted where the history of the
    decision is told; then plain mentions of a diagnosis; then the cause of death. Empty where
    the text names none.
    """
    reasons = sections.body(Part.REASONS)
    history = sections.body(Part.HISTORY) or reasons
    for text in (history, reasons):
        if names := _names(_defined_names(text, match.start()) for match in _DEFINED.finditer(text)):
            return names
    if names := _names(match["words"] for match in _QUOTED.finditer(history)):
        return names
    for text, pattern in (
        (history, _DIAGNOSED),
        (history, _CAUSE_OF_DEATH),
        (reasons, _CAUSE_OF_DEATH),
        (reasons, _DIAGNOSED),
    ):
        mentions = _near(pattern, _CLOSES_MENTION, text) if pattern is _DIAGNOSED else pattern.finditer(text)
        if names := _names(_STARTS_CLAUSE.sub("", match["words"], count=1) for match in mentions):
            return names[:_MOST_MENTIONED]
    return ()


_CLOSES_MENTION = re.compile(
    r"진단을\s*받|로\s*(?:확진|진단)|(?:상병을|의)\s*진단|[이가]\s*발병|(?:상해|부상)를?을?\s*입"
)
# A mention and its closing word: 60 characters of names, quotation marks and white space.
_WIDEST_MENTION = 80


# The matches of a pattern, looked for only where words that close one stand (it is slow elsewhere).
def _near(pattern: re.Pattern[str], closes: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    last = 0
    for closing in closes.finditer(text):
        begin = max(last, closing.start() - _WIDEST_MENTION)
        if closing.end() > last and (match := pattern.search(text, begin, closing.end())):
            yield match
            last = match.end()


# Plain mentions beyond these are earlier illnesses more often than the ones in dispute.
_MOST_MENTIONED = 4


# The words that a definition such as `(이하 '이 사건 상병'` stands behind.
def _defined_names(text: str, end: int) -> str:
    line = text.rfind("\n", 0, end) + 1
    words = _TAIL.sub("", text[max(line, end - _BEFORE_DEFINITION) : end])
    quoted = re.search(rf"[{_QUOTE}]([^{_QUOTE}]{{2,300}})[{_QUOTE}]?$", words)
    return quoted[1] if quoted else _STARTS_CLAUSE.sub("", words, count=1)


def _names(found: Iterable[str]) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for words in found:
        for name in re.split(r"\s*(?:,(?![^()]*\))|，|、|\s및\s|/|①|②|③|④|⑤|⑥)\s*", words):
            cleaned = re.sub(
                rf"[{_QUOTE}]|\s+등$|^(?:및|등)\s+|\([A-Z]\d[\d.]*\)$|^\(?\d\)?[.)]?\s*",
                "",
                " ".join(name.split()),
            ).strip(" .·,:")
            cleaned = re.sub(r"^(?:즉|경|을|를|인|상)\s+", "", cleaned)
            if 2 <= len(cleaned) <= 60 and _MEDICAL.search(cleaned) and not _PROSE.search(cleaned):
                names.setdefault(cleaned)
    return tuple(names)


# Where the work is named, and the words that close such a place.
_JOB = (
    (
        re.compile(
            r"(?:에서|소속(?:으로|의)?|입사하여|고용되어|채용되어|하에|이래|경부터|까지|동안|주로|부서의?|현장의?|,)\s*(?P<job>[가-힣A-Za-z·()\s]{2,28}?)\s*(?:으로서?|로서?)\s*(?:근무|일하|일해|재직|종사|활동|고용)"
        ),
        re.compile(r"로서?\s*(?:근무|일하|일해|재직|종사|활동|고용)"),
    ),
    (
        re.compile(
            r"(?:에서|소속|입사하여|,|로서|하여|이후)\s*(?P<job>[가-힣A-Za-z·()\s]{2,28}?)\s*(?:등의?\s*)?(?:업무|작업|일|직무)(?:을|를|에)\s*(?:담당|종사|수행|하던|하여|해\s*왔|하였|맡)"
        ),
        re.compile(r"[을를에]\s*(?:담당|종사|수행|하던|하여|해\s*왔|하였|맡)"),
    ),
    (
        re.compile(
            r"(?P<job>[가-힣]{1,12}(?:공|원|기사|사원|직|자|수|부|관|사|장|인부))(?:으로|로)\s*(?:근무|일하|종사|재직)"
        ),
        re.compile(r"로\s*(?:근무|일하|종사|재직)"),
    ),
)
_NOT_A_JOB = re.compile(
    r"^(?:근로자|직원|사람|상시|정상|계속|실제|동일|주간|야간|일용직\s*근로자|회사|같은|정규직|계약직|위|이|그|각|소속|교대|하루|평균|통상|업무|근로|이후|최초)$|까지|부터|동안|하면서|시간|년간|개월|이유|회사의|사유|결정|처분|적으로$|요양|진단|원고|피고|망인"
)


def read_occupation(sections: Sections) -> str:
    """The work the person did, in the ruling's words; empty where it is not stated plainly."""
    history = sections.body(Part.HISTORY) or sections.body(Part.REASONS)[:1800]
    for text in (history, sections.body(Part.FACTS)[:2500], sections.body(Part.ARGUMENT)[:800]):
        for pattern, closes in _JOB:
            for match in _near(pattern, closes, text):
                job = " ".join(match["job"].split()).strip(" ,·")
                job = re.sub(r"^.*(?:에서|소속|입사하여|하여|부터|까지|고용되어|,)\s+", "", job)
                if 2 <= len(job) <= 24 and not _NOT_A_JOB.search(job) and job.count("(") == job.count(")"):
                    return job
    return ""
