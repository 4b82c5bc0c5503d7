"""Two printed options in every arrangement of boxes and ticks: the one ticked, or nothing, never the other."""

from itertools import product

import pytest

from pipeline.reading.words.options import options_in
from pipeline.reading.words.posts import other_post, position_kind

BOXES = ("□", "☐", "○", "（ ）", "[ ]", "【 】", "〔 〕", "◇", "")
TICKS = ("☑", "■", "√", "（√）", "[x]", "◆", "√□", "□√", "R", "（对）", "(*)", "×", "✅")
BETWEEN = (" ", "　", "/", "、", "；", "\n", "  ")
PLACES = ("{mark}{word}", "{word}{mark}", "{mark} {word}", "{word} {mark}")
ASKED = "是否受聘其他助教、助管岗位"


@pytest.mark.parametrize("place", PLACES)
def test_the_other_option_is_never_taken(place: str) -> None:
    right = 0
    for box, tick, between, ticked in product(BOXES, TICKS, BETWEEN, ("是", "否")):
        words = [place.format(mark=tick if one == ticked else box, word=one) for one in "是否"]
        written = between.join(words)
        held = other_post(written, ASKED)
        assert held is not (ticked == "否"), written
        right += held is (ticked == "是")
    assert right > 500


@pytest.mark.parametrize(
    ("written", "means"),
    [
        *(("是☑ 否", "是"), ("是 ☑否", "否"), ("是 ☑/否", "是"), ("是/☑ 否", "否")),
        *(("学历：☑ 博士", "博士"), ("是 √；否 □", "是"), ("是◇ 否◆", "否")),
    ],
)
def test_a_tick_belongs_to_the_option_that_it_is_nearer_to(written: str, means: str) -> None:
    options = options_in(written)
    assert options is not None
    assert options.ticked == (means,)


@pytest.mark.parametrize("written", ["是☑否", "是 ☑ 否", "正式党员/预备党员☑/共青团员"])
def test_a_tick_that_may_belong_to_either_is_unclear(written: str) -> None:
    options = options_in(written)
    assert options is not None
    assert options.unclear


@pytest.mark.parametrize("mark", ["（√）", "（对）", "(*)"])
def test_a_bracket_behind_the_first_kind_begins_no_printed_list(mark: str) -> None:
    rest = "学术（ ）就业（ ）实践（ ）文体（ ）信息（宣传）（ ）教育管理（ ）"
    assert position_kind(f"党建{mark}团工作（ ）{rest}") in ("party_building", None)
    plain = "学术 就业 实践 文体 信息（宣传） 教育管理"
    assert position_kind(f"党建 {mark}团工作 {plain}") != "party_building"
