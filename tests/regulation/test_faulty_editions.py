"""A mistake in an edition is told with file, line and Chinese words, all mistakes at once."""

import re
from pathlib import Path

import pytest
from copied_edition import copied, line_of, spoil

from pipeline.regulation.edition import read_edition
from pipeline.regulation.faults import Fault, FaultyEditionError
from pipeline.regulation.lint import check_folder, require_sound

CHINESE = re.compile(r"[\u4e00-\u9fff]{3,}")
RULES, FACTS = "rules.yaml", "facts.yaml"


@pytest.fixture
def folder(tmp_path) -> Path:
    return copied(tmp_path)


def only_fault(folder: Path) -> Fault:
    (fault,) = check_folder(folder)
    assert CHINESE.search(fault.says)
    return fault


def test_an_unspoilt_copy_is_sound_and_the_same_edition(folder) -> None:
    assert check_folder(folder) == ()
    assert require_sound(read_edition(folder)).id == "2014-draft"


WRONG_CONDITIONS = {
    "syntax": ('study_mode == "full_time" &&', "写得不对"),
    "unclosed": ('(study_mode == "full_time"', "写得不对"),
    "unknown fact": ('study_mod == "full_time"', "没有声明事实“study_mod”。是不是“study_mode”？"),
    "unknown value": ('study_mode == "fulltime"', "可用的取值：full_time、part_time"),
    "yes-no compared with text": ('other_post == "yes"', "不在它的取值之内"),
    "choice used alone": ("study_mode", "要与取值比较"),
    "choice negated": ("'!study_mode'", "要与取值比较"),
    "text fact": ('name == "张三"', "是文字，不能用在判断式里"),
    "unquoted value": ("study_mode == full_time", "文字取值请加引号"),
    "an open value": ('party_standing == "member"', "含义未定，不能直接比较"),
    "arithmetic": ("1 + 1 == 2", "判断式里不能用“1”"),
    "a function": ("has(study_mode)", "不能用函数“has(...)”"),
    "null": ("study_mode == null", "“null”不是取值"),
}


@pytest.mark.parametrize(("condition", "told"), WRONG_CONDITIONS.values(), ids=WRONG_CONDITIONS)
def test_a_wrong_condition_is_told_at_its_line(folder, condition, told) -> None:
    line = spoil(folder, RULES, 'when: study_mode == "full_time"\n', f"when: {condition}\n")
    faults = check_folder(folder)
    assert {(fault.file, fault.line) for fault in faults} == {(RULES, line)}
    assert any(told in fault.says for fault in faults)
    with pytest.raises(FaultyEditionError):
        read_edition(folder)


ONE_FAULT = {
    "wrong quote": (RULES, "quote: 必须是预备党员或正式党员", "quote: 必须是正式党员", "不在 source.txt 中"),
    "quote of another clause": (RULES, "quote: 学习成绩、科研工作情况良好", "quote: 具有一定的社会工作经历", "而在 三.1.(1)⑥ 中"),
    "short quote": (RULES, "quote: 一般由博士生担当", "quote: 一般由", "引文太短"),
    "unknown clause": (RULES, "clause: 三.1.(1)④", "clause: 三.1.(1)⑨", "在原文中没有"),
    "duplicate rule id": (RULES, "id: Q6", "id: Q5", "“Q5”用了两次"),
    "unknown key": (RULES, "title: 学院审批", "titel: 学院审批", "不认识“titel”这一项。是不是“title”？"),
    "unknown outcome": (RULES, "expect: fails", "expect: failed", "结果“failed”不认识"),
    "unknown fact in a case": (RULES, "{other_post: true}", "{other_job: true}", "没有声明事实“other_job”"),
    "unknown value in a case": (RULES, "{study_mode: part_time}", "{study_mode: parttime}", "不在“study_mode”的取值之内"),
    "unknown required fact": (RULES, "requires: [name,", "requires: [nmae,", "没有声明事实“nmae”"),
    "unknown fact type": (FACTS, "type: yes_no", "type: yesno", "“yesno”不认识"),
    "unknown meaning": (FACTS, "may_be: [full, probationary]", "may_be: [full, probation]", "“probation”不在 values 里"),
    "one meaning": (FACTS, "may_be: [full, probationary]", "may_be: [full]", "至少要有两个"),
    "unknown position": ("positions.yaml", "kind: practice", "kind: practise", "“practise”不认识"),
    "duties not verbatim": ("positions.yaml", "duties: 负责组织本院", "duties: 负责安排本院", "不在 source.txt 中"),
    "heading not verbatim": ("positions.yaml", "printed: 文体工作", "printed: 体育工作", "不在 source.txt 中"),
    "wrong position label": ("positions.yaml", "label: 就业", "label: 就业指导工作", "应为“就业”"),
    "synonym of two": ("positions.yaml", "synonyms: [文体工作", "synonyms: [就业工作", "已是“就业”的写法"),
    "erratum not printed": ("errata.yaml", "printed: 今早进入", "printed: 尽早开始", "不在 source.txt 中"),
    "erratum without effect": ("errata.yaml", "reading: 校系有关部门", "reading: 校系有关部分", "读法与原文相同"),
    "unknown erratum status": ("errata.yaml", "status: proposed", "status: propose", "是不是“proposed”？"),
    "agreement not verbatim": ("agreement.yaml", "text: 本责任书一式三份", "text: 本责任书一式四份", "不在 source.txt 中"),
    "wrong qualifications": ("edition.yaml", "三.1.(1)", "三.1.(4)", "没有列出条件"),
    "wrong tag of YAML": (RULES, "looks_at: [social_experience]", "looks_at: social_experience", "应是一个列表"),
    "unquoted braces": (RULES, "meets: 学院意见为{college_opinion}。", "meets: {college_opinion}", "“meets”应是一个列表"),
}  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "told"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_mistake_is_told_in_its_file_with_words(folder, file, old, new, told) -> None:
    spoil(folder, file, old, new)
    faults = check_folder(folder)
    assert any(told in fault.says and fault.file == file for fault in faults), faults
    assert all(CHINESE.search(fault.says) for fault in faults)


