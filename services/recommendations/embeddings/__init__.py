"""Sentences as points in space, near each other when they mean much the same: all-MiniLM-L6-v2 on one core."""

import os

# One core reads, so that the others answer: numpy's threads spin while they wait. Read when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
