"""Who speaks in one sentence of a ruling, as its main clause tells.

`…라고 주장한다` is a party's, `…라는 소견을 밝혔다` an expert's, `원심은 …라고 판단하였다` the court's below; a rule
of law speaks of anybody and not of this dispute. What the court says of an argument or an opinion is its
own. Words are read without white space, quotations and parentheses (`main_thread`).
"""

import re
from enum import StrEnum

from lib.domain.amendments import instructs
from lib.text.spelling import squeeze
from lib.text.stance import denials


class Voice(StrEnum):
    """Who speaks: only what the court says for itself (`COURT`) can be a reason of the court.

    `FACT` is a fact that the court found, without saying what follows from it; `LAW` a rule of law or its
    reading; `RECORD` a witness or a paper; `FORMULA` what courts write in every ruling (이유 기재와 같다).
    """

    COURT = "법원의 판단"
    FACT = "법원이 인정한 사실"
    PLAINTIFF = "원고의 주장"
    AGENCY = "피고의 주장"
    EXPERT = "의사·감정인의 의견"
    RECORD = "진술·자료"
    BELOW = "앞선 법원의 판단"
    LAW = "법리"
    FORMULA = "정해진 말"


_ADOPTS = re.compile(r"420조|제1심판결(?:서|문)?의?이유와같다")


def adopts_below(reasons: str) -> bool:
    """True where reasons, without white space, are those of the court below (민사소송법 제420조)."""
    return bool(_ADOPTS.search(reasons))


# Who stands right: `제1심의 이러한 판단은`, or at the head of a sentence what was just retold: `이러한 판단은`.
_POINTS_BELOW = re.compile(
    r"(?:원심|제1심)(?:법원|판결)?의?[^,]{0,24}(?:판단|조치|사실인정|결론|인정|판결)(?:[은이]|에는?)"
    r"|(?:원심|제1심)(?:법원|판결)[은이]|^\W*(?:이러한|이와같은|위와같은|그러한|위|이)(?:사실인정과|사실인정및)?(?:판단|조치|결론)[은이]"
)
_RIGHT = re.compile(
    r"(?:정당[하한]|옳[은다고아]|타당[하한])(?!(?:다고|것으로|것이라고|지)[^,]{0,4}(?:없|어렵|않|못|아니))|수긍(?:이가|이간|할수(?!가?없)|된|할만)"
    r"|(?:잘못|위법)(?:이나[^,]{0,12}|등)?[이은을](?:있다고(?:할|볼)수)?(?:없|찾을수없|보이지|발견)"
)
# `제1심은 …라고 판단하였는데, 이는 정당하다`: says also what it is that is right.
_TAKES_OVER = re.compile(
    r"(?:원심|제1심)[\s\S]*[다라]고(?:판단|판시|인정|보)(?:하였|하고|한|아|았|은)[\s\S]*(?:정당|옳|수긍|타당)"
    r"|(?:원심|제1심)(?:법원|판결)?이[\s\S]*(?:것으로|것이라고)(?:판단|인정|본)[^,]{0,6}(?:것은|조치[는은]|데[에는])[^,]*(?:정당|옳|수긍|타당)"
    r"|[다라](?:고(?:본|판단한|인정한|판시한)|\.?[\"'”’]라는(?:취지의|내용의)?)(?:원심|제1심)[\s\S]*(?:정당|옳|수긍|타당)"
    r"|[다라]고(?:판단|판시)(?:하였[는고]|하고|한바)[\s\S]*(?:원심|제1심)[^,]*(?:판단|조치)[은이][^,]*(?:정당|옳|수긍|타당)"
)


def calls_right(words: str) -> bool:
    """True where the words call something right: `정당하다`, `옳다고 인정된다`, `수긍할 수 있다`."""
    return bool(_RIGHT.search(words))


def takes_over_below(words: str) -> bool:
    """True for a sentence that tells what the court below held and that it is right."""
    return bool(_TAKES_OVER.search(words)) and calls_right(words)


