"""Whether a model's plain words (a gloss) may stand above the very sentences they put into plain words.

A gloss is read against those sentences only. What counts or names something has to stand there (`gloss_figures`).
Whether it adds a result, a deadline, advice or certainty, tells another's words or says the contrary is weighed by
what was learnt from judged glosses (`gloss_weights`), of which the lists of `data/glosses.yaml` are signs. Whether it
says the same otherwise is for the reader, who sees the sentence below it, or for a second model.
"""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from lib.domain.passages import Speaker
from lib.models.checks.facts import normal
from lib.rulings.gloss_figures import misplaces, misstates
from lib.rulings.gloss_lists import pairs, pattern, words_of
from lib.rulings.gloss_turns import turns
from lib.rulings.gloss_weights import ADDS, MISATTRIBUTES, TURNS, weigh
from lib.text.shipped import read_shipped
from lib.text.spelling import Squeezed, plain, squeeze


class Fault(StrEnum):
    """Why a gloss is left out, so that its sentence stands alone."""

    UNKNOWN = "unknown"
    """It names a sentence that was not given."""
    LONGER = "longer"
    LINK = "link"
    FIGURE = "figure"
    """A figure, date, amount, share, article, case number or name that the sentence does not hold."""
    LIMB = "limb"
    SPEAKER = "speaker"
    WON = "won"
    DEADLINE = "deadline"
    ADVICE = "advice"
    CERTAINTY = "certainty"
    TURNED = "turned"
    """It leans to one side and its sentence to the other."""
    ADDS = "adds"
    """It says more than its sentence, as glosses do that readers called wrong."""
    NOT_THE_SAME = "not_the_same"
    """A second reading did not find that it says the same."""


_ENDS = frozenset({Speaker.COURT, Speaker.CONCLUSION, Speaker.LAW})
_FINDS = (Speaker.COURT, Speaker.FACT, Speaker.BELOW)
NOT_THE_COURT = frozenset({Speaker.CLAIMANT, Speaker.AGENCY, Speaker.EXPERT, Speaker.RECORD})


def fault_of(
    gloss: str,
    told: Sequence[str],
    speaker: Speaker,
    won: bool | None = None,
    illnesses: Sequence[str] = (),
    among: frozenset[Speaker] = frozenset(),
) -> Fault | None:
    """What is wrong with a gloss of these sentences, which `speaker` says; None where it may stand.

    `won`: whether the ruling ended for the worker, None where that is not known. `illnesses`: what a sentence
    means that speaks of `이 사건 상병`. `among`: all who speak in the sentences, where others do too.
    """
    if fault := fault_by_itself(gloss, told, illnesses):
        return fault
    speakers = among | {speaker}
    marks = marks_of(gloss, told, speakers, won)
    if deciding := [fault for mark, fault in MARKS.items() if mark in marks & DECIDE]:
        return deciding[0]
    weighed = weigh(gloss, told, speakers, marks)
    if not weighed.is_wrong:
        return None
    found = [fault for mark, fault in MARKS.items() if mark in marks]
    return found[0] if found else _OF_QUESTIONS[weighed.rather]


def fault_by_itself(gloss: str, told: Sequence[str], illnesses: Sequence[str] = ()) -> Fault | None:
    """What is wrong with a gloss whatever else speaks for it: a link, its length, a figure, a name or a limb."""
    said = " ".join(told)
    if _LINK.search(gloss):
        return Fault.LINK
    if len(squeeze(gloss)) > max(_MUCH_LONGER * len(squeeze(said)), len(squeeze(said)) + _A_FEW):
        return Fault.LONGER
    held = words_of(said)
    meant = f"{said} {' '.join(illnesses)}" if _THIS_ILLNESS.search(held) else said
    if misplaces(gloss, said, meant if _THIS_ILLNESS_ITSELF.search(held) else said):
        return Fault.LIMB
    if misstates(gloss, meant):
        return Fault.FIGURE
    return None


# An everyday word is often a little longer than the law's; more than that is something else.
_MUCH_LONGER, _A_FEW = 1.2, 10

_THIS_ILLNESS = re.compile(r"(?:이사건|위|추가|승인|신청)상병|이사건(?:질병|질환|부상|사고|재해)|망인의사망")
# An accident has no limb.
_THIS_ILLNESS_ITSELF = re.compile(_THIS_ILLNESS.pattern.replace("|사고|재해", ""))

