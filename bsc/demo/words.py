"""What people wrote beside the counts, and how they said it. No child is named anywhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """Where and when: site, room ("" for the whole center), position of the month, n-th counted day."""

    site: str
    room: str
    position: int
    day: int
    metric: str
    by: str
    text: str


NOTES = (
    Note("puddlejump-house", "Otters", 1, 0, "disruptions", "Maya Lindqvist",
         "First day of counting. I am not sure I caught them all while I was changing diapers."),
    Note("puddlejump-house", "Herons", 3, 2, "disruptions", "Tomás Rivera",
         "A fire drill right before lunch. The rest of the day was loud."),
    Note("puddlejump-house", "Otters", 5, 1, "two-way-talks", "Erin Kowalski",
         "Rain at pick-up. Everybody ran to their cars, so only a few talks."),
    Note("puddlejump-house", "Tadpoles", 7, 3, "two-way-talks", "Shanice Baptiste",
         "A father told me what helps at bedtime. We tried it at nap and it worked here too."),
    Note("puddlejump-house", "Otters", 8, 0, "", "Priya Raman",
         "My first week in this room. Bao showed me how we count."),
    Note("puddlejump-house", "Herons", 9, 1, "two-way-talks", "Keisha Monroe",
         "I stood at the door with the question cards today. Other parents like the one about sleep."),
    Note("puddlejump-house", "Otters", 11, 2, "disruptions", "Maya Lindqvist",
         "We moved the quiet corner away from the door. Calmest Wednesday in weeks, but it is one day."),
    Note("puddlejump-house", "Otters", 13, 3, "minutes-on-data", "Maya Lindqvist",
         "Counting took longer because two of us did it together to see if we agree. We do, mostly."),
    Note("puddlejump-house", "Herons", 14, 0, "greeted", "Tomás Rivera",
         "Eye level is hard when three families come at once."),
    Note("puddlejump-house", "Tadpoles", 14, 4, "disruptions", "Bao Nguyen",
         "Teething week. Lots of crying, which we do not count."),
    Note("lantern-lane", "Stars", 2, 1, "disruptions", "Fatima Haddad",
         "Substitute in the morning. She did not know our signals yet."),
    Note("lantern-lane", "Fireflies", 6, 2, "two-way-talks", "Marisol Quiñones",
         "Con las familias que hablan español hoy sí pudimos conversar con calma."),
    Note("lantern-lane", "Stars", 10, 3, "transitions-announced", "Fatima Haddad",
         "The sand timer broke. We announced by singing instead."),
    Note("lantern-lane", "Candles", 14, 1, "two-way-talks", "Wen Li",
         "Two grandparents do pick-up now. They tell us a lot."),
    Note("casa-colibri", "Flores", 1, 3, "two-way-talks", "Rosa Méndez",
         "Una mamá nos contó que en casa también le cuesta despedirse. Nos ayudó a entender las mañanas."),
    Note("casa-colibri", "Hojas", 4, 0, "disruptions", "Claudia Ferreira",
         "Lunes después de vacaciones: muchos no habían dormido bien."),
    Note("casa-colibri", "Flores", 9, 2, "two-way-talks", "Daniel Fuentes",
         "Me gustó que me preguntaran a mí primero cómo había sido la noche."),
    Note("casa-colibri", "Semillas", 13, 1, "", "Beatriz Solano",
         "Hoy conté yo sola, así que puede faltar algo de la mañana."),
    Note("three-sparrows", "Branch", 3, 1, "disruptions", "Tamika Ellison",
         "The construction next door started at eight. It shook the windows."),
    Note("three-sparrows", "Nest", 8, 4, "minutes-on-data", "Nadia Petrova",
         "We are two teachers short. Counting is one thing too many this week."),
    Note("blue-kettle", "Oaks", 2, 0, "disruptions", "Abdi Warsame",
         "We agreed today: it counts when the group stops, not when one child is loud."),
    Note("blue-kettle", "Maples", 8, 3, "transitions-announced", "Linh Pham",
         "With picture cards the toddlers announce it to each other."),
    Note("blue-kettle", "Oaks", 13, 2, "disruptions", "Abdi Warsame",
         "New child, hard goodbye. Somebody came within a minute each time."),
    Note("tall-grass", "Swallows", 5, 1, "two-way-talks", "Ellen Whitehorse",
         "I taught all day and did the office at night. Talks were short."),
    Note("tall-grass", "Crickets", 12, 0, "greeted", "Khadija Bello",
         "I sit on the low bench at the door now. Eye level comes by itself."),
    Note("casa-ceiba", "Coquí", 2, 1, "cuento", "Ivelisse Marrero",
         "Dos grupos de cuatro. Así escuchan mejor que todos juntos."),
    Note("el-flamboyan-rojo", "Estrellas", 3, 2, "cuento", "Ángel Luis Vega",
         "Se fue la luz. Leímos con linterna y pidieron otro."),
)  # fmt: skip
