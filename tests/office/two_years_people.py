"""Who takes part in the story of two school years, and in which role."""

from dataclasses import dataclass

from reading.word_files import form

COLLEGES = (
    *("机电学院", "计算机学院", "宇航学院", "光电学院", "材料学院", "自动化学院"),
    *(
        "数学与统计学院",
        "物理学院",
        "管理与经济学院",
        "化学与化工学院",
        "信息与电子学院",
        "生命学院",
    ),
)
SURNAMES, GIVEN = "赵钱孙李周吴郑王冯陈", "一二三四五六七八九十"
ROLES = (
    *("twin_one", "twin_two", "complete", "incomplete", "late", "wrong_person"),
    *("exactly", "a_day_more", "early", "dismissed"),
)


@dataclass(frozen=True)
class Assistant:
    name: str
    number: str
    college: str

    def form(self, **more: str) -> bytes:
        stated = {"姓名": self.name, "学号": self.number, "学院": self.college}
        return form(**(stated | {"拟任岗位类型": "团工作", "上岗时间": "2026年9月7日"} | more))


def assistants(count: int, colleges: int) -> list[Assistant]:
    """Two of them share name and college."""
    people = []
    for n in range(count):
        name = "李明" if n < 2 else f"{SURNAMES[n % 10]}小{GIVEN[n // 10]}"
        people.append(Assistant(name, f"31202400{n:02}", COLLEGES[0 if n < 2 else n % colleges]))
    return people


def comer(n: int, college: str) -> Assistant:
    return Assistant(f"新{GIVEN[n]}", f"31202500{n:02}", college)
