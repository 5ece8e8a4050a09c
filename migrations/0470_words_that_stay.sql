-- What is said in words of where somebody was, or of whom to ask in a prison, is one case's own: a copy without the words would stand before what the other case knows (SP-29, RR-15).
create or replace function public.fan_out(entry_id uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
as $function$
declare
  e public.entry;
  other uuid;
begin
  select * into e from public.entry where id = entry_id;
  if not found or not private.may_derive(e.case_id) or e.entered_by is distinct from public.current_actor() and session_user <> 'waymark_worker' then return; end if;
  perform from public.cases where id = e.case_id for no key update;
  return next e.case_id;
  if e.suspect_id is null or e.type = any (array['justice.suspect-located', 'justice.prison-linked']) then return; end if;
  for other in
    select c.id from public.cases c join public.party p on p.case_id = c.id
    where p.person_id = e.suspect_id and p.role = 'perpetrator' and p.ended_at is null and c.state <> 'closed' and c.id <> e.case_id
    order by c.id for no key update of c
  loop
    insert into public.entry (case_id, position, fact_id, relation, type, suspect_id, happened_from, happened_until, precision, known_at,
      received_at, entered_at, entered_by, agency_id, body, details, from_other_case)
    select other, coalesce(max(x.position), 0) + 1, e.fact_id, e.relation, e.type, e.suspect_id, e.happened_from, e.happened_until, e.precision,
      e.known_at, e.received_at, e.entered_at, null, null, e.body,
      (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(e.details)
       where key in ('hearingOn', 'hearing', 'releaseOn', 'confirmed', 'released', 'stage', 'inCustody', 'forBreach', 'decidedBy', 'anotherStands')), true
    from public.entry x where x.case_id = other;
    return next other;
  end loop;
end $function$;

-- Whether a plan for managing this person stands, in whichever case and whoever wrote it: yes or no, and nothing of it.
create function management_plan_stands(of_case uuid, of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select public.actor_has_case(of_case)
    and exists (select from public.party y where y.case_id = of_case and y.person_id = of_person and y.role = 'perpetrator')
    and exists (select from public.management_plan m where m.person_id = of_person and m.ended_at is null)
$$;
grant create on schema public to waymark_definer;
alter function management_plan_stands(uuid, uuid) owner to waymark_definer;
revoke all on function management_plan_stands(uuid, uuid) from public;
grant execute on function management_plan_stands(uuid, uuid) to waymark_app;
revoke create on schema public from waymark_definer;
