"""Words of the form, as colleges and students write them, and what they are taken to say."""

import pytest

from pipeline.judging.consent import opinion_of_college
from pipeline.judging.words import enrolment_state, experience

ENROLMENT = {
    "registered": "已注册 在籍 在读 在校 正常 是 有 学籍正常 正常在读 在籍在册 已办理注册手续"
    " 已注册（2026秋） ☑已注册□未注册 Registered",
    "unregistered": "未注册 尚未注册 没有注册 未办理注册 暂未报到 □已注册☑未注册",
    "on_leave": "休学 休学中 保留学籍 保留入学资格 停学 因病休学一年",
    "prolonged": "延期 延期毕业 博士延期 延长学习年限 已注册，延期一年 延毕",
    "left": "退学 已退学 毕业 已毕业 2025年6月毕业 结业 肄业 开除学籍 被开除 因故退学",
    "other": "预计2026年毕业 应届毕业生 待注册 拟休学 已复学 休学期满已复学 未休学 没有休学"
    " 从未休学，已注册 未延期 学籍异常 不正常 否 博士二年级 非在籍 已退学，现复学 已注册休学未报到"
    " 未退学 不详 见附件 申请休学",
    "": "□已注册□未注册 。 ☐",
}
OPINIONS = {
    "agrees": "同意 同意。 同意推荐 同意上报 同意聘用 同意（盖章） 经审核，同意 审核通过 批准 予以批准"
    " 准予 情况属实，同意推荐 符合条件，同意 学院党委同意 ☑同意□不同意 √同意 同意该生不再兼任助教"
    " 同意推荐，望批准 无不同意见，同意推荐 该生申请已批准 待人真诚，同意 同意上报研工部审批"
    " 该生思想端正，学习成绩优秀，工作认真负责，同意推荐 经学院党政联席会研究，同意王小明同学担任党建岗位德育助理"
    " 同意张三担任德育助理 同意该生任我院2026年秋季学期德育助理（党建岗位） 同意聘用，聘期一年 同意。王书记"
    " 该生品学兼优，曾任研究生会主席，符合《管理办法》规定的任职资格，同意推荐 同意推荐。李明远2026年9月3日 同意，报研究生工作部审批 经导师同意，学院同意上岗",
    "disagrees": "不同意 未通过 不予推荐 不符合条件 不宜批准 反对 □同意☑不同意 没有同意 不予批准"
    " 经研究，不同意推荐 该生尚未转正，不同意推荐",
    "other": "同意推荐但需研工部审定 请研工部审定 拟同意 原则同意 原则上同意 建议同意 暂不同意 是否同意"
    " 同意与否，请研工部定 已阅 情况属实 盖章 推荐 拟推荐 无异议 没有意见 不反对 没有反对意见"
    " 待研究后同意 同意聘用，但须转正后上岗 同意，请领导审批 同意推荐，请研工部批准 请予批准 恳请批准"
    " 请研究生院批准 望批准 希望同意 待学院同意 需党委批准 该生表现良好 有不同意见 无不同意见"
    " 如转正，同意 不同意。后经讨论同意 同意？ 略 同意该生不担任助理"
    " 同意该生退出申请 同意撤回该申请 学院同意上岗（须先补齐材料） 同意，应补交成绩单 同意取消该生上岗资格"
    " 同意离岗 同意该生放弃申请 该生同意 学生本人同意 导师同意 同意公示 同意考察 公示后同意 同意试用一学期"
    " 同意，转博后生效 勉强同意 谨同意 多数同意 同意推荐，但排名靠后 同意，最终以研工部意见为准 研工部批准",
    "": "同意☐不同意☐ □同意□不同意 。",
}
EXPERIENCE = {
    "none": "无 没有 暂无 无。 / — N/A 无工作经历 无社会工作经历 没有社会工作经验 没有担任过学生干部"
    " 没有参加过社会实践 从未担任过学生干部 未担任任何职务 未参加 目前无 无任何社会工作经历",
    "stated": "曾任班长 无工作经历但任班长 无，但任班长 本科期间无，研究生任党支部书记 学生会干事"
    " 未名学社社长 无锡团市委实习 无线电协会会长 没有脱产工作，曾任兼职辅导员 见附件",
    "": "。 □",
}


def lines(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(words, meant) for meant, row in table.items() for words in row.split()]


@pytest.mark.parametrize(("written", "meant"), lines(ENROLMENT))
def test_enrolment_words(written, meant) -> None:
    assert enrolment_state(written) == meant


@pytest.mark.parametrize(("written", "meant"), lines(OPINIONS))
def test_opinion_words(written, meant) -> None:
    assert opinion_of_college(written) == meant


@pytest.mark.parametrize(("written", "meant"), lines(EXPERIENCE))
def test_experience_words(written, meant) -> None:
    assert experience(written) == meant


@pytest.mark.parametrize(("sort", "table"), [(enrolment_state, ENROLMENT), (opinion_of_college, OPINIONS), (experience, EXPERIENCE)])  # fmt: skip
def test_white_space_within_words_does_not_matter(sort, table) -> None:
    for written, meant in lines(table):
        assert sort("\u3000" + " ".join(written) + "\n") == meant


@pytest.mark.parametrize("sort", [enrolment_state, opinion_of_college, experience])
@pytest.mark.parametrize("nothing", ["", "  ", "\u3000\n"])
def test_nothing_written_says_nothing(sort, nothing) -> None:
    assert sort(nothing) == ""
