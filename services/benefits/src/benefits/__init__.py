"""Benefits: what an approval grants, from when and for how long, and at which hospital it is used."""
