"""Posts that are held and positions that are applied for, in the words people really use."""

import pytest

from pipeline.reading.doubts import Doubt
from pipeline.reading.words.dates_written import dates_in
from pipeline.reading.words.posts import other_post, position_kind

ASKED = "是否受聘其他助教、助管岗位"


@pytest.mark.parametrize(
    "written",
    [
        "助教岗位已到期",
        "助教（2024.9-2025.7）",
        "正在申请助教",
        "助教，聘期至2026年7月止",
        "以前做过助教",
        "助教工作已完成",
        "2024年担任助教",
        "如获批将辞去助教",
        "是，但愿意辞去助教",
        "暂未受聘，已报名助管",
        "本岗位为德育助管",
        "研究生德育工作助管（续聘）",
    ],
)
def test_a_post_that_is_not_plainly_held_now_is_in_doubt(written: str) -> None:
    assert isinstance(other_post(written, ASKED), Doubt)


@pytest.mark.parametrize(
    "written",
    [
        "助教",
        "是，助教",
        "担任《矩阵论》助教",
        "现任机械学院助管",
        "受聘研究生院助管岗位",
        "有，在图书馆担任助管。",
        "本学期担任高等数学课程助教",
        "助教、助研",
    ],
)
def test_a_post_that_is_plainly_held_is_told(written: str) -> None:
    assert other_post(written, ASKED) is True


def test_a_hint_of_the_form_is_no_answer() -> None:
    assert other_post("（填写助教、助管或无）", ASKED) is None
    assert other_post("无（填写助教、助管或无）", ASKED) is False


@pytest.mark.parametrize(
    "written",
    [
        "首选就业，次选党建",
        "就业（党建）",
        "学术（宣传）",
        "宣传（学术）",
        "党建（兼团工作）",
        "就业（服从调剂，党建亦可）",
        "1.党建 2.就业",
        "党建/就业",
    ],
)
def test_a_second_kind_anywhere_in_the_answer_leaves_it_open(written: str) -> None:
    assert position_kind(written) == "ambiguous"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("就业（负责就业信息搜集）", "employment"),
        ("党建工作助理（负责党支部建设、宣传报道）", "party_building"),
        ("信息（宣传）（负责公众号）", "publicity"),
        ("就业（就业指导）", "employment"),
        ("实践工作：组织暑期社会实践", "practice"),
    ],
)
def test_what_describes_a_post_is_no_second_kind(written: str, kind: str) -> None:
    assert position_kind(written) == kind


@pytest.mark.parametrize("written", ["05/12/1998", "12.05.1998", "15/09/2026", "1/9/2026"])
def test_a_day_before_its_year_is_no_date_of_another_year(written: str) -> None:
    assert dates_in(written) == ()


@pytest.mark.parametrize("label", ["其他岗位", "其他兼职", "是否兼任", "兼任其他岗位"])
def test_a_post_of_no_told_sort_is_denied_plainly_and_held_only_in_doubt(label: str) -> None:
    assert other_post("否", label) is False
    assert other_post("□有　☑无", label) is False
    assert isinstance(other_post("是", label), Doubt)
    assert isinstance(other_post("☑有　□无", label), Doubt)
