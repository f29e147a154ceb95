"""The built-in set for trauma-informed child care. Data in both languages, so no gettext; no database.

The first two are the Boston study's. The others follow what collaboratives of this kind count: what adults
do, how staff and parents fare, and what the effort costs (balancing).
"""

from __future__ import annotations

from dataclasses import dataclass, field

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class BuiltIn:
    slug: str
    names: Texts
    numerator: Texts
    denominator: Texts = field(default_factory=dict)
    kind: str = "process"
    direction: str = "up"
    unit: str = "proportion"
    exposure: str = "typed"
    grain: str = "day"


CHILD_CARE = (
    BuiltIn(
        "disruptions",
        {"en": "Behavioral disruptions", "es": "Conductas que interrumpen"},
        {
            "en": "Times a child's behavior stopped what the group was doing and an adult had to step in",
            "es": "Veces que la conducta de un niño detuvo al grupo y un adulto tuvo que intervenir",
        },
        {"en": "Classrooms and days counted", "es": "Salones y días contados"},
        kind="outcome",
        direction="down",
        unit="rate",
        exposure="classroom-days",
    ),
    BuiltIn(
        "two-way-talks",
        {"en": "Talks both ways with families", "es": "Conversaciones en ambos sentidos con las familias"},
        {
            "en": "Children about whom staff and a parent talked today, with both saying something",
            "es": "Niños sobre quienes el personal y un familiar hablaron hoy, y ambos dijeron algo",
        },
        {"en": "Children present today", "es": "Niños presentes hoy"},
    ),
    BuiltIn(
        "greeted",
        {"en": "Greeted by name on arrival", "es": "Saludo por su nombre al llegar"},
        {
            "en": "Children greeted by name and at eye level when they came in",
            "es": "Niños saludados por su nombre y a la altura de sus ojos al entrar",
        },
        {"en": "Children present today", "es": "Niños presentes hoy"},
    ),
    BuiltIn(
        "transitions-announced",
        {"en": "Changes of activity announced", "es": "Cambios de actividad anunciados"},
        {
            "en": "Changes of activity that were announced to the group some minutes before",
            "es": "Cambios de actividad que se anunciaron al grupo unos minutos antes",
        },
        {"en": "Changes of activity today", "es": "Cambios de actividad de hoy"},
    ),
    BuiltIn(
        "parents-confident",
        {"en": "Parents who feel confident", "es": "Familias que se sienten seguras"},
        {
            "en": "Parents who say they know how to help their child with big feelings at home",
            "es": "Familiares que dicen saber cómo ayudar a su hijo con emociones fuertes en casa",
        },
        {"en": "Parents asked this month", "es": "Familiares a quienes se preguntó este mes"},
        kind="outcome",
        grain="month",
    ),
    BuiltIn(
        "staff-support",
        {"en": "Staff feel supported", "es": "El personal se siente apoyado"},
        {
            "en": "Average of the staff's answers without names: how supported did you feel this month, "
            "from 1 (not at all) to 5 (very much)?",
            "es": "Promedio de las respuestas sin nombre del personal: ¿qué tan apoyado se sintió este mes, "
            "de 1 (nada) a 5 (mucho)?",
        },
        kind="outcome",
        unit="score",
        grain="month",
    ),
    BuiltIn(
        "sent-home",
        {"en": "Sent home early or kept out", "es": "Enviados a casa antes o sin asistir"},
        {
            "en": "Times a child was sent home early, or asked to stay at home, because of behavior",
            "es": "Veces que se envió a un niño a casa antes, o se pidió que no viniera, por su conducta",
        },
        kind="balancing",
        direction="down",
        unit="count",
        grain="month",
    ),
    BuiltIn(
        "minutes-on-data",
        {"en": "Minutes spent on counting", "es": "Minutos dedicados a contar"},
        {
            "en": "Minutes that staff spent on counting and on writing it down today",
            "es": "Minutos que el personal dedicó hoy a contar y anotar",
        },
        {"en": "Classrooms and days counted", "es": "Salones y días contados"},
        kind="balancing",
        direction="down",
        unit="rate",
        exposure="classroom-days",
    ),
)
SETS = {"child-care": CHILD_CARE}
