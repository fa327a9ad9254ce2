"""What a ruling was about: the question that the court puts, and the decision of the agency that is contested."""

import re

from lib.domain.sections import Part, Sections
from lib.domain.speakers import TAIL, Voice
from lib.domain.statement import Statement
from lib.text.numbers import Date, find_dates
from lib.text.stance import denials

# Characters: a shorter or a longer sentence is no question.
_SHORTEST, _LONGEST = 18, 480
_QUESTION = re.compile(
    r"(?:여부|[는은인한된할]지)(?:의?여부)?(?:이다|에있다|가(?:이사건의)?(?:쟁점|문제)(?:이다|된다|가된다)|라(?:고)?할것이다)\W*$|쟁점은[^.]*이다\W*$"
)
_TO_DECIDE = re.compile(
    r"(?:여부|는지|은지|인지)(?:여부)?(?:에관하여|에대하여|를|에관해)?(?:먼저|차례로)?(?:살펴)?(?:본다|보기로한다|살핀다|판단한다|살펴볼필요가있다)\W*$"
)
_DECISION = re.compile(
    r"(?:처분|결정)(?:\W{0,3}을|을)?(?:하였|했|내렸|하고|하면서|하기로|한다|한사실)|통지하였|통보하였|(?:불승인|부지급|불허|거부|거절|반려|부결|비공개)(?:을|를)?(?:하|처분|결정|통보|통지|되)|(?:승인|지급|인정|공개)하지(?:아니|않|는않)|받아들이지(?:아니|않)"
)
_WHY = re.compile(
    r"이유로|사유로|근거로|라는취지로|는취지로|않는다고|없다고|때문에|(?:보아|판단하여|판단하고|결과를토대로|심의결과에따라|판정에따라|인정되지)"
)


_FRAMED = re.compile(
    r"(?:쟁점|문제되는것|다툼이있는부분|다툼의대상)(?:은|는)[\s\S]*(?:이다|있다|같다|된다|여부|[는은인한된할]지)\W*$|(?:[는은인한된할]지|여부)(?:하는|라는)(?:점|것|문제|데)(?:이다|에있다)\W*$|(?:쟁점이|문제가|문제)(?:된다|되고있다|된다고할것이다)\W*$"
)


# Puts the question and answers it in the same breath.
_ANSWERED = re.compile(
    r"(?:여부|[는은인]지)(?:가문제되|가쟁점)?(?:인데|인바|이나|는데|는바|되나),?[\s\S]*(?:건대|종합|비추어|보면|의하면|증거)"
)


# True for a sentence that names what it says as the question.
def _is_framed(words: str) -> bool:
    return bool(_FRAMED.search(words)) and not _ANSWERED.search(words)


def puts_question(words: str) -> bool:
    """True for a sentence, as its main thread, that says what is to be decided, and decides nothing."""
    end = words[-90:]
    return bool(_QUESTION.search(end) or _TO_DECIDE.search(end) or _is_framed(words))


def read_question(text: str, row: tuple[Statement, ...]) -> tuple[tuple[int, int], ...]:
    """Where the court puts the question, with its list; what it tells of an argument before is left out.

    A sentence that only says what is looked at next is the question where it is the only one of its kind.
    """
    spoken = [
        (place, each)
        for place, each in enumerate(row)
        if each.voice in (Voice.COURT, Voice.FORMULA) and each.part is not Part.HISTORY
    ]
    for is_put in (_NAMED, _QUESTION, _FRAMED):
        for place, each in spoken:
            if not (is_put.search(each.words) and puts_question(each.words)):
                continue
            listed = [(other.start, other.end) for other in row if other.lead == place]
            if _LISTS.search(each.words):
                return ((each.start, each.end), *listed[:_MOST_LISTED]) if listed else ()
            if _SHORTEST <= each.end - each.start <= _LONGEST:
                named = _NAMED_QUESTION.search(text, each.start, each.end)
                return ((named.start() if named else each.start, each.end),)
    looked_at = [each for _, each in spoken if _TO_DECIDE.search(each.words)]
    if len(looked_at) == 1 and not _ONE_OF_SEVERAL.search(looked_at[0].words):
        (only,) = looked_at
        return ((only.start, only.end),) if _SHORTEST <= only.end - only.start <= _LONGEST else ()
    return ()


