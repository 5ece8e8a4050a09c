-- Referrals that answer back to the sender's case, offers of support, and what the inbox needs to be stopped and run again
-- (MODEL 5.2; RR-13, AD-16; INV-19, INV-42).

-- The fact that the sending started: its acknowledgement names it, so that one answer never stands for another.
alter table referral add column fact_id uuid not null;
-- Sharing without the person's agreement is agreed by a second person (INV-19).
alter table referral add column approved_by uuid references practitioner check (approved_by <> sent_by);
alter table referral add check (agreement = 'agreed' or approved_by is not null);
revoke update on referral from waymark_app;
grant update (acknowledged_by, acknowledged_at, answer, answered_by, answered_at, decline_reason, next_offer, safe_close, waiting_until,
  started_at, outcome, outcome_note, outcome_by, outcome_at, version) on referral to waymark_app;
-- Only accept_referral accepts, since only it gives the sight of the case that accepting means.
create policy never_accepted_by_hand on referral as restrictive for update to waymark_app
  with check (answer is distinct from 'accepted' or exists (select from case_grant g where g.case_id = referral.case_id and g.revoked_at is null
    and g.grantee_id in (select current_reach())));
-- Who has declined a referral opens its sealed lines no more.
drop policy referred_to on vault.person_key;
create policy referred_to on vault.person_key for select to waymark_app using (exists (
  select from referral r where r.person_id = person_key.person_id and r.to_agency_id = (select current_agency())
    and (r.answer is null or r.answer = 'accepted') and r.outcome_at is null));

alter table alarm add column referral_id uuid references referral;
create unique index alarm_referral on alarm (to_id, kind, referral_id) where referral_id is not null;
-- One unseen alarm of a kind stands for all of them, except that each referral has its own.
drop index alarm_without_duty;
create unique index alarm_without_duty on alarm (to_id, kind) where duty_id is null and referral_id is null and seen_at is null;

-- An offer of independent support, what the person said to it, and when to offer it again (AD-16).
create table support_offer (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  fact_id uuid not null,
  service text not null,
  offered_by uuid not null references practitioner,
  offered_at timestamptz not null,
  recorded_at timestamptz not null,
  answer text not null check (answer in ('yes', 'not now', 'still thinking', 'no', 'not asked: unsafe')),
  said text,
  offer_again_on date,
  foreign key (case_id, person_id) references party,
  check (answer in ('yes', 'no') or offer_again_on is not null)
);
create index support_offer_case on support_offer (case_id, offered_at);
call private.protect_case_table('support_offer');
create policy by_the_actor on support_offer as restrictive for insert to waymark_app with check (offered_by = (select current_actor()));

