-- A conflict makes a case not exist for a person (INV-36, ST-22, S12): subtracted last, whatever was granted.

grant create on schema public, private to waymark_definer;

create table case_exclusion (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  practitioner_id uuid not null references practitioner,
  ground text not null check (ground in ('self', 'partner', 'former partner', 'kin', 'household', 'friend', 'address', 'phone', 'e-mail', 'own team',
    'employer', 'other')),
  source text not null check (source in ('computed', 'declared')),
  -- The person in the case, where it is known which one.
  person_id uuid references person,
  declared_by uuid references practitioner,
  said text,
  at timestamptz not null,
  -- A false match ends by two people: one proposes, another agrees.
  release_by uuid references practitioner,
  release_because text,
  release_at timestamptz,
  ended_at timestamptz,
  ended_because text,
  ended_by uuid references practitioner,
  check ((release_by is null) = (release_because is null)),
  check ((release_by is null) = (release_at is null)),
  check ((ended_at is null) = (ended_because is null)),
  check (ended_by <> release_by),
  check (ended_by is null or ground <> 'self')
);
create index case_exclusion_practitioner on case_exclusion (practitioner_id) include (case_id) where ended_at is null;
create index case_exclusion_case on case_exclusion (case_id, practitioner_id);
-- That a row is here says that a case exists: no role that enters reads it.
alter table case_exclusion enable row level security;
alter table case_exclusion force row level security;
create policy definer_all on case_exclusion to waymark_definer using (true) with check (true);
grant select, insert, update on case_exclusion to waymark_definer;

-- A sealed case (C5): named people only, never a team.
alter table cases add sealed_at timestamptz, add sealed_by uuid references practitioner, add sealed_because text,
  add check ((sealed_at is null) = (sealed_because is null));
create index cases_sealed on cases (id) where sealed_at is not null;

create function current_excluded() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  return array(select x.case_id from public.case_exclusion x where x.practitioner_id = private.bound(1) and x.ended_at is null);
end $$;
create function private.is_excluded(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.ended_at is null) $$;

-- The policies of case tables ask for a grant under the reader's own protection, so that hiding the grant hides the case.
create policy conflicts_subtracted on case_grant as restrictive to waymark_app
  using (case_id <> all ((select public.current_excluded())::uuid[]));
-- Whatever names a case and is read without a grant subtracts by itself.
do $$
declare place text;
begin
  for place in
    select format('%I.%I', c.table_schema, c.table_name) from information_schema.columns c
    join pg_class r on r.oid = format('%I.%I', c.table_schema, c.table_name)::regclass and r.relkind = 'r'
    where c.column_name = 'case_id' and c.table_schema in ('public', 'vault') and c.table_name not in ('audit', 'case_exclusion', 'case_grant')
      and not exists (select from pg_policy p where p.polrelid = r.oid and p.polname = 'granted_read')
  loop
    execute format('create policy conflicts_subtracted on %s as restrictive to waymark_app
      using (case_id is null or case_id <> all ((select public.current_excluded())::uuid[]))', place);
  end loop;
end $$;

-- An excluded person is given no sight: not by an alarm, not as cover, not by mistake. Said to nobody.
create function private.excluded_gets_nothing() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$ begin return case when private.is_excluded(new.grantee_id, new.case_id) then null else new end; end $$;
create trigger excluded_gets_nothing before insert on case_grant for each row execute function private.excluded_gets_nothing();
-- A grant that ended may be opened again in place: never for somebody excluded.
create trigger excluded_keeps_nothing before update of revoked_at, until_at on case_grant for each row
  when (new.revoked_at is null) execute function private.excluded_gets_nothing();

-- Of how the case stands at the commit: whoever was a lead when it was written may have been relieved since.
create function private.excluded_leads_nothing() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.cases c join public.case_exclusion x on x.case_id = c.id and x.ended_at is null
      and x.practitioner_id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id) where c.id = new.id and c.state <> 'closed')
  then raise exception 'somebody with a conflict leads nothing in that case (INV-36)' using errcode = 'check_violation'; end if;
  return null;
