"""Letters of the office's own that write the regulation's title out, and so go on citing an old one."""

import re

from pipeline.office.house import Office

_ADDED = re.compile(r"（[^（）]*）(?=》\Z)")
"""What tells editions of one title apart: （草案）, （2026年修订）."""


def old_titles(office: Office) -> tuple[str, ...]:
    """A sentence for each letter that cites another edition than the one in force today."""
    editions = office.editions
    known = {_bare(f"《{one.title}》") for one in (editions.base, *editions.own, *editions.gone)}
    cited = editions.on(office.today()).cited
    return tuple(
        f"通知模板 notices/{kind.value}.txt 里写着{title}，现在依据的是{cited}；"
        "请把书名改成 {{ edition }}，它随条例版本改变。"
        for kind, titles in office.wording.titles().items()
        for title in dict.fromkeys(titles)
        if title != cited and _bare(title) in known
    )


def _bare(title: str) -> str:
    return _ADDED.sub("", title)
