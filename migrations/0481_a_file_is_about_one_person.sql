-- A file that names two people whose records are seen by different people is split into two (INV-10): whoever gives a file says who else is in it, and a file about people with
-- different rights is opened by nobody; a copy is made for each, and each is about one. The worker warns where it reads the name of somebody else of the case.

grant create on schema public, private to waymark_definer;

alter table evidence_file
  -- Who else is in it, as whoever gave it said. Null: nobody was asked (before this).
  add column others uuid[],
  -- Whom a person said that it does not name, though a name like theirs was read in it.
  add column not_in uuid[] not null default '{}',
  add column people_by uuid references practitioner,
  add column people_at timestamptz,
  add column people_why text,
  -- Where a name of the case was read: whose, which page, which boxes. Never the words.
  add column named jsonb not null default '[]' check (jsonb_typeof(named) = 'array'),
  add column must_split boolean not null default false,
  add column split_fact_id uuid,
  -- The file that it was made from, and which pages of it.
  add column split_of uuid references evidence_file,
  add column keeps integer[] check (cardinality(keeps) > 0),
  add check ((split_of is null) = (keeps is null)),
  add check (split_of is null or others = '{}'),
  add check (not must_split or others <> '{}'),
  add check ((people_by is null) = (people_at is null) and (people_why is null or people_by is not null));
create index evidence_file_split on evidence_file (split_of) where split_of is not null;
grant update (others, not_in, people_by, people_at, people_why, split_fact_id) on evidence_file to waymark_app;
grant select (person_id, others, not_in, must_split, split_of, keeps), update (named) on evidence_file to waymark_worker;

