"""The tables. Every change of this module is a migration in `migrations/versions`."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("id", String, primary_key=True),
    Column("at", String, nullable=False),  # ISO 8601 in UTC, so that text order is time order
    Column("by", String, nullable=False),
    Column("act", String, nullable=False),
    Column("object_id", String, nullable=False),
    Column("says", Text, nullable=False),
    Index("entry_at", "at"),
)

about = Table(
    "about",
    metadata,
    Column("entry", String, ForeignKey("entry.id"), primary_key=True),
    Column("id", String, primary_key=True),
    Index("about_id", "id"),
)

head = Table(
    "head",
    metadata,
    Column("object_id", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("digest", String, nullable=False),
)

submission = Table(
    "submission",
    metadata,
    Column("id", String, primary_key=True),
    Column("identity", String, nullable=False, unique=True),
    Column("state", String, nullable=False),  # as people see it: that of its applications
    Column("own_state", String, nullable=False),  # as handling left it
    Column("received_at", String, nullable=False),  # as given, with its offset
    Column("received_order", String, nullable=False),  # the same moment in UTC
    Column("silent", Boolean, nullable=False),
    Column("sender_name", String, nullable=False),
    Column("sender_address", String, nullable=False),
    Column("subject", Text, nullable=False),
    Column("college", String, nullable=False),
    Column("person_name", String, nullable=False),
    Column("person_no", String, nullable=False),
    Column("advice", String),
    Column("papers", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("unreadable", Boolean, nullable=False),
    Column("urgent", String, nullable=False),  # the word of urgency that its mail holds
    Column("message_id", String, nullable=False),
    Index("submission_order", "received_order", "id"),
    Index("submission_state", "state"),
    Index("submission_message", "message_id"),
)

work = Table(
    "work",
    metadata,
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Column("identity", String, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("failure", Text, nullable=False),
    Column("received_order", String, nullable=False),  # that of its submission, for the queue
    Index("work_order", "received_order", "submission"),
)

application = Table(
    "application",
    metadata,
    Column("id", String, primary_key=True),
    Column("person_name", String, nullable=False),
    Column("person_no", String, nullable=False),
    Column("college", String, nullable=False),
    Column("position_kind", String, nullable=False),
    Column("term", String, nullable=False),
    Column("state", String, nullable=False),
    Column("advice", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("submission", String, nullable=False),
    Column("paper", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("fields", JSON, nullable=False),
    Column("decision", String),
    Column("reason", Text, nullable=False),
    Column("decided_by", String, nullable=False),
    Column("agreement", String, nullable=False),
    Index("application_no", "person_no"),
    Index("application_name", "person_name"),
    Index("application_term", "term", "college"),
)

link = Table(
    "link",
    metadata,
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Column("application", String, ForeignKey("application.id"), primary_key=True),
    Column("paper", String, primary_key=True),
    Column("revision", Integer, nullable=False),
    Index("link_application", "application"),
)

notice = Table(
    "notice",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("state", String, nullable=False),
    Column("to", JSON, nullable=False),
    Column("subject", Text, nullable=False),
    Column("submission", String, nullable=False),
    Column("application", String, nullable=False),
    Column("message_id", String, nullable=False, unique=True),
    Column("created_at", String, nullable=False),
    Column("object_id", String, nullable=False),
    Column("file", String, nullable=False),
    Column("where", String, nullable=False),  # where the draft lies, "" before it is laid
    Column("automatic", Boolean, nullable=False),
    Column("laying", String, nullable=False),  # the place's position before a draft is laid
    Column("says", Text, nullable=False),
    Column("sender", String, nullable=False),  # our own address, "" in old ones
    Index("notice_submission", "submission"),
    Index("notice_application", "application"),
)

document = Table(
    "document",
    metadata,
    Column("entry", String, primary_key=True),
    Column("application", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("number", String, nullable=False),
    Column("object_id", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("draft", Boolean, nullable=False),
    Column("drawn_at", String, nullable=False),
    Index("document_application", "application"),
)

sighting = Table(
    "sighting",
    metadata,
    Column("identity", String, primary_key=True),
    Column("source", String, primary_key=True),
    Column("epoch", String, primary_key=True),
    Column("position", String, primary_key=True),
)

# What lies in a folder of the mailbox and is stored. Not a fold over entries: a rebuilt ledger
# asks the mailbox again, and every mail that it offers is a duplicate.
place = Table(
    "place",
    metadata,
    Column("source", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("identity", String, nullable=False),
    Column("head", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("marked", Boolean, nullable=False),
    Index("place_marked", "source", "marked"),
)

remembered = Table(  # the places of an earlier numbering, until the folder is looked through anew
    "remembered",
    metadata,
    Column("source", String, primary_key=True),
    Column("identity", String, primary_key=True),
    Column("head", String, nullable=False),
    Column("size", Integer, nullable=False),
    Index("remembered_head", "source", "head"),
)

undelivered = Table(
    "undelivered",
    metadata,
    Column("source", String, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("since", String, nullable=False),
    Column("tried_at", String, nullable=False),
)

folder = Table(
    "folder",
    metadata,
    Column("source", String, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("checked_at", String),
    Column("messages", Integer),
    Column("unaccounted", Integer),
    Column("trouble", Text, nullable=False),
    Column("trouble_since", String),
)

lease = Table(
    "lease",
    metadata,
    Column("name", String, primary_key=True),
    Column("owner", String, nullable=False),  # "" when nobody holds it
    Column("fence", Integer, nullable=False),
    Column("until", String, nullable=False),
)

allotment = Table(
    "allotment",
    metadata,
    Column("series", String, primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("key", String, nullable=False),
    UniqueConstraint("series", "key", name="allotment_key"),
)

passage = Table(
    "passage",
    metadata,
    Column("submission", String, ForeignKey("submission.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),  # comparable, see domain.written
)

register = Table(
    "register",
    metadata,
    Column("kind", String, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("imported_at", String, nullable=False),
    Column("file", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("lines", Integer, nullable=False),
)

register_line = Table(  # the newest version of each register only; older ones lie in the archive
    "register_line",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("student_no", String, nullable=False),
    Column("line", JSON, nullable=False),
    Index("register_line_no", "student_no"),
)

bucket = Table(
    "bucket",
    metadata,
    Column("name", String, primary_key=True),
    Column("tokens", Float, nullable=False),
    Column("at", String, nullable=False),
)

sent_mark = Table(  # how far each Sent folder is read
    "sent_mark",
    metadata,
    Column("source", String, primary_key=True),
    Column("epoch", String, nullable=False),
    Column("position", Integer, nullable=False),
)

moment = Table(
    "moment",
    metadata,
    Column("name", String, primary_key=True),
    Column("at", String, nullable=False),
)
