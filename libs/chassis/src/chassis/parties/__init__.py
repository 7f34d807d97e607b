"""The parties of a service: channels and institutions, their staff, and how they show who they are."""

from chassis.parties.directory import Directory
from chassis.parties.party import Operator, Party, Staff
from chassis.parties.refreshing import Parties

__all__ = ["Directory", "Operator", "Parties", "Party", "Staff"]
