"""How teachers speak of the four ingredients of personalised learning, in English and in Spanish.

Phrases stand between commas. Their words are compared by stems and without accents, so that `choose` is also
"choosing" and `agrupamiento` also "agrupamientos"; `=` in front of one means just this form. `a|b` is either word, `…`
up to three words of any kind. What to change when a definition is misread: a phrase here, and an example in
`tests/unit/registration/definitions.toml`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from shared.contracts.vocabulary import Ingredient


@dataclass(frozen=True, slots=True)
class Said:
    """What people say of one ingredient, by language."""

    says: Mapping[str, str]
    """These speak of it."""
    other: Mapping[str, str]
    """These hold such words and speak of something else."""
    when_denied: Mapping[str, str]
    """These speak of it when they are denied: "not everyone on the same page"."""


_STUDENT_CHOICE = Said(
    says={
        "en": """
            choose, chose, chosen, choice, voice, =agency, autonomy, autonomous, ownership, option,
            pick what|how|which|where|their|topic|from, get|can|may|could|let|letting … pick,
            student|learner|they|kid pick, own their|the … learning, self directed|direction|determined|selected|chosen,
            student|learner|child|kid led|driven|directed,
            drive|driving|steer|direct|lead|design|shape|plan|own their|own … learning|path|pathway|project|education,
            co design|create|plan|construct, codesign, cocreate, student|learner|child|kid|they decide, decide what|how,
            let|letting … decide, student|learner|child|kid|they make|making … decision, power|freedom to make|decide,
            =real say, =a say, =say in|over|on, set|setting their|own … goal, student|learner|kid set … goal,
            pursue|explore|follow … interest|passion|question|curiosity|topic|idea,
            what =interests|=excites|=matters|=fascinates them, topic|project|question|work that … matter,
            passion project, genius hour, in|take charge of their, sign up for, they want|wish … learn|work|study,
            menu of
        """,
        "es": """
            elegir, elige, eligen, elija, elijan, eligiendo, elegido, eligieran, elección, elecciones, escoger, escoge,
            escogen, escoja, escojan, escogiendo, optar, optan, opten, opción, opciones, seleccionar, seleccionan,
            decidir, decide, deciden, decida, decidan, tomar|toman|tome|tomen|toma … decisiones|decisión, voz, voces,
            voto, autonomía, autónomo, autónoma, agencia, protagonista, protagonismo, protagónico, dueño|dueña de su,
            autodirigido, autodirección, autogestión,
            fijar|fija|fije|fijan|establecer|establecen|trazar|ponerse … metas|objetivos, sus propias metas,
            sus propios objetivos|proyectos, según sus intereses|gustos,
            seguir|sigan|perseguir|explorar|investigar … intereses|pasiones|curiosidad,
            lo que les … interesa|apasiona|gusta|importa,
            qué|que|cómo|lo quiere|quieren|quieran aprender|estudiar|trabajar,
            temas que … interesan|apasionan|gustan|importan, libertad para|de
        """,
    },
    other={
        "en": """
            school of choice, school choice, multiple choice, =i|we|teacher choose|chose, =i|we|teacher decide,
            =i|we|teacher make … decision, =i|teacher pick, my voice, my choice
        """,
        "es": """
            opción múltiple, opciones múltiples, selección múltiple, elección múltiple, =elijo, =decido, =escojo,
            maestro|maestra|docente|profesor|profesora|nosotros elige|eligen|decide|deciden|escoge|escogen, mi voz
        """,
    },
    when_denied={
        "en": "teacher decides everything, =i decide everything",
        "es": "maestro|maestra|docente|profesor|profesora decide|decida|decidir todo",
    },
)

_INDIVIDUAL_PACING = Said(
    says={
        "en": """
            pace, own|different|self pace, own speed|rate|time|rhythm|tempo, speed, mastery,
            =master|=mastering the|a|an|each|it|them|what|skill|content|standard|concept, =mastered,
            competency based|education, proficiency based, =competency, =proficiency,
            when|once|until|if|as|before they|student|learner|each|everyone … ready, ready to move|go|advance|progress,
            ready for … next, move on, move|go|advance|progress|get ahead|forward|up … when|once|as|before|until|after,
            progress when|as|once, go|work|move|learn|run faster|slower|ahead, faster or slower, slower or faster,
            more slowly|quickly, as fast|slow|quickly|slowly|long as they|each|need, take … time they|need,
            the time they|=each|=it … need|take, more|extra|enough|less time, student|learner|kid|who =is|=are ahead,
            test|tests out of, hold|held … back, wait for, accelerate, =accelerated
        """,
        "es": """
            ritmo, propio ritmo, su propio|propios ritmo, velocidad, dominar, domina, dominan, dominen, domine,
            dominado, dominio, maestría, =competencias, cuando|hasta|si … listo|lista|listos|preparado|preparados,
            tiempo que … necesita|necesitan|necesite|requiere|requieren|precisa, más|menos|suficiente tiempo,
            su|propio|propios tiempo|paso, su propio tiempo|paso, más rápido|despacio|lento|deprisa|aprisa|lentamente,
            paso de cada, a su … paso, avanza|avanzar|avancen|avanzan|avance cuando|según|conforme|hasta|sin|al,
            pasa|pasar|pasan … siguiente, espera|esperar|esperen|esperan a|al, adelantar, adelantarse, acelerar,
            se queda|quede|quedan atrás
        """,
    },
    other={
        "en": """
            pacing guide|calendar|chart, fast paced, slow down, master teacher|degree|schedule|plan|copy,
            keep|kept pace, pace of change|life, same pace|speed|time|page|day|rate, one pace,
            more time to|for plan|teach|prepare|grade|planning|grading
        """,
        "es": """
            mismo ritmo|tiempo|paso|día, misma velocidad|página|hora, ritmo de vida,
            más tiempo para preparar|planificar|planear|corregir, =competencias digitales|del docente, paso a paso
        """,
    },
    when_denied={
        "en": """
            same pace|speed|time|page|day|rate, lockstep, lock step, one pace, all together, seat time, by age,
            wait for, hold|held … back
        """,
        "es": """
            mismo ritmo|tiempo|paso|día, misma velocidad|página|hora, todos a la vez, por edad,
            dejar|dejando|deja … atrás, espera|esperar|esperen|esperan a|al, se queda|quede|quedan atrás
        """,
    },
)

_FLEXIBLE_STRUCTURES = Said(
    says={
        "en": """
            flexible … group|grouping|seating|schedule|scheduling|space|time,
            flexible … structure|room|furniture|block|day|classroom, flexible role, =grouping, =groupings, =regroup,
            =regrouping, small|mixed|multi|vertical|changing|fluid|interest … group, multiage, multi age, mixed age,
            =stations, station rotation, =rotations, =schedule, =schedules, =scheduling, =timetable, =timetables,
            flex time|period|block|day, block of time, longer|shorter|workshop … block|period|lesson, any time|place,
            =anytime, =anywhere, at any … time, when and where, where and when, where they|and|each … learn|work|sit,
            outside|beyond|out … classroom|wall|building|school, open|different|shared|learning … space, =spaces,
            seating, co teach, co teacher, co teaching, coteaching, team teach, team teaching, team taught,
            new|different|changing|change … role, share|shared|sharing … student|kid, break|broke up … period|day|block,
            =at home, in the community, =internship, =internships, moving|movable|move wall|desk|furniture
        """,
        "es": """
            horario, agrupamiento, agrupación, agrupaciones, agrupar, =agrupan, =agrupa, reagrupar, =reagrupan,
            grupo|equipo|grupos pequeño|reducido|flexible|heterogéneo|cambiante|interactivo|mixto|móvil,
            pequeño grupo|equipo, grupos de interés, =estaciones, rincón, rincones, espacio, ambientes de aprendizaje,
            aula|mobiliario|estructura|organización|tiempo|clase … flexible,
            flexible … horario|espacio|tiempo|estructura|aula|grupo|organización|agrupamiento, flexibilidad,
            docencia compartida, enseñanza en equipo, coenseñanza, codocencia,
            compartir|comparten … alumnos|estudiantes|grupos, cualquier lugar|hora|momento|sitio|parte, =en casa,
            en la comunidad, fuera|salir|salen|salgan|allá … aula|salón|escuela|clase,
            dónde|donde … aprender|aprenden|trabajar|trabajan, bloques … horario|largo|tiempo, roles, multigrado
        """,
    },
    other={
        "en": "fixed|rigid|traditional|busy|my|set|same … schedule|timetable, bell … schedule, seat time, safe space",
        "es": "horario … fijo|rígido|tradicional, mi horario, espacio seguro",
    },
    when_denied={
        "en": """
            =bell, =bells, =rows, fixed|rigid|set|same … schedule|timetable|group|room|seat, one room, four walls,
            tied to
        """,
        "es": "timbre, campana, filas, horario … fijo|rígido|tradicional, cuatro paredes, mismo salón",
    },
)

_TECHNOLOGY = Said(
    says={
        "en": """
            technology, technological, =tech, edtech, =digital, =digitally, online, on line, =virtual, =blended,
            =hybrid, computer, laptop, =tablet, =tablets, ipad, chromebook, =phone, =phones, smartphone, device, screen,
            software, =app, =apps, =platform, =platforms, internet, =web, website, video, artificial intelligence, =ai,
            chatbot, chatgpt, algorithm, =lms, e learning, elearning, adaptive program|tool|practice|lesson, dashboard,
            google classroom, khan academy
        """,
        "es": """
            tecnología, tecnológico, tecnológica, =tic, =tics, =digital, =digitales, en línea, =online, =virtual,
            =virtuales, híbrido, híbrida, semipresencial, computadora, computador, ordenador, tableta, =tablet,
            =tablets, ipad, chromebook, =portátil, =portátiles, =laptop, celular, =móvil, =móviles, teléfono, aparato,
            dispositivo, pantalla, =software, =app, =apps, aplicaciones, programa informático, plataforma, internet,
            =web, video, inteligencia artificial, =ia
        """,
    },
    other={"en": "hybrid|virtual team", "es": "grupo móvil"},
    when_denied={"en": "", "es": ""},
)

PHRASES: Mapping[Ingredient, Said] = {
    Ingredient.STUDENT_CHOICE: _STUDENT_CHOICE,
    Ingredient.INDIVIDUAL_PACING: _INDIVIDUAL_PACING,
    Ingredient.FLEXIBLE_STRUCTURES: _FLEXIBLE_STRUCTURES,
    Ingredient.TECHNOLOGY: _TECHNOLOGY,
}

DENIALS = {
    "en": """
        =not, =no, =never, =without, =nor, =neither, =nobody, =hardly, =isn't, =aren't, =don't, =doesn't, =won't,
        =can't, =cannot, =wasn't, =didn't, =shouldn't, instead of, rather than, less about
    """,
    "es": "=no, =sin, =nunca, =ni, =tampoco, =jamás, =nadie, en lugar|vez de, más que",
}
"""What denies the words that follow."""

STILL = {
    "en": "not|isn't|doesn't|don't … only|just|merely|solely",
    "es": "no … solo|sólo|solamente|únicamente",
}
"""What looks like a denial and is none."""

TURNS = {
    "en": "=but, =until, =before, =unless, =although, =though, =while, =whereas, =because, =so, =it, =it's, =more",
    "es": "=sino, =pero, =hasta, =antes, =aunque, =mientras, =porque",
}
"""Where a denial ends."""

LISTING = frozenset(("and", "or", "nor", "the", "any", "y", "e", "o", "u", "ni", "de", "la", "las", "el", "los"))
"""What may stand between the members of a list."""
