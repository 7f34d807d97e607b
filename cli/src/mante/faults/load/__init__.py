"""Who applies, asks and reviews while things happen: the demonstration's players, in numbers and with more patience."""
