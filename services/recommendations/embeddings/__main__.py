"""python -m services.recommendations.embeddings: convert the sentence model, once, where it is installed."""

import sys

from services.recommendations.embeddings.model import PREPARED, ModelAbsent, prepare

try:
    prepare()
except ModelAbsent as absent:
    sys.exit(f"{absent}")
sys.stdout.write(f"The sentence model is in {PREPARED}.\n")
