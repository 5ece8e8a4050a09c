-- A duty that is no longer derived does not stay open for ever (DESIGN 2: no alarm flood).
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
    closed_at = excluded.closed_at, next_clock_at = excluded.next_clock_at, version = old.version + 1
  where (old.state = 'open' or (old.state = 'superseded' and old.superseded_by_id is null and excluded.state <> 'superseded')) and (old.state, old.statutory_due_at, old.safety_due_at, old.due_unknown, old.raised_at, old.reasons, old.notes, old.task)
    is distinct from (excluded.state, excluded.statutory_due_at, excluded.safety_due_at, excluded.due_unknown, excluded.raised_at, excluded.reasons, excluded.notes, excluded.task);
  -- What the history no longer asks for, as when an open review covers it, is closed; it opens again if it is asked for again.
  update public.duty set state = 'superseded', closed_at = at, next_clock_at = null, version = version + 1
  where case_id = for_case and state = 'open' and key not in (select d.key from jsonb_to_recordset(duties) as d (key text));
end $$;
