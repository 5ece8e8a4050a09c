-- What happened, who must do what by when (DESIGN 2; MODEL 5.8; INV-20 to INV-25).

-- Entries are never edited: another entry confirms or corrects the fact.
create table entry (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  position integer not null,
  fact_id uuid not null,
  relation text not null check (relation in ('starts', 'confirms', 'corrects')),
  type text not null,
  -- A fact about a suspect reaches each open case in which that person is the perpetrator.
  suspect_id uuid,
  happened_from timestamptz not null,
  happened_until timestamptz not null check (happened_until >= happened_from),
  precision text not null default 'minute' check (precision in ('minute', 'day', 'month', 'year')),
  known_at timestamptz not null,
  received_at timestamptz,
  entered_at timestamptz not null,
  entered_by uuid references practitioner,
  agency_id uuid references agency,
  body text not null,
  told_by text,
  what text,
  details jsonb not null default '{}',
  from_other_case boolean not null default false,
  unique (case_id, position)
);
create index entry_fact on entry (case_id, fact_id);
create index entry_suspect on entry (suspect_id) where suspect_id is not null;
call private.protect_case_table('entry');
create policy by_the_actor on entry as restrictive for insert to waymark_app
  with check (entered_by = (select current_actor()) and agency_id = (select current_agency()) and not from_other_case);

create table duty (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  -- (fact, rule, occurrence, person): one duty, however often the fact is entered.
  key text not null,
  code text not null,
  rule_id text not null,
  rule_version text not null,
  fact_id uuid not null,
  because_id uuid not null references entry,
  occurrence text not null,
  person_id uuid references person,
  holder text not null,
  owned_by text not null,
  owner_id uuid not null references practitioner,
  task text not null,
  raised_at timestamptz not null,
  statutory_due_at timestamptz,
  safety_due_at timestamptz,
  -- Where the time is not known exactly, or the calendar ends, this says so.
  due_unknown text,
  due_at timestamptz generated always as (least(statutory_due_at, safety_due_at)) stored,
  certain boolean not null default true,
  quotes text[] not null default '{}',
  reasons uuid[] not null default '{}',
  notes text[] not null default '{}',
  applied_early boolean not null default false,
  state text not null default 'open' check (state in ('open', 'met', 'superseded')),
  -- How it was met: done, told, unable, not told by choice.
  outcome text,
  met_by_id uuid references entry,
  superseded_by_id uuid references entry,
  closed_at timestamptz,
  -- The next moment at which the worker has something to do about this duty; null when nothing is to come.
  next_clock_at timestamptz,
  version integer not null default 1,
  unique (case_id, key),
  check ((state = 'open') = (closed_at is null)),
  check (statutory_due_at is not null or safety_due_at is not null or due_unknown is not null)
);
create index duty_owner on duty (owner_id, due_at) where state = 'open';
create index duty_open on duty (case_id, due_at) where state = 'open';
create index duty_clock on duty (next_clock_at) where next_clock_at is not null;
call private.protect_case_table('duty');
grant update (owner_id, version) on duty to waymark_app;
revoke insert on duty from waymark_app;

-- What climbs: said once for each duty, kind and person (U7), and read by that person.
create table alarm (
  id uuid primary key default gen_random_uuid(),
  to_id uuid not null references practitioner,
  case_id uuid references cases,
  duty_id uuid references duty,
  kind text not null,
  raised_at timestamptz not null,
  seen_at timestamptz,
  unique (to_id, kind, duty_id)
);
create index alarm_unseen on alarm (to_id, raised_at) where seen_at is null;
alter table alarm enable row level security;
alter table alarm force row level security;
create policy own on alarm to waymark_app using (to_id = (select current_actor())) with check (false);
create policy definer_all on alarm to waymark_definer using (true) with check (true);
create policy worker_all on alarm to waymark_worker using (true) with check (true);
grant select, update (seen_at) on alarm to waymark_app;
grant select, insert on alarm to waymark_definer;
grant select, insert on alarm to waymark_worker;

-- The deriving step --------------------------------------------------------------------------------------------------
-- What it reads are codes, days and ids. It reaches cases that the recorder cannot see, and what it finds there
-- goes to the engine and back into those cases, and nowhere else.

