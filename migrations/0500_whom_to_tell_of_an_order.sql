-- Whom to tell of an order, one by one, each with the decision whether that is safe (P3-06), and what each was told. Kept beside a plan, as 0430 and 0431 keep the rest.

grant create on schema public, private to waymark_definer;

alter table vault.plan_record drop constraint plan_record_kind_check;
alter table vault.plan_record add constraint plan_record_kind_check check (kind in ('collection list', 'visits', 'party', 'consultation', 'telling', 'told', 'told look'));
-- Of somebody who may be told: whether it is safe, or nothing was decided yet. Who it is, is sealed.
alter table vault.plan_record drop constraint plan_record_decision_check;
alter table vault.plan_record add constraint plan_record_decision_check check (decision in ('safe', 'not safe') or kind = 'telling' and decision = 'not decided');
alter table vault.plan_record drop constraint plan_record_decided;
alter table vault.plan_record add constraint plan_record_decided check ((kind in ('party', 'telling')) = (decision is not null));
-- Of what somebody was told, and of a look at it after the order changed: whom it is about.
alter table vault.plan_record drop constraint plan_record_of;
alter table vault.plan_record add constraint plan_record_of check ((kind in ('consultation', 'told', 'told look')) = (of_record is not null));

-- As in 0431; and nobody is told of an order before it was decided that this is safe. Looking at what they were told needs no such decision: nothing is said to them.
create or replace function private.plan_record_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  was vault.plan_record;
  about vault.plan_record;
begin
  select * into was from vault.plan_record r where r.record_id = new.record_id order by r.version desc limit 1 for update;
  if new.version <> coalesce(was.version, 0) + 1 then raise exception 'somebody else changed this record first (INV-28)' using errcode = 'serialization_failure'; end if;
  if was.id is not null and (was.case_id, was.person_id, was.kind, was.of_record) is distinct from (new.case_id, new.person_id, new.kind, new.of_record)
  then raise exception 'a version is of the same record' using errcode = 'check_violation'; end if;
  if new.of_record is not null and was.id is null then
    select * into about from vault.plan_record r where r.record_id = new.of_record and r.replaced_at is null for update;
    if not found or about.is_over or (about.case_id, about.person_id) is distinct from (new.case_id, new.person_id)
      or about.kind <> (case new.kind when 'consultation' then 'party' else 'telling' end) or about.decision <> 'safe' and new.kind <> 'told look'
    then raise exception 'nobody is asked or told before it was decided that this is safe (SP-25, P3-06)' using errcode = 'check_violation'; end if;
  end if;
  update vault.plan_record set replaced_at = new.written_at where record_id = new.record_id and replaced_at is null;
  return new;
end $$;

-- As in 0450, and that somebody was told of an order: it says that there is something beside a plan, and is for whoever sees plans (INV-01, INV-02, MODEL 13).
drop policy by_side on duty;
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'CHANGE_TOLD', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW',
    'RELEASE_OUTSIDE_TAKE_BACK', 'RELEASE_OUTSIDE_TELL', 'RELEASE_OUTSIDE_BREACH', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER', 'LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD', 'PRISON_RELEASE_WATCH', 'PRISON_RELEASE_DEVICES'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
drop policy plans_by_role on duty;
create policy plans_by_role on duty as restrictive for select to waymark_app using (
  code <> all (array['LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD']) or owner_id = (select current_actor())
  or ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[])) and case_id <> all ((select current_emergency())::uuid[]));
-- As in 0460: its lead is asked of that apart.
create or replace function open_duties_of(of_case uuid, at timestamptz) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> all (array['LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD', 'MANAGEMENT_REVIEW']) and public.actor_has_case(of_case) order by d.due_at
$$;

revoke create on schema public, private from waymark_definer;
