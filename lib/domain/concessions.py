"""What a court only grants before its `그러나`, and what it turns from later in the same part."""

import re
from dataclasses import replace

from lib.domain.speakers import TAIL, Voice
from lib.domain.statement import Statement
from lib.text.stance import denials

_BUT = re.compile(r"^\W*(?:그러나|하지만|그렇지만|다만|그런데(?!도)|반면|그렇다고하여)")
_GRANTED = re.compile(
    r"(?:사실|것|점|가능성|여지|측면|사정|면|바|듯)(?:은|도|이있기는|이없지는)[^,]{0,6}(?:인정|있|보이|보인|확인|사실이|없지|배제)[^,]{0,12}$|기는(?:하다|한다|하였다)\W*$|(?:안타까|유감)"
)
_LETS_STAND = re.compile(
    r"(?:면|측면|점|여지|사정|부분|소지|가능성|아쉬움|의문)[이가](?:전혀)?(?:있다|있었다|있기는하다|없지(?:않|아니하)다|보인다|남는다)\W*$|^\W*물론|(?:원고|피고|공단|참가인)(?:들)?[이가](?:지적|주장)하는(?:바와|것과)?같이"
)
_SUPPOSED = re.compile(r"(?:다면|라면)[^.]{0,90}(?:수있을것이다|였을것이다|여지가있을것이다)\W*$")


def concede(row: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The row with what the court only grants, and what it later turns from, marked as such."""
    return _turn(_conceded(row))


def _conceded(row: tuple[Statement, ...]) -> tuple[Statement, ...]:
    return tuple(
        replace(each, conceded=True)
        if _is_granted(each.words[-TAIL:]) or _SUPPOSED.search(each.words) or _is_turned(row, place)
        else each
        for place, each in enumerate(row)
    )


# True where `그러나` follows: at once, or behind one more sentence if the first one already lets something stand.
def _is_turned(row: tuple[Statement, ...], place: int) -> bool:
    each = row[place]
    after = [other for other in row[place + 1 : place + 3] if other.lead == each.lead]
    turns = [bool(_BUT.match(other.words)) for other in after]
    if turns and _HELD.search(each.words) and _GOES_ON.match(after[0].words):
        return False
    if turns[:1] == [True]:
        return True
    return turns[1:] == [True] and bool(_LETS_STAND.search(each.words))


# What was weighed and held is not conceded by what the court goes on with.
_HELD = re.compile(r"(?:종합|비추어|고려|감안)[\s\S]*(?:봄이|보는것이)(?:타당|상당|옳)하다\W*$")
_GOES_ON = re.compile(r"\W*그런데")
_TURNS = re.compile(r"\W*(?:그러나|하지만|그렇지만|다만|그럼에도|그렇다고하(?:여|더라도))")
_WEIGHS = re.compile(r"종합|비추어|고려하|감안|살피건대|보건대")
_COURTS = (Voice.COURT, Voice.FACT)


# Marks what stands before `다만, …종합하면 …라고 봄이 타당하다` in its part, and the lists of it.
def _turn(row: tuple[Statement, ...]) -> tuple[Statement, ...]:
    turned: set[int] = set()
    for place, each in enumerate(row):
        # That an argument fails turns nothing.
        turns = each.voice is Voice.COURT and not each.answers and _TURNS.match(each.words)
        if not (turns and _WEIGHS.search(each.words)):
            continue
        for before in range(place - 1, -1, -1):
            other = row[before]
            if other.part is not each.part or other.topic < each.topic - 1:
                break
            # Of a list only what is listed with it, or below what stands beside it.
            beside = other.lead == each.lead or (other.lead > -1 and row[other.lead].lead == each.lead)
            if beside and other.voice in _COURTS:
                turned.add(before)
    return tuple(replace(each, turned=True) if place in turned else each for place, each in enumerate(row))


# True where the court lets something stand: `…한 사실은 인정된다`; not where it says that there is none of it.
def _is_granted(tail: str) -> bool:
    granted = _GRANTED.search(tail)
    return bool(granted) and not denials(tail[granted.start() :] if granted else "")
