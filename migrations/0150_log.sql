-- The log: each row is sealed by a key that is not here, rows go into signed batches, and an auditor reads it (S5, S6, INV-49, IS-03).
grant create on schema public, private to waymark_definer;

-- What the app says of a row and seals (`form` names the list of fields), and the database's own word on when it was written.
alter table audit add form smallint not null default 0, add hmac bytea, add purpose text, add reason_id uuid, add written_at timestamptz;
alter table audit alter column written_at type timestamptz using at;
alter table audit alter column written_at set default clock_timestamp(), alter column written_at set not null,
  alter column form drop default, alter column at drop default, alter column id drop default,
  add check ((form = 0) = (hmac is null));
create index audit_agency on audit (agency_id, at);

-- Rows are added in one's own name, with a seal, at a time of writing that the writer cannot choose.
drop policy own_rows on audit;
drop policy sign_in_rows on audit;
create policy own_rows on audit for insert to waymark_app with check (form > 0
  and actor_id is not distinct from (select current_actor()) and agency_id is not distinct from (select current_agency()));
create policy sign_in_rows on audit for insert to waymark_sign_in with check (form > 0
  and kind in ('sign-in', 'sign-out', 'fail') and case_id is null);
create policy worker_rows on audit for insert to waymark_worker with check (form > 0 and actor_id is null and agency_id is null);
create policy worker_seals on audit for select to waymark_worker using (true);
revoke insert on audit from waymark_app, waymark_sign_in;
grant insert (id, at, actor_id, agency_id, kind, route, case_id, object_id, detail, reference, purpose, reason_id, form, hmac)
  on audit to waymark_app, waymark_sign_in, waymark_worker;
grant select on audit to waymark_worker, waymark_definer;

