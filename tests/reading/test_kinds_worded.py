"""Papers of every kind as colleges word them, several in a file too: each is known for what it is."""

from pathlib import Path

import docx
import pytest
from reading.sheets_of_offices import Sheet, as_docx, as_html, sheets
from reading.word_files import leaf, lines_of, saved

from pipeline.domain.letters import FileType
from pipeline.domain.papers import PaperKind
from pipeline.reading.paper_kinds.papers import read_papers

WORDED = tuple(sheets("kinds_of_papers", Path(__file__).parent))


def kinds_of(data: bytes, kind: FileType) -> tuple[str, ...]:
    return tuple(paper.kind.value for paper in read_papers(leaf(data, kind, "材料.docx")).papers)


@pytest.mark.parametrize("sheet", WORDED, ids=[sheet.name for sheet in WORDED])
def test_a_paper_is_known_by_how_it_is_worded(sheet: Sheet) -> None:
    assert kinds_of(as_docx(sheet), FileType.DOCX) == sheet.kinds
    assert kinds_of(as_html(sheet), FileType.HTML) == sheet.kinds


def test_every_kind_is_among_them() -> None:
    assert {kind for sheet in WORDED for kind in sheet.kinds} == set(PaperKind)


OF_ANOTHER_MATTER = [
    "党员民主评议意见",
    "离任审计报告",
    "德育助理优秀案例评选通知",
    "关于开展德育助理培训的方案",
    "德育助理培训课程安排",
    "德育助理津贴发放表",
    "德育助理值班安排表",
    "德育助理工作例会记录",
    "关于调整德育助理津贴的请示",
    "关于德育助理培训工作的总结",
    "研究生工作部2026年工作计划",
    "德育助理离岗证明",
    "德育助理退出申请书",
    "关于辞去德育助理的申请",
    "毕业生去向登记表",
    "德育助理考核办法",
    "德育助理考核工作安排",
    "助理研究员岗位申请表",
    "导师更换申请表",
    "宿舍调换申请表",
    "德育助理满意度测评表",
    "心理咨询个案记录",
    "谈心谈话记录表",
    "学生管理助理岗位申请表",
    "研究生管理助理考核表",
    "教学助理岗位职责",
    "研究生管理助理登记表",
    "优秀德育助理申请表",
    "拟离岗德育助理座谈会签到表",
    "关于更换德育助理办公电脑的申请",
    "关于变更德育助理培训时间的函",
    "关于支部委员人员调整的报告",
    "研究生德育助理工作手册",
    "关于变更德育助理联系方式的函",
    "关于更换德育助理办公室的请示",
    "关于调整助理岗位数量的请示",
    "图书馆学生助理岗位申请表",
    "科研助理聘用申请表",
    "财务助理应聘登记表",
    "德育助理培训报名表",
    "德育助理培训工作总结",
    "德育助理培训工作计划",
    "德育助理离岗交接表",
    "离岗助理欢送会签到表",
    "德育助理面试签到表",
    "退休教师离岗情况表",
    "请各位助理提交学期工作计划",
    "德育助理安全责任书",
    "迎新工作总结",
    "博士生学术论坛工作计划",
    "德育助理培训班学员考核表",
    "研究生综合素质考核表",
    "研究生德育考核鉴定表",
    "德育助理健康情况登记表",
    "研究生德育考核表",
    "德育测评成绩表",
    "德育处工作计划",
    "科研助理岗位申请表",
    "科研助理登记表",
    "学生助理考勤表",
    "行政助理岗位申请表",
    "助理交接登记表",
    "德育助理工作交接表",
    "德育助理岗位需求表",
    "关于增加德育助理岗位的请示",
    "德育助理技能大赛报名表",
    "关于德育助理调整办公地点的函",
]


@pytest.mark.parametrize("title", OF_ANOTHER_MATTER)
def test_a_title_about_another_matter_names_no_paper_of_ours(title: str) -> None:
    data = lines_of(title, "姓名：张喆", "张喆是我院研究生德育助理。")
    assert kinds_of(data, FileType.DOCX) == ("unrecognised",)


@pytest.mark.parametrize(
    "title",
    [
        "学生管理助理岗位申请表",
        "研究生德育工作助理离岗申请表",
        "德育助理评优申请表",
        "德育助理信息变更表",
    ],
)
def test_the_form_of_another_post_or_matter_is_no_application_of_ours(title: str) -> None:
    asked = ["岗位：办公室", "政治面貌：中共党员", "社会工作经历：班长", "学院意见：同意"]
    data = lines_of(title, "姓名：张喆", "学号：3120240001", *asked)
    assert kinds_of(data, FileType.DOCX) == ("unrecognised",)


