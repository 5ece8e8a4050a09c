-- Misuse is noticed (S13, SAFETY 11): questions about who looked at what without a part in it, for somebody outside their line.
grant create on schema public, private to waymark_definer;

create table misuse_alert (
  id uuid primary key default gen_random_uuid(),
  practitioner_id uuid not null references practitioner,
  agency_id uuid not null references agency,
  kind text not null check (kind in ('repeated looks', 'same name', 'same address', 'neighbour', 'colleague', 'refused tries', 'browsing',
    'many copies', 'odd hours', 'own name', 'one case, many people')),
  case_id uuid references cases,
  -- When the looks became worth a question, and when the worker saw it.
  raised_at timestamptz not null,
  noticed_at timestamptz not null,
  due_at timestamptz,
  late_at timestamptz,
  told uuid[] not null default '{}',
  state text not null default 'new' check (state in ('new', 'asked', 'explained', 'passed on')),
  closed_at timestamptz,
  version integer not null default 1,
  check ((state in ('explained', 'passed on')) = (closed_at is not null)),
  check ((due_at is null) = (closed_at is not null))
);
-- One open question about this person, of this kind, about this case: later looks join it.
create unique index misuse_alert_open on misuse_alert (practitioner_id, kind, case_id) nulls not distinct where closed_at is null;
create index misuse_alert_agency on misuse_alert (agency_id, noticed_at);
create index misuse_alert_due on misuse_alert (due_at) where closed_at is null;
create table misuse_look (
  alert_id uuid not null references misuse_alert,
  audit_id uuid not null,
  at timestamptz not null,
  kind text not null,
  purpose text not null,
  ties text[] not null,
  surname_share real,
  is_off_duty boolean not null,
  is_supervising boolean not null,
  primary key (alert_id, audit_id)
);
create table misuse_step (
  id uuid primary key default gen_random_uuid(),
  alert_id uuid not null references misuse_alert,
  at timestamptz not null,
  by_id uuid references practitioner,
  what text not null check (what in ('raised', 'looks added', 'told', 'late', 'asked', 'explained', 'passed on')),
  said text,
  to_whom text,
  looks integer,
  check ((by_id is null) = (what in ('raised', 'looks added', 'told', 'late')))
);
create index misuse_step_alert on misuse_step (alert_id, at);
-- The partnership's desk for what nobody else may answer: the latest row holds.
create table misuse_desk (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references team,
  named_by uuid not null references practitioner,
  named_at timestamptz not null
);
-- Up to which sealed batch of the log the worker has read. The worker writes the row itself: a database that was only just made holds none.
create table misuse_reading (one boolean primary key default true check (one), batch bigint not null, read_at timestamptz);

create policy definer_reads on audit_batch for select to waymark_definer using (true);
create policy definer_reads on audit_place for select to waymark_definer using (true);
grant select on audit_batch, audit_place to waymark_definer;

-- Only looks that a detector asks for: few, so that reading a year of one person is short.
create index audit_for_misuse on audit (actor_id, at) where actor_id is not null and (kind in ('export', 'print', 'disclose', 'fail')
  or (kind = 'search' and detail = 'own name')
  or (case_id is not null and kind = 'consult' and (purpose is null or purpose in ('team', 'stated', 'emergency', 'none'))));

