-- A court bundle (CC-10; SAFETY S10, case 13): entries, safe copies of files and injuries of one case, on one paper for one recipient. The worker makes it and looks
-- through each finished page for what is protected of everybody in the case; only one in which nothing was found can be asked for, and it leaves as other releases do.

grant create on schema public, private to waymark_definer;

create table bundle (
  id uuid primary key,
  case_id uuid not null references cases,
  agency_id uuid not null references agency,
  made_by uuid not null references practitioner,
  made_at timestamptz not null,
  recipient_id uuid references practitioner,
  outside_kind text,
  outside_name text check (outside_name <> ''),
  why text not null check (why <> ''),
  -- What is in it, in its order: of each a sort and an id, and nothing of what it says.
  items jsonb not null check (jsonb_typeof(items) = 'array' and jsonb_array_length(items) between 1 and 200),
  state text not null default 'waiting' check (state in ('waiting', 'reading', 'clear', 'held', 'stopped', 'failed')),
  -- Since when it waits to be made as it is now.
  since timestamptz not null,
  begun_at timestamptz,
  tries integer not null default 0,
  pages integer,
  pages_read integer not null default 0,
  checked_at timestamptz,
  -- Which sort of thing stands on which page, in which item. Never the thing itself.
  found jsonb not null default '[]' check (jsonb_typeof(found) = 'array'),
  -- Why nothing came of it: a code.
  failed_as text,
  source_hash bytea not null,
  content_hash bytea check (length(content_hash) = 32),
  -- Under the key of the case's evidence: what is to be drawn, the paper itself, and what was read on it.
  plan bytea,
  paper bytea,
  readings bytea,
  version integer not null default 1,
  unique (id, case_id),
  check (num_nonnulls(recipient_id, outside_name) = 1 and (outside_name is null) = (outside_kind is null)),
  check ((state = 'failed') = (failed_as is not null)),
  check ((state = 'held') = (found <> '[]'::jsonb)),
  check ((state = 'clear') = (content_hash is not null))
);
create index bundle_case on bundle (case_id, made_at);
create index bundle_to_read on bundle (since) where state in ('waiting', 'reading');
call private.protect_case_table('bundle');
grant update (items, state, since, pages, pages_read, checked_at, found, failed_as, source_hash, content_hash, plan, paper, readings, tries, begun_at, version) on bundle to waymark_app;
create policy worker_all on bundle to waymark_worker using (true) with check (true);
grant select, update (state, begun_at, tries, pages, pages_read, checked_at, found, failed_as, content_hash, paper, readings, version) on bundle to waymark_worker;

alter table release add column bundle_id uuid, add column opened_at timestamptz, alter column person_id drop not null, alter column route_id drop not null,
  drop constraint release_kind_check,
  add foreign key (bundle_id, case_id) references bundle (id, case_id),
  add check (kind = 'address' and num_nonnulls(person_id, route_id) = 2 and num_nonnulls(bundle_id, opened_at) = 0
    or kind = 'bundle' and num_nonnulls(person_id, route_id, at_once_why) = 0 and bundle_id is not null and sent_how <> 'by telephone');
create unique index release_bundle on release (bundle_id) where state in ('asked', 'approved', 'released');
grant update (opened_at) on release to waymark_app;

-- For whoever made it, and for the second person of its release. Never whoever works with the person reported, or for the other of two; never by an emergency look.
create policy for_the_two on bundle as restrictive for select to waymark_app using (
  (made_by = (select current_actor()) or exists (select from release r where r.bundle_id = bundle.id and r.case_id = bundle.case_id and r.approver_id = (select current_actor())))
  and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));
create policy by_the_actor on bundle as restrictive for insert to waymark_app with check (
  made_by = (select current_actor()) and agency_id = (select current_agency()) and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));

