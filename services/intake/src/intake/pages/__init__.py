"""The applicants' own pages: apply, follow, supplement, withdraw; a channel like any other, at `/apply`."""

from chassis.http.addresses import page_asked
from fastapi import APIRouter, Depends

from intake.pages import acting, applying, listing, showing, sign_in
from intake.pages.desk import SITE, Desk


def router(desk: Desk) -> APIRouter:
    """Return all pages."""
    routes = SITE.router(Depends(page_asked))
    sign_in.add(routes, desk)
    listing.add(routes, desk)
    applying.add(routes, desk)
    showing.add(routes, desk)
    acting.add(routes, desk)
    return routes


__all__ = ["SITE", "Desk", "router"]
