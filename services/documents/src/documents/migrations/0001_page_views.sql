-- Who looked at which page of whose paper, and when: written before the page is shown.
create table page_views (
    at timestamptz not null default clock_timestamp(),
    party text not null,
    application uuid not null,
    document_id uuid not null,
    page integer not null,
    grant_id text not null
);
create index page_views_by_application on page_views (application, at);
