-- A duty says what is done: of an offer to a plan, and of what was agreed beforehand, the other side is shown no duty either (INV-01, INV-02).
drop policy by_side on duty;
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW',
    'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'LOOK_AGAIN'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
-- That something agreed beforehand is to be looked at again says that there is something: it is for whoever sees plans (MODEL 13).
create policy plans_by_role on duty as restrictive for select to waymark_app using (
  code <> 'LOOK_AGAIN' or owner_id = (select current_actor())
  or ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[])) and case_id <> all ((select current_emergency())::uuid[]));

-- What stops a case from closing is counted over everything, and told in no words that are not theirs. What was agreed beforehand ends with the case.
create or replace function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, case when d.code = any (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING',
      'RELEASE_OUTSIDE_REVIEW', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER']) and d.owner_id <> public.current_actor() and public.current_on_other_side(of_case)
    then 'Something that is not shown to you: ask who leads this case' else d.task end
  from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;

-- What asks for a duty, or answers one, is reckoned over everything (decision 22): whoever writes down need not be shown what others wrote. Only which child, which fact and when.

-- Children who were part of something on another day, within so many months before and after it (CH-08). What never happened does not count.
create function children_exposed(of_case uuid, around date, months integer) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select distinct x.child_id from public.child_exposure x join public.entry e on e.id = x.entry_id and e.case_id = x.case_id
  where x.case_id = of_case and public.actor_has_case(of_case)
    and (e.happened_from at time zone 'Europe/London')::date <> around
    and (e.happened_from at time zone 'Europe/London')::date between around - make_interval(months => months) and around + make_interval(months => months)
    and not exists (select from public.entry c where c.case_id = e.case_id and c.fact_id = e.fact_id and c.relation = 'corrects' and (c.details -> 'neverHappened')::boolean)
$$;

-- The facts on which an offer to this person hangs, or telling children's services of them (CH-14, INV-40).
create function facts_of_young(of_case uuid, of_person uuid) returns table (fact_id uuid, is_effect boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select f.fact_id, true from public.child_effect f where f.case_id = of_case and f.child_id = of_person and public.actor_has_case(of_case)
  union select e.fact_id, false from public.entry e where e.case_id = of_case and e.type = 'incidents.young-person-known' and e.details -> 'childIds' ? of_person::text
    and public.actor_has_case(of_case)
$$;

-- The open reviews of plans, and when something last happened that asks for one: null where a day alone does (SP-26).
create function plan_reviews_open(of_case uuid) returns table (key text, asked_at timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.key, (select max(e.entered_at) from public.entry r join public.entry e on e.case_id = r.case_id and e.fact_id = r.fact_id
    where r.case_id = d.case_id and r.id = any (d.reasons) and r.type <> 'safety-plans.next-review-set')
  from public.duty d where d.case_id = of_case and d.code = 'PLAN_REVIEW' and d.state = 'open' and public.actor_has_case(of_case)
$$;

grant create on schema public to waymark_definer;
do $$
declare f text;
begin
  foreach f in array array['children_exposed(uuid, date, integer)', 'facts_of_young(uuid, uuid)', 'plan_reviews_open(uuid)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to waymark_app', f);
  end loop;
end $$;
revoke create on schema public from waymark_definer;
