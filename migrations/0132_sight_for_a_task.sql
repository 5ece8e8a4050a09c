-- Who is called by an alarm, asked for another safe way, or stands in for somebody away, sees a case for that task: that makes
-- them nobody's worker, and must never stop what has to be recorded (S-02, S-05).
grant create on schema private to waymark_definer;
create function private.is_for_a_task(reason text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$ select reason like 'An alarm about this case%' or reason like 'Supervisor hands over%' or reason = 'Asked to choose another safe way' $$;
alter function private.is_for_a_task(text) owner to waymark_definer;
revoke all on function private.is_for_a_task(text) from public;
revoke create on schema private from waymark_definer;

create or replace function private.supports(who uuid, in_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.cases c, (select who union select m.practitioner_id from public.team_member m where m.team_id = who and m.until_at is null) as one (id)
      join public.practitioner p on p.id = one.id join public.agency a on a.id = p.agency_id
    where c.id = in_case and (
      exists (select from public.referral r where r.case_id = in_case and r.worker_id = p.id and r.answer = 'accepted')
      or ((p.role = 'idva' or a.kind in ('advocacy', 'refuge')) and p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
      or (p.role = 'idva' and exists (select from public.case_grant g where g.case_id = in_case and g.grantee_id = p.id and g.revoked_at is null
        and not private.is_for_a_task(g.reason)))))
$$;
create or replace function private.one_side_only() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if tg_table_name = 'case_grant' then
    if not private.is_for_a_task(new.reason) and new.reason <> 'Opened the case again'
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
create or replace function clashing_workers(of_case uuid) returns table (id uuid, name text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.name from (
      select unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) as id from public.cases c where c.id = of_case
      union select r.worker_id from public.referral r where r.case_id = of_case and r.answer = 'accepted'
      union select g.grantee_id from public.case_grant g where g.case_id = of_case and g.revoked_at is null
        and not private.is_for_a_task(g.reason)) as at_work
    join public.practitioner p on p.id = at_work.id join public.cases c on c.id = of_case
  where public.actor_has_case(of_case) and private.works_for_other_side(p.id, of_case, p.id = c.contact_lead_id)
  order by p.name
$$;
