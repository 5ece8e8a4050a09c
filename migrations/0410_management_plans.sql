-- Before a release two plans must be there: that of the person harmed, and one for managing the person reported (RR-16, PM-07, TP-06, S-24). The first stands in the vault; this is
-- the second, as small as it can be: who leads it, what it covers, when it was last looked at and when it is next. It is shown as the register is (MODEL 13): whole to
-- police and probation, to others what their agency wrote. What a check of both may tell is decided here too, for each reader (INV-01, INV-02; decision 42).

grant create on schema public, private to waymark_definer;

create table management_plan (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  -- The person reported, whose behaviour it manages.
  person_id uuid not null,
  -- The entry that asks for its next look.
  fact_id uuid not null,
  agency_id uuid not null references agency,
  -- Somebody here, or a body outside by its name and whom to ask for.
  lead_id uuid references practitioner,
  lead_outside text check (lead_outside <> ''),
  covers text not null check (covers <> ''),
  looked_on date not null,
  next_review_on date not null check (next_review_on > looked_on),
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  ended_as text check (ended_as in ('replaced', 'ended')),
  ended_why text check (ended_why <> ''),
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party,
  check (num_nonnulls(lead_id, lead_outside) = 1),
  check (num_nonnulls(ended_as, ended_at, ended_by) in (0, 3)),
  check (ended_as is distinct from 'ended' or ended_why is not null)
);
create index management_plan_case on management_plan (case_id, written_at);
create index management_plan_person on management_plan (person_id, written_at) where ended_at is null;
-- Nobody replaces what they are not shown: each agency has one that stands.
create unique index management_plan_stands on management_plan (case_id, person_id, agency_id) where ended_at is null;
call private.protect_case_table('management_plan');
grant update (ended_as, ended_why, ended_at, ended_by) on management_plan to waymark_app;