# What a page could be left by.
_LINK = re.compile(r"://|www|[@<>☎]|\]\s*\(|\.\s?(?:com|net|org|kr|io|me)\b", re.IGNORECASE)

MARKS = {
    "misspeaks": Fault.SPEAKER,
    "owns": Fault.SPEAKER,
    "judged by nobody": Fault.SPEAKER,
    "told by nobody": Fault.SPEAKER,
    **{fault.value: fault for fault in (Fault.WON, Fault.DEADLINE, Fault.ADVICE, Fault.CERTAINTY)},
    "too sure": Fault.CERTAINTY,
    "other result": Fault.WON,
    "other verdict": Fault.TURNED,
    "turned": Fault.TURNED,
}
"""What the lists find in a gloss, with the fault that it speaks for; learnt weights decide (`gloss_weights`)."""

DECIDE = frozenset({"misspeaks", "judged by nobody", "told by nobody", "other result", "other verdict"})
"""Marks that need no weighing: who is named to speak must do so in the sentences, what somebody only says needs a name,
and a ruling ended one way."""

_OF_QUESTIONS = {ADDS: Fault.ADDS, MISATTRIBUTES: Fault.SPEAKER, TURNS: Fault.TURNED}


def marks_of(
    gloss: str, told: Sequence[str], speakers: frozenset[Speaker], won: bool | None
) -> frozenset[str]:
    """What the lists find in a gloss of these sentences, of MARKS."""
    return frozenset(_marks(gloss, told, speakers, won))


def _marks(gloss: str, told: Sequence[str], speakers: frozenset[Speaker], won: bool | None) -> Iterator[str]:
    said = " ".join(told)
    spaced, held = Squeezed(normal(plain(gloss))), words_of(said)
    words = spaced.chars
    for speaker in speakers:
        if _misspeaks(words, held, speaker):
            yield "misspeaks"
        if _owns(words, said, speaker):
            yield "owns"
            if speaker is not Speaker.RECORD and not pattern("teller").search(words):
                yield "told by nobody"
    if _is_judged_by_nobody(words, speakers):
        yield "judged by nobody"
    for fault, claims in _claims().items():
        if any(_claims_more(says, known, spaced, held) for says, known in claims):
            yield fault.value
    if _is_too_sure(words, told):
        yield "too sure"
    # What became of requests before the suit is told among the facts.
    if won is not None and speakers <= _ENDS and _WON[not won].search(words):
        yield "other result"
    if _judges_otherwise(words, held):
        yield "other verdict"
    if not speakers.isdisjoint(_FINDS) and turns(gloss, said):
        yield "turned"


# --- who says it ---------------------------------------------------------------------------------


# One who may be named to say something: by which words, whose sentences may be told so, and the words by which a
# sentence names them itself.
class _Named(NamedTuple):
    named: re.Pattern[str]
    of: frozenset[Speaker]
    held: re.Pattern[str] | None
    always: bool


@cache
def _speakers() -> list[_Named]:
    return [
        _Named(
            re.compile(each["named"]),
            frozenset(Speaker[name] for name in each["of"]),
            re.compile(each["held"]) if "held" in each else None,
            each.get("always", False),
        )
        for each in read_shipped("glosses.yaml")["speakers"]
    ]


# Who is named to say something in a gloss. Whoever stands as a mere subject behind another's topic is told of by that
# one (`공단은 고인이 근로자가 아니라고 합니다`), but for a court.
def _named(words: str) -> Iterator[tuple[frozenset[Speaker], re.Pattern[str] | None]]:
    found = [(match, each) for each in _speakers() for match in [each.named.search(words)] if match]
    topic = pattern("topic")
    topics = [match.start() for match, _ in found if topic.match(words, match.start())]
    for match, each in found:
        is_behind = any(topic < match.start() for topic in topics)
        if each.always or not is_behind or topic.match(words, match.start()):
            yield each.of, each.held


def _misspeaks(words: str, held: str, speaker: Speaker) -> bool:
    if speaker is Speaker.GUIDE:
        return False
    named = list(_named(words))
    if any(speaker not in of and not (says and says.search(held)) for of, says in named):
        return True
    # Who is named to say it has settled nothing.
    if speaker not in NOT_THE_COURT or named:
        return False
    settled = pattern("settled")
    return bool(settled.search(words) and not settled.search(held))


