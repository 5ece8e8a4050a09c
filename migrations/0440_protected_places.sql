-- What a provider protects for everybody who lives there (S-14; INV-06 to INV-08, INV-52): its own list, sealed under its own key and read by nobody outside it, and looked for
-- wherever protected places are looked for. And what follows when a place stands in something that people could open, or that was sent, before it was written down (RULES 16).

grant create on schema public, private, vault to waymark_definer;

-- Who keeps the list of their agency: those who answer for a house.
create function current_keeps_places() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p where p.id = public.current_actor() and p.disabled_at is null and p.role in ('idva-manager', 'housing-manager', 'council-manager'))
$$;

create table vault.provider_key (
  agency_id uuid primary key references agency,
  wrapped bytea not null,
  kept_as uuid not null unique,
  made_at timestamptz not null
);
create table vault.protected_place (
  id uuid primary key,
  agency_id uuid not null references agency,
  sealed bytea not null,
  added_by uuid not null references practitioner,
  added_at timestamptz not null
);
create index protected_place_agency on vault.protected_place (agency_id, added_at);
-- Which place of theirs was found too late, and whom they ask: no case is named.
create table vault.place_found (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  place_id uuid references vault.protected_place on delete set null,
  what text not null check (what in ('file', 'bundle', 'address')),
  found_at timestamptz not null,
  people integer not null check (people >= 0),
  lead_id uuid references practitioner
);
create index place_found_agency on vault.place_found (agency_id, found_at);
do $$
declare t text;
begin
  foreach t in array array['provider_key', 'protected_place', 'place_found'] loop
    execute format('alter table vault.%I enable row level security', t);
    execute format('alter table vault.%I force row level security', t);
    execute format('create policy own_agency on vault.%I to waymark_app using (agency_id = (select public.current_agency()) and (select public.current_keeps_places()))
      with check (agency_id = (select public.current_agency()) and (select public.current_keeps_places()))', t);
    execute format('create policy definer_all on vault.%I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on vault.%I to waymark_definer', t);
    execute format('grant select on vault.%I to waymark_app', t);
  end loop;
end $$;
create policy by_the_actor on vault.protected_place as restrictive for insert to waymark_app with check (added_by = (select public.current_actor()));
grant insert on vault.provider_key to waymark_app;
grant insert, delete on vault.protected_place to waymark_app;

-- The places of every provider, sealed as they are, with what their keys are wrapped in: for whoever may have the case in which they are looked for.
create function places_to_look_for(of_case uuid) returns table (id uuid, agency_id uuid, sealed bytea, wrapped bytea, kept_as uuid)
  language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.agency_id, p.sealed, k.wrapped, k.kept_as from vault.protected_place p join vault.provider_key k on k.agency_id = p.agency_id
  where session_user = 'waymark_worker' or public.actor_has_case(of_case)
$$;

-- The key of a list goes with its last place, as a person's does (0330).
create function private.drop_provider_key() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform pg_advisory_xact_lock(hashtextextended('waymark key ' || old.agency_id, 0));
  if exists (select from vault.protected_place p where p.agency_id = old.agency_id) then return null; end if;
  with gone as (delete from vault.provider_key k where k.agency_id = old.agency_id returning k.kept_as)
  insert into private.erased_key (name, erased_at) select kept_as, now() from gone;
  return null;
end $$;
create trigger drop_provider_key after delete on vault.protected_place for each row execute function private.drop_provider_key();

-- What was written down since: of one case, or (no case) of all. Whoever looks through files takes it; where nothing was written there is nothing to take.
create table private.look_again (
  id uuid primary key default gen_random_uuid(),
  case_id uuid references cases
);
alter table private.look_again enable row level security;
alter table private.look_again force row level security;
create policy definer_only on private.look_again to waymark_definer using (true) with check (true);
grant select, insert, update, delete on private.look_again to waymark_definer;

create function private.route_is_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into private.look_again (case_id) select distinct y.case_id from public.party y where y.person_id = new.person_id;
  return null;
end $$;
create trigger look_again after insert on vault.contact_route for each row when (new.value is not null) execute function private.route_is_written();
create trigger look_again_changed after update of value on vault.contact_route for each row
  when (new.value is not null and new.value is distinct from old.value) execute function private.route_is_written();
create function private.setting_is_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into private.look_again (case_id) values (new.case_id);
  return null;
end $$;
create trigger look_again after insert or update on shared_setting for each row execute function private.setting_is_written();
-- Somebody who was in the case when it was opened came before its first file.
create function private.party_is_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into private.look_again (case_id) select c.id from public.cases c where c.id = new.case_id and c.opened_at < new.added_at;
  return null;
end $$;
create trigger look_again after insert on party for each row execute function private.party_is_written();
create function private.place_is_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into private.look_again (case_id) values (null);
  return null;
end $$;
create trigger look_again after insert on vault.protected_place for each row execute function private.place_is_written();

-- Since when and until when people could open it, before it was shut to be looked through again; and the entry that says that a place was found too late.
alter table evidence_file add column stood_open_from timestamptz, add column stood_open_until timestamptz, add column late_entry_id uuid references entry,
  add check ((stood_open_from is null) = (stood_open_until is null));
grant update (stood_open_from, stood_open_until) on evidence_file to waymark_worker;
alter table release add column to_look_at boolean not null default false, add column late_entry_id uuid references entry;
create index release_to_look_at on release (id) where to_look_at;
create index evidence_file_late on evidence_file (late_entry_id) where late_entry_id is not null;
create index release_late on release (late_entry_id) where late_entry_id is not null;
create policy worker_looks on release for select to waymark_worker using (state = 'released');
create policy worker_looked on release for update to waymark_worker using (state = 'released') with check (state = 'released' and not to_look_at);
grant select (id, case_id, kind, person_id, route_id, bundle_id, state, to_look_at, late_entry_id), update (to_look_at) on release to waymark_worker;
create policy worker_reads on vault.release_copy for select to waymark_worker using (true);
grant select on vault.release_copy to waymark_worker;

-- One that is being looked through was open before that, or was not.
create function private.open_since(f evidence_file) returns timestamptz language sql immutable as
$$ select case f.state when 'released' then f.decided_at when 'clear' then f.checked_at when 'checking' then f.stood_open_from end $$;
create function private.open_until(f evidence_file, at timestamptz) returns timestamptz language sql immutable as
$$ select case when f.state in ('released', 'clear') then at when f.state = 'checking' then f.stood_open_until end $$;

-- Shuts what is open in those cases, and marks what was sent from them: one step with what asked for it, so nothing is forgotten between. Gives how many were asked for.
create function shut_for_another_look(at timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  written uuid[];
  asked integer;
begin
  with gone as (delete from private.look_again where id in (select l.id from private.look_again l for update skip locked) returning case_id)
  select array_agg(distinct case_id), count(*) into written, asked from gone;
  if asked = 0 then return 0; end if;
  if array_position(written, null) is not null then
    update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
      where f.state in ('clear', 'covered', 'released', 'checking');
    update public.release r set to_look_at = true where r.state = 'released' and r.late_entry_id is null and not r.to_look_at;
  else
    update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
      where f.case_id = any (written) and f.state in ('clear', 'covered', 'released', 'checking');
    update public.release r set to_look_at = true where r.case_id = any (written) and r.state = 'released' and r.late_entry_id is null and not r.to_look_at;
  end if;
  return asked;
end $$;

-- That a place stood in something people could open, or that was sent: an entry of the case from which the duties follow, and a word to each provider whose place it is.
create function place_found_late(of_file uuid, of_release uuid, of_places uuid[], at timestamptz) returns table (entry_id uuid, case_id uuid)
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
    insert into vault.place_found (agency_id, place_id, what, found_at, people, lead_id)
    select p.agency_id, p.id, case when of_file is not null then 'file' else r.kind end, at, seen, lead from vault.protected_place p where p.id = any (of_places)
    returning agency_id)
  insert into public.alarm (to_id, kind, raised_at)
  select p.id, 'place found late', at from public.practitioner p where p.agency_id in (select t.agency_id from told t) and p.disabled_at is null
    and p.role in ('idva-manager', 'housing-manager', 'council-manager') on conflict do nothing;
  return query select made, of_case;
end $$;

-- Who opened what the place stood in, and when: the copy of a file, what was sent, a bundle with it before it was sent. No fail, no look at the page about it.
create function private.openings(of_case uuid, of_entry uuid) returns table (practitioner_id uuid, at timestamptz, what text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with late as (
    select f.id, 'file' as what from public.evidence_file f where f.late_entry_id = of_entry and f.case_id = of_case
    union all select r.id, 'sent' from public.release r where r.late_entry_id = of_entry and r.case_id = of_case
    union all select r.bundle_id, 'bundle' from public.release r where r.late_entry_id = of_entry and r.case_id = of_case and r.bundle_id is not null),
  -- What a file was in: bundles that hold its copy.
  within as (
    select id, what from late
    union select b.id, 'bundle' from public.bundle b join late l on l.what = 'file' and b.items @> jsonb_build_array(jsonb_build_object('id', l.id)) where b.case_id = of_case
    union select r.id, 'sent' from public.release r join public.bundle b on b.id = r.bundle_id join late l on l.what = 'file' and b.items @> jsonb_build_array(jsonb_build_object('id', l.id))
      where r.case_id = of_case)
  select a.actor_id, a.at, w.what from public.audit a join within w on w.id = a.object_id
  where a.case_id = of_case and a.actor_id is not null and a.kind <> 'fail' and coalesce(a.purpose, '') not in ('asked', 'repeat')
    and a.route in ('/cases/:caseId/files/:fileId/copy', '/cases/:caseId/bundles/:bundleId/copy', '/cases/:caseId/releases/:releaseId/copy')
$$;
-- For whoever is shown that it was found: the policies of releases say who that is, and it is of the agency whose file or release it was.
create function openings_of(of_case uuid, of_entry uuid, at_most integer, from_line integer)
returns table (name text, role text, agency text, at timestamptz, what text, lines integer) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(of_case) or public.current_on_other_side(of_case) or of_case = any (public.current_emergency()) then return; end if;
  return query select p.name, p.role, y.name, o.at, o.what, (count(*) over ())::integer from private.openings(of_case, of_entry) o
    join public.practitioner p on p.id = o.practitioner_id join public.agency y on y.id = p.agency_id
    order by o.at desc, p.name limit least(at_most, 500) offset from_line;
end $$;

-- The other side is shown no duty of it (INV-01, INV-02); what stops a case from closing is told them in no words of it (as 0397).
create policy late_by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['RELEASE_OUTSIDE_TAKE_BACK', 'RELEASE_OUTSIDE_TELL', 'RELEASE_OUTSIDE_BREACH'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
create or replace function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, case when (d.code = any (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER']) or d.code like 'RELEASE_OUTSIDE%')
      and d.owner_id <> public.current_actor() and public.current_on_other_side(of_case)
    then 'Something that is not shown to you: ask who leads this case' else d.task end
  from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;

do $$
declare f text;
begin
  foreach f in array array['current_keeps_places()', 'places_to_look_for(uuid)', 'private.drop_provider_key()', 'private.route_is_written()', 'private.setting_is_written()',
    'private.party_is_written()', 'private.place_is_written()', 'shut_for_another_look(timestamptz)', 'place_found_late(uuid, uuid, uuid[], timestamptz)',
    'private.openings(uuid, uuid)', 'private.open_since(evidence_file)', 'private.open_until(evidence_file, timestamptz)', 'openings_of(uuid, uuid, integer, integer)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function current_keeps_places(), places_to_look_for(uuid), openings_of(uuid, uuid, integer, integer) to waymark_app;
grant execute on function places_to_look_for(uuid), shut_for_another_look(timestamptz), place_found_late(uuid, uuid, uuid[], timestamptz) to waymark_worker;
revoke create on schema public, private, vault from waymark_definer;
