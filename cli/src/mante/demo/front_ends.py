"""The channels on stage: each that has a front end among the examples, and a clinic elsewhere that may not upload."""

from front_end import CHANNELS, FrontEnd

from mante.demo.story.cities import REMOTE_CLINIC, REMOTE_HOSPITAL

FRONT_ENDS = {file.stem: FrontEnd.of(file.stem) for file in sorted(CHANNELS.iterdir())}
FRONT_ENDS[REMOTE_CLINIC] = FRONT_ENDS[REMOTE_HOSPITAL]
