"""The eight kinds of position (regulation 一.2)."""

from enum import StrEnum


class PositionKind(StrEnum):
    PARTY_BUILDING = "party_building"
    YOUTH_LEAGUE = "youth_league"
    ACADEMIC = "academic"
    EMPLOYMENT = "employment"
    PRACTICE = "practice"
    CULTURE_SPORTS = "culture_sports"
    PUBLICITY = "publicity"
    EDUCATION_MANAGEMENT = "education_management"

    @property
    def label(self) -> str:
        """The office's own word, as the list in 一.2 prints it."""
        return _LABELS[self]


_LABELS = {
    PositionKind.PARTY_BUILDING: "党建",
    PositionKind.YOUTH_LEAGUE: "团工作",
    PositionKind.ACADEMIC: "学术",
    PositionKind.EMPLOYMENT: "就业",
    PositionKind.PRACTICE: "实践",
    PositionKind.CULTURE_SPORTS: "文体",
    PositionKind.PUBLICITY: "信息（宣传）",
    PositionKind.EDUCATION_MANAGEMENT: "教育管理",
}

AMBIGUOUS_KIND = "ambiguous"
"""Field value of a position that may be more than one kind (bare 宣传, or two kinds in one cell)."""
