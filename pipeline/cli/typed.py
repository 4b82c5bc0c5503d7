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


NUMBER, TERM, PERIOD = _Number(), _Term(), _Period()
