"""The region of the body that an exercise's name speaks of, for one that the log does not know."""

from ...training.workouts import Region
from .words import vocabulary, words_of

# Words as `words_of` gives them, singular and without accents, in the languages of most apps.
LOWER = vocabulary(
    "leg squat lunge calf calve deadlift rdl glute hip thigh quad hamstring ham adductor abductor",
    "adduction abduction jump hop bound skipping step ankle pistol nordic thruster knee tibiali",
    "shin bridge clamshell swing kniebeuge kreuzheben bein beinpresse wade ausfallschritt",
    "sentadilla muerto pierna zancada gemelo cuisse mollet fente souleve jambe agachamento perna",
    "panturrilha affondo stacco gamba polpaccio",
)
CORE = vocabulary(
    "plank crunch ab abdominal core situp sit oblique twist rollout hollow bug bird woodchop chop",
    "pallof superman hyperextension carry hanging toe climber dragon bauch unterarmstutz",
    "plancha abdominale gainage prancha addominale",
)
UPPER = vocabulary(
    "press bench row curl pull pullup pulldown push pushup chin dip fly flye raise shrug chest",
    "back shoulder bicep tricep lat delt pec skullcrusher pushdown kickback wrist forearm neck",
    "bankdrucken rudern klimmzug liegestutz schulter brust trizep bizep remo dominada pecho hombro",
    "face tirage developpe traction pompe supino rosca puxada",
)
# What a name says beside a limb's word tells more: a leg raise is done with the belly.
SAYINGS = {
    "side leg raise": Region.LOWER,
    "wall sit": Region.LOWER,
    "good morning": Region.LOWER,
    "copenhagen": Region.LOWER,
    "get-up": Region.CORE,
    "leg raise": Region.CORE,
    "knee raise": Region.CORE,
    "back extension": Region.CORE,
    "side bridge": Region.CORE,
    "toes to bar": Region.CORE,
    "step mill": Region.LOWER,
    "upright row": Region.UPPER,
}


def region_of(name: str) -> Region:
    """The likeliest region; the upper body where no word tells, as most exercises are of it."""
    lower_case = name.casefold()
    for saying, region in SAYINGS.items():
        if saying in lower_case:
            return region
    words = words_of(name)
    votes = {
        # A leg press and a hamstring curl are the legs', whatever else they are.
        Region.LOWER: 3 * sum(1 for word in words if word in LOWER),
        Region.CORE: 3 * sum(1 for word in words if word in CORE),
        Region.UPPER: sum(1 for word in words if word in UPPER) + 0.5,
    }
    return max(votes, key=votes.__getitem__)
