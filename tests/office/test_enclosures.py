"""Documents go with the letter that speaks of them, named without a number."""

import pytest
from documents.test_odd_packages import stray_part
from documents.word_edits import edited
from offices import application, office_in, put, run

from pipeline.domain.plans import Decision, NoticeKind
from pipeline.examination import examine
from pipeline.office.decisions.deciding import decide
from pipeline.office.filing import entries_of
from pipeline.office.house import application_object
from pipeline.office.letters.outbox import notice_text
from pipeline.office.orders import DecisionOrder
from pipeline.reading.mail.letter import read_letter


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        run(office, put(tmp_path / "box", application(), application(姓名="林雨桐", 学号="")))
        yield office


def letter_of(office, kind: NoticeKind):
    (notice,) = [one for one in office.ledger.notices() if one.kind is kind]
    return read_letter(office.archive.read(notice.object_id, notice.file))


def test_an_acceptance_brings_the_agreement_as_it_is_filed(office) -> None:
    decide("A-2026-0001", DecisionOrder(Decision.APPROVE, "王老师"), office)
    letter = letter_of(office, NoticeKind.ACCEPTANCE)
    [enclosed] = letter.files
    assert enclosed.name == "研究生德育工作助理岗位责任书（张喆）.docx"
    assert "3120240001" not in letter.text + enclosed.name
    assert "附件《研究生德育工作助理岗位责任书（张喆）》带有“草稿”字样" in letter.text
    [drawn] = [
        one.entry.body
        for one in entries_of(office.archive, application_object("A-2026-0001"))
        if one.entry.act.value == "draw_up"
    ]
    assert enclosed.sha256 == drawn.sha256


def test_a_request_to_complete_a_form_brings_our_blank_one(office) -> None:
    letter = letter_of(office, NoticeKind.COMPLETION)
    assert [one.name for one in letter.files] == ["研究生德育工作助理上岗申请表.docx"]
    assert letter.files[0].data == office.templates.shipped("application_form.docx")
    assert "空白表格《研究生德育工作助理上岗申请表》" in letter.text
    (notice,) = [one for one in office.ledger.notices() if one.kind is NoticeKind.COMPLETION]
    assert notice_text(notice.id, office)[2] == ("研究生德育工作助理上岗申请表.docx",)


def test_a_receipt_brings_nothing(office) -> None:
    assert letter_of(office, NoticeKind.RECEIPT).files == ()


def test_a_blank_of_our_own_that_cannot_be_checked_is_not_sent_and_stops_no_mail(tmp_path) -> None:
    name = "application_form.docx"
    home = tmp_path / "home"
    (home / "templates").mkdir(parents=True)
    with office_in(home) as office:
        shipped = office.templates.shipped(name)
        (home / "templates" / name).write_bytes(edited(shipped, stray_part))
        run(office, put(tmp_path / "box", application(姓名="林雨桐", 学号="")))
        assert [one.data for one in letter_of(office, NoticeKind.COMPLETION).files] == [shipped]
    (told,) = [one for one in examine(home) if one.name == "文书模板"]
    assert not told.usable
    assert name in told.says
    assert "上一个好的版本" in told.says
