-- What a role is shown of a case that it was let in to, held here as well (MODEL 13; DESIGN 4: role and class, after the grant). The table of
-- roles that people read is src/domains/access/model/matrix.ts; a test holds the two together.

grant create on schema public, private to waymark_definer;

-- What a role sees whole. Of the rest it is shown what its own agency wrote and what was shared with it.
create function private.seen_whole(role text) returns text[] language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select case
    when role in ('investigating-officer', 'abuse-specialist', 'police-supervisor') then array['risk', 'incidents', 'orders', 'justice', 'duties']
    when role in ('idva', 'idva-manager') then array['risk', 'orders', 'justice', 'duties']
    when role = 'first-responder' then array['risk', 'incidents', 'orders', 'justice']
    when role in ('witness-care-officer', 'wcu-manager') then array['orders', 'justice', 'duties']
    when role in ('cps-lawyer', 'cps-manager') then array['incidents', 'orders', 'justice', 'duties']
    when role in ('victim-liaison-officer', 'probation-manager') then array['orders', 'justice']
    else '{}' end
$$;
create function current_partial() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  me constant uuid := private.bound(1);
  whole constant text[] := private.seen_whole((select p.role from public.practitioner p where p.id = me));
begin
  return array(select word from unnest(array['risk', 'incidents', 'orders', 'justice', 'duties']) as word where word <> all (whole));
end $$;
-- Administrators, auditors, professional standards and data protection leads have no case, nor a referral about one (INV-39).
create function current_has_cases() returns boolean language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return coalesce((select p.role not in ('administrator', 'auditor', 'professional-standards', 'data-protection-lead') from public.practitioner p where p.id = me), false);
end $$;
-- Who leads a case sees the whole of it, whatever the role (DESIGN 2), and so does whoever was asked to take a lead over.
create function current_led() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return array(
    select id from public.cases where risk_lead_id = me and state <> 'closed' union select id from public.cases where plan_lead_id = me and state <> 'closed'
    union select id from public.cases where contact_lead_id = me and state <> 'closed'
    union select h.case_id from public.handover h where h.to_id = me and h.answer is null);
end $$;
-- Who has to tell somebody needs what there is to tell, and what others told them before.
create function current_to_tell() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return array(select d.case_id from public.duty d where d.owner_id = me and d.state = 'open' and d.person_id is not null);
end $$;
-- Who owns a duty sees what raised it: the facts, however they were set right later.
create function current_grounds() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return array(select d.fact_id from public.duty d where d.owner_id = me union select unnest(d.reasons) from public.duty d where d.owner_id = me);
end $$;
create index duty_owned on duty (owner_id);
create function private.is_of_current_agency(who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce((select p.agency_id = public.current_agency() from public.practitioner p where p.id = who), false) $$;
-- One record was shared with the reader's agency by itself, and the reader does not work for the other side (INV-03).
create function shown_by_itself(of_case uuid, record uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.item_grant g where g.record_id = record and g.case_id = of_case and g.agency_id = public.current_agency()
    and g.ended_at is null and g.until_at > now()) and not public.current_on_other_side(of_case)
$$;
-- With a shared entry goes whatever set the same fact right or confirmed it: nobody is left with what turned out to be wrong.
create function shown_by_fact(of_case uuid, fact uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.entry e join public.item_grant g on g.record_id = e.id and g.case_id = of_case
    where e.case_id = of_case and e.fact_id = fact and g.agency_id = public.current_agency() and g.ended_at is null and g.until_at > now())
    and not public.current_on_other_side(of_case)
$$;

create policy by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> all ((select current_partial())::text[]) or agency_id = (select current_agency())
  or case_id = any ((select current_led())::uuid[])
  or fact_id = any ((select current_grounds())::uuid[]) or id = any ((select current_grounds())::uuid[]) or shown_by_fact(case_id, fact_id));

-- What hangs on an entry is shown with it.
create policy by_role on incident as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = incident.case_id));
create policy by_role on behaviour as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = behaviour.case_id));
create policy by_role on child_exposure as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = child_exposure.case_id));
create policy by_role on breach_action as restrictive for select to waymark_app using (
  'justice' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = breach_action.case_id));
create policy by_role on checked_point as restrictive for select to waymark_app using (
  'justice' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = checked_point.case_id));
