"""The tables of adjustments, appointments and what is owed; a change is a migration here, too."""

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, String, Table, Text

from pipeline.ledger.schema import metadata

paper = Table(
    "paper",
    metadata,
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("person_name", String, nullable=False),
    Column("person_no", String, nullable=False),
    Column("college", String, nullable=False),
    Column("stated", JSON, nullable=False),
    Index("paper_no", "person_no"),
    Index("paper_name", "person_name"),
    Index("paper_college", "college", "kind"),
)

adjustment = Table(
    "adjustment",
    metadata,
    Column("id", String, primary_key=True),
    Column("college", String, nullable=False),
    Column("term", String, nullable=False),
    Column("leaver_name", String, nullable=False),
    Column("leaver_no", String, nullable=False),
    Column("incoming_name", String, nullable=False),
    Column("incoming_no", String, nullable=False),
    Column("application", String, nullable=False),  # the incoming assistant's, "" before it came
    Column("state", String, nullable=False),
    Column("tenure", JSON, nullable=False),
    Column("doubts", JSON, nullable=False),
    Column("sender", String, nullable=False),
    Index("adjustment_application", "application"),
    Index("adjustment_college", "college"),
)

collected = Table(
    "collected",  # which mail was counted for which adjustment, so that it is counted once
    metadata,
    Column("adjustment", String, ForeignKey("adjustment.id"), primary_key=True),
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Index("collected_submission", "submission"),
)

material = Table(
    "material",
    metadata,
    Column("adjustment", String, ForeignKey("adjustment.id"), primary_key=True),
    Column("kind", String, primary_key=True),
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Column("paper", String, primary_key=True),
)

appointment = Table(
    "appointment",
    metadata,
    Column("id", String, primary_key=True),
    Column("application", String, nullable=False),  # "" for who served before the archive began
    Column("person_name", String, nullable=False),
    Column("person_no", String, nullable=False),
    Column("college", String, nullable=False),
    Column("position_kind", String, nullable=False),
    Column("term", String, nullable=False),
    Column("state", String, nullable=False),
    Column("starts_on", String, nullable=False),
    Column("ended_on", String, nullable=False),
    Column("warned_on", String, nullable=False),
    Column("suspensions", JSON, nullable=False),  # pairs of days, an open one without its end
    Index("appointment_application", "application"),
    Index("appointment_no", "person_no"),
)

paper_item = Table(
    "paper_item",
    metadata,
    Column("about", String, primary_key=True),  # an appointment or an adjustment
    Column("kind", String, primary_key=True),
    Column("state", String, nullable=False),
    Column("issued_on", String, nullable=False),
    Column("issued_by", String, nullable=False),
    Column("received_on", String, nullable=False),
    Column("received_by", String, nullable=False),
    Column("note", Text, nullable=False),
)

settlement = Table(
    "settlement",
    metadata,
    Column("appointment", String, primary_key=True),
    Column("obligation", String, primary_key=True),
    Column("period", String, primary_key=True),
    Column("event", String, nullable=False),
    Column("on", String, nullable=False),
    Column("by", String, nullable=False),
    Column("reason", Text, nullable=False),
)

asked = Table(
    "asked",  # how each matter stood when a reminder last asked for it
    metadata,
    Column("key", String, primary_key=True),
    Column("stands", String, nullable=False),
)

reminder = Table(
    "reminder",
    metadata,
    Column("college", String, primary_key=True),
    Column("week", String, primary_key=True),
)