def upholds_below(words: str) -> bool:
    """True for a sentence, as its main thread, that says only that the court below was right, not why."""
    return bool(_POINTS_BELOW.search(words)) and calls_right(words) and not takes_over_below(words)


_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_QUOTED = re.compile(r"‘[^’]{0,900}’|“[^”]{0,900}”|'[^']{0,900}'|\"[^\"]{0,900}\"")
# Characters up to which what is quoted is a name and not a speech.
_LONGEST_NAME = 32


def main_thread(words: str) -> str:
    """The words without white space, and without what is quoted at length or in parentheses in them."""
    thread = squeeze(words)
    for _ in range(2):
        # Before what is quoted: a mark that is never closed must not pair with one in parentheses.
        thread = _BRACKETED.sub("", thread)
    return _QUOTED.sub(_kept, thread)


# Short names stay, and what the court below held where it is quoted: `"…부적법하다."라는 취지의 제1심 판단은`.
def _kept(quoted: re.Match[str]) -> str:
    is_kept = len(quoted[0]) <= _LONGEST_NAME or _HELD_BELOW.match(quoted.string, quoted.end())
    return quoted[0] if is_kept else ""


_HELD_BELOW = re.compile(r"(?:이?라는|는)(?:취지의|내용의)?(?:이사건)?(?:원심|제1심)")


