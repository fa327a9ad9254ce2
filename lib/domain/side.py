"""On which side of a suit the worker or the bereaved family stands, and what kind of suit it is.

Usually 원고 is the worker. But an employer may attack a benefit that was granted, and then whatever
원고 gets the worker loses; and suits over premiums or recourse have no worker in them at all. Two
things tell: what kind of decision is attacked (a refusal or a grant) and whom it was addressed to;
where they leave it open, who 원고 is.
"""

import re
from enum import StrEnum, auto
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from lib.domain.sections import Part, Sections
from lib.domain.taxonomy import Suit
from lib.text.sentences import sentence_text
from lib.text.spelling import squeeze


class Side(StrEnum):
    """Which party the worker's side is in this suit.

    `PLAINTIFF`: 원고 is the worker or family, as usual. `DEFENDANT`: 원고 attacks a benefit that was granted
    (an employer), or reclaims it; the worker gains when 원고 loses. `NONE`: no worker's side, as in suits
    over premiums, recourse between insurer and third parties, hospitals.
    """

    PLAINTIFF = auto()
    DEFENDANT = auto()
    NONE = auto()


class Standing(NamedTuple):
    """Which side the worker is on, the kind of suit, and the words that tell it (no white space; may be empty)."""

    side: Side
    suit: Suit
    words: str


def read_side(sections: Sections, title: str) -> Side:
    """Which side the worker is on: 원고, unless the text shows an enterprise or the insurer in its place."""
    return read_standing(sections, title).side


def read_standing(sections: Sections, title: str, plaintiff: str = "") -> Standing:
    """The side and the kind of suit, by what is attacked and who attacks it.

    `plaintiff` says who sued, in our own words, where only a digest is held.
    """
    suit = _Suit(sections, title)
    asked = suit.name + suit.decision

    def other(side: Side, words: str) -> Standing:
        return Standing(side, Suit.OTHER, words)

    if suit.agency_sues():
        return other(Side.DEFENDANT if suit.reclaims_from_worker() else Side.NONE, suit.name)
    if "구상금" in suit.name:
        return other(Side.NONE, "구상금")
    if (match := _PREMIUM.search(asked)) and "부당이득" not in asked:
        return other(Side.NONE, match[0])
    # Hospitals and what they are paid.
    clawback = _CLAWBACK.search(asked)
    if match := _PROVIDER.search(suit.name) or (clawback and _RUNS_A_HOSPITAL.search(suit.opening)):
        return other(Side.NONE, match[0])
    if clawback:
        has_received = _PLAINTIFF_RECEIVED.search(suit.history)
        is_worker = has_received or suit.was_injured()
        side = Side.NONE if suit.by_enterprise() and not is_worker else Side.PLAINTIFF
        return other(side, clawback[0])
    if match := _RECORDS.search(suit.name):
        employer = suit.by_enterprise() and suit.employs_the_injured()
        return other(Side.NONE if employer else Side.PLAINTIFF, match[0])
    decision = _ADDRESSED.split(suit.decision)[-1] or suit.name
    # Who sued is told where only a digest is held; a name such as 조정지급처분 tells it badly.
    if _EMPLOYER.search(plaintiff) if plaintiff else _attacks_a_grant(suit):
        return Standing(Side.DEFENDANT, Suit.EMPLOYER, decision)
    # A firm attacks what was decided of its workplace: no grant, and nothing that a claimant was refused.
    burdened = "적용사업장" in asked or (_is_grant(asked) is None and suit.employs_the_injured())
    is_firm = burdened and suit.by_enterprise() and not suit.was_injured()
    return Standing(Side.PLAINTIFF, Suit.EMPLOYER if is_firm else Suit.CLAIMANT, decision)


# What stands before the name of a decision: `2021. 3. 4. 원고에게 한 요양불승인처분`.
_ADDRESSED = re.compile(r"(?:에게|에대하여|에대해|에대한|로하여)(?:각|한|내린|행한)*")
# How a digest names an employer who sues: `다친 사람을 고용한 회사(사업주)`.
_EMPLOYER = re.compile(r"(?:사업주|회사|법인|업체)\)?$")


