"""Inspection of one uploaded file: is it what was declared, is it harmless, what do its pages look like.

`steps` holds what is done to every file, in order, `photo` and `pdf` what is done to theirs; `worker` runs it in a
confined process of its own. Nothing is imported here: the worker's start would pay for it.
"""