-- A fact that a definer function has just entered for this person may be derived by this person, seen or not: the
-- receiving agency answers into a case that it does not see. Nobody else can enter anything into such a case.
create or replace function private.may_derive(for_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select session_user = 'waymark_worker' or public.actor_has_case(for_case)
    or (public.current_actor() is not null and exists (
      select from public.entry e where e.case_id = for_case and (e.from_other_case or e.entered_by = public.current_actor())
        and e.xmin = pg_current_xact_id()::xid))
$$;

-- As before, and more: a duty that lay ahead and will not come up after all is taken back. A referral that was acknowledged
-- is not chased; an order whose end was decided has no alert.
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
  where old.state = 'open' and (old.state, old.statutory_due_at, old.safety_due_at, old.due_unknown, old.raised_at, old.reasons, old.notes, old.task)
    is distinct from (excluded.state, excluded.statutory_due_at, excluded.safety_due_at, excluded.due_unknown, excluded.raised_at, excluded.reasons, excluded.notes, excluded.task);
  update public.duty set state = 'superseded', closed_at = at, next_clock_at = null, version = version + 1
  where case_id = for_case and state = 'open' and raised_at > at
    and key not in (select d.key from jsonb_to_recordset(duties) as d (key text));
end $$;

-- Carries what was just done with a referral to the other side: an entry in the case that it came from, and an alarm to
-- whoever sent it, or to the desk that it was sent to. Gives the case to derive; null when nothing of the kind was done.
create function carry_referral(sought uuid, said text, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  r public.referral;
  sender public.agency;
  receiver public.agency;
  told uuid;
begin
  select * into r from public.referral where id = sought;
  if not found or not (r.to_agency_id is not distinct from public.current_agency() or public.actor_has_case(r.case_id)) then return null; end if;
  if not coalesce(case said
    when 'sent' then r.sent_at = at and r.sent_by = public.current_actor()
    when 'acknowledged' then r.acknowledged_at = at
    when 'accepted' then r.answer = 'accepted' and r.answered_at = at
    when 'declined' then r.answer = 'declined' and r.answered_at = at
    when 'withdrawn' then r.answer = 'withdrawn' and r.answered_at = at
    when 'completed' then r.outcome_at = at end, false) then return null; end if;
  select * into sender from public.agency where id = r.from_agency_id;
  select * into receiver from public.agency where id = r.to_agency_id;
  if said in ('sent', 'withdrawn') then
    insert into public.alarm (to_id, kind, referral_id, raised_at)
    select distinct m.practitioner_id, 'referral-' || said, r.id, at
    from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
    where t.agency_id = r.to_agency_id and t.takes_referrals and t.closed_at is null and m.practitioner_id <> public.current_actor()
    on conflict do nothing;
  end if;
  if said = 'sent' then return r.case_id; end if;
  perform from public.cases where id = r.case_id for no key update;
  -- What the answer brings is the sender's knowledge, so it stands in their body's name: told by the other agency.
  insert into public.entry (case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id,
    body, told_by, details)
  select r.case_id, coalesce(max(e.position), 0) + 1, gen_random_uuid(), 'starts', 'referrals.' || said, at, at, at, at, public.current_actor(),
    public.current_agency(), case sender.kind when 'refuge' then 'advocacy' else sender.kind end, receiver.name, jsonb_build_object('about', r.fact_id)
  from public.entry e where e.case_id = r.case_id;
  select coalesce((select p.id from public.practitioner p where p.id = r.sent_by and p.disabled_at is null), c.contact_lead_id) into told
  from public.cases c where c.id = r.case_id;
  if told is distinct from public.current_actor() and told is not null then
    insert into public.alarm (to_id, case_id, kind, referral_id, raised_at) values (told, r.case_id, 'referral-' || said, r.id, at)
    on conflict do nothing;
  end if;
  return r.case_id;
end $$;

-- The work is over: the sight that accepting gave ends, save for who leads the case, owns open work there, or still has
-- another referral of it.
create function end_referral_sight(sought uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare r public.referral;
begin
  select * into r from public.referral where id = sought and (outcome_at = at or (answer = 'withdrawn' and answered_at = at));
  if not found or not public.actor_has_case(r.case_id) or exists (select from public.referral o where o.case_id = r.case_id
    and o.to_agency_id = r.to_agency_id and o.id <> r.id and o.answer = 'accepted' and o.outcome_at is null) then return; end if;
  update public.case_grant g set revoked_at = at from public.cases c
  where c.id = r.case_id and g.case_id = c.id and g.agency_id = r.to_agency_id and g.reason = 'Referral accepted' and g.revoked_at is null
    and g.grantee_id is distinct from c.risk_lead_id and g.grantee_id is distinct from c.plan_lead_id and g.grantee_id is distinct from c.contact_lead_id
    and not exists (select from public.duty d where d.case_id = c.id and d.owner_id = g.grantee_id and d.state = 'open');
  update public.involvement i set until_on = (at at time zone 'Europe/London')::date
  where i.case_id = r.case_id and i.agency_id = r.to_agency_id and i.until_on is null;
end $$;

-- The inbox --------------------------------------------------------------------------------------------------------

-- A file on its way in: kept while its rows are taken in steps, and wiped when that is over. Only its maker sees it.
create table inbox_batch (
  id uuid primary key,
  agency_id uuid not null references agency,
  made_by uuid not null references practitioner,
  made_at timestamptz not null,
  format text not null,
  source text not null,
  content text not null,
  row_count integer not null,
  taken_count integer not null default 0,
  tally jsonb not null default '{}',
  ended_at timestamptz,
  check (ended_at is null or content = '')
);
alter table inbox_batch enable row level security;
alter table inbox_batch force row level security;
create policy own on inbox_batch to waymark_app using (made_by = (select current_actor()) and agency_id = (select current_agency()))
  with check (made_by = (select current_actor()) and agency_id = (select current_agency()));
create policy definer_all on inbox_batch to waymark_definer using (true) with check (true);
grant select, insert, update (content, taken_count, tally, ended_at) on inbox_batch to waymark_app;

alter table inbox_item add column format text not null;
alter table inbox_item add column suspect_id uuid references person;
alter table inbox_item add column why_tray text;
create index inbox_item_case on inbox_item (agency_id, case_id) where case_id is not null;

-- A custody, crime or court reference that once led to a case and a suspect leads there again.
create table inbox_reference (
  case_id uuid not null references cases,
  suspect_id uuid references person,
  agency_id uuid not null references agency,
  kind text not null check (kind in ('custody', 'crime', 'court')),
  reference text not null,
  made_by uuid not null references practitioner,
  made_at timestamptz not null,
  unique nulls not distinct (case_id, agency_id, kind, reference, suspect_id)
);
create index inbox_reference_sought on inbox_reference (agency_id, kind, reference);
call private.protect_case_table('inbox_reference');
create policy own_agency on inbox_reference as restrictive to waymark_app
  using (agency_id = (select current_agency())) with check (agency_id = (select current_agency()));

alter table inbox_key add column id uuid not null default gen_random_uuid();
alter table inbox_key add column made_by uuid not null references practitioner;
create unique index inbox_key_id on inbox_key (id);

grant create on schema public, private to waymark_definer;
alter function private.may_derive(uuid) owner to waymark_definer;
alter function place_duties(uuid, timestamptz, jsonb) owner to waymark_definer;
alter function carry_referral(uuid, text, timestamptz) owner to waymark_definer;
alter function end_referral_sight(uuid, timestamptz) owner to waymark_definer;
revoke all on function private.may_derive(uuid), carry_referral(uuid, text, timestamptz), end_referral_sight(uuid, timestamptz) from public;
grant execute on function carry_referral(uuid, text, timestamptz), end_referral_sight(uuid, timestamptz) to waymark_app;
grant select, update on involvement to waymark_definer;
revoke create on schema public, private from waymark_definer;