_NAMED = re.compile(r"쟁점은")
_LISTS = re.compile(r"(?:다음|아래)(?:과|와)같다\W*$")
_MOST_LISTED = 3
# Of several things to look at one, or what a party says.
_ONE_OF_SEVERAL = re.compile(
    r"^\W*(?:먼저|우선|다음으로|다음|나아가|또한|한편|그렇다면|마지막으로|첫째|둘째|설령|가사)|주장|항변"
)
_NAMED_QUESTION = re.compile(r"(?<=, )(?:이 사건의? )?쟁점은")
_AGENCY = re.compile(
    r"(?:피고|공단)(?:[가-힣○A-Z]{0,12}(?:기관|지사|지사장|본부장|지역본부장?))?(?:은|는|이|가|로부터|에서)"
)
# In the history of the decision the agency need not be named: `…이유로 불승인되었다`, `…하는 처분이 있었다`.
_REFUSED = re.compile(
    r"불승인|부지급|불허|거부|거절|반려|부결|비공개|지급하지(?:아니|않)|(?:승인|인정)하지(?:아니|않)"
)
_RECEIVED = re.compile(
    r"(?:처분|결정|통지|통보)[을이](?:각|모두)?(?:받|있었|내려|이루어)|(?:통지|통보)(?:받|되)|(?:불승인|부지급|거부|반려)되"
)
# The decision of those who reviewed it, and a judgment on it.
_REVIEWED = re.compile(r"(?:심사|이의)(?:청구|신청|위원회)[^,]{0,40}(?:기각|각하)")
_JUDGED = re.compile(r"위법|적법|정당|부당하|취소되어야|잘못|이유(?:있|없)다")
_COURT = re.compile(r"원심|제1심|제일심|이법원")


# True for a sentence that tells the agency's decision: not what a court held, nor that the decision stands.
def _tells_decision(each: Statement, text: str) -> bool:
    words = each.words
    if each.voice is Voice.BELOW or _COURT.search(words) or _JUDGED.search(words[-TAIL:]):
        return False
    decides = bool(_DECISION.search(words))
    if each.part is Part.HISTORY:
        if _ATTACKED.search(text, each.start, each.end):
            # Named there as the one that the suit attacks, whatever was done: `…라는 내용의 통지를 하였다`.
            return True
        named = _AGENCY.search(words) or _REFUSED.search(words)
        return bool(named) and (decides or bool(_RECEIVED.search(words)))
    return (
        each.part in (None, Part.ARGUMENT)
        and each.voice in (Voice.COURT, Voice.FACT)
        and decides
        and bool(_AGENCY.search(words))
        and not _JUDGED.search(words)
    )


def read_refusal(sections: Sections, row: tuple[Statement, ...]) -> tuple[tuple[int, int], ...]:
    """Where the decision that the claim attacks stands, with its reason: in it, in its list, or beside it."""
    text = sections.text
    told = [(place, each) for place, each in enumerate(row) if _tells_decision(each, text)]
    decisions = [found for found in told if found[1].part is Part.HISTORY] or told
    claimed = {_day(date) for part in (Part.CLAIM, Part.ORDER) for date in find_dates(sections.body(part))}

    # A later office may have decided anew: the claim names the day of the decision that it attacks.
    def fitness(found: tuple[int, Statement]) -> tuple[int, bool, bool, bool]:
        written = text[found[1].start : found[1].end]
        of_claim = any(_day(date) in claimed for date in find_dates(written))
        signs = of_claim, bool(_ATTACKED.search(written)), bool(_WHY.search(found[1].words))
        return sum(signs) - 2 * bool(_REVIEWED.search(found[1].words)), *signs

    if not decisions:
        return _told_in_passing(text, row)
    place, chosen = max(decisions, key=fitness)
    listed = [
        each
        for each in row
        if each.lead == place and not _EVIDENCE.search(each.words) and not _grants(each.words)
    ]
    # The last of a long list is what follows from it for the application.
    if len(listed) > _LISTED:
        listed = [*listed[: _LISTED - 1], listed[-1]]
    untold = not (listed or _WHY.search(chosen.words))
    before = [each for each in row[place - 1 : place] if untold and _is_ground(each)]
    behind = [each for each in row[place + 1 : place + 2] if untold and _GIVES_GROUND.match(each.words)]
    if untold and not (before or behind):
        behind = [each for each in row if _gives_ground_elsewhere(each)][:1]
    start = chosen.start
    if filed := _FILED.match(text, start, chosen.end):
        start = filed.end()
    return (
        *((each.start, each.end) for each in before),
        (start, chosen.end),
        *((each.start, each.end) for each in (*behind, *listed)),
    )


