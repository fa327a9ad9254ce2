"""What happened on the days that a story names: a letter came, it was decided, somebody was hurt, died, healed.

A day is tied to what happened only by the words of its own clause: by the verb that governs it (10월 5일에 통지서를
받았다), by what it is called (사고일 10월 5일, 받은 지 12일), by its own ending (10월 2일자 결정). Any verb of another kind
between them, another person, another sender or another letter unties it.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from lib.domain.given import FIRST_DAY
from lib.domain.taxonomy import Stage
from lib.domain.told_stage import OF_ANOTHER_SUIT, SOMEONE_ELSE, Mention
from lib.text.days import Day, find_days
from lib.text.stance import Stance, StanceReader, holds_denial, read_stances

# What may happen on a day, by the verb or noun that names it.
_RECEIVED = (
    r"(?:(?<![가-힣])|(?<=통지)|(?<=통보)|(?<=연락)|(?<=송달)|(?<=불승인)|(?<=부지급)|(?<=결정)|(?<=판정)|(?<=[서문]))받"
    r"|수령|송달|도달|도착|들어[왔와]|날[아라][왔와]|(?<![가-힣])(?:왔|와[서요]|오고|온(?=\s))|배달(?=[됐되받된]|이?\s?완료|이\s)|전달|전해|건네|주고|줬|서명|알게|알았|확인|조회"
    r"|열어|열람|꺼[냈내낸]|(?:한테|에게|께|앞으로|집으로)\s?(?:\S+\s)?보[냈내낸]|뜯[었어은]|개봉|(?<![가-힣])(?:봤|보니)|떴|통보(?![서문을를가는])|통지(?![서문을를가는])|접했"
)
_DECIDED = (
    r"(?:불승인|부지급|불인정|불지급|기각|각하|재결(?!서)|선고|처분(?!서)|결정(?!\s?통지|[서문])|판결(?!\s?정본|[서문])|의결)"
    r"(?!(?:\s?(?:결정|처분|판정))*\s?(?:통[지보]|[서문](?=[를을가이은는에\s])|편지|문자|안내|정본))"
)
_HURT = (
    r"다(?:쳤|친|쳐|침|치[고셨신며])|넘어[졌져지진짐]|미끄러[졌져지진짐]|(?:에서|으로|밑으로|아래로|로)\s*(?:[가-힣]{1,4}\s*)?(?:굴러\s*)?떨어[졌져지진짐]"
    r"|추락|부딪|들이받|깔[려렸리린림]|끼[여였인임]|끼어|찔[려렸리린림]|베[었였여인임]|데[었였]|감전|화상(?!\s?(?:회의|통화|강의|면담)|으로\s?(?:회의|들어|참))|쓰러[졌져지진짐]"
    r"|골절|부러[졌져지진짐]|절단|(?:손|발|가락|팔|다리|마디)\S{0,4}\s?(?:\S+\s)?잘[렸려린림]|폭발|매몰|발병|삐[었끗]|튀었|튀어|치[였여임]|에\s맞[았아]|굴렀"
    r"|(?:사고|재해|부상)(?:[를가]|로|\s*(?:발생|당|났|나서|입)|(?=\s*(?:[,.)]|$)))|말려\s?들어"
)
_DIED = r"돌아가[셨시신]|사망|숨[졌진짐져지]|숨을\s*(?:거|끊)|세상을\s*(?:떠|뜨|떴|등|버)|별세|작고|운명(?:하|했)|죽[었고은음어]|목숨을"
# went of an illness, and is not told to have gone anywhere
_GONE_OF = r"(?:암|병|염|증|색|혈|폐|심장|사고|과로)(?:으로|로)\s*(?:먼저\s*|그렇게\s*)?"
_DIED += rf"|{_GONE_OF}(?:갔|가[셨셧])"
_HEALED = r"종결|치유|증상\s*고정|완치|치료[가를]?\s*(?:다\s*)?(?:끝|마[쳤치])|요양[이을]?\s*(?:끝|마[쳤치])"
_OFF = re.compile(
    r"쉬[고었는게]|쉰|쉼|휴직|병가|휴업|결근|일을\s*놓|(?P<work>출근|근무|나가|나오|일[을도은]?(?=\s))"
)
_HAPPENED = {
    name: re.compile(pattern)
    for name, pattern in (
        ("received", _RECEIVED), ("decided", _DECIDED), ("hurt", _HURT), ("died", _DIED), ("healed", _HEALED),
    )
}  # fmt: skip
# The same before its day: 받은 날은 10월 5일, 사고일: 2026. 3. 2., 받은 지 12일 됐어요.
_NAMED_BEFORE = (
    r"(?:\s*(?:날짜|일자|일시|날|일|것|게|건))?\s*(?:[은는이가]\s*)?(?:바로\s*|정확히\s*|딱\s*|[:：=(]\s*)?$"
)
_BEFORE = {
    name: re.compile(rf"(?:{pattern}){_NAMED_BEFORE}")
    for name, pattern in (
        ("received", r"수령|송달|도달|(?<![가-힣])(?:받은|받으신|온)|통지받은|알게\s*된|도착한|도착"),
        (
            "decided",
            r"처분|결정|재결|선고|판결|원처분|기각|각하|(?:통지서|편지|결정서)에?\s*적힌|(?:통지서|결정서|처분서|편지)(?=\s?(?:날짜|일자))",
        ),
        (
            "hurt",
            r"사고(?:\s*난|가\s*난)?|(?:재해|사고)\s?발생|재해|발병|다친|쓰러진|넘어진|떨어진|부러진|추락한|미끄러진|부상",
        ),
        ("died", rf"사망|돌아가신|숨진|{_GONE_OF}(?:간|가신)"),
        ("healed", r"치유|종결|증상\s*고정"),
        ("off", r"쉬기\s*시작한|휴업\s*시작"),
    )
}
_BEHIND_NAMED = re.compile(
    r"\s*(?:[.,)]|$|입니다|이에요|예요|이고|이며|이었|였|임(?![가-힣])|인데|이라|이래|이랍|이네|이더|자\s*[).]|\()"
)
# 통지서가 왔어요, 11월 9일.
_CAME_BEFORE = re.compile(r"(?:왔|받았|수령했|도착했)(?:어요|습니다|다|음|지요|네요|는데)?\s?[,(]?\s*$")
_SINCE = {
    "received": re.compile(r"(?<![가-힣])(?:받은|온|알게\s*된)$|(?:수령|송달|도착|통지받|통보받)[한된은]?$"),
    "hurt": re.compile(r"(?:다친|사고\s*난|쓰러진|부러진|떨어진)$"),
    "died": re.compile(r"(?:돌아가신|숨진|떠난|사망한)$"),
}
_AT = re.compile(
    r"\s*(?:\([^)]{1,4}\)\s*)?(?:[월화수목금토일]요일)?(?:에서야|에야|에는|에|날|부로|(?=\s)|(?=[,(]))|\s*\("
)
_DATED = re.compile(r"\s*(?:일)?\s*자(?:로|의|인|이?고|이?며|입니다|예요|이에요|라)?(?=\s|[)(,.]|$)")
_SINCE_THEN = re.compile(r"\s*(?:부터|이후로?)")
# A verb of its own between a day and what happened: the day is that verb's.
_VERB = re.compile(
    r"[가-힣]*(?:[았었였했됐갔왔났렸졌셨켰꼈겠]|[가-힣](?:한|된|던|려고|려다)(?=\s)|[가-힣](?:하고|하며|하여|해서|하려|하는|하던|되어))"
    r"(?!\S*[다라]는\s)|[가-힣]+(?:간|[받찍낸넣난든]은?|낸|넣은|찍은)(?=\s)"
)
# 집에 있던 아내가: it tells of whom the day's verb speaks.
_WHO_WAS_THERE = re.compile(r"(?:\S+\s){0,2}(?:있던|있는|계시던|계신|사는|살던)\s(?=\S)")
# What the letter says of itself: 불승인됐다는, 안 된다는.
_SAYING = re.compile(r"\S*(?:[다라자]는|[다라]고|[단란])(?=\s)")
_ACT = re.compile(
    r"신청|접수|제출|제기|입사|진단|수술|입원|퇴원|검사|촬영|출석|면담|상담|(?<!심사)(?<!심사\s)청구"
)

_STRONG = re.compile(
    r"결정\s?통지|결정[서문]|처분서|재결서|판결\s?(?:[서문]|정본)|정본"
    r"|(?:불승인|부지급|불인정|불지급|거절|종결|징수|기각|각하|급)\s?(?:결정|처분|판정|됐다는|났다는|이?라는|한다는|된다는)?\s?(?:통지|통보|편지|문자|연락|안내|결정|처분|판결|을?\s?받)"
    r"|(?:결정|판결|판정|재결)[을를]?\s?받"
)
_WEAK = re.compile(
    r"통지|통보|편지|등기|우편|문자|카톡|알림|전자\s?고지|메일|봉투|결과|답[이을변]|연락|종이|서류가|(?:결정|불승인|처분)[은는이가]"
)
FOREIGN_SENDER = re.compile(
    r"(?:회사|사업주|사장|사측|원청|병원|의원|노동부|노동청|지청|노동위원?회?|연금공단|보험사|경찰서?|검찰청?|구청|시청|세무서|은행|법원|변호사|노무사)"
    r"(?:님)?\s*(?:에서|측|이|가|은|는|한테|에게|으로부터|로부터|의|쪽)|건강\s?보험|건보|국민\s?연금|손해보험|생명보험"
)
"""Who sends letters that are no decisions of this agency or of a court about it."""
FOREIGN_LETTER = re.compile(
    r"해고|변론|기일|출석|출두|특진|특별\s?진찰|보완|접수|진단|소견|의견서|독촉|내용\s?증명|고지서|압류|계약|면접|합격|징계|전보|휴직|보험료"
    r"|사실\s?조회|소장|답변서|준비\s?서면|항소장|일정|참석|참가|진술|자료|고소|벌금|임금|체불|검진|검사|기록|영수|월급|퇴직|선정|소송\s?구조|회생|파산|면책|개시|(?<!불)승인"
)
"""Letters that decide nothing here."""
_BARE = re.compile(
    r"[\s(]*(?:(?:저는|제가|저희가|본인이|우리가|대리인이|식구가|가족이|집에서|집으로|등기로|우편으로|문자로|카톡으로|전자로|직접|처음|드디어|우체국에서"
    r"|(?:아내|남편|아들|딸|어머니|아버지|엄마|아빠|집사람|며느리)[가이])\s*){0,3}$"
)
_OBJECT = re.compile(r"[가-힣][을를](?=\s)")
_LOOKED_UP = re.compile(r"확인|조회|열어|열람|봤|보니")
_KIN = (
    r"(?<![가-힣])(?:아내|남편|아들|딸|어머니|아버지|어머님|아버님|모친|부친|배우자|자녀|엄마|아빠|집사람|안사람|와이프|처|며느리|시어머니|시아버지|장모님?|장인|부모님|남?동생|누나|언니|형|오빠"
    r"|할머니|할아버지|가족|식구)"
)
_FAMILY = re.compile(rf"{_KIN}(?:(?:이|가|께서)\s|\s?(?:본인\s?|직접\s?)?(?=수령|송달|전달|서명|받))")
_OF_FAMILY = re.compile(rf"{_KIN}(?:이|가|께서|은|는|도)\s")
UNSURE = re.compile(r"기억이|기억도|가물|헷갈|긴가민가|정확(?:히|한|하)\S*\s*(?:\S+\s*)?모르|확실[하치]")
"""A sentence that says that its day is not sure."""
# Beside what befell the family: the case is the writer's.
OWN_CASE = re.compile(
    r"(?:저는|제가|저도|나는|내가)\s(?!대신)[^.!?\n]{0,20}?(?:산재|불승인|다쳤|다친|아[파프픕팠픈]|우울|일하|일했|근무|진단)"
)
"""What a person tells of their own work or illness."""
ONCE = re.compile(r"적[이은도]?\s*있|예전에|과거에|기왕|등산|축구|헬스|여행|김장|교통사고\s*후유증")
"""What befell the person long ago or off work."""
# What a day stands between, beside the ends of clauses.
_MARK = re.compile(r"\s[/→·]\s|->|=>")
_LATER = re.compile(
    r"(?<!퇴근)(?<!출근)(?<!점심)(?<!식사)(?<!작업)(?<!근무)(?<!회식)(?<!송년회)(?<!모임)(?<!행사)(?<!회의)\s(?:후|뒤|이후|다음)(?=에|로|\s|$)|[은한인난]\s?(?:후|뒤|다음)"
)
_OURS = re.compile(
    r"\s*(?:(?:요양|유족|장해|휴업|급여|최초|공단|심사|재심사|추가\s?상병|재요양|연장|등급|치료|산재|근로복지|\(|의)\S*\s*){0,3}?(?:[가-힣]{0,4}(?:결정|처분|판결|재결|불승인|부지급|기각|각하)|통[지보]|종결)|\s*[).,]|\s*$"
)
_DECISION = re.compile(r"(?:결정|불승인|부지급|처분|판결|재결|기각|각하|선고)[이가은는]?$")
_MADE = re.compile(r"\s*(?:에|에야|자로|날)?\s*(?:났|나왔|나와|내려|있었|했|되었|됐)")
# 통지서에는 10월 2일이라고 적혀 있다.
_LETTER_BEFORE = re.compile(
    r"(?:통지서|결정서|결정문|재결서|처분서|판결문|편지|종이|서류|문서)(?:에는|에|는|은|엔)\s*(?:\S+\s)?$"
)
# 통지는 열흘 전. / 통지 10월 30일.
_LETTER_NAMED = re.compile(
    r"(?<![가-힣])(?:통지서?|결정서|결정문|재결서|처분서|판결문|편지|종이|등기|우편|통보)(?:[는은이가])?\s*$"
)
_NOTHING_BEHIND = re.compile(r"\s*(?:에|이에요|예요|입니다|임|요)?\s*(?:[.,)\n]|$)")
_WRITTEN = re.compile(r"\s*(?:자|일)?(?:이?라고|으로|로)?\s?(?:적혀|찍혀|쓰여|씌어|써|나와|되어|돼)\s?있")
JUDGMENT = re.compile(r"판결")
# 공단은 11월 2일 종이로 '근로자가 아니다' 했다.
AGENCY_ACTS = r"공단(?:은|이|에서는?|측은|쪽은)"
"""The agency as the one who does something."""
_AGENCY = re.compile(rf"{AGENCY_ACTS}\s*$")
_SAID = re.compile(
    r"[^.!?\n'\"‘“]{0,30}['\"‘“][^'\"’”\n]{2,80}['\"’”]\s?(?:이?라고\s?|이?라며\s?|고\s?)?(?:했|하[였더고며]|합|통[보지]|거절|답)"
)
_OF_LETTERS = ("received", "decided")
_WITH_YEAR = re.compile(r"\d{4}|['’]\d\d|[작올]|전|지")
_LONG_AGO = timedelta(days=180)
# How long the letter of a decision is on its way at most, where nothing else tells that it is that letter.
_ON_ITS_WAY = timedelta(days=31)
_LABEL = re.compile(r"(?:일자?|날짜?)?\s*[:：]")
# 수령일 2026. 10. 5. 요통 …: what follows is the next item.
_OF_A_DAY = re.compile(r"(?:일자?|날짜?|송달|수령)\s?[:：(]?$")
_CARE = re.compile(r"(?:치료|요양|통원)[가는은이]?$")
_ENDED = re.compile(r"\s*(?:에|로|부로)?\s*(?:다\s*)?(?:끝났|끝나|마쳤|마치|종결)")
# Going there is no end of what happened that day: 들어가서 봤더니.
_WENT = re.compile(r"(?:[가-힣]가서|(?<![가-힣])가서|접속해서|로그인해서)\s*$")
IN_COURT = (Stage.FIRST_INSTANCE, Stage.SECOND_INSTANCE)
_OF_A_REFUSAL = re.compile(r"불승인|참고|결과\s?확인")
# 고지서와 결정서를: what came beside the decision.
_BESIDE = re.compile(
    r"[가-힣]+(?:서|장|지|표)(?:와|과|이?랑|하고|,)\s?(?=\S{0,8}(?:결정서|통지서|통보서|판정서|재결서|판결문))"
)
_AT_WORD = re.compile(r"^\s*(?:에서야|에야|에는|에|날)?")
_AFTER_IT = re.compile(
    r"[^.!?\n]{0,12}?(?:고\s?나서|고\s?난|[은한인]?\s?(?:뒤|후|이후)|충격)[^.!?\n]{0,30}(?:우울|공황|불면|정신|잠을|병이|아프)"
)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened on a day, as `text[begin:end]` tells it in a sentence that ends at `close`."""

    kind: str
    day: date
    begin: int
    end: int
    close: int