TAIL = 46
"""Characters at the end of a main thread in which its main verb stands."""
_PARTY = r"(?P<who>원고|피고|공단|참가인|처분청|상고인|항소인)(?:들|측|보조참가인|소송대리인|대리인)*"
PARTY_SPEAKS = re.compile(rf"{_PARTY}(?:은|는|이|가|도|의)")
_ARGUED = re.compile(
    r"(?:주장|항변|반박|다투|다툰|항소이유로)[^,]{0,3}(?:한다|고있다|하였다|이다|했다)\W*\d*$"
    r"|다툰다\W*\d*$"
    r"|(?:주장|항변)(?:하는취지|의요지|하고있)[^,]{0,8}$|취지(?:의)?(?:로)?주장[^,]{0,4}$|전제에서있다\W*$"
)
_ITS_ARGUMENT = re.compile(
    rf"{_PARTY}의(?:이부분)?주장(?:의)?(?:요지)?(?:이다\W*$|(?:은|는)(?:[\s\S]*[다라자]는(?:것|취지)이다\W*$|(?:다음|아래)(?:과|와)같다\W*$))"
)
_PARTY_STATES = re.compile(rf"{_PARTY}(?:은|는|이|가|도)")
_STATED = re.compile(r"(?:진술|호소)(?:한다|하고있다|하였다)\W*\d*$")
ARGUMENT_NAMED = re.compile(
    r"(?:을|를)(?:말하나|들고있으나|지적하나|지적하지만)|주장(?:하나|하지만|하고있으나|하는바|에대하여|에관하여|과같이|처럼|하는사정|하면서)"
)
EXPERT = (
    r"(?:감정의|감정인|감정촉탁의|주치의|자문의|자문의사|전문의|담당의사?|의사(?![업고건실정망용유람무전적])|의료진|병원장?|의원|학회|위원회|연구원|연구소|역학조사|판정위|심의회|자문의사회의"
    r"|진료기록감정|신체감정|감정결과|감정서|소견서|평가서|회신서?|진단서|협회장?|의학계)"
)
# `감정의 소외 1은`: who it was stands behind what he is.
_WHO = r"(?:들|님|측|\d)?(?:소외\d*인?|○+)?"
_EXPERT_SPEAKS = re.compile(
    rf"{EXPERT}{_WHO}(?:은|는|이|가|도|에서는|에서|에의하면|에따르면|역시|또한|모두|상으로?는?)"
)
_EXPERT_VIEW = re.compile(
    rf"{EXPERT}[^,.]{{0,12}}(?:소견|의견|회신|답변)(?:은|는)[\s\S]*는(?:것|취지)이다\W*$"
)
RETOLD = re.compile(r"[다라]는(?:것|취지)이다\W*$")
"""How a court ends a sentence that retells another's words: `…라는 것이다`."""
_VIEW = re.compile(r"(?:는|라는)(?:입장|의견)이다\W*$")
_ARGUMENT_OF = re.compile(rf"{_PARTY}(?:의)?(?:이부분)?(?:주장|항변)")
_LABEL = re.compile(r"\W*(?P<label>[^:.,\d][^:.,]{1,22}[^:.,\d])[:：]")
# `원고: …`, `피고 측: …`: the parties' arguments side by side.
_PARTY_LABEL = re.compile(rf"\W*{_PARTY}[:：]")
_OPINION_LABEL = re.compile(rf"{EXPERT}|소견|의견|회신|답변|감정")
_DECIDED_BEFORE = re.compile(
    r"^\W*[^,.]{0,30}(?:위원회|공단|피고|지사장?)(?:은|는|가|도)[\s\S]*(?:기각|각하|승인|거부|반려|부지급|결정|처분)(?:결정|처분)?(?:을|를)?하(?:였다|고있다)\W*$"
)
_SUPREME_HELD = re.compile(
    r"^\W*(?:우리)?대법원(?:은|도|역시|판례는)[\s\S]*(?:판시|판단|해석)하(?:고있|였)다\W*$"
)
# An expert is what the sentence is about, and the court nowhere takes up again what he says.
_EXPERT_TOPIC = re.compile(
    rf"[^,]{{0,40}}?(?:감정의|감정인|주치의|자문의|자문의사|전문의|진단의사){_WHO}(?:은|는|도|역시),?"
)
_AGREES = re.compile(r"(?:일치|부합)(?:한다|하였다)\W*$")
# A court holds in the present (판단된다); what was held in the past, and passed on, somebody else held.
_HELD_BY_ANOTHER = re.compile(r"(?:다|라)고(?:판단|평가|추정|판정|진단|설명)하(?:였다|고있다)\W*\d*$")
_TAKEN_UP = re.compile(
    r"(?:밝혔|제시하였|하였|했|보았|있|이)(?:으나|는바|는데|지만|으므로|기도하|던점|는점|은점)|(?:밝혔|제시하였|하였|했|보았|(?:소견|의견)이?있)(?:고,|으며,)|점등|비추어|종합|고려"
)
_REPORTED = re.compile(
    r"(?:밝[혔히힌]|제시|회신|답변|답하|설명|진단|진술|추정하였|추정하고|평가하였|평가하고|지적|언급|판단하였|판단하고|판정하였|판정하고|보았|보고있|의심하였|동의|감정하였|심의하였|의결하였|기재)[^,]{0,10}$"
)
_OPINION = re.compile(
    r"(?:소견|의견|견해|취지의?감정|답변|회신)(?:을|를|도|이기도)?(?:각|모두|함께|일치하여|분명히|추가로)*(?:밝|제시|회신|진술|내놓|냈다|내었|표명|기재|피력|하였다|했다|이다)[^,]{0,8}$|사료(?:된다|됨|함)|(?:라|다)는(?:의학적)?(?:소견|의견)\W*$"
)
_TOLD = re.compile(
    r"다고한다\W*$|알려져있다\W*$|(?:진술|증언|확인|답변|회신|기재|기록|기술|표시|체크)(?:하였|하고있|한다|했|되어있|되었|되어|가있|이있)[^,]{0,8}$"
)
_BELOW = re.compile(
    r"^\W*(?:[^,]{0,24}에의하면|이에대하여|이에|그런데|그럼에도|그런데도|한편|[^,]{0,20}쟁점에대하여)?,?(?:원심|제1심|제일심|환송전원심|항소심)(?:법원|판결)?(?:은|이(?!적법하게|유)|에서는)"
)
_BELOW_HELD = re.compile(
    r"(?:판단|판시|인정|보|단정|배척|인용|기각|유지)(?:하였|하고|한|하다|았|고있)[^,]{0,6}$|[다라]는(?:것|취지)이다\W*$|(?:근거|이유|사정|점)(?:으로|을|를)[^,]{0,12}들(?:었|고있)다\W*$"
)
_JUDGED_BELOW = re.compile(
    r"(?:원심|제1심|제일심)[\s\S]*(?:정당|옳|수긍|타당|잘못|위법|오해|위반|심리를다하|미진|유탈|판결에영향|파기)|상고이유(?:의)?주장[은에]"
)
_LAW_CITED = re.compile(r"(?:판결|결정|판례)(?:들|등)?(?:의)?(?:취지)?(?:를)?(?:각)?참조")
_LAW_STATED = re.compile(
    r"(?:규정|명시|(?:로|을|를|도록|고)정)하(?:고있|였(?!어야)|여)[^,]{0,6}$|(?:의미|말)(?:한다|하는것이다|하고)[^,]{0,4}$|하여야(?:한다|할것이다|하는것이다)\W*\d*$|(?:아니|안)된다\W*\d*$"
)
_LAW_SPEAKS = re.compile(
    r"(?:법|시행령|시행규칙|조|항|호|목|고시|지침|기준|규정|조항|별표)\W*(?:은|는|이|가|에서|에의하면|에따르면|의취지는|의요지는|의내용)[\s\S]*(?:규정|정하|취지|것이다|명시|요구|제한|포함)[^,]{0,10}$"
)
THIS_CASE = re.compile(
    r"원고|망인|고인|피고|참가인|이사건|소외\d|소외인|재해자|앞서|위와같은(?:의학적|사|소견|감정|경위|점|업무)|이법원|위사고|위감정|위인정|위사정|위에서본|이러한사정|이러한소견|살피건대|보건대|이와같은사정|○|A|B|원심|기록에|제출(?:된|한)|달리이를"
)
"""What speaks of this dispute and not of disputes in general."""
_FORMULA = re.compile(
    r"이유(?:부분)?(?:의)?(?:기재|란|설시)?(?:와|과)(?:같|동일)|제1심판결(?:서|문)?[^.]{0,30}(?:적힌|기재|이유)[^.]{0,12}같|그대로인용|이를인용하|인용하기로|고쳐쓰|고친다|추가하(?:는외|고)|다툼없는사실|변론전체의취지\W*$|관여(?:대)?법관|상고이유를(?:함께)?(?:판단|본)"
    r"|상고이유에대하여(?:판단|본)|특례법|(?:에관하여|에대하여|를|을|여부를|에관해|지)?(?:먼저)?(?:차례로)?(?:살펴|살피|판단하|검토하)?(?:보기로|기로)한다\W*$|(?:에관하여|에대하여|지)(?:살펴)?본다\W*$|별지|기재와같다\W*$|살펴볼필요가있다\W*$"
    r"|다음과같다\W*$|아래와같다\W*$|라고줄여쓴다|라고한다\W*$"
)
_SAME_GROUNDS = re.compile(r"\W*(?:원고|피고|참가인)[가-힣]{0,3}의?항소이유는[^.]{0,30}제1심[^.]{0,30}다르지")
_FACT = re.compile(
    r"(?:사실|점|바)(?:이|은|을|도|과|등|등을)?(?:각|모두|이미)?(?:인정(?:된다|되고|할수있다|한다)|알수있다|다툼이없다|기록상명백하다|확인된다|현저하다)\W*\d*$|앞(?:서|에서)본바와같다\W*$"
)


