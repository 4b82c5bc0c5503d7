"""What people type for a number or a term: any usual way of writing it is taken for the one meant."""

import click

from pipeline.domain.terms_written import period_written, told_term
from pipeline.domain.written import plain_number


class _Number(click.ParamType[str]):
    """A student number, or a number of the office (S-, A-, C-, P-, N-)."""

    name = "编号"

    def convert(self, value: str, param: object, ctx: object) -> str:
        return plain_number(value)


class _Term(click.ParamType[str]):
    name = "学期"

    def convert(self, value: str, param: object, ctx: object) -> str:
        return str(told_term(value)) if value else ""


class _Period(click.ParamType[str]):
    """A term or an academic year."""

    name = "学期或学年"

    def convert(self, value: str, param: object, ctx: object) -> str:
        return period_written(value)


LONGEST_NAME = 40


class _Name(click.ParamType[str]):
    """Who tells or decides: one line, so that nobody writes a second one into the history."""

    name = "姓名"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        name = " ".join(value.split())
        if not name or len(name) > LONGEST_NAME:
            self.fail(f"要写经办人的姓名，不超过 {LONGEST_NAME} 个字。", param, ctx)
        return name


LONGEST_REASON = 1000


class _Reason(click.ParamType[str]):
    """Why: some sentences, which stand in histories and letters."""

    name = "文字"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if len(value) > LONGEST_REASON:
            self.fail(
                f"写了 {len(value)} 个字，最多 {LONGEST_REASON} 个。请只写要点，详情另存文件。",
                param,
                ctx,
            )
        return value


NUMBER, TERM, PERIOD, NAME, REASON = _Number(), _Term(), _Period(), _Name(), _Reason()
