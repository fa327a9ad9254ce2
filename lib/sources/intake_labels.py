"""What a cell of few values may hold for each label, compared as `squeezed_name` makes it."""

from collections.abc import Mapping
from typing import Any

from lib.domain.taxonomy import KindB, KindC, Stage
from lib.sources.rows import squeezed_name


def _meaning(said: Mapping[Any, str]) -> dict[str, Any]:
    return {squeezed_name(name): value for value, names in said.items() for name in names.split()}


KIND_C = {squeezed_name(kind.value): kind for kind in KindC} | _meaning(
    {
        KindC.ACCIDENT: "작업중사고 업무상재해",
        KindC.DISEASE: "직업병 업무상병",
        KindC.NONE: "none",
    }
)
"""Ways to come to harm by their names."""
KIND_B = {squeezed_name(kind.value): kind for kind in KindB} | _meaning(
    {KindB.TREATMENT: "최초 최초신청", KindB.OTHER: "그외 other"}
)
"""Benefits by their names."""
STAGES = {squeezed_name(stage.value): stage for stage in Stage} | _meaning(
    {
        Stage.BEFORE_CLAIM: "신청전 청구전 미신청 미청구 신청예정 beforeclaim notfiled",
        Stage.DECISION: "결정후 처분 공단결정 decision",
        Stage.REVIEW: "심사청구결정 심사청구후",
        Stage.SECOND_REVIEW: "재심사결정",
        Stage.FIRST_INSTANCE: "일심판결",
        Stage.SECOND_INSTANCE: "항소심판결",
    }
)
"""Stages by their names."""
YES_NO: dict[str, Any] = _meaning(
    {
        True: "예 네 o 유 있음 거침 심의 심의거침 yes y true 1 ○ 거쳤음",
        False: "아니오 아니요 x 무 안거침 미심의 no n false 0 × 안거쳤음 없음",
    }
)
"""Words for yes and for no."""