def own_voice(words: str, whole: str) -> Voice | None:
    """The voice that a sentence itself tells; None where it is silent, and its context speaks."""
    tail = words[-TAIL:]
    if voice := _labelled(words) or _summed_up(words):
        return voice
    if (
        _FORMULA.search(tail)
        or instructs(words)
        or _ADOPTS.search(whole)
        or (_SAME_GROUNDS.match(words) and not takes_over_below(words))
    ):
        return Voice.FORMULA
    if _JUDGED_BELOW.search(words) and not _BELOW_HELD.search(tail):
        return Voice.COURT
    if _BELOW.search(words) and _BELOW_HELD.search(tail):
        return Voice.BELOW
    if voice := _partys(words, tail) or _experts(words, tail):
        return voice
    if _HELD_BY_ANOTHER.search(tail) and not _PARTY_STATES.match(words):
        return Voice.EXPERT if re.search(r"소견|감정|의학", words) else Voice.RECORD
    speaker = PARTY_SPEAKS.match(words)
    if speaker and party_named(speaker["who"]) is Voice.AGENCY and _REPORTED.search(tail):
        return Voice.AGENCY
    if _TOLD.search(tail):
        return Voice.RECORD
    if _SUPREME_HELD.match(words) or _is_law(words, whole):
        return Voice.LAW
    return Voice.FACT if _FACT.search(tail) or _DECIDED_BEFORE.match(words) else None