create policy by_role on condition as restrictive for select to waymark_app using (
  'orders' <> all ((select current_partial())::text[]) or case_id = any ((select current_led())::uuid[]) or case_id = any ((select current_to_tell())::uuid[])
  or exists (select from entry e where e.id = entry_id and e.case_id = condition.case_id) or shown_by_itself(case_id, id));
create policy by_role on order_view as restrictive for select to waymark_app using (
  'orders' <> all ((select current_partial())::text[]) or case_id = any ((select current_led())::uuid[]) or private.is_of_current_agency(recorded_by));

create policy by_role on risk_level as restrictive for select to waymark_app using (
  'risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or second_person_id = (select current_actor())
  or case_id = any ((select current_led())::uuid[]) or shown_by_itself(case_id, id));
create policy by_role on aggressor_opinion as restrictive for select to waymark_app using (
  'risk' <> all ((select current_partial())::text[]) or private.is_of_current_agency(written_by) or reviewer_id = (select current_actor())
  or case_id = any ((select current_led())::uuid[]));
create policy by_role on aggressor_review as restrictive for select to waymark_app using (
  'risk' <> all ((select current_partial())::text[]) or private.is_of_current_agency(reviewed_by)
  or case_id = any ((select current_led())::uuid[]));
-- A handover speaks of risk, plan and contact: it is for the two and their agencies, for who offered it, and for the leads.
create policy by_role on handover as restrictive for select to waymark_app using (
  (select current_actor()) in (from_id, to_id, offered_by) or private.is_of_current_agency(from_id) or private.is_of_current_agency(to_id)
  or case_id = any ((select current_led())::uuid[]));

create policy by_role on referral as restrictive for select to waymark_app using ((select current_has_cases()));

-- A directory's key is no person (decision 16).
alter policy own_agency on inbox_item using (agency_id = (select current_agency()) and (select current_person()) is not null);

create policy by_role on duty as restrictive for select to waymark_app using (
  'duties' <> all ((select current_partial())::text[]) or owner_id = (select current_actor()) or private.is_of_current_agency(owner_id)
  or case_id = any ((select current_led())::uuid[]));
create policy by_role on duty_move as restrictive for select to waymark_app using (
  'duties' <> all ((select current_partial())::text[]) or exists (select from duty d where d.id = duty_id and d.case_id = duty_move.case_id));
create policy by_role on telling as restrictive for select to waymark_app using (
  'duties' <> all ((select current_partial())::text[]) or private.is_of_current_agency(told_by)
  or case_id = any ((select current_led())::uuid[]) or case_id = any ((select current_to_tell())::uuid[]));
create policy by_role on attempt as restrictive for select to waymark_app using (
  'duties' <> all ((select current_partial())::text[]) or private.is_of_current_agency(tried_by)
  or case_id = any ((select current_led())::uuid[]) or case_id = any ((select current_to_tell())::uuid[]));
create policy by_role on feedback as restrictive for select to waymark_app using (
  'duties' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]));

-- What the reader may not read, and what still has to be right ----------------------------------------------------------

