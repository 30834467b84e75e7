"""What the workforce lends to analysis: who works as what, where, under which licence, and never who she is."""

from weijian.domains.workforce.models import Post, PracticeLicence, Practitioner, Qualification
from weijian.foundation.lake.lending import Taken, lend, place

OF_INSTITUTION: dict[str, str | Taken] = {
    "institution_id": "institution", "institution_code": "institution__code", "place_code": place("institution__place__code"),
    "township_code": place("institution__place__code", 9), "county_code": place("institution__place__code", 6),
}
OF_PRACTITIONER = {"practitioner_id": "practitioner", "practitioner_category": "practitioner__category", "practitioner_left_on": "practitioner__left_on"}

lend("practitioners", Practitioner, key="practitioner_id", columns={
    "sex_code": "sex_code", "born_on": "born_on", "category": "category", "title": "title", "education_code": "education_code", "left_on": "left_on",
})
lend("qualifications", Qualification, key="qualification_id", columns={
    **OF_PRACTITIONER, "category": "category", "level": "level", "issued_on": "issued_on",
})
lend("licences", PracticeLicence, key="licence_id", columns={
    **OF_PRACTITIONER, **OF_INSTITUTION, "category": "category", "scope": "scope", "from_on": "from_on", "ends_on": "ends_on",
})
lend("posts", Post, key="post_id", columns={
    **OF_PRACTITIONER, **OF_INSTITUTION, "department_id": "department", "department_subject": "department__subject_code", "kind": "kind", "duty": "duty",
    "from_on": "from_on", "ends_on": "ends_on",
})
