-- Whoever reports somebody missing, or asks for a welfare check, may be looking for them through the police: each report is held against everybody who is
-- protected here before anybody is traced (RR-08, INV-44, S-07). What was found is kept where no role of the app reads: the doors below say of it, to each, what they may know.
grant create on schema public, private to waymark_definer;

-- Nobody can read everybody's name while somebody waits at the telephone.
create index person_alike on person using gin (plain_name gin_trgm_ops, plain_names gin_trgm_ops);

create table missing_report (
  id uuid primary key,
  agency_id uuid not null references agency,
  taken_by uuid not null references practitioner,
  taken_at timestamptz not null,
  came_at timestamptz not null check (came_at <= taken_at),
  name text not null check (name <> ''),
  born_on date,
  said_where text,
  said text[] not null check (cardinality(said) > 0 and said <@ array['missing', 'mental health', 'welfare check', 'safeguarding']),
  caller text not null check (caller <> ''),
  caller_is text not null check (caller_is <> ''),
  caller_reached text,
  supervisor_id uuid references practitioner,
  due_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid references practitioner,
  late_at timestamptz,
  check ((answered_at is null) = (answered_by is null))
);
create index missing_report_agency on missing_report (agency_id, taken_at);
create index missing_report_open on missing_report (due_at) where answered_at is null and late_at is null;
create index missing_report_taker on missing_report (taken_by, taken_at);
create table private.missing_match (
  report_id uuid not null references public.missing_report on delete cascade,
  case_id uuid not null references public.cases on delete cascade,
  entry_id uuid,
  primary key (report_id, case_id)
);
create index missing_match_case on private.missing_match (case_id);
create index missing_match_waiting on private.missing_match (report_id) where entry_id is null;
alter table missing_report enable row level security;
alter table missing_report force row level security;
alter table private.missing_match enable row level security;
alter table private.missing_match force row level security;
create policy definer_all on private.missing_match to waymark_definer using (true) with check (true);
create policy definer_all on missing_report to waymark_definer using (true) with check (true);
grant select, insert, update, delete on missing_report to waymark_definer;
grant select, insert, update on private.missing_match to waymark_definer;

create function private.takes_reports() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p join public.agency a on a.id = p.agency_id where p.id = private.bound(1) and a.kind = 'police'
    and p.role in ('first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor') and p.disabled_at is null)
