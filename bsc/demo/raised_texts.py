"""What stood in the teams' way with the answers, and what they said about their charts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Obstacle:
    """Raised in the month with this position, or so many weekdays before today where that is negative."""

    site: str
    when: int
    by: str
    needs: str
    text: str
    answers: tuple[tuple[str, str], ...] = ()
    open: bool = False


@dataclass(frozen=True)
class Talk:
    """About one chart and month: by whom, to which question, and what."""

    site: str
    metric: str
    position: int
    remarks: tuple[tuple[str, str, str], ...]


OBSTACLES = (
    Obstacle("puddlejump-house", -6, "Maya", "director",
             "On Fridays after five nobody covers for us, so there are no talks at the door.", open=True),
    Obstacle("puddlejump-house", -3, "Keisha", "director",
             "Parents cannot come into the hall before half past seven, so we stand in the rain.",
             (("Shanice", "I could open ten minutes earlier on two days."),), open=True),
    Obstacle("puddlejump-house", 2, "Tomás", "director",
             "I cannot talk at the door and watch sixteen children.",
             (("Ruth", "Bao stays until a quarter past five on four days. Fridays are still open."),)),
    Obstacle("puddlejump-house", 9, "Lucía", "team", "No entiendo la hoja de la semana.",
             (("Ruth", "It comes in both languages from next month on."),)),
    Obstacle("lantern-lane", 3, "Fatima", "director", "Each week there is another substitute.",
             (("Denise", "Two people, always the same ones. I need a month."), ("Denise", "Done."))),
    Obstacle("lantern-lane", 14, "Josephine", "team",
             "The door between the rooms can be open only when no baby sleeps.", open=True),
    Obstacle("casa-colibri", 2, "Claudia", "director", "No hay tiempo pagado para llamar a las familias.",
             (("Inés", "Tienes razón. Mientras no lo haya, no lo pido."),)),
    Obstacle("casa-colibri", 10, "Daniel", "director", "No hay sillas de adulto en los salones.",
             (("Inés", "Llegaron cuatro. Faltan dos."),)),
    Obstacle("casa-colibri", -9, "Hana", "faculty",
             "I would like to read the learning session’s papers in plain English before the day.",
             (("Joaquín", "You will have them a week before. Tell me if they are plain."),), open=True),
    Obstacle("three-sparrows", 5, "Tamika", "director", "From eight to nine we are one person short.",
             (("Patrick", "I have asked the owner for an hour a day."),
              ("Patrick", "The answer is no. I am sorry."))),
    Obstacle("three-sparrows", 8, "Nadia", "coordinator",
             "We are two teachers short and cannot count all days.",
             (("Hannah", "Count one day, and leave the rest. Nobody will ask why."),)),
    Obstacle("blue-kettle", 8, "Linh", "director", "Breaks come at the wrong moment for the toddlers.",
             (("Sandra", "We try ten minutes after each change."),)),
    Obstacle("tall-grass", 10, "Ellen:director", "coordinator",
             "I teach, and the phone rings in the office.",
             (("Hannah", "Two small centers solved it with paid parents. I can connect you."),)),
    Obstacle("tall-grass", -12, "Khadija", "coordinator",
             "The money for the four hours at the phone ends in summer.",
             (("Hannah", "I am asking the fund, and will write here when I know."),), open=True),
    Obstacle("casa-ceiba", 3, "Ivelisse", "director", "Faltan libros de animales.",
             (("Carmen", "Pedí doce a la biblioteca."),)),
)  # fmt: skip

TALKS = (
    Talk("puddlejump-house", "disruptions", 6, (
        ("saw", "Maya", "It is lower this month. One month is not much."),
        ("asked", "Keisha", "Is it lower in both rooms, or in one?"),
        ("next", "Tomás", "We go on with the corner and look again."))),
    Talk("puddlejump-house", "disruptions", 10, (
        ("saw", "Ruth", "Most months since spring lie below the line."),
        ("asked", "Maya", "We also count more carefully since then. Could it be that?"),
        ("saw", "Keisha", "At home my son speaks of the window, where he can look out."))),
    Talk("puddlejump-house", "disruptions", 14, (
        ("saw", "Priya", "The hour before pick-up is not where it used to be."),
        ("asked", "Ruth", "What would we lose if we stopped counting each day?"),
        ("next", "Maya", "Ask each room which hour will be the hardest."))),
    Talk("puddlejump-house", "two-way-talks", 3, (
        ("saw", "Tomás", "Fridays are low each time."),
        ("asked", "Lucía", "¿Cuentan también las pláticas cortas?"))),
    Talk("puddlejump-house", "two-way-talks", 9, (
        ("saw", "Keisha", "It went up when the cards came, and it went up before that too."),
        ("next", "Tomás", "Leave the cards, and see what happens."))),
    Talk("puddlejump-house", "two-way-talks", 14, (
        ("saw", "Maya", "It goes up and down and says nothing yet."),
        ("asked", "Bao", "Do we miss those who come by bus?"))),
    Talk("puddlejump-house", "minutes-on-data", 9, (
        ("saw", "Ruth", "We spend more time on counting than a year ago."),
        ("asked", "Shanice", "Who would miss it if we counted less?"))),
    Talk("puddlejump-house", "sent-home", 7, (
        ("saw", "Ruth", "One call less than last month. That is one child."),)),
    Talk("lantern-lane", "disruptions", 7, (
        ("saw", "Fatima", "Lower than I had thought. I remember only the loud days."),
        ("asked", "André", "Which days were those with a substitute?"))),
    Talk("lantern-lane", "two-way-talks", 9, (
        ("saw", "Marisol:staff", "En español se habla más los martes, cuando estoy en la puerta."),
        ("next", "Denise", "Somebody else should learn to stand there too."))),
    Talk("lantern-lane", "transitions-announced", 11, (
        ("saw", "Josephine", "Cards or no cards, I cannot see a difference in the line."),
        ("asked", "Denise", "Do we count what we wanted to know?"))),
    Talk("casa-colibri", "two-way-talks", 7, (
        ("saw", "Rosa", "Subió un poco desde que preguntamos primero. Puede ser casualidad."),
        ("asked", "Daniel", "¿Cuentan igual en las tres salas?"),
        ("next", "Inés", "Contar una semana con una familia al lado."))),
    Talk("casa-colibri", "disruptions", 9, (
        ("saw", "Claudia", "Hay menos. Las telas llegaron en ese tiempo, y también cambió el grupo."),)),
    Talk("casa-colibri", "greeted", 13, (
        ("asked", "Beatriz", "¿Qué hacemos cuando llegan tres a la vez?"),)),
    Talk("three-sparrows", "disruptions", 4, (
        ("saw", "Patrick", "No change that I can see."),
        ("asked", "Jasmine", "Do the children have to be quieter, or do we have to be more?"))),
    Talk("three-sparrows", "two-way-talks", 6, (
        ("saw", "Nadia", "Mondays are higher since the coffee."),)),
    Talk("blue-kettle", "disruptions", 8, (
        ("saw", "Abdi", "A bit lower, maybe. Help comes faster in any case."),
        ("asked", "Sandra", "How fast does it come? We do not count that."))),
    Talk("blue-kettle", "minutes-on-data", 10, (
        ("saw", "Linh", "Eleven minutes a day. We said that we know the price."),)),
    Talk("tall-grass", "greeted", 8, (
        ("saw", "Khadija", "It began high because of the bench, so it cannot go up much."),)),
    Talk("tall-grass", "disruptions", 12, (
        ("saw", "Pavel", "Lower since we left out the line and moved the shelf, or since they are older."),
        ("next", "Ellen:director", "We keep both, and do not need to know which it was."))),
    Talk("casa-ceiba", "cuento", 3, (
        ("saw", "Wilfredo", "Más niños oyen el cuento los días de dos grupos."),)),
)  # fmt: skip

# Who agreed that their words may be exported, and to be named in the archive: by month.
CONSENTS = (
    ("Maya Lindqvist", 0, True, True), ("Keisha Monroe", 1, True, False), ("Ruth Adeyemi", 0, True, True),
    ("Tomás Rivera", 2, True, False), ("Abdi Warsame", 1, True, True), ("Rosa Méndez", 1, True, True),
    ("Daniel Fuentes", 4, True, False), ("Khadija Bello", 4, True, True), ("Ellen Whitehorse", 3, True, True),
    ("Denise Carvalho", 0, True, False), ("Tamika Ellison", 2, True, False),
    ("Ivelisse Marrero", 1, True, True),
)  # fmt: skip
TOOK_BACK = ("Tamika Ellison", 10)  # her consent to research, before her team left
