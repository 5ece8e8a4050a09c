-- Evidence and files (CC-09, IS-04; INV-06 to INV-08; S14, S-14). What somebody adds is sealed under the case's own key and opened by nobody: the worker
-- looks through it in a process of its own, and people see a copy that was made anew. A copy in which something protected was found stays shut until a
-- second person opens it.

grant create on schema public, private to waymark_definer;

-- Apart from the keys of people: to erase what the one opens leaves the other.
create table vault.evidence_key (
  case_id uuid primary key references cases,
  wrapped bytea not null,
  made_at timestamptz not null
);
call private.protect_case_table('evidence_key');
create policy worker_reads on vault.evidence_key for select to waymark_worker using (true);
grant select on vault.evidence_key to waymark_worker;

create table evidence_file (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  agency_id uuid not null references agency,
  -- What happened, where it belongs to one thing that did.
  entry_id uuid references entry,
  kind text not null check (kind in ('injury', 'damage', 'message', 'document')),
  shows text not null,
  taken_by text not null,
  -- As whoever added it said; and what the file itself says.
  taken_on date,
  taken_found text check (taken_found ~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'),
  agreed text not null check (agreed in ('agreed', 'did not agree', 'not asked')),
  -- Restricted; or the vault.
  class text not null check (class in ('C3', 'C4')),
  size integer not null check (size > 0),
  sha256 bytea not null check (length(sha256) = 32),
  added_by uuid not null references practitioner,
  added_at timestamptz not null,
  state text not null default 'received' check (state in ('received', 'checking', 'clear', 'held', 'covered', 'released', 'refused')),
  type text check (type in ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain')),
  pages integer,
  -- Why nothing can be made of it: a code, never words out of the file.
  refused_as text,
  -- Checks that could not run; it is tried again, less and less often.
  waits_for text[] not null default '{}',
  tries integer not null default 0,
  begun_at timestamptz,
  checked_at timestamptz,
  -- Where something protected stands: which sort, which page, which boxes. Never the thing itself.
  found jsonb not null default '[]',
  covers jsonb not null default '[]',
  covered_by uuid references practitioner,
  covered_at timestamptz,
  decided_by uuid references practitioner,
  decided_at timestamptz,
  decided_why text,
  closed_by uuid references practitioner,
  closed_at timestamptz,
  closed_why text,
  version integer not null default 1,
  foreign key (case_id, person_id) references party,
  check ((state = 'refused') = (refused_as is not null)),
  check (state not in ('clear', 'held', 'covered', 'released') or (type is not null and checked_at is not null)),
  check (state <> 'released' or (decided_by is not null and decided_at is not null and decided_why is not null)),
  -- Two people: whoever added it or chose what to cover does not open it.
  check (state <> 'released' or (decided_by <> added_by and decided_by is distinct from covered_by)),
  check ((covered_by is null) = (covered_at is null) and (closed_by is null) = (closed_at is null) and (closed_by is null) = (closed_why is null)),
  check (jsonb_typeof(found) = 'array' and jsonb_typeof(covers) = 'array')
);
create index evidence_file_case on evidence_file (case_id, added_at);
create index evidence_file_to_check on evidence_file (added_at) where state in ('received', 'checking');
call private.protect_case_table('evidence_file');
grant update (state, covers, covered_by, covered_at, decided_by, decided_at, decided_why, closed_by, closed_at, closed_why, version) on evidence_file to waymark_app;
-- As incidents are seen (MODEL 13): who leads the case and who sees incidents whole; others what their agency added.
create policy by_role on evidence_file as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]));
-- The vault: whoever added it, and colleagues who neither work with the person reported nor look in an emergency (MODEL 4).
create policy by_class on evidence_file as restrictive to waymark_app using (class = 'C3' or added_by = (select current_actor())
  or agency_id = (select current_agency()) and not current_on_other_side(case_id) and case_id <> all ((select current_emergency())::uuid[]));