do $$
declare t text;
begin
  foreach t in array array['misuse_alert', 'misuse_look', 'misuse_step', 'misuse_desk', 'misuse_reading'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to waymark_definer', t);
  end loop;
end $$;

-- Who may answer: never the person, nobody in their line, above or below, nobody of their team, no administrator; and never
-- somebody with a conflict in that case. A sealed case is answered for by whoever is named on it (C5).
create function private.is_in_line(one uuid, other uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with recursive up (top, id, far) as (
    values (one, one, 0), (other, other, 0)
    union select u.top, p.supervisor_id, u.far + 1 from up u join public.practitioner p on p.id = u.id where p.supervisor_id is not null and u.far < 12)
  select exists (select from up where (top = one and id = other) or (top = other and id = one))
$$;
create function private.misuse_desk_people() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.practitioner_id from (select d.team_id from public.misuse_desk d order by d.named_at desc, d.id limit 1) latest
    join public.team t on t.id = latest.team_id and t.closed_at is null join public.team_member m on m.team_id = t.id and m.until_at is null
$$;
create function private.may_answer_misuse(candidate uuid, about uuid, of_case uuid) returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  p public.practitioner;
  sealed boolean;
  named uuid;
begin
  select * into p from public.practitioner where id = candidate;
  if not found or p.disabled_at is not null or p.role = 'administrator' or candidate = about then return false; end if;
  select c.sealed_at is not null, (select s.standards_id from public.case_seal s where s.case_id = c.id order by s.written_at desc, s.id limit 1)
    into sealed, named from public.cases c where c.id = of_case;
  if coalesce(sealed, false) and named is not null then
    if candidate <> named then return false; end if;
  elsif coalesce(sealed, false) then
    if p.role <> 'professional-standards' then return false; end if;
  elsif p.role not in ('professional-standards', 'auditor') and candidate not in (select private.misuse_desk_people()) then return false;
  end if;
  return not private.is_in_line(candidate, about)
    and not exists (select from public.team_member m join public.team_member o on o.team_id = m.team_id and o.until_at is null
      where m.practitioner_id = candidate and o.practitioner_id = about and m.until_at is null)
    and (of_case is null or not private.is_excluded(candidate, of_case));
end $$;
-- Everyone who may answer, those first who should: professional standards of the same agency, its auditor, other agencies', the desk.
create function private.misuse_handlers(about uuid, of_case uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id from public.practitioner p join public.practitioner w on w.id = about
  where (p.role in ('professional-standards', 'auditor') or p.id in (select private.misuse_desk_people())
      or p.id in (select s.standards_id from public.case_seal s where s.case_id = of_case))
    and private.may_answer_misuse(p.id, about, of_case)
  order by p.role not in ('professional-standards', 'auditor'), p.agency_id <> w.agency_id, p.role <> 'professional-standards', p.invited_at, p.id
$$;
-- Those of the same agency who may answer, and whoever else was told.
create function answers_misuse(alert uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.misuse_alert a where a.id = alert and (a.agency_id = private.bound(2) or private.bound(1) = any (a.told))
    and private.may_answer_misuse(private.bound(1), a.practitioner_id, a.case_id))
$$;
-- Whether the pages are there at all for this person.
create function reads_misuse() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p where p.id = private.bound(1) and p.disabled_at is null and p.role <> 'administrator'
    and (p.role in ('professional-standards', 'auditor') or p.id in (select private.misuse_desk_people())
      or exists (select from public.misuse_alert a where p.id = any (a.told))))
$$;

create policy answerers_read on misuse_alert for select to waymark_app using (answers_misuse(id));
create policy answerers_answer on misuse_alert for update to waymark_app using (closed_at is null and answers_misuse(id)) with check (answers_misuse(id));
create policy conflicts_subtracted on misuse_alert as restrictive to waymark_app
  using (case_id is null or case_id <> all ((select public.current_excluded())::uuid[]));
create policy answerers_read on misuse_look for select to waymark_app using (answers_misuse(alert_id));
create policy answerers_read on misuse_step for select to waymark_app using (answers_misuse(alert_id));
create policy answerers_add on misuse_step for insert to waymark_app with check (by_id = (select current_actor()) and answers_misuse(alert_id));
create policy staff_read on misuse_desk for select to waymark_app using ((select current_actor()) is not null);
create policy administrator_names on misuse_desk for insert to waymark_app with check (named_by = (select current_actor())
  and (select current_is_administrator()) and exists (select from team t where t.id = team_id and t.agency_id = (select current_agency())));
-- Which case it is leaves by one door only, which says no more of a sealed one than that it is sealed.
grant select (id, practitioner_id, agency_id, kind, raised_at, noticed_at, due_at, late_at, told, state, closed_at, version) on misuse_alert to waymark_app;
grant update (state, due_at, late_at, closed_at, version) on misuse_alert to waymark_app;
grant select on misuse_look, misuse_step, misuse_desk to waymark_app;
grant insert on misuse_step, misuse_desk to waymark_app;
grant select, insert on misuse_reading to waymark_worker;
grant update on misuse_reading to waymark_worker;
create policy worker_reads on misuse_reading to waymark_worker using (true) with check (true);

create function misuse_cases(alerts uuid[]) returns table (alert_id uuid, reference text, is_sealed boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select a.id, case when c.sealed_at is null then c.reference end, c.sealed_at is not null
  from public.misuse_alert a join public.cases c on c.id = a.case_id where a.id = any (alerts) and public.answers_misuse(a.id)
$$;
-- How many open questions of the agency are about sealed cases, and with those named for them.
create function count_sealed_misuse() returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(*)::integer from public.misuse_alert a join public.cases c on c.id = a.case_id and c.sealed_at is not null
  where public.reads_misuse() and a.closed_at is null and a.agency_id = private.bound(2) and a.practitioner_id <> private.bound(1)
    and not private.is_excluded(private.bound(1), c.id) and not public.answers_misuse(a.id)
$$;

-- What the worker reads ----------------------------------------------------------------------------------------------------

create function private.misuse_surname(name text) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.plain(regexp_replace(btrim(name), '^.*\s', '')) $$;
-- A refusal counts where the case was closed to the person at that moment: a dead link inside one's own case does not.
create function private.had_sight(who uuid, of_case uuid, moment timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = of_case and g.granted_at <= moment
    and (g.revoked_at is null or g.revoked_at > moment) and (g.until_at is null or g.until_at > moment)
    and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who
      and m.from_at <= moment and (m.until_at is null or m.until_at > moment))))
    and not exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.at <= moment
      and (x.ended_at is null or x.ended_at > moment))
