"""What is wrong in ``office.toml``, said in Chinese: which key, what, and the way out."""

import difflib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.settings.words import REFUSED

# Only what is plainly no password is repeated: a number, a word that should be another.
_HARMLESS = frozenset({"int_type", "greater_than_equal", "less_than_equal", "bool_type", "enum"})


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend; `key` is written as people look for it: ``[mail] port``."""

    key: str
    wrong: str
    way_out: str

    def __str__(self) -> str:
        return f"{self.key}：{self.wrong}。{self.way_out}"


def key_of(section: str, *steps: int | str) -> str:
    """``[mail] folders 第 2 项`` of the section ``[mail]`` and the steps ``folders``, 1."""
    said = [f"第 {step + 1} 项" if isinstance(step, int) else step for step in steps]
    return " ".join(filter(None, (section, *said)))


def unknown_key(section: str, key: str, known: Collection[str]) -> Mistake:
    """Never says the value: it may be a password in the wrong place."""
    near = difflib.get_close_matches(key, sorted(known), n=1)
    if "password" in key:
        way_out = (
            "密码不写在设置文件里，请改用 password_env、password_file、password_command 中的一个。"
        )
    elif near:
        way_out = f"您是不是想写 {near[0]}？"
    else:
        way_out = f"请删去，或改成其中之一：{'、'.join(sorted(known))}。"
    return Mistake(key_of(section, key), "没有这个设置项", way_out)


def mistakes_of(fault: ValidationError, section: str, known: Collection[str]) -> Iterator[Mistake]:
    """The errors of one section, in the order of its fields."""
    for error in fault.errors(include_url=False):
        yield _mistake(error, section, known)


def _mistake(error: ErrorDetails, section: str, known: Collection[str]) -> Mistake:
    steps = error["loc"]
    if error["type"] in ("unexpected_keyword_argument", "extra_forbidden"):
        return unknown_key(section, str(steps[-1]), known)
    wrong, way_out = _said(error)
    if error["type"] in _HARMLESS:
        wrong += f"（现在是“{str(error['input'])[:40]}”）"
    return Mistake(key_of(section, *steps), wrong, way_out)


def _said(error: ErrorDetails) -> tuple[str, str]:
    reasons = error.get("ctx", {})
    match error["type"]:
        case _ if error["type"] == REFUSED:
            return str(reasons["wrong"]), str(reasons["way_out"])
        case "missing":
            return "没有填写", "这一项必须有，请补上。"
        case "string_type":
            return "应当是文字", "请写在英文双引号里。"
        case "int_type":
            return "应当是整数", "请写数字，不加引号。"
        case "greater_than_equal":
            return "太小了", f"请写不小于 {reasons['ge']} 的整数。"
        case "less_than_equal":
            return "太大了", f"请写不大于 {reasons['le']} 的整数。"
        case "bool_type":
            return "应当是 true 或 false", "请写 true 或 false，不加引号。"
        case "enum":
            choices = str(reasons["expected"]).replace("'", '"').replace(" or ", "、")
            return "不是可选的值", f"只能是 {choices.replace(', ', '、')}。"
        case "tuple_type":
            return "应当是一列文字", '请写在方括号里，例如 ["INBOX"]。'
        case other:
            return f"不能用（{other}）", "请对照 deyu init 写出的样本修改。"


def listed(mistakes: Sequence[Mistake]) -> str:
    """All mistakes, numbered, a line each."""
    return "\n".join(f"  {number}. {mistake}" for number, mistake in enumerate(mistakes, start=1))
