"""What a licence is on a day, and how well a post is covered by licences."""

from enum import StrEnum


class LicenceState(StrEnum):
    AHEAD = "ahead"
    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"

    @property
    def label(self) -> str:
        return {"ahead": "未到", "valid": "有效", "expiring": "即将到期", "expired": "已过期"}[self.value]

    @property
    def tier(self) -> str:
        return {"ahead": "", "valid": "green", "expiring": "yellow", "expired": "red"}[self.value]


class Cover(StrEnum):
    """Whether somebody's licences cover what she does at a post."""

    COVERED = "covered"
    NOT_NEEDED = "not_needed"
    NO_LICENCE = "no_licence"
    EXPIRED = "expired"
    OTHER_CATEGORY = "other_category"
    OTHER_INSTITUTION = "other_institution"

    @property
    def label(self) -> str:
        return {
            "covered": "执业注册相符", "not_needed": "不需要执业注册", "no_licence": "没有执业注册", "expired": "执业注册已过期",
            "other_category": "执业类别与岗位不符", "other_institution": "注册在别的机构",
        }[self.value]

    @property
    def tier(self) -> str:
        return {"covered": "green", "not_needed": "", "other_institution": "yellow"}.get(self.value, "red")
