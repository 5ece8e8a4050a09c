-- What is done about the danger (RM-02 to RM-05, RM-10, RR-01 to RR-19): a menu that the area keeps in versions, what was chosen of it on a case and
-- what came of it, what was set aside and why, decisions by headings, and the mark of a case that one agency cannot carry alone. Nothing here is
-- ever edited: a choice is made once, and steps are added to it. It is shown as the risk assessment is (MODEL 13), and what is done with the person
-- harmed is shown to nobody who works with the person reported, or for the other of two who accuse each other, whatever their role (INV-01, INV-02).

grant create on schema public, private to waymark_definer;

-- Version 1 came with Waymark and stands in its code: the area's own begin with 2.
create table intervention_menu (
  number integer primary key check (number > 1),
  items jsonb not null check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) between 1 and 120),
  reason text not null check (reason <> ''),
  set_by uuid not null references practitioner,
  set_at timestamptz not null
);
alter table intervention_menu enable row level security;
alter table intervention_menu force row level security;
create policy staff_read on intervention_menu for select to waymark_app using ((select current_person()) is not null);
create policy staff_add on intervention_menu for insert to waymark_app with check (set_by = (select current_actor()) and (select current_person()) is not null);
create policy definer_all on intervention_menu to waymark_definer using (true) with check (true);
grant select, insert on intervention_menu to waymark_app;
grant select on intervention_menu to waymark_definer;

create table intervention (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  -- The fact that raised its duty, and the one that asks for its next review.
  fact_id uuid not null,
  review_fact_id uuid not null,
  agency_id uuid not null references agency,
  -- Of the menu, with the version that it was read in; none: somebody's own.
  item text,
  menu_version integer check (menu_version > 0),
  side text not null check (side in ('harmed', 'reported')),
  name text not null check (name <> ''),
  what text not null check (what <> ''),
  -- Why the menu named it then: the level, and the pages on which it stands, none of their words. Nothing was chosen by it.
  because jsonb not null check (jsonb_typeof(because) = 'object'),
  -- It stands in for what the menu expects.
  instead_of text,
  instead_why text,
  -- The agency that leads, by somebody of it; for a body outside, who here sees to it.
  lead_agency_id uuid references agency,
  lead_outside text,
  owner_id uuid not null references practitioner,
  due_on date not null,
  review_on date not null,
  chosen_by uuid not null references practitioner,
  chosen_at timestamptz not null,
  state text not null default 'chosen' check (state in ('chosen', 'done', 'stopped')),
  version integer not null default 1,
  unique (id, case_id),
  check ((item is null) = (menu_version is null)),
  check ((instead_of is null) = (instead_why is null)),
  check ((lead_agency_id is null) <> (lead_outside is null))
);
create index intervention_case on intervention (case_id, chosen_at);
create index intervention_owner on intervention (owner_id) where state = 'chosen';
call private.protect_case_table('intervention');
create policy by_role on intervention as restrictive for select to waymark_app using (
  ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or lead_agency_id = (select current_agency())
    or owner_id = (select current_actor()) or fact_id = any ((select current_grounds())::uuid[]) or case_id = any ((select current_led())::uuid[]))
  and (side = 'reported' or not current_on_other_side(case_id)));
create policy by_the_actor on intervention as restrictive for insert to waymark_app with check (
  chosen_by = (select current_actor()) and agency_id = (select current_agency()) and state = 'chosen' and version = 1);

-- What came of it: each step is added, and the last one is the end.
create table intervention_step (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null,
  intervention_id uuid not null,
  kind text not null check (kind in ('reviewed', 'done', 'stopped')),
  happened_on date not null,
  -- What came of it; why it was stopped; what the review found.
  said text not null check (said <> ''),
  -- How it is known: needed where it was done.
  evidence text,
  review_on date,
  review_fact_id uuid,
  -- The version of the intervention that it was written on.
  of_version integer not null,
  agency_id uuid not null references agency,
  taken_by uuid not null references practitioner,
  taken_at timestamptz not null,
  foreign key (intervention_id, case_id) references intervention (id, case_id),
  unique (intervention_id, of_version),
  check ((kind = 'reviewed') = (review_on is not null) and (kind = 'reviewed') = (review_fact_id is not null)),
  check (kind <> 'done' or evidence <> '')
);
create unique index intervention_ends_once on intervention_step (intervention_id) where kind in ('done', 'stopped');
create index intervention_step_case on intervention_step (case_id, taken_at);
call private.protect_case_table('intervention_step');
create policy by_role on intervention_step as restrictive for select to waymark_app using (
  exists (select from intervention i where i.id = intervention_id and i.case_id = intervention_step.case_id));
create policy by_the_actor on intervention_step as restrictive for insert to waymark_app with check (
  taken_by = (select current_actor()) and agency_id = (select current_agency())
  and exists (select from intervention i where i.id = intervention_id and i.case_id = intervention_step.case_id));

-- The state follows from the steps alone: nobody sets it.
create function private.intervention_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare held public.intervention;
begin
  select * into held from public.intervention i where i.id = new.intervention_id and i.case_id = new.case_id for update;
  if held.state <> 'chosen' then raise exception 'this intervention has ended' using errcode = 'check_violation'; end if;
  if held.version <> new.of_version then raise exception 'somebody else took a step first' using errcode = 'unique_violation'; end if;
  update public.intervention set state = case new.kind when 'reviewed' then 'chosen' else new.kind end, version = held.version + 1,
    review_on = coalesce(new.review_on, held.review_on), review_fact_id = coalesce(new.review_fact_id, held.review_fact_id)
  where id = held.id;
  return new;
