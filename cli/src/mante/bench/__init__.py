"""How fast it is, measured beside what it should beat, on real Kafka and Postgres."""
