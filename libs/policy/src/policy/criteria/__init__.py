"""认定标准 as data: what must be there to recognise a disease, told in words and checked by a reviewer's ticks."""
