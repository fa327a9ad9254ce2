"""Which benefit or decision a story is about, where the form does not say.

What was asked for or refused now counts, not what the person has had: a grade or a pension of years ago is
told to say who they are.
"""

import re
from collections.abc import Mapping

from lib.domain.classify import benefit_named
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.search.thesaurus import thesaurus
from lib.text.sentences import sentences
from lib.text.stance import Stance, StanceReader

_NAME = r"[가-힣\d]{0,8}?(?:급여|연금|보상금?|위로금|\d{1,2}\s*급)"
# A benefit the person has had: its name, and that it was received or is over.
_HAD = re.compile(
    rf"(?:장[해애]\s*)?(?:등급\s*)?{_NAME}(?:[은는을를도]|으?로)?\s*"
    r"(?:판정을?\s*|결정을?\s*|연금을?\s*|보상을?\s*)?"
    r"(?:받(?:다가|던|고\s*(?:있|계시|살|지내|종결|끝|치료를?\s*(?:끝|마)|요양을?\s*(?:끝|마))|아\s*(?:오|왔|종결)|은\s*(?:뒤|후|지|적))|종결|인데|이던|이었|으?로\s*(?:종결|끝))"
)
# The sentence tells what was asked for, or how it was answered.
_ASKED = re.compile(
    r"신청|청구|불승인|부지급|거절|거부|반려|기각|각하|감액|깎|끊|중단|돌려|토해|달라|(?:주|나오|지급하|받)지\s*(?:않|못)|[안못]\s*(?:주|준|줘|줍|나[오온와왔옵]|받|된|돼|됐|해)"
)
# What a benefit named in such a sentence counts beside one that is only named.
_ASKED_SHARE = 1.0
# From this score on a benefit is told.
_TOLD = 0.5
# That treatment was over, and that it begins again.
_OVER = r"(?:산재|치료|요양|종결|완치|퇴원)[^.!?\n]{0,14}?(?:끝|종결|마[치쳤친]|나[았은]|완치|하고)"
_AGAIN = r"(?:다시|또|재발|도[졌져진]|나빠|악화|심해)"
_OVER_AND_AGAIN = re.compile(rf"{_OVER}.{{0,60}}?{_AGAIN}|예전\s*산재[^.!?\n]{{0,30}}{_AGAIN}", re.DOTALL)
# That something else is claimed while what was granted is being treated.
_BESIDE = re.compile(
    r"(?:산재|승인|요양)[^.!?\n]{0,16}?(?:치료|요양)?\s*(?:중|받고\s*있|받는)[^.!?\n]{0,40}?[가-힣](?:도|까지|추가로)\s[^.!?\n]{0,24}?(?:신청|해\s*달라|넣|인정|승인|청구)"
)
# That somebody died, of whom the writer tells; not that somebody saw it.
_DIED = re.compile(
    r"죽었|죽은\s*(?:뒤|후|지|남편|아내|아버지|어머니|아들|딸|형|동생)|사망(?!\s*사고)|숨(?:졌|진|을\s*거)|돌아가(?:셨|시고|시게|신)|세상을?\s*(?:떠|떴|뜨|등)"
    r"|[안못]\s*깨어[나났]|깨어나지\s*[못않]|목숨을\s*(?:끊|잃)|투신(?:했|하셨|해\s)|목을\s*[매맸]|자살(?:했|하셨|로)|극단적\s*선택을|보내\s*드렸|별세|고인[이은의]|망인[이은의]|주검|하늘나라"
    r"|그\s*길로\s*(?:가[셨셧버]|갔)|(?:[병암렴증염색혈]|사고)(?:으로|로)\s*(?:먼저\s*)?가[셨셧]|(?<![가-힣])유서(?:에|를|가|만|도)"
)
_WRITER = re.compile(r"(?<![가-힣])(?:제가|저는|저도|저를|저한테|제|내가|나는|전)\s")
_SEEN = re.compile(r"^[^.!?\n]{0,12}(?:[걸]|것을|모습|장면|현장)\s*[^.!?\n]{0,6}(?:보|봤|본|목격)")