-- A row that no batch holds yet. It comes and commits with its row, so that one that commits late is not passed over.
create table audit_waiting (audit_id uuid primary key);
create table audit_batch (
  number bigint primary key check (number > 0),
  form smallint not null check (form > 0),
  rows integer not null check (rows >= 0),
  first_at timestamptz,
  last_at timestamptz,
  sealed_at timestamptz not null,
  root bytea not null,
  previous bytea,
  signature bytea not null
);
create table audit_place (
  batch bigint not null,
  position integer not null check (position > 0),
  audit_id uuid not null unique,
  primary key (batch, position)
);
do $$
declare t text;
begin
  foreach t in array array['audit_waiting', 'audit_batch', 'audit_place'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy worker_reads on %I for select to waymark_worker using (true)', t);
    execute format('grant select on %I to waymark_worker', t);
  end loop;
  foreach t in array array['audit_batch', 'audit_place'] loop
    execute format('create policy worker_adds on %I for insert to waymark_worker with check (true)', t);
    execute format('grant insert on %I to waymark_worker', t);
  end loop;
end $$;
create policy worker_takes on audit_waiting for delete to waymark_worker using (true);
grant delete on audit_waiting to waymark_worker;
create policy definer_adds on audit_waiting for insert to waymark_definer with check (true);
grant insert on audit_waiting to waymark_definer;
-- Only when the log was last sealed: /metrics and /health raise the alarm.
create policy all_read on audit_batch for select to waymark_app using (true);
grant select (number, sealed_at) on audit_batch to waymark_app;

-- What was written before has no seal of its own; the first batches hold it as it is found.
set local role waymark_definer;
insert into audit_waiting (audit_id) select id from audit;
reset role;
create function private.wait_for_seal() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into public.audit_waiting (audit_id) values (new.id);
  return null;
end $$;
create trigger wait_for_seal after insert on audit for each row execute function private.wait_for_seal();

-- An auditor and whoever answers for misuse, like an administrator, have no case: not by a grant, and not through a team (INV-39).
create or replace function private.administrator_has_no_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare whom constant uuid := coalesce(to_jsonb(new) ->> 'grantee_id', to_jsonb(new) ->> 'practitioner_id')::uuid;
begin
  if exists (select from public.practitioner where id = whom and role in ('administrator', 'auditor', 'professional-standards')) then
    raise exception 'administrators, auditors and professional standards see no case (INV-39)' using errcode = 'check_violation', constraint = 'administrator_has_no_case';
  end if;
  return new;
end $$;
drop trigger administrator_hands_over on practitioner;
create constraint trigger administrator_hands_over after update of role on practitioner
  deferrable initially deferred for each row when (new.role in ('administrator', 'auditor', 'professional-standards'))
  execute function private.leaver_hands_over();
create or replace function end_case_access(who uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() or not exists (select from public.practitioner
    where id = who and agency_id = public.current_agency() and (disabled_at is not null or role in ('administrator', 'auditor', 'professional-standards')))
  then return false; end if;
  update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
  update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
  update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
  return true;
end $$;

create function private.current_is_auditor() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.practitioner where id = private.bound(1) and role = 'auditor' and disabled_at is null) $$;
-- The log of the auditor's own agency, newest first, and rows without anybody unless they are about somebody of another agency.
-- Looks at sealed cases, and at cases that the auditor has a conflict with, are not in it (C5). The newest 10,001 are counted.
create function search_audit(by_person uuid, in_case text, of_kind text, at_route text, from_at timestamptz, until_at timestamptz, passed integer, most integer)
returns table (id uuid, at timestamptz, actor text, actor_role text, kind text, route text, names_case boolean, reference text, whose text, purpose text, pick text, said text, detail text, total integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  mine constant uuid := public.current_agency();
  hidden constant uuid[] := public.current_excluded();
  sought constant uuid[] := array(select c.id from public.cases c where c.reference = upper(in_case));
begin
  if not private.current_is_auditor() then return; end if;
  return query
    with matched as materialized (
      select a.* from public.audit a
      where (a.agency_id = mine or (a.agency_id is null and a.actor_id is null
          and not exists (select from public.practitioner o where o.id = a.object_id and o.agency_id <> mine)))
        and a.at >= from_at and a.at < until_at
        and (by_person is null or a.actor_id = by_person or (a.actor_id is null and a.object_id = by_person))
        and (in_case is null or a.case_id = any (sought))
        and (of_kind is null or a.kind = of_kind)
        and (at_route is null or strpos(lower(a.route), lower(at_route)) > 0)
        and (a.case_id is null or (a.case_id <> all (hidden)
          and not exists (select from public.cases s where s.id = a.case_id and s.sealed_at is not null)))
      order by a.at desc, a.written_at desc, a.id desc limit 10001)
    select m.id, m.at, p.name, p.role, m.kind, m.route, m.case_id is not null, c.reference,
      case when m.actor_id is null then o.name end, m.purpose, coalesce(r.pick, e.pick), coalesce(r.said, e.said), m.detail, (select count(*)::integer from matched)
    from matched m left join public.practitioner p on p.id = m.actor_id left join public.cases c on c.id = m.case_id
      left join public.practitioner o on o.id = m.object_id
      left join public.look_reason r on r.id = m.reason_id left join public.emergency_look e on e.id = m.reason_id
    order by m.at desc, m.written_at desc, m.id desc offset passed limit most;
end $$;
-- How many looks at sealed cases these days have, whoever and whatever is searched for: a narrower count would name somebody.
create function count_sealed_looks(from_at timestamptz, until_at timestamptz) returns integer
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.current_is_auditor() then return 0; end if;
  return (select count(*)::integer from public.audit a join public.cases c on c.id = a.case_id and c.sealed_at is not null
    where a.agency_id = (select public.current_agency()) and a.at >= from_at and a.at < until_at and c.id <> all ((select public.current_excluded())::uuid[]));
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.wait_for_seal()', 'private.current_is_auditor()', 'count_sealed_looks(timestamptz, timestamptz)',
    'search_audit(uuid, text, text, text, timestamptz, timestamptz, integer, integer)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function count_sealed_looks(timestamptz, timestamptz),
  search_audit(uuid, text, text, text, timestamptz, timestamptz, integer, integer) to waymark_app;
revoke create on schema public, private from waymark_definer;
