"""The work a person did, where a ruling tells it."""

import re
from collections.abc import Iterator

from lib.domain.sections import Part, Sections

# A job and the words that close such a place: as wide as this.
_WIDEST_MENTION = 80


# The matches of a pattern, looked for only where words that close one stand (it is slow elsewhere).
def _near(pattern: re.Pattern[str], closes: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    last = 0
    for closing in closes.finditer(text):
        begin = max(last, closing.start() - _WIDEST_MENTION)
        if closing.end() > last and (match := pattern.search(text, begin, closing.end())):
            yield match
            last = match.end()


# Where the work is named, and the words that close such a place.
_JOB = (
    (
        re.compile(
            r"(?:에서|소속(?:으로|의)?|입사하여|고용되어|채용되어|하에|이래|경부터|까지|동안|주로|부서의?|현장의?|,)\s*(?P<job>[가-힣A-Za-z·()\s]{2,28}?)\s*(?:으로서?|로서?)\s*(?:근무|일하|일해|재직|종사|활동|고용)"
        ),
        re.compile(r"로서?\s*(?:근무|일하|일해|재직|종사|활동|고용)"),
    ),
    (
        re.compile(
            r"(?:에서|소속|입사하여|,|로서|하여|이후)\s*(?P<job>[가-힣A-Za-z·()\s]{2,28}?)\s*(?:등의?\s*)?(?:업무|작업|일|직무)(?:을|를|에)\s*(?:담당|종사|수행|하던|하여|해\s*왔|하였|맡)"
        ),
        re.compile(r"[을를에]\s*(?:담당|종사|수행|하던|하여|해\s*왔|하였|맡)"),
    ),
    (
        re.compile(
            r"(?P<job>[가-힣]{1,12}(?:공|원|기사|사원|직|자|수|부|관|사|장|인부))(?:으로|로)\s*(?:근무|일하|종사|재직)"
        ),
        re.compile(r"로\s*(?:근무|일하|종사|재직)"),
    ),
)
_NOT_A_JOB = re.compile(
    r"^(?:근로자|직원|사람|상시|정상|계속|실제|동일|주간|야간|일용직\s*근로자|회사|같은|정규직|계약직|위|이|그|각|소속|교대|하루|평균|통상|업무|근로|이후|최초)$|까지|부터|동안|하면서|시간|년간|개월|이유|회사의|사유|결정|처분|적으로$|요양|진단|원고|피고|망인"
)


def read_occupation(sections: Sections) -> str:
    """The work the person did, in the ruling's words; empty where it is not stated plainly."""
    history = sections.body(Part.HISTORY) or sections.body(Part.REASONS)[:1800]
    for text in (history, sections.body(Part.FACTS)[:2500], sections.body(Part.ARGUMENT)[:800]):
        for pattern, closes in _JOB:
            for match in _near(pattern, closes, text):
                job = " ".join(match["job"].split()).strip(" ,·")
                job = re.sub(r"^.*(?:에서|소속|입사하여|하여|부터|까지|고용되어|,)\s+", "", job)
                job = re.sub(
                    r"^(?:(?:주로|계속|다시|현재|약|총|각각|상시|함께|혼자|직접|같은|위)\s+)+", "", job
                )
                if 2 <= len(job) <= 24 and not _NOT_A_JOB.search(job) and job.count("(") == job.count(")"):
                    return job
    return ""