-- All that a bundle is made from, and all that must not stand in it; null where one of its items may not be in a bundle (any more).
create function private.source_of_bundle(of_case uuid, of_items jsonb, to_recipient uuid) returns bytea language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  with item as (
    select i.nth, i.one ->> 'kind' as kind, (i.one ->> 'id')::uuid as id from jsonb_array_elements(of_items) with ordinality as i (one, nth)),
  part as (
    select item.nth, case item.kind
      when 'entry' then (select jsonb_agg(e.id order by e.position) from public.entry e where e.case_id = of_case and e.fact_id = item.id
        and split_part(e.type, '.', 1) in ('incidents', 'justice', 'orders'))
      when 'file' then (select jsonb_build_array(f.version, f.state, f.checked_at) from public.evidence_file f where f.case_id = of_case and f.id = item.id
        and f.class = 'C3' and f.state in ('clear', 'released'))
      when 'injury' then (select jsonb_build_array(j.content, (select jsonb_agg(jsonb_build_array(m.id, m.struck_at) order by m.id)
          from vault.injury_mark m where m.injury_id = j.id and m.case_id = of_case))
        from vault.injury j where j.case_id = of_case and j.id = item.id) end as said
    from item)
  select case when (select bool_and(said is not null) from part) then sha256(convert_to(jsonb_build_array(
    (select jsonb_agg(said order by nth) from part),
    (select jsonb_agg(jsonb_build_array(w.id, w.kind, w.value) order by w.id) from vault.contact_route w
      where w.person_id in (select y.person_id from public.party y where y.case_id = of_case) and w.value is not null),
    (select jsonb_agg(s.name order by s.name) from public.shared_setting s where s.case_id = of_case and s.kind = 'school'),
    (select jsonb_agg(jsonb_build_array(p.id, p.name) order by p.id) from public.person p where p.id in (select y.person_id from public.party y where y.case_id = of_case)),
    (select jsonb_build_array(r.name, r.agency_id, r.role, r.disabled_at) from public.practitioner r where r.id = to_recipient))::text, 'UTF8')) end
$$;
-- The same for whoever makes one, and for the worker: before and after it was put together it must be one.
create function bundle_source(of_case uuid, of_items jsonb, to_recipient uuid) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.source_of_bundle(of_case, of_items, to_recipient) where session_user = 'waymark_worker' or public.actor_has_case(of_case) $$;

create function private.bundle_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step text;
begin
  -- The owner of the tables moves rows by hand; the worker does not.
  if actor is null and session_user <> 'waymark_worker' then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'waiting' or new.version <> 1 or new.plan is null or num_nonnulls(new.paper, new.readings, new.content_hash) > 0
    then raise exception 'a bundle begins when it is put together' using errcode = 'check_violation'; end if;
    if not private.may_release(actor, new.agency_id, new.case_id) or new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
    then raise exception 'a bundle is of a case that one may release from, to somebody who is close to nobody in it' using errcode = 'check_violation'; end if;
    if new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id)
    then raise exception 'something in it is not as it was, or cannot be in a bundle' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
    return new;
  end if;
  -- What is sealed of it goes when its time is over, and by nobody else's hand.
  if public.current_is_data_protection_lead() and num_nonnulls(new.plan, new.paper, new.readings) = 0
    and (to_jsonb(old) - array['plan', 'paper', 'readings']) = (to_jsonb(new) - array['plan', 'paper', 'readings'])
  then return new; end if;
  if (old.id, old.case_id, old.agency_id, old.made_by, old.made_at, old.recipient_id, old.outside_kind, old.outside_name, old.why)
    is distinct from (new.id, new.case_id, new.agency_id, new.made_by, new.made_at, new.recipient_id, new.outside_kind, new.outside_name, new.why)
  then raise exception 'a bundle is for one recipient and one reason' using errcode = 'check_violation'; end if;
  if exists (select from public.release r where r.bundle_id = old.id and r.state in ('asked', 'approved', 'released'))
  then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation', constraint = 'bundle_is_asked_for'; end if;
  step := old.state || ' > ' || new.state;
  if actor is not null then
    if actor <> old.made_by then raise exception 'whoever made it changes it' using errcode = 'check_violation'; end if;
    if new.state = 'stopped' and old.state in ('waiting', 'reading') and (old.items, old.source_hash, old.plan) is not distinct from (new.items, new.source_hash, new.plan)
      and num_nonnulls(new.paper, new.readings, new.content_hash) = 0 then return new; end if;
    if new.state <> 'waiting' or num_nonnulls(new.paper, new.readings, new.content_hash) > 0 or new.plan is null
    then raise exception 'what is changed is made anew, and looked through anew' using errcode = 'check_violation'; end if;
    if not private.may_release(actor, new.agency_id, new.case_id) or new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
    then raise exception 'a bundle is of a case that one may release from, to somebody who is close to nobody in it' using errcode = 'check_violation'; end if;
    if new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id)
    then raise exception 'something in it is not as it was, or cannot be in a bundle' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
    return new;
  end if;
  if (old.items, old.source_hash, old.plan) is distinct from (new.items, new.source_hash, new.plan)
    or not step = any (array['waiting > reading', 'reading > reading', 'reading > waiting', 'reading > clear', 'reading > held', 'reading > failed'])
  then raise exception 'the worker makes a bundle and looks through it' using errcode = 'check_violation'; end if;
  if new.state = 'clear' and (num_nonnulls(new.paper, new.readings, new.content_hash, new.pages) < 4 or new.pages_read is distinct from new.pages or new.found <> '[]'::jsonb
    or new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id))
  then raise exception 'each page is looked through, as it is now' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
  return new;