EXACT_LINE = (
    "wrong quote",
    "quote of another clause",
    "short quote",
    "unknown clause",
    "duplicate rule id",
    "unknown fact type",
    "unknown erratum status",
    "unknown required fact",
    "wrong tag of YAML",
)


@pytest.mark.parametrize("name", EXACT_LINE)
def test_the_line_is_that_of_the_slip(folder, name) -> None:
    file, old, new, told = ONE_FAULT[name]
    line = spoil(folder, file, old, new)
    assert (file, line) in {(f.file, f.line) for f in check_folder(folder) if told in f.says}


def test_a_case_that_fails_is_named_with_both_outcomes(folder) -> None:
    line = spoil(
        folder,
        RULES,
        "{name: 预备党员任就业, given: {party_standing: probationary, position_kind: employment}, expect: meets}",
        "{name: 预备党员任就业, given: {party_standing: probationary, position_kind: employment}, expect: fails}",
    )
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line)
    assert "Q3b 的例子“预备党员任就业”应为 fails，判断得 meets" in fault.says


def test_a_case_with_wrong_missing_facts_is_told(folder) -> None:
    line = spoil(folder, RULES, "missing: [enrolment, study_mode]", "missing: [study_mode]")
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line)
    assert "enrolment、study_mode" in fault.says


def test_a_condition_turned_round_fails_the_cases_that_show_it(folder) -> None:
    spoil(folder, RULES, "when: '!other_post'", "when: other_post")
    told = {fault.line: fault.says for fault in check_folder(folder)}
    assert line_of(folder, RULES, "{name: 未受聘,") in told
    assert line_of(folder, RULES, "{name: 已受聘,") in told


def test_an_outcome_that_no_case_shows_is_told_at_the_rule(folder) -> None:
    spoil(folder, RULES, "  - {name: 已受聘, given: {other_post: true}, expect: fails}\n", "")
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line_of(folder, RULES, "id: Q7"))
    assert "Q7 没有结果为 fails 的例子" in fault.says


def test_a_rule_without_words_for_failing_is_told(folder) -> None:
    spoil(folder, RULES, "  fails: '据{by}，已受聘其他助教或助管岗位。'\n", "")
    assert "Q7 可能不符合，却没有写 fails 的话" in only_fault(folder).says


def test_meets_without_a_last_plain_sentence_is_told_by_the_case_it_leaves_mute(folder) -> None:
    spoil(folder, RULES, "  - says: 拟任岗位为{position_kind}，不是党建岗位，本款不作要求。\n", "")
    faults = check_folder(folder)
    assert line_of(folder, RULES, "{name: 预备党员任就业,") in {fault.line for fault in faults}
    assert all("没有可用的话" in fault.says for fault in faults)


