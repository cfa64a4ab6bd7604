"""Property tests draw the same examples in every run, so that a green suite stays green; ``HYPOTHESIS_PROFILE=search`` looks for new ones
(``packaging/dev.py fuzz``)."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=300, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
