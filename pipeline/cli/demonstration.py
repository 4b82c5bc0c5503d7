"""Printing the demonstration: a progress bar, then what was done and where to look."""

from pathlib import Path

import click

from pipeline.cli.printing import say, tell
from pipeline.cli.progress import bars
from pipeline.demo.play import Played, play
from pipeline.errors import ExitCode
from pipeline.office.looking.reporting_acts import round_json


def demonstrate(home: Path, fresh: bool, as_json: bool) -> int:
    click.echo("演示开始：人物、数据均为虚构，不连外网，不动真实档案。", err=True)
    with bars() as progress:
        played = play(home, fresh, progress)
    if as_json:
        tell(_json(played))
    else:
        _print(played)
    return ExitCode.DONE if played.sound else ExitCode.FOUND


def _json(played: Played) -> dict[str, object]:
    return {
        **round_json(played.round),
        "approved": [one.id for one in played.approved],
        "documents": [str(path) for path in played.documents],
        "archive": str(played.home / "archive"),
        "drafts": str(played.home / "drafts"),
        "sound": played.sound,
    }


def _print(played: Played) -> None:
    done = played.round
    if done.new:
        say(f"邮箱里有 {done.seen} 封样例邮件，新收 {len(done.new)} 封：")
        say(f"  来件 {done.submissions} 件，其中 {done.needs_person} 件还要人处理；")
        say(
            f"  自动邮件 {done.set_aside} 封，只存档不答复；重复的 {done.duplicates} 封，不重复登记；"
        )
        say(f"  起草通知 {done.notices_drafted} 份，放入草稿箱，由人核对后发出。")
    else:
        say(f"邮箱里有 {done.seen} 封样例邮件，都已收过：没有新件，没有重复登记，")
        say(f"  新起草通知 {done.notices_drafted} 份。再看一遍全过程，请用 deyu demo --fresh。")
    for one in played.approved:
        say(f"已批准 {one.id}　{one.person.name}　{one.college}　责任书 {one.agreement}")
    verdict = "完好" if played.sound else "有问题，请运行 deyu verify 查看"
    say(f"档案核验：{played.checked_files} 个文件，{verdict}。")
    say()
    say("可以打开看：")
    say(f"  档案　　{played.home / 'archive'}")
    say(f"  草稿　　{played.home / 'drafts'}（{played.drafts} 份）")
    for path in played.documents:
        say(f"  文书　　{path}")
    say()
    where = f"--home {played.home}"
    say(f"接着可以试：deyu list {where}　　deyu search 党建 {where}　　deyu status {where}")
