-- One condition changes on its own, a breach is acted on for a purpose, a chosen way reaches who must act (BL-04 to BL-17, HS-15).

-- Which entry ended a condition, and which condition this one stands in the place of: the history of each term.
alter table condition add column ended_entry_id uuid references entry;
alter table condition add column replaces_id uuid references condition;
grant update (ended_entry_id) on condition to waymark_app;

-- What was done about a breach and why, purpose by purpose (BL-13). A correction is a new entry beside it.
create table breach_action (
  case_id uuid not null references cases,
  entry_id uuid not null references entry,
  -- The breach that it answers; empty when it answers all that were open.
  breach_fact_id uuid,
  outcome text not null check (outcome in ('put before the court', 'not put before the court', 'arrested', 'court asked to act', 'spoken to', 'no action')),
  protects text not null,
  shows_both text not null,
  answers_claim text not null,
  builds_trust text not null,
  confidence text not null check (confidence in ('more sure', 'as before', 'less sure', 'not asked', 'chose not to say')),
  primary key (case_id, entry_id)
);
call private.protect_case_table('breach_action');
create policy by_the_actor on breach_action as restrictive for insert to waymark_app
  with check (exists (select from entry e where e.id = entry_id and e.case_id = breach_action.case_id and e.entered_by = (select current_actor())));

-- Who decided is a code, and without it the other cases of a suspect could not tell a stop by police from one by the CPS.
create or replace function fan_out(entry_id uuid) returns setof uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
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
       where key in ('hearingOn', 'hearing', 'releaseOn', 'confirmed', 'released', 'stage', 'inCustody', 'forBreach', 'decidedBy')), true
    from public.entry x where x.case_id = other;
    return next other;
  end loop;
end $$;

-- What a correction or a closing took back is owed again when a later entry asks for it again: by whoever holds such work now.
create or replace function place_duties(for_case uuid, at timestamptz, duties jsonb) returns void
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
    owner_id = case when old.state = 'superseded' then excluded.owner_id else old.owner_id end,
    closed_at = excluded.closed_at, next_clock_at = excluded.next_clock_at, version = old.version + 1
  where (old.state = 'open' or (old.state = 'superseded' and excluded.state <> 'superseded')) and (old.state, old.statutory_due_at, old.safety_due_at, old.due_unknown, old.raised_at, old.reasons, old.notes, old.task)
    is distinct from (excluded.state, excluded.statutory_due_at, excluded.safety_due_at, excluded.due_unknown, excluded.raised_at, excluded.reasons, excluded.notes, excluded.task);
  -- What the history no longer asks for, as when an open review covers it, is closed; it opens again if it is asked for again.
  update public.duty set state = 'superseded', closed_at = at, next_clock_at = null, version = version + 1
  where case_id = for_case and state = 'open' and key not in (select d.key from jsonb_to_recordset(duties) as d (key text));
end $$;

-- Tells who has the duty which other way a supervisor chose just now, and who must start a police watch that there is one to start.
create function say_way_chosen(chosen uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare w public.other_way;
begin
  select * into w from public.other_way where id = chosen and decided_at = at and decided_by = public.current_actor();
  if not found or not public.actor_has_case(w.case_id) then return; end if;
  insert into public.alarm (to_id, case_id, duty_id, kind, raised_at)
  select d.owner_id, d.case_id, d.id, case when d.id = w.duty_id then 'another way was chosen' else 'police watch' end, at
  from public.duty d
  where d.case_id = w.case_id and d.state = 'open' and d.owner_id <> w.decided_by
    and (d.id = w.duty_id or (w.choice = 'police watch' and d.code = 'POLICE_WATCH'))
  on conflict do nothing;
end $$;

grant create on schema public to waymark_definer;
alter function say_way_chosen(uuid, timestamptz) owner to waymark_definer;
revoke all on function say_way_chosen(uuid, timestamptz) from public;
revoke create on schema public from waymark_definer;
grant execute on function say_way_chosen(uuid, timestamptz) to waymark_app;
