"""Forms and cases typed or pasted into the mail itself, and text that is none."""

import time

import pytest
from reading.composed_mail import mail
from reading.understood import values
from reading.word_files import ANSWERS, MEANT, TITLE

from pipeline.domain.letters import ProblemCode
from pipeline.domain.papers import PaperKind
from pipeline.reading.mail.letter import read_letter
from pipeline.reading.paper_kinds.body import read_body

LINES = [f"{label}：{answer}" for label, answer in ANSWERS.items()]
STORY = "去年冬天的一个晚上，小李在宿舍里沉默了很久，我去和他谈了两个小时。" * 12


def body(markup: str) -> str:
    """The text of a mail whose body is this HTML."""
    headers = (b"MIME-Version: 1.0", b"Content-Type: text/html; charset=utf-8")
    return read_letter(mail(*headers, body=markup.encode())).text


def test_a_form_typed_under_its_title_is_a_paper() -> None:
    (paper,) = read_body("\n".join(["老师您好：", "", TITLE, *LINES]))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert paper.source == "正文"
    assert values(paper) == MEANT
    assert paper.field("name").place == "第4行"


def test_a_form_typed_without_title_is_a_paper_by_what_it_states() -> None:
    (paper,) = read_body("\n".join(LINES))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == MEANT


def test_labels_and_answers_parted_by_blanks_or_tabs_are_read() -> None:
    pairs = [f"{label}\t{answer}" for label, answer in list(ANSWERS.items())[:18]]
    rows = ["\t".join(pairs[start : start + 3]) for start in range(0, 18, 3)]
    (paper,) = read_body("\n".join([TITLE, *rows]))
    long = ("academic_standing", "social_experience", "college_opinion", "college_approved_on")
    assert values(paper) == {name: value for name, value in MEANT.items() if name not in long}


@pytest.mark.parametrize(
    "cell", ["<td>%s</td>", "<td><p>%s</p></td>", "<td><div>%s<br></div></td>"]
)
def test_a_table_pasted_into_the_mail_is_read(cell) -> None:
    pairs = list(ANSWERS.items())
    rows = [
        "".join(cell % text.replace("\n", "<br>") for pair in pairs[at : at + 2] for text in pair)
        for at in range(0, len(pairs), 2)
    ]
    markup = f"<p>{TITLE}</p><table>{''.join(f'<tr>{one}</tr>' for one in rows)}</table>"
    (paper,) = read_body(body(markup))
    assert paper.kind is PaperKind.APPLICATION_FORM
    assert values(paper) == MEANT


def _table(answers: dict[str, str]) -> str:
    rows = "".join(
        f"<tr><td>{label}</td><td>{answer.replace(chr(10), '<br>')}</td></tr>"
        for label, answer in answers.items()
    )
    return f"<table>{rows}</table>"


def test_a_table_in_the_mail_is_a_grid_whose_values_say_their_cell() -> None:
    page = f"<p>老师好，申请表如下：</p><p>{TITLE}</p>{_table(ANSWERS)}"
    (paper,) = read_body(body(page), page)
    assert values(paper) == MEANT
    assert paper.field("name").place == "表1 行1 列2"
    assert paper.field("name").confidence == 1.0


@pytest.mark.parametrize("quote", ["<blockquote>{}</blockquote>", "<div>发件人：李四</div>{}"])
def test_a_form_quoted_below_an_answer_is_no_paper(quote) -> None:
    page = "<p>收到，谢谢。</p>" + quote.format(f"<p>{TITLE}</p>{_table(ANSWERS)}")
    assert [paper.kind for paper in read_body("收到，谢谢。", page)] == []


def test_a_table_that_is_no_form_is_left_to_the_text() -> None:
    page = "<table><tr><td>会议</td><td>周三下午</td></tr></table>"
    assert read_body("会议\t周三下午", page) == ()


def test_two_forms_in_one_mail_are_two_papers() -> None:
    forms = [f"<p>{TITLE}</p>{_table(ANSWERS | {'姓名': name})}" for name in ("张喆", "王琪")]
    papers = read_body("", "".join(forms))
    assert [paper.says("name") for paper in papers] == ["张喆", "王琪"]


def test_a_table_that_only_lays_out_the_mail_keeps_its_lines() -> None:
    markup = "<table><tr><td><p>老师好：</p><p>请查收。</p></td></tr></table>"
    assert body(markup).split() == ["老师好：", "请查收。"]


def test_a_case_typed_into_the_mail_is_a_paper() -> None:
    (paper,) = read_body("\n".join(["研究生德育工作助理工作案例", "春风化雨", "姓名：张喆", STORY]))
    assert paper.kind is PaperKind.CASE_REPORT
    assert (paper.says("title"), paper.says("name")) == ("春风化雨", "张喆")
    assert paper.says("text") == STORY


def test_an_opinion_typed_into_the_mail_is_a_paper() -> None:
    lines = ["关于张喆同志的评议意见", "姓名：张喆", "张喆同志工作认真，同学信任，同意离岗。"]
    (paper,) = read_body("\n".join(lines))
    assert paper.kind is PaperKind.EVALUATION_OPINION
    assert paper.says("opinion") == lines[2]


COVERING = {
    "plain": "老师您好：\n附件是我的上岗申请表，请查收。\n张喆\n机电学院\n13800000001",
    "signature": "请查收附件。\n\n姓名：张喆\n学号：3120240001\n学院：机电学院\n电话：13800000001",
    "title in passing": f"{TITLE}\n见附件。\n姓名：张喆",
    "case announced": "工作案例\n见附件，谢谢。",
    "list of names": "现报上助理名单：\n张喆 党建\n王琪 学术",
    "empty": "",
    "blank": " \n\t\n",
}


