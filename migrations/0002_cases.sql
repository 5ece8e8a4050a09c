-- Cases, the people in them, and who is responsible (CATALOGUE CC, MODEL 3, 5.1; INV-24).

create table cases (
  id uuid primary key default gen_random_uuid(),
  reference text not null,
  agency_id uuid not null references agency,
  opened_by uuid not null references practitioner,
  opened_at timestamptz not null,
  source text not null,
  concern text not null,
  state text not null default 'open' check (state in ('open', 'closing', 'closed')),
  risk_lead_id uuid references practitioner,
  plan_lead_id uuid references practitioner,
  contact_lead_id uuid references practitioner,
  -- The highest level that any agency holds now (RULES 4.1); no level yet is treated as high.
  level text check (level in ('standard', 'medium', 'high')),
  level_review_on date,
  separated_on date,
  account text,
  closing_by uuid references practitioner,
  closing_reason text,
  closed_at timestamptz,
  closed_as text check (closed_as in ('ended', 'recorded in error', 'double of another case', 'moved to another area')),
  double_of uuid references cases,
  reopened_at timestamptz,
  version integer not null default 1,
  constraint "an open case has a risk lead, a plan lead and a contact lead (INV-24)"
    check (state = 'closed' or (risk_lead_id is not null and plan_lead_id is not null and contact_lead_id is not null)),
  check ((state = 'closed') = (closed_at is not null) and (state <> 'closed' or closed_as is not null))
);
create index cases_risk_lead on cases (risk_lead_id) where state <> 'closed';
create index cases_plan_lead on cases (plan_lead_id) where state <> 'closed';
create index cases_contact_lead on cases (contact_lead_id) where state <> 'closed';
create index cases_reference on cases (reference);
create index cases_review on cases (level_review_on) where state <> 'closed';

-- The only way to see a case: a live grant to a person, or to a team that the person is in (DESIGN 4).
create table case_grant (
  case_id uuid not null references cases,
  grantee_id uuid not null,
  agency_id uuid not null references agency,
  reason text not null,
  granted_by uuid not null references practitioner,
  granted_at timestamptz not null,
  until_at timestamptz,
  revoked_at timestamptz,
  primary key (case_id, grantee_id, granted_at)
);
create index case_grant_grantee on case_grant (grantee_id, case_id) where revoked_at is null;

-- Protects a table whose rows belong to a case: visible and writable only through a live grant of the case.
create procedure private.protect_case_table(name text, case_column text default 'case_id') language plpgsql as
$$
declare
  granted constant text := format(
    'exists (select from public.case_grant g where g.case_id = %I.%I and g.revoked_at is null
       and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))', name, case_column);
  place constant text := (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = name and n.nspname in ('public', 'vault') and c.relkind = 'r');
begin
  execute format('alter table %s enable row level security', place);
  execute format('alter table %s force row level security', place);
  execute format('create policy granted_read on %s for select to waymark_app using (%s)', place, granted);
  execute format('create policy granted_add on %s for insert to waymark_app with check (%s)', place, granted);
  execute format('create policy granted_change on %s for update to waymark_app using (%s) with check (%s)', place, granted, granted);
  execute format('create policy definer_all on %s to waymark_definer using (true) with check (true)', place);
  execute format('grant select, insert on %s to waymark_app', place);
  execute format('grant select, insert, update on %s to waymark_definer', place);
end $$;

-- Each stretch in which a person held a lead: written by the database itself, so the history cannot be forgotten.
create table lead_period (
  case_id uuid not null references cases,
  lead text not null check (lead in ('risk', 'plan', 'contact')),
  practitioner_id uuid not null references practitioner,
  from_at timestamptz not null,
  until_at timestamptz,
  handover_id uuid,
  primary key (case_id, lead, from_at)
);
create index lead_period_practitioner on lead_period (practitioner_id) where until_at is null;

