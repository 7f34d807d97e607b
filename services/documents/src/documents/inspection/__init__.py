"""Inspection of one uploaded file: is it what was declared, is it harmless, what do its pages look like.

`steps` holds the ordered list of what is done, `worker` runs it in a confined process of its own. Nothing is imported
here: the worker's start would pay for it.
"""