-- Whom a file about this person may not name, as other people have a right to it: of whoever is reported nobody harmed and no child, whose workers it may reach; of somebody
-- harmed nobody else who was. That what was done to somebody names whoever did it is the rule, and no reason to take it from those who work with them.
create function private.seen_apart(of_case uuid, of_person uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select other.person_id from public.party own join public.party other on other.case_id = own.case_id and other.person_id <> own.person_id
  where own.case_id = of_case and own.person_id = of_person
    and (other.role = 'victim' and own.role in ('victim', 'perpetrator') or other.role = 'child' and own.role = 'perpetrator')
$$;
-- Whose names are looked for in a file about this person: for the worker alone.
create function names_in_case(of_case uuid, of_person uuid) returns table (person_id uuid, name text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.name from public.person p where session_user = 'waymark_worker' and (p.id = of_person or p.id in (select private.seen_apart(of_case, of_person)))
$$;
-- Whose name was read in it and who was not spoken of yet.
create function private.names_left(f evidence_file) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select f.others is not null and exists (select from jsonb_array_elements(f.named) as n (one)
    where (n.one ->> 'personId')::uuid <> all (f.others || f.not_in || f.person_id))
$$;

create function private.evidence_file_people() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  source public.evidence_file;
begin
  if tg_op = 'UPDATE' and (old.split_of, old.keeps) is distinct from (new.split_of, new.keeps)
  then raise exception 'what a copy was made of stands' using errcode = 'check_violation'; end if;
  if exists (select from unnest(new.others || new.not_in) one where one = new.person_id or not exists (select from public.party y where y.case_id = new.case_id and y.person_id = one))
  then raise exception 'a file names people of its own case' using errcode = 'foreign_key_violation'; end if;
  if tg_op = 'INSERT' or new.others is distinct from old.others then
    new.must_split := exists (select from private.seen_apart(new.case_id, new.person_id) one where one = any (new.others));
  elsif new.must_split <> old.must_split and session_user in ('waymark_app', 'waymark_worker')
  then raise exception 'who is in it says whether it is split' using errcode = 'check_violation'; end if;
  if new.state in ('clear', 'released') and (new.must_split or private.names_left(new))
  then raise exception 'a file about two people is opened by nobody: a copy is made for each (INV-10)' using errcode = 'check_violation'; end if;
  if actor is null then return new; end if;
  if tg_op = 'INSERT' then
    if new.named <> '[]'::jsonb or new.not_in <> '{}' or new.split_fact_id is not null then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
    if new.split_of is null then
      if new.covers <> '[]'::jsonb then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
      return new;
    end if;
    select * into source from public.evidence_file f where f.id = new.split_of and f.case_id = new.case_id for no key update;
    if source.id is null or not source.must_split or source.state <> 'held' or source.agency_id <> new.agency_id or source.class = 'C4' and new.class <> 'C4'
      or new.person_id <> all (source.others || source.person_id) or not new.keeps <@ array(select generate_series(1, source.pages))
      or (source.sha256, source.size) is distinct from (new.sha256, new.size) or (new.covers = '[]'::jsonb) <> (new.covered_by is null)
      or new.covered_by is not null and new.covered_by <> actor
    then raise exception 'a copy is made of a file that waits to be split, for one of those in it (INV-10)' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if (old.others, old.not_in, old.people_why) is distinct from (new.others, new.not_in, new.people_why) then
    if new.people_by is distinct from actor or old.split_of is not null and old.others <> new.others or old.state not in ('clear', 'held', 'covered', 'released') or new.others is null
      or exists (select from public.evidence_file f where f.split_of = old.id)
    then raise exception 'whoever says who is in it signs for it, and not after copies were made' using errcode = 'check_violation'; end if;
    -- Nobody opens by it: a file that waited is opened by a second person.
    if new.state <> old.state and new.state <> 'held' then raise exception 'nothing is opened by it' using errcode = 'check_violation'; end if;
    if new.people_why is null and exists (select from unnest(new.not_in) one where one <> all (old.not_in))
    then raise exception 'that it names nobody else, though a name was read, has a reason' using errcode = 'check_violation'; end if;
  elsif (old.people_by, old.people_at) is distinct from (new.people_by, new.people_at)
  then raise exception 'whoever said who is in it stands' using errcode = 'check_violation'; end if;
  return new;
end $$;
-- By its name after the trigger that asks who may take which step.
create trigger evidence_file_people before insert or update on evidence_file for each row execute function private.evidence_file_people();

create or replace function private.evidence_file_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step constant text := case when tg_op = 'UPDATE' and new.state <> old.state then old.state || ' > ' || new.state end;
begin
  -- The owner of the tables moves rows by hand; the worker does not.
  if actor is null and session_user <> 'waymark_worker' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'received' or new.covered_by is not null and new.split_of is null or new.decided_by is not null or new.closed_by is not null or new.type is not null
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
  -- Who is in it, and the duty that follows, are asked for by the trigger of their own.
  if step is null and (old.others, old.not_in, old.people_why, old.people_at, old.split_fact_id)
    is not distinct from (new.others, new.not_in, new.people_why, new.people_at, new.split_fact_id)
  then raise exception 'nothing of a file changes without a step' using errcode = 'check_violation'; end if;
  if step is not null and new.state = 'received' and (new.covered_by is distinct from actor or new.covers = '[]'::jsonb) or (step is null or new.state <> 'received') and new.covers is distinct from old.covers
  then raise exception 'whoever chooses what to cover signs for it' using errcode = 'check_violation'; end if;
  if (step is null or new.state <> 'received') and (old.covered_by, old.covered_at) is distinct from (new.covered_by, new.covered_at)
  then raise exception 'whoever chose what to cover stands' using errcode = 'check_violation'; end if;
  if step is not null and new.state = 'released' and (new.decided_by is distinct from actor or actor = old.added_by or actor is not distinct from old.covered_by)
  then raise exception 'a second person opens it: not whoever added it, nor whoever covered it' using errcode = 'check_violation'; end if;
  if (step is null or new.state <> 'released') and (old.decided_by, old.decided_at, old.decided_why) is distinct from (new.decided_by, new.decided_at, new.decided_why)
  then raise exception 'a decision stands' using errcode = 'check_violation'; end if;
  if step is not null and new.state = 'held' and new.closed_by is distinct from actor then raise exception 'whoever shuts it signs for it' using errcode = 'check_violation'; end if;
  if (step is null or new.state <> 'held') and (old.closed_by, old.closed_at, old.closed_why) is distinct from (new.closed_by, new.closed_at, new.closed_why)
  then raise exception 'that it was shut stands' using errcode = 'check_violation'; end if;
  -- Since when it is open begins anew with what a person does.
  if step is not null then
    new.stood_open_from := null;
    new.stood_open_until := null;
  end if;
  return new;
end $$;

-- That a file waits to be split is for whoever may see such a file, and never for whoever works with the person reported (INV-01, INV-02), nor for an emergency look.
create policy files_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'files' or entered_by = (select current_actor())
  or ('incidents' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]))
    and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));
create policy split_by_side on duty as restrictive for select to waymark_app using (
  code <> 'FILE_SPLIT' or owner_id = (select current_actor()) or not current_on_other_side(case_id));

do $$
declare f text;
begin
  foreach f in array array['private.seen_apart(uuid, uuid)', 'names_in_case(uuid, uuid)', 'private.names_left(evidence_file)', 'private.evidence_file_people()'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function names_in_case(uuid, uuid) to waymark_worker;
revoke create on schema public, private from waymark_definer;
