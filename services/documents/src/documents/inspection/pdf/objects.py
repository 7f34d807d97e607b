"""Walking the objects of a PDF."""

from collections.abc import Iterator

import pikepdf


def dictionaries_in(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, direct or indirect, reachable or not."""
    waiting = list(pdf.objects)
    while waiting:
        node = waiting.pop()
        if isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
            yield node
        waiting += _direct_children(node)


def _direct_children(node: pikepdf.Object) -> list[pikepdf.Object]:
    """Indirect ones are in the file's list of objects already; following them would run in circles."""
    children: list[object]
    if isinstance(node, pikepdf.Array):
        children = list(node.as_list())
    elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
        children = list(node.values())
    else:
        return []
    return [child for child in children if isinstance(child, pikepdf.Object) and not child.is_indirect]


def is_picture(node: pikepdf.Object) -> bool:
    """A stream of pixels."""
    return isinstance(node, pikepdf.Stream) and node.get("/Subtype") == "/Image"


def name_in(node: pikepdf.Object, key: str) -> str:
    """The name under `key`, or "" if there is something else or nothing."""
    value = node.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