def labelled_party(words: str) -> Voice | None:
    """The party whose argument a note is that begins with its name alone: `피고: …`."""
    party = _PARTY_LABEL.match(words)
    return party_named(party["who"]) if party else None


# Whose a note is that begins with a name: `신경외과 감정의: …`.
def _labelled(words: str) -> Voice | None:
    label = _LABEL.match(words)
    if label and (party := _ARGUMENT_OF.search(label["label"])):
        return party_named(party["who"])
    return Voice.EXPERT if label and _OPINION_LABEL.search(label["label"]) else None


# `원고의 주장은 …라는 것이다.`, `감정의의 소견은 …라는 취지이다.`
def _summed_up(words: str) -> Voice | None:
    if argument := _ITS_ARGUMENT.search(words):
        return party_named(argument["who"])
    return Voice.EXPERT if _EXPERT_VIEW.search(words) else None


def _partys(words: str, tail: str) -> Voice | None:
    if _ARGUED.search(tail):
        speaker = PARTY_SPEAKS.search(words)
        return party_named(speaker["who"]) if speaker else Voice.RECORD
    if _STATED.search(tail) and (speaker := _PARTY_STATES.match(words)):
        return party_named(speaker["who"])
    if _VIEW.search(tail) and (speaker := _PARTY_STATES.search(words[:_OPENING])):
        return party_named(speaker["who"])
    return None


def _experts(words: str, tail: str) -> Voice | None:
    if (_HOLDS.search(tail) and THIS_CASE.search(words)) or _POINTS_FOUND.search(tail):
        return None
    spoken = _EXPERT_SPEAKS.search(words) and (_REPORTED.search(tail) or RETOLD.search(tail))
    topic = _EXPERT_TOPIC.match(words) and (_AGREES.search(tail) or not _TAKEN_UP.search(words))
    return Voice.EXPERT if spoken or topic or _OPINION.search(tail) else None


# `①…한 점, ②…의견을 밝힌 점 등을 알 수 있다`: the court's own list.
_POINTS_FOUND = re.compile(r"[점실]등?을(?:각)?(?:알|인정할)수있다\W*$")
# Characters in which the subject of a short sentence stands.
_OPENING = 24


def party_named(who: str) -> Voice:
    """The side of a party, or of an appellant: 피고, 공단 and who stands with them are the agency's."""
    return Voice.PLAINTIFF if who in ("원고", "항소인", "상고인") else Voice.AGENCY


