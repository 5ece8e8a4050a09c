-- A case closes when it is known what becomes of each plan, and what the plan lead says (MODEL 5.1).
grant create on schema public, private, vault to waymark_definer;

alter table vault.plan_step drop constraint plan_step_step_check,
  add constraint plan_step_step_check check (step in ('started', 'circumstance', 'checked', 'agreed', 'opened', 'kept', 'paused', 'taken up', 'parting', 'archived'));

-- As before, and what becomes of a plan with the case is said while it is used: it moves nothing.
create or replace function private.plan_step_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  plan vault.safety_plan;
  present uuid[];
  agreed uuid[];
begin
  select * into plan from vault.safety_plan where id = new.plan_id for update;
  new.position := coalesce((select max(s.position) from vault.plan_step s where s.plan_id = new.plan_id), 0) + 1;
  if not (new.step, plan.state) in (('started', 'drafting'), ('circumstance', 'drafting'), ('circumstance', 'ready'), ('circumstance', 'reviewing'), ('checked', 'drafting'), ('checked', 'reviewing'),
    ('agreed', 'ready'), ('opened', 'active'), ('kept', 'reviewing'), ('paused', 'drafting'), ('paused', 'ready'), ('paused', 'active'), ('paused', 'reviewing'),
    ('parting', 'drafting'), ('parting', 'ready'), ('parting', 'active'), ('parting', 'reviewing'),
    ('taken up', 'paused'), ('taken up', 'archived'), ('archived', 'drafting'), ('archived', 'ready'), ('archived', 'active'), ('archived', 'reviewing'), ('archived', 'paused'))
    or (new.step = 'started') <> (new.position = 1)
  then raise exception 'a plan goes one step after the other (MODEL 5.7)' using errcode = 'check_violation'; end if;
  present := array(select i.id from vault.plan_item i where i.plan_id = new.plan_id and i.replaced_at is null order by i.id);
  agreed := (select array(select unnest(s.items) order by 1) from vault.plan_step s where s.plan_id = new.plan_id and s.step = 'agreed' order by s.version desc limit 1);
  if new.step = 'agreed' and (array(select unnest(new.items) order by 1) is distinct from present or cardinality(present) = 0 or new.version <> plan.version + 1)
  then raise exception 'a plan is agreed as it stands' using errcode = 'check_violation'; end if;
  if new.step = 'kept' and agreed is distinct from present
  then raise exception 'what was changed is agreed anew' using errcode = 'check_violation'; end if;
  update vault.safety_plan set
    state = case new.step when 'checked' then 'ready' when 'agreed' then 'active' when 'kept' then 'active' when 'opened' then 'reviewing' when 'paused' then 'paused'
      when 'archived' then 'archived' when 'started' then 'drafting' when 'parting' then plan.state else case when plan.version > 0 then 'reviewing' else 'drafting' end end,
    version = coalesce(new.version, plan.version), next_review_on = coalesce(new.next_review_on, plan.next_review_on)
  where id = plan.id;
  return new;
end $$;

-- What the plan lead last said of closing, and whether it still counts: not once they took it back, somebody else leads, or something came that asks for a review.
-- It counts the same whatever the reader is shown of entries, and says nothing of a plan.
create function closing_answer(of_case uuid) returns table (entry_id uuid, outcome text, by_id uuid, at timestamptz, counts boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select e.id, e.details ->> 'outcome', e.entered_by, e.entered_at,
    e.details ->> 'outcome' in ('may close', 'stay open') and (e.details ->> 'ownerId')::uuid is not distinct from c.plan_lead_id
      and not exists (select from public.duty d join public.entry r on r.case_id = d.case_id and r.id = any (d.reasons)
        where d.case_id = c.id and d.code in ('RISK_ASSESSMENT', 'RISK_REVIEW', 'PLAN_REVIEW') and r.type not in ('safety-plans.next-review-set', 'risk.next-review-set')
          and r.position > e.position)
  from public.cases c join lateral (
    select x.* from public.entry x where x.case_id = c.id and x.type = 'cases.closing-answered' and x.entered_at >= coalesce(c.reopened_at, c.opened_at)
    order by x.position desc limit 1) e on true
  where c.id = of_case and public.actor_has_case(of_case)
$$;
alter function closing_answer(uuid) owner to waymark_definer;
revoke all on function closing_answer(uuid) from public;
grant execute on function closing_answer(uuid) to waymark_app;
revoke create on schema public, private, vault from waymark_definer;
