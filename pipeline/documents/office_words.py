"""How the office writes what the pipeline keeps as keys."""

from pipeline.domain.people import DegreeLevel, PartyStanding

PARTY_STANDING = {
    PartyStanding.FULL: "中共党员（正式）",
    PartyStanding.PROBATIONARY: "中共预备党员",
    PartyStanding.MEMBER: "中共党员（未注明正式或预备）",
    PartyStanding.NONE: "非中共党员",
}
DEGREE_LEVEL = {
    DegreeLevel.DOCTOR: "博士",
    DegreeLevel.MASTER: "硕士",
    DegreeLevel.OTHER: "其他",
}
DEMO_MARK = "演示：人物、数据均为虚构"
