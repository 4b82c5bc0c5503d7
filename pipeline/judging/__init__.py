"""Judging: what one edition of the regulation says of one application form."""

from pipeline.judging.judge import judge

__all__ = ["judge"]
