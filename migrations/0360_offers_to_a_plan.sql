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

revoke create on schema public, private, vault from waymark_definer;
