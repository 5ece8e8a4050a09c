-- What somebody was told of an intervention, or why not, stands apart from it: whoever works with the person reported is shown what is done about him, and
-- never what she was told, said or how she was reached (INV-01, INV-02, RM-12).
create table intervention_told (
  case_id uuid not null,
  intervention_id uuid not null,
  -- The version of the intervention on which it was said; 0, when it was chosen.
  of_version integer not null check (of_version >= 0),
  is_known text not null check (is_known in ('there', 'reached', 'not yet', 'not theirs')),
  known_words text not null check (known_words <> ''),
  said_by uuid not null references practitioner,
  said_at timestamptz not null,
  primary key (intervention_id, of_version),
  foreign key (intervention_id, case_id) references intervention (id, case_id)
);
create index intervention_told_case on intervention_told (case_id);
alter table intervention no force row level security;
alter table intervention_step no force row level security;
insert into intervention_told (case_id, intervention_id, of_version, is_known, known_words, said_by, said_at)
  select i.case_id, i.id, 0, i.is_known, i.known_words, i.chosen_by, i.chosen_at from intervention i where i.is_known is not null
  union all select s.case_id, s.intervention_id, s.of_version, s.is_known, s.known_words, s.taken_by, s.taken_at from intervention_step s where s.is_known is not null;
alter table intervention force row level security;
alter table intervention_step force row level security;
alter table intervention drop column is_known, drop column known_words;
alter table intervention_step drop column is_known, drop column known_words;
call private.protect_case_table('intervention_told');
create policy by_role on intervention_told as restrictive for select to waymark_app using (
  not current_on_other_side(case_id) and exists (select from intervention i where i.id = intervention_id and i.case_id = intervention_told.case_id));
create policy by_the_actor on intervention_told as restrictive for insert to waymark_app with check (
  said_by = (select current_actor()) and exists (select from intervention i where i.id = intervention_id and i.case_id = intervention_told.case_id));

-- As before, but for a review that has not come up yet: the day of the next look is no news.
grant create on schema public to waymark_definer;
drop function closing_answer(uuid);
create function closing_answer(of_case uuid, on_moment timestamptz) returns table (entry_id uuid, outcome text, by_id uuid, at timestamptz, counts boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select e.id, e.details ->> 'outcome', e.entered_by, e.entered_at,
    e.details ->> 'outcome' in ('may close', 'stay open') and (e.details ->> 'ownerId')::uuid is not distinct from c.plan_lead_id
      and not exists (select from public.duty d join public.entry r on r.case_id = d.case_id and r.id = any (d.reasons)
        where d.case_id = c.id and d.code in ('RISK_ASSESSMENT', 'RISK_REVIEW', 'PLAN_REVIEW') and d.raised_at <= on_moment
          and r.type not in ('safety-plans.next-review-set', 'risk.next-review-set') and r.position > e.position)
  from public.cases c join lateral (
    select x.* from public.entry x where x.case_id = c.id and x.type = 'cases.closing-answered' and x.entered_at >= coalesce(c.reopened_at, c.opened_at)
    order by x.position desc limit 1) e on true
  where c.id = of_case and public.actor_has_case(of_case)
$$;
-- Nor does what looks after itself stop a case, or what says by its number that there is something beside a plan: its lead is asked of that apart.
create or replace function open_duties_of(of_case uuid, at timestamptz) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> all (array['LOOK_AGAIN', 'PLAN_COPY', 'MANAGEMENT_REVIEW']) and public.actor_has_case(of_case) order by d.due_at
$$;
alter function closing_answer(uuid, timestamptz) owner to waymark_definer;
revoke all on function closing_answer(uuid, timestamptz) from public;
grant execute on function closing_answer(uuid, timestamptz) to waymark_app;
revoke create on schema public from waymark_definer;
