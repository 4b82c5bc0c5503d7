"""Colleges by their official names, as the directory of the home gives them."""

from dataclasses import replace

from pipeline.domain.colleges import CollegeDirectory
from pipeline.domain.papers import Field, Paper
from pipeline.office.understanding import Understood


def with_official_names(understood: Understood, directory: CollegeDirectory) -> Understood:
    """The same with each college that the directory knows by its official name; `raw` stays.

    The function that judging asks decides which college a code or an alias means.
    """
    if not directory.colleges:
        return understood
    papers = tuple(_named(paper, directory) for paper in understood.papers)
    return replace(understood, papers=papers)


def _named(paper: Paper, directory: CollegeDirectory) -> Paper:
    return replace(paper, fields=tuple(_official(one, directory) for one in paper.fields))


def _official(field: Field, directory: CollegeDirectory) -> Field:
    college = directory.named(str(field.value)) if field.name == "college" else None
    return replace(field, value=college.name) if college is not None else field