# A rule, or a reading of it, without a word on this dispute behind it.
def _is_law(words: str, whole: str) -> bool:
    tail = words[-TAIL:]
    if cited := list(_LAW_CITED.finditer(whole)):
        behind = whole[cited[-1].end() :]
        if _DRAWN.search(words) and _FINDING.search(tail):
            return False
        return not (len(behind) > _SHORTEST_FINDING and THIS_CASE.search(behind))
    if THIS_CASE.search(words) and _HOLDS.search(tail) and (_DRAWN.search(words) or _GRADE.search(tail)):
        return False
    if _LAW_SPEAKS.search(words):
        return True
    if not THIS_CASE.search(words) and _NORM.search(tail):
        return True
    if THIS_CASE.search(words):
        return bool(_LAW_STATED.search(tail)) and not (_FINDING.search(tail) or _OF_PARTY.match(words))
    if _ANYBODY.search(words):
        return not _SEEN.search(tail)
    return bool(_OF_LAW.search(words)) and not (
        _FINDING.search(tail) or _SEEN.search(tail) or denials(tail[-12:])
    )


# A finding drawn from what the court lays out, though it cites rulings for it.
_DRAWN = re.compile(
    r"(?:다음|아래|위|이상|앞서본|이러한|이와)(?:과|와)?(?:같은|의|각)?(?:여러|제반)?(?:점|사정|사실|규정|법리|취지|사실관계)(?:들)?(?:등)?(?:에|을|를|과|와|및)[^,]{0,24}(?:비추어|종합|고려|전제|보태|더하|토대)|다음과같은점"
)
_HOLDS = re.compile(
    r"(?:봄이|보는것이)(?:타당|상당|옳|합당)하?다\W*$|(?:보아야|인정하여야)한다\W*$|보아야할것이다\W*$|(?:인정|판단)된다\W*$|(?:보기|인정하기)(?:는|에는|에)?(?:어렵|부족하)다\W*$"
)
_GRADE = re.compile(r"제\d+급")
_OF_PARTY = re.compile(
    rf"\W*(?:따라서|그렇다면|그러므로|결국|그러나|그런데|이에),?(?:{_PARTY}|이사건처분|이사건신청)(?:은|는|이|가|도|으로서는|로서는)|\W*{_PARTY.replace('who', 'whom')}(?:은|는|으로서는|로서는)"
)
# Characters behind a cited ruling in which a court can have said something of this case.
_SHORTEST_FINDING = 24
_NORM = re.compile(
    r"(?:경우|때)에(?:는|만|한하여)?(?:인정|지급|허용)(?:된다|한다)\W*$|(?:본다|보지(?:않|아니)[는한]다|따른다|야한다|야할것이다|말한다|한한다|정한다|준다|의미한다)\W*\d*$"
)
_ANYBODY = re.compile(
    r"(?<!근로기준법상의)(?<!소속)(?<!동료)근로자(?:가|의|에게|로서|를)|사업주(?:가|의(?!지배)|에게)|행정청|당해|취소소송|항고소송에"
)
_OF_LAW = re.compile(r"법제\d|[법령칙]\W{0,3}제\d|조항|규정|법리|입법|신법|헌법|이라함은")
_SEEN = re.compile(r"보인다|보이지|추단된다|추정된다|확인되|발견되|[았었였]다\W*$")
_FINDING = re.compile(
    r"봄이|보아야|취소되어야|보인다|판단된다|타당|상당하다|어렵|인정|위법하다|적법하다|갖추"
)


def is_prose(words: str) -> bool:
    """True for a sentence as a court writes it: it ends in 다, or in 점 as an item of its circumstances."""
    bare = squeeze(words).rstrip(" \t.,。;:1234567890)]】』」’”'\"")
    return bare.endswith("다") or (bare.endswith("점") and _modifies(bare[-2:-1]))


# True for the last syllable of a verb that stands before its noun: …한 점, …는 점, …던 점.
def _modifies(syllable: str) -> bool:
    return "가" <= syllable <= "힣" and (ord(syllable) - ord("가")) % 28 == 4
