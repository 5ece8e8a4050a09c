-- Whether the person harmed knows of an intervention, and of what came of it, with what they were told or why not (RM-12). Null: chosen before that was asked.
alter table intervention add is_known text check (is_known in ('there', 'reached', 'not yet', 'not theirs')), add known_words text,
  add constraint intervention_known check ((is_known is null) = (known_words is null) and known_words <> '');
alter table intervention_step add is_known text check (is_known in ('there', 'reached', 'not yet', 'not theirs')), add known_words text,
  add constraint intervention_step_known check ((is_known is null) = (known_words is null) and known_words <> '');

-- That somebody is to be told of a change says that something is done: the other side is not shown it (INV-01, INV-02). As before for the rest.
drop policy by_side on duty;
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW',
    'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'LOOK_AGAIN', 'CHANGE_TOLD'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
create or replace function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, case when d.code = any (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING',
      'RELEASE_OUTSIDE_REVIEW', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'CHANGE_TOLD']) and d.owner_id <> public.current_actor() and public.current_on_other_side(of_case)
    then 'Something that is not shown to you: ask who leads this case' else d.task end
  from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;
