-- What can endanger somebody leaves by two people (SAFETY S10; U8; INV-07; MODEL 13, 14): a protected way of contact that goes to one named recipient, and a
-- list about more than 25 people. One asks, a second person sees what the recipient will see and approves that and nothing else, and what has changed since
-- is void. The order of steps, who may take which, and that nothing leaves stale, are kept here.

grant create on schema public, private, vault to waymark_definer;

create table release (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  fact_id uuid not null,
  kind text not null check (kind in ('address')),
  person_id uuid not null,
  route_id uuid not null references vault.contact_route,
  agency_id uuid not null references agency,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  -- Somebody who works here; or a body without people here, and who there.
  recipient_id uuid references practitioner,
  outside_kind text,
  outside_name text check (outside_name <> ''),
  why text not null check (why <> ''),
  basis text not null,
  special text not null,
  agreement text not null check (agreement in ('agreed', 'did not agree', 'not asked: unsafe', 'not asked: reason')),
  sent_how text not null check (sent_how in ('by hand', 'by telephone', 'secure e-mail', 'post')),
  -- The second person: approves; or, where a life was in danger and it went at once, looks at it afterwards.
  approver_id uuid not null references practitioner check (approver_id <> asked_by),
  at_once_why text check (at_once_why <> ''),
  -- Under a key outside the database: nobody can try numbers against it.
  content_hash bytea not null check (length(content_hash) = 32),
  source_hash bytea not null,
  state text not null default 'asked' check (state in ('asked', 'approved', 'released', 'refused', 'void', 'withdrawn')),
  approved_hash bytea,
  approved_at timestamptz,
  approval_ends_at timestamptz,
  -- The fact on which the duty to send it hangs.
  approved_fact_id uuid,
  -- What the second person looked for, each by its code.
  checked text[] not null default '{}',
  released_at timestamptz,
  sent_hash bytea,
  ended_by uuid references practitioner,
  ended_at timestamptz,
  ended_why text check (ended_why <> ''),
  reviewed_at timestamptz,
  review_found text check (review_found in ('right', 'not right')),
  review_words text check (review_words <> ''),
  version integer not null default 1,
  unique (id, case_id),
  unique (id, case_id, person_id),
  foreign key (case_id, person_id) references party,
  check (num_nonnulls(recipient_id, outside_name) = 1 and (outside_name is null) = (outside_kind is null)),
  check (state <> 'approved' or approved_at is not null),
  check (num_nonnulls(approved_hash, approved_at, approval_ends_at, approved_fact_id) in (0, 4) and (approved_hash is null or approved_hash = content_hash)),
  -- Nothing is sent by one person's hand, but where a life is in danger; and nothing but what was approved.
  check ((state = 'released') = (released_at is not null) and (state = 'released') = (sent_hash is not null)),
  check (state <> 'released' or sent_hash = coalesce(approved_hash, content_hash)),
  check (state <> 'released' or (approved_at is null) = (at_once_why is not null)),
  check ((state in ('refused', 'void', 'withdrawn')) = (ended_at is not null) and num_nonnulls(ended_by, ended_at, ended_why) in (0, 3)),
  check (num_nonnulls(reviewed_at, review_found, review_words) in (0, 3) and (reviewed_at is null or at_once_why is not null and state = 'released'))
);
create index release_case on release (case_id, asked_at);
create index release_fact on release (fact_id);
create index release_approver on release (approver_id) where state = 'asked';
call private.protect_case_table('release');
grant update (state, approved_hash, approved_at, approval_ends_at, approved_fact_id, checked, released_at, sent_hash, at_once_why, ended_by, ended_at, ended_why,
  reviewed_at, review_found, review_words, version) on release to waymark_app;
-- As MODEL 13 has it for a protected address: whole for advisers, as for plans; others what their own agency released; leads; and whoever was asked. Never
-- whoever works with the person reported, or for the other of two who accuse each other, and never by an emergency look.
create policy by_role on release as restrictive for select to waymark_app using (
  (agency_id = (select current_agency()) or approver_id = (select current_actor()) or 'safety-plans' <> all ((select current_partial())::text[])
    or case_id = any ((select current_led())::uuid[]) or fact_id = any ((select current_grounds())::uuid[]))
  and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));
create policy by_the_actor on release as restrictive for insert to waymark_app with check (
  asked_by = (select current_actor()) and agency_id = (select current_agency()) and case_id <> all ((select current_emergency())::uuid[]));