-- True for the worker, for someone who sees the case, and for the case that an entry of this very transaction reached.
create function private.may_derive(for_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select session_user = 'waymark_worker' or public.actor_has_case(for_case)
    or (public.current_actor() is not null and exists (
      select from public.entry e where e.case_id = for_case and e.from_other_case and e.xmin = pg_current_xact_id()::xid))
$$;

-- Brings a fact about a suspect to every other open case in which that person is the perpetrator: the type and the
-- times, no account and no name. Gives the ids of all cases to derive, the entry's own first. Locks each case's history.
create function fan_out(entry_id uuid) returns setof uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  e public.entry;
  other uuid;
begin
  select * into e from public.entry where id = entry_id;
  if not found or not private.may_derive(e.case_id) or e.entered_by is distinct from public.current_actor() and session_user <> 'waymark_worker' then return; end if;
  perform from public.cases where id = e.case_id for no key update;
  return next e.case_id;
  if e.suspect_id is null then return; end if;
  for other in
    select c.id from public.cases c join public.party p on p.case_id = c.id
    where p.person_id = e.suspect_id and p.role = 'perpetrator' and p.ended_at is null and c.state <> 'closed' and c.id <> e.case_id
    order by c.id for no key update of c
  loop
    insert into public.entry (case_id, position, fact_id, relation, type, suspect_id, happened_from, happened_until, precision, known_at,
      received_at, entered_at, entered_by, agency_id, body, details, from_other_case)
    select other, coalesce(max(x.position), 0) + 1, e.fact_id, e.relation, e.type, e.suspect_id, e.happened_from, e.happened_until, e.precision,
      e.known_at, e.received_at, e.entered_at, null, null, e.body,
      (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(e.details)
       where key in ('hearingOn', 'hearing', 'releaseOn', 'confirmed', 'released', 'stage', 'inCustody', 'forBreach')), true
    from public.entry x where x.case_id = other;
    return next other;
  end loop;
end $$;

-- All that the engine needs to know of one case: its history without accounts, and the facts that entries do not carry.
create function history_of(for_case uuid) returns jsonb language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.may_derive(for_case) then return null; end if;
  return jsonb_build_object(
    'entries', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'factId', e.fact_id, 'position', e.position, 'enteredBy', e.entered_by, 'relation', e.relation,
      'type', e.type, 'from', e.happened_from, 'until', e.happened_until, 'knownAt', e.known_at, 'receivedAt', e.received_at,
      'enteredAt', e.entered_at, 'by', e.body, 'details', e.details) order by e.position), '[]') from public.entry e where e.case_id = for_case),
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

-- Writes what the engine derived. What is met stays as it was met; a deadline that has passed is never moved (INV-21).
create function place_duties(for_case uuid, at timestamptz, duties jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.may_derive(for_case) then raise exception 'not a case to derive' using errcode = 'insufficient_privilege'; end if;
  insert into public.duty as old (case_id, key, code, rule_id, rule_version, fact_id, because_id, occurrence, person_id, holder, owned_by, owner_id, task,
    raised_at, statutory_due_at, safety_due_at, due_unknown, certain, quotes, reasons, notes, applied_early, state, outcome, met_by_id, superseded_by_id,
    closed_at, next_clock_at)
  select for_case, d.key, d.code, d."ruleId", d."ruleVersion", d."factId", d."becauseId", d.occurrence, d."personId", d.holder, d."ownedBy", d."ownerId", d.task,
    d."raisedAt", d."statutoryDueAt", d."safetyDueAt", d."dueUnknown", d.certain, d.quotes, d.reasons, d.notes, d."appliedEarly", d.state, d.outcome,
    d."metById", d."supersededById", case when d.state <> 'open' then at end,
    case when d.state = 'open' then least(case when d."raisedAt" > at then d."raisedAt" end, greatest(least(d."safetyDueAt", d."statutoryDueAt"), at)) end
  from jsonb_to_recordset(duties) as d (key text, code text, "ruleId" text, "ruleVersion" text, "factId" uuid, "becauseId" uuid, occurrence text,
    "personId" uuid, holder text, "ownedBy" text, "ownerId" uuid, task text, "raisedAt" timestamptz, "statutoryDueAt" timestamptz,
    "safetyDueAt" timestamptz, "dueUnknown" text, certain boolean, quotes text[], reasons uuid[], notes text[], "appliedEarly" boolean, state text,
    outcome text, "metById" uuid, "supersededById" uuid)
  on conflict (case_id, key) do update set
    statutory_due_at = case when old.statutory_due_at < at then old.statutory_due_at else excluded.statutory_due_at end,
    safety_due_at = case when old.safety_due_at < at then old.safety_due_at else excluded.safety_due_at end,
    due_unknown = excluded.due_unknown, raised_at = excluded.raised_at, reasons = excluded.reasons, notes = excluded.notes, task = excluded.task,
    state = excluded.state, outcome = excluded.outcome, met_by_id = excluded.met_by_id, superseded_by_id = excluded.superseded_by_id,
    closed_at = excluded.closed_at, next_clock_at = excluded.next_clock_at, version = old.version + 1
  where old.state = 'open' and (old.state, old.statutory_due_at, old.safety_due_at, old.due_unknown, old.raised_at, old.reasons, old.notes, old.task)
    is distinct from (excluded.state, excluded.statutory_due_at, excluded.safety_due_at, excluded.due_unknown, excluded.raised_at, excluded.reasons, excluded.notes, excluded.task);
end $$;

-- A person leaves only when no open duty hangs on them either.
create or replace function private.leaver_hands_over() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.cases c where c.state <> 'closed' and new.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
    or exists (select from public.duty d where d.owner_id = new.id and d.state = 'open') then
    raise exception 'hand over the leads and the open duties first (INV-24)' using errcode = 'check_violation', constraint = 'leaver_hands_over';
  end if;
  return null;
end $$;

create policy worker_reads on cases for select to waymark_worker using (true);
create policy worker_reads on entry for select to waymark_worker using (true);
create policy worker_reads on duty for select to waymark_worker using (true);
create policy worker_changes on duty for update to waymark_worker using (true);
grant select (id, state, risk_lead_id, plan_lead_id, contact_lead_id, level, level_review_on, agency_id, opened_at) on cases to waymark_worker;
grant select (id, case_id, position, fact_id, relation, type, happened_from, happened_until, entered_at, body, details) on entry to waymark_worker;
grant select on duty to waymark_worker;
grant update (next_clock_at) on duty to waymark_worker;
