"""The built-in change package for trauma-informed child care. Data in both languages; no database.

What a collaborative of this kind believes moves its aim: five primary drivers, each with a few secondary
ones. A test of a change tries one of them; every wording can be changed after it was taken over.
"""

from __future__ import annotations

from dataclasses import dataclass

Texts = dict[str, str]


@dataclass(frozen=True, slots=True)
class BuiltInDriver:
    names: Texts
    texts: Texts
    children: tuple[BuiltInDriver, ...] = ()


def _driver(en: str, es: str, text_en: str, text_es: str, *children: BuiltInDriver) -> BuiltInDriver:
    return BuiltInDriver({"en": en, "es": es}, {"en": text_en, "es": text_es}, children)


CHILD_CARE = (
    _driver(
        "Safe and predictable days",
        "Días seguros y previsibles",
        "A child who knows what comes next can rest, play and learn.",
        "Un niño que sabe qué viene después puede descansar, jugar y aprender.",
        _driver(
            "Arriving and saying goodbye",
            "La llegada y la despedida",
            "Every child is met at the door by somebody who knows them, and leaves in the same way.",
            "A cada niño lo recibe en la puerta alguien que lo conoce, y así también se despide.",
        ),
        _driver(
            "Changes of activity without a rush",
            "Cambios de actividad sin prisa",
            "Children hear and see what comes next, and have time to finish.",
            "Los niños oyen y ven qué sigue, y tienen tiempo de terminar.",
        ),
        _driver(
            "Rooms that calm",
            "Salones que calman",
            "Light, sound and corners of the room help a child to settle.",
            "La luz, el sonido y los rincones del salón ayudan al niño a calmarse.",
        ),
        _driver(
            "The same familiar adults",
            "Los mismos adultos de siempre",
            "Shifts and breaks are planned so that each child has a person of their own.",
            "Los turnos y descansos se planean para que cada niño tenga a su persona.",
        ),
    ),
    _driver(
        "Families as equals",
        "Las familias como iguales",
        "Parents know their child best. We ask, listen and decide together.",
        "Las familias son quienes mejor conocen a su hijo. Preguntamos, escuchamos y decidimos en conjunto.",
        _driver(
            "Talks that go both ways",
            "Conversaciones en ambos sentidos",
            "Staff and parents both tell and both ask, on good days too.",
            "El personal y las familias cuentan y preguntan, también en los días buenos.",
        ),
        _driver(
            "A welcome in the family’s language",
            "Una bienvenida en el idioma de la familia",
            "Words, pictures and customs of each family are seen and heard in the center.",
            "Las palabras, imágenes y costumbres de cada familia se ven y se oyen en el centro.",
        ),
        _driver(
            "What works at home works here",
            "Lo que sirve en casa sirve aquí",
            "Home and center share what comforts a child, and use it in both places.",
            "La casa y el centro comparten lo que consuela al niño, y lo usan en ambos lugares.",
        ),
    ),
    _driver(
        "Calm adults",
        "Adultos en calma",
        "Children borrow their calm from us. Adults who are looked after have some to lend.",
        "Los niños toman prestada nuestra calma. Los adultos que reciben cuidado tienen calma para dar.",
        _driver(
            "Noticing our own stress",
            "Notar nuestro propio estrés",
            "We know our signs, and have a few ways to come down that fit into a busy day.",
            "Conocemos nuestras señales y algunas formas de calmarnos que caben en un día lleno.",
        ),
        _driver(
            "Help from one another",
            "Ayuda entre nosotros",
            "Anybody may ask to be relieved for some minutes, and somebody comes.",
            "Cualquiera puede pedir un relevo de unos minutos, y alguien viene.",
        ),
        _driver(
            "Understanding what behavior tells",
            "Entender lo que la conducta dice",
            "We ask what happened to a child, not what is wrong with the child.",
            "Preguntamos qué le pasó al niño, no qué tiene de malo.",
        ),
        _driver(
            "Time to think it over",
            "Tiempo para pensarlo",
            "Staff look back on hard moments with somebody who listens and does not judge.",
            "El personal repasa los momentos difíciles con alguien que escucha y no juzga.",
        ),
    ),
    _driver(
        "Children’s voices and feelings",
        "La voz y las emociones de los niños",
        "Children learn to name what they feel, and find out that it counts.",
        "Los niños aprenden a nombrar lo que sienten y descubren que cuenta.",
        _driver(
            "Words and pictures for feelings",
            "Palabras e imágenes para las emociones",
            "Feelings have names, faces and stories in every day.",
            "Cada día las emociones tienen nombres, caras y cuentos.",
        ),
        _driver(
            "A way to settle down",
            "Una forma de calmarse",
            "Each child has a place, a thing or a person that helps, and may choose it.",
            "Cada niño tiene un lugar, un objeto o una persona que le ayuda, y puede elegirlo.",
        ),
        _driver(
            "Choices in the day",
            "Elegir durante el día",
            "Children decide small things that are truly theirs to decide.",
            "Los niños deciden cosas pequeñas que de verdad les toca decidir.",
        ),
    ),
    _driver(
        "Leading and learning together",
        "Dirigir y aprender en conjunto",
        "Teachers, parents and directors try things, look at what happened, and decide side by side.",
        "Maestras, familias y directoras prueban, miran lo que pasó y deciden lado a lado.",
        _driver(
            "Every voice at the table",
            "Todas las voces en la mesa",
            "Meetings are at a time, in a place and in words that let everybody take part.",
            "Las reuniones son a una hora, en un lugar y con palabras que permiten participar a todos.",
        ),
        _driver(
            "Small tests, soon",
            "Pruebas pequeñas, pronto",
            "One classroom, one day: we try it before we decide about it.",
            "Un salón, un día: lo probamos antes de decidirlo.",
        ),
        _driver(
            "Obstacles are taken away",
            "Quitar los obstáculos",
            "What a team cannot change itself reaches somebody who can, and gets an answer.",
            "Lo que un equipo no puede cambiar llega a quien sí puede, y recibe respuesta.",
        ),
        _driver(
            "What works is kept",
            "Lo que funciona se queda",
            "It becomes part of how new people start, so that it does not leave with somebody.",
            "Se vuelve parte de cómo empieza la gente nueva, para que no se vaya con alguien.",
        ),
    ),
)
