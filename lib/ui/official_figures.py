"""Official figures as people see them: sentences under a result, charts and tables on the statistics page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from lib.casework.rates import base_rate
from lib.domain.counting import Basis
from lib.domain.taxonomy import Disease, Issue
from lib.guidance.official_figures import OfficialFigure, Subject, figures_of, unknown_years
from lib.i18n import N_
from lib.search.read_by_words import Understood
from lib.ui.boxes import choose
from lib.ui.charts import base_rate_picture, figures_over_time
from lib.ui.labels import messages_of, name_of
from lib.ui.language import _, language
from lib.ui.style import bold, bullets, plain, shipped_link

DISEASE = "statistics_disease"

# What is shown together, in one chart where it is a share.
_SUITS = {
    Subject.LOST_FIRST: N_("1심"),
    Subject.LOST_SECOND: N_("2심"),
    Subject.LOST_FINAL: N_("확정된 소송"),
}
_REVIEWS = {Subject.REVIEW: N_("심사 청구"), Subject.SECOND_REVIEW: N_("재심사 청구")}
_DAYS = {Subject.DAYS: N_("질병 산재 결정"), Subject.SECOND_REVIEW_DAYS: N_("재심사 청구")}

# Injuries are not asked of the committees, and what is only 기타 is no one disease.
_DISEASES = [disease for disease in Disease if disease not in (Disease.INJURY, Disease.OTHER)]

Series = Mapping[str, Sequence[OfficialFigure]]
Said = TypeVar("Said")


def official_sentences(figures: Iterable[OfficialFigure]) -> None:
    """What figures say, each with its source and over what it was counted."""
    for figure in figures:
        st.markdown(plain(figure.sentence(language())) + " " + _source(figure))
        st.caption(
            _("무엇을 센 숫자인가: {denominator}").format(
                denominator=plain(figure.denominator.in_language(language()))
            )
        )


def official_charts() -> None:
    """Official figures by year: suits lost, decisions set aside, and how long a decision takes."""
    st.subheader(_("재판에서 공단이 진 비율"), anchor=False)
    _chart({_(name): figures_of(subject) for subject, name in _SUITS.items()}, "suits")
    st.subheader(_("심사·재심사에서 공단의 결정이 취소된 비율"), anchor=False)
    _chart({_(name): figures_of(subject) for subject, name in _REVIEWS.items()}, "reviews")
    st.subheader(_("결정이 나기까지 걸린 날수(평균)"), anchor=False)
    days = {_(name): figures_of(subject) for subject, name in _DAYS.items()}
    of_diseases = {name_of(disease): figures_of(Subject.DAYS, disease) for disease in _DISEASES}
    taken = days | {name: figures for name, figures in of_diseases.items() if figures}
    st.table(_table(taken, gaps=False))
    with st.expander(_("무엇을 센 숫자인지와 출처"), icon=":material/link:", key="statistics_days"):
        _sources(taken)
        _notes(taken)


def recognised(basis: Basis) -> None:
    """How often the claim for one disease was recognised, and how its rulings ended as far as may be told."""
    names = messages_of(Disease)
    disease = choose(st.selectbox, _("어떤 병인가요?"), {each: names[each] for each in _DISEASES}, DISEASE)
    figures = figures_of(Subject.RECOGNISED, disease)
    everything = {_("모든 질병"): figures_of(Subject.RECOGNISED)}
    if figures:
        st.markdown(plain(figures[-1].sentence(language())))
        _chart({name_of(disease): figures} | everything, "disease")
    else:
        st.info(
            _("이 병이 산재로 인정된 비율은 믿을 만한 공식 통계를 찾지 못했습니다(모름)."),
            icon=":material/help:",
        )
    if disease is Disease.RESPIRATORY:
        st.markdown(_("진폐는 업무상질병판정위원회의 심의를 거치지 않습니다(시행규칙 제7조 제1호)."))
    if disease is Disease.MENTAL:
        st.markdown(_("자살이 산재로 인정된 비율은 자료마다 달라 싣지 않았습니다(모름)."))
    st.subheader(_("그 병의 소송은 어떻게 끝났나"), anchor=False)
    base_rate_picture(base_rate(basis, Understood(issue_category=Issue.CAUSATION, disease_category=disease)))


def _chart(series: Series, key: str) -> None:
    figures_over_time(series)
    st.caption(_("속이 빈 점은 한 해의 일부만 센 것입니다. 비어 있는 해는 찾지 못했습니다(모름)."))
    _sources(series)
    with st.expander(_("숫자를 표로 보기"), icon=":material/table:", key=f"statistics_{key}_table"):
        st.table(_table(series, gaps=True))
        _notes(series)


# One row a figure and, with `gaps`, one for each year of which nothing is known.
def _table(series: Series, *, gaps: bool) -> pd.DataFrame:
    rows = []
    for name, figures in series.items():
        known = [(each.year, each.period(language()), _value(each)) for each in figures]
        empty = [(year, _("{year}년").format(year=year), _("모름")) for year in unknown_years(figures)]
        rows += [(name, period, value) for _year, period, value in sorted([*known, *(empty if gaps else ())])]
    return pd.DataFrame(rows, columns=[_("무엇"), _("시기"), _("값")]).set_index(_("무엇"))


def _value(figure: OfficialFigure) -> str:
    unit = "%" if figure.unit == "%" else _("일")
    counts = f" ({figure.counts[0]:,}/{figure.counts[1]:,})" if figure.counts else ""
    return f"{figure.value:g}{unit}{counts}"


# Over what each was counted and who told it.
def _sources(series: Series) -> None:
    said = _said_once(series, lambda figure: (figure.denominator.in_language(language()), _source(figure)))
    # Small, and not a caption: its faded links could hardly be read.
    st.markdown(bullets(f":small[{when}: {plain(counted)} {source}]" for when, (counted, source) in said))


# Why a figure was chosen among others, and which ones were calculated here.
def _notes(series: Series) -> None:
    notes = _said_once(series, lambda figure: figure.note and figure.note.in_language(language()))
    st.caption(bullets(f"{when}: {plain(note)}" for when, note in notes if note))


# What is to be said of each figure, once for all years of a line of which it is the same.
def _said_once(series: Series, say: Callable[[OfficialFigure], Said]) -> Iterator[tuple[str, Said]]:
    for name, figures in series.items():
        same: dict[Said, list[OfficialFigure]] = {}
        for figure in figures:
            same.setdefault(say(figure), []).append(figure)
        for said, together in same.items():
            yield f"{bold(plain(name))} ({plain(_periods(together))})", said


def _periods(figures: Sequence[OfficialFigure]) -> str:
    said = [figure.period(language()) for figure in figures]
    gapless = figures[-1].year - figures[0].year == len(figures) - 1
    return f"{said[0]} ~ {said[-1]}" if gapless and len(said) > 2 else ", ".join(said)


def _source(figure: OfficialFigure) -> str:
    return _("출처: {source}").format(source=shipped_link(figure.source(language()), figure.url))
