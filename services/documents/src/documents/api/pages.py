"""Page images for reviewers: never the file itself, never without a trace."""

from typing import Annotated
from uuid import UUID

from chassis.decision import NotFound
from fastapi import APIRouter, Depends
from fastapi.responses import RedirectResponse

from documents.api.grants import ReadGrant, Reading
from documents.objects import Objects, page_key
from documents.store import Dossiers, View

TEMPORARY = 307


def router(objects: Objects, dossiers: Dossiers, reading: Reading) -> APIRouter:
    """Return the route that a reading grant opens."""
    routes = APIRouter(tags=["pages"])

    @routes.get("/v1/documents/{document_id}/pages/{number}")
    async def show_page(
        document_id: UUID, number: int, grant: Annotated[ReadGrant, Depends(reading)]
    ) -> RedirectResponse:
        """Lead to one page image, for five minutes; 404 for what the grant doesn't name."""
        paper = (await dossiers.of(grant.application)).paper(document_id)
        if document_id not in grant.documents or paper is None or not paper.shows(number):
            raise NotFound
        await dossiers.looked(View(grant.party, grant.application, document_id, number, grant.id))
        link = await objects.link(page_key(paper.lies_with(grant.application), document_id, number))
        return RedirectResponse(link, TEMPORARY)

    return routes
