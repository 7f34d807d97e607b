"""What must hold, counted again after each history from what was seen outside: the bus, the journals, the ledgers.

Each check names the invariant of its kind (I1 to I16) and knows as little of the services' own code as it can.
"""
