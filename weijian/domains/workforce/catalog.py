"""The workforce's registers, a line each. People themselves have their own pages; here they are looked up and taken out as a sheet."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from weijian.domains.workforce import refusals as say
from weijian.domains.workforce import rules
from weijian.domains.workforce.imports import enter_practitioner
from weijian.domains.workforce.models import GridDuty, Post, PostKind, PracticeLicence, Practitioner, Qualification
from weijian.domains.workforce.queries import category_label, cover_at
from weijian.foundation.catalogue.registers import Register, Taking, at_columns, declare
from weijian.foundation.catalogue.visibility import by_reach
from weijian.kernel import refusals as words
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import EDUCATION, PRACTITIONER_CATEGORY, SEX

READ, WRITE = "workforce.practitioner.read", "workforce.practitioner.write"
at_institution = by_reach(place="institution__place__code", institution="institution__code")
serving = by_reach(place="posts__institution__place__code", institution="posts__institution__code", many=True)
of_serving = by_reach(place="practitioner__posts__institution__place__code", institution="practitioner__posts__institution__code", many=True)
of_grid = by_reach(place="grid__village__code")

MORE_OF_A_PRACTITIONER = {
    **{name: (Practitioner, name) for name in ("sex_code", "born_on", "education_code", "identity", "phone")}, "institution": (Post, "institution"),
}

SPOKEN_OF = at_columns(
    code=(say.CODE_TAKEN,),
    born_on=(say.TOO_YOUNG,),
    left_on=(say.HAS_LEFT, say.LEFT_BEFORE_BIRTH),
    institution=(say.NOT_YOURS,),
    identity=(
        say.KNOWN_ALREADY, words.IDENTITY_LENGTH, words.IDENTITY_CHARACTERS, words.IDENTITY_SCIENTIFIC, words.IDENTITY_REGION,
        words.IDENTITY_BIRTH_DATE, words.IDENTITY_BORN_LATER, words.IDENTITY_TOO_OLD, words.IDENTITY_CHECK,
    ),
    phone=(words.PHONE_CHARACTERS, words.PHONE_MOBILE_LENGTH, words.PHONE_MOBILE_PREFIX, words.PHONE_AREA_CODE, words.PHONE_LANDLINE_LENGTH),
)


def licensed(licence: PracticeLicence, on: date) -> Refusal | None:
    """A licence rests on a qualification of its category and is nobody else's."""
    holder, number = licence.practitioner, licence.number
    others = PracticeLicence.objects.filter(number=number).exclude(practitioner=holder).exists()
    qualified = holder.qualifications.filter(category=licence.category).exists()
    label = category_label(licence.category)
    return rules.refusal_to_license(rules.Licensing(number, licence.category, label, licence.from_on, licence.ends_on, qualified, others))


def posted(post: Post, on: date) -> Refusal | None:
    """May she begin there? A post that ends is judged by its dates alone."""
    if post.pk and post.ends_on:
        return None
    holder = post.practitioner
    mains = holder.posts.filter(kind=PostKind.MAIN, ends_on__isnull=True).exclude(pk=post.pk)
    since = mains.values_list("from_on", flat=True).first() if post.ends_on is None else None
    cover = cover_at(holder, post.institution.code, post.kind, post.from_on)
    return rules.refusal_to_post(rules.Posting(post.kind, post.duty, post.institution.name, post.from_on, post.ends_on, since, holder.left_on, cover))


declare(
    Register(
        "practitioners",
        Practitioner,
        _("卫生人员"),
        key=("code",),
        columns=("code", "name", "category", "title", "left_on"),
        search=("code", "name"),
        filters=("category",),
        order=("name", "pk"),
        codes={"category": PRACTITIONER_CATEGORY, "sex_code": SEX, "education_code": EDUCATION},
        seen=serving,
        needs_read=READ,
        needs_write=WRITE,
        living=True,
        taking=Taking(enter_practitioner, MORE_OF_A_PRACTITIONER, SPOKEN_OF),
        page="practitioner",
    ),
    Register(
        "qualifications",
        Qualification,
        _("执业资格"),
        key=("number",),
        columns=("number", "practitioner", "category", "level", "issued_on"),
        search=("number", "practitioner__name"),
        filters=("category",),
        codes={"category": PRACTITIONER_CATEGORY},
        order=("number", "pk"),
        seen=of_serving,
        kept=of_serving,
        needs_read=READ,
        needs_write=WRITE,
    ),
    Register(
        "practice-licences",
        PracticeLicence,
        _("执业注册"),
        key=("number", "from_on"),
        columns=("number", "practitioner", "category", "scope", "institution", "from_on", "ends_on"),
        search=("number", "practitioner__name", "scope"),
        filters=("category", "institution"),
        order=("number", "pk"),
        apart=("number",),
        codes={"category": PRACTITIONER_CATEGORY},
        seen=at_institution,
        kept=at_institution,
        needs_read=READ,
        needs_write=WRITE,
        rule=licensed,
        at=at_columns(number=(say.LICENCE_NUMBER_HELD,), category=(say.NO_QUALIFICATION,), ends_on=(say.LICENCE_ENDS_EARLY,)),
    ),
    Register(
        "posts",
        Post,
        _("岗位"),
        key=("practitioner", "institution", "duty", "from_on"),
        columns=("practitioner", "institution", "department", "kind", "duty", "from_on", "ends_on"),
        search=("practitioner__name", "institution__name", "duty"),
        filters=("institution", "kind"),
        by={"department": ("institution__code", "name")},
        apart=("practitioner", "institution", "duty"),
        words={"one_main_post_at_a_time": say.SECOND_MAIN_POST, "a_seconded_post_has_an_end": say.SECONDMENT_ENDS},
        seen=at_institution,
        kept=at_institution,
        needs_read=READ,
        needs_write=WRITE,
        rule=posted,
        at=at_columns(
            kind=(say.HAS_MAIN_POST,), institution=(say.NO_LICENCE_FOR_POST,), from_on=(say.HAS_LEFT,), ends_on=(say.POST_ENDS_EARLY, say.SECONDED_WITHOUT_END)
        ),
    ),
    Register(
        "grid-duties",
        GridDuty,
        _("网格责任"),
        key=("grid", "from_on"),
        columns=("grid", "practitioner", "from_on", "ends_on"),
        search=("grid__name", "practitioner__name"),
        filters=("grid",),
        apart=("grid",),
        words={"one_person_answers_for_a_grid": say.GRID_TAKEN},
        kept=of_grid,
        needs_read=READ,
        needs_write=WRITE,
    ),
)
