"""A simulation: the five services' own decisions in one process, under a clock that jumps, with everything going wrong.

One seed is one history: people, reviewers, operators, providers and faults are drawn from it and from nothing else, so
that it is the same on every machine. What must hold is counted again after each history from what was seen outside.
"""