-- What happened with one is shown with it.
create policy releases_by_role on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'releases'
  or (agency_id = (select current_agency()) or 'safety-plans' <> all ((select current_partial())::text[])
    or case_id = any ((select current_led())::uuid[]) or fact_id = any ((select current_grounds())::uuid[]))
  and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));

-- The copy of what was sent, under the key of the person whose it is: for the two, and nobody else.
create table vault.release_copy (
  release_id uuid primary key,
  case_id uuid not null,
  person_id uuid not null,
  sealed bytea not null,
  made_at timestamptz not null,
  foreign key (release_id, case_id, person_id) references release (id, case_id, person_id)
);
create index release_copy_case on vault.release_copy (case_id);
call private.protect_case_table('release_copy');
create policy for_the_two on vault.release_copy as restrictive for select to waymark_app using (
  exists (select from public.release r where r.id = release_id and r.case_id = release_copy.case_id
    and (select public.current_actor()) in (r.asked_by, r.approver_id)));
create policy by_the_sender on vault.release_copy as restrictive for insert to waymark_app with check (
  exists (select from public.release r where r.id = release_id and r.case_id = release_copy.case_id
    and r.state = 'released' and r.asked_by = (select public.current_actor())));

-- Close to somebody in the case, or at work for the other side of it.
create function private.kept_from_release(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select private.is_excluded(who, of_case) or private.works_for_other_side(who, of_case, false)
    or exists (select from public.reported_contact c where c.case_id = of_case and c.practitioner_id = who and c.ended_at is null)
$$;
-- Works here now, sees the case and is kept from it by nothing.
create function private.may_release(who uuid, of_agency uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select not private.kept_from_release(who, of_case)
    and exists (select from public.practitioner p where p.id = who and p.disabled_at is null and p.agency_id = of_agency)
    and exists (select from public.case_grant g where g.case_id = of_case and g.revoked_at is null and (g.until_at is null or g.until_at > now())
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
$$;
-- Another person of the same agency, who supervises.
create function private.may_approve_release(who uuid, asker uuid, of_agency uuid, of_case uuid) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  select who <> asker and private.may_release(who, of_agency, of_case)
    and exists (select from public.practitioner p where p.id = who and private.supervises(p.role))
$$;
-- What would be sent, as far as the database can tell: the way itself, whose it is, and to whom it goes.
create function private.source_of_release(of_route uuid, of_person uuid, to_recipient uuid) returns bytea language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  select sha256(convert_to(coalesce((select jsonb_build_array(w.kind, w.value, w.ask_for, w.third_party_name, w.third_party_scope, w.windows, w.is_forbidden,
      w.text_is_safe, w.voicemail_is_safe, w.caller_id, w.ends_on, w.ended_at, p.name, p.called, r.name, r.agency_id, r.disabled_at)::text
    from vault.contact_route w join public.person p on p.id = of_person left join public.practitioner r on r.id = to_recipient where w.id = of_route), ''), 'UTF8'))
$$;

create function private.release_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step text;
begin
  -- The owner of the tables moves rows by hand.
  if actor is null then
    if tg_op = 'INSERT' then new.source_hash := private.source_of_release(new.route_id, new.person_id, new.recipient_id); end if;
    return new;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.version <> 1 or new.at_once_why is not null or new.approved_at is not null or new.reviewed_at is not null or new.checked <> '{}'
    then raise exception 'a release begins when it is asked for' using errcode = 'check_violation'; end if;
    if not exists (select from vault.contact_route w where w.id = new.route_id and w.case_id = new.case_id and w.person_id = new.person_id
      and w.ended_at is null and w.value is not null)
    then raise exception 'there is no such way of contact' using errcode = 'check_violation'; end if;
    if not private.may_release(actor, new.agency_id, new.case_id) or not private.may_approve_release(new.approver_id, new.asked_by, new.agency_id, new.case_id)
    then raise exception 'a second person who may approve is asked (S10)' using errcode = 'check_violation'; end if;
    if new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
    then raise exception 'nothing goes to who is close to somebody in the case, or works for the other side' using errcode = 'check_violation'; end if;
    new.source_hash := private.source_of_release(new.route_id, new.person_id, new.recipient_id);
    return new;
  end if;
  if (old.id, old.case_id, old.fact_id, old.kind, old.person_id, old.route_id, old.agency_id, old.asked_by, old.asked_at, old.recipient_id, old.outside_kind,
      old.outside_name, old.why, old.basis, old.special, old.agreement, old.sent_how, old.approver_id, old.content_hash, old.source_hash)
    is distinct from (new.id, new.case_id, new.fact_id, new.kind, new.person_id, new.route_id, new.agency_id, new.asked_by, new.asked_at, new.recipient_id,
      new.outside_kind, new.outside_name, new.why, new.basis, new.special, new.agreement, new.sent_how, new.approver_id, new.content_hash, new.source_hash)
  then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation'; end if;
  step := case when new.state <> old.state then old.state || ' > ' || new.state when old.state = 'released' and old.reviewed_at is null and new.reviewed_at is not null then 'reviewed' end;
  if step is null or not step = any (array['asked > approved', 'asked > refused', 'asked > withdrawn', 'approved > withdrawn', 'asked > void', 'approved > void',
    'approved > released', 'asked > released', 'reviewed'])
  then raise exception 'a release goes one step after the other (S10)' using errcode = 'check_violation'; end if;
  if step <> 'asked > approved' and (old.approved_hash, old.approved_at, old.approval_ends_at, old.approved_fact_id, old.checked)
    is distinct from (new.approved_hash, new.approved_at, new.approval_ends_at, new.approved_fact_id, new.checked)
  then raise exception 'an approval stands as it was given' using errcode = 'check_violation'; end if;
  if step <> 'asked > released' and old.at_once_why is distinct from new.at_once_why
  then raise exception 'at once is said when it is sent' using errcode = 'check_violation'; end if;
  if step <> 'reviewed' and new.reviewed_at is not null or step = 'reviewed' and (old.released_at, old.sent_hash) is distinct from (new.released_at, new.sent_hash)
  then raise exception 'what was sent stands' using errcode = 'check_violation'; end if;
  -- Whoever approves, refuses or looks at it afterwards is the person who was asked, and nobody else.
  if step in ('asked > approved', 'asked > refused', 'reviewed') and actor <> old.approver_id
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
    if old.source_hash is distinct from private.source_of_release(old.route_id, old.person_id, old.recipient_id)
    then raise exception 'what would be sent has changed since it was asked for' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
  end if;
  if step = 'asked > approved' and (new.approved_hash is null or cardinality(new.checked) = 0 or new.approval_ends_at <= new.approved_at
      or new.approval_ends_at > new.approved_at + interval '15 days')
  then raise exception 'an approval is of what was shown, and ends' using errcode = 'check_violation'; end if;
  if step = 'approved > released' and (new.released_at > old.approval_ends_at or new.released_at < old.approved_at)
  then raise exception 'the time of this approval is over' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
  if step = 'asked > released' and new.at_once_why is null
  then raise exception 'nothing leaves by one hand, unless a life is in danger' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger release_moves before insert or update on release for each row execute function private.release_moves();

-- Why a release can no longer go, in a code; null: it can. For the two, before they act on it.
create function release_stands(sought uuid, at timestamptz) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case
    when r.state = 'approved' and at > r.approval_ends_at then 'over'
    when not private.may_approve_release(r.approver_id, r.asked_by, r.agency_id, r.case_id) or not private.may_release(r.asked_by, r.agency_id, r.case_id) then 'person'
    when r.recipient_id is not null and private.kept_from_release(r.recipient_id, r.case_id) then 'person'
    when r.source_hash is distinct from private.source_of_release(r.route_id, r.person_id, r.recipient_id) then 'changed' end
  from public.release r where r.id = sought and public.current_actor() in (r.asked_by, r.approver_id) and public.actor_has_case(r.case_id)
$$;

-- Lists that leave: of one's own boards, by the columns that are named for each. About more than 25 people it takes two; about fewer, one, and no more than
-- 25 people in a day. What leaves is what was asked for, sealed until it is taken, once.
create table list_export (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  list text not null check (list in ('mine', 'cases', 'team', 'team-cases')),
  query text not null,
  format text not null check (format in ('csv', 'xlsx')),
  why text not null check (why <> ''),
  for_whom text not null check (for_whom <> ''),
  row_count integer not null check (row_count > 0),
  -- One person harmed for each case: whom the list is about.
  case_ids uuid[] not null,
  people integer not null generated always as (cardinality(case_ids)) stored,
  content_hash bytea not null check (length(content_hash) = 32),
  sealed bytea,
  approver_id uuid references practitioner check (approver_id <> asked_by),
  state text not null default 'asked' check (state in ('asked', 'approved', 'released', 'refused', 'void', 'withdrawn')),
  approved_hash bytea check (approved_hash = content_hash),
  approved_at timestamptz,
  approval_ends_at timestamptz,
  released_at timestamptz,
  ended_by uuid references practitioner,
  ended_at timestamptz,
  ended_why text check (ended_why <> ''),
  version integer not null default 1,
  check (num_nonnulls(approved_hash, approved_at, approval_ends_at) in (0, 3)),
  check (state <> 'approved' or approved_at is not null),
  check ((state = 'released') = (released_at is not null)),
  check (state <> 'released' or (approver_id is null) = (approved_at is null)),
  check ((state in ('refused', 'void', 'withdrawn')) = (ended_at is not null) and num_nonnulls(ended_by, ended_at, ended_why) in (0, 3)),
  check ((state in ('asked', 'approved')) = (sealed is not null))
);
create index list_export_asked on list_export (asked_by, asked_at);
create index list_export_approver on list_export (approver_id) where state = 'asked';
alter table list_export enable row level security;
alter table list_export force row level security;
create policy for_the_two on list_export for select to waymark_app using (
  agency_id = (select current_agency()) and (select current_actor()) in (asked_by, approver_id));
create policy by_the_actor on list_export for insert to waymark_app with check (asked_by = (select current_actor()) and agency_id = (select current_agency()));
create policy moved_by_the_two on list_export for update to waymark_app using (
  agency_id = (select current_agency()) and (select current_actor()) in (asked_by, approver_id));
create policy definer_all on list_export to waymark_definer using (true) with check (true);
grant select, insert, update (state, sealed, approved_hash, approved_at, approval_ends_at, released_at, ended_by, ended_at, ended_why, version) on list_export to waymark_app;
grant select on list_export to waymark_definer;

-- Whether these cases, with those of a day before, are more people than one person takes out alone.
create function private.list_needs_two(who uuid, of_cases uuid[], at timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(distinct one.id) > 25 from (select unnest(of_cases) as id union all select unnest(l.case_ids) from public.list_export l
    where l.asked_by = who and l.state = 'released' and l.approved_at is null and l.released_at > at - interval '24 hours') one
$$;
create function list_needs_two(of_cases uuid[], at timestamptz) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.list_needs_two(public.current_actor(), of_cases, at) $$;
create function private.may_approve_list(who uuid, asker uuid, of_agency uuid, of_cases uuid[]) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  select who <> asker and exists (select from public.practitioner p where p.id = who and p.disabled_at is null and p.agency_id = of_agency and private.supervises(p.role))
    and not exists (select from unnest(of_cases) as c (id) where private.kept_from_release(who, c.id))
$$;
-- Of these people, those who may approve a list about these cases; why another may not is not said.
create function may_approve_lists(whom uuid[], of_cases uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select w.id from unnest(whom) as w (id) where private.may_approve_list(w.id, public.current_actor(), public.current_agency(), of_cases) $$;

create function private.list_export_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  actor constant uuid := public.current_actor();
  step text;
begin
  if actor is null then return new; end if;
  if tg_op = 'INSERT' then
    if new.state <> 'asked' or new.version <> 1 or new.approved_at is not null
    then raise exception 'a list begins when it is asked for' using errcode = 'check_violation'; end if;
    if (select count(distinct c.id) <> count(*) from unnest(new.case_ids) as c (id)) or exists (select from unnest(new.case_ids) as c (id)
      where not private.may_release(actor, new.agency_id, c.id))
    then raise exception 'a list is of cases that whoever takes it out sees' using errcode = 'check_violation'; end if;
    if new.approver_id is null and private.list_needs_two(actor, new.case_ids, new.asked_at)
    then raise exception 'a list about more than 25 people leaves by two (S10)' using errcode = 'check_violation'; end if;
    if new.approver_id is not null and not private.may_approve_list(new.approver_id, actor, new.agency_id, new.case_ids)
    then raise exception 'a second person who may approve is asked (S10)' using errcode = 'check_violation'; end if;
    return new;
  end if;
  if (old.id, old.agency_id, old.asked_by, old.asked_at, old.list, old.query, old.format, old.why, old.for_whom, old.row_count, old.case_ids, old.content_hash, old.approver_id)
    is distinct from (new.id, new.agency_id, new.asked_by, new.asked_at, new.list, new.query, new.format, new.why, new.for_whom, new.row_count, new.case_ids, new.content_hash, new.approver_id)
    or new.sealed is not null and new.sealed is distinct from old.sealed
  then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation'; end if;
  step := old.state || ' > ' || new.state;
  if not step = any (array['asked > approved', 'asked > refused', 'asked > withdrawn', 'approved > withdrawn', 'asked > void', 'approved > void', 'approved > released', 'asked > released'])
  then raise exception 'a list goes one step after the other (S10)' using errcode = 'check_violation'; end if;
  if step <> 'asked > approved' and (old.approved_hash, old.approved_at, old.approval_ends_at) is distinct from (new.approved_hash, new.approved_at, new.approval_ends_at)
  then raise exception 'an approval stands as it was given' using errcode = 'check_violation'; end if;
  if step in ('asked > approved', 'asked > refused') and actor is distinct from old.approver_id
  then raise exception 'the second person answers' using errcode = 'check_violation'; end if;
  if step in ('asked > withdrawn', 'approved > withdrawn', 'approved > released', 'asked > released') and actor <> old.asked_by
  then raise exception 'whoever asked for it takes it, or takes it back' using errcode = 'check_violation'; end if;
  if new.state in ('refused', 'withdrawn', 'void') and new.ended_by is distinct from actor
  then raise exception 'whoever ends it signs for it' using errcode = 'check_violation'; end if;
  if step in ('asked > approved', 'approved > released') and not private.may_approve_list(old.approver_id, old.asked_by, old.agency_id, old.case_ids)
  then raise exception 'the second person may not approve this' using errcode = 'check_violation'; end if;
  if step = 'asked > approved' and (new.approval_ends_at <= new.approved_at or new.approval_ends_at > new.approved_at + interval '15 days')
  then raise exception 'an approval ends' using errcode = 'check_violation'; end if;
  if step = 'approved > released' and (new.released_at > old.approval_ends_at or new.released_at < old.approved_at)
  then raise exception 'the time of this approval is over' using errcode = 'check_violation'; end if;
  if step = 'asked > released' and (old.approver_id is not null or private.list_needs_two(actor, old.case_ids, new.released_at) or new.released_at > old.asked_at + interval '1 day')
  then raise exception 'a list about more than 25 people leaves by two (S10)' using errcode = 'check_violation'; end if;
  if new.state = 'released' and exists (select from unnest(old.case_ids) as c (id) where not private.may_release(actor, old.agency_id, c.id))
  then raise exception 'a list is of cases that whoever takes it out sees' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger list_export_moves before insert or update on list_export for each row execute function private.list_export_moves();
-- Why it can no longer be taken, in a code; null: it can.
create function list_stands(sought uuid, at timestamptz) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case
    when l.state = 'approved' and at > l.approval_ends_at or l.state = 'asked' and l.approver_id is null and at > l.asked_at + interval '1 day' then 'over'
    when l.approver_id is null and private.list_needs_two(l.asked_by, l.case_ids, at) then 'more'
    when l.approver_id is not null and not private.may_approve_list(l.approver_id, l.asked_by, l.agency_id, l.case_ids) then 'person'
    when exists (select from unnest(l.case_ids) as c (id) where not private.may_release(l.asked_by, l.agency_id, c.id)) then 'changed' end
  from public.list_export l where l.id = sought and public.current_actor() in (l.asked_by, l.approver_id)
$$;

do $$
declare f text;
begin
  foreach f in array array['private.kept_from_release(uuid, uuid)', 'private.may_release(uuid, uuid, uuid)', 'private.may_approve_release(uuid, uuid, uuid, uuid)', 'private.source_of_release(uuid, uuid, uuid)',
    'private.release_moves()', 'release_stands(uuid, timestamptz)', 'private.list_needs_two(uuid, uuid[], timestamptz)', 'list_needs_two(uuid[], timestamptz)',
    'private.may_approve_list(uuid, uuid, uuid, uuid[])', 'may_approve_lists(uuid[], uuid[])', 'private.list_export_moves()', 'list_stands(uuid, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function release_stands(uuid, timestamptz), list_needs_two(uuid[], timestamptz), may_approve_lists(uuid[], uuid[]), list_stands(uuid, timestamptz) to waymark_app;
revoke create on schema public, private, vault from waymark_definer;
