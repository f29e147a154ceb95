"""Cards: the way in, and making them."""

from django.urls import URLPattern, path

from teams.views import cards, entering

urlpatterns: list[URLPattern] = [
    path("card/", entering.card_entry, name="card_entry"),
    path("card/<str:code>/", entering.card, name="card"),
]
for_team: list[URLPattern] = [
    path("cards/", cards.team_cards, name="team_cards"),
    path("cards/<uuid:sheet>/", cards.team_card_sheet, name="team_card_sheet"),
    path("cards/<uuid:card>/withdrawal/", cards.team_card_withdrawal, name="team_card_withdrawal"),
]
for_setup: list[URLPattern] = [
    path("cards/", cards.setup_cards, name="setup_cards"),
    path("cards/<uuid:sheet>/", cards.setup_card_sheet, name="setup_card_sheet"),
    path("cards/<uuid:card>/withdrawal/", cards.setup_card_withdrawal, name="setup_card_withdrawal"),
]
