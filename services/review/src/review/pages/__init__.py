"""The reviewers' workbench, at `/desk`: for institutions that have no system of their own to review with."""

from fastapi import APIRouter

from review.pages import acting, case, confirming, sign_in, worklist
from review.pages.desk import SITE, Bench


def router(bench: Bench) -> APIRouter:
    """Return all pages."""
    routes = SITE.router()
    for part in (sign_in, worklist, case, confirming, acting):
        part.add(routes, bench)
    return routes


__all__ = ["SITE", "Bench", "router"]
