"""What follows when a person sorts a scan: the form is asked for, the request opens its case."""

import pytest
from cli.commands import told
from office.crashing import A_REQUEST, SORTED
from office.scanned import letters, scan_of, take
from office.test_adjustments import case_report
from office.test_killed import killed
from offices import application, mail, office_in
from scanning.pictures import PICTURES

from pipeline.archive import verify
from pipeline.domain.appointments import PaperItemKind, PaperState
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import NoticeKind, NoticeState, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.lives import items_of
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.letters.releasing import release
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.sorting import Sorting, sort_scan

WANG = Telling("王老师")
FORM = PaperItemKind.APPROVED_APPLICATION


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        yield office


def pictures(*names: str, subject: str = "材料") -> bytes:
    return mail(subject=subject, files=dict.fromkeys(names, PICTURES["jpg"]))


def asking(office, submission: str):
    kinds = (NoticeKind.COMPLETION,)
    return [letter for kind, letter in letters(office, submission) if kind in kinds]


def test_a_picture_sorted_as_an_application_form_is_asked_for_electronically_with_our_blank(
    office, tmp_path
) -> None:
    row = take(office, tmp_path, pictures("IMG_1.jpg", subject="张喆的材料"))
    assert asking(office, row.id) == []
    done = sort_scan(Sorting(row.id, FORM), WANG, office)
    assert (done.state, len(done.notices), done.unchanged) == ("to_complete", 1, False)
    [letter] = asking(office, row.id)
    assert "“IMG_1.jpg”是图片或扫描件形式的《研究生德育工作助理上岗申请表》" in letter.text
    assert "看来" not in letter.text
    [blank] = letter.files
    assert (blank.name, blank.data) == (
        "研究生德育工作助理上岗申请表.docx",
        office.templates.shipped("application_form.docx"),
    )
    assert letter.to[0].address == row.sender.address
    again = sort_scan(Sorting(row.id, FORM), WANG, office)
    assert (again.unchanged, again.notices) == (True, ())
    assert len(asking(office, row.id)) == 1


def test_the_form_is_asked_for_once_whichever_way_it_was_found(office, tmp_path) -> None:
    named = take(office, tmp_path, pictures("上岗申请表.jpg"))
    assert len(asking(office, named.id)) == 1
    done = sort_scan(Sorting(named.id, FORM), WANG, office)
    assert (done.state, done.notices) == ("to_complete", ())
    assert any("已要过电子版" in line for line in done.says)
    two = take(office, tmp_path, pictures("p1.jpg", "p2.jpg", subject="又两页"))
    for file in ("p1.jpg", "p2.jpg"):
        done = sort_scan(Sorting(two.id, FORM, file), WANG, office)
    assert done.state == "to_complete"
    [letter] = asking(office, two.id)
    assert "“p1.jpg”是图片" in letter.text
    assert "“p2.jpg”如是同一份表的其他页，一并按此办理" in letter.text


def test_a_form_that_came_electronically_is_not_asked_for(office, tmp_path) -> None:
    take(office, tmp_path, application())
    row = take(office, tmp_path, pictures("扫描.jpg", subject="另附"))
    sort_scan(Sorting(row.id, FORM, "", "A-2026-0001"), WANG, office)
    assert asking(office, row.id) == []
    assert scan_of(office, row.id)["sorted"]["about"] == "A-2026-0001"
    assert office.ledger.submission(row.id).state is SubmissionState.FILED


def test_a_correction_calls_off_the_letter_that_nobody_has_in_hand(office, tmp_path) -> None:
    row = take(office, tmp_path, pictures("IMG_1.jpg"))
    number = sort_scan(Sorting(row.id, FORM), WANG, office).notices[0]
    done = sort_scan(Sorting(row.id, None), WANG, office)
    assert (done.state, done.says) == ("filed", (f"{number} 不再发出。",))
    stands = {one.id: one.state for one in office.ledger.notices(submission=row.id)}
    assert stands[number] is NoticeState.CANCELLED
    anew = sort_scan(Sorting(row.id, FORM), WANG, office)
    assert len(anew.notices) == 1
    release(office)
    late = sort_scan(Sorting(row.id, None), WANG, office)
    assert any("还没发的请不要发" in line for line in late.says)


