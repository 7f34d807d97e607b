"""`mante faults`: the running system while things happen to it, and what is true of it afterwards."""
