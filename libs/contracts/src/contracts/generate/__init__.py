"""What is made from the catalogue: schemas, topics, access, AsyncAPI and the reference for people."""
