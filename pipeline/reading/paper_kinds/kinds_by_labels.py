"""The kind of a paper that bears no title, by the labels it asks for."""

from pipeline.domain.papers import PaperKind

_SIGNS: tuple[tuple[PaperKind, frozenset[str], frozenset[str], int], ...] = (
    (
        PaperKind.REPLACEMENT_REQUEST,
        frozenset({"leaver_name", "incoming_name"}),
        frozenset({"leaver_name", "incoming_name"}),
        2,
    ),
    (
        PaperKind.APPLICATION_FORM,
        frozenset({"name", "position_kind"}),
        frozenset(
            {
                "student_no",
                "party_standing",
                "other_post",
                "college_opinion",
                "academic_standing",
                "social_experience",
            }
        ),
        3,
    ),
    (
        PaperKind.APPLICATION_FORM,
        frozenset({"name", "other_post"}),
        frozenset(
            {
                "student_no",
                "party_standing",
                "college_opinion",
                "academic_standing",
                "social_experience",
            }
        ),
        2,
    ),
    (
        PaperKind.LEAVING_SURVEY,
        frozenset({"name", "left_on"}),
        frozenset({"started_on", "tenure", "position_kind", "student_no", "suggestions"}),
        2,
    ),
    (
        PaperKind.LEAVING_SURVEY,
        frozenset({"name", "next_step", "reason"}),
        frozenset({"left_on", "tenure", "tenure_months", "suggestions"}),
        1,
    ),
    (
        PaperKind.EVALUATION_OPINION,
        frozenset({"name", "opinion"}),
        frozenset({"tenure_months", "tenure", "student_no", "signed_on"}),
        1,
    ),
)


def kind_by_labels(asked: frozenset[str]) -> PaperKind | None:
    """The kind whose labels these are; None where they could be those of any office."""
    for kind, needed, signs, enough in _SIGNS:
        if needed <= asked and len(signs & asked) >= enough:
            return kind
    return None