# True where the decision, its addressee and 원고 fit an employer's suit.
def _attacks_a_grant(suit: "_Suit") -> bool:
    is_grant = _is_grant(suit.decision)
    # The decision's own words tell before the case name.
    if is_grant is None:
        is_grant = _is_grant(suit.name)
    if is_grant is False:
        return False
    employs = suit.employs_the_injured()
    employer = employs or (suit.by_enterprise() and not suit.was_injured())
    addressee = _ADDRESSEE.search(suit.decision)
    if addressee and _OWN.search(addressee["to"]):
        return bool(is_grant and employer)
    if _FAMILY.search(suit.history[:2500]) or _FAMILY.search(suit.argument):
        return False
    if not addressee and not is_grant:
        return employs and suit.by_enterprise()
    if addressee and _SOMEBODY_ELSE.search(addressee["to"]) and not _ARGUES.search(suit.argument):
        return True
    attackable = is_grant and (
        addressee or _ONLY_EMPLOYERS_ATTACK.search(suit.name) or suit.mentions_intervenor()
    )
    return employer or bool(_DENIES.search(suit.argument) or (attackable and not suit.was_injured()))


# Grants a worker has no reason to attack, unlike a pension that was set too low.
_ONLY_EMPLOYERS_ATTACK = re.compile(
    r"요양[^,]{0,12}(?<!불)승인|유족[^,]{0,16}(?<!부)(?<!불)지급|재해[^,]{0,6}(?<!불)인정|산재[^,]{0,6}(?<!불)승인"
)
_PREMIUM = re.compile(
    r"보험료|징수금|과징금|과태료|구상금|급여액(?:의)?(?:일부)?징수|가산금|연체금|부담금|체납|변상금|사업종류|업종|개별실적요율|보험관계"
)
_PROVIDER = re.compile(
    r"의료기관(?:지정)?(?:취소|정지|제한|반려|거부)|진료제한|진료비(?:삭감|감액|환수)|(?:요양급여비용|약제비용?)[^,]{0,8}(?:환수|삭감|감액|징수|반환)"
)
_CLAWBACK = re.compile(
    r"부당이득|배액|환수|(?:보험급여|요양급여|급여)[^,]{0,12}(?:징수|회수|반환)|반환(?:결정|명령|처분)"
)
_RECORDS = re.compile(r"정보(?:부분|일부)?(?:비)?공개")
_REFUSED = re.compile(
    r"불승인|부지급|미지급|불지급|불인정|부결|거부|거절|반려|불허|불수리|감액|(?:지급|급여|진료|연금)(?:의)?(?:정지|제한)|종결|중단|징수|환수|회수|반환|배액|추징"
    r"|비공개|삭감|철회|일부승인|각하|기각|취소|비해당|적용제외"
)
_REFUSAL_UNDONE = re.compile(
    r"(?:불승인|부지급|불인정|거부|반려|취소|제한)(?:결정|처분){0,2}(?:을|를|의|에대한)?(?:다시|직권으로|직권)?취소(?:한|하는|하고|하여|결정|재결|처분|심사|재심사)"
)
_GRANTED = re.compile(
    r"(?<![불부미])(?:승인|지급|인정)(?:하는|한|하기로한)?(?:결정|처분|통지|통보|재결){1,3}|(?<![불부미])(?:승인|지급|인정)(?:등)?$"
)


