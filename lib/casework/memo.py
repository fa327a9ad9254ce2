"""A memo on one case of a list, as a document that a labour attorney corrects and sends."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lib.casework.office_codes import name_of
from lib.casework.paper_lines import BLANK
from lib.casework.triage_sheet import criterion_state, flag_name
from lib.casework.word_file import WordFile

_FACTS = (
    ("stage", "단계"), ("decision_date", "결정일"), ("received_on", "받은 날"), ("panel", "질병판정위원회"),
    ("accident_on", "다치거나 병이 난 날"), ("benefit_from", "급여 시작일"),
)  # fmt: skip
_LABELS = (
    ("kind_b", "급여"),
    ("kind_c", "사고·질병"),
    ("disease_category", "병·부상"),
    ("issue_category", "쟁점"),
)


def memo(document: Mapping[str, Any], today: date) -> bytes:
    """The memo on a case as DOCX: what was told, by when, the issue, the refusal and what answers it, rulings, gaps.

    `document` is `Triaged.document`, with the status, the assignee and the note as they are kept. Who the client is
    is left to be written in by hand: names are not kept.
    """
    made = WordFile()
    made.title(f"사건 검토 메모: {name_of(document)}")
    made.say(
        "초안입니다. 들은 이야기와 공개된 판결에서 자동으로 골라 정리했습니다. 결과를 예측하지 않습니다. "
        "사건을 맡은 노무사가 확인하고 고친 뒤에 쓰세요.",
        italic=True,
    )
    made.table(
        ("작성일", "상담일", "상태", "의뢰인", "담당"),
        [(today.isoformat(), document["told_on"], document["status"], BLANK, document["assignee"])],
    )
    for place, line in enumerate(filter(None, document["note"].splitlines())):
        made.say(line, bold="" if place else "메모: ")
    if document["flags"]:
        made.heading("먼저 확인할 것")
        for flag in document["flags"]:
            made.advise(flag["says"], f"{flag_name(flag['flag'])}: ")
        for place in document["turn_to"]:
            made.item(f"{place['name']} {place['phone']}: {place['why']}")
    say_deadlines(made, document)
    say_ways(made, document)
    say_what_was_told(made, document)
    if document["kind"] == "case":
        say_issue(made, document)
        say_reasons(made, document)
        say_rulings(made, document)
        say_what_is_missing(made, document)
    _questions(made, document)
    return made.packed()


def say_what_is_missing(made: WordFile, document: Mapping[str, Any]) -> None:
    """The evidence to gather, why and how, numbered; nothing where none is missing."""
    if not document["missing"]:
        return
    made.heading("보완할 입증자료")
    for n, each in enumerate(document["missing"], start=1):
        needed = "(꼭 필요) " if each["weight"] == "needed" else ""
        made.say(f"{each['why']} 구하는 법: {each['how']}", bold=f"{n}. {needed}{each['evidence']}: ")


# What is asked of evidence names it once more: in a memo it stands above.
def _questions(made: WordFile, document: Mapping[str, Any]) -> None:
    is_case = document["kind"] == "case"
    needed = [
        n for n, each in enumerate(document["missing"], start=1) if is_case and each["weight"] == "needed"
    ]
    above = tuple(f"{document['missing'][n - 1]['evidence']}: " for n in needed)
    asked = [each for each in document["questions"] if not (above and each.startswith(above))]
    if needed:
        named = ", ".join(map(str, needed))
        asked.append(f"보완할 입증자료 {named}: 가지고 계신가요, 아니면 저희가 구해야 하나요?")
    if asked:
        made.heading("의뢰인에게 물을 것")
        for question in asked:
            made.item(question, numbered=True)


def say_ways(made: WordFile, document: Mapping[str, Any]) -> None:
    """The ways that are open, where there are any."""
    if not document["ways"]:
        return
    made.heading("열려 있는 길")
    if len(document["ways"]) > 1:
        made.say(
            "아래 길 가운데 고를 수 있습니다. 어느 길이 나은지는 사건을 맡은 사람이 정합니다. "
            + document["more_used"]
        )
    for way in document["ways"]:
        made.heading(way["what"], level=2)
        for each in way["says"]:
            # Of each way, though it may hold of another as well.
            made.item(f"{each['says']} ({each['article']})" if each["article"] else each["says"])
        if way["used"]:
            made.advise(way["used"], "공개된 통계: ")
        made.item(way["basis"], "근거: ")


def file_name(case: str, row: int) -> str:
    """What the file of a case's memo is called, on any system; the row where the code leaves nothing to call it by."""
    name = re.sub(r"[^\w가-힣 .()-]", "_", case).strip(" ._")[:80]
    return f"{name or f'{row}행'}.docx"


def say_deadlines(made: WordFile, document: Mapping[str, Any]) -> None:
    """By when, what and to whom, and what each day was counted from."""
    made.heading("기한")
    urgent = document["urgency"]
    when = f"{urgent['due']}까지, {urgent['says']}" if urgent["due"] else urgent["says"]
    made.say(when, bold=f"{urgent['what']}: ")
    if document["deadlines"]:
        made.table(
            ("불복 절차", "언제까지", "언제부터 셌나", "어디에", "근거"),
            [
                (
                    each["what"], each["due"] or "날짜 모름", f"{each['event']} {each['from'] or '(모름)'}",
                    each["to_whom"] or "", each["article"],
                )
                for each in document["deadlines"]
            ],
        )  # fmt: skip
    of_ways = {each["what"] for each in document["ways"]}
    for each in document["deadlines"]:
        # What there is to know of a way stands with the way.
        for text in (*each["assumes"], *([each["note"]] if each["what"] not in of_ways else [])):
            if text:
                made.advise(text)
    for each in document["if_passed"]:
        made.item(f"{each['says']} ({each['article']})")


