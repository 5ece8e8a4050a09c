-- Calendar feeds and digests that name nobody (SAFETY U8, S-09), and protection that asks once a query whose reach it is.

-- The ids of current_reach as one value: a query works it out once, where a set inside a policy is worked out for each row.
grant create on schema public to waymark_definer;
create function current_reach_ids() returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select array(select public.current_reach()) $$;
alter function current_reach_ids() owner to waymark_definer;
revoke all on function current_reach_ids() from public;
grant execute on function current_reach_ids() to waymark_app, waymark_worker, waymark_sign_in;

do $$
declare
  p record;
  slow constant text := 'IN \(\s*SELECT (public\.)?current_reach\(\) AS current_reach\)';
  quick constant text := '= any ((select public.current_reach_ids())::uuid[])';
begin
  for p in select polname, polrelid::regclass as place, pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written from pg_policy loop
    if p.seen ~ slow then execute format('alter policy %I on %s using (%s)', p.polname, p.place, regexp_replace(p.seen, slow, quick, 'g')); end if;
    if p.written ~ slow then execute format('alter policy %I on %s with check (%s)', p.polname, p.place, regexp_replace(p.written, slow, quick, 'g')); end if;
  end loop;
end $$;
create or replace procedure private.protect_case_table(name text, case_column text default 'case_id') language plpgsql as
$$
declare
  granted constant text := format(
    'exists (select from public.case_grant g where g.case_id = %I.%I and g.revoked_at is null
       and (g.until_at is null or g.until_at > now()) and g.grantee_id = any ((select public.current_reach_ids())::uuid[]))', name, case_column);
  place constant text := (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = name and n.nspname in ('public', 'vault') and c.relkind = 'r');
begin
  execute format('alter table %s enable row level security', place);
  execute format('alter table %s force row level security', place);
  execute format('create policy granted_read on %s for select to waymark_app using (%s)', place, granted);
  execute format('create policy granted_add on %s for insert to waymark_app with check (%s)', place, granted);
  execute format('create policy granted_change on %s for update to waymark_app using (%s) with check (%s)', place, granted, granted);
  execute format('create policy definer_all on %s to waymark_definer using (true) with check (true)', place);
  execute format('grant select, insert on %s to waymark_app', place);
  execute format('grant select, insert, update on %s to waymark_definer', place);
end $$;

-- One live feed a person: a new one ends the old one, so that an address that got about can be made worthless.
create unique index feed_live on feed (practitioner_id) where ended_at is null;

-- What a calendar feed shows: when something is due, and never for whom. A live feed without work gives one row without
-- a duty, so that it can be told from an address that leads nowhere.
drop function feed_of(text);
create function feed_of(token text, at timestamptz)
returns table (practitioner_id uuid, duty_id uuid, code text, is_telling boolean, due_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, d.id, d.code, d.person_id is not null, d.due_at from public.feed f join public.practitioner p on p.id = f.practitioner_id and p.disabled_at is null
  left join public.duty d on d.owner_id = p.id and d.state = 'open' and d.due_at is not null and d.raised_at <= at
  where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.ended_at is null order by d.due_at limit 500
$$;

-- How much of one person's own work is late, due by the end of the day, and waits for their answer: figures, no case.
create function digest_counts(who uuid, at timestamptz, day_ends timestamptz) returns table (late integer, today integer, waiting integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select
    (select count(*) from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at < at)::integer,
    (select count(*) from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at >= at and d.due_at <= day_ends)::integer,
    ((select count(*) from public.handover h where h.to_id = who and h.answer is null)
      + (select count(*) from public.other_way o where o.asked_of = who and o.decided_at is null)
      + (select count(*) from public.risk_level r where r.second_person_id = who and r.proposal = 'waiting'))::integer
$$;
do $$
declare f text;
begin
  foreach f in array array['feed_of(text, timestamptz)', 'digest_counts(uuid, timestamptz, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke create on schema public from waymark_definer;
grant execute on function feed_of(text, timestamptz) to waymark_app;
grant execute on function digest_counts(uuid, timestamptz, timestamptz) to waymark_worker;

-- A search starts from the searcher's own grants, which are few; a plan that reads all people instead takes seconds at a million cases.
alter function find_people(text, date, integer) set enable_hashjoin = off;
alter function find_people(text, date, integer) set enable_mergejoin = off;
alter function find_people(text, date, integer) set enable_seqscan = off;

-- Whoever an alarm is for may say that they have seen it; the grant lets nothing else of it change.
alter policy own on alarm with check (to_id = (select current_actor()));
