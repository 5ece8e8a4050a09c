-- Counts that show nobody, what people say of how they were treated, and helplines that are kept without code
-- (DC-04, VC-13, BL-05, TP-13, CC-13, VC-16, VC-18; MODEL 4 class C1, INV-47).

-- Free lines that a person may ring. A row is one version of a line and is never edited; the latest holds. Nobody set what came with Waymark.
create table helpline (
  id uuid primary key default gen_random_uuid(),
  line uuid not null,
  place text not null check (place in ('England', 'Wales', 'England and Wales')),
  name text not null,
  number text not null,
  about text not null,
  is_ended boolean not null default false,
  set_by uuid references practitioner,
  set_at timestamptz not null,
  reason text not null
);
create index helpline_line on helpline (line, set_at);
-- A named person rang the number or read the provider's own page, and says so. It counts for that version only.
create table helpline_check (
  helpline_id uuid not null references helpline,
  checked_by uuid not null references practitioner,
  checked_on date not null,
  evidence text not null,
  recorded_at timestamptz not null,
  primary key (helpline_id, recorded_at)
);
insert into helpline (line, place, name, number, about, set_at, reason) values
  ('5a0c2f0e-0000-4000-8000-000000000001', 'England', 'National Domestic Abuse Helpline', '0808 2000 247', 'Run by Refuge, mainly for women. Free to call.',
    '2026-11-22 00:00:00+00', 'Came with Waymark, from the helpline details of the College of Policing guidance.'),
  ('5a0c2f0e-0000-4000-8000-000000000002', 'Wales', 'Live Fear Free', '0808 80 10 800', 'Free to call.',
    '2026-11-22 00:00:00+00', 'Came with Waymark, from the helpline details of the College of Policing guidance.');
do $$
declare t text;
begin
  foreach t in array array['helpline', 'helpline_check'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy staff_read on %I for select to waymark_app using ((select current_actor()) is not null)', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert on %I to waymark_app', t);
  end loop;
end $$;
create policy staff_add on helpline for insert to waymark_app with check (set_by = (select current_actor()));
create policy staff_add on helpline_check for insert to waymark_app with check (checked_by = (select current_actor()));
-- Public numbers: the sign-in page shows them to whoever is there.
create policy sign_in_reads on helpline for select to waymark_sign_in using (true);
grant select on helpline to waymark_sign_in;

-- How somebody was treated, in their own answers (VC-16). Each service reads what it asked itself, and nothing that another asked about it.
create table feedback (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  about_agency_id uuid not null references agency,
  agency_id uuid not null references agency,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  outcome text not null check (outcome in ('answered', 'chose not to answer', 'not asked')),
  respected text check (respected in ('yes', 'partly', 'no', 'chose not to say')),
  believed text check (believed in ('yes', 'partly', 'no', 'chose not to say')),
  informed text check (informed in ('yes', 'partly', 'no', 'chose not to say')),
  said text,
  foreign key (case_id, person_id) references party,
  check ((outcome = 'answered') = (respected is not null and believed is not null and informed is not null)),
  check (outcome = 'answered' or (respected is null and believed is null and informed is null))
);
create index feedback_case on feedback (case_id, asked_at);
call private.protect_case_table('feedback');
create policy own_agency_reads on feedback as restrictive for select to waymark_app using (agency_id = (select current_agency()));
create policy by_the_actor on feedback as restrictive for insert to waymark_app
  with check (agency_id = (select current_agency()) and asked_by = (select current_actor()));

-- What a person says of themselves so that services are counted fairly. Nobody reads an answer again, on the case or off it:
-- only that they were asked, and when (INV-17; MODEL 4, class C5). Answering anew replaces the answer.
create table fair_count (
  case_id uuid not null references cases,
  person_id uuid not null,
  answers jsonb not null,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  primary key (case_id, person_id),
  foreign key (case_id, person_id) references party
);
call private.protect_case_table('fair_count');
revoke select, insert on fair_count from waymark_app;
grant select (case_id, person_id, asked_by, asked_at) on fair_count to waymark_app;

