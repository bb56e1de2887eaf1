"""Words that hold a sentence together, and those that only say that a goal is a goal."""

_ENGLISH = """
a about above across after afterwards against all almost along already also although always am among
amongst an and another any anyone anything anyway anywhere are around as ask asks at be became because become
becomes becoming been before behind being below beside besides better between beyond both bring brings but by
can cannot come comes could did do does doing down due during each either else elsewhere enough etc even ever
every everyone everything everywhere except few find for former formerly from further furthermore get gets
getting give go going had has have having he help helping hence her here hers herself him himself his how
however i i'd i'll i'm i've if in indeed instead into is it it's its itself just keep keeps know latter least
let lets like lot make makes making many may me might mine more moreover most mostly much must my myself namely
need needs neither never nevertheless new no nobody none nor not nothing nowhere of off often on once one only
onto or other others otherwise our ours ourselves out over own per perhaps please put rather really same see
seem seemed seeming seems several she should show since so some somehow someone something sometime sometimes
somewhere start still such take takes than that the their them themselves then there thereby therefore these
they this those though through throughout thus to too toward towards two under unless until up upon us use using
very via want wants was way ways we well were what whatever when whenever where whereas whereby wherever whether
which whichever while who whoever whom whose why will with within without would yet you your yours yourself
yourselves
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
