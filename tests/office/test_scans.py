"""A picture of a paper is no fault: it is kept, shown, sorted in one act; only a form is asked for."""

import pytest
from cli.commands import deyu, told
from office.crashing import A_SCAN
from office.scanned import letters, scan_of, take
from office.test_adjustments import case_report, sent
from office.test_appointments import APPROVE
from office.test_killed import killed
from offices import application, mail, office_in
from reading.word_files import form
from scanning.pictures import PICTURES, in_word, stamped

from pipeline.archive import verify
from pipeline.domain.appointments import AppointmentState, PaperEvent, PaperItemKind, PaperState
from pipeline.domain.papers import PaperKind
from pipeline.domain.plans import NoticeKind, SubmissionState
from pipeline.errors import DecisionRefusedError
from pipeline.office.appointments.lives import items_of
from pipeline.office.appointments.recording import move_paper
from pipeline.office.appointments.recording_checks import Telling
from pipeline.office.decisions.deciding import decide
from pipeline.office.looking.showing import show
from pipeline.office.mails.rebuilding import rebuild
from pipeline.office.mails.sorting import Sorting, sort_scan

WANG = Telling("王老师")


@pytest.fixture
def office(tmp_path):
    with office_in(tmp_path / "home") as office:
        yield office


@pytest.mark.parametrize("ending", sorted(PICTURES))
@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("更换申请（盖章）", "replacement_request"),
        ("岗位责任书-林雨桐", "agreement"),
        ("登记表", "registration_form"),
    ],
)
def test_a_picture_of_what_the_clause_wants_on_paper_waits_for_a_person_and_asks_for_nothing(
    office, tmp_path, ending, name, kind
) -> None:
    file = f"{name}.{ending}"
    row = take(office, tmp_path, mail(subject="报送材料", files={file: PICTURES[ending]}))
    assert (row.state, row.papers, row.problems) == (SubmissionState.TO_SORT, (), ("no_text",))
    scan = scan_of(office, row.id)
    assert (scan["source"], scan["supposed"], scan["to_be_sorted"]) == (file, kind, True)
    [(kind_of_letter, letter)] = letters(office, row.id)
    assert kind_of_letter is NoticeKind.RECEIPT
    assert f"由工作人员查看登记：{file}" in letter.text
    assert "Word" not in letter.text


@pytest.mark.parametrize("ending", sorted(PICTURES))
def test_only_an_application_form_is_asked_for_again_with_our_blank(
    office, tmp_path, ending
) -> None:
    file = f"上岗申请表.{ending}"
    row = take(office, tmp_path, mail(files={file: PICTURES[ending]}))
    assert row.state is SubmissionState.TO_COMPLETE
    [(kind, letter)] = letters(office, row.id)
    assert kind is NoticeKind.COMPLETION
    assert f"“{file}”看来是图片或扫描件形式的《研究生德育工作助理上岗申请表》" in letter.text
    assert [one.name for one in letter.files] == ["研究生德育工作助理上岗申请表.docx"]
    assert letter.files[0].data == office.templates.shipped("application_form.docx")


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("更换申请.pdf", stamped(b"Scanned with CamScanner 2026-09-03")),
        ("更换申请.docx", in_word(PICTURES["jpg"])),
    ],
)
def test_a_scan_that_a_program_stamped_or_word_wraps_is_a_scan_all_the_same(
    office, tmp_path, file, data
) -> None:
    row = take(office, tmp_path, mail(subject="材料", files={file: data}))
    assert (row.state, row.problems) == (SubmissionState.TO_SORT, ("no_text",))
    assert scan_of(office, row.id)["supposed"] == "replacement_request"
    assert [kind for kind, _ in letters(office, row.id)] == [NoticeKind.RECEIPT]


def test_the_paper_copy_of_a_form_that_came_electronically_is_not_asked_for(
    office, tmp_path
) -> None:
    files = {"申请表.docx": form(), "申请表（学院盖章）.jpg": PICTURES["jpg"]}
    row = take(office, tmp_path, mail(files=files))
    assert row.state is SubmissionState.TO_SORT
    assert [one.state for one in row.applications] == [SubmissionState.TO_REVIEW]
    assert [kind for kind, _ in letters(office, row.id)] == [NoticeKind.RECEIPT]
    sort_scan(Sorting(row.id, PaperItemKind.APPROVED_APPLICATION), WANG, office)
    assert office.ledger.submission(row.id).state is SubmissionState.TO_REVIEW