-- Who decided to stop is a name (DC-04): the engine reads codes, days and ids, and never that.
create or replace function history_of(for_case uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.may_derive(for_case) then return null; end if;
  return jsonb_build_object(
    'entries', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'factId', e.fact_id, 'position', e.position, 'enteredBy', e.entered_by, 'relation', e.relation,
      'type', e.type, 'from', e.happened_from, 'until', e.happened_until, 'knownAt', e.known_at, 'receivedAt', e.received_at,
      'enteredAt', e.entered_at, 'by', e.body, 'details', e.details - 'decisionMaker') order by e.position), '[]') from public.entry e where e.case_id = for_case),
    'levels', (select coalesce(jsonb_agg(jsonb_build_object('agencyId', r.agency_id, 'personId', r.person_id, 'level', r.level, 'at', r.decided_at) order by r.decided_at), '[]')
      from public.risk_level r where r.case_id = for_case and r.proposal is distinct from 'waiting' and r.proposal is distinct from 'not agreed'),
    'victims', (select coalesce(jsonb_agg(p.person_id order by p.added_at), '[]') from public.party p where p.case_id = for_case and p.role = 'victim' and p.ended_at is null),
    'leads', (select jsonb_build_object('risk', c.risk_lead_id, 'plan', c.plan_lead_id, 'contact', c.contact_lead_id,
      'separatedOn', c.separated_on, 'openedAt', c.opened_at) from public.cases c where c.id = for_case),
    -- For each body at work here, the person who answers for it: a lead first, else whoever came last.
    'holders', (select coalesce(jsonb_object_agg(kind, holder), '{}') from (
      select distinct on (a.kind) a.kind, p.id as holder
      from public.case_grant g join public.practitioner p on p.id = g.grantee_id and p.disabled_at is null
        join public.agency a on a.id = p.agency_id join public.cases c on c.id = g.case_id
      where g.case_id = for_case and g.revoked_at is null
      order by a.kind, (p.id = c.contact_lead_id) desc, (p.id = c.risk_lead_id) desc, (p.id = c.plan_lead_id) desc, g.granted_at desc) as each_kind),
    'owners', (select coalesce(jsonb_object_agg(d.key, d.owner_id), '{}') from public.duty d where d.case_id = for_case and d.state = 'open'));
end $$;

grant create on schema public, private to waymark_definer;