def test_a_placeholder_of_a_fact_the_rule_does_not_rest_on_is_told(folder) -> None:
    spoil(folder, RULES, "学习方式为{study_mode}，不是", "学习方式为{studymode}，不是")
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line_of(folder, RULES, "id: Q1a"))
    assert "{studymode}" in fault.says
    assert "是不是“study_mode”？" in fault.says


@pytest.mark.parametrize(
    ("key", "old"),
    [
        ("person", "person: 请与学院核实是否已经审批。"),
        ("exceptions", "says: 学院意见写的是{college_opinion}，学院没有同意，请与学院核实。"),
        ("judge", "judge: “良好”须由人判断，请结合所写的学习、科研情况和成绩材料。"),
    ],
)
def test_a_placeholder_is_checked_in_every_sentence(folder, key, old) -> None:
    spoil(folder, RULES, old, old.removesuffix("。") + "（{position_kind}）")
    assert "{position_kind}" in only_fault(folder).says


def test_a_placeholder_in_what_is_asked_is_checked_too(folder) -> None:
    spoil(folder, RULES, "ask: 请学院在申请表上写明是否同意", "ask: 请学院把{position_kind}写明")
    assert "{position_kind}" in only_fault(folder).says


def test_a_rule_left_out_is_missed_by_its_clause_and_by_its_name(folder) -> None:
    text = (folder / RULES).read_text("utf-8")
    start, end = text.index("- id: Q7"), text.index("- id: H1")
    (folder / RULES).write_text(text[:start] + text[end:], "utf-8")
    told = "".join(str(fault) for fault in check_folder(folder))
    assert "没有一条规则管 三.1.(1)⑦" in told
    assert "缺少规则 Q7" in told


@pytest.mark.parametrize("extra", ["judge: 由人判断。", "requires: [other_post]"])
def test_a_rule_is_judged_in_one_way_only(folder, extra) -> None:
    spoil(folder, RULES, "  when: '!other_post'", f"  {extra}\n  when: '!other_post'")
    assert any("只写 when、judge、requires 中的一项" in f.says for f in check_folder(folder))


def test_broken_yaml_is_told_with_its_line(folder) -> None:
    line = spoil(folder, RULES, "quote: 具有一定的社会工作经历", 'quote: "具有一定的社会工作经历')
    fault = only_fault(folder)
    assert fault.file == RULES
    assert fault.line >= line
    assert "不是正确的 YAML" in fault.says


@pytest.mark.parametrize(
    "file",
    [
        "source.txt",
        "edition.yaml",
        "errata.yaml",
        "facts.yaml",
        "rules.yaml",
        "positions.yaml",
        "agreement.yaml",
    ],
)
def test_a_missing_file_is_named(folder, file) -> None:
    (folder / file).unlink()
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (file, 0)
    assert "缺少这个文件" in fault.says


@pytest.mark.parametrize("file", ["rules.yaml", "source.txt"])
def test_a_file_in_another_encoding_is_told(folder, file) -> None:
    text = (folder / file).read_text("utf-8")
    (folder / file).write_bytes(text.encode("gb18030"))
    assert any("不是 UTF-8" in f.says and f.file == file for f in check_folder(folder))


@pytest.mark.parametrize("content", ["", "# 只有注释\n"])
def test_an_empty_file_is_told_not_read_as_no_rules(folder, content) -> None:
    (folder / RULES).write_text(content, "utf-8")
    fault = only_fault(folder)
    assert (fault.file, fault.says[:6]) == (RULES, "文件是空的，")


@pytest.mark.parametrize("content", ["一段文字", "- 一\n- 二\n", "rules: 三\n", "rules:\n- 四\n"])
def test_yaml_of_another_shape_is_told(folder, content) -> None:
    (folder / RULES).write_text(content, "utf-8")
    faults = check_folder(folder)
    assert {fault.file for fault in faults} == {RULES}
    assert all(CHINESE.search(fault.says) for fault in faults)


def test_a_source_with_one_letter_changed_is_told_wherever_it_was_quoted(folder) -> None:
    spoil(folder, "source.txt", "必须是预备党员或正式党员", "应当是预备党员或正式党员")
    item = "coverage.yaml"
    assert [(fault.file, fault.line) for fault in check_folder(folder)] == [
        (item, line_of(folder, item, "quote: 必须是预备党员")),
        (RULES, line_of(folder, RULES, "quote: 必须是预备党员")),
    ]