create or replace function private.seen_whole(role text) returns text[] language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select case
    when role in ('investigating-officer', 'abuse-specialist', 'police-supervisor') then array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact', 'management-plans']
    when role in ('idva', 'idva-manager') then array['risk', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans']
    when role = 'first-responder' then array['risk', 'incidents', 'orders', 'justice', 'safe contact']
    when role in ('witness-care-officer', 'wcu-manager') then array['orders', 'justice', 'duties', 'safe contact']
    when role in ('cps-lawyer', 'cps-manager') then array['incidents', 'orders', 'justice', 'duties']
    when role in ('victim-liaison-officer', 'probation-manager') then array['orders', 'justice', 'management-plans']
    else '{}' end
$$;
create or replace function current_partial() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  me constant uuid := private.bound(1);
  whole constant text[] := private.seen_whole((select p.role from public.practitioner p where p.id = me));
begin
  return array(select word from unnest(array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans', 'management-plans']) as word where word <> all (whole));
end $$;

create policy by_role on management_plan as restrictive for select to waymark_app using (
  'management-plans' <> all ((select current_partial())::text[]) or agency_id = (select current_agency())
  or fact_id = any ((select current_grounds())::uuid[]) or case_id = any ((select current_led())::uuid[]));
create policy by_the_actor on management_plan as restrictive for insert to waymark_app with check (
  written_by = (select current_actor()) and agency_id = (select current_agency()) and ended_at is null
  and case_id <> all ((select current_emergency())::uuid[]));
-- What has ended stays so, and is ended by whoever says so.
create function private.management_plan_ends() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare actor constant uuid := public.current_actor();
begin
  if old.ended_at is not null then raise exception 'that plan has ended' using errcode = 'check_violation'; end if;
  if actor is not null and new.ended_by is distinct from actor then raise exception 'whoever ends a plan says so themselves' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger management_plan_ends before update on management_plan for each row execute function private.management_plan_ends();
alter function private.management_plan_ends() owner to waymark_definer;
revoke all on function private.management_plan_ends() from public;

-- Who is told whether a plan for managing somebody is there: whoever sees such plans, the leads of the case, and advisers of the person harmed (RR-16: probation, police, adviser).
create function current_sees_management(of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select 'management-plans' <> all (public.current_partial()) or of_case = any (public.current_led())
    or 'safety-plans' <> all (public.current_partial()) and not public.current_on_other_side(of_case)
$$;
-- The days of the plans that stand for this person, in whichever case they were written: one plan serves each of them. No words of it, and not where it stands.
create function management_standing(of_case uuid, of_person uuid) returns table (looked_on date, next_review_on date, written_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.looked_on, m.next_review_on, m.written_at from public.management_plan m
  where m.person_id = of_person and m.ended_at is null and public.actor_has_case(of_case) and public.current_sees_management(of_case)
    and exists (select from public.party y where y.case_id = of_case and y.person_id = of_person and y.role = 'perpetrator' and y.ended_at is null)
  order by m.written_at desc, m.id
$$;
do $$
declare f text;
begin
  foreach f in array array['current_sees_management(uuid)', 'management_standing(uuid, uuid)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to waymark_app', f);
  end loop;
end $$;

-- A duty says what is done: of what is put in place around the person harmed before a release, the other side is shown none but their own (INV-01, INV-02).
drop policy by_side on duty;
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW',
    'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'LOOK_AGAIN', 'PRISON_RELEASE_WATCH', 'PRISON_RELEASE_DEVICES'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
-- That there is a plan for managing somebody, or none, is told to no role that may not know of the register (MODEL 13).
create policy management_by_role on duty as restrictive for select to waymark_app using (
  code <> all (array['MANAGEMENT_PLAN', 'MANAGEMENT_REVIEW']) or owner_id = (select current_actor())
  or 'management-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_led())::uuid[])
  or 'safety-plans' <> all ((select current_partial())::text[]) and not current_on_other_side(case_id));
create or replace function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, case when d.owner_id <> public.current_actor() and (d.code = any (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL',
        'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'PRISON_RELEASE_WATCH', 'PRISON_RELEASE_DEVICES']) and public.current_on_other_side(of_case)
      or d.code = any (array['MANAGEMENT_PLAN', 'MANAGEMENT_REVIEW']) and not public.current_sees_management(of_case))
    then 'Something that is not shown to you: ask who leads this case' else d.task end
  from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;

-- Where several are reported, a duty before the release of one is answered by what is about that one.
create or replace function public.history_of(for_case uuid)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
as $function$
begin
  if not private.may_derive(for_case) then return null; end if;
  return jsonb_build_object(
    'entries', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'factId', e.fact_id, 'position', e.position, 'enteredBy', e.entered_by, 'relation', e.relation, 'suspectId', e.suspect_id,
      'type', e.type, 'from', e.happened_from, 'until', e.happened_until, 'knownAt', e.known_at, 'receivedAt', e.received_at,
      'enteredAt', e.entered_at, 'by', e.body, 'details', e.details - 'decisionMaker') order by e.position), '[]') from public.entry e where e.case_id = for_case),
    'levels', (select coalesce(jsonb_agg(jsonb_build_object('agencyId', r.agency_id, 'personId', r.person_id, 'level', r.level, 'at', r.decided_at) order by r.decided_at), '[]')
      from public.risk_level r where r.case_id = for_case and r.proposal is distinct from 'waiting' and r.proposal is distinct from 'not agreed'),
    'victims', (select coalesce(jsonb_agg(p.person_id order by p.added_at), '[]') from public.party p where p.case_id = for_case and p.role = 'victim' and p.ended_at is null),
    'leads', (select jsonb_build_object('risk', c.risk_lead_id, 'plan', c.plan_lead_id, 'contact', c.contact_lead_id,
      'separatedOn', c.separated_on, 'openedAt', c.opened_at) from public.cases c where c.id = for_case),
    -- For each body at work here, the person who answers for it: a lead first, else whoever came last.
    'holders', (select coalesce(jsonb_object_agg(kind, holder), '{}') from (
      select distinct on (a.kind) a.kind, p.id as holder
      from public.case_grant g join public.practitioner p on p.id = g.grantee_id and p.disabled_at is null
        join public.agency a on a.id = p.agency_id join public.cases c on c.id = g.case_id
      where g.case_id = for_case and g.revoked_at is null
      order by a.kind, (p.id = c.contact_lead_id) desc, (p.id = c.risk_lead_id) desc, (p.id = c.plan_lead_id) desc, g.granted_at desc) as each_kind),
    'owners', (select coalesce(jsonb_object_agg(d.key, d.owner_id), '{}') from public.duty d where d.case_id = for_case and d.state = 'open'));
end $function$;
revoke create on schema public, private from waymark_definer;
