-- The life of a case: who may take a lead, who may be let in or out, how it closes and opens again (CC-01 to CC-15, AD-01).

-- Each stretch between opening and closing; the same case keeps its reference through all of them (MODEL 5.1).
create table episode (
  case_id uuid not null references cases,
  closed_at timestamptz not null,
  opened_at timestamptz not null,
  closed_as text not null,
  reason text not null,
  proposed_by uuid not null references practitioner,
  approved_by uuid not null references practitioner check (approved_by <> proposed_by),
  reopened_at timestamptz,
  reopened_by uuid references practitioner,
  reopened_why text,
  primary key (case_id, closed_at)
);
alter table cases add column closing_at timestamptz;

-- What happened, in few words agreed with the person who was harmed, so that nobody asks again (CC-07, CC-15). A change is a new one.
create table account (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  text text not null,
  agreed_how text not null,
  agreed_on date not null,
  written_by uuid not null references practitioner,
  written_at timestamptz not null
);
create index account_case on account (case_id, written_at);
alter table cases drop column account;

-- What may stand between a person and help, and what was agreed about it (CC-11).
create table barrier (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  kind text not null,
  what text not null,
  adjustment text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  ended_why text,
  foreign key (case_id, person_id) references party
);
create index barrier_case on barrier (case_id);

-- A place that both go to, and what is done about it (CC-12). A refuge is never one.
create table shared_setting (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  other_id uuid not null check (other_id <> person_id),
  kind text not null,
  name text not null,
  what_is_done text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party,
  foreign key (case_id, other_id) references party
);
create index shared_setting_case on shared_setting (case_id);

-- Another name or day of birth of one person, with where it comes from (INV-41).
create table identity (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  name text not null,
  born_on date,
  told_by text not null,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  foreign key (case_id, person_id) references party
);
create index identity_case on identity (case_id);

do $$
declare t text;
begin
  foreach t in array array['episode', 'account', 'barrier', 'shared_setting', 'identity'] loop
    call private.protect_case_table(t);
  end loop;
end $$;
grant update (reopened_at, reopened_by, reopened_why) on episode to waymark_app;
grant update (ended_at, ended_by, ended_why, adjustment) on barrier to waymark_app;
grant update (ended_at, ended_by, what_is_done) on shared_setting to waymark_app;

-- History is added to, not written over (INV-28): only what ends or answers a row may change.
revoke update on handover, party, relationship, household_member, involvement, note from waymark_app;
grant update (answer, answered_at, reason) on handover to waymark_app;
grant update (ended_at, ended_why) on party to waymark_app;
grant update (until_on, ended_at) on relationship to waymark_app;
grant update (until_on) on household_member, involvement to waymark_app;
grant update (shared_at, shared_by, shared_why) on note to waymark_app;
create policy shared_once on note as restrictive for update to waymark_app using (shared_at is null) with check (shared_by = (select current_actor()));
create policy by_the_actor on account as restrictive for insert to waymark_app with check (written_by = (select current_actor()));

-- A supervisor may offer what an absent person holds; no leads means the open duties only. An answer is given once.
alter table handover add column offered_by uuid references practitioner;
update handover set offered_by = from_id;
alter table handover alter column offered_by set not null;
alter table handover drop constraint handover_leads_check;
alter table handover add constraint handover_leads_check check (leads <@ array['risk', 'plan', 'contact']);
alter table handover add check (from_id <> to_id);
create policy offered_by_the_actor on handover as restrictive for insert to waymark_app
  with check (offered_by = (select current_actor()) and answer is null
    and (from_id = (select current_actor()) or exists (select from practitioner p where p.id = from_id and p.supervisor_id = (select current_actor()))));
create policy answered_once on handover as restrictive for update to waymark_app
  using (answer is null and (select current_actor()) in (to_id, from_id, offered_by))
  with check (case answer when 'withdrawn' then (select current_actor()) in (from_id, offered_by) else (select current_actor()) = to_id end);

-- A lead moves by a handover that its new holder accepted, or to whoever opens a closed case again (CC-01; INV-24).
create function private.lead_moves_by_handover() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  moved record;
  actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  for moved in select lead, is_now from (values ('risk', old.risk_lead_id, new.risk_lead_id), ('plan', old.plan_lead_id, new.plan_lead_id),
    ('contact', old.contact_lead_id, new.contact_lead_id)) as leads (lead, was, is_now) where was is distinct from is_now loop
    if not (old.state = 'closed' and moved.is_now = actor) and not exists (
      select from public.handover h where h.id = nullif(current_setting('waymark.handover', true), '')::uuid and h.case_id = new.id
        and h.answer = 'accepted' and h.to_id = moved.is_now and h.to_id = actor and moved.lead = any (h.leads))
    then raise exception 'a lead moves when a handover is accepted (INV-24)' using errcode = 'check_violation', constraint = 'lead_moves_by_handover';
    end if;
  end loop;
  return new;
end $$;
create trigger lead_moves_by_handover before update of risk_lead_id, plan_lead_id, contact_lead_id on cases
  for each row execute function private.lead_moves_by_handover();

