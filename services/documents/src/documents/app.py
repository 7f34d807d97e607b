"""Documents put together: every dependency is chosen here and nowhere else."""

from chassis.foundation import Foundation
from chassis.grants import READING, UPLOAD, Verifier
from chassis.message import Message
from chassis.rows import Reply
from chassis.service import Service
from contracts.catalogue import INTAKE_APPLICATIONS
from policy.registry import load_packs

from documents import consumers, effects
from documents.api import pages, uploads
from documents.api.grants import Reading, Uploading
from documents.inspection.folders import remove_leftovers
from documents.objects import Objects
from documents.settings import Settings
from documents.store import Dossiers


def create_service(settings: Settings) -> Service:
    """Return the service; call it inside the running loop."""
    remove_leftovers()
    ground = Foundation(settings)
    secret = settings.s3_secret_key.get_secret_value()
    objects = Objects(settings.s3_url, settings.s3_public_url, settings.s3_bucket, settings.s3_access_key, secret)
    process = consumers.process(load_packs(*settings.more_packs))
    dossiers = Dossiers(ground.pool, process.open)

    async def ask(message: Message) -> Reply:
        return await service.counter.ask(message)

    service = Service(
        ground,
        process,
        performers=effects.performers(objects, ask),
        sources=[INTAKE_APPLICATIONS],
    )
    uploading = Uploading(Verifier(settings.upload_grant_public_key, UPLOAD, "intake", "documents"), ground.clock)
    reading = Reading(Verifier(settings.read_grant_public_key, READING, "review", "documents"), ground.clock)
    service.app.include_router(uploads.router(service.counter, objects, dossiers, uploading, ground.clock))
    service.app.include_router(pages.router(objects, dossiers, reading))
    return service
