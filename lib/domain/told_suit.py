"""Whose suit a person tells of: their own against a refusal, or the employer's against an approval."""

import re

from lib.domain.taxonomy import Suit
from lib.text.sentences import sentences

_EMPLOYER = (
    r"(?<![가-힣])(?:우리\s*|저희\s*|다니던\s*|전\s*)?"
    r"(?:회사|(?:우리|저희)\s*(?:병원|학교|센터|재단|시설)|사업주|사장|원청|하청|업체|사측|사용자|대표|공장|본사|법인|[가-힣]{2,4}\s*(?:회사|업체))"
    r"(?:님)?\s*(?:측|쪽)?\s*(?:에서|이|가|은|는|도|의)?(?=\s|$)"
)
# What is brought before a court, and the court itself. An objection to the agency alone is no suit.
_SUIT = r"(?:소송|행정\s*소송|소장|재판|법원|소를)"
_EMPLOYERS_SUIT = re.compile(
    rf"{_EMPLOYER}[^.!?\n]{{0,70}}?{_SUIT}[^.!?\n]{{0,20}}?(?:냈|내[서고]|낸다|내겠|걸[었어려겠제]|걸고|건다|제기|청구|갔|가겠|하겠|한다|진행|시작|준비|당했|했|한대|들어[왔와갔가])"
    rf"|{_EMPLOYER}\s*(?:낸|제기한|건|시작한)\s[^.!?\n]{{0,10}}?{_SUIT}"
    r"|(?:병원|학교|은행|센터|재단|시설|조합)(?:이|가|은|는|에서|측이|측에서)?[^.!?\n]{0,12}공단[을를]?\s*상대로"
    r"|원고(?:는|가|란에|에)?[^.!?\n]{0,12}(?:회사|사업주|업체|법인|공장)"
)
# Whoever asks a court to set an approval aside is not the one who got it; the agency may have taken one back.
_APPROVAL_SUED = re.compile(
    rf"(?<!불)승인(?:을|\s?결정을?|\s?처분을?)?\s?취소(?:해\s?달라|하라)?[^.!?\n]{{0,12}}?{_SUIT}"
)
_TAKEN_BACK = re.compile(
    r"(?<!불)승인[을이]?\s?(?:\S+\s)?취소(?:[됐되된돼했당]|하(?!라)|\s?처분|\s?결정|\s?통[지보])"
)
# The court tells who was granted a benefit of the suit against it, and they may join it.
_TOLD_BY_THE_COURT = re.compile(r"소송\s*고지|보조\s*참가")
OTHER_MATTER = re.compile(
    r"해고|손해\s*배상|퇴직금|(?<!평균)(?<!통상)(?<!평균\s)임금|월급|명예\s*훼손|구상금|(?:회사|사업주|사장|원청|업체|저|나|우리|저희)(?:님)?[를을]?\s*상대로"
)
"""What a suit between the two of them is about."""
_OWN_SUIT = re.compile(r"(?:제가|내가|저희가|우리가)\s*[^.!?\n]{0,30}소송")
# What was granted, in the words of people and of offices.
_GRANTED = re.compile(
    r"(?<!불)승인|(?:산재(?:로|를|가)?|업무상\s*재해로|공단[이은에서]*)\s*(?:인정|된다\s*[했혔하]|해\s*[줬주]|됐|된|되었|받)|인정(?:해\s*[줬주]|받았|됐|된|되었|했)"
)
_REFUSED = re.compile(r"불승인|부지급|거절|거부|기각|각하|반려|퇴짜")
_AGENCY_SUED = re.compile(r"(?:공단[을를]?\s*상대로|처분\s*취소|취소)\s*[^.!?\n]{0,10}(?:소송|재판|소[를장])")


# The firm itself writes, as only firms call themselves.
_FIRM_WRITES = re.compile(r"(?:^|[.!?\n]\s*)(?:당사|폐사)(?:는|가|에서|의|와|도)\s")
# Of whoever was granted a benefit a court or a complaint speaks as the one who joined, or of the approval.
_AGAINST_AN_APPROVAL = re.compile(r"참가인|(?<!불)승인\s?(?:처분|결정)|소장|판결")


def told_suit(story: str, denial_reason: str = "") -> Suit | None:
    """EMPLOYER where an employer attacks what was granted, CLAIMANT where a refusal is told of; None otherwise.

    `denial_reason` may be what a court or the employer says against the approval. A claim that was refused is else the
    person's own dispute, whatever the employer said or did about it.
    """
    if (not denial_reason or _AGAINST_AN_APPROVAL.search(denial_reason)) and _is_attacked(story):
        return Suit.EMPLOYER
    if denial_reason or _REFUSED.search(story) or _AGENCY_SUED.search(story):
        return Suit.CLAIMANT
    return None


# True where what was granted is attacked: by the employer's suit, or one that the court told the person of.
def _is_attacked(story: str) -> bool:
    granted = bool(_GRANTED.search(story))
    if granted and _FIRM_WRITES.search(story):
        return True
    taken_back = _TAKEN_BACK.search(story)
    for each in sentences(story, story=True):
        if OTHER_MATTER.search(each.words) or _OWN_SUIT.search(each.words):
            continue
        sued = _EMPLOYERS_SUIT.search(each.words)
        cancels = "취소" in each.words or "뒤집" in each.words or "없던" in each.words
        if _APPROVAL_SUED.search(each.words) and not taken_back:
            return True
        if (sued and (granted or cancels)) or (granted and _TOLD_BY_THE_COURT.search(each.words)):
            return True
    return False