-- True while this person could see the case even without that one grant.
create function private.sees_without(who uuid, of_case uuid, grantee uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id <> grantee and g.revoked_at is null and g.until_at is null
    and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
$$;
-- Ends sight of a case; not while a lead or an open duty there rests on it, since work nobody can see is nobody's work.
create or replace function revoke_case(from_case uuid, from_grantee uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(from_case) then return false; end if;
  perform from public.cases where id = from_case for no key update;
  if exists (
    select from (
      select unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) as id from public.cases c where c.id = from_case and c.state <> 'closed'
      union select d.owner_id from public.duty d where d.case_id = from_case and d.state = 'open') as busy
    where (busy.id = from_grantee or busy.id in (select m.practitioner_id from public.team_member m where m.team_id = from_grantee and m.until_at is null))
      and not private.sees_without(busy.id, from_case, from_grantee)
  ) then return false; end if;
  update public.case_grant set revoked_at = at where case_id = from_case and grantee_id = from_grantee and revoked_at is null;
  return found;
end $$;
-- Lets a person or a team see a case. A grant that ended in the same moment is live again, and says so.
create or replace function grant_case(to_case uuid, to_grantee uuid, because text, at timestamptz, ends_at timestamptz default null) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare of_agency uuid;
begin
  if not public.actor_has_case(to_case) then return false; end if;
  select agency_id into of_agency from public.practitioner where id = to_grantee and disabled_at is null
  union all select agency_id from public.team where id = to_grantee and closed_at is null;
  if of_agency is null then return false; end if;
  if exists (select from public.case_grant where case_id = to_case and grantee_id = to_grantee and revoked_at is null
    and (until_at is null or until_at >= coalesce(ends_at, 'infinity'))) then return true; end if;
  insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
  values (to_case, to_grantee, of_agency, because, public.current_actor(), at, ends_at)
  on conflict (case_id, grantee_id, granted_at) do update
    set revoked_at = null, reason = excluded.reason, granted_by = excluded.granted_by, until_at = excluded.until_at;
  return true;
end $$;
-- After an answer: who accepted stays, who declined or was not needed goes, unless another offer or reason keeps them.
create function settle_offer(answered uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare h public.handover;
begin
  select * into h from public.handover where id = answered and answer is not null and answered_at = at
    and public.current_actor() in (from_id, to_id, offered_by);
  if not found then return; end if;
  if h.answer = 'accepted' then
    update public.case_grant set until_at = null,
      reason = case reason when 'Handover offered' then 'Handover accepted' else reason end
    where case_id = h.case_id and grantee_id = h.to_id and revoked_at is null;
  elsif not exists (select from public.handover o where o.case_id = h.case_id and o.to_id = h.to_id and o.answer is null) then
    update public.case_grant set revoked_at = at where case_id = h.case_id and grantee_id = h.to_id and revoked_at is null and reason = 'Handover offered';
  end if;
end $$;

-- What one person holds, for that person and for the supervisor who must place it when they are away: no names.
create function held_by(who uuid) returns table (case_id uuid, reference text, leads text[], open_duties integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id, c.reference,
    case when c.state = 'closed' then '{}' else array_remove(array[case when c.risk_lead_id = who then 'risk' end,
      case when c.plan_lead_id = who then 'plan' end, case when c.contact_lead_id = who then 'contact' end], null) end,
    (select count(*) from public.duty d where d.case_id = c.id and d.owner_id = who and d.state = 'open')::integer
  from public.cases c
  where (who = public.current_actor() or exists (select from public.practitioner p where p.id = who and p.supervisor_id = public.current_actor()
      and p.agency_id = public.current_agency()))
    and c.id in (
      select id from public.cases where risk_lead_id = who and state <> 'closed' union select id from public.cases where plan_lead_id = who and state <> 'closed'
      union select id from public.cases where contact_lead_id = who and state <> 'closed' union select d.case_id from public.duty d where d.owner_id = who and d.state = 'open')
  order by c.reference
$$;
-- A supervisor steps into a case that their own person holds and cannot hand over.
create function step_in(to_case uuid, for_person uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from public.held_by(for_person) h where h.case_id = to_case) then return false; end if;
  if public.actor_has_case(to_case) then return true; end if;
  insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
  values (to_case, public.current_actor(), public.current_agency(), 'Supervisor hands over for a colleague who is away', public.current_actor(), at)
  on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null;
  return true;
end $$;

grant create on schema public, private to waymark_definer;
alter function private.lead_moves_by_handover() owner to waymark_definer;
alter function private.sees_without(uuid, uuid, uuid) owner to waymark_definer;
alter function settle_offer(uuid, timestamptz) owner to waymark_definer;
alter function held_by(uuid) owner to waymark_definer;
alter function step_in(uuid, uuid, timestamptz) owner to waymark_definer;
revoke all on function private.lead_moves_by_handover(), private.sees_without(uuid, uuid, uuid), settle_offer(uuid, timestamptz),
  held_by(uuid), step_in(uuid, uuid, timestamptz) from public;
grant execute on function settle_offer(uuid, timestamptz), held_by(uuid), step_in(uuid, uuid, timestamptz) to waymark_app;
revoke create on schema public, private from waymark_definer;