end $$;
create trigger bundle_moves before insert or update on bundle for each row execute function private.bundle_moves();

-- What would be sent, as far as the database can tell.
create function private.source_of(r release) returns bytea language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case r.kind when 'bundle' then (select private.source_of_bundle(b.case_id, b.items, b.recipient_id) from public.bundle b
      where b.id = r.bundle_id and b.state = 'clear' and b.content_hash = r.content_hash and b.paper is not null)
    else private.source_of_release(r.route_id, r.person_id, r.recipient_id) end
$$;

create or replace function private.release_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step text;
begin
  -- The owner of the tables moves rows by hand.
  if actor is null then
    if tg_op = 'INSERT' then new.source_hash := private.source_of(new); end if;
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.version <> 1 or new.at_once_why is not null or new.approved_at is not null or new.reviewed_at is not null or new.checked <> '{}' or new.opened_at is not null
    then raise exception 'a release begins when it is asked for' using errcode = 'check_violation'; end if;
    if new.kind = 'address' and not exists (select from vault.contact_route w where w.id = new.route_id and w.case_id = new.case_id and w.person_id = new.person_id
      and w.ended_at is null and w.value is not null)
    then raise exception 'there is no such way of contact' using errcode = 'check_violation'; end if;
    if new.kind = 'bundle' and not exists (select from public.bundle b where b.id = new.bundle_id and b.case_id = new.case_id and b.made_by = actor and b.state = 'clear'
      and b.content_hash = new.content_hash and b.source_hash = private.source_of(new) and b.why = new.why
      and (b.recipient_id, b.outside_kind, b.outside_name) is not distinct from (new.recipient_id, new.outside_kind, new.outside_name))
    then raise exception 'a bundle is asked for when each page of it was looked through, and nothing has changed since' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
    if not private.may_release(actor, new.agency_id, new.case_id) or not private.may_approve_release(new.approver_id, new.asked_by, new.agency_id, new.case_id)
    then raise exception 'a second person who may approve is asked (S10)' using errcode = 'check_violation'; end if;
    if new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
    then raise exception 'nothing goes to who is close to somebody in the case, or works for the other side' using errcode = 'check_violation'; end if;
    new.source_hash := private.source_of(new);
    return new;
  end if;
  if (old.id, old.case_id, old.fact_id, old.kind, old.person_id, old.route_id, old.bundle_id, old.agency_id, old.asked_by, old.asked_at, old.recipient_id, old.outside_kind,
      old.outside_name, old.why, old.basis, old.special, old.agreement, old.sent_how, old.approver_id, old.content_hash, old.source_hash)
    is distinct from (new.id, new.case_id, new.fact_id, new.kind, new.person_id, new.route_id, new.bundle_id, new.agency_id, new.asked_by, new.asked_at, new.recipient_id,
      new.outside_kind, new.outside_name, new.why, new.basis, new.special, new.agreement, new.sent_how, new.approver_id, new.content_hash, new.source_hash)
  then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation'; end if;
  step := case when new.state <> old.state then old.state || ' > ' || new.state when old.state = 'released' and old.reviewed_at is null and new.reviewed_at is not null then 'reviewed'
    when old.state = 'asked' and old.opened_at is null and new.opened_at is not null and (to_jsonb(old) - array['opened_at']) = (to_jsonb(new) - array['opened_at']) then 'opened' end;
  if step is null or not step = any (array['asked > approved', 'asked > refused', 'asked > withdrawn', 'approved > withdrawn', 'asked > void', 'approved > void',
    'approved > released', 'asked > released', 'reviewed', 'opened'])
  then raise exception 'a release goes one step after the other (S10)' using errcode = 'check_violation'; end if;
  if step <> 'opened' and old.opened_at is distinct from new.opened_at
  then raise exception 'when it was opened stands' using errcode = 'check_violation'; end if;
  if step = 'asked > approved' and old.kind = 'bundle' and old.opened_at is null
  then raise exception 'the second person opens the bundle before they approve it' using errcode = 'check_violation'; end if;
  if step <> 'asked > approved' and (old.approved_hash, old.approved_at, old.approval_ends_at, old.approved_fact_id, old.checked)
    is distinct from (new.approved_hash, new.approved_at, new.approval_ends_at, new.approved_fact_id, new.checked)
  then raise exception 'an approval stands as it was given' using errcode = 'check_violation'; end if;
  if step <> 'asked > released' and old.at_once_why is distinct from new.at_once_why
  then raise exception 'at once is said when it is sent' using errcode = 'check_violation'; end if;
  if step <> 'reviewed' and new.reviewed_at is not null or step = 'reviewed' and (old.released_at, old.sent_hash) is distinct from (new.released_at, new.sent_hash)
  then raise exception 'what was sent stands' using errcode = 'check_violation'; end if;
  -- Whoever approves, refuses or looks at it afterwards is the person who was asked, and nobody else.
  if step in ('asked > approved', 'asked > refused', 'reviewed', 'opened') and actor <> old.approver_id
  then raise exception 'the second person answers' using errcode = 'check_violation'; end if;
  if step in ('asked > withdrawn', 'approved > withdrawn', 'approved > released', 'asked > released') and actor <> old.asked_by
  then raise exception 'whoever asked for it sends it, or takes it back' using errcode = 'check_violation'; end if;
  if new.state in ('refused', 'withdrawn', 'void') and new.ended_by is distinct from actor
  then raise exception 'whoever ends it signs for it' using errcode = 'check_violation'; end if;
  if step in ('asked > approved', 'approved > released', 'asked > released') then
    if not private.may_approve_release(old.approver_id, old.asked_by, old.agency_id, old.case_id) or not private.may_release(old.asked_by, old.agency_id, old.case_id)
    then raise exception 'one of the two may not have this case' using errcode = 'check_violation', constraint = 'release_by_two'; end if;
    if old.recipient_id is not null and private.kept_from_release(old.recipient_id, old.case_id)
    then raise exception 'nothing goes to who is close to somebody in the case, or works for the other side' using errcode = 'check_violation', constraint = 'release_by_two'; end if;
    if old.source_hash is distinct from private.source_of(old)
    then raise exception 'what would be sent has changed since it was asked for' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
  end if;
  if step = 'asked > approved' and (new.approved_hash is null or cardinality(new.checked) = 0 or new.approval_ends_at <= new.approved_at
      or new.approval_ends_at > new.approved_at + interval '15 days')
  then raise exception 'an approval is of what was shown, and ends' using errcode = 'check_violation'; end if;
  if step = 'approved > released' and (new.released_at > old.approval_ends_at or new.released_at < old.approved_at)
  then raise exception 'the time of this approval is over' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
  if step = 'asked > released' and (new.at_once_why is null or old.kind <> 'address')
  then raise exception 'nothing leaves by one hand, unless a life is in danger' using errcode = 'check_violation'; end if;
  return new;
