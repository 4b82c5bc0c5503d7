"""health.json: a server that is silent does not make the service look dead, a hang does."""

import json
import time
from pathlib import Path

from intake.offices_at_servers import inbox_of, office_in
from servers import scripted
from servers.postman import mail
from servers.scripted import Script

from pipeline.cli.service import HEALTH, STANDSTILL_SECONDS, Beating
from pipeline.mailbox.arrivals import STEP
from pipeline.mailbox.login import READ_SECONDS
from pipeline.office.mails.running import SILENT, Offer, Progress, run_once


def renewed(beating: Beating, home: Path, later: float) -> bool:
    (home / HEALTH).unlink(missing_ok=True)
    beating.renew(time.monotonic() + later)
    return (home / HEALTH).exists()


def test_a_silent_server_does_not_stop_it_and_a_work_that_stands_still_does(tmp_path: Path) -> None:
    beating = Beating(tmp_path)
    beating.note(["收不了信"])
    assert renewed(beating, tmp_path, 4 * READ_SECONDS)
    assert json.loads((tmp_path / HEALTH).read_text())["troubles"] == ["收不了信"]
    assert not renewed(beating, tmp_path, STANDSTILL_SECONDS + 1)


def test_every_mail_draft_and_folder_is_a_sign_of_life(tmp_path: Path, monkeypatch) -> None:
    beating = Beating(tmp_path)
    progress = beating.during(SILENT)
    signs = (
        lambda: progress.taken_in(1, 2),
        lambda: progress.handled("S-2026-0001"),
        lambda: progress.laid("N-2026-0001"),
        lambda: progress.looked("office@imap.example/INBOX"),
        progress.arriving,
    )
    start = time.monotonic()
    for number, sign in enumerate(signs, 1):
        moment = start + number * 2 * STANDSTILL_SECONDS
        monkeypatch.setattr(time, "monotonic", lambda moment=moment: moment)
        assert not renewed(beating, tmp_path, 0.0)
        sign()
        assert renewed(beating, tmp_path, 0.0)


def test_the_file_is_there_while_the_service_lives_and_gone_afterwards(tmp_path: Path) -> None:
    with Beating(tmp_path).going_on():
        assert json.loads((tmp_path / HEALTH).read_text())["troubles"] == []
    assert not list(tmp_path.iterdir())


def test_a_mail_that_takes_longer_than_a_standstill_shows_life_all_the_while(
    tmp_path: Path, monkeypatch
) -> None:
    """Every piece comes four minutes after the one before."""
    beating, clock = Beating(tmp_path), [time.monotonic()]
    dead: list[bool] = []
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    living = beating.during(SILENT)

    def arriving() -> None:
        clock[0] += 0.8 * STANDSTILL_SECONDS
        dead.append(not renewed(beating, tmp_path, 0.0))
        living.arriving()

    slow = Progress(living.taken_in, living.handled, living.laid, living.looked, arriving)
    script = Script({1: mail(1, 4 * STEP)})
    with scripted.running(script) as account, office_in(tmp_path / "office") as office:
        source = inbox_of(account.port)
        assert run_once([Offer(source)], office, slow).new
        source.close()
    assert len(dead) > len(script.mails[1] or b"") // STEP
    assert not any(dead)
