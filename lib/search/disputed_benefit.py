"""Which benefit or decision a story is about, where the form does not say.

What was asked for or refused now counts, not what the person has had: a grade or a pension of years ago is
told to say who they are.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from lib.domain.classify import benefit_named
from lib.domain.illness import names_in
from lib.domain.taxonomy import Disease, Issue, KindB, KindC
from lib.search.gone_for_good import who_is_gone
from lib.search.thesaurus import thesaurus
from lib.text.sentences import sentences
from lib.text.shipped import read_shipped
from lib.text.stance import Stance, read_stances

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
_NEAR = r"[^.!?\n]"
# What is said of a benefit that is not named, and what it counts: a name to be added to what was granted, money for
# the days off or for care that is held back, treatment that is to end, money to be given back (which a shop asks
# for, too, so that it tells nothing alone).
_SAID_OF = (
    (rf"(?:병명|상병|진단명){_NEAR}{{0,12}}(?:추가|넣|붙|더)|추가로\s*(?:신청|인정)|[도두지]\s+(?:같이\s*)?넣어\s*(?:달|주|줘)", KindB.ADDED_DIAGNOSIS, _ASKED_SHARE),
    (
        rf"(?:쉰|쉬는|못\s*번|일\s*못\s*한|못\s*나간|쉬었){_NEAR}{{0,10}}(?:돈|급여|기간|날|치|동안){_NEAR}{{0,20}}(?:안|못|깎|끊|만\s*[주준줬나])",
        KindB.WAGE_LOSS,
        _ASKED_SHARE,
    ),
    (rf"간병(?:비|료|급여|인)?{_NEAR}{{0,16}}(?:안|못|깎|끊|만|수시|상시|불|청구|신청)|(?:상시|수시)\s*간병", KindB.NURSING, _ASKED_SHARE),
    (
        rf"(?:이달|다음\s*달|이번\s*달|말|[주달월]){_NEAR}{{0,4}}(?:까지만|까지|로|만){_NEAR}{{0,12}}(?:끊|종결|끝|그만|해\s*[주준]|봐\s*[주준]|인정|치료)"
        rf"|(?:치료|병원|요양|약){_NEAR}{{0,10}}(?:그만|끊|종결|끝내|못\s*다니|오지\s*말)|연장{_NEAR}{{0,8}}(?:안|못|불|거절)",
        KindB.TREATMENT_PLAN,
        _ASKED_SHARE / 2,
    ),
    (
        rf"(?:도로|두\s*배|배로|돌려|토해|뱉|물어){_NEAR}{{0,6}}(?:내[래라놓어노]|갚|달라|내놓|게워)|환수|반환|배액",
        KindB.CLAWBACK,
        0.4 * _ASKED_SHARE,
    ),
)  # fmt: skip
# Not the end of another word: 회사망.
_DIED_NOUN = r"(?:(?<![가-힣])|(?<=[가-힣]{2})(?<!회)|(?<=[후뒤중끝서고로다]))사망"
# That somebody died, of whom the writer tells; not that somebody saw it.
_DIED = re.compile(
    rf"죽었(?!을)|죽은\s*(?:뒤|후|지|남편|아내|아버지|어머니|아들|딸|형|동생)|{_DIED_NOUN}(?!\s*사고)|숨(?:졌|진|을\s*거)|돌아가(?:셨|시고|시게|신)|세상을?\s*(?:떠|떴|뜨|등)"
    r"|[안못]\s*깨어[나났]|깨어나지\s*[못않]|목숨을\s*(?:끊|잃)|투신(?:했|하셨|해\s)|목을\s*[매맸]|자살(?:했|하셨|로)|극단(?:적인?)?\s*선택|보내\s*드렸|별세|고인[이은의]|망인[이은의]|주검|하늘나라"
    r"|그\s*길로\s*(?:가[셨셧버]|갔)|(?:[병암렴증염색혈]|사고)(?:으로|로)\s*(?:먼저\s*)?가[셨셧]|(?<![가-힣])유서(?:에|[를가만도](?!\s?(?:\S+\s)?(?:써|쓰|쓸|썼|적어)))"
)
_KINSHIP = read_shipped("stance.yaml")["people"]["kin"]
_KIN_NAMES = "|".join(
    [*_KINSHIP["near"], *_KINSHIP["distant"], "영감", "할멈", "양반", "그이", "애비", "에미"]
)
_KIN = re.compile(_KIN_NAMES)
# A relative who is gone: of what (뇌출혈로 갔어요), after how long, or where; or whom they lost.
_GONE = re.compile(
    r"(?P<cause>[가-힣]{1,8}?)(?:으로|로)\s*(?:먼저|일찍|그렇게|그만)?\s*(?:갔|가[셨셧]|갓|간\s)(?!다가|더니|다\s)"
    r"|스스로\s*(?:갔|가[셨셧]|떠[났나]|목)|(?:만에|[월일살세]에|자리에서|[일방집]터?에서)\s*(?:먼저\s*)?(?:갔|가[셨셧]|떠[났난])"
    rf"|(?:{_KIN_NAMES})(?:이|가|께서|도)?\s+(?:먼저\s*)?(?:가[셨셧](?!다)|죽고\s)"
    rf"|(?:{_KIN_NAMES})[을를]?\s+(?:[^\s.!?]+(?<![에로게지])\s+){{0,2}}?(?:보냈|보내고|보낸|잃[었은고]|여의|여읜|묻[었고])"
    r"|(?:심장|숨)[이은도]?\s*(?:멎|멈[췄추]|끊[어기])|못\s*나왔|[안못]\s*(?:돌아왔|돌아오)|(?:바다|강|물|한강|저수지)에서\s*(?:찾|건[졌져지])"
    # who falls and goes, and is not told to have gone anywhere
    r"|(?:쓰러[져지졌]|넘어[져지졌])[가-힣]*\s+(?:(?:바로|그만|그대로|그길로|그날|그\s(?:날|길로|자리\S*)|다음\s?날|이튿날|이틀|사흘|나흘|며칠|한\s?달|[가-힣\d]{1,3}\s?(?:시간|일|주|달))\s*(?:만에|뒤에?|후에?|새벽에?|아침에?|낮에?|저녁에?|밤에?)?\s*){1,3}(?:갔(?!다가|더니|는데)|가[셨셧](?!다|는데)|떠[났나])"
    r"|망인|시신|빈소|영정|발인|상여|49재|사십구재|유골|부검|장례(?!지도|식장\s*(?:직|에서\s*일))"
)
_CAUSES = ("심장", "폐", "암", "병", "사고", "과로", "화병", "코로나", "감전")
_WRITER = re.compile(r"(?<![가-힣])(?:제가|저는|저도|저를|저한테|제|내가|나는|전)\s")
_SEEN = re.compile(r"^[^.!?\n]{0,12}(?:[걸]|것을|모습|장면|현장)\s*[^.!?\n]{0,6}(?:보|봤|본|목격)")


def without_what_was_had(text: str) -> str:
    """The text with the benefits and grades that were received before blanked by spaces; offsets stay."""
    return _HAD.sub(lambda match: " " * len(match[0]), text)


def benefit_scores(story: str, votes: Mapping[KindB, float]) -> dict[KindB, float]:
    """How much the words of a story speak for each benefit; `votes`: how much its lay phrases do, all told."""
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
    # How long somebody may stay in the country is not how long they are treated.
    of_treatment = _STAY.sub("", story)
    for said, kind, share in _SAID_OF:
        if re.search(said, of_treatment):
            scores[kind] = scores.get(kind, 0.0) + share
    if tells_of_a_death(story):
        scores[KindB.SURVIVORS] = scores.get(KindB.SURVIVORS, 0.0) + _ASKED_SHARE
    if not is_about_survivors(story):
        # Relatives are told of in other disputes too.
        scores.pop(KindB.SURVIVORS, None)
    return scores


_STAY = re.compile(r"(?:비자|체류)[^.!?\n]*[.!?]?")


def disputed_benefit(scores: Mapping[KindB, float]) -> KindB | None:
    """The benefit that a story speaks for most, by its `benefit_scores`; None where it tells none."""
    if scores.get(KindB.CLAWBACK, 0.0) >= _TOLD:
        return KindB.CLAWBACK
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best and scores[best] >= _TOLD else None


_SURVIVORS = re.compile(r"유족|수급권|상속|장[례의]비|미망인|사별|순위|혼인|사실혼|연금")


def is_about_survivors(story: str) -> bool:
    """True where a death is told of, or who outlives somebody is spoken of."""
    return bool(_SURVIVORS.search(story)) or tells_of_a_death(story)


@lru_cache(maxsize=8)
def tells_of_a_death(story: str) -> bool:
    """True where the person died of whom the story tells."""
    reader = read_stances(story)
    told = {Stance.AFFIRMED, Stance.UNCERTAIN}
    if not _WRITER.search(story) and reader.is_of_the_writer:
        # Nobody else is there whose case it could be.
        told.add(Stance.OTHERS)
    places = [match.span() for match in _DIED.finditer(story) if not _SEEN.match(story[match.end() :])]
    if _KIN.search(story):
        places += [match.span() for match in _GONE.finditer(story) if _is_of_a_death(match)]
        places += who_is_gone(story, _KIN)
    return any(reader.read(*place).stance in told for place in places)


# The cause of a death, or that nobody is told to whom somebody was sent.
def _is_of_a_death(match: re.Match[str]) -> bool:
    cause = match["cause"]
    return cause is None or cause in _CAUSES or bool(names_in(cause))


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