# What the text tells of who attacks what. What few suits need is read when it is asked for.
class _Suit:
    def __init__(self, sections: Sections, title: str) -> None:
        self._sections = sections
        self.name = _REQUEST.sub("", re.sub(r"(?<=소)[\[(].*$", "", sentence_text(title)))
        claim, order = sentence_text(sections.body(Part.CLAIM)), sentence_text(sections.body(Part.ORDER))
        self._request = claim + order
        self.history = sentence_text(sections.body(Part.HISTORY)[:4000] or sections.body(Part.REASONS)[:3500])
        self.opening = self.history[:1500]
        self._parties = {
            squeeze(s.heading): sentence_text(sections.text[s.start : s.end])
            for s in sections.of(Part.PARTIES)
        }
        self._plaintiffs = [name for heading, name in self._parties.items() if heading.startswith("【원고")]
        self.decision = _attacked(claim, order, self.history)

    @cached_property
    def _reasons(self) -> str:
        return sentence_text(self._sections.body(Part.REASONS)[:9000])

    # What 원고 argues, or all of the reasons where that stands in no part of its own.
    @cached_property
    def argument(self) -> str:
        return sentence_text(self._sections.body(Part.ARGUMENT)[:3000]) or self._reasons

    # True where 근로복지공단 itself is 원고.
    def agency_sues(self) -> bool:
        if any(name.startswith("근로복지공단") for name in self._plaintiffs):
            return True
        asks_money = re.search(r"피고[^.]{0,30}?(?:는|은)[^.]{0,24}원고에게", self._request)
        return bool(_AGENCY.search(self.history[:900]) or (asks_money and _AGENCY_PAID.search(self.history)))

    # True where the agency sues for benefits that 피고 received.
    def reclaims_from_worker(self) -> bool:
        reclaims = _CLAWBACK.search(self.name) or "부당이득" in self._reasons
        return bool(reclaims and "구상" not in self.name and _DEFENDANT_RECEIVED.search(self._reasons))

    # True where 원고 is a firm, an institution or a sole trader.
    def by_enterprise(self) -> bool:
        is_firm = any(_FIRM.search(name.split("소송대리인")[0]) for name in self._plaintiffs)
        return is_firm or bool(_ENTERPRISE.search(self.opening))

    # True where someone else works, or worked, for 원고.
    def employs_the_injured(self) -> bool:
        return bool(_EMPLOYS.search(self.history) or _EMPLOYS.search(self._reasons))

    # True where 원고 is the one who was injured or fell ill.
    def was_injured(self) -> bool:
        return any(not _OTHER_SUBJECT.search(m["between"]) for m in _INJURED.finditer(self.opening))

    # True where somebody joined the defendant (피고보조참가인).
    def mentions_intervenor(self) -> bool:
        return "보조참가" in self._request + self.opening + "".join(self._parties)


# What is asked for is not what was decided: `요양승인처분취소 청구의 소` is about 요양승인처분.
_REQUEST = re.compile(
    r"(?:의|등)?(?:취소|무효확인|무효|부존재확인)(?:등|및)?(?:[을를]구하는|청구|소송|의|소|등)*$"
)
_ATTACKED = re.compile(
    r"(?:피고|공단)[^.,]{0,12}?(?:가|이|는)(?P<decision>[^.]{4,700}?)(?:을|를|은|는)(?:위법[^.]{0,20}이를)?(?:모두|각각|각|전부|일부)*"
    r"(?:취소(?:한다|하고|하며|하라|하여)|무효|부존재|위법임)"
)
# The decision as the history tells it, up to `(이하 '이 사건 처분'`.
_DEFINED = re.compile(
    r"피고(?:는|가)(?P<decision>[^.]{4,500}?)\(이하[^)]{0,8}이사건(?:각)?(?:처분|결정|통지)"
)


# The attacked decision, as the claim, the order or the history names it; empty where none does.
def _attacked(claim: str, order: str, history: str) -> str:
    for match in chain(_ATTACKED.finditer(claim), _ATTACKED.finditer(order)):
        if re.search(r"처분|결정|승인|통지|지급", match["decision"]):
            return match["decision"]
    defined = _DEFINED.search(history)
    return defined["decision"] if defined else ""


# True for a grant, False for a refusal, None where the words do not tell.
def _is_grant(decision: str) -> bool | None:
    # What stands in quotation marks names an illness: '관절운동 제한' refuses nothing.
    decision = re.sub(r"['‘\"“][^'’\"”]*['’\"”]", "", decision)
    if _REFUSED.search(decision) and not _REFUSAL_UNDONE.search(decision):
        return False
    return True if _REFUSAL_UNDONE.search(decision) or _GRANTED.search(decision) else None