end $$;
create trigger intervention_moves before insert on intervention_step for each row execute function private.intervention_moves();
alter function private.intervention_moves() owner to waymark_definer;
revoke all on function private.intervention_moves() from public;

-- Not for this case, with the reason and the level at which that was so: a higher level asks again.
create table intervention_not_chosen (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  agency_id uuid not null references agency,
  item text not null,
  menu_version integer not null check (menu_version > 0),
  name text not null,
  side text not null check (side in ('harmed', 'reported')),
  at_level text not null check (at_level in ('standard', 'medium', 'high')),
  reason text not null check (reason <> ''),
  decided_by uuid not null references practitioner,
  decided_at timestamptz not null,
  unique (id, case_id)
);
create index intervention_not_chosen_case on intervention_not_chosen (case_id, decided_at);
call private.protect_case_table('intervention_not_chosen');
create policy by_role on intervention_not_chosen as restrictive for select to waymark_app using (
  ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]))
  and (side = 'reported' or not current_on_other_side(case_id)));
create policy by_the_actor on intervention_not_chosen as restrictive for insert to waymark_app with check (
  decided_by = (select current_actor()) and agency_id = (select current_agency()));

-- A decision by the headings of the area's framework, as they were then.
alter table risk_level add unique (id, case_id);
create table intervention_decision (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  agency_id uuid not null references agency,
  intervention_id uuid,
  not_chosen_id uuid,
  level_id uuid,
  about text not null check (about <> ''),
  framework text not null check (framework <> ''),
  -- [{"heading": "Proportionate", "words": "..."}]
  headings jsonb not null check (jsonb_typeof(headings) = 'array' and jsonb_array_length(headings) between 3 and 8),
  decided_by uuid not null references practitioner,
  decided_at timestamptz not null,
  foreign key (intervention_id, case_id) references intervention (id, case_id),
  foreign key (not_chosen_id, case_id) references intervention_not_chosen (id, case_id),
  foreign key (level_id, case_id) references risk_level (id, case_id),
  check (num_nonnulls(intervention_id, not_chosen_id, level_id) = 1),
  check (not jsonb_path_exists(headings, '$[*] ? (!exists(@.heading) || @.heading == "" || !exists(@.words) || @.words == "")'))
);
create index intervention_decision_case on intervention_decision (case_id, decided_at);
create index intervention_decision_intervention on intervention_decision (intervention_id);
create index intervention_decision_not_chosen on intervention_decision (not_chosen_id);
create index intervention_decision_level on intervention_decision (level_id);
call private.protect_case_table('intervention_decision');
-- Five headings in free words speak of both sides, and so do the reason of a mark and what was said at its meeting.
create policy by_role on intervention_decision as restrictive for select to waymark_app using (
  ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]))
  and not current_on_other_side(case_id));
create policy by_the_actor on intervention_decision as restrictive for insert to waymark_app with check (
  decided_by = (select current_actor()) and agency_id = (select current_agency()));

-- A case that the usual menu does not answer: those who work on it meet.
create table complex_case (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  fact_id uuid not null,
  agency_id uuid not null references agency,
  reason text not null check (reason <> ''),
  owner_id uuid not null references practitioner,
  marked_by uuid not null references practitioner,
  marked_at timestamptz not null,
  outcome text check (outcome in ('held', 'called off')),
  met_on date,
  said text,
  closed_by uuid references practitioner,
  closed_at timestamptz,
  check ((outcome is null) = (closed_at is null) and (outcome is null) = (closed_by is null) and (outcome is null or said is not null)),
  check (coalesce(outcome = 'held', false) = (met_on is not null))
);
create index complex_case_case on complex_case (case_id, marked_at);
call private.protect_case_table('complex_case');
grant update (outcome, met_on, said, closed_by, closed_at) on complex_case to waymark_app;
create policy by_role on complex_case as restrictive for select to waymark_app using (
  ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or owner_id = (select current_actor())
    or fact_id = any ((select current_grounds())::uuid[]) or case_id = any ((select current_led())::uuid[]))
  and not current_on_other_side(case_id));
create policy by_the_actor on complex_case as restrictive for insert to waymark_app with check (
  marked_by = (select current_actor()) and agency_id = (select current_agency()) and outcome is null);
create function private.complex_case_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  if old.outcome is not null then raise exception 'that meeting is over' using errcode = 'check_violation'; end if;
  if new.closed_by is distinct from actor then raise exception 'whoever says what came of it says so themselves' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger complex_case_moves before update on complex_case for each row execute function private.complex_case_moves();
alter function private.complex_case_moves() owner to waymark_definer;
revoke all on function private.complex_case_moves() from public;

-- Their entries name no side: whoever is on the other sees what is theirs to do, and no more.
create policy interventions_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'interventions' or fact_id = any ((select current_grounds())::uuid[]) or id = any ((select current_grounds())::uuid[])
  or shown_by_fact(case_id, fact_id)
  or ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]))
    and not current_on_other_side(case_id));
revoke create on schema public, private from waymark_definer;
