"""``deyu doctor``: is everything that is configured reachable and usable, and what to do if not."""

from pathlib import Path

import click

from pipeline.cli.printing import home_option, json_option, say, tell, the_home
from pipeline.errors import ExitCode


@click.command(help="检查设置和所连的一切是否可用，不可用时说明怎么办。")
@json_option
@home_option
def doctor(as_json: bool, home: Path | None) -> int:
    from pipeline.examination import examine

    results = examine(the_home(home))
    if as_json:
        tell(
            {
                "checks": [
                    {"name": one.name, "usable": one.usable, "says": one.says} for one in results
                ]
            }
        )
    else:
        for one in results:
            say(f"{'✓' if one.usable else '✗'} {one.name}：{one.says}")
    return ExitCode.DONE if all(one.usable for one in results) else ExitCode.FOUND
