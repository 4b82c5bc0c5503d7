"""The obligations of an assistant as an edition has them, each with clause and quotation."""

from pipeline.domain.obligations import Each, Obligation
from pipeline.domain.papers import PaperKind
from pipeline.domain.school_calendar import Season
from pipeline.regulation.parameters import OPINION_PAST
from pipeline.regulation.sheets import Entry, similar


def read_obligations(sheet: Entry) -> tuple[Obligation, ...]:
    duties = tuple(_read_duty(entry) for entry in sheet.entries("obligations"))
    known = [duty.id for duty in duties]
    for name in dict.fromkeys(known):
        if known.count(name) > 1:
            sheet.fault(f"应尽事项 {name} 写了{known.count(name)}次，请只留一处。")
    sheet.close()
    return duties


def _read_duty(entry: Entry) -> Obligation:
    past = entry.text("past", required=False)
    if past not in ("", OPINION_PAST):
        hint = similar(past, (OPINION_PAST,))
        entry.fault(f"past 只能写 parameters.yaml 里的 {OPINION_PAST}。{hint}", "past")
    duty = Obligation(
        id=entry.text("id"),
        label=entry.text("label"),
        clause=entry.text("clause"),
        quote=entry.text("quote"),
        each=Each(_one_of(entry, "each", tuple(Each), Each.TERM)),
        evidence=tuple(PaperKind(one) for one in _kinds(entry)),
        dated=entry.values("dated") == (True,),
        at_least=_season(entry),
        reminded=entry.values("reminded", required=False) != (False,),
        past_the_opinion=bool(past),
        headings=entry.texts("headings", required=False),
        line=entry.line,
    )
    entry.close()
    return duty


def _one_of(entry: Entry, key: str, known: tuple[str, ...], otherwise: str) -> str:
    written = entry.text(key)
    if written in known:
        return written
    entry.fault(f"“{written}”不认识，应是 {'、'.join(known)} 之一。{similar(written, known)}", key)
    return otherwise


def _season(entry: Entry) -> Season | None:
    if "at_least" not in entry:
        entry.text("at_least", required=False)
        return None
    return Season(_one_of(entry, "at_least", tuple(Season), Season.SPRING))


def _kinds(entry: Entry) -> tuple[str, ...]:
    known = tuple(PaperKind)
    written = entry.texts("evidence", required=False)
    for word in written:
        if word not in known:
            entry.fault(f"材料种类“{word}”不认识。{similar(word, known)}", "evidence")
    return tuple(word for word in written if word in known)
