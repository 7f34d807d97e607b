-- Locks keys in the order given, then says who holds each. Of a volatile function each statement sees what is committed
-- when it begins, so what another transaction reserved until these locks were had is seen.
create function chassis_holders(wanted text[]) returns setof reservations language plpgsql volatile as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(one, 7)) from unnest(wanted) as one;
    return query select * from reservations where key = any(wanted);
end
$$;