end $$;
create constraint trigger excluded_leads_nothing after insert or update of risk_lead_id, plan_lead_id, contact_lead_id, state on cases
  deferrable initially deferred for each row execute function private.excluded_leads_nothing();

create function private.team_sees_no_sealed_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.cases c where c.id = new.case_id and c.sealed_at is not null) and exists (select from public.team t where t.id = new.grantee_id)
  then return null; end if;
  return new;
end $$;
create trigger team_sees_no_sealed_case before insert on case_grant for each row execute function private.team_sees_no_sealed_case();

-- What looks for grants past the reader's protection subtracts as well.
create or replace function actor_has_case(sought uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = sought and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))
    and not private.is_excluded(public.current_actor(), sought)
$$;
create or replace function knows_person(sought uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.party y join public.case_grant g on g.case_id = y.case_id where y.person_id = sought and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach())
      and g.case_id <> all (public.current_excluded()))
    or exists (select from public.person p where p.id = sought and p.added_by = public.current_actor()
      and not exists (select from public.party y where y.person_id = sought))
$$;
create or replace function find_people(sought text, born date, at_most integer)
  returns table (person_id uuid, case_id uuid, name text, other_names text, born_on date, role text, reference text, state text, likeness real)
  language sql stable security definer set search_path = pg_catalog, public, pg_temp
  set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as
$$
  select p.id, c.id, p.name, p.other_names, p.born_on, y.role, c.reference, c.state, greatest(alike.whole, alike.part)
  from (select private.plain(sought) as name) asked
  cross join (select distinct g.case_id from case_grant g where g.grantee_id = any ((select current_reach_ids())::uuid[]) and g.revoked_at is null
    and (g.until_at is null or g.until_at > now())) mine
  join cases c on c.id = mine.case_id join party y on y.case_id = c.id and y.ended_at is null join person p on p.id = y.person_id
  cross join lateral (select similarity(p.plain_name, asked.name) as whole, word_similarity(asked.name, p.plain_names) as part) alike
  where c.id <> all ((select current_excluded())::uuid[]) and (c.reference = upper(sought) or alike.part > 0.4 or alike.whole > 0.3 or (born is not null and p.born_on = born))
  order by 9 desc, p.name limit least(at_most, 100)
$$;
create or replace function feed_of(token text, at timestamptz) returns table (practitioner_id uuid, duty_id uuid, code text, is_telling boolean, due_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, d.id, d.code, d.person_id is not null, d.due_at from public.feed f join public.practitioner p on p.id = f.practitioner_id and p.disabled_at is null
  left join public.duty d on d.owner_id = p.id and d.state = 'open' and d.due_at is not null and d.raised_at <= at
    and not private.is_excluded(p.id, d.case_id)
  where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.ended_at is null order by d.due_at limit 500
$$;
create or replace function digest_counts(who uuid, at timestamptz, day_ends timestamptz) returns table (late integer, today integer, waiting integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with mine as (select d.due_at from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at <= day_ends
    and not private.is_excluded(who, d.case_id))
  select (select count(*) from mine where due_at < at)::integer, (select count(*) from mine where due_at >= at)::integer,
    ((select count(*) from public.handover h where h.to_id = who and h.answer is null and not private.is_excluded(who, h.case_id))
      + (select count(*) from public.other_way o where o.asked_of = who and o.decided_at is null and not private.is_excluded(who, o.case_id))
      + (select count(*) from public.risk_level r where r.second_person_id = who and r.proposal = 'waiting' and not private.is_excluded(who, r.case_id)))::integer
$$;
create or replace function private.lasting_sight(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = of_case and g.revoked_at is null and g.until_at is null
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
    and not private.is_excluded(who, of_case)
$$;
create or replace function private.sees_without(who uuid, of_case uuid, grantee uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id <> grantee and g.revoked_at is null and g.until_at is null
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
    and not private.is_excluded(who, of_case)
$$;

do $$
declare f text;
begin
  foreach f in array array['current_excluded()', 'private.is_excluded(uuid, uuid)', 'private.excluded_gets_nothing()', 'private.excluded_leads_nothing()',
    'private.team_sees_no_sealed_case()'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function current_excluded() to waymark_app;
revoke create on schema public, private from waymark_definer;
