-- What somebody agreed beforehand for a call of police (SP-04, SP-22, NB-07; MODEL 13: police and first responders, item by item; INV-01, INV-55, INV-61): a few
-- lines, sealed as plans are. Police see them while they are agreed, in an emergency look too; they end on their day, when a newer card is agreed, when the
-- person says so, and with the case.

grant create on schema public, private, vault to waymark_definer;

create table vault.police_card (
  id uuid primary key,
  case_id uuid not null references cases,
  person_id uuid not null,
  -- The entry that raised the duty to look at it again.
  fact_id uuid not null,
  content bytea not null,
  agreed_on date not null,
  -- The last day on which it is shown.
  ends_on date not null check (ends_on > agreed_on),
  agency_id uuid not null references agency,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  ended_as text check (ended_as in ('replaced', 'withdrawn', 'case closed')),
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party,
  check ((ended_as is null) = (ended_at is null))
);
create index police_card_case on vault.police_card (case_id, written_at);
create index police_card_person on vault.police_card (person_id);
create unique index police_card_stands on vault.police_card (case_id, person_id) where ended_at is null;
call private.protect_case_table('police_card');
grant delete on vault.police_card to waymark_definer;

-- Who goes to a call, by their role.
create function current_attends() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return coalesce((select p.role in ('first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor') from public.practitioner p where p.id = me), false);
end $$;
alter function current_attends() owner to waymark_definer;
revoke all on function current_attends() from public;
grant execute on function current_attends() to waymark_app;

create policy by_role on vault.police_card as restrictive for select to waymark_app using (
  not public.current_on_other_side(case_id) and (
    ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
      and case_id <> all ((select public.current_emergency())::uuid[])
    or (select public.current_attends()) and ended_at is null and ends_on >= (now() at time zone 'Europe/London')::date));
-- Written by whoever sees the plan, as themselves.
create policy by_the_actor on vault.police_card as restrictive for insert to waymark_app with check (
  written_by = (select public.current_actor()) and agency_id = (select public.current_agency()) and ended_at is null
  and ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
  and case_id <> all ((select public.current_emergency())::uuid[]) and not public.current_on_other_side(case_id));
-- That there is one, and that it ended, is told to whom it is shown.
create policy cards_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'police-cards' or not current_on_other_side(case_id) and (
    ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[]))
      and case_id <> all ((select current_emergency())::uuid[])
    or (select current_attends())));
-- An emergency look opens nothing of the vault, but for what somebody agreed for this very moment.
alter policy not_in_emergency on vault.person_key using (person_id <> all ((select public.current_emergency_people())::uuid[])
  or coalesce((select true from vault.police_card c where c.person_id = person_key.person_id limit 1), false));

-- A newer card stands for the one before it.
create function private.police_card_agreed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update vault.police_card set ended_as = 'replaced', ended_at = new.written_at, ended_by = new.written_by
  where case_id = new.case_id and person_id = new.person_id and ended_at is null;
  return new;