-- The place of the next entry in a case's history counts those that are not shown.
create function next_position(of_case uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select coalesce(max(e.position), 0) + 1 from public.entry e where e.case_id = of_case and public.actor_has_case(of_case) $$;
-- What somebody is called by now (suspect, defendant, offender) is of the case itself; only the kinds of entry that move it leave here.
create function stage_moves(of_case uuid, kinds text[]) returns table (type text, suspect_id uuid, happened_from timestamptz, "position" integer, undone boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select distinct on (e.fact_id) e.type, e.suspect_id, e.happened_from, e.position, coalesce(e.details ->> 'neverHappened', '') = 'true'
  from public.entry e
  where e.case_id = of_case and e.relation <> 'confirms' and public.actor_has_case(of_case)
    and e.fact_id in (select k.fact_id from public.entry k where k.case_id = of_case and k.type = any (kinds))
  order by e.fact_id, e.position desc
$$;
-- For whoever may know only that it exists (R in MODEL 13): which of the two a case has.
create function held_of(of_case uuid) returns text[] language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select array_remove(array[
    case when exists (select from public.risk_level r where r.case_id = of_case) then 'risk' end,
    case when exists (select from public.entry e where e.case_id = of_case and e.type like 'incidents.%') then 'incidents' end], null)
  where public.actor_has_case(of_case)
$$;

-- What still stands between a case and its end stops it for everybody who would close it, shown or not.
create function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, d.task from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and public.actor_has_case(of_case) order by d.due_at
$$;
create function ends_ahead_of(of_case uuid, from_on text, until_on text) returns table (what text, "on" text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with fact as (
    select distinct on (e.fact_id) e.fact_id, e.type, e.details from public.entry e
    where e.case_id = of_case and e.relation <> 'confirms' and public.actor_has_case(of_case) order by e.fact_id, e.position desc)
  select case f.type when 'orders.made' then 'An order ends' else 'Release from prison' end, coalesce(f.details ->> 'releaseOn', f.details ->> 'endsOn')
  from fact f where coalesce(f.details ->> 'neverHappened', 'false') <> 'true'
    and ((f.type = 'justice.release-date-known' and f.details ->> 'releaseOn' between from_on and until_on)
      or (f.type = 'orders.made' and f.details ->> 'endsOn' between from_on and until_on and not exists (
        select from public.entry e where e.case_id = of_case and e.type = 'orders.renewal-decided' and e.details ->> 'about' = f.fact_id::text)))
  order by 2
$$;
-- Who reports that bail ended ends every term of it, also those that they are not shown: a term that stands on after its end protects
-- nobody. For the reckoning alone: no page reads this.
create function terms_of(of_case uuid) returns setof condition language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.* from public.condition c where c.case_id = of_case and public.actor_has_case(of_case) order by c.recorded_at, c.kind $$;
create function entries_of_terms(of_case uuid) returns table (id uuid, type text, fact_id uuid, happened_from timestamptz, suspect_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select e.id, e.type, e.fact_id, e.happened_from, e.suspect_id from public.entry e
  where e.case_id = of_case and public.actor_has_case(of_case)
    and e.id in (select c.entry_id from public.condition c where c.case_id = of_case union select c.ended_entry_id from public.condition c where c.case_id = of_case)
$$;
create function end_terms(of_case uuid, terms uuid[], by_entry uuid, at timestamptz, because text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare ended integer;
begin
  if not exists (select from public.entry e where e.id = by_entry and e.case_id = of_case and e.entered_by = public.current_actor())
    or not public.actor_has_case(of_case) then return 0; end if;
  update public.condition c set ended_at = at, ended_why = because, ended_entry_id = by_entry
  where c.case_id = of_case and c.id = any (terms) and c.ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- A library works on no case but one that it opened itself (MODEL 13).
create function private.library_sees_its_own() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.cases c where c.id = new.case_id and c.agency_id <> new.agency_id)
    and (exists (select from public.practitioner p where p.id = new.grantee_id and p.role = 'library-worker')
      or exists (select from public.team t join public.agency a on a.id = t.agency_id where t.id = new.grantee_id and a.kind = 'library'))
  then raise exception 'a library works on no case but its own (MODEL 13)' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger library_sees_its_own before insert on case_grant for each row execute function private.library_sees_its_own();

do $$
declare f text;
begin
  foreach f in array array['current_partial()', 'current_has_cases()', 'current_led()', 'current_to_tell()', 'current_grounds()', 'private.is_of_current_agency(uuid)',
    'shown_by_itself(uuid, uuid)', 'shown_by_fact(uuid, uuid)', 'next_position(uuid)', 'stage_moves(uuid, text[])', 'held_of(uuid)', 'open_duties_of(uuid, timestamptz)', 'ends_ahead_of(uuid, text, text)',
    'terms_of(uuid)', 'entries_of_terms(uuid)', 'end_terms(uuid, uuid[], uuid, timestamptz, text)', 'private.library_sees_its_own()'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke all on function private.seen_whole(text) from public;
grant execute on function private.seen_whole(text) to waymark_definer;
grant execute on function current_partial(), current_has_cases(), current_led(), current_to_tell(), current_grounds(), private.is_of_current_agency(uuid), shown_by_itself(uuid, uuid), shown_by_fact(uuid, uuid),
  next_position(uuid), stage_moves(uuid, text[]), held_of(uuid), open_duties_of(uuid, timestamptz), ends_ahead_of(uuid, text, text), terms_of(uuid), entries_of_terms(uuid), end_terms(uuid, uuid[], uuid, timestamptz, text) to waymark_app;
revoke update (ended_at, ended_why, ended_entry_id) on condition from waymark_app;
revoke create on schema public, private from waymark_definer;