TITLES = {
    "申请担任德育助理信息表": "application_form",
    "关于我院德育助理离任及接任人选的请示": "replacement_request",
    "德育助理育人故事（工作案例）": "case_report",
    "侯亮同志离岗考评意见": "evaluation_opinion",
    "离岗助理工作评语": "evaluation_opinion",
    "即将离岗德育助理情况信息采集表": "leaving_survey",
    "2026—2027学年德育助理工作目标责任书": "agreement",
    "德育助理人员登记卡": "registration_form",
    "关于我院德育助理岗位职责界定的说明": "position_duties",
    "担任德育助理一年工作总结与思考": "yearly_writing",
    "2026年德育助理履职报告": "yearly_report",
    "关于重新选派德育助理的请示": "replacement_request",
    "离岗德育助理信息反馈表": "leaving_survey",
    "德育助理工作责任状": "agreement",
    "助理培训参训人员签名表": "training_attendance",
    "机电学院德育助理队伍一览表": "roster",
    "研究生德育助理培訓簽到表": "training_attendance",
    "德育助理備案名單": "roster",
    "德育助理联系电话汇总表": "roster",
}


@pytest.mark.parametrize(("title", "kind"), TITLES.items())
def test_a_title_put_together_freely_names_its_paper(title: str, kind: str) -> None:
    assert kinds_of(lines_of(title, "张喆是我院研究生德育助理。"), FileType.DOCX) == (kind,)


def test_what_a_letter_encloses_is_no_paper_of_its_own() -> None:
    letter = lines_of(
        "关于更换德育助理的报告",
        "研工部：我院就业助理张喆因出国不再承担助理工作，现拟更换为王琪，请予备案。",
        "附件：王琪上岗申请表",
        "化学学院学生工作办公室",
    )
    assert kinds_of(letter, FileType.DOCX) == ("replacement_request",)


def test_duties_in_a_recruiting_notice_are_no_paper_of_their_own() -> None:
    data = lines_of("德育助理招聘启事", "岗位职责", "指导支部。", "任职要求", "中共党员。")
    assert kinds_of(data, FileType.DOCX) == ("unrecognised",)


def test_the_attendance_of_another_training_is_none_of_ours() -> None:
    data = lines_of("实验室安全培训签到表", "姓名：张喆")
    assert kinds_of(data, FileType.DOCX) == ("unrecognised",)
    assert kinds_of(lines_of("培训签到表", "姓名：张喆"), FileType.DOCX) == ("training_attendance",)


FREELY_PUT = [
    ("关于担任德育助理的申请", "application_form"),
    ("关于增补、替换研究生德育工作助理的函", "replacement_request"),
    ("关于2026年秋季学期助理调整情况的报告", "replacement_request"),
    ("研究生学业困难帮扶个案", "case_report"),
    ("德育工作案例分享：让迷途的他回家", "case_report"),
    ("离岗助理评价表", "evaluation_opinion"),
    ("关于张喆同学担任德育助理期间工作表现的评价意见", "evaluation_opinion"),
    ("毕业离岗德育助理问卷", "leaving_survey"),
    ("研究生德育助理工作责任状", "agreement"),
    ("德育助理个人信息登记表", "registration_form"),
    ("党建助理职责", "position_duties"),
    ("就业助理工作内容说明", "position_duties"),
    ("2026年春季学期德育助理工作规划", "term_plan"),
    ("德育助理学期重点工作安排表", "term_plan"),
    ("德育助理工作一年来的总结", "yearly_writing"),
    ("向院党委汇报2026年助理工作", "yearly_report"),
    ("德育助理期末考核情况", "assessment"),
    ("春季学期助理考评打分表", "assessment"),
    ("助理培训到课统计", "training_attendance"),
    ("德育助理岗前培训签到簿", "training_attendance"),
    ("机电学院在岗德育助理一览", "roster"),
]


@pytest.mark.parametrize(("title", "kind"), FREELY_PUT)
def test_the_words_of_a_title_tell_a_kind_in_any_order(title: str, kind: str) -> None:
    data = lines_of(title, "张喆是我院研究生德育助理。")
    assert kinds_of(data, FileType.DOCX) == (kind,)


HEADERS = {
    "德育助理下半年工作设想": "term_plan",
    "离岗德育助理信息反馈表": "leaving_survey",
    "优秀德育助理申请表": "unrecognised",
}


@pytest.mark.parametrize(("header", "kind"), HEADERS.items())
def test_a_page_header_bears_a_title_however_much_stands_below(header: str, kind: str) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = header
    for line in ("姓名：张喆", "学号：3120240001", "性别：男", "学院：机电学院", "岗位：党建"):
        document.add_paragraph(line)
    document.add_paragraph("政治面貌：中共党员")
    document.add_paragraph("社会工作经历：班长")
    assert kinds_of(saved(document), FileType.DOCX) == (kind,)


