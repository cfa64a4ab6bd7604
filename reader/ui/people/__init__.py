"""The people of a discussion: who takes part, who is one person, and what the filter does with them.

``people_pane`` with ``people_model``; ``persons`` are the commands about a person; ``naming`` is the controller of who is who, with
``proposal_card`` and the pure ``joining``.
"""
