-- When both say that they were harmed: workers of their own for each, opinions that stand as opinions, children on both sides (S-05,
-- INV-05, INV-32). And: a lead never sees a case by sight that ends (INV-24); what stood in a person's details before stays (INV-28).
grant create on schema public, private to waymark_definer;

-- Whose sight ends leads nothing ------------------------------------------------------------------------------------------

create function private.lasting_sight(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = of_case and g.revoked_at is null and g.until_at is null
    and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
$$;
-- A lead of today who would lose sight keeps it: a case without a lead who sees it is worse than sight for one day too many.
-- The owner of the tables sees no row of them, and so would change none.
set local role waymark_definer;
update case_grant g set until_at = null from cases c
where c.id = g.case_id and c.state <> 'closed' and g.revoked_at is null and g.until_at is not null
  and g.grantee_id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id) and not private.lasting_sight(g.grantee_id, c.id);
reset role;

create or replace function private.leads_are_real() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare now_case public.cases;
begin
  select * into now_case from public.cases where id = (to_jsonb(new) ->> case when tg_table_name = 'cases' then 'id' else 'case_id' end)::uuid;
  if now_case.state <> 'closed' and exists (
    select from unnest(array[now_case.risk_lead_id, now_case.plan_lead_id, now_case.contact_lead_id]) as holder
    where not exists (select from public.practitioner p where p.id = holder and p.disabled_at is null)
      or not private.lasting_sight(holder, now_case.id)
  ) then raise exception 'a lead of an open case must work here and see the case without end (INV-24)' using errcode = 'check_violation', constraint = 'leads_are_real';
  end if;
  return null;
end $$;
create constraint trigger leads_are_real after update of until_at, revoked_at on case_grant
  deferrable initially deferred for each row when (new.until_at is not null or new.revoked_at is not null) execute function private.leads_are_real();

create or replace function private.leads_only_through(through uuid, who uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(*)::integer from (
    select id from public.cases where risk_lead_id = who and state <> 'closed'
    union select id from public.cases where plan_lead_id = who and state <> 'closed'
    union select id from public.cases where contact_lead_id = who and state <> 'closed') led
  where not exists (select from public.case_grant g where g.case_id = led.id and g.revoked_at is null and g.until_at is null
    and (g.grantee_id = who or g.grantee_id in (
      select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null and m.team_id <> through)))
$$;

-- Two sides, and nobody works for both ------------------------------------------------------------------------------------

-- The cases of those who are reported here, in which the person harmed here is the one reported.
create function private.other_sides(of_case uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select distinct theirs.case_id from public.party harmed
    join public.party reported on reported.case_id = harmed.case_id and reported.role = 'perpetrator' and reported.ended_at is null
    join public.party theirs on theirs.person_id = reported.person_id and theirs.role = 'victim' and theirs.is_main and theirs.ended_at is null
    join public.party back on back.case_id = theirs.case_id and back.person_id = harmed.person_id and back.role = 'perpetrator' and back.ended_at is null
    join public.cases c on c.id = theirs.case_id
  where harmed.case_id = of_case and harmed.role = 'victim' and harmed.is_main and harmed.ended_at is null and theirs.case_id <> of_case
    and (c.closed_as is null or c.closed_as not in ('recorded in error', 'double of another case'))
$$;
-- Who works with the person reported, as far as it is known here: somebody here, or a name of elsewhere (INV-05).
create table reported_contact (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  practitioner_id uuid references practitioner,
  outside text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party,
  check ((practitioner_id is null) <> (outside is null))
);
create index reported_contact_case on reported_contact (case_id, recorded_at);
call private.protect_case_table('reported_contact');
grant update (ended_at, ended_by) on reported_contact to waymark_app;
create policy by_the_actor on reported_contact as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));

