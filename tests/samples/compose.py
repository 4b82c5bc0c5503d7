"""Compose ``inbox_samples/``: each mail, its expectation, and the table of what each shows.

    PYTHONPATH=tests python tests/samples/compose.py

The same bytes come out each time. Expectations are written by hand in the modules beside this
one; nothing is taken from what the program finds.
"""

import json
from pathlib import Path

from samples import (
    border_mails,
    complete,
    doubtful,
    faulty,
    habits,
    machines,
    other_papers,
    pictured,
    together,
    unreadable,
    wrapped,
)
from samples.expected import Json, Sample

FOLDER = Path(__file__).resolve().parents[2] / "inbox_samples"
HEAD = """# 样例邮件

下列邮件由 `tests/samples/compose.py` 生成，人物、学号、电话、邮箱均为虚构。
每封 `编号-名称.eml` 旁边有两个文件：`编号-名称.expected.json` 写明应当读出什么（`deyu read --json` 的一部分，`deyu check --json` 里也有），
`编号-名称.judged.json` 写明应当核对出什么（`deyu check --json` 的一部分）。
`deyu demo` 用它们演示全过程；`tests/samples/test_expected.py` 逐封核对。

| 邮件 | 说明 |
|---|---|
"""


def composed() -> list[Sample]:
    """All samples by name; the last is the first once more, as when a mail is fetched twice."""
    modules = (
        complete,
        habits,
        faulty,
        doubtful,
        wrapped,
        together,
        other_papers,
        border_mails,
        machines,
        unreadable,
        pictured,
    )
    made = [one for module in modules for one in module.samples()]
    first = made[0]
    again = Sample("90-fetched-twice", first.data, "与 01 是同一封邮件，只登记一次", first.expected)
    return sorted([*made, again], key=lambda one: one.name)


def files(samples: list[Sample]) -> dict[str, bytes]:
    """Every file of the folder by name."""
    made = {}
    for one in samples:
        made[f"{one.name}.eml"] = one.data
        made[f"{one.name}.expected.json"] = _json(one.read)
        made[f"{one.name}.judged.json"] = _json(one.judged)
    table = "".join(f"| {one.name} | {one.shows} |\n" for one in samples)
    made["README.md"] = (HEAD + table).encode()
    return made


def _json(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name, data in files(composed()).items():
        (FOLDER / name).write_bytes(data)
