-- A receipt names a notice; this finds the application it is about.
create index notices_of_correspondences on aggregates using gin (state jsonb_path_ops);