-- True where this person, or somebody of this team, supports whoever is harmed in that case: as adviser, worker of a referral,
-- or lead of a support service.
create function private.supports(who uuid, in_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.cases c, (select who union select m.practitioner_id from public.team_member m where m.team_id = who and m.until_at is null) as one (id)
      join public.practitioner p on p.id = one.id join public.agency a on a.id = p.agency_id
    where c.id = in_case and (
      exists (select from public.referral r where r.case_id = in_case and r.worker_id = p.id and r.answer = 'accepted')
      or ((p.role = 'idva' or a.kind in ('advocacy', 'refuge')) and p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
      or (p.role = 'idva' and exists (select from public.case_grant g where g.case_id = in_case and g.grantee_id = p.id and g.revoked_at is null
        and g.reason not like 'An alarm about this case%'))))
$$;
-- True where this person supports the other of the two. As contact: also where they are the other's contact lead, or work with
-- the person reported, whoever they are (INV-05).
create function private.works_for_other_side(who uuid, of_case uuid, as_contact boolean) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select (as_contact and exists (select from public.reported_contact r where r.case_id = of_case and r.practitioner_id = who and r.ended_at is null))
    or exists (select from private.other_sides(of_case) as o (id) join public.cases c on c.id = o.id
      where private.supports(who, c.id) or (as_contact and c.contact_lead_id = who and c.state <> 'closed'))
$$;
-- Who is called by an alarm, or stands in for somebody away, may look: that makes them nobody's worker.
create function private.one_side_only() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if tg_table_name = 'case_grant' then
    if new.reason not like 'An alarm about this case%' and new.reason not like 'Supervisor hands over%' and new.reason <> 'Opened the case again'
      and private.works_for_other_side(new.grantee_id, new.case_id, false)
    then raise exception 'nobody works for both sides (S-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
  elsif tg_table_name = 'referral' then
    if private.works_for_other_side(new.worker_id, new.case_id, false)
    then raise exception 'nobody works for both sides (S-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
  elsif tg_table_name = 'reported_contact' then
    if exists (select from public.cases c where c.id = new.case_id and c.state <> 'closed' and c.contact_lead_id = new.practitioner_id)
    then raise exception 'the contact of the one is not the contact of the other (INV-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
  -- News that opens a closed case again must not be turned away: there a duty follows instead, as where a case is opened.
  elsif old.state <> 'closed' and ((new.contact_lead_id is distinct from old.contact_lead_id and private.works_for_other_side(new.contact_lead_id, new.id, true))
    or (new.risk_lead_id is distinct from old.risk_lead_id and private.works_for_other_side(new.risk_lead_id, new.id, false))
    or (new.plan_lead_id is distinct from old.plan_lead_id and private.works_for_other_side(new.plan_lead_id, new.id, false)))
  then raise exception 'nobody works for both sides (S-05, INV-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
  return new;
end $$;
create trigger one_side_only before insert on case_grant for each row execute function private.one_side_only();
create trigger one_side_only before insert on reported_contact for each row execute function private.one_side_only();
create trigger one_side_only before update of worker_id on referral for each row when (new.worker_id is not null) execute function private.one_side_only();
create trigger one_side_only before update of risk_lead_id, plan_lead_id, contact_lead_id on cases for each row execute function private.one_side_only();

-- What the pages ask before they offer or accept: for those who see the case or hand it over for somebody away, and nothing of
-- the other side but yes or no.
create function works_for_other_side(who uuid, of_case uuid, as_contact boolean) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select (public.actor_has_case(of_case) or exists (select from public.practitioner p, public.held_by(p.id) h
      where p.supervisor_id = public.current_actor() and h.case_id = of_case))
    and private.works_for_other_side(who, of_case, as_contact)
$$;
create function referral_clashes(sought uuid, who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.referral r join public.practitioner p on p.id = who and p.agency_id = r.to_agency_id
    where r.id = sought and r.to_agency_id = public.current_agency() and r.answer is null and private.works_for_other_side(who, r.case_id, false))
$$;
-- Whether the actor, or a team of theirs, supports the person reported already: asked before a case against that person is opened.
create function opening_clashes(who uuid, harmed uuid, reported uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select who in (select public.current_reach()) and exists (
    select from public.party theirs join public.party back on back.case_id = theirs.case_id and back.person_id = harmed
      and back.role = 'perpetrator' and back.ended_at is null
    where theirs.person_id = reported and theirs.role = 'victim' and theirs.is_main and theirs.ended_at is null
      and private.supports(who, theirs.case_id))
$$;
-- Those at work on this case who work for the other side as well: names of this case's own people.
create function clashing_workers(of_case uuid) returns table (id uuid, name text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.name from public.cases c
    join public.practitioner p on p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
      or p.id in (select r.worker_id from public.referral r where r.case_id = c.id and r.answer = 'accepted')
      or p.id in (select g.grantee_id from public.case_grant g where g.case_id = c.id and g.revoked_at is null
        and g.reason not like 'An alarm about this case%' and g.reason not like 'Supervisor hands over%')
  where c.id = of_case and public.actor_has_case(of_case) and private.works_for_other_side(p.id, c.id, p.id = c.contact_lead_id)
  order by p.name
$$;
-- The other side's cases, as far as this person sees both.
create function seen_other_sides(of_case uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select o.id from private.other_sides(of_case) as o (id) where public.actor_has_case(of_case) and public.actor_has_case(o.id) $$;

-- Who is the main aggressor: an opinion ------------------------------------------------------------------------------------

-- A change is a new opinion. No person named: it cannot be said yet.
create table aggressor_opinion (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  other_case_id uuid not null references cases check (other_case_id <> case_id),
  person_id uuid references person,
  fear text not null,
  injuries text not null,
  control text not null,
  history text not null,
  defence text not null,
  reasons text not null,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  reviewer_id uuid not null references practitioner check (reviewer_id <> written_by)
);
create index aggressor_opinion_case on aggressor_opinion (case_id, written_at);
create index aggressor_opinion_other on aggressor_opinion (other_case_id, written_at);
create index aggressor_opinion_reviewer on aggressor_opinion (reviewer_id);
-- The look of a specialist at an opinion: once, and not its writer's.
create table aggressor_review (
  case_id uuid not null references cases,
  opinion_id uuid not null references aggressor_opinion,
  other_case_id uuid not null references cases,
  agrees boolean not null,
  reasons text not null,
  reviewed_by uuid not null references practitioner,
  reviewed_at timestamptz not null,
  primary key (case_id, opinion_id)
);
call private.protect_case_table('aggressor_opinion');
call private.protect_case_table('aggressor_review');
create policy sees_both on aggressor_opinion as restrictive for select to waymark_app using (actor_has_case(other_case_id));
create policy sees_both on aggressor_review as restrictive for select to waymark_app using (actor_has_case(other_case_id));
create policy by_the_actor on aggressor_opinion as restrictive for insert to waymark_app
  with check (written_by = (select current_actor()) and other_case_id in (select seen_other_sides(case_id)));
create policy by_the_specialist on aggressor_review as restrictive for insert to waymark_app
  with check (reviewed_by = (select current_actor()) and exists (select from aggressor_opinion o where o.id = opinion_id
    and o.case_id = aggressor_review.case_id and o.other_case_id = aggressor_review.other_case_id and o.reviewer_id = (select current_actor())));

-- Each child who was there, and how: a child who sees, hears or feels it is a victim (Domestic Abuse Act 2021 s.3).
create table child_exposure (
  case_id uuid not null references cases,
  entry_id uuid not null references entry,
  child_id uuid not null,
  how text not null check (how in ('saw or heard it', 'in another room', 'felt it afterwards', 'was there, not known how')),
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  primary key (case_id, entry_id, child_id),
  foreign key (case_id, child_id) references party
);
call private.protect_case_table('child_exposure');
create policy by_the_actor on child_exposure as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));

-- What stood in a person's details before ---------------------------------------------------------------------------------

create table person_version (
  person_id uuid not null references person,
  version integer not null,
  was jsonb not null,
  changed_by uuid references practitioner,
  changed_at timestamptz not null,
  primary key (person_id, version)
);
alter table person_version enable row level security;
alter table person_version force row level security;
create policy of_a_person_seen on person_version for select to waymark_app using (exists (select from person p where p.id = person_version.person_id));
create policy definer_all on person_version to waymark_definer using (true) with check (true);
grant select on person_version to waymark_app;
grant select, insert on person_version to waymark_definer;
-- Kept by the database itself, so that no way to change a person forgets it.
create function private.person_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into public.person_version (person_id, version, was, changed_by, changed_at)
  values (old.id, old.version, to_jsonb(old) - array['id', 'agency_id', 'added_by', 'added_at', 'version'], public.current_actor(),
    coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp()));
  return null;
end $$;
create trigger person_changed after update on person for each row execute function private.person_changed();
-- A change without a new version would leave no trace of what stood before.
create function private.person_version_moves() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.version := old.version + 1;
  return new;
end $$;
create trigger person_version_moves before update on person for each row execute function private.person_version_moves();

-- The usual week holds on a bank holiday only for whoever says so.
alter table working_pattern add column on_bank_holidays boolean not null default false;

do $$
declare f text;
begin
  foreach f in array array['private.lasting_sight(uuid, uuid)', 'private.other_sides(uuid)', 'private.supports(uuid, uuid)', 'private.works_for_other_side(uuid, uuid, boolean)',
    'private.one_side_only()', 'private.person_changed()', 'private.leads_are_real()', 'private.leads_only_through(uuid, uuid)',
    'public.works_for_other_side(uuid, uuid, boolean)', 'public.referral_clashes(uuid, uuid)', 'public.opening_clashes(uuid, uuid, uuid)', 'public.clashing_workers(uuid)', 'public.seen_other_sides(uuid)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function works_for_other_side(uuid, uuid, boolean), referral_clashes(uuid, uuid), opening_clashes(uuid, uuid, uuid), clashing_workers(uuid), seen_other_sides(uuid) to waymark_app;
revoke create on schema public, private from waymark_definer;
