"""What crosses a border between services, or between Mante and a party: events, words, topics, and the checks on them."""
