"""What of the check hours answer: those of a table, those of a timetable, and those told beside work by night or of one week alone."""

import re
from collections.abc import Mapping
from dataclasses import replace

from lib.guidance.check_answers import FROM_LETTER, FROM_PERSON, FROM_STORY, FROM_TABLE, ROUGHLY, Answer
from lib.guidance.told_timetable import told_timetable, told_timetable_of_a_guard
from lib.guidance.working_hours import MOST_WEEKS, SHORT, WEEKS, Hours, Spread, per_cent_over
from lib.text.spelling import squeeze

_NIGHT_MOST = 1.3
"""What the addition for the night makes of hours at most (고시 Ⅰ.1.라)."""


def of_table(hours: Hours, told: Mapping[str, Answer], given: Mapping[str, object]) -> dict[str, Answer]:
    """What a table of hours answers, as far as it reaches; beyond it only what was typed stands."""
    found: dict[str, Answer] = {}
    for id_, span in (("hours_12", WEEKS), ("hours_4", SHORT), ("hours_1", 1)):
        if id_ not in told or id_ in given:
            continue
        question, counted = told[id_].question, hours.averages[span]
        if counted is None and told[id_].is_known:
            continue
        spread = counted.between if counted else Spread(hours.at_least[span], question.most)
        found[id_] = Answer(question, spread, FROM_TABLE)
    if "hours_before" in told and "hours_before" not in given and hours.rise:
        base = hours.rise.base.between if hours.rise.is_sure else None
        found["hours_before"] = Answer(told["hours_before"].question, base, FROM_TABLE)
    if "guard_duty" in told and "guard_duty" not in given and hours.guard:
        found["guard_duty"] = Answer(told["guard_duty"].question, True, FROM_TABLE)
    return found


_ADDED_ALREADY = re.compile(
    r"(?:야간|밤|30%|30퍼센트)\S{0,8}(?:가산|할증|더해|더하|포함|반영)|가산(?:하여|해서|한|해|시)"
)


def with_nights(
    found: Mapping[str, Answer], shown: Mapping[str, tuple[str, str]], words: str
) -> dict[str, Answer]:
    """The answers, with hours told beside work by night, which may lack its addition, so many or up to three tenths more."""
    read = dict(found)
    by_night = "night_work" in shown or (
        "burdens" in found and "shifts" in found["burdens"].chosen and "야간" in words
    )
    if not by_night or found["guard_duty"].value is True or _ADDED_ALREADY.search(squeeze(words)):
        return read
    for id_ in ("hours_12", "hours_4"):
        answer = read.get(id_)
        if answer and isinstance(answer.value, Spread) and answer.source in (FROM_STORY, FROM_LETTER):
            high = min(answer.question.most, answer.value.high * _NIGHT_MOST)
            read[id_] = replace(answer, value=Spread(answer.value.low, high))
    return read


def of_timetable(found: Mapping[str, Answer], story: str, given: Mapping[str, object]) -> dict[str, Answer]:
    """The answers, with what numbers leave open as a timetable tells it: from when to when, on which days, for how long.

    It counts the night itself.
    """
    read = dict(found)
    own = [each for each in (found["hours_12"], found["hours_4"]) if each.source not in (FROM_LETTER, "")]
    guard = found["guard_duty"].value is True
    table = (told_timetable_of_a_guard if guard else told_timetable)(story)
    if table is None:
        return read
    counts_breaks = table.is_of_whole_days and table.hours.low > 0
    if any(each.is_known for each in own) and not counts_breaks:
        return read
    for id_, weeks in _SPANS:
        question = found[id_].question
        is_told = found[id_].is_known and found[id_].source != FROM_LETTER
        if id_ in given or (is_told and not (counts_breaks and id_ == "hours_12")):
            continue
        spread = table.over(weeks, question.most)
        # What is only an upper limit says less than what the agency counted.
        if spread and (spread.low or not found[id_].is_known):
            read[id_] = Answer(question, spread, FROM_STORY, table.words)
    return read


_SPANS = (("hours_12", WEEKS), ("hours_4", SHORT), ("hours_1", 1), ("hours_before", MOST_WEEKS))


_RISEN = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?)(?:%|퍼센트|프로)(?:나|가|이|정도|가량|이상|넘게)?[^\d.]{0,6}(?:늘|증가|많아|높|상승)"
)
_DOUBLED = re.compile(r"(?:두|2)배(?:로|나|가|이상|넘게|가까이)?\S{0,4}(?:늘|증가|많)")
_TWICE = 100.0


def rise_of(found: Mapping[str, Answer], hours: Hours | None, story: str) -> Spread | None:
    """By how many per cent the last week was above the weeks before it, as typed, told or counted."""
    last, before = found["hours_1"], found["hours_before"]
    if hours and hours.rise and last.source == FROM_TABLE and before.source == FROM_TABLE:
        return hours.rise.per_cent if hours.rise.is_sure else None
    one, base = last.value, before.value
    if base is None and before.source != FROM_PERSON and isinstance(one, Spread):
        # Where one mean was told, it is that of the weeks before.
        base = found["hours_12"].value if found["hours_12"].source == FROM_STORY else None
    if isinstance(one, Spread) and isinstance(base, Spread) and base.low > 0:
        return per_cent_over(one, base)
    squeezed = squeeze(story)
    if match := _RISEN.search(squeezed):
        told = float(match[1])
        return Spread(told, told)
    if _DOUBLED.search(squeezed):
        return Spread(_TWICE * (1 - ROUGHLY), _TWICE * (1 + ROUGHLY))
    return None
