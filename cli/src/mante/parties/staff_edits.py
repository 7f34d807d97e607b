"""What a command makes of an institution's staff, and of operators, in the parties file: pure."""

from collections.abc import Iterable, Mapping, Sequence

from chassis.parties.file import PartiesFile
from chassis.parties.records import OperatorRecord, PartyRecord, StaffRecord, What
from contracts.catalogue import PartyKind

from mante.parties.edits import Author, CannotBe, next_revision, party_of


def staff_added(file: PartiesFile, at: str, member: StaffRecord, author: Author) -> PartiesFile:
    """The file with somebody more at an institution."""
    if any(member.practitioner == known.practitioner for known in institution_of(file, at).staff):
        raise CannotBe(f"{member.practitioner} works at {at} already")
    return _with_staff(file, author, What.STAFF_ADDED, {at: [member]})


def operator_added(file: PartiesFile, operator: OperatorRecord, author: Author) -> PartiesFile:
    """The file with a further operator."""
    if any(operator.code == known.code for known in file.operators):
        raise CannotBe(f"there is an operator {operator.code} already")
    operators = (*file.operators, operator)
    return next_revision(file, author, What.STAFF_ADDED, {operator.code: ()}, operators=operators)


def staff_imported(file: PartiesFile, rows: Mapping[str, Sequence[StaffRecord]], author: Author) -> PartiesFile:
    """The file with all these people: new ones added, known ones corrected in what is given; nobody is taken away.

    Who was disabled stays so: a table that is older than that lets nobody in again.
    """
    known = {(party.code, member.practitioner): member for party in file.parties for member in party.staff}
    fresh = {at: [_corrected(known.get((at, one.practitioner)), one) for one in given] for at, given in rows.items()}
    return _with_staff(file, author, What.STAFF_IMPORTED, fresh)


def barred(file: PartiesFile, code: str, at: str | None, author: Author, *, disabled: bool) -> PartiesFile:
    """The file with an operator, or somebody `at` an institution (None: wherever they work), disabled or enabled."""
    what = What.STAFF_DISABLED if disabled else What.STAFF_ENABLED
    if at is None and any(code == known.code for known in file.operators):
        return next_revision(file, author, what, {code: ()}, operators=_barred(file.operators, code, disabled=disabled))
    posts = {
        party.code: [member.model_copy(update={"disabled": disabled})]
        for party in file.parties
        for member in party.staff
        if member.practitioner == code and at in {None, party.code}
    }
    if not posts:
        raise CannotBe(f"nobody is called {code}{f' at {at}' if at else ''}; `mante staff ls` lists them")
    return _with_staff(file, author, what, posts)


def institution_of(file: PartiesFile, code: str) -> PartyRecord:
    """The institution of that code; raises CannotBe."""
    party = party_of(file, code)
    if party.kind is not PartyKind.INSTITUTION:
        raise CannotBe(f"{code} is a channel, which has no staff")
    return party


def _with_staff(
    file: PartiesFile, author: Author, what: What, rows: Mapping[str, Sequence[StaffRecord]]
) -> PartiesFile:
    fresh = {at: _merged(institution_of(file, at), members) for at, members in rows.items()}
    touched = {at: [member.practitioner for member in members] for at, members in rows.items()}
    parties = tuple(fresh.get(party.code, party) for party in file.parties)
    return next_revision(file, author, what, touched, parties=parties)


def _corrected(known: StaffRecord | None, given: StaffRecord) -> StaffRecord:
    if known is None:
        return given
    return known.model_copy(update={name: getattr(given, name) for name in given.model_fields_set})


def _merged(party: PartyRecord, members: Iterable[StaffRecord]) -> PartyRecord:
    by_code = {member.practitioner: member for member in (*party.staff, *members)}
    return party.model_copy(update={"staff": tuple(by_code.values())})


def _barred(operators: Iterable[OperatorRecord], code: str, *, disabled: bool) -> tuple[OperatorRecord, ...]:
    return tuple(one.model_copy(update={"disabled": disabled}) if one.code == code else one for one in operators)
