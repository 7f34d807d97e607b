"""How fast it is, measured beside what it should beat, on real Kafka and Postgres."""

import mante.demo  # noqa: F401 - brings the examples within reach, whose programs are the parties of a city
