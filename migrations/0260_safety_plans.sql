-- Safety plans (MODEL 5.7, 13, 14; SP, CH, P1 to P3; INV-01, INV-28, INV-30): the plan of somebody who was harmed, or of a child, made with them.
-- What it says is sealed under the person's own key; plain are whose it is, where it stands, when it is looked at next, and who wrote when.

grant create on schema public, private, vault to waymark_definer;

create table vault.safety_plan (
  id uuid primary key,
  case_id uuid not null references cases,
  person_id uuid not null,
  state text not null default 'drafting' check (state in ('drafting', 'ready', 'active', 'reviewing', 'paused', 'archived')),
  -- How many times it was agreed: the latest is the plan that holds.
  version integer not null default 0 check (version >= 0),
  next_review_on date,
  started_by uuid not null references practitioner,
  started_at timestamptz not null,
  unique (case_id, person_id),
  unique (id, case_id, person_id),
  foreign key (case_id, person_id) references party,
  check (state <> 'active' or version > 0 and next_review_on is not null)
);
-- One thought of a plan. It is never edited: a change is a further row of the same item.
create table vault.plan_item (
  id uuid primary key,
  plan_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  item_id uuid not null,
  version integer not null check (version > 0),
  content bytea not null,
  agency_id uuid not null references agency,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  replaced_at timestamptz,
  unique (plan_id, item_id, version),
  foreign key (plan_id, case_id, person_id) references vault.safety_plan (id, case_id, person_id)
);
create unique index plan_item_current on vault.plan_item (plan_id, item_id) where replaced_at is null;
create index plan_item_case on vault.plan_item (case_id);
-- What was done with a plan. An agreement names the items that it is of: that is a version.
create table vault.plan_step (
  id uuid primary key,
  plan_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  position integer not null,
  step text not null check (step in ('started', 'circumstance', 'checked', 'agreed', 'opened', 'kept', 'paused', 'taken up', 'archived')),
  items uuid[],
  version integer,
  next_review_on date,
  -- Closing the case archives its plans without a word.
  content bytea,
  taken_by uuid references practitioner,
  taken_at timestamptz not null,
  unique (plan_id, position),
  foreign key (plan_id, case_id, person_id) references vault.safety_plan (id, case_id, person_id),
  check ((step = 'agreed') = (items is not null) and (step = 'agreed') = (version is not null)),
  check ((step in ('agreed', 'kept')) = (next_review_on is not null)),
  check (content is not null and taken_by is not null or step = 'archived')
);
create index plan_step_case on vault.plan_step (case_id);

do $$
declare t text;
begin
  foreach t in array array['safety_plan', 'plan_item', 'plan_step'] loop
    call private.protect_case_table(t);
    execute format('create policy not_in_emergency on vault.%I as restrictive to waymark_app using (case_id <> all ((select public.current_emergency())::uuid[]))
      with check (case_id <> all ((select public.current_emergency())::uuid[]))', t);
  end loop;
end $$;

-- A plan is for its lead and for advisers on the case; what was shared by itself, for the agency that it was shared with (MODEL 4, 13).
create or replace function private.seen_whole(role text) returns text[] language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select case
    when role in ('investigating-officer', 'abuse-specialist', 'police-supervisor') then array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact']
    when role in ('idva', 'idva-manager') then array['risk', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans']
    when role = 'first-responder' then array['risk', 'incidents', 'orders', 'justice', 'safe contact']
    when role in ('witness-care-officer', 'wcu-manager') then array['orders', 'justice', 'duties', 'safe contact']
    when role in ('cps-lawyer', 'cps-manager') then array['incidents', 'orders', 'justice', 'duties']
    when role in ('victim-liaison-officer', 'probation-manager') then array['orders', 'justice']
    else '{}' end
$$;
create or replace function current_partial() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  me constant uuid := private.bound(1);
  whole constant text[] := private.seen_whole((select p.role from public.practitioner p where p.id = me));
begin
  return array(select word from unnest(array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans']) as word where word <> all (whole));
end $$;
create function current_plans_led() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return array(select id from public.cases where plan_lead_id = me and state <> 'closed');
end $$;
alter function current_plans_led() owner to waymark_definer;
revoke all on function current_plans_led() from public;
grant execute on function current_plans_led() to waymark_app;

-- Nobody who works with the person reported, or for the other of two who accuse each other, sees one, whatever their role (INV-01, INV-02).
create policy by_role on vault.safety_plan as restrictive for select to waymark_app using (
  ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
  and not public.current_on_other_side(case_id));
create policy by_role on vault.plan_step as restrictive for select to waymark_app using (
  ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
  and not public.current_on_other_side(case_id));
create policy by_role on vault.plan_item as restrictive for select to waymark_app using (
  ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[])
    or public.shown_by_itself(case_id, id)) and not public.current_on_other_side(case_id));
-- So is what happened with one: its colleagues do not read it either.
create policy plans_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'safety-plans'
  or ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[]))
    and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));
-- Written by whoever may see it, as themselves.
create policy by_the_actor on vault.safety_plan as restrictive for insert to waymark_app with check (
  started_by = (select public.current_actor()) and state = 'drafting' and version = 0 and next_review_on is null
  and ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[])));
create policy by_the_actor on vault.plan_item as restrictive for insert to waymark_app with check (
  written_by = (select public.current_actor()) and agency_id = (select public.current_agency()) and replaced_at is null
  and exists (select from vault.safety_plan p where p.id = plan_id));
create policy by_the_actor on vault.plan_step as restrictive for insert to waymark_app with check (
  taken_by = (select public.current_actor()) and exists (select from vault.safety_plan p where p.id = plan_id));