def without_what_was_had(text: str) -> str:
    """The text with the benefits and grades that were received before blanked by spaces; offsets stay."""
    return _HAD.sub(lambda match: " " * len(match[0]), text)


def disputed_benefit(story: str, votes: Mapping[KindB, float]) -> KindB | None:
    """The benefit that the words of a story speak for most; None where they do not tell one.

    `votes`: how much its words speak for each, all told.
    """
    scores = dict(votes)
    for each in sentences(story, story=True):
        if _ASKED.search(each.words):
            if named := benefit_named(without_what_was_had(each.words)):
                scores[named] = scores.get(named, 0.0) + _ASKED_SHARE
            for met in thesaurus().find(without_what_was_had(each.words)):
                for label in met.entry.labels:
                    if isinstance(label, KindB):
                        scores[label] = scores.get(label, 0.0) + _ASKED_SHARE * met.entry.weight
    for told, kind in ((_OVER_AND_AGAIN, KindB.RENEWED_TREATMENT), (_BESIDE, KindB.ADDED_DIAGNOSIS)):
        if told.search(story):
            scores[kind] = scores.get(kind, 0.0) + _ASKED_SHARE
    if _tells_of_a_death(story):
        scores[KindB.SURVIVORS] = scores.get(KindB.SURVIVORS, 0.0) + _ASKED_SHARE
    if not is_about_survivors(story):
        # Relatives are told of in other disputes too.
        scores.pop(KindB.SURVIVORS, None)
    if scores.get(KindB.CLAWBACK, 0.0) >= _TOLD:
        return KindB.CLAWBACK
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best and scores[best] >= _TOLD else None


_SURVIVORS = re.compile(r"유족|수급권|상속|장[례의]비|미망인|사별|순위|혼인|사실혼|연금")


def is_about_survivors(story: str) -> bool:
    """True where a death is told of, or who outlives somebody is spoken of."""
    return bool(_SURVIVORS.search(story)) or _tells_of_a_death(story)


# True where the person died of whom the story tells.
def _tells_of_a_death(story: str) -> bool:
    reader = StanceReader(story)
    told = {Stance.AFFIRMED, Stance.UNCERTAIN}
    if not _WRITER.search(story):
        # Nobody else is there whose case it could be.
        told.add(Stance.OTHERS)
    return any(
        reader.read(*match.span()).stance in told
        for match in _DIED.finditer(story)
        if not _SEEN.match(story[match.end() :])
    )


_BY_ISSUE = {
    Issue.DISABILITY_GRADE: KindB.DISABILITY,
    Issue.BENEFICIARY: KindB.SURVIVORS,
    Issue.AVERAGE_WAGE: KindB.AVERAGE_WAGE,
}


def usual_kind_c(issue: Issue | None, disease: Disease | None) -> KindC | None:
    """How the law looks at what happened where the words do not tell: an accident or a disease, by what it harmed."""
    if disease is Disease.INJURY or issue in (Issue.IN_COURSE_OF_WORK, Issue.MISCONDUCT):
        return KindC.ACCIDENT
    if disease is not None and issue is Issue.CAUSATION:
        return KindC.DISEASE
    return None


def usual_benefit(issue: Issue | None, disease: Disease | None, kind_c: KindC | None) -> KindB | None:
    """What is in dispute where no benefit is told: treatment, unless the issue or the illness says otherwise.

    Over a loss of hearing disability benefit is in dispute (in 10 of the 12 such rulings at hand, in none treatment).
    None where nothing of the case is understood.
    """
    if issue in _BY_ISSUE:
        return _BY_ISSUE[issue]
    if disease is Disease.HEARING and kind_c is not KindC.ACCIDENT:
        return KindB.DISABILITY
    if disease is None and issue in (None, Issue.PROCEDURE, Issue.TIME_LIMIT):
        return KindB.TREATMENT if kind_c else None
    return KindB.TREATMENT
