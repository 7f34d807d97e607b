"""The register of the insured, as a city has it: an address to ask, or a file that it puts down."""