# Whom the decision was addressed to.
_ADDRESSEE = re.compile(
    r"(?P<to>[^,.]{1,60}?)(?:에게|에대하여|에대해|에대한|로하여|를대상으로|을대상으로|앞으로)"
)
_OWN = re.compile(r"원고(?!회사의|의|소속|에게고용|에고용)")
# A living person who is no party: whoever attacks what was decided of one is no claimant, unless the argument tells.
_SOMEBODY_ELSE = re.compile(r"(?<!망)소외(?:인|\d+)?$|참가인$")
_ARGUES = re.compile(r"(?:원고|피고)(?:들)?(?:은|는|이|가|측|의주장)")
_AGENCY = re.compile(
    r"원고(?:는|는근로복지공단으로서)[^.]{0,140}(?:장관[^.]{0,60}위탁|(?:산업재해보상보험|산재보험)(?:법에따른)?(?:사업|업무)[^.]{0,24}(?:수행|관장|담당|시행|위탁))[^.]{0,40}(?:법인|공단|기관)(?:이다|이고|으로|인데|이며)"
    r"|원고인?\(?근로복지공단(?:\)|은|는|이다|으로서)|원고는근로복지공단(?:이다|이고|으로서)|원고공단"
)
_AGENCY_PAID = re.compile(
    r"원고(?:는|가)(?:(?!피고[는가로])[^.]){0,160}(?:보험급여|급여)(?:(?!피고[는가로])[^.]){0,60}지급하였"
)
_FIRM = re.compile(r"주식회사|유한회사|법인(?!.{0,6}담당변호사)|조합|\(주\)")
_KINDS = r"회사|법인|조합|협회|재단|공사|지방자치단체|국가기관|대학교|학교|관리단|입주자대표회의|사업주|사업체|업체|사업자|보험가입자|가입자|기업|교회|단체"
_ENTERPRISE = re.compile(
    rf"원고(?:들|[A-Z○])?(?:\([^)]*\))?(?:는|은|가)[^.]{{0,200}}?(?:(?:{_KINDS})(?:이다|이고|이며|이었|이자|로서|로써|로,|로산업|로고용|으로서|으로,|인데|인바|인사실|이라고|\(이하)"
    r"|(?:영위|경영|운영|시공|도급받|수급)[^.]{0,12}(?:자|사람|이)(?:이다|로서|로|이고|으로서)|상호로[^.]{0,60}(?:운영|경영|영위)|(?:을|를)(?:운영|경영|영위)하(?:고있|여왔|였)"
    r"|(?:업|공사)(?:등)?(?:을|를)(?:주된)?(?:목적|영위|경영|운영)[^.]{0,16}(?:하는|으로)[^.]{0,16}(?:회사|법인|사업주|업체|사업자)(?!에|의|소속))"
)
_EMPLOYS = re.compile(
    r"원고(?:들|[A-Z○])?(?:회사|법인|조합)?(?:의|소속)(?:일용직?|기간제|현장|생산직)?(?:근로자|직원|사원|종업원|노동자)(?!가아니|인원고|로서원고)"
    r"|원고(?:들|[A-Z○])?(?:회사|법인)?(?:에게|에|로부터|와사이에)[^.]{0,14}(?:고용|채용|입사|근로계약)"
    r"|원고(?:회사|법인|사업장|현장)(?:의)?[^.]{0,24}?에서[^.]{0,60}(?:근무|근로|일하|일한|일용|작업)"
    r"|원고의(?!근무|직장|주거|집|자택)[가-힣○]{1,14}?에서[^.]{0,60}(?:근무|근로|일하|일한|일용|작업)"
    r"|원고(?:가|로부터)(?:시공|운영|경영|도급|하도급|발주|관리|수급|고용|채용|설치)[^.]{0,100}?(?:근로자|인부|일용|근무하|일하던|작업하|종사하)"
    r"|(?:사업주|가입자)인원고"
    r"|원고(?:가|의)[^.]{0,8}현장에서[^.]{0,40}(?:참가인|소외|재해자|망인|○○)"
)
_INJURED = re.compile(
    r"원고(?:[A-Z○]|\([^)]*\))?(?:는|은|가)(?P<between>[^.]{0,240}?)(?:사고를당하|부상을입|상해를입|재해를입|다쳤|다치는|쓰러졌|쓰러지는|쓰러져|발병|진단(?:을)?받|요양(?:을|승인|급여)[^.]{0,10}(?:받|신청|청구)|(?:장해|휴업|요양|간병)급여(?:를|의)?[^.]{0,12}(?:청구|신청))"
)
_OTHER_SUBJECT = re.compile(
    r"(?:참가인|소외\d*|재해자|망인|고인|[A-Z○]|근로자|직원)[가-힣○A-Z]{0,4}?(?:은|는|이|가)(?!라)"
)
_KIN = r"(?:배우자|남편|아내|부모|부친|모친|아버지|어머니|자녀|아들|딸|형제|자매|누나|언니|오빠|동생|조카|사실혼|사실상(?:의)?(?:혼인|배우자)|상속인|유족|전처|친생자|손자|장인|사위|며느리|동거인|(?<=의)(?:처|부|모|형|제))"
_DECEASED = r"(?:망인|고인|망[○A-Z소가-힣0-9]+|소외[0-9가-힣]*|재해자|[A-Z○]+|참가인)"
_FAMILY = re.compile(
    rf"원고(?:들|[A-Z○0-9,]+)?(?:\([^)]*\))?(?:는|은|이|가)[^.]{{0,40}}?{_DECEASED}(?:\([^)]*\))?(?:의|과의?|와의?)(?:법률상|사실상|사실혼|관계의?){{0,2}}{_KIN}(?:이다|로서|로|인|이고|이며|들|관계|으로|,|였|이었|라고|이라고)"
    rf"|원고(?:들|[A-Z○])?의(?:법률상|사실상|사실혼)?{_KIN}(?:인|이던|였던|이었던|\(|,)?(?:망|소외|[A-Z○]|고)"
    rf"|{_DECEASED}의(?:법률상|사실상|사실혼)?{_KIN}(?:인|이자|로서|들인)[^.]{{0,12}}원고"
    r"|원고(?:들|[A-Z○])?(?:가|이|는|야말로)[^.]{0,80}(?:수급권자|선순위|수급권이있|수급자격)"
)
_PLAINTIFF_RECEIVED = re.compile(
    r"원고(?:들)?(?:는|은|가)[^.]{0,160}(?:요양|급여|연금|보험금)[^.]{0,60}(?:지급받|수령|수급|받아왔|받았|요양하)|원고(?:들)?(?:에게|에대하여)[^.]{0,80}(?:급여|연금)[^.]{0,40}지급하"
)
_DEFENDANT_RECEIVED = re.compile(
    r"피고(?:들)?(?:는|은|가|에게|의)[^.]{0,160}(?:급여|연금|보험금|장의비)[^.]{0,60}(?:지급받|수령|수급|받았|받아|지급하였|지급한)"
)
# What only an employer argues: a worker quotes the same words as the reason that was given.
_DENIES = re.compile(
    r"원고(?:회사|법인)?(?:는|의주장|가|측)[^.]{0,400}?(?:업무상(?:의)?(?:재해|질병|사고)(?:가아니|에해당하지|로볼수없|로인정될수없|라고볼수없)|업무(?:로인하여|와무관|와관련이?없|에기인)[^.]{0,30}(?:것이아니|무관|없)|인과관계가(?:없|인정되지|존재하지)|(?:원고의)?근로자(?:가|라고)(?:아니|볼수없|할수없))"
    r"(?![^.]{0,4}(?:는이유|는전제|고본|고보아|고판단|고하|는것을))[^.]{0,120}(?:위법|취소되어야|부당|주장)"
)
_RUNS_A_HOSPITAL = re.compile(
    r"원고(?:는|은|가)[^.]{0,120}(?:병원|의원|의료기관|요양병원|한의원|약국)(?:\([^)]*\))?(?:을|를)[^.]{0,20}(?:개설|운영|경영)|원고(?:는|은)[^.]{0,40}(?:의료법인|의사|한의사|약사)(?:이다|로서|으로서|이고)"
)
