"""The operators' pages, at `/console`: the services, what waits, deadlines at risk, what was kept back and why.

A program of its own that asks each service's operations interface, as the commands do; it keeps nothing.
"""
