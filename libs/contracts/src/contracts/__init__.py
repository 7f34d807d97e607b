"""What crosses a border between services, or between Mante and a party: events, words and topics."""
