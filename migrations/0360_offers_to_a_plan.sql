-- What others than its lead and advisers offer to a safety plan (SP-02, SP-04, SP-07; INV-01, INV-02; MODEL 13): a thought with its giver's name, sealed as plans
-- are. It is in no plan until whoever leads the plan has talked it over with the person; whoever gave it sees that it was taken up, or why not, and nothing else.

grant create on schema public, private, vault to waymark_definer;

create table vault.plan_offer (
  id uuid primary key,
  case_id uuid not null references cases,
  person_id uuid not null,
  -- The entry that raised the duty to answer it.
  fact_id uuid not null,
  content bytea not null,
  agency_id uuid not null references agency,
  offered_by uuid not null references practitioner,
  offered_at timestamptz not null,
  outcome text check (outcome in ('taken up', 'not taken up')),
  -- What whoever offered it is told, sealed: why not, or a word on it.
  answer bytea,
  answered_by uuid references practitioner,
  answered_at timestamptz,
  unique (id, case_id, person_id),
  foreign key (case_id, person_id) references party,
  check (num_nonnulls(outcome, answered_by, answered_at) in (0, 3) and (outcome is not null or answer is null)),
  check (outcome is distinct from 'not taken up' or answer is not null)
);
create index plan_offer_case on vault.plan_offer (case_id, offered_at);
call private.protect_case_table('plan_offer');
grant update (outcome, answer, answered_by, answered_at) on vault.plan_offer to waymark_app;
grant delete on vault.plan_offer to waymark_definer;
create policy not_in_emergency on vault.plan_offer as restrictive to waymark_app using (case_id <> all ((select public.current_emergency())::uuid[]))
  with check (case_id <> all ((select public.current_emergency())::uuid[]));
-- For whoever sees the plan, and whoever offered it: their colleagues no more than those of the lead.
create policy by_role on vault.plan_offer as restrictive for select to waymark_app using (
  ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[])
    or offered_by = (select public.current_actor())) and not public.current_on_other_side(case_id));
create policy by_the_actor on vault.plan_offer as restrictive for insert to waymark_app with check (
  offered_by = (select public.current_actor()) and agency_id = (select public.current_agency()) and outcome is null
  and not public.current_on_other_side(case_id));
create policy answered_with_the_plan on vault.plan_offer as restrictive for update to waymark_app using (
  'safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]));

create function private.plan_offer_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  if old.outcome is not null then raise exception 'an answer stands as it was given' using errcode = 'check_violation'; end if;
  if new.answered_by is distinct from actor then raise exception 'whoever answers says so themselves' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger plan_offer_moves before update on vault.plan_offer for each row execute function private.plan_offer_moves();
alter function private.plan_offer_moves() owner to waymark_definer;
revoke all on function private.plan_offer_moves() from public;

-- A thought of a plan says whose it was before it was taken up; erased with them, the thought stays.
alter table vault.plan_item add column offer_id uuid,
  add foreign key (offer_id, case_id, person_id) references vault.plan_offer (id, case_id, person_id) on delete set null (offer_id);

-- Who of police is their adviser, in the list of who is involved and why (SP-07).
alter table involvement add column is_police_adviser boolean not null default false;
create function private.police_adviser_is_of_police() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.is_police_adviser and not exists (select from public.practitioner p join public.agency a on a.id = p.agency_id
    where p.id = new.practitioner_id and p.disabled_at is null and a.kind = 'police' and not private.works_for_other_side(p.id, new.case_id, false))
  then raise exception 'a police adviser is somebody of police (SP-07)' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger police_adviser_is_of_police before insert on involvement for each row when (new.is_police_adviser) execute function private.police_adviser_is_of_police();
alter function private.police_adviser_is_of_police() owner to waymark_definer;
revoke all on function private.police_adviser_is_of_police() from public;

-- The key of a person is needed for these too, and they are erased with what their agency wrote in plans (0330, 0340).
create or replace function private.key_is_needed(of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from vault.contact_route r where r.person_id = of_person and coalesce(r.value, r.ask_for, r.third_party_name) is not null)
    or exists (select from vault.contact_rule r where r.person_id = of_person and coalesce(r.code_word, r.warnings) is not null)
    or exists (select from vault.plan_item i where i.person_id = of_person)
    or exists (select from vault.plan_step s where s.person_id = of_person and s.content is not null)
    or exists (select from vault.plan_paper p where p.person_id = of_person)
    or exists (select from vault.plan_offer o where o.person_id = of_person)
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
