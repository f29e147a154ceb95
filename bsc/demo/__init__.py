"""A made-up collaborative in the shape of a real study: the same every time for the same day.

`story` is the order in which it is told. A part of the product that brings new rows adds a chapter there.
"""
