"""`deyu rules diff` over an archive of 100,000 applications, run and not reckoned.

    python benchmarks/large_archive.py 100000 [FOLDER]

The sample mails go through the whole pipeline once. What came of each that brought one
application is then filed and recorded again and again by the archive's and the ledger's own
code, under new numbers, names and student numbers, each person with a line of their own in the
registrar's roster. So that it can be made within the hour, a mail is taken in and handled in
one version of its object, its bytes are its head alone, an application has no object of its own
(a diff reads none of the three), and nothing is synced to the disk. The diff is `deyu rules diff` in a process of its
own, from the shipped edition to one that makes a rule of it stricter.
"""

import csv
import hashlib
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from regulation.copied_edition import doctors_only

from pipeline.archive import durable, writing
from pipeline.assembly import assembled, offer_from
from pipeline.domain.entries import Act, Entry, Handled, TakenIn
from pipeline.domain.people import Person
from pipeline.domain.registers import RegisterKind
from pipeline.office.decisions.registering import import_register
from pipeline.office.encoding import encode
from pipeline.office.filing import entries_of, entry_path, file_entry
from pipeline.office.house import SOFTWARE, Office, mail_object
from pipeline.office.mails.running import run_once
from pipeline.settings import read_settings
from pipeline.shipped import shipped

FEW = 1_000
"""What `make bench` makes; 100,000 take an hour."""
TOGETHER = 250
"""Applications recorded in one transaction."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail with one application, as the office filed it."""

    taken: TakenIn
    handled: Handled
    head: bytes
    reading: bytes


def samples() -> list[Sample]:
    with tempfile.TemporaryDirectory() as home, assembled(read_settings(Path(home))) as office:
        with office.ledger.at_work():
            run_once([offer_from(shipped("inbox_samples"), file_only=False)], office)
        found = [_sample(object_id, office) for object_id in office.archive.objects()]
        return [one for one in found if one is not None]


def _sample(object_id: str, office: Office) -> Sample | None:
    bodies = [one.entry.body for one in entries_of(office.archive, object_id)]
    taken = next((one for one in bodies if isinstance(one, TakenIn)), None)
    handled = next((one for one in bodies if isinstance(one, Handled)), None)
    if not taken or not handled or len(handled.revised) != 1 or len(handled.applications) != 1:
        return None
    head, _, _ = office.archive.read(object_id, "message.eml").partition(b"\r\n\r\n")
    return Sample(taken, handled, head, office.archive.read(object_id, "reading.json"))


def person(number: int) -> Person:
    return Person(f"甲{number:06}", f"31202{number:06}")


def import_roster(count: int, office: Office) -> None:
    sheet = io.StringIO()
    lines = csv.writer(sheet)
    lines.writerow(["学号", "姓名", "学籍状态", "学习方式"])
    for number in range(count):
        one = person(number)
        lines.writerow([one.student_no, one.name, "已注册", "全日制"])
    data = sheet.getvalue().encode()
    found = import_register(RegisterKind.REGISTRAR_ROSTER, "roster.csv", data, office)
    assert not found.mistakes, found.mistakes[:3]


def make_archive(count: int, office: Office) -> None:
    made = samples()
    for start in range(0, count, TOGETHER):
        numbers = range(start, min(start + TOGETHER, count))
        with office.ledger.act():
            _file(numbers, made, office)
        if start % 5000 == 0:
            print(f"  {start} applications filed", flush=True)


def _file(numbers: range, made: list[Sample], office: Office) -> None:
    keys = [hashlib.sha256(f"copy {number}".encode()).hexdigest() for number in numbers]
    submissions = office.ledger.numbers("S", 2026, keys)
    ids = office.ledger.numbers("A", 2026, [f"{key}/0" for key in keys])
    tick = office.ledger.clock(office.now())
    filed = []
    for number, key, submission, id_ in zip(numbers, keys, submissions, ids, strict=True):
        one = made[number % len(made)]
        taken = replace(one.taken, submission=submission, identity=key)
        handled = _handled_anew(one.handled, submission, id_, person(number))
        first = Entry(f"take-in-{key[:32]}", tick(), SOFTWARE, Act.TAKE_IN, (submission,), taken)
        files = {
            "message.eml": one.head,
            "reading.json": one.reading,
            entry_path(first.id): encode(first),
        }
        about = (submission, id_)
        place = mail_object(key)
        last = file_entry(
            office.archive, place, f"handle-{key[:32]}", tick(), SOFTWARE, about, handled, files
        )
        filed += [replace(last, entry=first), last]
    office.ledger.record(filed, office.archive.read)


def _handled_anew(handled: Handled, submission: str, id_: str, who: Person) -> Handled:
    (revised,), (link,) = handled.revised, handled.applications
    fields = tuple(
        replace(one, value=getattr(who, one.name)) if one.name in ("name", "student_no") else one
        for one in revised.fields
    )
    revised = replace(revised, application=id_, submission=submission, person=who, fields=fields)
    link = replace(link, application=id_)
    return replace(
        handled,
        submission=submission,
        revised=(revised,),
        applications=(link,),
        notices=(),
        collected=(),
        returned=(),
        copy_of="",
        message_id=f"<{id_}@example.cn>",
    )


@contextmanager
def unsynced() -> Iterator[None]:
    """Nothing is brought to the disk: what is made here may be lost with the power."""
    with (
        mock.patch.object(durable, "sync"),
        mock.patch.object(writing, "sync"),
    ):
        yield


def diff(home: Path, count: int) -> None:
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pipeline", "rules", "diff", "2014-draft", "strict"]
    ended = subprocess.run(
        [*command, "--json", "--home", str(home)], stdout=subprocess.PIPE, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    document = json.loads(ended.stdout)
    assert document["applications"] == count
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{count} applications judged again, {len(document['changed'])} would change")
    print(f"{time.perf_counter() - begun:.0f} s by the clock, {used:.0f} s of one processor,")
    print(f"{used / count * 1e3:.2f} ms each; at most {after.ru_maxrss / 1024:.0f} MiB of memory")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FEW
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(scratch)
        if not (home / "ledger.sqlite3").exists():
            home.mkdir(exist_ok=True)
            doctors_only(home, "2030-01-01")
            begun = time.perf_counter()
            with unsynced(), assembled(read_settings(home)) as office:
                import_roster(count, office)
                make_archive(count, office)
            print(f"made in {time.perf_counter() - begun:.0f} s")
        diff(home, count)


if __name__ == "__main__":
    main()
