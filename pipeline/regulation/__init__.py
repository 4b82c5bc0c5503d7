"""The regulation as data: editions with clauses, errata, facts, rules and positions."""