end $$;
create trigger police_card_agreed before insert on vault.police_card for each row when (new.ended_at is null) execute function private.police_card_agreed();
-- By whoever sees it, at once and without a reason: it is theirs to want. False: it has ended, or is not for whoever asks.
create function end_police_card(sought uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  card vault.police_card;
  actor constant uuid := public.current_actor();
begin
  select * into card from vault.police_card c where c.id = sought for update;
  if not found or actor is null or card.ended_at is not null or not public.actor_has_case(card.case_id) or card.case_id = any (public.current_emergency())
    or public.current_on_other_side(card.case_id) or not (public.current_attends() or private.sees_plans(actor, card.case_id)) then return false; end if;
  update vault.police_card set ended_as = 'withdrawn', ended_at = at, ended_by = actor where id = sought;
  return true;
end $$;
create function private.police_cards_end() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update vault.police_card set ended_as = 'case closed', ended_at = new.closed_at, ended_by = public.current_actor() where case_id = new.id and ended_at is null;
  return null;
end $$;
create trigger police_cards_end after update of state on cases for each row when (new.state = 'closed' and old.state <> 'closed') execute function private.police_cards_end();

alter function private.police_card_agreed() owner to waymark_definer;
alter function private.police_cards_end() owner to waymark_definer;
alter function end_police_card(uuid, timestamptz) owner to waymark_definer;
revoke all on function private.police_card_agreed(), private.police_cards_end(), end_police_card(uuid, timestamptz) from public;
grant execute on function end_police_card(uuid, timestamptz) to waymark_app;

-- The key of a person is needed for offers and cards too, and they are erased with what their agency wrote in plans; bundles with files (0330, 0340, 0350, 0360).
create or replace function private.key_is_needed(of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from vault.contact_route r where r.person_id = of_person and coalesce(r.value, r.ask_for, r.third_party_name) is not null)
    or exists (select from vault.contact_rule r where r.person_id = of_person and coalesce(r.code_word, r.warnings) is not null)
    or exists (select from vault.plan_item i where i.person_id = of_person)
    or exists (select from vault.plan_step s where s.person_id = of_person and s.content is not null)
    or exists (select from vault.plan_paper p where p.person_id = of_person)
    or exists (select from vault.plan_offer o where o.person_id = of_person)
    or exists (select from vault.police_card c where c.person_id = of_person)
    or exists (select from vault.measure_step m where m.person_id = of_person)
    or exists (select from vault.injury i where i.person_id = of_person)
    or exists (select from vault.injury_mark i where i.person_id = of_person)
    or exists (select from vault.release_copy r where r.person_id = of_person)
    or exists (select from public.referral f where f.person_id = of_person
      and (f.person_called <> ''::bytea or f.contact_route <> ''::bytea or f.contact_never is not null))
    or exists (select from public.access_request a where a.pack_for = of_person and a.pack is not null)
$$;
create or replace function private.holds_of_kind(of_agency uuid, of_case uuid, of_kind text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case of_kind
    when 'notes' then exists (select from public.note n where n.case_id = of_case and n.agency_id = of_agency)
    when 'contact details' then
      exists (select from vault.contact_route r join public.practitioner p on p.id = r.set_by where r.case_id = of_case and p.agency_id = of_agency and r.value is not null)
      or exists (select from vault.contact_rule r join public.practitioner p on p.id = r.set_by where r.case_id = of_case and p.agency_id = of_agency
        and (r.code_word is not null or r.warnings is not null))
      or exists (select from public.referral f where f.case_id = of_case and f.from_agency_id = of_agency and f.contact_route <> ''::bytea)
      or exists (select from vault.release_copy c join public.release r on r.id = c.release_id where r.case_id = of_case and r.agency_id = of_agency)
    when 'safety plans' then
      exists (select from vault.plan_item i where i.case_id = of_case and i.agency_id = of_agency)
      or exists (select from vault.plan_step s join public.practitioner p on p.id = s.taken_by where s.case_id = of_case and p.agency_id = of_agency)
      or exists (select from vault.plan_paper a join public.practitioner p on p.id = a.made_by where a.case_id = of_case and p.agency_id = of_agency)
      or exists (select from vault.plan_offer o where o.case_id = of_case and o.agency_id = of_agency)
      or exists (select from vault.police_card c where c.case_id = of_case and c.agency_id = of_agency)
    when 'measures and injuries' then
      exists (select from vault.measure_step s where s.case_id = of_case and s.agency_id = of_agency)
      or exists (select from vault.injury i where i.case_id = of_case and i.agency_id = of_agency)
    when 'files' then exists (select from public.evidence_file f where f.case_id = of_case and f.agency_id = of_agency)
      or exists (select from public.bundle b where b.case_id = of_case and b.agency_id = of_agency and num_nonnulls(b.plan, b.paper, b.readings) > 0)
    else false end
$$;
create or replace function private.erase(of_agency uuid, of_case uuid, of_kind text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if of_kind = 'notes' then
    delete from public.item_grant g using public.note n where g.record_id = n.id and n.case_id = of_case and n.agency_id = of_agency;
    delete from public.note where case_id = of_case and agency_id = of_agency;
    return;
  elsif of_kind = 'contact details' then
    update vault.contact_route r set value = null, ask_for = null, third_party_name = null, third_party_scope = null, windows = '[]'
    from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
    update vault.contact_rule r set code_word = null, warnings = null, interpreter = null
    from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
    update public.referral set person_called = ''::bytea, contact_route = ''::bytea, contact_never = null, contact_windows = '[]'
    where case_id = of_case and from_agency_id = of_agency;
    delete from vault.release_copy c using public.release r where r.id = c.release_id and r.case_id = of_case and r.agency_id = of_agency;
  elsif of_kind = 'safety plans' then
    delete from public.item_grant g using vault.plan_item i where g.record_id = i.id and i.case_id = of_case and i.agency_id = of_agency;
    delete from vault.plan_item where case_id = of_case and agency_id = of_agency;
    delete from vault.plan_offer where case_id = of_case and agency_id = of_agency;
    delete from vault.police_card where case_id = of_case and agency_id = of_agency;
    delete from vault.plan_step s using public.practitioner p where p.id = s.taken_by and p.agency_id = of_agency and s.case_id = of_case;
    delete from vault.plan_paper a using public.practitioner p where p.id = a.made_by and p.agency_id = of_agency and a.case_id = of_case;
    -- What is left of a plan of which nobody holds a word; a new one can be made when the case opens again.
    delete from vault.plan_step s where s.case_id = of_case and s.taken_by is null
      and not exists (select from vault.plan_step o where o.plan_id = s.plan_id and o.taken_by is not null)
      and not exists (select from vault.plan_item i where i.plan_id = s.plan_id);
    delete from vault.safety_plan p where p.case_id = of_case and not exists (select from vault.plan_step s where s.plan_id = p.id)
      and not exists (select from vault.plan_item i where i.plan_id = p.id) and not exists (select from vault.plan_paper a where a.plan_id = p.id);
  elsif of_kind = 'measures and injuries' then
    delete from vault.measure_step where case_id = of_case and agency_id = of_agency;
    delete from vault.injury_mark m using vault.injury i where i.id = m.injury_id and i.case_id = of_case and i.agency_id = of_agency;
    delete from vault.injury where case_id = of_case and agency_id = of_agency;
  else
    delete from public.evidence_bytes b using public.evidence_file f where f.id = b.file_id and f.case_id = of_case and f.agency_id = of_agency;
    delete from public.evidence_file where case_id = of_case and agency_id = of_agency;
    -- What was put together from the case goes with the files of whoever put it together.
    update public.bundle set plan = null, paper = null, readings = null where case_id = of_case and agency_id = of_agency and num_nonnulls(plan, paper, readings) > 0;
    perform private.drop_evidence_key(of_case, now());
    return;
  end if;
  -- In one order: two erasures that share people do not wait for each other.
  perform private.drop_key(y.person_id, now()) from (select person_id from public.party where case_id = of_case order by person_id) y;
end $$;

revoke create on schema public, private, vault from waymark_definer;
