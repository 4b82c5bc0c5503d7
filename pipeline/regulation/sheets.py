"""An edition's YAML file, read with the line of every value and all mistakes collected."""

import difflib
from collections.abc import Iterable, Iterator

import yaml

from pipeline.regulation.faults import Fault


def similar(word: str, known: Iterable[str]) -> str:
    """A hint for a misspelt word, "" when nothing known is near."""
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"是不是“{near[0]}”？" if near else ""


class Entry:
    """One mapping of a sheet.

    Values are taken by name; a wrong shape becomes a `Fault` in the list all entries of a
    reading share, and a harmless stand-in is returned, so that every mistake is told at once.
    `close` tells the keys nobody asked for.
    """

    def __init__(self, node: yaml.Node | None, file: str, faults: list[Fault]) -> None:
        self.file = file
        self.line = node.start_mark.line + 1 if node is not None else 0
        self._faults = faults
        self._nodes: dict[str, yaml.Node] = {}
        self._asked: set[str] = set()
        if isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                if not isinstance(key, yaml.ScalarNode):
                    self._fault(key, "名称应是一个词；以 { 或 [ 开头的话请加引号。")
                    continue
                if key.value in self._nodes:
                    self._fault(key, f"“{key.value}”写了两次，请只留一处。")
                self._nodes[key.value] = value
        elif node is not None:
            self._fault(node, "这里应是“名称: 内容”的形式，请对照随软件附带的版本改写。")

    def _fault(self, node: yaml.Node | None, says: str) -> None:
        line = node.start_mark.line + 1 if node is not None else self.line
        self._faults.append(Fault(self.file, line, says))

    def fault(self, says: str, key: str = "") -> None:
        """Tell a mistake of this entry, at the line of `key` when it has one."""
        self._fault(self._nodes.get(key), says)

    def line_of(self, key: str) -> int:
        node = self._nodes.get(key)
        return node.start_mark.line + 1 if node is not None else self.line

    def is_text(self, key: str) -> bool:
        return isinstance(self._nodes.get(key), yaml.ScalarNode)

    def __contains__(self, key: str) -> bool:
        return key in self._nodes

    def _take(self, key: str, required: bool) -> yaml.Node | None:
        self._asked.add(key)
        node = self._nodes.get(key)
        if node is None and required:
            self._fault(None, f"缺少“{key}”，请补上。")
        return node

    def text(self, key: str, required: bool = True) -> str:
        """A text as written, "" when absent; a required one must say something."""
        node = self._take(key, required)
        if node is None:
            return ""
        if isinstance(node, yaml.ScalarNode):
            if required and not str(node.value).strip():
                self._fault(node, f"“{key}”是空的，请写上内容。")
            return str(node.value)
        self._fault(node, f"“{key}”应是一段文字。")
        return ""

    def values(self, key: str, required: bool = True) -> tuple[str | bool, ...]:
        """A value, or a list of values; true and false are booleans, all else is text."""
        node = self._take(key, required)
        if node is None:
            return ()
        nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(_scalar(one) for one in nodes if self._is_scalar(one, key))

    def texts(self, key: str, required: bool = True) -> tuple[str, ...]:
        """A list of texts as written."""
        node = self._take(key, required)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f"“{key}”应是一个列表。")
            return ()
        return tuple(str(one.value) for one in node.value if self._is_scalar(one, key))

    def _is_scalar(self, node: yaml.Node, key: str) -> bool:
        if isinstance(node, yaml.ScalarNode):
            return True
        self._fault(node, f"“{key}”里应是文字。")
        return False

    def entry(self, key: str, required: bool = True) -> "Entry":
        return Entry(self._take(key, required), self.file, self._faults)

    def entries(self, key: str, required: bool = True) -> tuple["Entry", ...]:
        """A list of mappings."""
        node = self._take(key, required)
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            self._fault(node, f"“{key}”应是一个列表。")
            return ()
        return tuple(Entry(one, self.file, self._faults) for one in node.value)

    def __iter__(self) -> Iterator[str]:
        """All names, for a mapping whose names are free."""
        self._asked.update(self._nodes)
        return iter(self._nodes)

    def close(self) -> None:
        for key in self._nodes.keys() - self._asked:
            hint = similar(key, self._asked)
            self._fault(self._nodes[key], f"不认识“{key}”这一项。{hint}请改名或删去。")


def _scalar(node: yaml.Node) -> str | bool:
    if node.tag == "tag:yaml.org,2002:bool":
        return str(node.value).lower() in {"true", "yes", "on"}
    return str(node.value)


def open_sheet(text: str, file: str, faults: list[Fault]) -> Entry:
    """The mapping a YAML file holds; a syntax slip is told with its line."""
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 0
        faults.append(
            Fault(file, line, "这里不是正确的 YAML，请检查缩进、冒号后的空格、引号和括号。")
        )
        node = None
    except yaml.YAMLError:
        faults.append(Fault(file, 0, "文件里有 YAML 不容许的字符，请用文本编辑器另存为 UTF-8。"))
        node = None
    else:
        if node is None:
            faults.append(Fault(file, 0, "文件是空的，请从随软件附带的版本复制。"))
    return Entry(node, file, faults)
