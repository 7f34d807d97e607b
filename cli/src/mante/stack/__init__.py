"""The system on one machine: servers, services and a front door under one supervisor, all state in one folder."""
