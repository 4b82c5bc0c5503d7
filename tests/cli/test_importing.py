"""``deyu import`` as the office calls it."""

from pathlib import Path

from commands import deyu, told
from reading.word_files import form
from registers.register_files import comma

ROWS = (("学院", "代码"), ("计算机学院", "07"))


def test_a_preview_changes_nothing_and_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "名录.csv").write_bytes(comma(*ROWS))
    shown = deyu("import", "colleges", tmp_path / "名录.csv", home=tmp_path / "home")
    assert "--apply" in shown.stdout
    first = told("import", "colleges", tmp_path / "名录.csv", "--apply", home=tmp_path / "home")
    assert (first["applied"], first["version"], len(first["added"])) == (True, 1, 1)
    again = told("import", "colleges", tmp_path / "名录.csv", home=tmp_path / "home")
    assert (again["applied"], again["unchanged"], again["lines"]) == (False, 1, 1)


def test_mistakes_end_with_two_and_one_line(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_bytes(comma(("学期", "开学日期"), ("2026秋", "9月7日"), ("x", "")))
    told_ = told("import", "calendar", tmp_path / "c.csv", "--apply", home=tmp_path / "h", code=2)
    assert (told_["applied"], len(told_["mistakes"])) == (False, 3)


def test_columns_are_told_for_every_register(tmp_path: Path) -> None:
    columns = told("import", "calendar", "--columns", home=tmp_path)["columns"]
    assert [one["label"] for one in columns if one["required"]] == ["学期", "开学日期"]
    assert "学号" in deyu("import", "assistants", "--columns").stdout


def test_an_unknown_register_and_a_call_without_a_file_are_wrong_usage(tmp_path: Path) -> None:
    assert deyu("import", "people", "x.csv").returncode == 64
    assert deyu("import", "colleges").returncode == 64
    assert deyu("import", "colleges", tmp_path / "none.csv", home=tmp_path).returncode == 2


def test_a_preview_speaks_the_offices_words(tmp_path: Path) -> None:
    (tmp_path / "学籍.csv").write_text(
        "学号,姓名,学籍状态,培养层次,学习方式,政治面貌,学期\n"
        "3120260001,张三,在读,博士,全日制,中共预备党员,2026-2027-1\n",
        "utf-8",
    )
    shown = deyu("import", "registrar_roster", tmp_path / "学籍.csv", home=tmp_path / "home").stdout
    assert "张三　已注册　博士　全日制　中共预备党员　2026—2027学年秋季学期" in shown
    (tmp_path / "职责.csv").write_text(
        "学院,岗位类型,岗位职责,生效日期\n机电学院,党建,联系党支部,2026-09-01\n", "utf-8"
    )
    (tmp_path / "名录.csv").write_text("学院\n机电学院\n", "utf-8")
    deyu("import", "colleges", tmp_path / "名录.csv", "--apply", home=tmp_path / "home")
    shown = deyu("import", "position_duties", tmp_path / "职责.csv", home=tmp_path / "home").stdout
    assert "机电学院　党建　联系党支部" in shown


def test_reading_tells_the_official_name_of_a_college_and_what_is_written(tmp_path: Path) -> None:
    (tmp_path / "申请表.docx").write_bytes(form(学院="机电院"))
    before = told("read", tmp_path / "申请表.docx", home=tmp_path / "home")
    assert before["papers"][0]["fields"]["college"]["value"] == "机电院"
    rows = (("学院", "代码", "别称"), ("机电工程学院", "02", "机电院"))
    (tmp_path / "名录.csv").write_bytes(comma(*rows))
    told("import", "colleges", tmp_path / "名录.csv", "--apply", home=tmp_path / "home")
    college = told("read", tmp_path / "申请表.docx", home=tmp_path / "home")["papers"][0]["fields"][
        "college"
    ]
    assert (college["value"], college["raw"]) == ("机电工程学院", "机电院")


def test_a_register_of_one_column_needs_no_second_one(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text("学院名录（2026年）\n学院\n机电学院\n", "utf-8")
    done = told("import", "colleges", tmp_path / "c.csv", "--apply", home=tmp_path / "home")
    assert [one["name"] for one in done["added"]] == ["机电学院"]


def test_a_quotation_mark_without_its_pair_is_told_in_chinese(tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text('"学院,代码\n机电学院,01\n', "utf-8")
    ended = deyu("import", "colleges", tmp_path / "c.csv", home=tmp_path / "home")
    assert ended.returncode == 2
    assert "引号没有配对" in ended.stderr
    assert "Error" not in ended.stderr
