"""What makes a password good enough, and passwords made for one sign-in."""

import secrets

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from weijian.foundation.parameters.queries import setting
from weijian.foundation.people import refusals
from weijian.kernel.refusal import Refusal

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def one_time_password() -> str:
    """Twelve characters without look-alikes, in three groups (59 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


class LengthByParameter:
    """Django's minimum length, with the length an official may change."""

    def validate(self, password: str, user: object = None) -> None:
        least = int(setting("people.password_min_length", on=localdate()).value)
        if len(password) < least:
            raise ValidationError(_(refusals.PASSWORD_SHORT.sentence).format(least=least), code="password_too_short")

    def get_help_text(self) -> str:
        return _("至少 {least} 个字符").format(least=setting("people.password_min_length", on=localdate()).value)


def sentence(refusal: Refusal) -> str:
    return f"{_(refusal.wording.sentence).format(**refusal.facts)}{_(refusal.wording.remedy).format(**refusal.facts)}"