end $$;

create or replace function release_stands(sought uuid, at timestamptz) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case
    when r.state = 'approved' and at > r.approval_ends_at then 'over'
    when not private.may_approve_release(r.approver_id, r.asked_by, r.agency_id, r.case_id) or not private.may_release(r.asked_by, r.agency_id, r.case_id) then 'person'
    when r.recipient_id is not null and private.kept_from_release(r.recipient_id, r.case_id) then 'person'
    when r.source_hash is distinct from private.source_of(r) then 'changed' end
  from public.release r where r.id = sought and public.current_actor() in (r.asked_by, r.approver_id) and public.actor_has_case(r.case_id)
$$;

-- Sealed bytes of bundles go as files go (0340, 0361).
create or replace function private.drop_evidence_key(of_case uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform pg_advisory_xact_lock(hashtextextended('waymark key ' || of_case, 0));
  if exists (select from public.evidence_bytes b where b.case_id = of_case)
    or exists (select from public.bundle b where b.case_id = of_case and num_nonnulls(b.plan, b.paper, b.readings) > 0) then return false; end if;
  with gone as (delete from vault.evidence_key k where k.case_id = of_case returning k.kept_as)
  insert into private.erased_key (name, erased_at) select kept_as, at from gone where kept_as is not null;
  return found;
end $$;
do $$
declare f text;
begin
  foreach f in array array['private.source_of_bundle(uuid, jsonb, uuid)', 'bundle_source(uuid, jsonb, uuid)', 'private.bundle_moves()', 'private.source_of(release)', 'private.release_moves()',
    'release_stands(uuid, timestamptz)', 'private.drop_evidence_key(uuid, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function bundle_source(uuid, jsonb, uuid) to waymark_app, waymark_worker;
revoke create on schema public, private from waymark_definer;