-- The machine of MODEL 5.7. A plan is agreed only after its check (INV-30), as it then stands, item by item.
create function private.plan_step_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
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
      when 'archived' then 'archived' when 'started' then 'drafting' else case when plan.version > 0 then 'reviewing' else 'drafting' end end,
    version = coalesce(new.version, plan.version), next_review_on = coalesce(new.next_review_on, plan.next_review_on)
  where id = plan.id;
  return new;
end $$;
create trigger plan_step_taken before insert on vault.plan_step for each row execute function private.plan_step_taken();

-- A change of an item stands for the one before it, and a plan that was checked has to be checked again.
create function private.plan_item_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare plan vault.safety_plan;
begin
  select * into plan from vault.safety_plan where id = new.plan_id for update;
  if plan.state not in ('drafting', 'ready', 'reviewing') then raise exception 'this plan is not open for changes (MODEL 5.7)' using errcode = 'check_violation'; end if;
  if new.version <> coalesce((select max(i.version) from vault.plan_item i where i.plan_id = new.plan_id and i.item_id = new.item_id), 0) + 1
  then raise exception 'somebody else changed this item first (INV-28)' using errcode = 'serialization_failure'; end if;
  update vault.plan_item set replaced_at = new.written_at where plan_id = new.plan_id and item_id = new.item_id and replaced_at is null;
  if plan.state = 'ready' then
    update vault.safety_plan set state = case when plan.version > 0 then 'reviewing' else 'drafting' end where id = plan.id;
  end if;
  return new;
end $$;
create trigger plan_item_written before insert on vault.plan_item for each row execute function private.plan_item_written();

-- The case ends, and its plans are put away with it.
create function private.plans_archived() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into vault.plan_step (id, plan_id, case_id, person_id, position, step, taken_by, taken_at)
  select gen_random_uuid(), p.id, p.case_id, p.person_id, 0, 'archived', public.current_actor(), new.closed_at from vault.safety_plan p where p.case_id = new.id and p.state <> 'archived';
  return null;
end $$;
create trigger plans_archived after update of state on cases for each row when (new.state = 'closed' and old.state <> 'closed') execute function private.plans_archived();

alter function private.plan_step_taken() owner to waymark_definer;
alter function private.plan_item_written() owner to waymark_definer;
alter function private.plans_archived() owner to waymark_definer;
revoke all on function private.plan_step_taken(), private.plan_item_written(), private.plans_archived() from public;

-- An item may be shared by itself, as it was agreed to share it.
alter table item_grant drop constraint item_grant_kind_check, add constraint item_grant_kind_check check (kind in ('note', 'entry', 'level', 'condition', 'plan item'));
create function private.sees_plans(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p, public.cases c where p.id = who and c.id = of_case
      and ('safety-plans' = any (private.seen_whole(p.role)) or c.plan_lead_id = who and c.state <> 'closed'))
    and not private.works_for_other_side(who, of_case, false)
    and not exists (select from public.reported_contact r where r.case_id = of_case and r.practitioner_id = who and r.ended_at is null)
$$;
alter function private.sees_plans(uuid, uuid) owner to waymark_definer;
revoke all on function private.sees_plans(uuid, uuid) from public;
-- As before, and a thought of a plan by whoever sees the plan, to agencies that may have any of it at all (MODEL 13).
create or replace function share_items(sought uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  d public.sharing_decision;
  said text;
begin
  select * into d from public.sharing_decision where id = sought for update;
  if not found or not public.actor_has_case(d.case_id) or d.from_agency_id is distinct from public.current_agency()
    or d.shared_at is not null or d.declined_at is not null or d.stopped_at is not null then return false; end if;
  select w.state into said from public.sharing_word w where w.sharing_id = d.id and w.about = 'agreement' order by w.position desc limit 1;
  if said is null or said = 'withdrawn' then return false; end if;
  if said = 'agreed' and d.asked_by is distinct from public.current_actor() then return false; end if;
  if said <> 'agreed' and (d.approver_id is null or d.approver_id is distinct from public.current_actor()) then return false; end if;
  update public.sharing_decision set shared_at = at where id = d.id;
  insert into public.item_grant (sharing_id, case_id, kind, record_id, agency_id, from_at, until_at)
  select d.id, d.case_id, w.kind, w.id, d.to_agency_id, at, ((d.expires_on + 1)::timestamp at time zone 'Europe/London')
  from jsonb_to_recordset(d.what) as w (kind text, id uuid)
  where d.to_agency_id is not null and case w.kind
    when 'note' then exists (select from public.note n where n.id = w.id and n.case_id = d.case_id and n.agency_id = d.from_agency_id)
    when 'entry' then exists (select from public.entry e where e.id = w.id and e.case_id = d.case_id and e.agency_id = d.from_agency_id)
    when 'level' then exists (select from public.risk_level r where r.id = w.id and r.case_id = d.case_id and r.agency_id = d.from_agency_id)
    when 'condition' then exists (select from public.condition c join public.practitioner p on p.id = c.recorded_by
      where c.id = w.id and c.case_id = d.case_id and p.agency_id = d.from_agency_id)
    when 'plan item' then exists (select from vault.plan_item i where i.id = w.id and i.case_id = d.case_id and i.replaced_at is null)
      and private.sees_plans(d.asked_by, d.case_id) and not exists (select from public.agency a where a.id = d.to_agency_id and a.kind in ('probation', 'cps', 'wcu', 'library'))
    else false end;
  return true;
end $$;
revoke create on schema public, private, vault from waymark_definer;