$$;
-- Who looked, and at which cases, in the batches that came since. The log is read as it was sealed: no row is passed over.
create function misuse_new(after bigint, most integer) returns table (last_batch bigint, people uuid[], in_cases uuid[])
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with batches as (select b.number from public.audit_batch b where b.number > after order by b.number limit most),
  fresh as (
    select a.actor_id, a.case_id from batches b join public.audit_place l on l.batch = b.number join public.audit a on a.id = l.audit_id
    where a.form > 0 and a.actor_id is not null and (a.kind in ('export', 'print', 'disclose', 'fail') or (a.kind = 'search' and a.detail = 'own name')
      or (a.case_id is not null and a.kind = 'consult' and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none')))))
  select (select max(number) from batches),
    array(select distinct f.actor_id from fresh f union select p.id from public.practitioner p where p.disabled_at > now() - interval '3 days'),
    array(select distinct f.case_id from fresh f where f.case_id is not null)
$$;
-- Looks without a part, copies, refusals and searches for the own name: when, of what kind and with what purpose. Of the people in
-- the case nothing leaves but that something is shared.
create function misuse_looks(people uuid[], in_cases uuid[], since timestamptz)
returns table (id uuid, who uuid, at timestamptz, kind text, case_id uuid, purpose text, ties text[], surname_share real, is_supervising boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with asked as (
    select a.* from public.audit a left join public.cases c on c.id = a.case_id
    where a.actor_id is not null and a.at >= since and a.form > 0 and (a.actor_id = any (people) or a.case_id = any (in_cases))
      and (a.case_id is null or c.id is not null) and a.purpose is distinct from 'asked'
      and (a.kind in ('export', 'print', 'disclose') or (a.kind = 'search' and a.detail = 'own name')
        or (a.kind = 'fail' and a.case_id is not null and not private.had_sight(a.actor_id, a.case_id, a.at))
        or (a.case_id is not null and a.kind = 'consult' and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none'))))
  ), pairs as (select distinct k.actor_id, k.case_id from asked k where k.case_id is not null),
  facts as (
    select p.actor_id, p.case_id,
      exists (select from public.cases c join public.practitioner l on l.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
        where c.id = p.case_id and l.supervisor_id = p.actor_id) as supervises,
      exists (select from public.party y join public.person o on o.id = y.person_id join public.practitioner w on w.id = p.actor_id
        where y.case_id = p.case_id and private.misuse_surname(o.name) = private.misuse_surname(w.name)) as same_name
    from pairs p)
  select k.id, k.actor_id, k.at, case k.kind when 'disclose' then 'export' else k.kind end, k.case_id,
    case when k.kind = 'fail' then 'none' else coalesce(k.purpose, 'none') end,
    array(select 'own name' where k.kind = 'search' union all select 'surname' where f.same_name
      union all select distinct case when x.ground in ('address', 'household') then 'address' when x.ground in ('phone', 'e-mail') then 'phone'
          when x.ground in ('own team', 'employer') then 'employer' else 'connection' end
        from public.case_exclusion x where x.practitioner_id = k.actor_id and x.case_id = k.case_id and x.ended_at is null
          -- Whoever says it themself after a look has done what was asked of them.
          and (x.source = 'computed' or k.at > x.at)),
    case when f.same_name then (select (count(*) filter (where private.misuse_surname(o.name) = private.misuse_surname(w.name)) * 10000.0
      / greatest(count(*), 2000))::real from public.practitioner o) end,
    coalesce(f.supervises, false)
  from asked k join public.practitioner w on w.id = k.actor_id left join facts f on f.actor_id = k.actor_id and f.case_id = k.case_id
$$;
-- What is usual: how many different cases without a part somebody opened on each London day.
create function misuse_days(since timestamptz) returns table (who uuid, on_day date, cases integer) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select a.actor_id, (a.at at time zone 'Europe/London')::date, count(distinct a.case_id)::integer from public.audit a
  where a.actor_id is not null and a.at >= since and a.form > 0 and a.case_id is not null and a.kind = 'consult'
    and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none'))
    and not exists (select from public.cases c join public.practitioner l on l.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
      where c.id = a.case_id and l.supervisor_id = a.actor_id)
  group by 1, 2
$$;
create function misuse_answered(people uuid[], in_cases uuid[]) returns table (who uuid, kind text, case_id uuid, closed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select a.practitioner_id, a.kind, a.case_id, a.closed_at from public.misuse_alert a
  where a.closed_at is not null and (a.practitioner_id = any (people) or a.case_id = any (in_cases))
$$;

-- What the worker writes ---------------------------------------------------------------------------------------------------

create function private.tell_misuse(alert uuid, whom uuid[], alarm text, moment timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  insert into public.alarm (to_id, kind, raised_at) select w.id, alarm, moment from unnest(whom) as w (id) on conflict do nothing
$$;
-- Raises a question, or adds the looks to the one that is open. What was answered since is not asked again. True: something is new.
create function raise_misuse(about uuid, of_kind text, of_case uuid, since timestamptz, moment timestamptz, due timestamptz, looks jsonb) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  alert uuid;
  is_new boolean := false;
  added integer;
  whom uuid[];
begin
  perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'misuse', about, of_kind, of_case), 0));
  select a.id into alert from public.misuse_alert a
  where a.practitioner_id = about and a.kind = of_kind and a.case_id is not distinct from of_case and a.closed_at is null;
  if alert is null then
    if exists (select from public.misuse_alert a where a.practitioner_id = about and a.kind = of_kind and a.case_id is not distinct from of_case
      and a.closed_at >= since) then return false; end if;
    whom := array(select h from private.misuse_handlers(about, of_case) as h limit 2);
    insert into public.misuse_alert (practitioner_id, agency_id, kind, case_id, raised_at, noticed_at, due_at, told)
    select p.id, p.agency_id, of_kind, of_case, since, moment, due, whom from public.practitioner p where p.id = about returning id into alert;
    is_new := true;
  end if;
  insert into public.misuse_look (alert_id, audit_id, at, kind, purpose, ties, surname_share, is_off_duty, is_supervising)
  select alert, l.id, l.at, l.kind, l.purpose, l.ties, l.surname_share, l.is_off_duty, l.is_supervising
  from jsonb_to_recordset(looks) as l (id uuid, at timestamptz, kind text, purpose text, ties text[], surname_share real, is_off_duty boolean, is_supervising boolean)
  on conflict do nothing;
  get diagnostics added = row_count;
  if is_new or added > 0 then
    insert into public.misuse_step (alert_id, at, what, looks) values (alert, moment, case when is_new then 'raised' else 'looks added' end, added);
  end if;
  if is_new then perform private.tell_misuse(alert, whom, 'misuse', moment); end if;
  return is_new or added > 0;
end $$;
-- What nobody answered in time goes to the next who may answer as well; what nobody could be told of, to the first who can.
create function climb_misuse(moment timestamptz, again interval) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  a record;
  next uuid;
  climbed integer := 0;
begin
  for a in select * from public.misuse_alert x where x.closed_at is null
    and (x.told = '{}' or (x.due_at < moment and (x.late_at is null or x.late_at < moment - again))) order by x.due_at for update skip locked
  loop
    select h into next from private.misuse_handlers(a.practitioner_id, a.case_id) as h where h <> all (a.told) limit 1;
    if a.told = '{}' and next is null and (a.due_at >= moment or a.late_at >= moment - again) then continue; end if;
    climbed := climbed + 1;
    update public.misuse_alert set told = case when next is null then told else told || next end,
      late_at = case when due_at < moment then moment else late_at end where id = a.id;
    insert into public.misuse_step (alert_id, at, what, said)
    select a.id, moment, case when a.due_at < moment then 'late' else 'told' end,
      case when next is null then 'Nobody else may answer it' else 'Also told: ' || (select p.name from public.practitioner p where p.id = next) end;
    perform private.tell_misuse(a.id, case when next is null then a.told else a.told || next end, case when a.due_at < moment then 'misuse late' else 'misuse' end, moment);
  end loop;
  -- That nobody is there to answer is an alarm of its own, whether or not something waits; once a week.
  if not exists (select from public.practitioner p where p.role in ('professional-standards', 'auditor') and p.disabled_at is null)
    or exists (select from public.misuse_alert x where x.closed_at is null and x.told = '{}') then
    insert into public.alarm (to_id, kind, raised_at)
    select p.id, 'nobody for misuse', moment from public.practitioner p where p.role = 'administrator' and p.disabled_at is null
      and not exists (select from public.alarm l where l.to_id = p.id and l.kind = 'nobody for misuse' and l.raised_at > moment - interval '7 days')
    on conflict do nothing;
  end if;
  return climbed;
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.is_in_line(uuid, uuid)', 'private.misuse_desk_people()', 'private.may_answer_misuse(uuid, uuid, uuid)',
    'private.misuse_handlers(uuid, uuid)', 'answers_misuse(uuid)', 'reads_misuse()', 'misuse_cases(uuid[])', 'count_sealed_misuse()',
    'private.misuse_surname(text)', 'private.had_sight(uuid, uuid, timestamptz)', 'misuse_new(bigint, integer)',
    'misuse_looks(uuid[], uuid[], timestamptz)', 'misuse_days(timestamptz)', 'misuse_answered(uuid[], uuid[])',
    'private.tell_misuse(uuid, uuid[], text, timestamptz)', 'raise_misuse(uuid, text, uuid, timestamptz, timestamptz, timestamptz, jsonb)',
    'climb_misuse(timestamptz, interval)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function answers_misuse(uuid), reads_misuse(), misuse_cases(uuid[]), count_sealed_misuse() to waymark_app;
grant execute on function misuse_new(bigint, integer), misuse_looks(uuid[], uuid[], timestamptz), misuse_days(timestamptz), misuse_answered(uuid[], uuid[]),
  raise_misuse(uuid, text, uuid, timestamptz, timestamptz, timestamptz, jsonb), climb_misuse(timestamptz, interval) to waymark_worker;
revoke create on schema public, private from waymark_definer;