create policy by_the_actor on evidence_file as restrictive for insert to waymark_app with check (
  added_by = (select current_actor()) and agency_id = (select current_agency())
  and (entry_id is null or exists (select from entry e where e.id = entry_id and e.case_id = evidence_file.case_id)));
create policy worker_all on evidence_file to waymark_worker using (true) with check (true);
grant select, update (state, type, pages, refused_as, waits_for, tries, begun_at, checked_at, found, taken_found, version) on evidence_file to waymark_worker;

-- The sealed bytes. The app adds an original and never reads one; it reads a copy only while the file is open.
create table evidence_bytes (
  file_id uuid not null references evidence_file,
  part text not null check (part in ('original', 'copy')),
  case_id uuid not null references cases,
  sealed bytea not null,
  made_at timestamptz not null,
  primary key (file_id, part)
);
create index evidence_bytes_case on evidence_bytes (case_id);
call private.protect_case_table('evidence_bytes');
create policy open_copies on evidence_bytes as restrictive for select to waymark_app using (
  part = 'copy' and exists (select from evidence_file f where f.id = file_id and f.case_id = evidence_bytes.case_id and f.state in ('clear', 'released')));
create policy own_originals on evidence_bytes as restrictive for insert to waymark_app with check (
  part = 'original' and exists (select from evidence_file f where f.id = file_id and f.case_id = evidence_bytes.case_id and f.state = 'received'
    and f.added_by = (select current_actor())));
create policy worker_all on evidence_bytes to waymark_worker using (true) with check (part = 'copy');
grant select, insert, update (sealed, made_at) on evidence_bytes to waymark_worker;

-- The worker looks for the places that two people of a case share.
create policy worker_reads on shared_setting for select to waymark_worker using (true);
grant select (case_id, person_id, kind, name, recorded_at) on shared_setting to waymark_worker;
grant select (added_at) on party to waymark_worker;

-- What was added is what was added; the worker checks, people decide, and nobody skips the other's step.
create function private.evidence_file_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step constant text := case when tg_op = 'UPDATE' and new.state <> old.state then old.state || ' > ' || new.state end;
begin
  -- The owner of the tables moves rows by hand; the worker does not.
  if actor is null and session_user <> 'waymark_worker' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'received' or new.covered_by is not null or new.decided_by is not null or new.closed_by is not null or new.type is not null
    then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if (old.id, old.case_id, old.person_id, old.agency_id, old.entry_id, old.kind, old.shows, old.taken_by, old.taken_on, old.agreed, old.class, old.size, old.sha256,
      old.added_by, old.added_at) is distinct from (new.id, new.case_id, new.person_id, new.agency_id, new.entry_id, new.kind, new.shows, new.taken_by, new.taken_on,
      new.agreed, new.class, new.size, new.sha256, new.added_by, new.added_at)
  then raise exception 'what was added stands as it was added' using errcode = 'check_violation'; end if;
  if step is not null and not step = any (case when actor is null
    then array['received > checking', 'checking > received', 'checking > clear', 'checking > held', 'checking > covered', 'checking > refused',
      'clear > received', 'covered > received', 'released > received']
    else array['held > received', 'covered > received', 'held > released', 'covered > released', 'clear > held', 'released > held'] end)
  then raise exception 'a file is checked, and then decided on by a second person (INV-08)' using errcode = 'check_violation'; end if;
  -- Opened without a person only where nothing was found and nothing covered.
  if new.state = 'clear' and (new.found <> '[]'::jsonb or new.covers <> '[]'::jsonb)
  then raise exception 'something was found in this file' using errcode = 'check_violation'; end if;
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
  return new;
end $$;
create trigger evidence_file_moves before insert or update on evidence_file for each row execute function private.evidence_file_moves();
alter function private.evidence_file_moves() owner to waymark_definer;
revoke all on function private.evidence_file_moves() from public;

revoke create on schema public, private from waymark_definer;