def test_a_mail_that_is_not_answered_gets_no_letter_by_sorting_either(office, tmp_path) -> None:
    row = take(office, tmp_path, pictures("IMG_1.jpg"), silent=True)
    done = sort_scan(Sorting(row.id, FORM), WANG, office)
    assert (done.state, done.notices) == ("filed", ())
    assert "请您另行联系" in done.says[0]


def test_a_scanned_request_opens_its_adjustment_with_what_the_person_says(office, tmp_path) -> None:
    take(office, tmp_path, mail(subject="案例", files={"案例.docx": case_report()}))
    row = take(office, tmp_path, pictures("IMG_1.jpg"))
    with pytest.raises(DecisionRefusedError, match="谁离岗") as refused:
        sort_scan(Sorting(row.id, PaperItemKind.REPLACEMENT_REQUEST), WANG, office)
    assert "--leaver" in str(refused.value.way_out)
    assert office.ledger.lives.adjustments() == ()
    sorting = Sorting(row.id, PaperItemKind.REPLACEMENT_REQUEST, request=A_REQUEST.request)
    done = sort_scan(sorting, WANG, office)
    [case] = office.ledger.lives.adjustments()
    assert (case.leaver, case.college) == (A_REQUEST.request.leaver, "信息与电子学院")
    assert (case.incoming.name, case.sender) == ("张喆", row.sender.address)
    assert case.has(PaperKind.REPLACEMENT_REQUEST)
    [item] = items_of(case.id, office)
    assert item.state is PaperState.RECEIVED
    assert any("请由新任助理张喆填写" in line for line in done.says)
    assert asking(office, row.id) == []
    again = sort_scan(sorting, WANG, office)
    assert (again.unchanged, len(office.ledger.lives.adjustments())) == (True, 1)
    take(office, tmp_path, application())
    [case] = office.ledger.lives.adjustments()
    assert case.application == "A-2026-0001"


@pytest.mark.parametrize(
    ("act", "point"),
    [
        ("sort_form", "sorted_filed"),
        ("sort_request", "sorted_filed"),
        ("sort_request", "sorted"),
        ("sort_request", "told_filed"),
    ],
)
def test_what_follows_a_sorting_that_was_killed_is_there_once_when_it_is_repeated(
    tmp_path, act, point
) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        take(office, tmp_path, pictures("IMG_1.jpg"))
    assert killed(home, tmp_path, act, point)
    with office_in(home) as office:
        sort_scan(SORTED[act], WANG, office)
        assert len(asking(office, "S-2026-0001")) == (act == "sort_form")
        cases = office.ledger.lives.adjustments()
        assert len(cases) == (act == "sort_request")
        for case in cases:
            assert items_of(case.id, office)[0].state is PaperState.RECEIVED
        heads = office.ledger.heads()
        assert verify(home / "archive", heads).sound
        rebuild(office)
        assert (office.ledger.heads(), office.ledger.lives.adjustments()) == (heads, cases)


def test_the_commands_say_what_followed(tmp_path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        take(office, tmp_path, pictures("IMG_1.jpg", "IMG_2.jpg"))
    words = ("record", "S-2026-0001", "sort")
    by = ("--by", "王老师")
    asked = told(*words, FORM.value, "--file", "IMG_1.jpg", *by, home=home)
    assert len(asked["notices"]) == 1
    people = ("--leaver", "高远 3120210003", "--incoming", "张喆", "--college", "信息与电子学院")
    opened = told(*words, "replacement_request", "--file", "IMG_2.jpg", *people, *by, home=home)
    assert opened["notices"] == []
    with office_in(home) as office:
        [case] = office.ledger.lives.adjustments()
    assert (case.id, case.leaver.student_no) == ("C-2026-0001", "3120210003")