def test_a_transcript_beside_a_form_concerns_nobody(office, tmp_path) -> None:
    files = {"申请表.docx": form(), "成绩单.png": PICTURES["png"]}
    row = take(office, tmp_path, mail(files=files))
    assert row.state is SubmissionState.TO_REVIEW
    assert [kind for kind, _ in letters(office, row.id)] == [NoticeKind.RECEIPT]
    assert not scan_of(office, row.id)["to_be_sorted"]


def test_a_picture_that_nothing_tells_about_is_not_lost_beside_a_filed_paper(
    office, tmp_path
) -> None:
    files = {"案例.docx": case_report(), "IMG_0012.jpg": PICTURES["jpg"]}
    row = take(office, tmp_path, mail(subject="材料", files=files))
    assert row.state is SubmissionState.TO_SORT
    assert scan_of(office, row.id)["supposed"] is None
    told = sort_scan(Sorting(row.id, None), WANG, office)
    assert (told.state, told.unchanged) == ("filed", False)
    assert office.ledger.submission(row.id).papers == ("case_report",)


@pytest.fixture
def approved(office, tmp_path):
    take(office, tmp_path, application())
    decide("A-2026-0001", APPROVE, office)
    return office


def states_of(office, about: str):
    return {one.kind: one.state for one in items_of(about, office)}


def test_scans_of_registration_form_and_agreement_begin_the_appointment_once_they_are_sorted(
    approved, tmp_path
) -> None:
    files = {"登记表.jpg": PICTURES["jpg"], "责任书.pdf": PICTURES["pdf"]}
    row = take(approved, tmp_path, mail(subject="张喆的登记表和责任书", files=files))
    about = approved.ledger.lives.appointments(application="A-2026-0001")[0].id
    assert set(states_of(approved, about).values()) == {PaperState.EXPECTED}
    for file, item in (
        ("登记表.jpg", PaperItemKind.REGISTRATION_FORM),
        ("责任书.pdf", PaperItemKind.AGREEMENT_DEPARTMENT),
    ):
        sort_scan(Sorting(row.id, item, file, about), WANG, approved)
        assert states_of(approved, about)[item] is PaperState.RECEIVED
    assert approved.ledger.lives.appointment(about).state is AppointmentState.ACTIVE
    after = approved.ledger.submission(row.id)
    assert (after.state, after.papers) == (
        SubmissionState.FILED,
        ("registration_form", "agreement"),
    )
    assert scan_of(approved, row.id)["sorted"]["about"] == about
    [note] = [one.note for one in items_of(about, approved) if one.kind.value[:4] == "regi"]
    assert note == f"扫描件 {row.id} 登记表.jpg"


def test_sorting_twice_changes_nothing_and_a_correction_counts(approved, tmp_path) -> None:
    row = take(approved, tmp_path, mail(subject="材料", files={"IMG.jpg": PICTURES["jpg"]}))
    about = approved.ledger.lives.appointments(application="A-2026-0001")[0].id
    sorting = Sorting(row.id, PaperItemKind.REGISTRATION_FORM, "", about)
    first = sort_scan(sorting, WANG, approved)
    assert len(first.entries) == 2
    again = sort_scan(sorting, WANG, approved)
    assert (again.unchanged, again.entries) == (True, ())
    sort_scan(Sorting(row.id, PaperItemKind.AGREEMENT_COLLEGE, "IMG.jpg", about), WANG, approved)
    assert approved.ledger.submission(row.id).papers == ("agreement",)
    assert scan_of(approved, row.id)["sorted"]["item"] == "agreement_college"


def test_a_ticked_paper_whose_scan_was_not_sorted_yet_is_sorted_when_repeated(
    approved, tmp_path
) -> None:
    row = take(approved, tmp_path, mail(subject="材料", files={"IMG.jpg": PICTURES["jpg"]}))
    about = approved.ledger.lives.appointments(application="A-2026-0001")[0].id
    move_paper(about, PaperItemKind.REGISTRATION_FORM, PaperEvent.RECEIVE, WANG, approved)
    sort_scan(Sorting(row.id, PaperItemKind.REGISTRATION_FORM, "", about), WANG, approved)
    assert approved.ledger.submission(row.id).state is SubmissionState.FILED


