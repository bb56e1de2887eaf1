"""Words that hold a sentence together, and those that only say that a goal is a goal."""

_ENGLISH = """
a about after all also am an and any are as ask asks at be because been before being better both bring
brings but by can come comes could did do does doing down each even every few find for from get gets
getting give go going had has have having he help helping her here him his how i i'd i'm if in instead
into is it it's its just keep keeps know let lets like lot make makes making many may me more most much
must my need needs new no not of off on one only or other our out over own put really see she should show
so some start such take takes than that the their them then there these they this those through to too
two under up us use using very want wants was way ways we were what when where which while who whom why
will with without would you your
"""

_SPANISH = """
a al algo ante antes aquí así aun aunque ayudar bien cada como cómo con contra cual cuál cuando cuándo de
del desde donde dónde dos durante e el él ella ellas ellos en entre era es esa ese eso esta está están
estas este esto estos fue ha hacer hacia han hasta hay la las le les lo los más me mejor mejorar mi mis
mucho muy necesito ni no nos nosotros nuestra nuestras nuestro nuestros o otra otras otro otros para pero
poder por porque puede pueden puedo que qué quiero quién quien se sea ser si sí sin sobre son su sus
también tan te tener tengo ti tiene tienen todo todos tu tus u un una unas uno unos usar y ya yo
"""

STOP_WORDS = {"en": frozenset(_ENGLISH.split()), "es": frozenset(_SPANISH.split())}
"""By language (ISO 639-1), in lower case."""