@pytest.mark.parametrize("text", COVERING.values(), ids=COVERING)
def test_a_covering_letter_is_no_paper(text) -> None:
    assert read_body(text) == ()


@pytest.mark.parametrize(
    "mark",
    [
        "---- 转发的邮件：申请 ----",
        "------------------ 原始邮件 ------------------",
        "-----原始邮件-----",
        "发件人: 张喆",
    ],
)
def test_a_form_in_a_quoted_mail_is_not_sent_again(mark) -> None:
    assert read_body("\n".join(["收到，谢谢。", "", mark, TITLE, *LINES])) == ()


def test_what_is_quoted_below_a_form_adds_nothing_to_it() -> None:
    (paper,) = read_body("\n".join([TITLE, *LINES, "> 姓名：李四", "> 学号：3120249999"]))
    assert values(paper) == MEANT
    assert "李四" not in paper.text


@pytest.mark.parametrize("gap", ["\t", "　　", "  "])
def test_brackets_of_an_answer_without_colon_are_not_part_of_its_label(gap) -> None:
    pairs = [("姓名", "张喆"), ("学号", "3120240001"), ("拟任岗位类型", "信息（宣传）")]
    pairs += [("学院", "机电学院"), ("是否受聘其他助教、助管岗位", "否"), ("学院意见", "同意")]
    (paper,) = read_body("\n".join([TITLE, *(gap.join(pair) for pair in pairs)]))
    assert paper.says("position_kind") == "publicity"


@pytest.mark.parametrize("filling", ["　", "\t", "：", "（", "签字"])
def test_a_line_of_nothing_but_filling_takes_no_time(filling) -> None:
    began = time.perf_counter()
    assert read_body(f"{TITLE}\nx{filling * 20_000}x\n姓名：张喆") == ()
    assert time.perf_counter() - began < 2


QUOTED = {
    "QQ": '请收。\n\n------------------ 原始邮件 ------------------\n发件人: "王"<w@qq.com>\n发送时间: 2026年9月1日\n主题: 申请\n',
    "NetEase": '-------- 转发邮件信息 --------\n发件人："王" <w@163.com>\n发送日期：2026-09-01\n主题：申请\n',
    "Outlook": "-----Original Message-----\nFrom: w\nSent: 2026\nSubject: x\n",
}


@pytest.mark.parametrize("client", QUOTED)
def test_a_form_in_the_body_of_a_forwarded_mail_is_read(client: str) -> None:
    text = "\n".join([QUOTED[client], TITLE, *LINES])
    [paper] = read_body(text, subject="转发：申请")
    assert values(paper) == MEANT


def test_a_form_quoted_below_a_reply_is_not_read_again() -> None:
    text = "\n".join(["老师好，请问何时公布？", QUOTED["QQ"], TITLE, *LINES])
    assert read_body(text, subject="回复：申请") == ()
    own = "\n".join([TITLE, *LINES, QUOTED["QQ"], TITLE, "姓名：李四", *LINES[1:]])
    assert [one.says("name") for one in read_body(own, subject="转发：申请")] == ["张喆"]


def test_a_table_in_the_body_of_a_forwarded_mail_is_read() -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{answer}</td></tr>" for label, answer in ANSWERS.items()
    )
    page = f"<p>请收。</p><blockquote><p>---- 转发的邮件 ----</p><p>{TITLE}</p><table>{rows}</table></blockquote>"
    [paper] = read_body("", page, "转发：申请")
    assert values(paper)["name"] == MEANT["name"]
    assert read_body("", page, "回复：申请") == ()


LINKS = (
    "https://mail.qq.com/cgi-bin/ftnExs_download?k=1a2b",
    "https://mail.163.com/large-attachment-download/index.html?file=djAy",
    "https://mail.example.edu.cn/coremail/common/nfFile.jsp?share_link=54D3&uid=a%40example.edu.cn",
    "https://mail.sina.com.cn/filecenter/download.php?id=1",
    "https://share.weiyun.com/abc",
    "https://www.alipan.com/s/abc",
    "https://bhpan.example.edu.cn/link/abc",
)
QUOTING = (
    "<p>材料见附件。</p><div>------------------&nbsp;原始邮件&nbsp;------------------</div>",
    "<p>材料见附件。</p><blockquote>",
    "<p>材料见附件。</p><hr><b>发件人</b><span>:</span> 研究生工作部<br>",
)


def linking(body: str, kind: str = "html", files: str = "") -> list[ProblemCode]:
    parts = f"--b\r\nContent-Type: text/{kind}; charset=utf-8\r\n\r\n{body}\r\n{files}--b--\r\n"
    head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    return [one.code for one in read_letter((head + parts).encode()).problems]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_to_a_large_attachment_is_told_in_either_kind_of_body(link: str) -> None:
    told = [ProblemCode.LINK_INSTEAD_OF_FILE]
    assert linking(f'<p>材料见附件。</p><a href="{link}">申请表.docx</a>') == told
    assert linking(f"申请表见链接 {link} 提取码 1234", "plain") == told


@pytest.mark.parametrize("quoted", QUOTING)
def test_who_quotes_the_link_beside_the_file_itself_is_not_asked_for_it_again(quoted: str) -> None:
    body = f'{quoted}<a href="{LINKS[0]}">申请表.docx</a>'
    file = "--b\r\nContent-Disposition: attachment; filename=a.txt\r\n\r\nx\r\n"
    assert linking(body, files=file) == []
    assert linking(body) == [ProblemCode.LINK_INSTEAD_OF_FILE]
    plain = f"材料见附件。\n\n> 申请表见 {LINKS[0]}"
    assert linking(plain, "plain", file) == []
    assert linking(f"申请表见 {LINKS[0]}", "plain", file) == [ProblemCode.LINK_INSTEAD_OF_FILE]
