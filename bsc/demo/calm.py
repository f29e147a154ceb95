"""The demonstration's main collaborative: six centers, sixteen classrooms, eighteen months."""

from __future__ import annotations

from bsc.demo.cast import Coach, Program, Role, Room, Site, Somebody, director, parent, staff, teacher

PUDDLEJUMP = Site(
    "Puddlejump House",
    "puddlejump-house",
    rooms=(
        Room("Tadpoles", "infants", 7),
        Room("Otters", "toddlers", 10, taps=True),
        Room("Herons", "preschool", 16),
    ),
    people=(
        Somebody("Ruth Adeyemi", (director(),), sign_in="director"),
        Somebody("Maya Lindqvist", (teacher("Otters", lead=True),), sign_in="teacher"),
        Somebody("Tomás Rivera", (teacher("Herons", data=True),)),
        Somebody("Shanice Baptiste", (teacher("Tadpoles"),)),
        Somebody("Erin Kowalski", (teacher("Otters", until=8),)),
        Somebody("Priya Raman", (teacher("Otters", since=8),)),
        Somebody("Keisha Monroe", (parent(),), sign_in="parent"),
        Somebody("Lucía Paredes", (parent(),), language="es"),
        Somebody("Bao Nguyen", (staff("Tadpoles", "Otters", core=False, since=2),)),
    ),
    aims=(
        (0, "Fewer hard moments in our rooms: from about three a day in each classroom to two, by the end."),
        (
            7,
            "Two hard moments a day or fewer in each room, and both-way talks with three of four families.",
        ),
    ),
)
LANTERN = Site(
    "Lantern Lane",
    "lantern-lane",
    rooms=(
        Room("Candles", "infants", 6),
        Room("Fireflies", "toddlers", 11),
        Room("Stars", "preschool", 18, taps=True),
    ),
    people=(
        Somebody("Denise Carvalho", (director(),)),
        Somebody("Fatima Haddad", (teacher("Stars", lead=True),)),
        Somebody("Josephine Boateng", (teacher("Fireflies"),)),
        Somebody("Wen Li", (teacher("Candles"),)),
        # A parent who works as an aide, and speaks as both.
        Somebody("Marisol Quiñones", (parent(), staff("Fireflies", data=True)), language="es"),
        Somebody("André Toussaint", (parent(since=1),)),
        Somebody("Grace Okafor", (staff(core=False),)),
    ),
    aims=((0, "Every family hears from us how the day went, and we hear from every family."),),
)
COLIBRI = Site(
    "Casa Colibrí",
    "casa-colibri",
    rooms=(
        Room("Semillas", "infants and toddlers", 8),
        Room("Hojas", "toddlers", 12, taps=True),
        Room("Flores", "preschool", 15),
    ),
    people=(
        Somebody("Inés Valdivia", (director(),), language="es"),
        Somebody("Rosa Méndez", (teacher("Flores", lead=True, data=True),), language="es"),
        Somebody("Claudia Ferreira", (teacher("Hojas"),), language="es"),
        Somebody("Beatriz Solano", (teacher("Semillas"),), language="es"),
        Somebody("Hana Suzuki", (staff(),)),
        Somebody("Yesenia Ortiz", (parent(),), language="es", account=False, invited=True),
        Somebody("Daniel Fuentes", (parent(since=3),), language="es"),
    ),
    aims=(
        (
            0,
            "Que cada familia se sienta escuchada: hablar todos los días, no solo cuando hay problemas.",
        ),
        (6, "Hablar en las dos direcciones con 8 de cada 10 familias, cada día de la semana de muestra."),
    ),
)
SPARROWS = Site(
    "Three Sparrows",
    "three-sparrows",
    rooms=(Room("Nest", "toddlers", 9), Room("Branch", "preschool", 14)),
    people=(
        Somebody("Patrick Doherty", (director(data=True),)),
        Somebody("Tamika Ellison", (teacher("Branch", lead=True),)),
        Somebody("Nadia Petrova", (teacher("Nest"),)),
        Somebody("Devon Clarke", (teacher("Branch"),)),
        Somebody("Omar Siddiqui", (staff(),)),
        Somebody("Jasmine Tran", (parent(),)),
        Somebody("Luis Aguilar", (parent(until=7),), account=False),
    ),
    aims=((0, "Mornings that start calmly for children and for us."),),
    left=11,  # in the twelfth month
)
KETTLE = Site(
    "Blue Kettle",
    "blue-kettle",
    rooms=(
        Room("Acorns", "infants", 6),
        Room("Maples", "toddlers", 10),
        Room("Oaks", "preschool", 17, taps=True),
    ),
    people=(
        Somebody("Sandra McKenzie", (director(),)),
        Somebody("Abdi Warsame", (teacher("Oaks", lead=True),)),
        Somebody("Linh Pham", (teacher("Maples", data=True),)),
        Somebody("Chloe Bergeron", (teacher("Acorns"),)),
        Somebody("Roberta Finch", (staff(core=False),)),
        Somebody("Michelle Dubois", (parent(),)),
        Somebody("Samuel Getachew", (parent(since=5),)),
    ),
    aims=((0, "When a child loses it, nobody in the room is alone: help comes within a minute."),),
)
TALL_GRASS = Site(
    "Tall Grass",
    "tall-grass",
    rooms=(Room("Crickets", "toddlers", 8), Room("Swallows", "preschool", 12)),
    people=(
        # A small center: the director also teaches.
        Somebody("Ellen Whitehorse", (director(since=3), teacher("Swallows", since=3, lead=True))),
        Somebody("Khadija Bello", (teacher("Crickets", since=3, data=True),)),
        Somebody("Pavel Novak", (teacher("Swallows", since=3),)),
        Somebody("Aaliyah Brooks", (staff(since=3),)),
        Somebody("Meera Iyer", (parent(since=3),)),
        Somebody("José Cabrera", (parent(since=4),), language="es", account=False),
    ),
    aims=(
        (3, "Know each family’s story well enough to know what a hard morning looks like for their child."),
    ),
    joined=3,  # in the fourth month
)

CALM = Program(
    slug="calm-and-connected",
    name="Calm and Connected",
    topic={
        "en": "Trauma-informed practice in child care",
        "es": "Práctica sensible al trauma en el cuidado infantil",
    },
    time_zone="America/New_York",
    languages=("en", "es"),
    sites=(PUDDLEJUMP, LANTERN, COLIBRI, SPARROWS, KETTLE, TALL_GRASS),
    hosts=(
        Somebody("Hannah Weiss", (Role("coordinator"),), sign_in="coordinator"),
        Somebody("Amara Osei", (Role("faculty"),), sign_in="faculty"),
        Somebody("Joaquín Beltrán", (Role("faculty"),), language="es"),
        Somebody("Mei-Ling Zhou", (Role("evaluator"),), sign_in="evaluator"),
    ),
    coaches=(
        Coach("Joaquín Beltrán", "puddlejump-house"),
        Coach("Joaquín Beltrán", "casa-colibri"),
        Coach("Hannah Weiss", "three-sparrows", until=11),
        Coach("Joaquín Beltrán", "tall-grass", since=3),
    ),
)
