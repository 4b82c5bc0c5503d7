"""The level and mode of studies, told from degrees already held and from employment."""

import pytest

from pipeline.reading.doubts import Doubt
from pipeline.reading.words.choices import degree_level, study_mode


@pytest.mark.parametrize("label", ["学历", "学位", "学历学位", "学历/学位", "学历："])
@pytest.mark.parametrize("written", ["本科", "大学本科、学士", "学士"])
def test_a_degree_already_held_says_nothing_of_the_studies(label: str, written: str) -> None:
    assert isinstance(degree_level(written, label), Doubt)


@pytest.mark.parametrize("label", ["培养层次", "攻读学位", "学历层次"])
def test_an_undergraduate_level_of_studies_is_told(label: str) -> None:
    assert degree_level("本科", label) == "other"


@pytest.mark.parametrize("label", ["学历", "培养层次"])
def test_doctor_and_master_are_told_under_any_label(label: str) -> None:
    assert degree_level("博士研究生", label) == "doctor"
    assert degree_level("硕士", label) == "master"


@pytest.mark.parametrize("written", ["在职定向", "在职", "全日制（定向在职）"])
def test_employment_is_no_mode_of_study(written: str) -> None:
    assert isinstance(study_mode(written, "学习方式"), Doubt)


def test_part_time_in_so_many_words_stays_part_time() -> None:
    assert study_mode("非全日制（在职）", "学习方式") == "part_time"
    assert study_mode("非在职", "学习方式") == "full_time"