create table handover (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  leads text[] not null check (cardinality(leads) > 0 and leads <@ array['risk', 'plan', 'contact']),
  from_id uuid not null references practitioner,
  to_id uuid not null references practitioner,
  risk text not null,
  plan text not null,
  contact text not null,
  duties text not null,
  offered_at timestamptz not null,
  answered_at timestamptz,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  reason text,
  check ((answer is null) = (answered_at is null))
);
create index handover_to on handover (to_id) where answer is null;
create index handover_case on handover (case_id, offered_at);

create table person (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  name text not null,
  name_is_believed boolean not null default false,
  other_names text,
  born_on date,
  age_about smallint,
  gender text,
  called text,
  language text,
  communication_needs text,
  school text,
  died_on date,
  added_by uuid not null references practitioner,
  added_at timestamptz not null,
  version integer not null default 1
);
create table party (
  case_id uuid not null references cases,
  person_id uuid not null references person,
  role text not null check (role in ('victim', 'perpetrator', 'child', 'other')),
  is_main boolean not null default false,
  why text,
  added_by uuid not null references practitioner,
  added_at timestamptz not null,
  ended_at timestamptz,
  ended_why text,
  primary key (case_id, person_id)
);
create index party_person on party (person_id);

-- A role belongs to a relationship and a time, never to a person (MODEL 2; S-05).
create table relationship (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  other_id uuid not null check (other_id <> person_id),
  kind text not null,
  ground text,
  person_role text not null check (person_role in ('victim', 'perpetrator', 'child', 'other')),
  other_role text not null check (other_role in ('victim', 'perpetrator', 'child', 'other')),
  lives_together boolean,
  from_on date,
  until_on date,
  note text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  foreign key (case_id, person_id) references party,
  foreign key (case_id, other_id) references party
);
create index relationship_case on relationship (case_id);

create table household (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  label text not null,
  district text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null
);
create index household_case on household (case_id);
create table household_member (
  case_id uuid not null references cases,
  household_id uuid not null references household,
  person_id uuid not null,
  how text not null check (how in ('lives', 'visits', 'stays')),
  when_there text,
  from_on date,
  until_on date,
  recorded_at timestamptz not null,
  primary key (household_id, person_id, recorded_at),
  foreign key (case_id, person_id) references party
);
create index household_member_case on household_member (case_id);

-- Who comes to the family and why, in words that may be given to them (CC-15); also the agencies at work on the case.
create table involvement (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  agency_id uuid not null references agency,
  practitioner_id uuid references practitioner,
  why text not null,
  from_on date not null,
  until_on date,
  recorded_by uuid not null references practitioner
);
create index involvement_case on involvement (case_id);

-- A level is a dated version and is never edited (INV-28): each agency's own stands beside the others.
create table risk_level (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  agency_id uuid not null references agency,
  level text not null check (level in ('standard', 'medium', 'high')),
  reasons text not null,
  victim_view text,
  victim_view_not_asked text,
  decided_by uuid not null references practitioner,
  decided_at timestamptz not null,
  second_person_id uuid references practitioner check (second_person_id <> decided_by),
  proposal text check (proposal in ('waiting', 'agreed', 'not agreed')),
  next_review_on date not null,
  foreign key (case_id, person_id) references party,
  check (victim_view is not null or victim_view_not_asked is not null)
);
create index risk_level_case on risk_level (case_id, person_id, decided_at);

-- A contact note is its service's own until it is shared (AD-01). A correction is a new note.
create table note (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  agency_id uuid not null references agency,
  written_by uuid not null references practitioner,
  happened_at timestamptz not null,
  written_at timestamptz not null,
  how text not null,
  said text,
  noticed text,
  agreed text,
  next text,
  corrects_id uuid references note,
  shared_at timestamptz,
  shared_by uuid references practitioner,
  shared_why text
);
create index note_case on note (case_id, happened_at);

-- What a person last looked at, so that a case can say what changed since.
create table seen (
  case_id uuid not null references cases,
  practitioner_id uuid not null references practitioner,
  seen_at timestamptz not null,
  before_at timestamptz,
  primary key (case_id, practitioner_id)
);

