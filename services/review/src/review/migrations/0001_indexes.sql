-- A task is named without its application: by those who act on it, and when it leaves the list.
create index cases_by_task on aggregates using gin ((state #> '{review,tasks}') jsonb_path_ops)
    where state is not null;

-- What an institution has to do: open cases only, or the list would slow down with every year.
create index open_cases_by_task on aggregates using gin ((state #> '{review,tasks}') jsonb_path_ops)
    where state is not null and state #>> '{review,outcome}' is null;
