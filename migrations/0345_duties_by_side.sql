-- A duty says what is done: whoever works with the person reported is shown none of what is done with the person harmed,
-- by its name as little as by its record (INV-01, INV-02). A duty that is theirs stays theirs.
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
drop policy by_role on duty_move;
create policy by_side on duty_move as restrictive for select to waymark_app using (
  exists (select from duty d where d.id = duty_id and d.case_id = duty_move.case_id));

-- Whose time on the other case is over is on the other side as little as whoever was taken off it.
create or replace function private.supports(who uuid, in_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select exists (select from public.cases c, (select who union select m.practitioner_id from public.team_member m where m.team_id = who and m.until_at is null) as one (id)
      join public.practitioner p on p.id = one.id join public.agency a on a.id = p.agency_id
    where c.id = in_case and (
      exists (select from public.referral r where r.case_id = in_case and r.worker_id = p.id and r.answer = 'accepted')
      or ((p.role = 'idva' or a.kind in ('advocacy', 'refuge')) and p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
      or (p.role = 'idva' and exists (select from public.case_grant g where g.case_id = in_case and g.grantee_id = p.id and g.revoked_at is null
        and (g.until_at is null or g.until_at > now()) and not private.is_for_a_task(g.reason)))))
$$;
