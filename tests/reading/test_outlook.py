"""Mails that somebody saved from Outlook and attached."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office.offices import mail
from reading.outlook_files import attached, msg, wide
from reading.word_files import form

from pipeline.domain.letters import FileType, ProblemCode
from pipeline.reading.mail.letter import read_file, read_letter

FORM = form()
INNER = {
    "__substg1.0_0037001F": wide("里层"),
    "__attach_version1.0_#00000000": attached("表.docx", FORM),
}
SAVED = msg(
    {
        "__substg1.0_0037001F": wide("申请材料"),
        "__substg1.0_1000001E": "老师好，材料见附件。".encode("gb18030"),
        "__attach_version1.0_#00000000": attached("申请表（喆）.docx", FORM),
        "__attach_version1.0_#00000001": attached("logo.png", b"\x89PNG", **{"__substg1.0_3712001F": wide("c")}),
        "__attach_version1.0_#00000002": {"__substg1.0_3001001F": wide("里层"), "__substg1.0_3701000D": INNER},
    }
)  # fmt: skip


def test_its_text_and_files_are_read_and_those_of_a_mail_within() -> None:
    letter = read_letter(mail("申请", "见附件", {"邮件.msg": SAVED}))
    assert [one.path for one in letter.files] == [
        ("邮件.msg", "申请表（喆）.docx"),
        ("邮件.msg", "里层", "表.docx"),
    ]
    assert letter.files[0].data.startswith(FORM)
    assert letter.files[0].type is FileType.DOCX
    assert "---- 转发的邮件：申请材料 ----\n\n老师好，材料见附件。" in letter.text


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(SAVED) - 1), st.binary(min_size=1, max_size=40))
def test_a_spoilt_one_is_told_or_read_and_never_raises(at: int, noise: bytes) -> None:
    files, _ = read_file("x.msg", SAVED[:at] + noise + SAVED[at + len(noise) :])
    assert all("/" not in step for one in files for step in one.path)


@pytest.mark.parametrize("length", [600, len(SAVED) // 2])
def test_a_cut_one_is_a_leaf_with_its_problem(length) -> None:
    files, _ = read_file("x.msg", SAVED[:length])
    assert [one.problem.code for one in files if one.problem] == [ProblemCode.DAMAGED]


def test_it_is_left_to_whoever_may_open_strangers_files() -> None:
    letter = read_letter(mail("申请", "见附件", {"邮件.msg": SAVED}), opens_archives=False)
    left = letter.files[0]
    assert (left.path, left.type, left.data) == (("邮件.msg",), FileType.EML, SAVED)
    assert left.problem is not None
    assert left.problem.code is ProblemCode.UNREADABLE
