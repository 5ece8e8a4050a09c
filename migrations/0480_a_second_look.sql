-- A file that is looked through again because something was written down (S-14): only what is new in it counts, where nothing is new it stands as it stood before, with what
-- a second person decided. A provider's place in it is lifted for nobody (INV-06, INV-55): it is covered first. What is held is looked through again too.

alter table evidence_file add column state_before text check (state_before in ('clear', 'held', 'covered', 'released')),
  -- A provider's place stands in it.
  add column must_cover boolean not null default false,
  add check (state_before is null or state in ('received', 'checking'));
grant update (state_before, must_cover) on evidence_file to waymark_worker;

-- What was never looked through, or was covered, goes before what is looked through again.
create index evidence_file_waiting on evidence_file ((waits_for <> '{}'), (state_before is not null), added_at) where state in ('received', 'checking');

-- Which asking the worker answers: a place that is written down while it looks is looked for too.
alter table release add column looks_asked integer not null default 0;
grant select (looks_asked) on release to waymark_worker;

-- Of what two people set down together only a school is looked for.
drop trigger look_again on shared_setting;
create trigger look_again after insert or update on shared_setting for each row when (new.kind = 'school') execute function private.setting_is_written();

-- One find is one row for each provider, whichever of its places stood in it.
alter table vault.place_found add column place_ids uuid[] not null default '{}';
update vault.place_found set place_ids = array[place_id] where place_id is not null;
alter table vault.place_found drop column place_id;

create function private.keeps_places(role text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$ select role in ('idva-manager', 'housing-manager', 'council-manager') $$;
create or replace function current_keeps_places() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p where p.id = public.current_actor() and p.disabled_at is null and private.keeps_places(p.role))
$$;

-- What was looked through again and stayed open was open since before that.
create or replace function private.open_since(f evidence_file) returns timestamptz language sql immutable as
$$ select case f.state when 'released' then coalesce(f.stood_open_from, f.decided_at) when 'clear' then coalesce(f.stood_open_from, f.checked_at) when 'checking' then f.stood_open_from end $$;