@pytest.mark.parametrize("college", ["网络空间安全学院", "教师教育学院"])
def test_the_name_of_a_college_is_no_other_matter(college: str) -> None:
    data = lines_of(f"{college}研究生德育工作助理聘任责任书", "甲方：学院　乙方：张喆")
    assert kinds_of(data, FileType.DOCX) == ("agreement",)
    data = lines_of(f"{college}研究生德育工作助理登记表", "姓名：张喆")
    assert kinds_of(data, FileType.DOCX) == ("registration_form",)


def test_words_that_cover_a_form_in_the_same_file_are_no_request() -> None:
    cover = "研工部老师：您好！附件总是打不开，按您说的把表里的内容贴在下面，请查收。"
    form = ("研究生德育工作助理上岗申请表", "姓名：张喆", "学号：3120240001", "政治面貌：中共党员")
    assert kinds_of(lines_of(cover, *form), FileType.DOCX) == ("application_form",)


SAMPLES = [
    "研究生德育工作助理上岗申请表（填写示例）",
    "上岗申请表（作废）",
    "放弃德育助理上岗申请书",
]


@pytest.mark.parametrize("title", SAMPLES)
def test_a_sample_a_void_form_and_who_gives_up_are_no_application(title: str) -> None:
    asked = ("姓名：张喆", "学号：3120240001", "政治面貌：中共党员", "学院意见：同意")
    assert kinds_of(lines_of(title, *asked), FileType.DOCX) == ("unrecognised",)


def test_the_title_of_an_application_over_the_labels_of_a_change_is_a_persons() -> None:
    rows = ("原助理姓名：张喆", "接任助理姓名：王琪", "更换原因：毕业")
    data = lines_of("研究生德育工作助理上岗申请表", *rows)
    assert kinds_of(data, FileType.DOCX) == ("unrecognised",)


NOTHING_FOLLOWS = [
    (
        "关于同意机电学院更换德育助理的批复",
        "你院关于佘山离岗、王琪接任的更换申请收悉，经研究，同意更换。",
    ),
    ("德育助理例会纪要", "佘山拟离岗，王琪拟接任，待学院提交更换申请后研究助理更换事宜。"),
    ("德育助理工作常见问题", "如何申请更换助理？学院提交更换申请，写明离岗人和接任人。"),
    ("关于签订岗位责任书的通知", "请组织新上岗德育助理签订《岗位责任书》，一式两份。"),
    ("老师好：", "请问德育助理佘山毕业离岗，更换为王琪，需要交哪些材料？更换申请什么格式？"),
    ("研工部：", "我院9月3日报送的更换申请不再办理，佘山继续担任德育助理。"),
    ("机电学院：", "关于王琪接任佘山就业助理的申请，部里研究后不予批准，请学院另行推荐。"),
    ("自我鉴定", "本人任德育助理两年，工作认真，圆满完成任务，现申请离岗。"),
    ("更换申请（参考格式）", "我院德育助理×××因××原因离岗，拟由×××接任，请批准。"),
]


@pytest.mark.parametrize("lines", NOTHING_FOLLOWS, ids=[lines[0] for lines in NOTHING_FOLLOWS])
def test_what_answers_tells_asks_or_takes_back_asks_for_nothing(lines) -> None:
    assert kinds_of(lines_of(*lines), FileType.DOCX) == ("unrecognised",)


@pytest.mark.parametrize(
    ("title", "below", "kind"),
    [
        ("上岗申请表", "填表说明见背面", "application_form"),
        ("上岗申请表", "姓名 张喆 曾任 学生会主席", "application_form"),
        ("岗位责任书", "安全保密条款附后", "agreement"),
        ("登记表", "姓名 张喆 政治面貌 中共党员", "registration_form"),
        ("上岗申请表", "（范例）", "unrecognised"),
    ],
)
def test_what_stands_below_a_plain_title_makes_it_no_other_matter(title, below, kind) -> None:
    data = lines_of(f"研究生德育工作助理{title}", below, "学号：3120240001")
    assert kinds_of(data, FileType.DOCX) == (kind,)


STILL_PAPERS = [
    ("我院就业助理佘山已撤回留任申请，将离岗，拟由王琪接任，请批准更换。", "replacement_request"),
    ("就业助理佘山离岗，拟由王琪接任，请批准。王琪的申请表如何交？", "replacement_request"),
    ("佘山任德育助理两年，遇事知道怎么办，群众反映好，同意离岗。", "evaluation_opinion"),
]


@pytest.mark.parametrize(("said", "kind"), STILL_PAPERS)
def test_what_is_asked_or_taken_back_beside_a_request_leaves_it_one(said: str, kind: str) -> None:
    data = lines_of(
        "机电学院党委意见" if kind == "evaluation_opinion" else "研工部：", said, "机电学院"
    )
    assert kinds_of(data, FileType.DOCX) == (kind,)
