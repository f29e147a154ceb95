"""Below /c/<collaborative>/teams/<team>/cycles/: one cycle, its entries and its stages."""

from django.urls import path

from pdsa.views import cycle_facts, cycle_steps, cycle_words, cycles

urlpatterns = [
    path("new/", cycles.cycle_new, name="cycle_new"),
    path("<uuid:cycle>/", cycles.cycle, name="cycle"),
    path("<uuid:cycle>/next/", cycles.cycle_next, name="cycle_next"),
    path("<uuid:cycle>/facts/", cycle_facts.facts, name="cycle_facts"),
    path("<uuid:cycle>/people/", cycle_facts.people, name="cycle_people"),
    path("<uuid:cycle>/entries/", cycle_words.entries, name="cycle_entries"),
    path("<uuid:cycle>/entries/<uuid:entry>/", cycle_words.entry, name="cycle_entry"),
    path("<uuid:cycle>/comments/", cycle_words.comments, name="cycle_comments"),
    path("<uuid:cycle>/stage/", cycle_steps.stage, name="cycle_stage"),
    path("<uuid:cycle>/decision/", cycle_steps.decision, name="cycle_decision"),
    path("<uuid:cycle>/sharing/", cycle_steps.sharing, name="cycle_sharing"),
    path("<uuid:cycle>/showing/", cycle_steps.showing, name="cycle_showing"),
]
