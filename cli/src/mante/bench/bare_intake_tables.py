"""What the bare endpoint takes and stores: an application, an event in an outbox that nobody reads, an answer."""

from uuid import UUID

from pydantic import BaseModel

TABLES = """
create table applications (
    id uuid primary key, state text not null, person_ref uuid not null, disease text not null, number text unique,
    body jsonb
);
create unique index on applications (person_ref, disease) where state = 'lodged';
create table outbox (
    id bigint generated always as identity primary key, topic text not null, subject uuid not null, value text not null
);
create table answers (channel text, key text, body text not null, primary key (channel, key));
"""
ANSWERED = "select body from answers where channel = $1 and key = $2"
LOCK = "select state from applications where id = $1 for update"
LODGE = "update applications set state = 'lodged', number = $2, body = $3 where id = $1"
PUBLISH = "insert into outbox (topic, subject, value) values ($1, $2, $3)"
ANSWER = "insert into answers values ($1, $2, $3)"


class Paper(BaseModel):
    """A paper that was uploaded."""

    document_id: UUID
    material: str


class Lodging(BaseModel):
    """What is handed in."""

    papers: list[Paper]
    declared_true: bool


class Told(BaseModel):
    """What the bare endpoint is told: its port, its database, and the one channel's secret."""

    port: int
    dsn: str
    secret: str
