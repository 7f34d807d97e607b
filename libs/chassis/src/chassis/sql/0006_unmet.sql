-- Whether the last try of an effect met nobody: it is tried at once when somebody answers again, and doesn't count.
alter table effects add column unmet boolean not null default false;
