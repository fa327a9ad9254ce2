"""A calendar file (.ics, RFC 5545) of the last days, with reminders before each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from icalendar import Alarm, Calendar, Event

from lib.guidance.deadlines import Deadline
from lib.text.said import Translate

_DAYS_BEFORE = (30, 14, 7, 3, 1)
_RINGS_AT = timedelta(hours=9)


def calendar_file(found: Sequence[Deadline], today: date, language: str, _: Translate = str) -> bytes:
    """One entry for each last day still to come, with a reminder at nine in the morning 30, 14, 7, 3 and 1 days before.

    It says nothing of the illness: calendars are shown on locked screens and shared with families.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Sanjae Guide//deadlines//KO")
    calendar.add("version", "2.0")
    to_come = sorted((each.due, each.id, each) for each in found if each.due and each.due >= today)
    for due, on_it in groupby(to_come, key=lambda each: each[0]):
        calendar.add_component(_entry(due, [each for *_day, each in on_it], today, language, _))
    return bytes(calendar.to_ical())


def _entry(due: date, found: Sequence[Deadline], today: date, language: str, _: Translate) -> Event:
    what = " · ".join(dict.fromkeys(each.what.in_language(language) for each in found))
    summary = _("산재 기한: {what} 마지막 날").format(what=what)
    entry = Event()
    entry.add("uid", f"{due}-{'-'.join(each.id for each in found)}@sanjae-guide")
    entry.add("dtstamp", datetime.combine(today, time(), UTC))
    entry.add("dtstart", due)
    entry.add("dtend", due + timedelta(days=1))
    entry.add("summary", summary)
    entry.add("description", "\n".join(_line(each, language) for each in found))
    entry.add("transp", "TRANSPARENT")
    for days in _DAYS_BEFORE:
        if due - timedelta(days=days) > today:
            alarm = Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("description", summary)
            alarm.add("trigger", _RINGS_AT - timedelta(days=days))
            entry.add_component(alarm)
    return entry


def _line(deadline: Deadline, language: str) -> str:
    to_whom = deadline.to_whom.in_language(language) if deadline.to_whom else ""
    article = deadline.basis[0].in_language(language)
    return f"{deadline.what.in_language(language)}: {to_whom} ({article})"
