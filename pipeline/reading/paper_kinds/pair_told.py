"""Who leaves and who comes, where a letter names two people with their numbers in sentences.

Never surer than a guess. Signs before and behind both names must tell both roles and agree;
whatever else is in doubt, a third number, two roles of one, one role of both, tells nobody.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.reading.blocks import Block, Paragraph
from pipeline.reading.doubts import Doubt
from pipeline.reading.forms.people_rows import IN_POST, role_of
from pipeline.reading.words.candidates import IN_A_SENTENCE, Candidate
from pipeline.reading.words.persons_written import TWO_CHARACTER_SURNAMES
from pipeline.reading.words.persons_written import name as name_of
from pipeline.reading.words.values import student_no

NO_STUDENT = re.compile(r"1[3-9]\d{9}|20\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
"""A mobile number or a day written without dots."""
_NUMBER = re.compile(
    r"(?<![0-9A-Za-z.@/-])(?:[A-Za-z]{0,3}\d{8,14}|\d{2}[A-Za-z]{1,2}\d{5,8})(?![0-9A-Za-z@])"
)
_OTHER_NUMBER = re.compile(r"(?:电话|手机|联系方式|传真|微信|QQ|工号|账号)[^，,。；\n]{0,6}$")
_MARKS_OFF = re.compile(r"[，,、:：（()）【】]")
_DESCRIBES = re.compile(
    r"学号[为是]?|[男女]|\S{1,3}族|(?:中共)?(?:正式|预备)?(?:党员|团员)|\d{4}年\S{0,6}生|\d{2,4}级"
    r"|(?!.*(?:助理|[由为请叫]))\S*(?:博士|硕士|研究生|[博硕]士生|专业|方向|工程|技术|科学)(?:.年级|\d{2,4}级)?|"
)
"""What stands between somebody's name and number: （女，2024级博士，学号."""
_BEFORE_NAME = re.compile(
    r"助理|研究生|[博硕]士生?|学生|同学|同志|人[选员]?|[由鉴]于|因为|同意|任命|免去|解聘|聘[任用请]|推荐|拟定|[更替]换|[接顶代取]替|接任|[由为将的叫是因请换]"
)
_AMBIGUOUS = re.compile(r"[任于]$")
"""由于小溪, 聘任晓东: where the name begins, nobody can say."""
_NO_NAME = re.compile(
    r"[现拟原新聘让派以换但而且其该及改另经我本]|选|安排|提名|决定|增补|确定|批准|根据|考虑"
)
_NAME_ENDS = re.compile(r"(?:同学|同志)$")
_NAME = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{2,8}(?:·[\u3400-\u9fff]{1,8})+")
_WRAPPED = 20
"""Characters from which a line that no mark ends may go on in the next."""
_STARTS_ANEW = re.compile(r"\d{1,2}[、.．]|[一二三四五六七八九十]+[、.．]|[（(【①-⑳]|\S{1,8}[:：]")
_NUMBERED = re.compile(r"^(?:\d{1,2}[、.．]|[（(]?[一二三四五六七八九十]+[)）]?[、.．]?|[【①-⑳])*")
_SURELY_WHOLE = 3
_SENTENCE, _MOST = 300, 12
"""Characters before a number, and people of a letter, beyond which nobody looks."""
_FIRST = 0xE000
_MARK = "[\ue000-\uf8ff]"
"""What stands for each name while signs are looked for."""
PAIR = 2
ROLES = ("leaver", "incoming")
STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody named with a student number."""

    name: str
    number: str


def pair_told(blocks: Iterable[Block]) -> Iterator[Candidate]:
    """The two people of a letter, nobody where their roles are in doubt; of two pairs everybody."""
    lines = [one for one in blocks if isinstance(one, Paragraph)]
    text = _whole(lines)
    people = _people(text)
    roles = _roles(text, people)
    if len(people) < PAIR or (len(people) > PAIR and min(map(roles.count, ROLES)) < PAIR):
        return
    if len(people) == PAIR and sorted(roles) != sorted(ROLES):
        return
    for role, one in zip(roles, people, strict=True):
        for field, written in (("name", one.name), ("student_no", one.number)) if role else ():
            place = next((line.place for line in lines if written in _solid(line.text)), "")
            yield Candidate(f"{role}_{field}", written, place, IN_A_SENTENCE, one.name)


def _solid(text: str) -> str:
    return re.sub(rf"(?:[\s_]|{_MARK})+", "", text)


def _whole(lines: Iterable[Paragraph]) -> str:
    """The text without blanks; what a page breaks over lines is one line again."""
    whole, before = "", ""
    for line in lines:
        written = _solid(line.text)
        goes_on = len(before) >= _WRAPPED and before[-1] not in "。；;！：:）)"
        whole += written if goes_on and not _STARTS_ANEW.match(written) else "\n" + written
        before = written
    return whole


def _people(text: str) -> list[Told]:
    """Everybody with a student number; none at all where some number is nobody's, or two are one's."""
    found: set[Told] = set()
    for number in _NUMBER.finditer(text):
        before = text[max(0, number.start() - _SENTENCE) : number.start()]
        if NO_STUDENT.fullmatch(number[0]) or _OTHER_NUMBER.search(before):
            continue
        one = Told(_named_before(before), number[0])
        found.add(one)
        if not _is_whole(one.name, text) or len(found) > _MOST:
            return []
        if isinstance(student_no(one.number), Doubt):
            return []
    alone = len({one.name for one in found}) == len({one.number for one in found}) == len(found)
    return sorted(found, key=lambda one: text.find(one.name)) if alone else []


def _is_whole(name: str, text: str) -> bool:
    """Whether a name is one, and not 班长李四: never written shorter, and one of four known as such."""
    if len(name) < _SURELY_WHOLE or "·" in name:
        return bool(name)
    times = text.count(name)
    if any(text.count(name[cut:]) > times for cut in range(1, len(name) - 1)):
        return False
    return len(name) == _SURELY_WHOLE or name[:2] in TWO_CHARACTER_SURNAMES or times > 1


def _named_before(text: str) -> str:
    """The name that a number belongs to: 张三（女，学号, 助理张三同学，2024级博士，学号; "" for none."""
    sentence = re.split(r"[。；;\n]", text)[-1]
    for piece in reversed(_MARKS_OFF.split(sentence)):
        if not _DESCRIBES.fullmatch(piece):
            return _name_ending(re.sub(r"学号[为是]?$", "", piece))
    return ""


def _name_ending(piece: str) -> str:
    written = _NAME_ENDS.sub("", piece)
    before = [(one[0], one.end()) for one in _BEFORE_NAME.finditer(written)]
    for word, start in (*reversed(before), ("", 0)):
        name = written[start:]
        if _AMBIGUOUS.search(word) and 0 < len(name) < _SURELY_WHOLE:
            return ""
        if _NAME.fullmatch(name):
            known = isinstance(name_of(name), str) and (word or not _NO_NAME.match(name))
            return name if known else ""
    return ""


_GAP = "[^，,\ue000-\uf8ff]"
_REACH = "[^\ue000-\uf8ff]"
_REPLACED = r"(?:接替|接任|顶替|替换|代替|替代|取代|更换)"
_TURNED_INTO = r"(?:更换|替换|调整|变更|换|改)(?:为|成|由)"
_COMES = (
    rf"由{_GAP}{{0,40}}P{_GAP}{{0,10}}?(?:接|担任|任|补|顶|替|更换|负责|承担)",
    rf"(?:聘任|聘用|聘请|推荐|拟请|选派|选聘|任命|增补|拟定|提名|确定){_GAP}{{0,40}}P",
    rf"{_TURNED_INTO}{_GAP}{{0,30}}P",
    rf"P(?:(?![离其的由被原]){_GAP}){{0,10}}?(?:接任|接替|接岗|来接|补任|继任|接手|补上|为补充人选|替换|顶替|代替|替代)",
    rf"(?:(?:接任|接替|接岗|继任|补充)(?:者|人选|人员|人)|新任|拟任|拟上岗|新助理){_GAP}{{0,10}}P",
    r"(?:^|[，,])(?:接任|接替)助理P",
    r"P(?:拟|将)?(?:上岗|到岗)(?:[，,]|$)",
)
_GOES = (
    rf"(?:(?<=[^，,]){_REPLACED}|(?:顶替|替换|代替|替代|取代|更换))(?!者|人|为|成|由)(?:(?![的为成由选:：]){_GAP}){{0,15}}P",
    rf"{_REPLACED}(?:离岗|原|现任|毕业)(?:(?![为成由选:：]){_GAP}){{0,15}}P",
    rf"(?:原任?|卸任|离任|离岗)(?:(?![由为拟]|推荐|接){_GAP}){{0,15}}助理P|(?:原任?|卸任|离任|离岗)(?:的|者|人员|人)?P",
    rf"P(?:(?![接替补顶由]){_REACH}){{0,80}}?(?:不再|(?<!不)离岗|离任|卸任|辞去|辞职)",
    rf"P{_GAP}{{0,30}}{_TURNED_INTO}",
    rf"P(?:的|原)?{_GAP}{{0,15}}(?:岗位|工作|职务){_GAP}{{0,6}}由{_MARK}",
    r"(?:解聘|免去)P",
    rf"原(?:推荐|拟|定){_GAP}{{0,20}}P",
)
_LIKELY_GOES = (
    rf"(?:^|[，,：:])(?:(?![由为拟聘新请经]|推荐|更换){_GAP}){{0,40}}助理P(?!推荐){_REACH}*(?:自|因|无法|不能|难以|不宜|申请|提出|毕业)",
    rf"P(?:(?![接替补顶由本]|推荐|担任){_REACH}){{0,60}}?(?:毕业|休学|退学|出国|离校|联合培养|期满|(?:无法|不能|难以|不宜)(?:继续|兼顾))",
)
"""我院就业助理张三因…: leaves, where nothing else is said of them and the other comes."""
_STAYS = (
    r"P(?:拟|将|可)?(?:留任|续任|连任|继续担任|继续任)",
    rf"P{_GAP}{{0,6}}(?:转任|改任|调任|兼任){_GAP}{{0,8}}助理",
)
_SIGNS = (("leaver", _GOES), ("incoming", _COMES), (IN_POST, _LIKELY_GOES), (STAYS, _STAYS))
_TITLE_BEHIND = re.compile(rf"(?<={_MARK})(?:同学|同志)")
_IN_BRACKETS = re.compile(r"[（(][^（）()\n]*[)）]")


def _roles(text: str, people: list[Told]) -> tuple[str, ...]:
    """leaver or incoming for each of the people, "" where that is in doubt."""
    for number, one in enumerate(people):
        if any(one.name in other.name for other in people if other is not one):
            return ("",) * len(people)
        text = text.replace(one.name, chr(_FIRST + number))
    plain = _TITLE_BEHIND.sub("", _IN_BRACKETS.sub("", text))
    sentences = [part for part in re.split(r"[。；;\n！？]", plain) if part]
    return tuple(_role(_said_of(chr(_FIRST + one), sentences)) for one in range(len(people)))


def _role(signs: set[str]) -> str:
    """The one role that is said; who is only likely to go leaves."""
    said = signs - {IN_POST}
    if len(said) > 1 or STAYS in said or not signs:
        return ""
    return next(iter(said), "leaver")


def _said_of(person: str, sentences: list[str]) -> set[str]:
    """What the sentences say of one person: leaver, incoming, IN_POST for likely to leave, STAYS."""
    signs = {
        sign
        for sign, patterns in _SIGNS
        for pattern in patterns
        if any(re.search(pattern.replace("P", person), one) for one in sentences)
    }
    for above, one in zip(("", *sentences), sentences, strict=False):
        head, named, _ = _NUMBERED.sub("", one).partition(person)
        heading = head.rstrip(":：】") if head else _NUMBERED.sub("", above).rstrip(":：】")
        if named and (not head or head[-1] in ":：】"):
            signs |= {role_of(heading)} - {"", IN_POST}
    return signs
