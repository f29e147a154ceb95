"""The second collaborative: small, young, in Spanish, and of no concern to the first."""

from __future__ import annotations

from bsc.demo.cast import Coach, Program, Role, Room, Site, Somebody, director, parent, teacher

CEIBA = Site(
    "Casa Ceiba",
    "casa-ceiba",
    rooms=(Room("Coquí", "2 y 3 años", 9, taps=True), Room("Zumbador", "4 años", 13)),
    people=(
        Somebody("Carmen Delgado", (director(data=True),), language="es"),
        Somebody("Ivelisse Marrero", (teacher("Coquí", lead=True),), language="es"),
        Somebody("Wilfredo Santos", (teacher("Zumbador"),), language="es"),
        Somebody("Nilsa Rentas", (parent(),), language="es"),
    ),
    aims=((0, "Que cada niña y cada niño oiga un cuento todos los días."),),
)
FLAMBOYAN = Site(
    "El Flamboyán Rojo",
    "el-flamboyan-rojo",
    rooms=(Room("Caracoles", "2 y 3 años", 8), Room("Estrellas", "4 años", 12)),
    people=(
        Somebody("Migdalia Cordero", (director(),), language="es"),
        Somebody("Yadira Colón", (teacher("Caracoles", lead=True, data=True),), language="es"),
        Somebody("Ángel Luis Vega", (teacher("Estrellas"),), language="es"),
        Somebody("Glorimar Nieves", (parent(),), language="es"),
    ),
    aims=((0, "Que los libros vuelvan a casa, y las familias cuenten qué leyeron."),),
)

READING = Program(
    slug="leer-juntos",
    name="Leer juntos",
    topic={"es": "Leer en el aula y en casa", "en": "Reading in class and at home"},
    time_zone="America/Puerto_Rico",
    languages=("es", "en"),
    sites=(CEIBA, FLAMBOYAN),
    hosts=(
        Somebody("Beatriz Nazario", (Role("coordinator"),), language="es"),
        Somebody("Orlando Pagán", (Role("faculty"),), language="es"),
    ),
    coaches=(Coach("Orlando Pagán", "casa-ceiba"),),
)