create or replace function shut_for_another_look(at timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  written uuid[];
  asked integer;
begin
  with gone as (delete from private.look_again where id in (select l.id from private.look_again l for update skip locked) returning case_id)
  select array_agg(distinct case_id), count(*) into written, asked from gone;
  if asked = 0 then return 0; end if;
  if array_position(written, null) is not null then
    update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, state_before = case f.state when 'checking' then f.state_before else f.state end,
      stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
      where f.state in ('clear', 'held', 'covered', 'released', 'checking');
    update public.release r set to_look_at = true, looks_asked = r.looks_asked + 1 where r.state = 'released' and r.late_entry_id is null;
  else
    update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, state_before = case f.state when 'checking' then f.state_before else f.state end,
      stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
      where f.case_id = any (written) and f.state in ('clear', 'held', 'covered', 'released', 'checking');
    update public.release r set to_look_at = true, looks_asked = r.looks_asked + 1 where r.case_id = any (written) and r.state = 'released' and r.late_entry_id is null;
  end if;
  return asked;
end $$;

create or replace function private.evidence_file_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step constant text := case when tg_op = 'UPDATE' and new.state <> old.state then old.state || ' > ' || new.state end;
begin
  -- The owner of the tables moves rows by hand; the worker does not.
  if actor is null and session_user <> 'waymark_worker' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'received' or new.covered_by is not null or new.decided_by is not null or new.closed_by is not null or new.type is not null
      or new.state_before is not null or new.must_cover
    then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if (old.id, old.case_id, old.person_id, old.agency_id, old.entry_id, old.kind, old.shows, old.taken_by, old.taken_on, old.agreed, old.class, old.size, old.sha256,
      old.added_by, old.added_at) is distinct from (new.id, new.case_id, new.person_id, new.agency_id, new.entry_id, new.kind, new.shows, new.taken_by, new.taken_on,
      new.agreed, new.class, new.size, new.sha256, new.added_by, new.added_at)
  then raise exception 'what was added stands as it was added' using errcode = 'check_violation'; end if;
  if step is not null and not step = any (case when actor is null
    then array['received > checking', 'checking > received', 'checking > clear', 'checking > held', 'checking > covered', 'checking > released', 'checking > refused',
      'clear > received', 'held > received', 'covered > received', 'released > received']
    else array['held > received', 'covered > received', 'held > released', 'covered > released', 'clear > held', 'released > held'] end)
  then raise exception 'a file is checked, and then decided on by a second person (INV-08)' using errcode = 'check_violation'; end if;
  -- Opened without a person only where nothing was found and nothing covered.
  if new.state = 'clear' and (new.found <> '[]'::jsonb or new.covers <> '[]'::jsonb)
  then raise exception 'something was found in this file' using errcode = 'check_violation'; end if;
  if new.state = 'released' and (new.must_cover or old.must_cover and actor is not null)
  then raise exception 'a provider''s place is opened by nobody: it is covered first (INV-06, INV-55)' using errcode = 'check_violation'; end if;
  -- The worker gives back what a second person decided, and decides nothing; what somebody shut stays shut.
  if step = 'checking > released' and (old.state_before is distinct from 'released' or new.covers <> old.covers or new.found <> old.found
      or (old.decided_by, old.decided_at, old.decided_why) is distinct from (new.decided_by, new.decided_at, new.decided_why))
    or step in ('checking > clear', 'checking > covered') and old.state_before is not distinct from 'held'
  then raise exception 'what a person decided stands as they decided it' using errcode = 'check_violation'; end if;
  if actor is null then return new; end if;
  if step is null then raise exception 'nothing of a file changes without a step' using errcode = 'check_violation'; end if;
  if new.state = 'received' and (new.covered_by is distinct from actor or new.covers = '[]'::jsonb) or new.state <> 'received' and new.covers is distinct from old.covers
  then raise exception 'whoever chooses what to cover signs for it' using errcode = 'check_violation'; end if;
  if new.state <> 'received' and (old.covered_by, old.covered_at) is distinct from (new.covered_by, new.covered_at)
  then raise exception 'whoever chose what to cover stands' using errcode = 'check_violation'; end if;
  if new.state = 'released' and (new.decided_by is distinct from actor or actor = old.added_by or actor is not distinct from old.covered_by)
  then raise exception 'a second person opens it: not whoever added it, nor whoever covered it' using errcode = 'check_violation'; end if;
  if new.state <> 'released' and (old.decided_by, old.decided_at, old.decided_why) is distinct from (new.decided_by, new.decided_at, new.decided_why)
  then raise exception 'a decision stands' using errcode = 'check_violation'; end if;
  if new.state = 'held' and new.closed_by is distinct from actor then raise exception 'whoever shuts it signs for it' using errcode = 'check_violation'; end if;
  if new.state <> 'held' and (old.closed_by, old.closed_at, old.closed_why) is distinct from (new.closed_by, new.closed_at, new.closed_why)
  then raise exception 'that it was shut stands' using errcode = 'check_violation'; end if;
  -- Since when it is open begins anew with what a person does.
  new.stood_open_from := null;
  new.stood_open_until := null;
  return new;
end $$;

create or replace function place_found_late(of_file uuid, of_release uuid, of_places uuid[], at timestamptz) returns table (entry_id uuid, case_id uuid)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  f public.evidence_file;
  r public.release;
  made constant uuid := gen_random_uuid();
  of_case uuid;
  by_agency uuid;
  seen integer;
  lead uuid;
begin
  if session_user <> 'waymark_worker' or num_nonnulls(of_file, of_release) <> 1 then raise exception 'only whoever looks through it says so' using errcode = 'insufficient_privilege'; end if;
  select * into f from public.evidence_file where id = of_file for no key update;
  select * into r from public.release where id = of_release for no key update;
  of_case := coalesce(f.case_id, r.case_id);
  by_agency := coalesce(f.agency_id, r.agency_id);
  if of_case is null or r.late_entry_id is not null or exists (select from public.entry e where e.id = f.late_entry_id and e.entered_at >= f.stood_open_until) then return; end if;
  select c.risk_lead_id into lead from public.cases c where c.id = of_case for no key update;
  insert into public.entry (id, case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id, body, details)
  select made, of_case, coalesce(max(x.position), 0) + 1, made, 'starts', 'releases.place-found-late', at, at, at, at, null, by_agency,
    (select case a.kind when 'refuge' then 'advocacy' else a.kind end from public.agency a where a.id = by_agency), '{}'
  from public.entry x where x.case_id = of_case;
  update public.evidence_file set late_entry_id = made where id = of_file;
  update public.release set late_entry_id = made, to_look_at = false where id = of_release;
  select count(distinct o.practitioner_id)::integer into seen from private.openings(of_case, made) o;
  with told as (
    insert into vault.place_found (agency_id, place_ids, what, found_at, people, lead_id)
    select p.agency_id, array_agg(p.id order by p.added_at, p.id), case when of_file is not null then 'file' else r.kind end, at, seen, lead from vault.protected_place p
    where p.id = any (of_places) group by p.agency_id
    returning agency_id)
  insert into public.alarm (to_id, kind, raised_at)
  select p.id, 'place found late', at from public.practitioner p where p.agency_id in (select t.agency_id from told t) and p.disabled_at is null
    and private.keeps_places(p.role) on conflict do nothing;
  return query select made, of_case;
end $$;

grant create on schema private to waymark_definer;
alter function private.keeps_places(text) owner to waymark_definer;
revoke all on function private.keeps_places(text) from public;
revoke create on schema private from waymark_definer;

-- What is held, and what two people opened, from before this: whether a provider's place stands in it is asked once.
set local role waymark_definer;
insert into private.look_again (case_id) select null where exists (select from vault.protected_place);
reset role;
