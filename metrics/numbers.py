"""Numbers as people type and read them, in their own language."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

LARGEST = Decimal(10) ** 9  # far above any count, and far below what the database takes
_TYPED = re.compile(r"\A(\d{1,12})(?:([.,])(\d{1,4}))?\Z", re.ASCII)


class NotANumberError(ValueError):
    """Its text is a sentence for the person who typed."""


def read_number(text: str, *, whole: bool) -> Decimal:
    """“3,5” and “3.5” are both three and a half, unless the mark could mean thousands."""
    own = get_format("DECIMAL_SEPARATOR")
    match = _TYPED.match(text.strip())
    if match is None:
        raise NotANumberError(
            _only_whole() if whole else _("Write a number, such as 12%(mark)s5.") % {"mark": own}
        )
    before, mark, after = match.groups()
    if mark and mark != own and len(after) == 3:
        raise NotANumberError(_("Write the number without a mark for thousands, such as 1500."))
    value = Decimal(f"{before}.{after or 0}")
    if whole and value != value.to_integral_value():
        raise NotANumberError(_only_whole())
    if value >= LARGEST:
        raise NotANumberError(_("That number is too large. Check it again."))
    return value.normalize() if value else Decimal(0)


def number_typed(value: Decimal | None) -> str:
    """As it stands in a field: no trailing zeros, no mark for thousands."""
    if value is None:
        return ""
    plain = Decimal(format(value.normalize(), "f"))
    return number_format(plain, use_l10n=True, force_grouping=False)


def _only_whole() -> str:
    return _("Write a whole number, such as 12, or 0 for none.")
