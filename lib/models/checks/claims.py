"""Kinds of statements that cost somebody a case when they are made up, and what a text must say to give them.

Deadlines, certainty, instances and finality, who bears the proof, what doctors found, and the facts
that decide (a suicide, a consent, a video, missing protection). Words only: each rule asks whether
what a sentence claims is said at all, and on which side; it understands neither.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from lib.domain.taxonomy import Outcome
from lib.models.checks.facts import value_of

# --- time limits ---------------------------------------------------------------------------------

_TENS = ("열", "스물", "스무", "서른", "마흔", "쉰", "예순", "아흔")
_ONES = ("한", "두", "세", "석", "서", "네", "넉", "다섯", "여섯", "일곱", "여덟", "아홉")
_DAYS = {
    "하루": 1, "이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5, "엿새": 6, "이레": 7, "여드레": 8, "아흐레": 9, "열흘": 10,
    "보름": 15, "반달": 15, "스무날": 20,
}  # fmt: skip
_COUNT = (
    r"(?:\d{1,4}|[일이삼사오육칠팔구]?백?[일이삼사오육칠팔구]?십[일이삼사오육칠팔구]?|[일이삼사오육칠팔구]?백|[일이삼사오육칠팔구]|"
    rf"(?:{'|'.join(_TENS)})(?:{'|'.join(_ONES)})?|{'|'.join(_ONES)})"
)
_PART = rf"{_COUNT}\s?(?:년|해|개월|달|주일|주|일)(?!차|급|정|째|원)(?:\s?반(?![가-힣]))?"
_DURATION = re.compile(
    rf"(?<![가-힣\d.])(?:{_PART}(?:\s?{_PART})?|{'|'.join(_DAYS)}|반\s?년|몇\s?(?:달|년|개월|주|해)|며칠|일주일)"
)
_COUNTED = re.compile(rf"(?P<count>{_COUNT})\s?(?P<unit>년|해|개월|달|주일|주|일)(?P<half>\s?반(?![가-힣]))?")
_IN_MONTHS, _IN_DAYS = {"년": 12, "해": 12, "개월": 1, "달": 1}, {"주일": 7, "주": 7, "일": 1}


def _length(words: str) -> tuple[float, float] | str:
    """Months and days of a duration in any spelling; the words themselves where they name no number."""
    squeezed = re.sub(r"\s", "", words)
    if squeezed in _DAYS:
        return 0, _DAYS[squeezed]
    if squeezed == "반년":
        return 6, 0
    months = days = 0.0
    for match in _COUNTED.finditer(words):
        # 서 달 is 석 달.
        count = value_of(re.sub("서$", "석", match["count"])) + (0.5 if match["half"] else 0)
        months += count * _IN_MONTHS.get(match["unit"], 0)
        days += count * _IN_DAYS.get(match["unit"], 0)
    return (months, days) if months or days else squeezed


_LEGAL_STEP = {
    "suit": re.compile(
        r"소송|소장|소를\s?(?:내|제기)|제소|재판을?\s?(?:걸|청구|신청)|법원에\s?(?:내|가|제출|접수)|제기"
    ),
    "review": re.compile(r"심사|이의|불복"),
    "appeal": re.compile(r"항소|상고"),
    "claim": re.compile(r"시효|권리|청구|신청"),
}
_STEP = re.compile(
    r"소송|소장|소를\s|제소|재판|법원에|심사|이의|불복|항소|상고|시효|청구|신청|제출|접수|처분|결정|통지"
)
_LIMIT_WORD = re.compile(r"기한|기간\s?(?:은|이|안|내)|제소\s?기간|시효|마감|시한")
_LIMIT_OF = re.compile(
    r"^\s?(?:의?\s?(?:기한|기간)|안(?:에|으로|이|까지)|이내|내(?:에|로)|까지|지나(?:기\s?전|면)|넘(?:기|으)|전(?:에|까지)\s|"
    r"동안\s?(?:은\s?)?(?:할\s?수|낼\s?수|가능|청구)|뒤(?:에|까지)?\s?(?:도|내도)|(?:이|가|은|을)?\s?(?:남|여유|주어|이면\s?충분|이면\s?됩|입니다|쓰지)|정도(?:의)?\s?(?:여유|시간))"
)
_ASKED_TO = re.compile(r"(?:내|하|청구하|신청하|제출하|접수하|제기하)(?:시)?면\s?(?:됩|된|되)|여유|괜찮|늦지")
_NO_LIMIT = re.compile(
    r"언제(?:든지?|라도|나|까지나)|아무\s?때나|수시로|기간에\s?상관|기한(?:은|이|의|에)?\s?(?:제한(?:이|은)?\s?)?(?:없|상관없|정해[^.]{0,4}않|두지)|기간(?:의)?\s?제한(?:은|이)?\s?없|"
    r"서두(?:를|르지)[^.]{0,6}(?:없|않)|천천히|급하지\s?않|시간\s?제한|나중에\s[^.]{0,8}(?:도\s?(?:됩|괜찮|늦지)|면\s?됩)|늦(?:어|게\s?내)도|시효(?:가|는|도)?\s?(?:없|지나지|남)|"
    r"기한(?:이|을)?\s?(?:지나|넘)[^.]{0,4}(?:도\s|어도)|기간(?:이)?\s?(?:지나|넘)도"
)


def _steps(text: str) -> set[str]:
    return {name for name, pattern in _LEGAL_STEP.items() if pattern.search(text)}


def _limits(sentence: str) -> list[tuple[float, float] | str] | None:
    """The time limits a sentence names; None where it speaks of none."""
    found = list(_DURATION.finditer(sentence))
    told = [
        _length(match[0])
        for match in found
        if _LIMIT_OF.search(sentence[match.end() : match.end() + 12]) or _LIMIT_WORD.search(sentence)
    ]
    if not told and found and _ASKED_TO.search(sentence):
        told = [_length(match[0]) for match in found]
    return told or None


def has_made_up_limit(sentence: str, texts: Iterable[str]) -> bool:
    """True where a sentence sets a time limit, or says there is none, and no text says so of such a step."""
    if not _STEP.search(sentence):
        return False
    given = tuple(texts)
    no_limit = _NO_LIMIT.search(sentence)
    if no_limit and not any(no_limit[0].replace(" ", "") in text.replace(" ", "") for text in given):
        return True
    told = _limits(sentence)
    if not told:
        return False
    steps = _steps(sentence) & _SPECIFIC
    return not any(
        set(told) <= limits and steps <= known for text in given for limits, known in _given_limits(text)
    )


_SPECIFIC = {"suit", "review", "appeal"}


@lru_cache(maxsize=64)
def _given_limits(text: str) -> tuple[tuple[frozenset[object], frozenset[str]], ...]:
    """Of each sentence of a text that sets limits: the limits, and the steps it speaks of."""
    rows = []
    before = ""
    for sentence in re.split(r"(?<=다\.)\s|\n", text):
        if _STEP.search(sentence) and _limits(sentence):
            limits = [_length(match[0]) for match in _DURATION.finditer(sentence)]
            steps = _steps(sentence) & _SPECIFIC or _steps(_PASSED_OVER.sub("", before))
            rows.append((frozenset(limits), frozenset(steps)))
        before = sentence
    return tuple(rows)


_PASSED_OVER = re.compile(r"(?:재?심사|재결)[^.]{0,8}거치지\s?않고")


# --- certainty and generalisations ---------------------------------------------------------------

_OUTCOME = r"(?:인정|승인|승소|이깁|이긴|이겼|이길|이기|취소됩|취소될|받아들여|산재(?:로|가|입|이|임)|패소|기각|불승인|보상을\s?받)"
_TURNED = r"(?![^.]{0,24}(?:아니|아닙|않|없|어렵|부족|단정|장담))"
_GENERALISES = (
    re.compile(
        r"(?:거의\s?(?:다|모두|모든|항상|전부|대부분|언제나|예외)|대부분(?:이|은|의\s?(?:사건|판결|근로자|경우|사람))?|대다수|대체로|보통은?|흔히|일반적으로|대개|"
        r"누구(?:나|든지?|라도)|무조건|항상|언제나|늘\s|예외\s?없이|어느\s?(?:법원|판결|사건|곳)[가-힣]{0,3}나|어디서나|하나같이|빠짐\s?없이|반드시|틀림\s?없이|확실(?:히|하게)|분명히|당연히|어김\s?없이|의심\s?없이|"
        r"백이면\s?백|쉽게|손쉽게|무난히|문제\s?없이|어렵지\s?않게)\s?(?!의학|자연|증명)(?:(?!때문|원인|라며|라고|다며|다고)[^.,]){0,14}?"
        + _OUTCOME
        + _TURNED
    ),
    re.compile(
        _OUTCOME
        + r"[^.,]{0,12}?(?:것이|게|것은|것임이|결과가)?\s?(?:확실(?!하지|치)|틀림\s?없|분명(?!하지)|당연|뻔|보장(?:됩|된|합|되)|자명)"
    ),
    re.compile(r"(?:확률|승률|승소율|승인율|인정률|인정율|승산)[^.]{0,10}(?:높|낮|크|큽|큰|적|좋|있습|있다|희박|없)"),
    re.compile(
        r"(?:승소|인정|승인|이길|이긴|불승인|패소|기각|취소)[^.]{0,10}(?:가능성|전망|공산)[^.]{0,3}\s?"
        r"(?:매우|아주|굉장히|상당히|대단히|무척|몹시|훨씬|거의|극히|월등히|압도적)"
    ),
    re.compile(
        r"(?:판례|법원|재판부|판결)(?:은|는|가|들은|들이|도|에서)?\s?[^.]{0,12}?(?:일관|한결같|예외\s?없이|이구동성|줄곧|언제나|항상|늘\s|거듭|대체로|대부분|확립)"
    ),
    re.compile(
        r"(?:대부분|거의\s?모든|많은|다수의?|대다수|상당수|수많은|모든|절대다수)\s?(?:의\s?)?(?:근로자|노동자|사람|유족|신청인|사건|판결|법원|판례|사례|재판)"
        r"[^.,]{0,18}" + _OUTCOME + _TURNED
    ),
    re.compile(
        r"(?:이런|이러한|비슷한|같은|유사한|이와\s?같은)\s[^.,]{0,14}(?:사건|판결|사례|경우|근로자|사람)[^.,]{0,8}(?:모두|전부|다)\s[^.,]{0,10}"
        + _OUTCOME
        + _TURNED
    ),
    re.compile(
        r"백발백중|떼\s?놓은\s?당상|따\s?놓은\s?당상|이긴\s?(?:것이나|거나)|(?:질|지는|패소할)\s?(?:리|일|걱정)[^.]{0,8}(?:없|않)|걱정(?:하실|할)?\s?(?:필요|것)[^.]{0,4}없|"
        r"장담(?:합|할\s?수\s?있|하)|안심(?:하|해)|(?:패소|기각|불승인)[^.]{0,12}(?:드뭅|드물|거의\s?없)|(?:인정|승소|승인)[^.]{0,14}(?:드뭅|드물|거의\s?없|전례|일은\s?없)"
    ),
)  # fmt: skip


def generalises(sentence: str, texts: Iterable[str]) -> bool:
    """True where a sentence speaks of all cases, or is sure of one: no single text can give that.

    A ruling's own "확립된 판례" is its word where the text has it.
    """
    for pattern in _GENERALISES:
        match = pattern.search(sentence)
        if not match:
            continue
        settled = re.search(r"확립|일관|거듭", match[0])
        if not (settled and any(settled[0] in text for text in texts)):
            return True
    return False


# --- instances, finality, appeals, the burden of proof -------------------------------------------

_HEADER = re.compile(r"연관\s?판결\s?[】\]:：][^\n【]{0,300}")
_BEFORE_THE_COURT = re.compile(r"판결|재판|사건|그대로|결과|소송|로\s*확정")


def header_of(text: str) -> str:
    """The part of an imported ruling that lists the same dispute before other courts."""
    return " ".join(match[0] for match in _HEADER.finditer(text))


def _without_header(text: str) -> str:
    return _HEADER.sub(" ", text)


_VERDICT = (
    r"(?:(?<![가-힣])(?:졌|진\s)|이겼|이긴|뒤집|기각|패소|승소|유지|확정|인정|받아들|각하|파기|바뀌|취소)"
)
_STAGES = (
    (re.compile(rf"(?:항소심|2\s?심|고등법원)[^.]{{0,24}}{_VERDICT}"), re.compile(r"항소|제\s?1\s?심|원심|환송|2\s?심")),
    (re.compile(rf"(?:상고심|3\s?심|대법원)[^.]{{0,24}}{_VERDICT}"), re.compile(r"상고|원심|대법원")),
    (re.compile(rf"원심[^.]{{0,20}}{_VERDICT}"), re.compile(r"원심|제\s?1\s?심")),
)  # fmt: skip
_FINAL = re.compile(r"확정(?:되|됐|된|됨|판결|했|하였|됩|적)")
_NOT_OF_A_RULING = re.compile(r"(?:진단|병명|상병|확진|장해|등급)[^.]{0,12}확정|확정\s?진단")
_APPEALS = re.compile(
    r"(?P<what>항소|상고)(?P<done>(?:를|은|도)?\s?[^.,]{0,6}?(?:했|하였|하지\s?않|제기|포기|냈|내지\s?않|기각|받아들|인용|배척))"
)
_PROOF = re.compile(
    r"(?:증명|입증)\s?책임|(?:증명|입증)(?:해야|하여야)\s?(?:할|하는)\s?(?:쪽|사람|책임|의무)"
)
_BY_AGENCY = re.compile(
    r"(?:증명|입증)\s?책임(?:은|이|을)?[^.]{0,16}(?:공단|피고|회사|사업주|행정청|사용자)|(?:공단|피고|회사|사업주|행정청)[^.]{0,16}(?:증명|입증)"
)
_NEGATED = re.compile(r"않|없|아니|못|안\s|무관|부족|어렵|낮|희박|미만|부정")


def claims_another_stage(sentence: str, texts: Iterable[str]) -> bool:
    """True where results of other instances, finality, appeals or the burden of proof are told and not given."""
    given = [_without_header(text) for text in texts]

    def said(pattern: re.Pattern[str]) -> bool:
        return any(pattern.search(text) for text in given)

    if any(claim.search(sentence) and not said(needed) for claim, needed in _STAGES):
        return True
    if (
        _FINAL.search(sentence)
        and _BEFORE_THE_COURT.search(sentence)
        and not _NOT_OF_A_RULING.search(sentence)
        and not said(re.compile(r"확정(?:되|된|판결|됨|하)"))
    ):
        return True
    if any(word in sentence and not said(re.compile(word)) for word in ("항소", "상고")):
        return True
    for match in _APPEALS.finditer(sentence):
        negated = re.search(r"않|포기", match["done"])
        pattern = rf"{match['what']}[^.]{{0,14}}(?:않|아니|포기|없)" if negated else match["what"]
        if not said(re.compile(pattern)):
            return True
        before = sentence[max(0, match.start() - 14) : match.start()]
        who = list(re.finditer(r"(공단|피고)|(원고|근로자|유족|신청인)", before))
        if who and not negated:
            party = "(?:피고|공단)" if who[-1][1] else "원고"
            if not said(
                re.compile(rf"{party}[^.]{{0,30}}{match['what']}|{match['what']}(?:인|비용은\s?{party})")
            ):
                return True
    if _PROOF.search(sentence):
        if not said(re.compile(r"증명|입증")):
            return True
        if _BY_AGENCY.search(sentence) and not said(_BY_AGENCY):
            return True
    return False


_FIRST_UPHELD = re.compile(r"항소를?(?:모두)?기각")
_FIRST_UNDONE = re.compile(r"제1심판결(?:을|중)[^.]{0,60}취소")
_FIRST_STAGE = re.compile(
    r"1\s?심(?:에서는?|에서도|은|도|법원은|판결은)(?P<clause>[^.,]{0,30}?(?:졌|이겼|패소|승소|기각|받아들|인용))"
)


def reverses_first_stage(sentence: str, outcome: Outcome | None, text: str) -> bool:
    """True where who won at first instance is told, and the order of the appeal says the other."""
    match = _FIRST_STAGE.search(sentence)
    if not match or outcome is None or not outcome.is_decided or "공단" in match["clause"]:
        return False
    order = re.sub(r"\s", "", text[:1500])
    if _FIRST_UNDONE.search(order):
        worker_won = not outcome.is_favourable
    elif _FIRST_UPHELD.search(order) or ("항소" not in text and "원심" not in text):
        worker_won = outcome.is_favourable
    else:
        return False
    said_won = bool(re.search(r"이겼|승소|인용|받아들(?!여지지|이지)", match["clause"]))
    return said_won != worker_won


# --- what a court or a doctor is said to have found ----------------------------------------------

_COURT = r"(?:법원|재판부|판결|대법원|고등법원|재판)(?:은|는|에서는?|도|이|들은|에서도)"
_NOT_THE_COURTS = re.compile(
    r"공단(?:은|이|의|측|쪽)\s|피고(?:는|가)|회사(?:는|가)|자문의|감정의|주치의|주장|라는\s(?:이유|의견|소견)|1\s?심|원심|심사|위원회|없다고\s?(?:볼|단정|할)\s?수\s?(?:는\s?)?없|만으로|반드시|명백히|경우|다른\s판결"
)
_NO_LINK = re.compile(
    _COURT
    + r"[^.]{0,80}?(?:인과관계(?:가|를|는|도)?\s?(?:있다고\s?)?(?:보기\s?)?[^.,]{0,8}(?:없|인정되지\s?않|인정하지\s?않|인정하기\s?(?:어렵|부족)|부정|부족)|"
    r"업무(?:상\s?(?:재해|질병)|\s?때문|로\s?인한\s?것|와\s?(?:관련|무관))(?:이|가|으로|로|라고|은)?\s?[^.,]{0,8}(?:아니|아닌|인정하지|않|볼\s?수\s?없|보기\s?어렵|없))"
)
_LINK_FOUND = re.compile(
    _COURT
    + r"[^.]{0,80}?인과관계(?:가|를|는|도)?\s?(?:있|인정(?:된|되|하|했|할\s?수\s?있))(?![^.]{0,14}(?:어렵|없|않|부족|못))"
)
_TEXT_HAS_NO_LINK = re.compile(
    r"인과관계(?:가|를|도)?(?:있다고|인정하기|인정할|단정하기|보기|추단하기)[^.]{0,10}(?:부족|어렵|없)|인과관계가(?:없|부정)|인정하기(?:에)?(?:부족|어렵)"
)


def reverses_the_link(sentence: str, outcome: Outcome | None, text: str) -> bool:
    """True where the court is said to have found a link to work against the result it came to."""
    if outcome is None or not outcome.is_decided or outcome is Outcome.PARTLY_GRANTED:
        return False
    if _NOT_THE_COURTS.search(sentence):
        return False
    if outcome.is_favourable:
        return bool(_NO_LINK.search(sentence))
    if not _LINK_FOUND.search(sentence):
        return False
    return "인과관계" not in text or bool(_TEXT_HAS_NO_LINK.search(re.sub(r"\s", "", text)))


_DOCTORS = {
    "감정의|감정인|감정\\s?의사|신체\\s?감정|진료기록\\s?감정|법원\\s?감정": "감정",
    "자문의|자문\\s?의사": "자문",
    "주치의|담당\\s?의(?:사)?": "주치의|소견서|담당의|진료한의사|진단한의사|담당한의사|의료진",
    "부검의|부검": "부검",
    "역학\\s?조사": "역학조사",
    "특별\\s?진찰|특진": "특별진찰|특진|특별진료",
}
_FOUND_NOTHING = re.compile(
    r"(?:기여|관련|영향|인과관계|가능성|연관)[가-힣]{0,2}\s?[^.,]{0,10}(?:없|않|낮|부정|아니|희박|미미)|무관|때문이\s?아니|업무[^.,]{0,10}(?:아니|아닌)"
)
_FOUND_A_LINK = re.compile(
    r"(?:업무|일|작업|소음|과로|분진|사고|스트레스)[^.,]{0,12}(?:때문|원인|탓|영향을\s?(?:주었|미쳤|끼쳤)|관련(?:이|성이)\s?(?:있|높)|기여(?:했|하였|도가\s?높))(?![^.]{0,10}(?:않|없|아니|낮|어렵))"
)


@lru_cache(maxsize=256)
def _sentences_with(text: str, pattern: str) -> tuple[str, ...]:
    wanted = re.compile(pattern)
    return tuple(
        s
        for s in re.split(r"(?<=다\.)\s|\n(?=\s*[\d가-하①-⑳([])", text)
        if wanted.search(re.sub(r"\s", "", s))
    )


def made_up_finding(sentence: str, texts: Iterable[str]) -> bool:
    """True where a doctor or an inquiry is said to have found what no text lets them find."""
    given = tuple(texts)
    for doctor, needed in _DOCTORS.items():
        if not re.search(doctor, sentence):
            continue
        told = [each for text in given for each in _sentences_with(text, needed)]
        if not told:
            return True
        if _FOUND_NOTHING.search(sentence) and not any(_NEGATED.search(each) for each in told):
            return True
        if _FOUND_A_LINK.search(sentence) and not any(_may_find_a_link(each) for each in told):
            return True
    return False


_WORK = re.compile(r"업무|작업|소음|과로|분진|사고|스트레스|노출|직업|근무|재해|외상")


def _may_find_a_link(sentence: str) -> bool:
    if _FOUND_NOTHING.search(sentence) and not _FOUND_A_LINK.search(sentence):
        return False
    return bool(_WORK.search(sentence))


# --- facts that decide ---------------------------------------------------------------------------

_TELLING: dict[str, str] = {
    "여성|여자|여직원|임신|출산|임산부": "여성|(?<!하)여자(?!연|기)|여직원|임신|출산|아내|모친|어머니|그녀|산모|딸이|딸인|,여\\)",
    "남성|남자|남직원": "남성|남자|남직원|남편|부친|아버지|아들|,남\\)",
    "자살|극단적|목숨을\\s?끊|투신|목을\\s?매|자해": "자살|극단|목숨|투신|목을매|자해|유서|의사(?:縊死)?로사망|뛰어내",
    "유서": "유서",
    "동의(?:했|하였|해|서|를|하에)|시인|자인": "동의|시인|자인|승낙",
    "방해|은폐|숨겼|숨긴|조작(?:했|하였|된)|협박|회유|압력|강요|종용": "방해|은폐|숨기|숨겼|숨긴|조작|협박|회유|압력|강요|종용|내놓지|거부|제출하지|비공개",
    "공상|합의금|합의(?:했|를|서)|보상금|위자료": "공상|합의|보상금|위자료",
    "CCTV|씨씨티비|블랙박스|동영상|녹음|녹취|녹화|촬영|영상(?:으로|에|이\\s?남)": "CCTV|씨씨티비|블랙박스|동영상|녹음|녹취|녹화|촬영(?!술)|영상물|현장영상|카메라|화면",
    "따돌|왕따|괴롭힘|괴롭혔|폭언|욕설|갑질|모욕|성희롱|성추행|폭행": "따돌|왕따|괴롭|폭언|욕설|갑질|모욕|성희롱|성추행|폭행|때리|때려|비하|질책|욕을|인격|폭력|강제추행",
    "보호구|귀마개|방진\\s?마스크|마스크|안전모|안전화|안전띠|안전벨트|안전장치|방독|보안경|보호\\s?장비": "보호구|귀마개|마스크|안전모|안전화|안전띠|안전벨트|안전장치|방독|보안경|보호장비|보호장구|안전대|헬멧",
    "정상(?:으로|이었|이라|이고|이며|입|범위|소견|수치)|이상(?:이)?\\s?없": "정상|이상없|이상이없|이상소견|특이|양호|문제가없|이상은없|이상을|이상이|질환의심|병력",
    "음주|만취|(?<![진수기예미])술[을에]|과음|폭음": "음주|만취|(?<![진수기예미])술(?:을|에|자|집|과|은|이|도)|과음|폭음|주취|회식|알코올|혈중",
    "가족력|유전|선천|기형": "가족력|유전|선천|기형|체질",
    "무단|결근|지각|징계|해고|권고사직|정직\\s|감봉": "무단|결근|지각|징계|해고|사직|정직|감봉|복직|해임",
    "졸음|졸다|과속|신호\\s?위반|무면허|중앙선|역주행": "졸음|졸다|졸았|과속|신호|무면허|중앙선|역주행|전방",
    "목격|증언|자백|고백|증인": "목격|증언|자백|고백|증인|진술",
    "현장\\s?검증|현장\\s?조사|실태\\s?조사|작업환경측정|사실조회": "현장|검증|실태|작업환경|측정|사실조회|조사",
    "교통사고": "교통사고|자동차|차량|오토바이|충돌|출퇴근|퇴근|출근|버스|자전거|운전|사고",
    "야간|밤샘|철야|교대|심야|새벽": "야간|밤|철야|교대|심야|새벽|야근|24시간|당직|숙직|격일|0?[0-6]시|0?[0-6]:\\d|2[234]:|2[234]시",
    "출장": "출장|외근|파견|방문",
    "파견|하청|도급|일용|비정규|계약직|임시직|아르바이트|정규직": "파견|하청|도급|수급|일용|비정규|계약|임시|아르바이트|정규|협력|하도급|기간제|시간제",
    "외국인|이주\\s?노동|불법\\s?체류|동포": "외국인|이주|체류|국적|동포|귀화|베트남|중국|네팔|필리핀|태국",
    "축구|야구|등산|낚시|골프|헬스|수영|운동을|스포츠|족구|체육": "축구|야구|등산|낚시|골프|헬스|수영|운동|스포츠|족구|체육|산행|산에|야유회",
    "이혼|재혼|결혼|미혼|독신|동거": "이혼|재혼|결혼|미혼|독신|동거|혼인|배우자|처(?:와|인|가|는)|부부|사실혼|아내|남편",
    "전과|구속|수감|형사처벌|벌금|경찰": "전과|구속|수감|형사|벌금|경찰|처벌|기소|수사|범죄|체포|유죄",
    "지진|홍수|태풍|화재|불이\\s?나|폭설": "지진|홍수|태풍|화재|불이|불길|폭설|폭우|눈이",
    "표창|우수\\s?사원|승진|전보|발령|인사이동": "표창|우수|승진|전보|발령|인사|배치|전근|부서|전환|옮",
    "만장일치|이견\\s?없|소수의견|반대의견": "만장일치|이견|소수의견|반대의견|별개의견|일치",
    "전원합의체": "전원합의체",
    "사과(?:했|하|를)|책임을\\s?인정": "사과|책임",
    "메니에르|이명|어지럼|중이염|청신경": "메니에르|이명|어지|현훈|중이염|청신경|귀울림",
    "수면제|진통제|스테로이드|주사를|복용|투약": "수면제|진통제|스테로이드|주사|복용|투약|약을|처방|투여|약물",
    "입원|응급실|중환자|혼수|의식불명|구급차": "입원|응급|중환자|혼수|의식|구급|119|후송|이송|실려|옮겨",
    "수술": "수술|절제|시술|고정술|봉합|치환|절개|이식|감압",
    "가족(?!력)|(?<!받)아들(?!이는|여|일|임)|딸|부모|어머니|아버지": "가족(?!력)|(?<!받)아들(?!이는|여|일|임)|딸|부모|어머니|아버지|자녀|처(?:와|인|가|는)|배우자|모친|부친|유족|아내|남편|누나|형제|친형|동생|부양|망인",
    "노조|노동조합|파업|농성": "노조|노동조합|파업|농성|조합",
    "추가\\s?상병|재요양": "추가상병|재요양|추가|다시|재발|악화",
    "사진": "사진|영상|촬영|방사선|엑스레이|X|CT|MRI",
    "손해배상|민사": "손해배상|민사|배상|위자료",
    "당뇨|고혈압|고지혈": "당뇨|고혈압|고지혈|혈압|혈당|이상지질|콜레스테롤",
}  # fmt: skip
"""What decides a case, by the words a sentence has for it, beside the words a text must have for it."""
_TELLING_COMPILED = tuple((re.compile(claim), re.compile(needed)) for claim, needed in _TELLING.items())
_ANY_TELLING = re.compile("|".join(_TELLING))
_PROTECTION = re.compile(r"(?:보호구|귀마개|마스크|안전모|안전벨트|안전장치|방독|보안경|보호\s?장비)")
_NOT_GIVEN_OUT = re.compile(
    r"받지\s?못|지급(?:하지|되지|받지)|주지\s?않|없이|없었|착용하지|쓰지\s?않|미지급|미착용|안\s?(?:받|주|썼)|제공(?:하지|되지)"
)
_SOME_NOT = re.compile(r"않|없|못|미지급|미착용|안\s|부실|불량|부터|이후")


def made_up_circumstance(sentence: str, has: Callable[[re.Pattern[str]], bool], texts: Iterable[str]) -> bool:
    """True where a sentence tells a circumstance that decides cases and no text has a word for it.

    `has` looks a pattern up in the texts without their white space.
    """
    if not _ANY_TELLING.search(sentence):
        return False
    if any(claim.search(sentence) and not has(needed) for claim, needed in _TELLING_COMPILED):
        return True
    if _PROTECTION.search(sentence):
        told = [s for text in texts for s in re.split(r"(?<=[다요]\.)\s", text) if _PROTECTION.search(s)]
        if told and _NOT_GIVEN_OUT.search(sentence):
            # "처음 10년은 주지 않았다" and "2000년부터 받았다" both leave a time without it, but only the first says so.
            return not any(_NOT_GIVEN_OUT.search(s) or re.search(r"않|없|못", s) for s in told)
    return False


_EMPLOYER_GRANTS = re.compile(
    r"(?:회사|사업주|사용자|사장|업체)(?:도|가|는|측도|측은|측이|\s?쪽에서)\s[^.]{0,24}?(?P<what>인정(?!되|받)|시인|동의|협조|책임|반대|방해|은폐|숨)"
)
_ALSO_SAID = {
    "인정": "인정|시인|진술|확인",
    "시인": "인정|시인|진술",
    "은폐": "은폐|숨|비공개|않",
    "숨": "은폐|숨|비공개|않",
    "반대": "반대|않",
}


def made_up_stand_of_the_employer(sentence: str, texts: Iterable[str]) -> bool:
    """True where the employer is said to admit, help or obstruct, and no text joins the two."""
    match = _EMPLOYER_GRANTS.search(sentence)
    if not match:
        return False
    said = _ALSO_SAID.get(match["what"], match["what"])
    wanted = re.compile(rf"(?:회사|사업주|사용자|사장|업체|사업장)[^.]{{0,80}}(?:{said})")
    return not any(wanted.search(text) for text in texts)


_OF_CASE_LAW = re.compile(
    r"(?:대법원|고등법원|전원\s?합의체|헌법재판소|판례|하급심|학설|실무)(?:은|는|이|가|도|에서는?|상|에\s?따르면|들은|의\s?(?:입장|태도|확립))"
)
_LATELY = re.compile(
    r"(?:최근|요즘|얼마\s?전|새로\s?나온|근래)[^.]{0,14}(?:대법원|고등법원|판결|판례|법원|전원합의체)"
)


def claims_case_law(sentence: str, texts: Iterable[str]) -> bool:
    """True where a sentence speaks for higher courts or case law, and no text does."""
    if _LATELY.search(sentence):
        return True
    match = _OF_CASE_LAW.search(sentence)
    if not match:
        return False
    court = re.match(r"대법원|고등법원|전원\s?합의체|헌법재판소|판례|하급심|학설|실무", match[0])
    assert court is not None
    wanted = {"판례": "판례|대법원"}.get(court[0], court[0].replace(" ", ""))
    return not any(re.search(wanted, _without_header(text)) for text in texts)


# --- what is a statement at all ------------------------------------------------------------------

_OPEN = re.compile(
    r"(?:는|은|을|인)지(?:가|를|는|도|에|\s|,|$)|여부|(?:자료|증거|기록|진단|소견|결과|감정|말|언급|내용)(?:가|이|은|는|도)?\s?(?:아직\s?)?(?:없|부족|필요|드러나지|나오지|적혀\s?있지)|"
    r"(?:다|라|이)?면\s|(?:한다|된다|있다|없다|했다|었다|았다)면|필요|해야|보여야|따져|살펴|밝혀|확인되지\s?않|알\s?수\s?없|수\s?있습니다|수도\s?있|것입니다"
)


def is_open(sentence: str) -> bool:
    """True where a sentence asks, supposes or says what is missing: it states no fact."""
    return bool(_OPEN.search(sentence))


_PAST = re.compile(
    r"[가-힣](?=(?:습니다|어요|지요|죠|음|다|고|으며|지만|으나|는데|으므로|습니까)(?:[\s.,]|$))"
)
_NOT_PAST = "있겠"
_LAST_SS = 20
"""The number of ㅆ among the final consonants of a composed syllable."""


def tells_the_past(text: str) -> bool:
    """True where a clause of a text ends in a past tense (했습니다, 받았고): it says that something was so."""
    return any(
        (ord(match[0]) - 0xAC00) % 28 == _LAST_SS and match[0] not in _NOT_PAST
        for match in _PAST.finditer(text)
    )
