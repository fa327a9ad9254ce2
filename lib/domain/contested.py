"""What a ruling was about: the question that the court puts, and the decision of the agency that is contested."""

import re
from collections.abc import Iterable

from lib.domain.sections import Part, Sections
from lib.domain.speakers import TAIL, Voice
from lib.domain.voices import Statement
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
    r"(?:처분|결정)(?:\W{0,3}을|을)?(?:하였|했|내렸|하고|하면서|하기로|한다)|통지하였|통보하였|(?:불승인|부지급|불허|거부|거절|반려|부결|비공개)(?:을|를)?(?:하|처분|결정|통보|통지|되)|(?:승인|지급|인정|공개)하지(?:아니|않|는않)|받아들이지(?:아니|않)"
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


def read_question(text: str, row: Iterable[Statement]) -> tuple[tuple[int, int], ...]:
    """Where the court puts the question; what it tells of an argument before that is left out."""
    spoken = [
        each for each in row if each.voice in (Voice.COURT, Voice.FORMULA) and each.part is not Part.HISTORY
    ]
    for is_put in (_QUESTION.search, _is_framed, _TO_DECIDE.search):
        for each in spoken:
            if is_put(each.words) and _SHORTEST <= each.end - each.start <= _LONGEST:
                named = _NAMED_QUESTION.search(text, each.start, each.end)
                return ((named.start() if named else each.start, each.end),)
    return ()


_NAMED_QUESTION = re.compile(r"(?<=, )(?:이 사건의? )?쟁점은")
_AGENCY_DECIDES = re.compile(
    r"(?:피고|공단)(?:[가-힣○A-Z]{0,12}(?:기관|지사|지사장|본부장|지역본부장?))?(?:은|는|이|가|로부터|에서)|(?:이유|취지|사유)로[\s\S]*(?:불승인|부지급)"
)


def read_refusal(sections: Sections, row: tuple[Statement, ...]) -> tuple[tuple[int, int], ...]:
    """Where the decision that the claim attacks stands, and what its list says where one follows."""
    text = sections.text
    told = [
        (place, each)
        for place, each in enumerate(row)
        if (each.voice in (Voice.COURT, Voice.FACT) or each.part is Part.HISTORY)
        and _AGENCY_DECIDES.search(each.words)
        and _DECISION.search(each.words)
    ]
    decisions = [found for found in told if found[1].part is Part.HISTORY] or [
        found for found in told if found[1].part in (None, Part.ARGUMENT)
    ]
    claimed = {_day(date) for date in find_dates(sections.body(Part.CLAIM))}

    # A later office may have decided anew: the claim names the day of the decision that it attacks.
    def fitness(found: tuple[int, Statement]) -> tuple[int, bool, bool, bool]:
        written = text[found[1].start : found[1].end]
        of_claim = any(_day(date) in claimed for date in find_dates(written))
        signs = of_claim, bool(_ATTACKED.search(written)), bool(_WHY.search(found[1].words))
        return sum(signs), *signs

    if not decisions:
        return ()
    place, chosen = max(decisions, key=fitness)
    listed = [
        each
        for each in row
        if each.lead == place and not _EVIDENCE.search(each.words) and not _grants(each.words)
    ]
    # The last of a long list is what follows from it for the application.
    if len(listed) > _LISTED:
        listed = [*listed[: _LISTED - 1], listed[-1]]
    start = chosen.start
    if filed := _FILED.match(text, start, chosen.end):
        start = filed.end()
    return (start, chosen.end), *((each.start, each.end) for each in listed)


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
