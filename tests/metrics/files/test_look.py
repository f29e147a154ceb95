"""The look of elements, from the style sheets of the pages."""

from __future__ import annotations

from metrics.files.look import Named, attributes, colour


def named(tag: str, *classes: str) -> Named:
    return Named(tag, frozenset(classes))


def test_the_later_and_the_heavier_rule_holds() -> None:
    plot = named("svg", "plot", "plot--wide")
    plain = attributes([plot, named("path", "plot__dot")])
    marked = attributes([plot, named("path", "plot__dot", "plot__dot--marked")])
    assert (plain["fill"], marked["fill"]) == (colour("data"), colour("notice-mark"))
    assert attributes([plot, named("text")])["fill"] == colour("ink-soft")
    assert attributes([plot, named("text", "plot__year")])["fill"] == colour("ink")
    assert attributes([named("text", "plot__year")]) == {}


def test_colours_are_those_of_the_light_theme() -> None:
    assert (colour("paper-raised"), colour("ink")) == ("#ffffff", "#23282d")
