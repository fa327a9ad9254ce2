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


# What leads up to the job in the same breath: where, since when, by what contract, in what manner.
_BEFORE = re.compile(
    r"^.*(?:에서|소속|입사하여|하여|부터|까지|고용되어|에|에게|따라|의해|위해|대해|통해|하며|하면서|하고|,)\s+"
    r"|^(?:(?:주로|계속|다시|현재|약|총|각각|상시|항상|늘|매일|매주|평소|당시|또한|함께|혼자|직접|같은|해당|위|이|그)\s+)+"
)
# Who does the work, where what he does is told behind: 배관공으로 취부 및 용접.
_WORKER = re.compile(r"^(?P<worker>[가-힣 ]{1,14}(?:공|원|기사|수|부|사|직))(?:으로서?|로서?)\s")
# What was done on Sundays too is a part of the work, and a clause names no job.
_NO_NAME = re.compile(
    r"(?:에도|에는|에만|때도|때는|마다|시에)\s|(?:하는|하던|되는|에|을|를|의|및|나|부터|까지)$"
)


def read_occupation(sections: Sections) -> str:
    """The work the person did, in the ruling's words; empty where it is not stated plainly."""
    history = sections.body(Part.HISTORY) or sections.body(Part.REASONS)[:1800]
    for text in (history, sections.body(Part.FACTS)[:2500], sections.body(Part.ARGUMENT)[:800]):
        for pattern, closes in _JOB:
            for match in _near(pattern, closes, text):
                if job := _job(match["job"]):
                    return job
    return ""


# The name of the job in these words; empty where they name none.
def _job(words: str) -> str:
    job = " ".join(words.split()).strip(" ,·")
    if worker := _WORKER.search(job):
        job = worker["worker"]
    if _NO_NAME.search(job):
        return ""
    job = _BEFORE.sub("", _BEFORE.sub("", job))
    job = re.sub(r"\s+등$", "", job)
    is_whole = 2 <= len(job) <= 24 and job.count("(") == job.count(")")
    return job if is_whole and not _NOT_A_JOB.search(job) else ""