do $$
declare t text;
begin
  foreach t in array array['lead_period', 'handover', 'party', 'relationship', 'household', 'household_member', 'involvement',
    'risk_level', 'note', 'seen'] loop
    call private.protect_case_table(t);
  end loop;
  call private.protect_case_table('cases', 'id');
end $$;
grant update on cases, handover, party, relationship, household_member, involvement, risk_level, note, seen to waymark_app;

-- A case is opened by the person who then holds all three leads, until each is accepted by another.
drop policy granted_add on cases;
create policy opener_adds on cases for insert to waymark_app with check (
  opened_by = (select current_actor()) and agency_id = (select current_agency()) and state = 'open'
  and risk_lead_id = (select current_actor()) and plan_lead_id = (select current_actor()) and contact_lead_id = (select current_actor()));

-- Nobody reads another service's note before it is shared, on the case or not.
create policy own_or_shared on note as restrictive for select to waymark_app
  using (agency_id = (select current_agency()) or shared_at is not null);
create policy own_only on note as restrictive for update to waymark_app using (agency_id = (select current_agency()));
create policy own_add on note as restrictive for insert to waymark_app
  with check (agency_id = (select current_agency()) and written_by = (select current_actor()));
create policy own_row on seen as restrictive to waymark_app using (practitioner_id = (select current_actor()));

alter table person enable row level security;
alter table person force row level security;
create policy in_a_granted_case on person for select to waymark_app using (exists (
  select from party p join case_grant g on g.case_id = p.case_id where p.person_id = person.id and g.revoked_at is null
    and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select current_reach())));
create policy in_a_granted_case_change on person for update to waymark_app using (exists (
  select from party p join case_grant g on g.case_id = p.case_id where p.person_id = person.id and g.revoked_at is null
    and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select current_reach())));
create policy own_agency_adds on person for insert to waymark_app
  with check (agency_id = (select current_agency()) and added_by = (select current_actor()));
create policy definer_all on person to waymark_definer using (true) with check (true);
grant select, insert, update on person to waymark_app, waymark_definer;

alter table case_grant enable row level security;
alter table case_grant force row level security;
create policy own_grants on case_grant for select to waymark_app using (grantee_id in (select current_reach()));
create policy definer_all on case_grant to waymark_definer using (true) with check (true);
grant select on case_grant to waymark_app;
grant select, insert, update on case_grant to waymark_definer;

create function actor_has_case(sought uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = sought and g.revoked_at is null
    and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))
$$;
-- Everyone who can see a case, for those who can: who, of which agency, why, since when, until when.
create function case_team(sought uuid) returns setof case_grant language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select g.* from public.case_grant g where g.case_id = sought and public.actor_has_case(sought) order by g.granted_at $$;
-- Lets a person or a team see a case: only by someone who sees it, always with a reason.
create function grant_case(to_case uuid, to_grantee uuid, because text, at timestamptz, ends_at timestamptz default null) returns boolean
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
  values (to_case, to_grantee, of_agency, because, public.current_actor(), at, ends_at) on conflict do nothing;
  return true;
end $$;
create function revoke_case(from_case uuid, from_grantee uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(from_case) then return false; end if;
  update public.case_grant set revoked_at = at where case_id = from_case and grantee_id = from_grantee and revoked_at is null;
  return found;
end $$;

create function private.case_opened() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
  values (new.id, new.opened_by, new.agency_id, 'Opened the case', new.opened_by, new.opened_at);
  insert into public.lead_period (case_id, lead, practitioner_id, from_at)
  select new.id, lead, holder, new.opened_at
  from (values ('risk', new.risk_lead_id), ('plan', new.plan_lead_id), ('contact', new.contact_lead_id)) as leads (lead, holder);
  return new;
end $$;
create trigger case_opened after insert on cases for each row execute function private.case_opened();

-- waymark.at is the moment at which a request says that it acts; the handover that moved a lead is named with it.
create function private.lead_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  moved record;
  at constant timestamptz := coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp());
