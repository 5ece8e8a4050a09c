-- Which duties are told to whom, in one place: of what is done with the person harmed, whoever works with the person reported is shown none but their own (INV-01, INV-02).
drop policy by_side on duty;
drop policy late_by_side on duty;
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'CHANGE_TOLD', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW',
    'RELEASE_OUTSIDE_TAKE_BACK', 'RELEASE_OUTSIDE_TELL', 'RELEASE_OUTSIDE_BREACH', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'LOOK_AGAIN', 'PLAN_COPY', 'PRISON_RELEASE_WATCH', 'PRISON_RELEASE_DEVICES'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
-- What says that there is something beside a plan, or that was agreed beforehand, is for whoever sees plans (MODEL 13).
drop policy plans_by_role on duty;
drop policy copies_by_role on duty;
create policy plans_by_role on duty as restrictive for select to waymark_app using (
  code <> all (array['LOOK_AGAIN', 'PLAN_COPY']) or owner_id = (select current_actor())
  or ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[])) and case_id <> all ((select current_emergency())::uuid[]));

-- What stops a case from closing is counted over everything; in which words it is told, the duty's own policies decide, and no second list of them does.
-- What was agreed beforehand ends with the case.
drop function open_duties_of(uuid, timestamptz);
create function open_duties_of(of_case uuid, at timestamptz) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;
grant create on schema public to waymark_definer;
alter function open_duties_of(uuid, timestamptz) owner to waymark_definer;
revoke all on function open_duties_of(uuid, timestamptz) from public;
grant execute on function open_duties_of(uuid, timestamptz) to waymark_app;
revoke create on schema public from waymark_definer;