# Where the decision is told only inside a sentence of the court: from 피고 to the decision, with the reason.
_IN_PASSING = re.compile(
    r"(?:피고|공단)[는은가이]\s(?:(?!피고[는가의]|원심|제1심|다\.\s)[\s\S]){10,300}?(?:이유|사유)로(?:\s*하여)?\s"
    r"(?:(?!피고|원심|다\.\s)[^,]){0,60}?이\s?사건\s(?:각\s)?처분"
)


def _told_in_passing(text: str, row: tuple[Statement, ...]) -> tuple[tuple[int, int], ...]:
    for each in row:
        found = _IN_PASSING.search(text, each.start, each.end)
        if found and each.voice in (Voice.COURT, Voice.FACT, Voice.BELOW):
            return (found.span(),)
    return ()


_GIVES_GROUND = re.compile(
    r"\W*(?:그|위|이사건|피고의)?(?:처분의?|불승인의?|부지급의?)?(?:사유|이유|근거)(?:의요지)?는|\W*이는[^,]*(?:따른|근거한|때문인)것이다"
)


# True where the court comes back to the decision and says why it was made: `피고는 …라는 이유로 이 사건 처분을 하였다`.
def _gives_ground_elsewhere(each: Statement) -> bool:
    words = each.words
    return (
        each.voice in (Voice.COURT, Voice.FACT)
        and bool(_AGENCY_FIRST.match(words) and _MADE.search(words) and _WHY.search(words))
        and not (_JUDGED.search(words) or _COURT.search(words))
    )


_AGENCY_FIRST = re.compile(r"\W*(?:한편|그런데|이에)?,?(?:피고|공단)는")
_MADE = re.compile(r"이사건(?:각)?처분을하였다\W*$")
# Who advises the agency, and how that is said.
_ADVISED = re.compile(
    r"(?:위원회|자문의|심의회|심사회|연구원|연구소|피고|공단)[^,]{0,20}(?:은|는|이|가|도|에서|에서는)[\s\S]*"
    r"(?:판정|판단|심의|의결|회신|의견|소견|보았|보아)[^,]{0,12}$"
)


# True for what the agency went by, told in the sentence before its decision.
def _is_ground(each: Statement) -> bool:
    return each.part is Part.HISTORY and bool(_ADVISED.search(each.words))


def _day(date: Date) -> tuple[int | None, int | None, int | None]:
    return date.year, date.month, date.day


_LISTED = 2
_EVIDENCE = re.compile(r"다툼이?없는사실|변론전체의취지|호증")
_ATTACKED = re.compile(r"이하[^)]{0,12}이\s*사건\s*(?:각|제\d)?[^)]{0,8}처분")
# What the claimant did before, up to the agency's own clause.
_FILED = re.compile(
    r"[^()‘“'\"]*?(?:신청|청구|주장)[^()‘“'\"]{0,30}?(?:으나|는데|는바|고|며|자),?\s*(?=피고는\s)"
)
_GRANT = re.compile(r"(?:승인|인정)(?:한다|하였다|됨|함|된다|되었다|하기로한다)?\W*$")


# True for an item that says what was granted.
def _grants(words: str) -> bool:
    granted = _GRANT.search(words)
    return (
        bool(granted)
        and not denials(words[-TAIL:])
        and not words[: granted.start() if granted else 0].endswith("불")
    )
