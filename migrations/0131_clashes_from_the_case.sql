-- Who works on this case and for the other side is asked for those at work on it, and not for everybody who works anywhere.
create or replace function clashing_workers(of_case uuid) returns table (id uuid, name text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.name from (
      select unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) as id from public.cases c where c.id = of_case
      union select r.worker_id from public.referral r where r.case_id = of_case and r.answer = 'accepted'
      union select g.grantee_id from public.case_grant g where g.case_id = of_case and g.revoked_at is null
        and g.reason not like 'An alarm about this case%' and g.reason not like 'Supervisor hands over%') as at_work
    join public.practitioner p on p.id = at_work.id join public.cases c on c.id = of_case
  where public.actor_has_case(of_case) and private.works_for_other_side(p.id, of_case, p.id = c.contact_lead_id)
  order by p.name
$$;
