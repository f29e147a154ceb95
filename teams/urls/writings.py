"""Below /c/<collaborative>/words/: versions of what was written, rewording it, and blacking out."""

from django.urls import URLPattern, path

from teams.views import blacking, writings

urlpatterns: list[URLPattern] = [
    path("<uuid:writing>/", writings.words, name="words"),
    path("<uuid:writing>/black-out/", blacking.black_out, name="black_out"),
]