def test_a_scanned_request_is_not_asked_for_and_completes_the_adjustment_once_it_is_sorted(
    office, tmp_path
) -> None:
    files = {
        "申请表.docx": form(),
        "案例.docx": case_report(),
        "更换申请.jpg": PICTURES["jpg"],
    }
    row = take(office, tmp_path, sent(files))
    assert row.state is SubmissionState.TO_SORT
    [(_, letter)] = letters(office, row.id)
    assert "请填报《研究生德育工作助理更换申请》" not in letter.text
    [case] = office.ledger.lives.adjustments()
    assert not case.has(PaperKind.REPLACEMENT_REQUEST)
    assert "《更换申请》的扫描件由工作人员查看后登记" in letter.text
    assert "材料已齐" not in letter.text
    told = sort_scan(Sorting(row.id, PaperItemKind.REPLACEMENT_REQUEST), WANG, office)
    assert len(told.entries) == 2
    [case] = office.ledger.lives.adjustments()
    assert case.has(PaperKind.REPLACEMENT_REQUEST)
    assert states_of(office, case.id)[PaperItemKind.REPLACEMENT_REQUEST] is PaperState.RECEIVED
    assert office.ledger.submission(row.id).state is SubmissionState.TO_REVIEW


def test_what_people_sorted_is_the_same_after_a_rebuild(approved, tmp_path) -> None:
    files = {"登记表.jpg": PICTURES["jpg"], "IMG.png": PICTURES["png"]}
    row = take(approved, tmp_path, mail(subject="材料", files=files))
    about = approved.ledger.lives.appointments(application="A-2026-0001")[0].id
    sort_scan(Sorting(row.id, PaperItemKind.REGISTRATION_FORM, "登记表.jpg", about), WANG, approved)
    before = (show(row.id, approved), states_of(approved, about), approved.ledger.heads())
    assert before[0]["state"] == "to_sort"
    rebuild(approved)
    assert (show(row.id, approved), states_of(approved, about), approved.ledger.heads()) == before


@pytest.mark.parametrize("point", ["told_filed", "told", "sorted_filed", "sorted"])
def test_a_sorting_that_was_killed_is_finished_by_repeating_it(tmp_path, point) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        take(office, tmp_path, application())
        decide("A-2026-0001", APPROVE, office)
        take(office, tmp_path, mail(subject="材料", files={"IMG.jpg": PICTURES["jpg"]}))
    assert killed(home, tmp_path, "sort", point)
    with office_in(home) as office:
        sort_scan(A_SCAN, WANG, office)
        row = office.ledger.submission(A_SCAN.submission)
        assert (row.state, row.papers) == (SubmissionState.FILED, ("registration_form",))
        acts = [one.act for one in office.ledger.history("P-2026-0001")]
        assert (acts.count("move_paper"), acts.count("sort")) == (1, 1)
        heads = office.ledger.heads()
        assert verify(home / "archive", heads).sound
        rebuild(office)
        assert (office.ledger.heads(), office.ledger.submission(row.id)) == (heads, row)


def test_what_cannot_be_meant_is_refused_with_the_way_out(approved, tmp_path) -> None:
    files = {"a.jpg": PICTURES["jpg"], "b.jpg": PICTURES["png"]}
    row = take(approved, tmp_path, mail(subject="材料", files=files))
    with pytest.raises(DecisionRefusedError, match="不知道指哪一个"):
        sort_scan(Sorting(row.id, None), WANG, approved)
    with pytest.raises(DecisionRefusedError, match="没有这样一个"):
        sort_scan(Sorting(row.id, None, "c.jpg"), WANG, approved)
    with pytest.raises(DecisionRefusedError, match="没有图片或扫描件"):
        sort_scan(Sorting("S-2026-0001", None), WANG, approved)


def test_one_command_sorts_a_scan(tmp_path) -> None:
    home = tmp_path / "home"
    with office_in(home) as office:
        take(office, tmp_path, application())
        decide("A-2026-0001", APPROVE, office)
        row = take(office, tmp_path, mail(subject="材料", files={"登记表.jpg": PICTURES["jpg"]}))
    shown = deyu("show", row.id, home=home)
    assert "看来是登记表，文件名是“登记表.jpg”" in shown.stdout
    assert f"deyu record {row.id} sort" in shown.stdout
    words = ("record", row.id, "sort", "registration_form", "--for", "3120240001", "--by", "王老师")
    done = told(*words, home=home)
    assert (done["about"], done["state"], done["unchanged"]) == (row.id, "filed", False)
    assert "王老师已分拣：《登记表》纸面件" in deyu("show", row.id, home=home).stdout
