"""The registry's registers, a line each."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from weijian.domains.registry import refusals as say
from weijian.domains.registry import rules
from weijian.domains.registry.imports import living
from weijian.domains.registry.imports.assessments import enter_assessment, enter_finding
from weijian.domains.registry.imports.exporting import RESIDENTS_LEAVING
from weijian.domains.registry.models import (
    Assessment,
    BedCount,
    Campus,
    Clause,
    ClinicalService,
    Consortium,
    ConsortiumMembership,
    Department,
    Equipment,
    Finding,
    Grid,
    Household,
    Institution,
    InstitutionStanding,
    InstitutionStatus,
    OpeningHours,
    Place,
    PlaceSuccession,
    PopulationCell,
    PopulationDenominator,
    ServiceOffer,
    Standard,
)
from weijian.domains.registry.permissions import ASSESS, READ_ASSESSMENTS
from weijian.domains.registry.queries.assessments import judged_by
from weijian.domains.registry.rules.assessments import refusal_to_set_clause
from weijian.foundation.catalogue.registers import Register, Taking, at_columns, declare, declare_special
from weijian.foundation.catalogue.visibility import by_reach
from weijian.kernel import refusals as words
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import EQUIPMENT_KIND, INSTITUTION_KIND, OWNERSHIP

of_institution = by_reach(place="institution__place__code", institution="institution__code")
of_campus = by_reach(place="campus__institution__place__code", institution="campus__institution__code")
of_village = by_reach(place="village__code")
of_place = by_reach(place="place__code")

declare_special(RESIDENTS_LEAVING)
INSTITUTIONS, PLACES = "registry.institution.write", "registry.place.write"
OF_AN_INSTITUTION = at_columns(
    code=(say.CODE_TAKEN,),
    credit_code=(say.CREDIT_CODE_HELD, words.CREDIT_CODE_LENGTH, words.CREDIT_CODE_CHARACTERS, words.CREDIT_CODE_CHECK),
    place=(say.NOT_YOUR_PLACE, say.PLACE_OF_INSTITUTION),
    opened_on=(say.TOO_FAR_AHEAD,),
    document=(say.DOCUMENT_NEEDED,),
)
OF_A_STANDING = at_columns(
    institution=(say.NOT_YOUR_PLACE,),
    from_on=(say.STANDING_BACKDATED, say.TOO_FAR_AHEAD, say.STANDING_KEPT),
    status=(say.STANDING_STEP, say.STALE_INSTITUTION),
    document=(say.DOCUMENT_NEEDED,),
)
OF_A_PLACE = at_columns(
    code=(say.PLACE_CODE_TAKEN, say.PLACE_ABOVE_MISSING, say.NOT_YOUR_PLACE, words.PLACE_CODE_SHAPE, words.PLACE_CODE_PROVINCE, words.PLACE_CODE_GAP),
    urban_rural_code=(words.URBAN_RURAL_CLASS,),
    record_segment=(say.SEGMENT_FAULTY, say.SEGMENT_TAKEN),
    from_on=(say.TOO_FAR_AHEAD,),
    ends_on=(say.PLACE_ENDS_EARLY,),
)
OF_A_SUCCESSION = at_columns(
    predecessor=(say.NOT_YOUR_PLACE, say.PLACE_ENDED),
    successor=(say.LEVELS_DIFFER,),
    on=(say.PLACE_DATE, say.NOT_ENDED_THAT_DAY),
)


READ_ALONG = {"words": (Clause, "words"), "wanted": (Clause, "wanted")}  # stand in the checklist so that it can be filled in on paper; not taken
of_assessment = by_reach(place="assessment__institution__place__code", institution="assessment__institution__code")


def clause_set(clause: Clause, on: date) -> Refusal | None:
    return refusal_to_set_clause(judged_by(clause))


def beds_in_place(beds: BedCount, on: date) -> Refusal | None:
    foreign = beds.department is not None and beds.department.institution_id != beds.institution_id
    return rules.refusal_to_count_beds(rules.CountingBeds(beds.approved, beds.in_place, beds.open, foreign))


def equipment_stands(machine: Equipment, on: date) -> Refusal | None:
    foreign = machine.campus is not None and machine.campus.institution_id != machine.institution_id
    return rules.refusal_to_keep_equipment(rules.Equipping(machine.kind, machine.licence, foreign))


def campus_stands(campus: Campus, on: date) -> Refusal | None:
    """Where it may stand; and an institution that works keeps one in use."""
    if campus.ends_on is None:
        return rules.refusal_to_add_campus(rules.AddingCampus(campus.name, False, campus.lon, campus.lat))
    others = Campus.objects.filter(institution=campus.institution, ends_on__isnull=True).exclude(pk=campus.pk).count()
    last = campus.institution.standings.order_by("from_on").last()
    operating = last is not None and last.status == InstitutionStatus.OPERATING
    return rules.refusal_to_end_campus(rules.EndingCampus(campus.from_on, campus.ends_on, others, operating))


def grid_is_empty(grid: Grid, on: date) -> Refusal | None:
    households = Household.objects.filter(grid=grid).count() if grid.pk and grid.ends_on else 0
    return rules.refusal_to_end_grid(rules.EndingGrid(households))


def counted_by_now(denominator: PopulationDenominator, on: date) -> Refusal | None:
    return rules.refusal_to_set_denominator(rules.Counting(denominator.year, on))


declare(
    Register(
        "institutions",
        Institution,
        _("医疗卫生机构"),
        key=("code",),
        columns=("code", "name", "short_name", "credit_code", "place", "address", "phone", "opened_on"),
        search=("name", "short_name", "code"),
        filters=("place",),
        order=("name", "pk"),
        codes={"kind": INSTITUTION_KIND, "ownership": OWNERSHIP},
        needs_read="registry.institution.read",
        needs_write=INSTITUTIONS,
        living=True,
        taking=Taking(living.enter_institution, {name: (InstitutionStanding, name) for name in living.FIRST_STANDING}, OF_AN_INSTITUTION),
        page="institution",
    ),
    Register(
        "institution-standings",
        InstitutionStanding,
        _("机构状态"),
        key=("institution", "from_on"),
        columns=("institution", "from_on", "status", "kind", "level", "grade", "ownership", "document"),
        search=("institution__name", "document"),
        filters=("status", "kind", "level", "ownership"),
        codes={"kind": INSTITUTION_KIND, "ownership": OWNERSHIP},
        needs_write=INSTITUTIONS,
        living=True,
        taking=Taking(living.enter_standing, at=OF_A_STANDING),
        page="institution",
        page_key="institution_id",
    ),
    Register(
        "departments",
        Department,
        _("科室"),
        key=("institution", "name", "from_on"),
        columns=("institution", "name", "subject_code", "campus", "from_on", "ends_on"),
        search=("name", "institution__name", "subject_code"),
        filters=("institution",),
        order=("name", "pk"),
        apart=("institution", "name"),
        by={"campus": ("institution__code", "name")},
        kept=of_institution,
        needs_write=INSTITUTIONS,
    ),
    Register(
        "campuses",
        Campus,
        _("院区"),
        key=("institution", "name"),
        columns=("institution", "name", "main", "place", "address", "lon", "lat", "from_on", "ends_on"),
        search=("name", "institution__name", "address"),
        filters=("institution", "place"),
        order=("name", "pk"),
        kept=of_institution,
        words={"a_campus_is_on_earth": say.OFF_EARTH, "one_main_campus": say.TWO_MAIN},
        needs_write=INSTITUTIONS,
        rule=campus_stands,
        at=at_columns(lon=(say.POINT_WRONG,), ends_on=(say.ENDS_BEFORE, say.CAMPUS_LAST)),
    ),
    Register(
        "clinical-services",
        ClinicalService,
        _("诊疗服务"),
        key=("code",),
        columns=("code", "name", "basic_level", "ends_on"),
        search=("code", "name"),
        filters=("basic_level",),
        order=("code", "pk"),
    ),
    Register(
        "service-offers",
        ServiceOffer,
        _("开展服务"),
        key=("institution", "service", "from_on"),
        columns=("institution", "service", "from_on", "ends_on"),
        search=("institution__name", "service__name"),
        filters=("institution", "service"),
        apart=("institution", "service"),
        kept=of_institution,
        needs_write=INSTITUTIONS,
    ),
    Register(
        "beds",
        BedCount,
        _("床位"),
        key=("institution", "department", "kind", "from_on"),
        columns=("institution", "department", "kind", "approved", "in_place", "open", "used", "from_on"),
        search=("institution__name", "department__name", "kind"),
        by={"department": ("institution__code", "name")},
        filters=("institution", "kind"),
        kept=of_institution,
        needs_write=INSTITUTIONS,
        rule=beds_in_place,
        at=at_columns(open=(say.BEDS_WRONG,), department=(say.BEDS_ELSEWHERE,)),
    ),
    Register(
        "equipment",
        Equipment,
        _("大型设备"),
        key=("code",),
        columns=("code", "institution", "campus", "kind", "name", "model", "maker", "licence", "price_fen", "shared", "from_on", "ends_on"),
        search=("code", "name", "institution__name", "licence"),
        filters=("institution", "kind", "shared"),
        order=("code", "pk"),
        by={"campus": ("institution__code", "name")},
        codes={"kind": EQUIPMENT_KIND},
        kept=of_institution,
        words={"one_machine_per_licence": say.EQUIPMENT_LICENCE_HELD, "a_machine_ends_after_it_begins": say.EQUIPMENT_ENDS_EARLY},
        needs_write=INSTITUTIONS,
        rule=equipment_stands,
        at=at_columns(licence=(say.EQUIPMENT_UNLICENSED,), campus=(say.EQUIPMENT_ELSEWHERE,)),
    ),
    Register(
        "opening-hours",
        OpeningHours,
        _("开放时间"),
        key=("campus", "weekday", "opens_at"),
        columns=("campus", "weekday", "opens_at", "closes_at", "emergency_only"),
        search=("campus__name", "campus__institution__name"),
        filters=("weekday",),
        by={"campus": ("institution__code", "name")},
        kept=of_campus,
        words={"a_weekday_is_one_to_seven": say.NO_WEEKDAY},
        needs_write=INSTITUTIONS,
    ),
    Register(
        "consortiums", Consortium, _("医共体"), key=("code",), columns=("code", "name", "lead", "founded_on"), search=("code", "name"), order=("code", "pk")
    ),
    Register(
        "consortium-members",
        ConsortiumMembership,
        _("医共体成员"),
        key=("consortium", "institution", "from_on"),
        columns=("consortium", "institution", "from_on", "ends_on"),
        search=("consortium__name", "institution__name"),
        filters=("consortium",),
        apart=("consortium", "institution"),
    ),
    Register(
        "places",
        Place,
        _("区划"),
        key=("code", "from_on"),
        columns=("code", "name", "level", "parent", "urban_rural_code", "record_segment", "from_on", "ends_on"),
        search=("code", "name"),
        filters=("level",),
        order=("code", "pk"),
        needs_read="registry.place.read",
        needs_write=PLACES,
        living=True,
        taking=Taking(living.enter_place, at=OF_A_PLACE),
        page="place",
        page_key="code",
    ),
    Register(
        "place-successions",
        PlaceSuccession,
        _("区划沿革"),
        key=("predecessor", "successor", "on"),
        columns=("predecessor", "successor", "on", "document"),
        search=("predecessor__name", "successor__name", "document"),
        needs_write=PLACES,
        living=True,
        taking=Taking(living.enter_succession, at=OF_A_SUCCESSION),
    ),
    Register(
        "grids",
        Grid,
        _("网格"),
        key=("code",),
        columns=("code", "name", "village", "ends_on"),
        search=("code", "name"),
        filters=("village",),
        order=("code", "pk"),
        kept=of_village,
        rule=grid_is_empty,
        at=at_columns(ends_on=(say.GRID_NOT_EMPTY,)),
        needs_write=PLACES,
    ),
    Register(
        "population",
        PopulationDenominator,
        _("人口底数"),
        key=("place", "year", "source", "stratum"),
        columns=("place", "year", "source", "stratum", "people", "as_of_on", "document"),
        search=("place__name", "document"),
        filters=("place", "year", "source"),
        needs_read="registry.population.read",
        needs_write="registry.population.write",
        kept=of_place,
        rule=counted_by_now,
        at=at_columns(year=(say.YEAR_WRONG,)),
    ),
    Register(
        "population-cells",
        PopulationCell,
        _("人口格网"),
        key=("code",),
        columns=("code", "place", "lon", "lat", "people", "elderly", "children", "source"),
        search=("code", "source"),
        filters=("place",),
        order=("code", "pk"),
        needs_read="registry.population.read",
        needs_write="registry.population.write",
        kept=of_place,
        words={"a_cell_has_no_fewer_than_nobody": say.FEWER_THAN_NOBODY},
    ),
    Register(
        "standards", Standard, _("评估标准"), key=("code",), columns=("code", "name", "kind", "document", "from_on", "ends_on"),
        search=("code", "name", "document"), filters=("kind",), order=("code", "pk"),
    ),
    Register(
        "standard-clauses", Clause, _("标准条款"), key=("standard", "number"),
        columns=("standard", "number", "group", "words", "essential", "wanted", "unit", "points"), search=("number", "words", "group"),
        filters=("standard", "essential"), order=("standard__code", "pk"), rule=clause_set,
        words={"what_a_clause_wants_is_more_than_nothing": say.CLAUSE_NUMBER_WRONG, "a_clause_is_worth_a_point": say.CLAUSE_NUMBER_WRONG},
        at=at_columns(wanted=(say.CLAUSE_NUMBER_WRONG,), number=(say.CLAUSE_KEPT,)),
    ),
    Register(
        "assessments", Assessment, _("对标评估"), key=("code",),
        columns=("code", "standard", "institution", "campus", "unit", "occasion", "assessed_on", "assessed_by", "state"),
        search=("code", "institution__name", "unit", "standard__name"), filters=("standard", "institution", "occasion", "state"), order=("-assessed_on", "-pk"),
        by={"campus": ("institution__code", "name")}, seen=of_institution, kept=of_institution, needs_read=READ_ASSESSMENTS, needs_write=ASSESS, living=True,
        page="assessment", taking=Taking(enter_assessment, at=at_columns(
            standard=(say.STANDARD_EMPTY, say.STANDARD_NOT_IN_FORCE), assessed_on=(say.ASSESSED_LATER, say.ASSESSED_ALREADY),
            institution=(say.ASSESSMENT_NOT_YOURS,), campus=(say.CAMPUS_OF_ANOTHER,), state=(say.CLAUSES_UNANSWERED, say.ASSESSMENT_OVER),
        )),
    ),
    Register(
        "assessment-findings", Finding, _("条款结论"), key=("assessment", "clause"),
        columns=("assessment", "clause", "verdict", "found", "evidence", "due_on"), search=("clause__number", "clause__words", "assessment__code", "evidence"),
        filters=("assessment", "verdict"), order=("assessment__code", "pk"), by={"clause": ("standard__code", "number")}, seen=of_assessment,
        kept=of_assessment, needs_read=READ_ASSESSMENTS, needs_write=ASSESS, living=True, page="assessment", page_key="assessment_id",
        taking=Taking(enter_finding, READ_ALONG, at_columns(
            clause=(say.CLAUSE_OF_ANOTHER,), assessment=(say.ASSESSMENT_OVER, say.ASSESSMENT_NOT_YOURS), due_on=(say.DUE_NEEDED, say.DUE_WRONG),
            found=(say.FOUND_NEEDED, say.FOUND_SHORT), evidence=(say.WHY_NOT_APPLICABLE,),
        )),
    ),
)
