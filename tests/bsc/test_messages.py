import io

from bsc.messages import extract

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2), "_": None}


def test_every_way_to_mark_a_string_in_a_template_is_found() -> None:
    template = """{% extends "base.html" %}
      {% if a %}  it's <b>not</b> a string
      {% translate "Hi there" %}
    {% endif %}
      {% blocktranslate trimmed with n=5 %}
         You have {{ n }} "quotes",
         no more
      {% endblocktranslate %}
    {% blocktranslate count n=k %}one{% plural %}{{ n }} many{% endblocktranslate %}
    {% translate "May" context "month" %} {{ _("Save") }}
    """
    found = extract(io.BytesIO(template.encode()), KEYWORDS, [], {})
    assert [(line, message) for line, _, message, _ in found] == [
        (3, "Hi there"),
        (5, 'You have %(n)s "quotes", no more'),
        (9, ("one", "%(n)s many", None)),
        (10, ("month", "May")),
        (10, "Save"),
    ]