$$;
create function private.supervises_reports() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.takes_reports() and exists (select from public.practitioner p where p.id = private.bound(1) and p.role = 'police-supervisor') $$;
-- Who may not learn of a case at all: whoever has a conflict in it, or works with the person reported.
create function private.is_kept_from_report(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.is_excluded(who, of_case) or private.works_for_other_side(who, of_case, true) $$;
-- The cases in which somebody harmed, or a child, may be whom the caller names: spelt otherwise, by another name of theirs, or by the day of birth with a name that is near. Each namesake
-- counts; of those whose names are only alike, the twenty nearest. A case that has ended is held against it too: he may look for her years later; nobody leads it, and the supervisor answers for it.
create function private.protected_alike(sought text, born date) returns setof uuid language sql stable security definer set search_path = pg_catalog, public, pg_temp
  set enable_seqscan = off set pg_trgm.similarity_threshold = 0.5 set pg_trgm.word_similarity_threshold = 0.5 as
$$
  with found as (
    select p.id, p.born_on, similarity(p.plain_name, asked.name) as whole, case when asked.name like '% %' then word_similarity(asked.name, p.plain_names) else 0 end as part
    from (select private.plain(sought) as name) asked
    join public.person p on p.plain_name % asked.name or asked.name <% p.plain_names
    union
    select p.id, p.born_on, similarity(p.plain_name, asked.name), word_similarity(asked.name, p.plain_names)
    from (select private.plain(sought) as name) asked join public.person p on p.born_on = born),
  near as (
    select c.id, max(greatest(f.whole, f.part)) as likeness
    from found f
    join public.party y on y.person_id = f.id and y.ended_at is null and y.role in ('victim', 'child')
    join public.cases c on c.id = y.case_id and (c.state <> 'closed' or c.closed_as not in ('recorded in error', 'double of another case'))
    where greatest(f.whole, f.part) >= case when f.born_on = born then 0.25 when born is not null and f.born_on is not null then 0.7 else 0.5 end
    group by c.id)
  select n.id from (select near.*, row_number() over (order by likeness desc, id) as place from near) n where n.likeness >= 0.8 or n.place <= 20
$$;
-- A match that this person may be told of.
create function private.report_matches(report uuid) returns setof private.missing_match language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select m.* from private.missing_match m where m.report_id = report and not private.is_kept_from_report(private.bound(1), m.case_id) $$;
-- Nobody who is kept from one of the cases is named.
create function private.report_supervisor(report uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id from public.missing_report r join public.practitioner p on p.agency_id = r.agency_id
  where r.id = report and p.role = 'police-supervisor' and p.disabled_at is null
    and not exists (select from private.missing_match m where m.report_id = r.id and private.is_kept_from_report(p.id, m.case_id))
  order by p.id = r.taken_by, p.invited_at, p.id limit 1
$$;
-- One report, held against everybody at once. It says nothing: what may be told is asked of the doors that read.
create function take_missing_report(new_id uuid, whom text, born date, last_seen text, what text[], by_caller text, by_relation text, by_reach text,
  came timestamptz, moment timestamptz, due timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare named uuid;
begin
  if not private.takes_reports() then return false; end if;
  insert into public.missing_report (id, agency_id, taken_by, taken_at, came_at, name, born_on, said_where, said, caller, caller_is, caller_reached, due_at)
  values (new_id, public.current_agency(), private.bound(1), moment, came, whom, born, last_seen, what, by_caller, by_relation, by_reach, due);
  insert into private.missing_match (report_id, case_id) select new_id, c.id from private.protected_alike(whom, born) as c (id);
  named := private.report_supervisor(new_id);
  update public.missing_report set supervisor_id = named where id = new_id;
  if exists (select from private.missing_match m where m.report_id = new_id) then
    insert into public.alarm (to_id, kind, raised_at) select named, 'missing report', moment where named is not null on conflict do nothing;
  end if;
  -- One name after another is no call: professional standards are told who asks.
  if (select count(*) from public.missing_report r where r.taken_by = private.bound(1) and r.taken_at > moment - interval '1 hour') > 10 then
    insert into public.alarm (to_id, kind, raised_at)
    select p.id, 'many missing reports', moment from public.practitioner p
    where p.agency_id = public.current_agency() and p.role = 'professional-standards' and p.disabled_at is null on conflict do nothing;
  end if;
  return true;
end $$;
-- Supervisors read each report of their force, others those that they took themselves. Whether it may be somebody protected is told to each as far as they may know.
create function missing_reports(of_report uuid, at_most integer, skipped integer) returns table (
  id uuid, taken_at timestamptz, came_at timestamptz, name text, born_on date, said_where text, said text[], caller text, caller_is text, caller_reached text,
  taker text, supervisor text, due_at timestamptz, may_be_protected boolean, is_ended boolean, is_confirmed boolean, answered_at timestamptz, answerer text, total bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select r.id, r.taken_at, r.came_at, r.name, r.born_on, r.said_where, r.said, r.caller, r.caller_is, r.caller_reached, t.name,
    case when found.is_told then s.name end, r.due_at, found.is_told, found.is_ended, found.is_told and found.confirmed, r.answered_at, a.name, count(*) over ()
  from public.missing_report r join public.practitioner t on t.id = r.taken_by
  left join public.practitioner s on s.id = r.supervisor_id left join public.practitioner a on a.id = r.answered_by
  cross join lateral (select count(*) > 0 as is_told, coalesce(bool_or(c.state = 'closed'), false) as is_ended, coalesce(bool_and(c.state = 'closed' or exists (
    select from public.duty d where d.case_id = m.case_id and m.entry_id = any (d.reasons) and d.code = 'SAFE_AND_WELL' and d.state = 'met')), false) as confirmed
    from private.report_matches(r.id) m join public.cases c on c.id = m.case_id) found
  where private.takes_reports() and r.agency_id = public.current_agency() and (private.supervises_reports() or r.taken_by = private.bound(1))
    and (of_report is null or r.id = of_report)
  order by r.taken_at desc, r.id limit least(at_most, 100) offset skipped
$$;
-- The neutral answer was given: only once whoever leads the plan has confirmed that they are safe and well.
create function answer_missing_report(report uuid, moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.supervises_reports() then return false; end if;
  perform from public.missing_report r where r.id = report for update;
  if not exists (select from public.missing_reports(report, 1, 0) r where r.is_confirmed and r.answered_at is null) then return false; end if;
  update public.missing_report set answered_at = moment, answered_by = private.bound(1) where id = report;
  return true;
end $$;
-- The worker writes each match into its case, where those who lead it are asked: whoever took the call reaches no case.
create function enter_missing_report(moment timestamptz) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  m private.missing_match;
  r public.missing_report;
  made constant uuid := gen_random_uuid();
begin
  if session_user <> 'waymark_worker' then raise exception 'only the worker writes into a case what came by a call' using errcode = 'insufficient_privilege'; end if;
  select x.* into m from private.missing_match x join public.missing_report asked on asked.id = x.report_id and asked.answered_at is null
  join public.cases c on c.id = x.case_id and c.state <> 'closed'
  where x.entry_id is null order by x.report_id, x.case_id limit 1 for update of x skip locked;
  if not found then return null; end if;
  select * into r from public.missing_report x where x.id = m.report_id;
  perform from public.cases c where c.id = m.case_id and c.state <> 'closed' for no key update;
  if not found then return null; end if;
  insert into public.entry (id, case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id, body, what, details)
  select made, m.case_id, coalesce(max(x.position), 0) + 1, made, 'starts', 'missing-reports.taken', r.came_at, r.came_at, r.taken_at, moment, null, r.agency_id, 'police',
    concat(r.caller, ' (', r.caller_is, ') reported ', r.name, ' to police: ', array_to_string(r.said, ', '), '. It may be somebody of this case.'), '{}'
  from public.entry x where x.case_id = m.case_id;
  update private.missing_match set entry_id = made where report_id = m.report_id and case_id = m.case_id;
  return m.case_id;
end $$;
-- The hour is over and nobody has answered: each supervisor of the force who may know is told, once.
create function say_late_reports(moment timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  late constant uuid[] := array(select r.id from public.missing_report r where r.answered_at is null and r.late_at is null and r.due_at <= moment
    and exists (select from private.missing_match m where m.report_id = r.id) order by r.due_at limit 100 for update skip locked);
begin
  if session_user <> 'waymark_worker' then raise exception 'only the worker keeps the clocks' using errcode = 'insufficient_privilege'; end if;
  insert into public.alarm (to_id, kind, raised_at)
  select distinct p.id, 'missing report late', moment from public.missing_report r
  join public.practitioner p on p.agency_id = r.agency_id and p.role = 'police-supervisor' and p.disabled_at is null
  where r.id = any (late) and not exists (select from private.missing_match m where m.report_id = r.id and private.is_kept_from_report(p.id, m.case_id))
  on conflict do nothing;
  update public.missing_report set late_at = moment where id = any (late);
  return cardinality(late);
end $$;
-- A report goes after its days, once the caller was answered or where nobody was found, and while no legal hold stands on a case of it. What it said stays in the case as an entry.
create function forget_missing_reports(moment timestamptz, days integer) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare gone integer;
begin
  if session_user <> 'waymark_worker' then raise exception 'only the worker lets records go' using errcode = 'insufficient_privilege'; end if;
  if days is null or days < 1 then raise exception 'a report is kept for a day at least' using errcode = 'check_violation'; end if;
  delete from public.missing_report r where coalesce(r.answered_at, r.taken_at) < moment - make_interval(days => days)
    and (r.answered_at is not null or not exists (select from private.missing_match m where m.report_id = r.id))
    and not exists (select from private.missing_match m where m.report_id = r.id and private.is_held(m.case_id));
  get diagnostics gone = row_count;
  return gone;
end $$;
do $$
declare f text;
begin
  foreach f in array array['takes_reports()', 'supervises_reports()', 'is_kept_from_report(uuid, uuid)', 'protected_alike(text, date)', 'report_matches(uuid)', 'report_supervisor(uuid)'] loop
    execute format('alter function private.%s owner to waymark_definer', f);
    execute format('revoke all on function private.%s from public', f);
  end loop;
  foreach f in array array['take_missing_report(uuid, text, date, text, text[], text, text, text, timestamptz, timestamptz, timestamptz)', 'missing_reports(uuid, integer, integer)',
    'answer_missing_report(uuid, timestamptz)', 'enter_missing_report(timestamptz)', 'say_late_reports(timestamptz)', 'forget_missing_reports(timestamptz, integer)'] loop
    execute format('alter function public.%s owner to waymark_definer', f);
    execute format('revoke all on function public.%s from public', f);
    execute format('grant execute on function public.%s to %I', f, case when f ~ '^(enter|say|forget)' then 'waymark_worker' else 'waymark_app' end);
  end loop;
end $$;
revoke create on schema public, private from waymark_definer;

-- What came by a call is told to those who see what happened, and to the leads; never to whoever works with the person reported.
create policy calls_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'missing-reports'
  or ('incidents' <> all ((select current_partial())::text[]) or case_id = any ((select current_led())::uuid[]) or fact_id = any ((select current_grounds())::uuid[]))
    and not current_on_other_side(case_id));
create policy calls_by_side on duty as restrictive for select to waymark_app using (
  code <> 'SAFE_AND_WELL' or owner_id = (select current_actor()) or not current_on_other_side(case_id));