def say_what_was_told(made: WordFile, document: Mapping[str, Any]) -> None:
    """What was told: the facts as a table, then the story and the refusal as they stand."""
    made.heading("들은 것")
    intake, words = document["intake"], {each["field"]: each["words"] for each in document["told"]}
    rows = [
        ("진단명", ", ".join(intake["diagnoses"]) or "모름", ""),
        ("직종", " · ".join(filter(None, (intake["industry"], intake["occupation"]))) or "모름", ""),
        *(
            (name, _value(intake[field]), f"이야기: “{words[field]}”" if words.get(field) else "")
            for field, name in _FACTS
        ),
    ]
    made.table(("무엇", "내용", "어디서 읽었나"), rows)
    for paragraph in filter(None, (intake["story"] or "(이야기를 듣지 못했습니다.)").split("\n")):
        made.say(paragraph)
    if intake["denial_reason"]:
        made.say(intake["denial_reason"], bold="통지서의 불승인 사유: ")


def _value(value: Any) -> str:
    return {True: "거쳤음", False: "거치지 않음", None: "모름"}.get(value) or str(value)


def say_issue(made: WordFile, document: Mapping[str, Any]) -> None:
    """The issue, the criteria with how far each is met, and the circumstances that pull each way."""
    made.heading("쟁점과 기준")
    labels = document["labels"]
    made.say(" / ".join(f"{name}: {labels[field] or '모름'}" for field, name in _LABELS))
    if document["further"]:
        made.say(", ".join(document["further"]), bold="함께 다투는 것: ")
    for each in document["criteria"]:
        words = f" 들은 말: {', '.join(f'“{word}”' for word in each['words'])}" if each["words"] else ""
        made.item(
            f"{each['says']} ({', '.join(each['basis'])}){words}", f"[{criterion_state(each['state'])}] "
        )
    for side, name in (
        ("factors_for", "유리한 사정"), ("factors_against", "불리한 사정"), ("neutral", "법에 따로 기준이 있는 사정"),
    ):  # fmt: skip
        if document[side]:
            made.heading(name, level=2)
        for (says, source), told in _by_what_it_says(document[side]).items():
            whose = "공단의 말" if source == "denial" else "들은 말"
            quoted = f"{whose}: {', '.join(f'“{each}”' for each in told)}"
            new = made.new(says)
            made.item(f"{new} ({quoted})" if new else quoted)


# Several stretches may tell the same circumstance.
def _by_what_it_says(factors: Sequence[Mapping[str, Any]]) -> dict[tuple[str, str], list[str]]:
    told: dict[tuple[str, str], list[str]] = {}
    for each in factors:
        told.setdefault((each["says"], each["source"]), []).append(each["words"])
    return told


def say_reasons(made: WordFile, document: Mapping[str, Any]) -> None:
    """Each reason of the refusal with what answers it."""
    made.heading("불승인 사유와 반박")
    if not document["denial"]:
        made.say("불승인 사유를 듣지 못했습니다. 결정 통지서를 받아 보세요.")
    for n, each in enumerate(document["denial"], start=1):
        made.heading(f"{n}. “{each['words']}”", level=2)
        made.item(each["reason"], "공단의 말: ")
        made.item(each["law"], "법: ")
        for answer in each["answers"] or ["가진 판결이 없습니다."]:
            made.item(answer, "판결: ")
        for told in each["told"]:
            made.item(_as_above(told, document), "답이 되는 사정: ")
        listed = {missing["evidence"]: n for n, missing in enumerate(document["missing"], start=1)}
        below = [str(listed[name]) for name in each["asks"] if name in listed]
        asks = [name for name in each["asks"] if name not in listed]
        if below:
            asks.append(f"아래 ‘보완할 입증자료’의 {', '.join(below)}")
        if asks:
            made.item(", ".join(asks), "뒤집을 증거: ")


# A circumstance that stands above is named by the words that tell it.
def _as_above(told: str, document: Mapping[str, Any]) -> str:
    words = [each["words"] for each in document["factors_for"] if each["says"] == told]
    return f"{', '.join(f'“{each}”' for each in words)} (위 ‘유리한 사정’)" if words else told


def say_rulings(made: WordFile, document: Mapping[str, Any]) -> None:
    """Comparable rulings of both sides, as they are cited."""
    made.heading("비슷한 판결")
    for sentence in document["on_the_choice"]:
        made.say(sentence)
    for side, name in (("favourable", "인정한 판결"), ("unfavourable", "인정하지 않은 판결")):
        made.heading(name, level=2)
        if not document[side]:
            made.say(f"가진 판결 가운데 {name}은 없습니다.")
        for card in document[side]:
            # What was kept before rulings were told apart by how near they are says nothing of it.
            apart = "" if card.get("is_near", True) else "쟁점은 같지만 사정이 다름"
            ended = ", ".join(filter(None, (card["outcome"], card["history"], apart)))
            made.item(f" ({ended}) {card['gist']}", card["citation"])
            if card["tipped"]:
                made.say("이유: " + " / ".join(card["tipped"]))
            if (card["address"] or "").startswith("https://"):
                made.link(made.say(""), card["address"])