create function keep_fair_count(for_case uuid, of_person uuid, given jsonb, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(for_case) or not exists (
    select from public.party where case_id = for_case and person_id = of_person and ended_at is null)
  then return false; end if;
  insert into public.fair_count (case_id, person_id, answers, asked_by, asked_at)
  values (for_case, of_person, given, public.current_actor(), at)
  on conflict (case_id, person_id) do update set answers = excluded.answers, asked_by = excluded.asked_by, asked_at = excluded.asked_at;
  return true;
end $$;

-- Counting ------------------------------------------------------------------------------------------------------------
-- Each private function below gives one row for each thing that is counted: under which heading and line it falls, which
-- part of the line it is, and how long it took. Only count_report, which hides what is small, may be called.

-- The cases that count: of the agency that asks (it opened the case, or works or worked on it), or of the whole partnership.
create function private.counted_cases(whole boolean) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id from public.cases c
  where coalesce(c.closed_as, '') not in ('recorded in error', 'double of another case')
    and (whole or c.agency_id = (select public.current_agency())
      or exists (select from public.case_grant g where g.case_id = c.id and g.agency_id = (select public.current_agency())))
$$;

-- Facts of these types that lie in that time, as they were last set right. Copies in other cases of the same suspect do not count again.
create function private.facts_between(types text[], starts timestamptz, ends timestamptz, whole boolean)
returns table (fact_id uuid, case_id uuid, type text, happened_at timestamptz, is_exact boolean, details jsonb, received_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with fact as (
    select distinct on (e.fact_id) e.fact_id, e.case_id, e.type, e.happened_from, e.precision, e.details from public.entry e
    where e.type = any (types) and e.relation <> 'confirms' and not e.from_other_case
    order by e.fact_id, e.entered_at desc, e.position desc)
  select f.fact_id, f.case_id, f.type, f.happened_from, f.precision = 'minute', f.details,
    (select min(e.received_at) from public.entry e where e.case_id = f.case_id and e.fact_id = f.fact_id)
  from fact f
  where f.happened_from >= starts and f.happened_from < ends and coalesce(f.details ->> 'neverHappened', '') <> 'true'
    and f.case_id in (select private.counted_cases(whole))
$$;

-- Decisions to stop, and whether the victim was told (DC-04). One that fell to several people counts by the one served worst.
create function private.units_of_stops(starts timestamptz, ends timestamptz, whole boolean, at timestamptz)
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case when f.type = 'justice.not-investigated' then 'before-charge' else coalesce(f.details ->> 'stage', 'not said') end,
    case when f.type = 'justice.not-investigated' then 'police|not investigated' else concat(coalesce(f.details ->> 'decidedBy', 'not said'), '|',
      case when lower(f.details ->> 'reason') in ('not enough evidence', 'not in the public interest', 'victim does not support it', 'out of time')
        then lower(f.details ->> 'reason') else 'another reason' end) end,
    case when t.late > 0 then 'not told, late' when t.open > 0 then 'not told yet' when t.told_late > 0 then 'told late'
      when t.told > 0 then 'told in time' when t.closed > 0 then 'not told, closed' else 'no duty' end,
    greatest(t.first_told - f.happened_at, interval '0'), null::interval
  from private.facts_between(array['justice.case-stopped', 'justice.not-investigated'], starts, ends, whole) f
  cross join lateral (
    select count(*) filter (where d.state = 'open' and d.statutory_due_at < at) as late, count(*) filter (where d.state = 'open') as open,
      count(*) filter (where d.outcome = 'told' and m.happened_from > d.statutory_due_at) as told_late,
      count(*) filter (where d.outcome = 'told') as told, count(*) as closed, min(m.happened_from) filter (where d.outcome = 'told') as first_told
    from public.duty d left join public.entry m on m.id = d.met_by_id
    where d.case_id = f.case_id and d.fact_id = f.fact_id and d.state <> 'superseded'
      and d.code in ('POLICE_NFA', 'CPS_NO_CHARGE', 'CPS_POST_CHARGE', 'NOT_INVESTIGATED')) t
$$;

-- Each duty to tell that came up, against both clocks (VC-13). Each stands in one part only: the furthest clock that it missed.
create function private.units_of_tellings(starts timestamptz, ends timestamptz, whole boolean, at timestamptz, codes text[])
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.holder, d.code,
    case when d.state = 'met' and d.outcome <> 'told' then 'not told, closed'
      when d.state = 'met' and m.happened_from > d.statutory_due_at then 'told after law'
      when d.state = 'met' and m.happened_from > d.safety_due_at then 'told after safety'
      when d.state = 'met' then 'told in time'
      when d.statutory_due_at < at then 'open after law' when d.safety_due_at < at then 'open after safety' else 'open' end,
    case when d.outcome = 'told' then greatest(m.happened_from - b.known_at, interval '0') end, null::interval
  from public.duty d join public.entry b on b.id = d.because_id left join public.entry m on m.id = d.met_by_id
  where d.code = any (codes) and d.person_id is not null and d.state <> 'superseded' and d.raised_at >= starts and d.raised_at < least(ends, at)
    and d.case_id in (select private.counted_cases(whole))
$$;

-- How long the court's word took to reach the body that must tell, and the victim (BL-05). A month is a line.
create function private.units_of_latency(starts timestamptz, ends timestamptz, whole boolean, days_off date[])
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select '', to_char(f.happened_at at time zone 'Europe/London', 'YYYY-MM'),
    case when day.received is null then 'not received' when day.received <= day.decided then 'same day' when word.is_later then 'later'
      else 'next working day' end,
    case when f.is_exact then greatest(f.received_at - f.happened_at, interval '0') end,
    case when f.is_exact then (
      select greatest(min(m.happened_from) - f.happened_at, interval '0') from public.duty d join public.entry m on m.id = d.met_by_id
      where d.case_id = f.case_id and d.fact_id = f.fact_id and d.outcome = 'told') end
  from private.facts_between(array['justice.bail-hearing-decided', 'justice.warrant-issued', 'justice.warrant-hearing-decided', 'justice.trial-ended',
    'justice.sentenced'], starts, ends, whole) f
  -- Day 0 is the day of the decision. In time is until the end of the first working day after it: later, when a working day lies between.
  cross join lateral (select (f.happened_at at time zone 'Europe/London')::date as decided, (f.received_at at time zone 'Europe/London')::date as received) day
  cross join lateral (
    select exists (select from generate_series(day.decided + 1, day.received - 1, interval '1 day') between_them
      where extract(isodow from between_them) < 6 and between_them::date <> all (days_off)) as is_later) word
$$;

-- Each change that asked for a review of the risk or of the plan, and how soon the review was made (TP-13). One review may answer several
-- changes. An alert ahead of a day asks when it comes up, not when the day became known.
create function private.units_of_triggers(starts timestamptz, ends timestamptz, whole boolean, at timestamptz)
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.code, because.type,
    case when d.state = 'met' and m.happened_from > d.due_at then 'done late' when d.state = 'met' then 'done in time'
      when d.due_at < at then 'open, late' else 'open' end,
    case when d.state = 'met' then greatest(m.happened_from - greatest(because.known_at, d.raised_at), interval '0') end, null::interval
  from public.duty d cross join lateral unnest(d.reasons) as reason join public.entry because on because.id = reason
    left join public.entry m on m.id = d.met_by_id
  where d.code in ('RISK_REVIEW', 'PLAN_REVIEW') and d.state <> 'superseded' and d.case_id in (select private.counted_cases(whole))
    and greatest(because.known_at, d.raised_at) >= starts and greatest(because.known_at, d.raised_at) < least(ends, at)
$$;

-- Whom the cases are about (CC-13): each person harmed once, by the first of their cases that was opened in that time.
create function private.units_of_equality(starts timestamptz, ends timestamptz, whole boolean)
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with harmed as (
    select distinct on (y.person_id) y.person_id, c.id as case_id, p.gender, p.language, p.communication_needs,
      coalesce(extract(year from age(c.opened_at at time zone 'Europe/London', p.born_on))::integer, p.age_about) as years
    from public.cases c join public.party y on y.case_id = c.id and y.role = 'victim' and y.ended_at is null join public.person p on p.id = y.person_id
    where c.opened_at >= starts and c.opened_at < ends and c.id in (select private.counted_cases(whole))
    order by y.person_id, c.opened_at, c.id)
  select '', said.line, said.part, null::interval, null::interval
  from harmed h
  left join lateral (
    select r.kind, o.gender from public.relationship r
    join public.person o on o.id = case when r.person_id = h.person_id then r.other_id else r.person_id end
    where r.case_id = h.case_id and ((r.person_id = h.person_id and r.other_role = 'perpetrator') or (r.other_id = h.person_id and r.person_role = 'perpetrator'))
    order by r.recorded_at, r.id limit 1) r on true
  left join lateral (select f.answers from public.fair_count f where f.case_id = h.case_id and f.person_id = h.person_id) f on true
  cross join lateral (values
    ('gender', coalesce(h.gender, 'not recorded')),
    ('gender-reported', coalesce(r.gender, 'not recorded')),
    ('relationship', case when r.kind in ('partner', 'former partner', 'spouse or civil partner', 'former spouse or civil partner',
        'engaged, now or before', 'parent of the same child') then 'partner, now or before'
      when r.kind in ('parent', 'son or daughter', 'brother or sister', 'grandparent or grandchild', 'step-family', 'in-law', 'other relative') then 'family'
      when r.kind = 'not personally connected' then r.kind else 'not recorded' end),
    ('age', case when h.years < 16 then 'under 16' when h.years < 18 then '16 or 17' when h.years < 25 then '18 to 24' when h.years < 35 then '25 to 34'
      when h.years < 45 then '35 to 44' when h.years < 55 then '45 to 54' when h.years < 65 then '55 to 64' when h.years >= 65 then '65 or over'
      else 'not recorded' end),
    ('language', case when lower(trim(h.language)) = 'english' then 'English' when trim(h.language) <> '' then 'another language' else 'not recorded' end),
    ('communication', case when trim(h.communication_needs) <> '' then 'a need is recorded' else 'not recorded' end),
    ('orientation', coalesce(f.answers ->> 'orientation', 'not asked')),
    ('trans', coalesce(f.answers ->> 'trans', 'not asked')),
    ('disability', coalesce(f.answers ->> 'disability', 'not asked')),
    ('ethnicity', coalesce(f.answers ->> 'ethnicity', 'not asked'))) as said (line, part)
$$;

-- What people say of each service (VC-16): the last answer of each person about each service in that time counts.
create function private.units_of_feedback(starts timestamptz, ends timestamptz, whole boolean)
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with last as (
    select distinct on (b.person_id, b.about_agency_id) b.* from public.feedback b
    where b.outcome = 'answered' and b.asked_at >= starts and b.asked_at < ends and (whole or b.about_agency_id = (select public.current_agency()))
      and b.case_id in (select private.counted_cases(true))
    order by b.person_id, b.about_agency_id, b.asked_at desc, b.id)
  select a.name, said.line, said.part, null::interval, null::interval
  from last b join public.agency a on a.id = b.about_agency_id
  cross join lateral (values ('respected', b.respected), ('believed', b.believed), ('informed', b.informed)) as said (line, part)
$$;

-- What may be shown of the parts of one whole (INV-47): counts to the nearest five, with -1 for one that is under the limit. Null when
-- that would tell more of a small count than that it is one: the parts that are shown, and the whole to the nearest five, must leave
-- it free to be any number from one to just under the limit. Where several lines share one whole, it is taken to be known exactly.
create function private.hide_small(counts integer[], below integer, shares_whole boolean) returns integer[]
language plpgsql immutable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  least_shown constant integer := greatest(below, 5);
  whole constant integer := (select coalesce(sum(n), 0) from unnest(counts) as n);
  slack constant integer := case when shares_whole then 0 else 2 end;
  known constant integer := case when shares_whole then whole else 5 * round(whole / 5.0) end;
  shown constant integer[] := array(select case when n = 0 or n >= least_shown then 5 * round(n / 5.0) else -1 end
    from unnest(counts) with ordinality as c (n, place) order by place);
  small constant integer := (select count(*) from unnest(shown) as n where n = -1);
  low constant integer := (select coalesce(sum(greatest(least_shown, n - 2)), 0) from unnest(shown) as n where n > 0);
  high constant integer := (select coalesce(sum(n + 2), 0) from unnest(shown) as n where n > 0);
begin
  if whole < least_shown then return null; end if;
  if small = 0 then return shown; end if;
  if low + (small - 1) + (least_shown - 1) > known + slack or high + (small - 1) * (least_shown - 1) + 1 < known - slack then return null; end if;
  return shown;
end $$;

create function private.may_read_reports() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner where id = public.current_actor() and disabled_at is null and role in ('idva-manager',
    'police-supervisor', 'wcu-manager', 'cps-manager', 'probation-manager', 'council-manager', 'housing-manager'))
$$;

-- The counts of one report in one quarter of a year, for those who manage: no row, no name, nothing small. The partnership's own
-- figures are of quarters that are over, since a number watched from day to day shows who was added to it.
create function count_report(report text, quarter date, whole boolean, below integer, at timestamptz, codes text[], days_off date[])
returns table (section text, line text, parts text[], counts integer[], total integer, middle_minutes integer, longest_days integer, later_minutes integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  least_shown constant integer := greatest(below, 5);
  starts constant timestamptz := date_trunc('quarter', quarter::timestamp) at time zone 'Europe/London';
  ends constant timestamptz := (date_trunc('quarter', quarter::timestamp) + interval '3 months') at time zone 'Europe/London';
begin
  if not private.may_read_reports() or (whole and ends > at) then return; end if;
  return query
  with unit as (
    select * from private.units_of_stops(starts, ends, whole, at) where report = 'stops'
    union all select * from private.units_of_tellings(starts, ends, whole, at, codes) where report = 'tellings'
    union all select * from private.units_of_latency(starts, ends, whole, days_off) where report = 'court-latency'
    union all select * from private.units_of_triggers(starts, ends, whole, at) where report = 'triggers'
    union all select * from private.units_of_equality(starts, ends, whole) where report = 'equality'
    union all select * from private.units_of_feedback(starts, ends, whole) where report = 'feedback'),
  part as (select u.section, u.line, u.part, count(*)::integer as n from unit u group by 1, 2, 3),
  line as (
    select p.section, p.line, array_agg(p.part order by p.part) as parts,
      private.hide_small(array_agg(p.n order by p.part), least_shown, report in ('equality', 'feedback')) as counts,
      sum(p.n)::integer as n from part p group by 1, 2),
  -- A middle or a longest is shown when enough went into it, and never to the minute.
  took as (
    select u.section, u.line,
      case when count(u.took) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.took)) / 900) end as middle,
      case when count(u.took) >= least_shown then ceil(extract(epoch from max(u.took)) / 86400) end as longest,
      case when count(u.later) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.later)) / 900) end as later
    from unit u group by 1, 2)
  select l.section, l.line, case when l.counts is null then '{}' else l.parts end, coalesce(l.counts, '{}'),
    case when l.n >= least_shown then (5 * round(l.n / 5.0))::integer end, t.middle::integer, t.longest::integer, t.later::integer
  from line l join took t on t.section = l.section and t.line = l.line
  order by l.section, l.line;
end $$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.proname in ('keep_fair_count', 'counted_cases', 'facts_between', 'units_of_stops', 'units_of_tellings',
      'units_of_latency', 'units_of_triggers', 'units_of_equality', 'units_of_feedback', 'hide_small', 'may_read_reports', 'count_report') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
revoke create on schema public, private from waymark_definer;
grant execute on function keep_fair_count(uuid, uuid, jsonb, timestamptz), count_report(text, date, boolean, integer, timestamptz, text[], date[]) to waymark_app;
