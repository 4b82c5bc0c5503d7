"""From what was understood to what shall happen: pure decisions, nothing is done here."""

from pipeline.planning.addressee import answer_address
from pipeline.planning.plan import Plan, ask_for_form, make_plan

__all__ = ["Plan", "answer_address", "ask_for_form", "make_plan"]
