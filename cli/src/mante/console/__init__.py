"""The operators' pages, at `/console`: the services, what waits, deadlines at risk, applications, what was kept back.

A program of its own that asks each service's operations interface, as the commands do; it keeps nothing.
"""