def test_mistakes_of_shape_in_several_files_are_told_at_once(folder) -> None:
    first = spoil(folder, FACTS, "type: yes_no", "type: yesno")
    second = spoil(folder, "errata.yaml", "status: kept", "status: keep")
    third = spoil(folder, RULES, 'when: degree_level == "doctor"', 'when: degree == "doctor"')
    with pytest.raises(FaultyEditionError) as caught:
        read_edition(folder)
    told = {(fault.file, fault.line) for fault in caught.value.faults}
    assert {(FACTS, first), ("errata.yaml", second), (RULES, third)} <= told
    assert list(caught.value.faults) == sorted(caught.value.faults)
    for file, line in told:
        assert f"{file} 第{line}行：" in str(caught.value)


def test_mistakes_of_content_in_several_files_are_told_at_once(folder) -> None:
    spoil(folder, RULES, "quote: 政治立场坚定", "quote: 政治立场很坚定")
    spoil(
        folder, RULES, "  - {name: 不是研究生, given: {degree_level: other}, expect: fails}\n", ""
    )
    spoil(folder, "errata.yaml", "printed: 今早进入", "printed: 尽早开始")
    spoil(folder, "agreement.yaml", "text: 本责任书一式三份", "text: 本责任书一式四份")
    spoil(folder, "positions.yaml", "duties: 负责组织本院", "duties: 负责安排本院")
    faults = check_folder(folder)
    assert sorted(fault.file for fault in faults) == [
        "agreement.yaml",
        "errata.yaml",
        "positions.yaml",
        RULES,
        RULES,
    ]
    with pytest.raises(FaultyEditionError, match="有5处错误"):
        require_sound(read_edition(folder))


def test_broken_yaml_in_one_file_does_not_hide_that_another_is_missing(folder) -> None:
    spoil(folder, RULES, "rules:", "rules: [")
    (folder / FACTS).unlink()
    assert {fault.file for fault in check_folder(folder)} == {RULES, FACTS}


@pytest.mark.parametrize(
    ("file", "old"),
    [
        (RULES, "quote: 必须是预备党员或正式党员"),
        (RULES, "judge: “良好”须由人判断，请结合所写的学习、科研情况和成绩材料。"),
        ("errata.yaml", "printed: 特指定以下条款"),
        ("agreement.yaml", "clause: 责.尾"),
        (FACTS, "label: 学号"),
    ],
)
@pytest.mark.parametrize("nothing", [" ''", "", " '  '"])
def test_words_left_empty_are_told_not_found_everywhere(folder, file, old, nothing) -> None:
    """An empty quote would be verbatim in any clause."""
    key, _, _ = old.partition(":")
    line = spoil(folder, file, old, f"{key}:{nothing}")
    assert Fault(file, line, f"“{key}”是空的，请写上内容。") in check_folder(folder)


def test_a_fact_declared_twice_is_told_where_it_comes_again(folder) -> None:
    line = spoil(folder, FACTS, "- name: academic_standing", "- name: study_mode")
    assert Fault(FACTS, line, "事实“study_mode”声明了两次，请只留一处。") in check_folder(folder)


def test_a_key_written_twice_is_told(folder) -> None:
    spoil(folder, RULES, "  title: 学院审批", "  title: 学院审批\n  title: 学院意见")
    assert "“title”写了两次" in only_fault(folder).says


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}"])
def test_a_key_that_is_not_a_word_is_told(folder, key) -> None:
    line = spoil(folder, RULES, "  title: 学院审批", f"  ? {key}\n  : c\n  title: 学院审批")
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line)


def test_a_word_for_several_positions_is_not_also_a_synonym_of_one(folder) -> None:
    spoil(
        folder, "positions.yaml", "synonyms: [信息（宣传）工作", "synonyms: [宣传, 信息（宣传）工作"
    )
    fault = only_fault(folder)
    assert fault.file == "positions.yaml"
    assert "“宣传”已是“学术、信息（宣传）”的写法" in fault.says


def test_a_rule_over_too_many_facts_is_refused_before_it_is_tried(folder) -> None:
    named = (
        'enrolment == "left" || party_standing == "full" || position_kind == "academic"'
        ' || degree_level == "doctor" || college_opinion == "agrees" || !other_post'
    )
    line = spoil(folder, RULES, "when: '!other_post'", f"when: {named}")
    fault = only_fault(folder)
    assert (fault.file, fault.line) == (RULES, line)
    assert "一次看的事实太多" in fault.says
