-- What incidents, orders and breaches hold beyond their entries, and what the worker needs to keep the clocks.

grant create on schema public, private to waymark_definer;

-- Where word of an incident came from, and what it is worth: seen, thought, heard from another, or intelligence (INV-29).
create table incident (
  entry_id uuid primary key references entry,
  case_id uuid not null references cases,
  mark text not null check (mark in ('fact', 'opinion', 'hearsay', 'intelligence')),
  source_agency text not null,
  seen_by text
);
create index incident_case on incident (case_id);
-- One act of a pattern, with its own day (CC-14, CC-16).
create table behaviour (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  entry_id uuid not null references entry,
  code text not null,
  on_day date not null,
  note text
);
create index behaviour_case on behaviour (case_id, on_day);
-- A point that was ticked with an entry: before a release, why a breach is acted on, signs of coercion.
create table checked_point (
  case_id uuid not null references cases,
  entry_id uuid not null references entry,
  list text not null,
  point text not null,
  primary key (case_id, entry_id, list, point)
);
-- What a victim wants of an order. Dated, and never deleted by later silence (OD-04).
create table order_view (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  view text not null,
  said_on date not null,
  written_where text not null,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  foreign key (case_id, person_id) references party
);
create index order_view_case on order_view (case_id, said_on);
-- Each time a duty went from one person to another of the same agency.
create table duty_move (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  duty_id uuid not null references duty,
  from_id uuid not null references practitioner,
  to_id uuid not null references practitioner check (to_id <> from_id),
  reason text not null,
  moved_by uuid not null references practitioner,
  moved_at timestamptz not null
);
create index duty_move_duty on duty_move (duty_id, moved_at);
do $$
declare t text;
begin
  foreach t in array array['incident', 'behaviour', 'checked_point', 'order_view', 'duty_move'] loop
    call private.protect_case_table(t);
  end loop;
end $$;

-- Nobody gives work to another service by a click: who takes a duty is of the agency of whoever moves it there.
create policy to_own_agency on duty as restrictive for update to waymark_app using (true)
  with check (exists (select from practitioner p where p.id = owner_id and p.agency_id = (select current_agency()) and p.disabled_at is null));

-- A lower level that waits for a second person says when it was proposed; it counts from when it was agreed (INV-27).
alter table risk_level add column proposed_at timestamptz;
create index risk_level_waiting on risk_level (second_person_id) where proposal = 'waiting';
-- Only what a second person decides about a proposal can change, and only that person decides it.
revoke update on risk_level from waymark_app;
grant update (proposal, decided_at) on risk_level to waymark_app;
create policy by_the_decider on risk_level as restrictive for insert to waymark_app
  with check (decided_by = (select current_actor()) and agency_id = (select current_agency()) and proposal is distinct from 'agreed');
create policy by_the_second_person on risk_level as restrictive for update to waymark_app
  using (proposal = 'waiting' and second_person_id = (select current_actor()) and decided_by <> (select current_actor()))
  with check (proposal in ('agreed', 'not agreed'));

-- The case shows the highest level that any agency holds now, and the first review that falls due (RULES 4.1).
create function private.level_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.cases set
    level = (select l.level from unnest(array['high', 'medium', 'standard']) with ordinality as l (level, place)
      where l.level in (select held.level from private.levels_held(new.case_id) held) order by place limit 1),
    level_review_on = (select min(held.next_review_on) from private.levels_held(new.case_id) held)
  where id = new.case_id;
  return null;
end $$;
-- Each agency's last decided level for each person.
create function private.levels_held(for_case uuid) returns table (level text, next_review_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select distinct on (r.agency_id, r.person_id) r.level, r.next_review_on from public.risk_level r
  where r.case_id = for_case and (r.proposal is null or r.proposal = 'agreed')
  order by r.agency_id, r.person_id, r.decided_at desc, r.id
$$;
create trigger level_moved after insert or update on risk_level for each row execute function private.level_moved();

-- A separation shortens the reviews that follow it (RULES 4.4): its day stands on the case.
create function private.separation_noted() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.cases set separated_on = case when coalesce(new.details ->> 'neverHappened', '') = 'true' then null
    else (new.happened_from at time zone 'Europe/London')::date end
  where id = new.case_id;
  return null;
end $$;
create trigger separation_noted after insert on entry
  for each row when (new.type = 'incidents.separated' and new.relation <> 'confirms') execute function private.separation_noted();

-- A duty that is new, or whose clocks moved, is looked at by the worker as soon as it is there: the worker then knows
-- what comes next (an area's amber hour, say), and this table need not.
create function private.clock_set() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.next_clock_at := case when new.state = 'open' then least(new.next_clock_at, new.raised_at) end;
  return new;
end $$;
create trigger clock_set before insert or update of state, raised_at, statutory_due_at, safety_due_at on duty
  for each row execute function private.clock_set();
create index duty_late on duty (due_at) where state = 'open';
create index desk_shift_until on desk_shift (until_at);

-- That a desk stands empty is said once to each person, until they have seen it.
create unique index alarm_without_duty on alarm (to_id, kind) where duty_id is null and seen_at is null;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname = 'private' and p.proname in ('level_moved', 'levels_held', 'separation_noted', 'clock_set') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
revoke create on schema public, private from waymark_definer;