@dataclass(frozen=True)
class ToldDays:
    """A text with the days, decisions and clauses found in it."""

    text: str
    today: date
    mentions: Sequence[Mention]
    is_refused: bool = False
    decided_on: date | None = None
    first_day: date = FIRST_DAY

    @cached_property
    def stances(self) -> StanceReader:
        """The reader of what is said to be so."""
        return read_stances(self.text)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """The days from `first_day` up to today that the text names, in order."""
        return tuple(
            each for each in find_days(self.text, self.today) if self.first_day <= each.day <= self.today
        )

    def clause(self, place: int) -> tuple[int, int]:
        """Where the clause begins that `place` stands in, and where it ends."""
        begin, last = self.stances.sentence(place, place + 1)
        ends, begins = self._clauses(begin)
        passed = bisect_right(ends, place)
        begin = begins[passed]
        end = min(max(ends[passed], place) if passed < len(ends) else place, last)
        marks = self._marks(begin, end)
        before = bisect_left(marks, place, key=lambda mark: mark[0])
        return (
            marks[before - 1][1] if before else begin,
            marks[before][0] if before < len(marks) else end,
        )

    @cached_property
    def _held_clauses(self) -> dict[int, tuple[list[int], list[int]]]:
        return {}

    @cached_property
    def _held_marks(self) -> dict[tuple[int, int], list[tuple[int, int]]]:
        return {}

    # Where the clauses of a sentence end one after another, and where one that stands behind so many of them begins.
    def _clauses(self, begin: int) -> tuple[list[int], list[int]]:
        if begin not in self._held_clauses:
            ends, begins, at = list[int](), [begin], begin
            last = self.stances.sentence(begin, begin + 1)[1]
            while at < last and (end := self.stances.clause_end(at, at + 1)) > at:
                ends.append(end)
                # 수령일: 10월 5일 is one clause.
                begins.append(begins[-1] if self.text[end - 1] in ":：" else end)
                at = end
            self._held_clauses[begin] = ends, begins
        return self._held_clauses[begin]

    def _marks(self, begin: int, end: int) -> list[tuple[int, int]]:
        if (begin, end) not in self._held_marks:
            self._held_marks[begin, end] = [mark.span() for mark in _MARK.finditer(self.text, begin, end)]
        return self._held_marks[begin, end]

    def around(self, start: int, end: int) -> tuple[int, int]:
        """The sentence that `text[start:end]` stands in, with the one before it and the one behind it."""
        first, last = self.stances.sentence(start, end)
        first = self.stances.sentence(first - 1, first)[0] if first else 0
        return first, self.stances.sentence(last, last + 1)[1] if last < len(self.text) else last

    def events(self) -> Iterator[Event]:
        """What happened on the days, in order."""
        ends = [*(each.start for each in self.days[1:]), len(self.text)]
        begins = [0, *(each.end for each in self.days[:-1])]
        for day, begin, end in zip(self.days, begins, ends, strict=False):
            first, last = self.clause(day.start)
            if day.end > last:
                last = self.clause(day.end - 1)[1]
            if _WENT.search(self.text, day.end, last) or not self.text[day.end : last].strip(" ,"):
                last = self.clause(min(last, len(self.text) - 1))[1]
            sentence = self.stances.sentence(day.start, day.end)
            is_unsure = UNSURE.search(self.text, *sentence)
            for kind, close in self._on(day, max(first, begin), min(last, end)):
                # What the letter bears is sure, also where it is not when it came.
                if not is_unsure or (kind == "decided" and _WRITTEN.match(self.text, day.end)):
                    yield Event(kind, day.day, max(first, begin), close, sentence[1])

    # What happened on a day, and where the words end that tell it.
    def _on(self, day: Day, first: int, last: int) -> list[tuple[str, int]]:
        text = self.text
        before = text[first : day.start].rstrip()
        if day.since:
            kind = next((name for name, pattern in _SINCE.items() if pattern.search(before)), None)
            is_so = kind and self.is_so(kind, day, first, first, first + len(before))
            return [(kind, day.end)] if kind and is_so else []
        if dated := _DATED.match(text, day.end):
            is_ours = _OURS.match(text, dated.end()) or _DECISION.search(before)
            return [("decided", dated.end())] if is_ours else []
        if _SINCE_THEN.match(text, day.end):
            is_off = any(
                self.stances.read(*found.span()).stance
                is (Stance.DENIED if found["work"] else Stance.AFFIRMED)
                for found in _OFF.finditer(text, day.end, last)
            )
            return [("off", last)] if is_off else []
        named = self._named(day, first, last, before)
        if named and _OF_A_DAY.search(before):
            return named
        if _AT.match(text, day.end) and (found := self._governed(day, first, last)):
            return found
        if named:
            return named
        if _DECISION.search(before) and (made := _MADE.match(text, day.end)):
            return [("decided", made.end())]
        begin = self.stances.sentence(day.start, day.end)[0]
        if (came := _CAME_BEFORE.search(text[begin : day.start])) and _BEHIND_NAMED.match(text, day.end):
            is_so = self.is_so("received", day, begin, begin + came.start(), begin + came.end())
            return [("received", day.end)] if is_so else []
        if _LETTER_BEFORE.search(before) and (written := _WRITTEN.match(text, day.end)):
            return [("decided", written.end())]
        if _LETTER_NAMED.search(before) and _NOTHING_BEHIND.match(text, day.end):
            is_so = self.is_so("received", day, first, first, day.start)
            return [("received", day.end)] if is_so else []
        if _CARE.search(before) and (ended := _ENDED.match(text, day.end)):
            return [("healed", ended.end())]
        if _AGENCY.search(before) and (said := _SAID.match(text, day.end)):
            return [("decided", said.end())]
        return []

    def said_on(self, day: Day, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the day's own clause says behind it by `pattern`; None where another verb comes between."""
        last = max(self.clause(place)[1] for place in (day.start, day.end - 1))
        said = pattern.search(self.text, day.end, last) if _AT.match(self.text, day.end) else None
        gap = self.text[day.end : said.start()] if said else ""
        return None if _VERB.search(gap) or _LATER.search(gap) else said

    # What the words before a day call it: 사고일, 받은 날은.
    def _named(self, day: Day, first: int, last: int, before: str) -> list[tuple[str, int]]:
        listed = day.words.endswith(".") and bool(_OF_A_DAY.search(before))
        if not (listed or _BEHIND_NAMED.match(self.text, day.end, last)):
            return []
        for kind, pattern in _BEFORE.items():
            named = pattern.search(self.text[first : day.start])
            if named and self.is_so(kind, day, first, first + named.start(), day.start):
                # 선고일 12월 3일, told in November, may be yet to come.
                is_open = kind in _OF_LETTERS and not _WITH_YEAR.search(day.words)
                return [] if is_open and self.today - day.day > _LONG_AGO else [(kind, day.end)]
        return []

    # What the day's own verb says happened on it.
    def _governed(self, day: Day, first: int, last: int) -> list[tuple[str, int]]:
        after = self.text[day.end : last]
        if any(_HAPPENED["received"].search(said[0]) for said in _SAYING.finditer(after)):
            # 10월 5일에 통지를 받았다는 문자: the day may be of the message or of what it says.
            return []
        after = _SAYING.sub(lambda said: " " * len(said[0]), after)
        found = [(match, kind) for kind in _HAPPENED if (match := _HAPPENED[kind].search(after))]
        found.sort(key=lambda each: each[0].start())
        if any(kind == "received" and not _VERB.search(after[: match.start()]) for match, kind in found):
            # A refusal that came that day was not decided on it.
            found = [each for each in found if each[1] != "decided"]
        happened: list[tuple[str, int]] = []
        for match, kind in found:
            gap = _WHO_WAS_THERE.sub("", after[: match.start()])
            if _LABEL.match(after, match.end()):
                # 처분일 10월 2일 수령: 10월 5일: it names the next day.
                break
            if _VERB.search(gap) or _LATER.search(gap) or (kind == "decided" and _ACT.search(gap)):
                break
            start, end = day.end + match.start(), day.end + match.end()
            if self.is_so(kind, day, first, start, end):
                happened.append((kind, end))
            if kind != "hurt":
                break
        return happened

    def is_so(self, kind: str, day: Day, first: int, start: int, end: int) -> bool:
        """True where what `text[start:end]` tells is so, is the person's own, and for a letter decides something.

        `first` is where the day's clause begins.
        """
        stance = self.stances.read(start, end).stance
        if self.text[end : end + 1] == ",":
            # 수령, 재심사 예정: what follows is another item.
            stance = StanceReader(self.text[first:end]).read(start - first, end - first).stance
        if stance is Stance.DENIED and _OF_A_DAY.search(self.text[start:end].rstrip()):
            stance = Stance.AFFIRMED
        if self.text[end : end + 2] == "은 " and not holds_denial(self.text[first:start]):
            # 받은 통지서에는 …: what is said behind is said of the letter.
            stance = Stance.AFFIRMED
        last = self.clause(end - 1)[1]
        clause = self.text[first:last]
        if kind == "received":
            own = stance is Stance.AFFIRMED or (stance is Stance.OTHERS and _FAMILY.search(clause))
            return (
                bool(own)
                and not SOMEONE_ELSE.search(clause)
                and self._is_of_a_decision(day, first, start, end, last)
            )
        if kind == "decided":
            return stance is Stance.AFFIRMED and not SOMEONE_ELSE.search(clause)
        if stance is not Stance.AFFIRMED or (kind == "hurt" and ONCE.search(clause)):
            return False
        if _OF_FAMILY.search(clause) and OWN_CASE.search(self.text):
            return False
        return not _AFTER_IT.match(self.text, end)

    # True where what came that day is a letter with a decision of this agency or of a court on it.
    def _is_of_a_decision(self, day: Day, first: int, start: int, end: int, last: int) -> bool:
        text, window = self.text, self.text[first:last]
        begin, close = self.stances.sentence(day.start, end)
        around = self.around(day.start, end)
        decided_here = any(begin <= each.start < close for each in self.mentions)
        decided = decided_here or any(around[0] <= each.start < around[1] for each in self.mentions)
        sender = FOREIGN_SENDER.search(window)
        if sender and not ("법원" in sender[0] and "판결" in text[begin:close]):
            return False
        if FOREIGN_LETTER.search(_OF_A_REFUSAL.sub("", _BESIDE.sub("", window))):
            return False
        if JUDGMENT.search(window):
            return any(each.stage in IN_COURT for each in self.mentions) or not OF_ANOTHER_SUIT.search(
                text, *around
            )
        if _STRONG.search(window):
            return True
        if _WEAK.search(window):
            return decided or self.is_refused
        # Nothing is named that came: it was told of before, or can only be the letter of a decision just made.
        gap = _AT_WORD.sub("", text[day.end : start]) if day.end <= start else ""
        told = text[around[0] : first]
        made = self.decided_on
        if made and made <= day.day <= made + _ON_ITS_WAY and _BARE.match(gap):
            return not FOREIGN_LETTER.search(told)
        if FOREIGN_SENDER.search(told):
            return False
        if _LOOKED_UP.match(text, start):
            return decided_here and not _OBJECT.search(gap)
        if not _BARE.match(gap):
            return False
        if FOREIGN_LETTER.search(told):
            return decided_here
        return decided_here or bool(_STRONG.search(told)) or (decided and bool(_WEAK.search(told)))


def told_events(
    text: str,
    today: date,
    mentions: Sequence[Mention],
    is_refused: bool = False,
    decided_on: date | None = None,
) -> list[Event]:
    """What happened on the days up to today that a text names, in order; `mentions` are its decisions.

    `is_refused`: it is known otherwise that there is a letter with a decision, `decided_on` the day it bears.
    """
    return list(ToldDays(text, today, mentions, is_refused, decided_on).events())