# True where a judgment is told of nobody and none of those who speak is the court: it would pass as the court's.
def _is_judged_by_nobody(words: str, speakers: frozenset[Speaker]) -> bool:
    if not speakers <= NOT_THE_COURT:
        return False
    return bool(pattern("judges").search(words)) and not pattern("judging").search(words)


_QUOTED = re.compile("[‘'“\"][^‘’'“”\"]{12,}다[.]?[’'”\"]")


# True where what somebody only says, or is quoted with, is told as if it were so.
def _owns(words: str, said: str, speaker: Speaker) -> bool:
    if pattern("asks").search(words):
        return False
    quoted = sum(map(len, _QUOTED.findall(said)))
    is_said = speaker in NOT_THE_COURT or (speaker is not Speaker.GUIDE and 2 * quoted > len(said))
    is_told_as_said = bool(pattern("attributes").search(words))
    if speaker in _RETELLS and _is_of_what_is_reported(words, words_of(said)):
        # Nor does the court say what it only passes on.
        return not is_told_as_said or bool(_COURT_SAYS.search(words))
    if speaker is Speaker.RECORD and pattern("sources").search(words):
        return False
    if speaker not in NOT_THE_COURT and _COURT_SAYS.search(words):
        # Nor is it the court's what a finding of fact only quotes.
        return is_said
    return is_said and not is_told_as_said


_COURT_SAYS = re.compile(r"(?:법원|재판부)(?:은|는|이|가|도)")
_RETELLS = frozenset({Speaker.FACT, Speaker.RECORD, Speaker.BELOW})


# True where a gloss tells rather what a sentence only reports of somebody than that it was said, or led to something.
def _is_of_what_is_reported(words: str, held: str) -> bool:
    reports = list(pattern("reported").finditer(held))
    if not reports:
        return False
    told, before, behind = map(pairs, (words, held[: reports[-1].start()], held[reports[-1].end() :]))
    return len(told & before) > _MOSTLY * len(told & behind)


_MOSTLY = 3


# --- results, deadlines, advice, certainty -------------------------------------------------------


@cache
def _claims() -> dict[Fault, list[tuple[re.Pattern[str], re.Pattern[str]]]]:
    return {
        Fault(kind): [
            (re.compile(each["says"]), re.compile(each.get("held") or each["says"])) for each in claims
        ]
        for kind, claims in read_shipped("glosses.yaml")["claims"].items()
    }


# Whether the words claim what the sentence holds in no word for it, nor in the same word; two syllables that a space
# parts are none: `한 뒤 집 앞`.
def _claims_more(claim: re.Pattern[str], known: re.Pattern[str], words: Squeezed, held: str) -> bool:
    said = [
        match[0]
        for match in claim.finditer(words.chars)
        if match.end() - match.start() > _SHORT_CLAIM
        or not re.search(r"\s", words.text[slice(*words.span(*match.span()))])
    ]
    return bool(said) and not known.search(held) and not all(each in held for each in said)


_SHORT_CLAIM = 2


# What every sentence only holds possible is told as sure.
def _is_too_sure(words: str, told: Sequence[str]) -> bool:
    supposes = pattern("supposes")
    return all(supposes.search(words_of(one)) for one in told) and not pattern("softens").search(words)


# By whether the worker won: what only a ruling that ended so can say.
_WON = {
    True: re.compile(
        r"(?:원고|근로자|유족|노동자)[가는이은]?(?:이겼|이긴|승소)|처분을?취소(?:했|하였|합)|손을들어"
    ),
    False: re.compile(
        r"(?:원고|근로자|유족|노동자)[가는이은]?(?:졌|패소)|청구를?(?:기각|물리)(?:했|하였|쳤)"
    ),
}


# Whether both say of the decision in dispute if it stands, and not the same.
def _judges_otherwise(words: str, held: str) -> bool:
    told, said = (
        [name for name, patterns in _verdicts().items() if patterns[by].search(text)]
        for by, text in (("told", words), ("held", held))
    )
    return len(told) == len(said) == 1 and told != said


# By what is said of a decision (`stands`, `falls`): the words of a gloss (`told`) and of a sentence (`held`).
@cache
def _verdicts() -> dict[str, dict[str, re.Pattern[str]]]:
    return {
        name: {by: re.compile(pattern) for by, pattern in patterns.items()}
        for name, patterns in read_shipped("glosses.yaml")["verdicts"].items()
    }