begin
  for moved in select lead, was, is_now from (values ('risk', old.risk_lead_id, new.risk_lead_id), ('plan', old.plan_lead_id, new.plan_lead_id),
    ('contact', old.contact_lead_id, new.contact_lead_id)) as leads (lead, was, is_now) where was is distinct from is_now loop
    update public.lead_period set until_at = greatest(at, from_at) where case_id = new.id and lead = moved.lead and until_at is null;
    if moved.is_now is not null then
      insert into public.lead_period (case_id, lead, practitioner_id, from_at, handover_id)
      values (new.id, moved.lead, moved.is_now, at, nullif(current_setting('waymark.handover', true), '')::uuid)
      on conflict (case_id, lead, from_at) do update set practitioner_id = excluded.practitioner_id, until_at = null;
    end if;
  end loop;
  return new;
end $$;
create trigger lead_moved after update of risk_lead_id, plan_lead_id, contact_lead_id on cases for each row execute function private.lead_moved();

-- At every commit: each lead of an open case is a person who still works here and can see the case.
create function private.leads_are_real() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare now_case public.cases;
begin
  select * into now_case from public.cases where id = new.id;
  if now_case.state <> 'closed' and exists (
    select from unnest(array[now_case.risk_lead_id, now_case.plan_lead_id, now_case.contact_lead_id]) as holder
    where not exists (select from public.practitioner p where p.id = holder and p.disabled_at is null)
      or not exists (select from public.case_grant g where g.case_id = now_case.id and g.revoked_at is null
        and (g.grantee_id = holder or g.grantee_id in (select team_id from public.team_member where practitioner_id = holder and until_at is null)))
  ) then raise exception 'a lead of an open case must work here and see the case (INV-24)' using errcode = 'check_violation', constraint = 'leads_are_real';
  end if;
  return null;
end $$;
create constraint trigger leads_are_real after insert or update of state, risk_lead_id, plan_lead_id, contact_lead_id on cases
  deferrable initially deferred for each row execute function private.leads_are_real();

-- Finds people by name among those whom the searcher may see already: starts from the searcher's own grants.
create function find_people(sought text, born date, at_most integer)
returns table (person_id uuid, case_id uuid, name text, other_names text, born_on date, role text, reference text, state text, likeness real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$
  select p.id, c.id, p.name, p.other_names, p.born_on, y.role, c.reference, c.state,
    greatest(similarity(lower(unaccent(p.name)), lower(unaccent(sought))), word_similarity(lower(unaccent(sought)), lower(unaccent(p.name || ' ' || coalesce(p.other_names, '')))))
  from (select distinct g.case_id from case_grant g where g.grantee_id in (select current_reach()) and g.revoked_at is null
    and (g.until_at is null or g.until_at > now())) mine
  join cases c on c.id = mine.case_id join party y on y.case_id = c.id and y.ended_at is null join person p on p.id = y.person_id
  where c.reference = upper(sought)
    or word_similarity(lower(unaccent(sought)), lower(unaccent(p.name || ' ' || coalesce(p.other_names, '')))) > 0.4
    or similarity(lower(unaccent(p.name)), lower(unaccent(sought))) > 0.3
    or (born is not null and p.born_on = born)
  order by 9 desc, p.name limit least(at_most, 100)
$$;

-- A person leaves only when nothing hangs on them: leads and open duties are handed over first (INV-24).
create function private.leaver_hands_over() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.cases c where c.state <> 'closed' and new.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)) then
    raise exception 'hand over the leads first (INV-24)' using errcode = 'check_violation', constraint = 'leaver_hands_over';
  end if;
  return null;
end $$;
create constraint trigger leaver_hands_over after update of disabled_at on practitioner
  deferrable initially deferred for each row when (new.disabled_at is not null) execute function private.leaver_hands_over();
