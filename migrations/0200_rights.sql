-- Rights: what is shared and on what word, what a person may be given of what is held about them, how long a controller keeps it
-- (IS-01, IS-09, INV-03, INV-19, INV-53; MODEL 5.19).

grant create on schema public, private to waymark_definer;

-- Sight for a task that is not work on the case (0132): two more.
create or replace function private.is_for_a_task(reason text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select reason like 'An alarm about this case%' or reason like 'Supervisor hands over%' or reason = 'Asked to choose another safe way'
    or reason = 'Asked to agree to sharing' or reason = 'Answers an access request'
$$;

-- Sharing -------------------------------------------------------------------------------------------------------------

-- What, why, to whom and on which basis. What the person said about it is another thing, and stands in sharing_word (INV-19).
create table sharing_decision (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  from_agency_id uuid not null references agency,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  -- [{"kind": "note", "id": "...", "label": "Note: visit, 3 May 2027"}]
  what jsonb not null check (jsonb_typeof(what) = 'array'),
  also text,
  why text not null,
  basis text not null,
  special text not null,
  to_agency_id uuid references agency check (to_agency_id <> from_agency_id),
  outside_kind text,
  outside_name text,
  approver_id uuid references practitioner check (approver_id <> asked_by),
  expires_on date not null,
  shared_at timestamptz,
  declined_at timestamptz,
  declined_why text,
  stopped_at timestamptz,
  stopped_by uuid references practitioner,
  stopped_why text,
  foreign key (case_id, person_id) references party,
  check ((to_agency_id is null) <> (outside_name is null) and (outside_name is null) = (outside_kind is null)),
  check (jsonb_array_length(what) > 0 or also is not null),
  check ((stopped_at is null) = (stopped_why is null) and (declined_at is null) = (declined_why is null))
);
create index sharing_decision_case on sharing_decision (case_id, asked_at);
create index sharing_decision_approver on sharing_decision (approver_id) where shared_at is null and declined_at is null and stopped_at is null;

-- What the person agreed to, and whether they were told: each with its own day. Added to, never changed.
create table sharing_word (
  sharing_id uuid not null references sharing_decision,
  about text not null check (about in ('agreement', 'told')),
  position integer not null,
  case_id uuid not null references cases,
  state text not null,
  on_day date not null,
  how text,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  primary key (sharing_id, about, position),
  check (case about
    when 'agreement' then state in ('agreed', 'did not agree', 'not asked: unsafe', 'not asked: reason', 'withdrawn')
    else state in ('told', 'will be told', 'not told: unsafe') end),
  check (state in ('agreed', 'did not agree', 'not asked: unsafe', 'withdrawn') or how is not null)
);
-- One record of one case, open to those of one agency who see the case, until a day.
create table item_grant (
  id uuid primary key default gen_random_uuid(),
  sharing_id uuid not null references sharing_decision,
  case_id uuid not null references cases,
  kind text not null check (kind in ('note', 'entry', 'level', 'condition')),
  record_id uuid not null,
  agency_id uuid not null references agency,
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz
);
create index item_grant_record on item_grant (record_id, agency_id) where ended_at is null;
create index item_grant_case on item_grant (case_id);
create index item_grant_sharing on item_grant (sharing_id);
do $$
declare t text;
begin
  foreach t in array array['sharing_decision', 'sharing_word', 'item_grant'] loop
    call private.protect_case_table(t);
  end loop;
end $$;
revoke insert on item_grant from waymark_app;
create policy between_the_two on sharing_decision as restrictive for select to waymark_app using (
  from_agency_id = (select current_agency()) or (to_agency_id = (select current_agency()) and shared_at is not null));
create policy by_the_actor on sharing_decision as restrictive for insert to waymark_app with check (
  asked_by = (select current_actor()) and from_agency_id = (select current_agency())
  and shared_at is null and declined_at is null and stopped_at is null);
create policy between_the_two on sharing_word as restrictive for select to waymark_app
  using (exists (select from sharing_decision d where d.id = sharing_id));
create policy by_the_actor on sharing_word as restrictive for insert to waymark_app with check (recorded_by = (select current_actor())
  and exists (select from sharing_decision d where d.id = sharing_id and d.case_id = sharing_word.case_id and d.from_agency_id = (select current_agency())));
create policy between_the_two on item_grant as restrictive for select to waymark_app using (
  agency_id = (select current_agency()) or exists (select from sharing_decision d where d.id = sharing_id));

-- Who works with the person reported, or for the other of two who accuse each other, is shown nothing that was shared (INV-03).
create function current_on_other_side(of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.works_for_other_side(public.current_actor(), of_case, false) or exists (select from public.reported_contact r
     where r.case_id = of_case and r.practitioner_id = public.current_actor() and r.ended_at is null) $$;
alter policy own_or_shared on note using (agency_id = (select current_agency()) or shared_at is not null
  or (coalesce((select true from item_grant g where g.record_id = note.id and g.agency_id = (select current_agency()) and g.ended_at is null
    and g.until_at > now() limit 1), false) and not current_on_other_side(case_id)));

-- Opens what was decided: on the person's agreement by whoever asked, else by the approver, who is another person (INV-19).
create function share_items(sought uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
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
    else false end;
  return true;
end $$;
create function decline_sharing(sought uuid, because text, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.sharing_decision d set declined_at = at, declined_why = because
  where d.id = sought and d.approver_id = public.current_actor() and public.actor_has_case(d.case_id)
    and d.shared_at is null and d.declined_at is null and d.stopped_at is null;
  return found;
end $$;
create function private.end_sharing(sought uuid, because text, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.sharing_decision set stopped_at = at, stopped_by = public.current_actor(), stopped_why = because
  where id = sought and stopped_at is null and declined_at is null;
  if not found then return false; end if;
  update public.item_grant set ended_at = at where sharing_id = sought and ended_at is null;
  return true;
end $$;
create function stop_sharing(sought uuid, because text, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from public.sharing_decision d where d.id = sought and d.from_agency_id = public.current_agency() and public.actor_has_case(d.case_id))
  then return false; end if;
  return private.end_sharing(sought, because, at);
end $$;
-- The person takes their agreement back: what is still shared stops in the same moment, whoever records it.
create function private.agreement_withdrawn() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from public.sharing_word w where w.sharing_id = new.sharing_id and w.about = 'agreement' and w.position < new.position
    and w.state = 'agreed') then raise exception 'nothing was agreed that could be taken back' using errcode = 'check_violation'; end if;
  perform private.end_sharing(new.sharing_id, 'The person took their agreement back', new.recorded_at);
  return null;
end $$;
create trigger agreement_withdrawn after insert on sharing_word for each row when (new.state = 'withdrawn') execute function private.agreement_withdrawn();

-- Access requests -----------------------------------------------------------------------------------------------------

create function current_is_data_protection_lead() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.practitioner where id = private.bound(1) and role = 'data-protection-lead' and disabled_at is null) $$;
-- A controller answers for what its own people wrote. It has records in a case where there are such.
create function private.has_records(of_agency uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.cases c where c.id = of_case and c.agency_id = of_agency)
    or exists (select from public.entry e where e.case_id = of_case and e.agency_id = of_agency)
    or exists (select from public.note n where n.case_id = of_case and n.agency_id = of_agency)
    or exists (select from public.risk_level r where r.case_id = of_case and r.agency_id = of_agency)
$$;

-- A lead of data protection is let into a case by a request and in no other way: not by name, not through a team.
create function private.lead_sees_for_a_request() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare row constant jsonb := to_jsonb(new);
begin
  if coalesce(row ->> 'reason', '') <> 'Answers an access request' and exists (select from public.practitioner
    where id = coalesce(row ->> 'grantee_id', row ->> 'practitioner_id')::uuid and role = 'data-protection-lead')
  then raise exception 'a data protection lead sees a case for a request alone' using errcode = 'check_violation', constraint = 'lead_sees_for_a_request'; end if;
  return new;
end $$;
create trigger lead_sees_for_a_request before insert on case_grant for each row execute function private.lead_sees_for_a_request();
create trigger lead_sees_for_a_request before insert on team_member for each row execute function private.lead_sees_for_a_request();

create table access_request (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  reference text not null,
  asker_name text not null,
  asker_born_on date,
  for_whom text not null check (for_whom in ('themselves', 'somebody else')),
  asks text not null,
  received_on date not null,
  received_by uuid not null references practitioner,
  received_at timestamptz not null,
  delivery text not null,
  state text not null default 'received' check (state in ('received', 'identity checked', 'searched', 'redacted', 'checked', 'released', 'refused')),
  identity_how text,
  -- The clock runs from the day on which it was known who asks.
  identity_on date,
  due_on date,
  extended_why text,
  -- Harmed: in every case a person harmed, in none the person reported. All else is limited.
  standing text check (standing in ('harmed', 'limited')),
  searched_by uuid references practitioner,
  answer text check (answer in ('pack', 'nothing', 'refused')),
  exemption text,
  refused_why text,
  redacted_by uuid references practitioner,
  -- The pack under the key of the person whom it is about.
  pack_for uuid references person,
  pack bytea,
  checked_by uuid references practitioner check (checked_by <> redacted_by),
  ended_at timestamptz,
  ended_by uuid references practitioner,
  pack_until timestamptz,
  version integer not null default 1,
  check ((identity_on is null) = (due_on is null)),
  check (state in ('received', 'identity checked', 'searched') or answer is not null),
  check (state in ('received', 'identity checked') or standing is not null),
  check ((answer = 'refused') = (exemption is not null) and (exemption is null) = (refused_why is null)),
  check (state not in ('checked', 'released', 'refused') or checked_by is not null)
);
create index access_request_agency on access_request (agency_id, received_at);
create table access_step (
  id uuid primary key default gen_random_uuid(),
  request_id uuid not null references access_request,
  agency_id uuid not null references agency,
  step text not null,
  note text,
  by_id uuid not null references practitioner,
  at timestamptz not null
);
create index access_step_request on access_step (request_id, at);
create table access_subject (
  request_id uuid not null references access_request,
  agency_id uuid not null references agency,
  case_id uuid not null references cases,
  person_id uuid not null references person,
  primary key (request_id, case_id, person_id)
);
do $$
declare t text;
begin
  foreach t in array array['access_request', 'access_step', 'access_subject'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_lead on %I to waymark_app using (agency_id = (select current_agency()) and (select current_is_data_protection_lead()))
      with check (agency_id = (select current_agency()) and (select current_is_data_protection_lead()))', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to waymark_definer', t);
  end loop;
end $$;
create policy conflicts_subtracted on access_subject as restrictive to waymark_app
  using (case_id <> all ((select current_excluded())::uuid[]));
grant select, insert on access_request, access_step to waymark_app;
grant select on access_subject to waymark_app;
grant update (state, identity_how, identity_on, due_on, extended_why, answer, exemption, refused_why, redacted_by, pack_for, pack, checked_by, ended_at,
  ended_by, pack_until, version) on access_request to waymark_app;
create policy received_by_the_actor on access_request as restrictive for insert to waymark_app with check (received_by = (select current_actor())
  and state = 'received');
create policy by_the_actor on access_step as restrictive for insert to waymark_app with check (by_id = (select current_actor()));
create policy worker_reads on access_request for select to waymark_worker using (pack_until is not null);
create policy worker_wipes on access_request for update to waymark_worker using (pack_until is not null and pack is not null) with check (pack is null);
grant select (id, pack, pack_until), update (pack) on access_request to waymark_worker;
-- Whoever checks or hands over a pack opens it with the person's key, and nothing else: that person is in no case of theirs.
create policy pack_of_own_agency on vault.person_key for select to waymark_app using ((select current_is_data_protection_lead())
  and exists (select from access_request r where r.pack_for = person_key.person_id and r.pack is not null));

-- One step after the other, each by the person who takes it, and the check by somebody else than who redacted.
create function private.access_request_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  if old.state in ('released', 'refused') then raise exception 'this request is answered' using errcode = 'check_violation'; end if;
  if new.state <> old.state and not (old.state, new.state) in (('received', 'identity checked'), ('identity checked', 'searched'), ('searched', 'redacted'),
    ('redacted', 'checked'), ('redacted', 'searched'), ('checked', 'released'), ('checked', 'refused'))
  then raise exception 'an access request goes one step after the other (MODEL 5.19)' using errcode = 'check_violation'; end if;
  if new.pack is distinct from old.pack and not (old.state = 'searched' and new.state = 'redacted')
  then raise exception 'a pack that was checked is the pack that leaves' using errcode = 'check_violation'; end if;
  if (new.state = 'redacted' and old.state = 'searched' and new.redacted_by is distinct from actor)
    or (new.state = 'checked' and old.state = 'redacted' and (new.checked_by is distinct from actor or actor = old.redacted_by))
    or (new.state = 'released' and new.answer = 'refused') or (new.state = 'refused' and new.answer <> 'refused')
  then raise exception 'the second check is by another person (MODEL 5.19)' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger access_request_moves before update on access_request for each row execute function private.access_request_moves();

-- Who could be the person that asks: people in cases where this agency has records, by name and day of birth, for its lead alone.
create function access_candidates(sought uuid) returns table (person_id uuid, name text, born_on date, cases integer)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as
$$
  select p.id, p.name, p.born_on, count(distinct y.case_id)::integer
  from access_request r cross join lateral (select private.plain(r.asker_name) as name) asked
    join person p on similarity(p.plain_name, asked.name) >= 0.5 or word_similarity(asked.name, p.plain_names) >= 0.8
    join party y on y.person_id = p.id join cases c on c.id = y.case_id
  where r.id = sought and r.agency_id = current_agency() and current_is_data_protection_lead() and r.state in ('identity checked', 'searched')
    and (r.asker_born_on is null or p.born_on is null or p.born_on = r.asker_born_on)
    and c.sealed_at is null and y.case_id <> all (current_excluded()) and private.has_records(r.agency_id, y.case_id)
  group by p.id, p.name, p.born_on order by p.name, p.id limit 50
$$;
-- Takes the people who were found to be the one who asks: their cases where this agency has records are open to the lead for the
-- task, until the day. The standing looks at every case of every agency, and says nothing of it but this one word.
create function access_search(sought uuid, people uuid[], at timestamptz, until timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as
$$
declare
  r access_request;
  said text;
begin
  select * into r from access_request where id = sought and agency_id = current_agency() for update;
  if not found or not current_is_data_protection_lead() or r.state not in ('identity checked', 'searched')
    or exists (select unnest(people) except select c.person_id from access_candidates(sought) c) then return null; end if;
  delete from access_subject where request_id = sought;
  insert into access_subject (request_id, agency_id, case_id, person_id)
  select sought, r.agency_id, y.case_id, y.person_id from party y join cases c on c.id = y.case_id
  where y.person_id = any (people) and c.sealed_at is null and y.case_id <> all (current_excluded()) and private.has_records(r.agency_id, y.case_id);
  said := case when r.for_whom = 'themselves' and cardinality(people) > 0
    and not exists (select from party y where y.person_id = any (people) and y.role <> 'victim')
    and not exists (select from relationship l where (l.person_id = any (people) and l.person_role = 'perpetrator')
      or (l.other_id = any (people) and l.other_role = 'perpetrator')) then 'harmed' else 'limited' end;
  insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
  select distinct s.case_id, current_actor(), r.agency_id, 'Answers an access request', current_actor(), at, until from access_subject s
  where s.request_id = sought and not exists (select from case_grant g where g.case_id = s.case_id and g.grantee_id = current_actor() and g.revoked_at is null
    and g.until_at >= until)
  on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null, until_at = excluded.until_at;
  update access_request set state = 'searched', standing = said, searched_by = current_actor(), version = version + 1 where id = sought;
  return said;
end $$;
-- What is known of the standing may have changed since the search: asked again before anything leaves.
create function access_standing(sought uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case when r.for_whom = 'themselves' and exists (select from public.access_subject s where s.request_id = r.id)
    and not exists (select from public.access_subject s join public.party y on y.person_id = s.person_id where s.request_id = r.id and y.role <> 'victim')
    and not exists (select from public.access_subject s join public.relationship l on (l.person_id = s.person_id and l.person_role = 'perpetrator')
      or (l.other_id = s.person_id and l.other_role = 'perpetrator') where s.request_id = r.id) then 'harmed' else 'limited' end
  from public.access_request r where r.id = sought and r.agency_id = public.current_agency() and public.current_is_data_protection_lead()
$$;
-- The task is over: so is the sight, unless another request of the same lead needs it.
create function access_ends(sought uuid, at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update public.case_grant g set revoked_at = at from public.access_subject s join public.access_request r on r.id = s.request_id
  where r.id = sought and r.agency_id = public.current_agency() and public.current_is_data_protection_lead() and r.state in ('redacted', 'checked', 'released', 'refused')
    and g.case_id = s.case_id and g.agency_id = r.agency_id and g.grantee_id = r.searched_by and g.reason = 'Answers an access request' and g.revoked_at is null
    and not exists (select from public.access_subject os join public.access_request o on o.id = os.request_id
      where os.case_id = s.case_id and o.id <> r.id and o.searched_by = r.searched_by and o.state = 'searched')
$$;

-- Retention and holds -------------------------------------------------------------------------------------------------

-- Nothing is erased while a hold stands (INV-53): in its case, and in every case of anybody who is in that case.
create table legal_hold (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  reference text not null,
  agency_id uuid not null references agency,
  ground text not null check (ground in ('a review of a death', 'proceedings in court', 'a complaint or claim', 'another reason')),
  reason text not null,
  set_by uuid not null references practitioner,
  set_at timestamptz not null,
  lifted_by uuid references practitioner,
  lifted_at timestamptz,
  lifted_why text,
  check ((lifted_at is null) = (lifted_why is null))
);
create index legal_hold_case on legal_hold (case_id) where lifted_at is null;
create index legal_hold_agency on legal_hold (agency_id, set_at);
-- How long one controller keeps one kind of its records after a case has closed. Nothing holds until the controller has said it.
create table retention_period (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  kind text not null check (kind in ('notes', 'contact details')),
  years integer not null check (years between 1 and 100),
  source text not null,
  set_by uuid not null references practitioner,
  set_at timestamptz not null
);
create index retention_period_agency on retention_period (agency_id, kind, set_at);
-- What is past its time, and the two people who decide.
create table erasure (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  case_id uuid not null references cases,
  reference text not null,
  kind text not null check (kind in ('notes', 'contact details')),
  due_on date not null,
  proposed_at timestamptz not null,
  first_by uuid references practitioner,
  first_at timestamptz,
  first_why text,
  second_by uuid references practitioner check (second_by <> first_by),
  kept_by uuid references practitioner,
  kept_at timestamptz,
  kept_why text,
  keep_until date,
  done_at timestamptz,
  check ((done_at is null) = (second_by is null) and (kept_at is null) = (keep_until is null) and (done_at is null or first_by is not null))
);
create index erasure_agency on erasure (agency_id, proposed_at);
create index erasure_case on erasure (case_id, agency_id);
do $$
declare t text;
begin
  foreach t in array array['legal_hold', 'retention_period', 'erasure'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own_lead on %I for select to waymark_app using (agency_id = (select current_agency()) and (select current_is_data_protection_lead()))', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select on %I to waymark_app', t);
    execute format('grant select, insert, update on %I to waymark_definer', t);
  end loop;
  foreach t in array array['legal_hold', 'erasure'] loop
    execute format('create policy conflicts_subtracted on %I as restrictive to waymark_app using (case_id <> all ((select current_excluded())::uuid[]))', t);
  end loop;
end $$;
create policy lead_sets on retention_period for insert to waymark_app with check (agency_id = (select current_agency())
  and (select current_is_data_protection_lead()) and set_by = (select current_actor()));
grant insert on retention_period to waymark_app;
grant delete on note, item_grant to waymark_definer;
grant update on vault.contact_route, vault.contact_rule to waymark_definer;
grant delete on vault.person_key to waymark_definer;

create function private.is_held(of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.legal_hold h where h.case_id = of_case and h.lifted_at is null)
    or exists (select from public.party mine join public.party theirs on theirs.person_id = mine.person_id
      join public.legal_hold h on h.case_id = theirs.case_id and h.lifted_at is null where mine.case_id = of_case)
$$;
create function set_hold(for_reference text, on_ground text, because text, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  held public.cases;
  made uuid;
begin
  if not public.current_is_data_protection_lead() then return null; end if;
  select c.* into held from public.cases c where c.reference = upper(for_reference) and private.has_records(public.current_agency(), c.id)
    and c.id <> all (public.current_excluded()) for no key update;
  if not found then return null; end if;
  insert into public.legal_hold (case_id, reference, agency_id, ground, reason, set_by, set_at)
  values (held.id, held.reference, public.current_agency(), on_ground, because, public.current_actor(), at) returning id into made;
  return made;
end $$;
create function lift_hold(sought uuid, because text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.legal_hold set lifted_by = public.current_actor(), lifted_at = at, lifted_why = because
  where id = sought and lifted_at is null and agency_id = public.current_agency() and public.current_is_data_protection_lead()
    and case_id <> all (public.current_excluded());
  return found;
end $$;
-- A death that is recorded may be reviewed: what is held of everybody in the case stays, from that moment (S-29).
create function private.death_holds() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into public.legal_hold (case_id, reference, agency_id, ground, reason, set_by, set_at)
  select c.id, c.reference, new.agency_id, 'a review of a death', 'A death was recorded', new.entered_by, new.entered_at from public.cases c
  where c.id = new.case_id and not exists (select from public.legal_hold h where h.case_id = c.id and h.lifted_at is null and h.ground = 'a review of a death');
  return null;
end $$;
create trigger death_holds after insert on entry for each row when (new.type = 'cases.victim-died') execute function private.death_holds();

-- What each controller holds past its time. A child's counts to the 25th birthday; of a child without one, 25 years from closing.
create function private.past_time(at timestamptz) returns table (agency_id uuid, case_id uuid, reference text, kind text, due_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with kept as (
    select distinct on (r.agency_id, r.kind) r.agency_id, r.kind, r.years from public.retention_period r where r.set_at <= at
    order by r.agency_id, r.kind, r.set_at desc),
  due as (
    select k.agency_id, c.id as case_id, c.reference, k.kind, greatest(
      ((c.closed_at at time zone 'Europe/London')::date + make_interval(years => k.years))::date,
      (select max(case when p.born_on is null then (c.closed_at at time zone 'Europe/London')::date else p.born_on end + interval '25 years')::date
        from public.party y join public.person p on p.id = y.person_id where y.case_id = c.id
          and (y.role = 'child' or p.born_on > (c.closed_at at time zone 'Europe/London')::date - interval '18 years'))) as due_on
    from kept k join public.cases c on c.state = 'closed'
    where case k.kind
      when 'notes' then exists (select from public.note n where n.case_id = c.id and n.agency_id = k.agency_id)
      else exists (select from vault.contact_route r join public.practitioner p on p.id = r.set_by where r.case_id = c.id and p.agency_id = k.agency_id and r.value is not null)
        or exists (select from vault.contact_rule r join public.practitioner p on p.id = r.set_by where r.case_id = c.id and p.agency_id = k.agency_id
          and (r.code_word is not null or r.warnings is not null))
        or exists (select from public.referral f where f.case_id = c.id and f.from_agency_id = k.agency_id and f.contact_route <> ''::bytea) end)
  select d.agency_id, d.case_id, d.reference, d.kind, d.due_on from due d where d.due_on <= (at at time zone 'Europe/London')::date
$$;
create function propose_erasures(at timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare made integer;
begin
  insert into public.erasure (agency_id, case_id, reference, kind, due_on, proposed_at)
  select p.agency_id, p.case_id, p.reference, p.kind, p.due_on, at from private.past_time(at) p
  where not private.is_held(p.case_id) and not exists (select from public.erasure e where e.agency_id = p.agency_id and e.case_id = p.case_id
    and e.kind = p.kind and e.done_at is null and (e.kept_at is null or e.keep_until > (at at time zone 'Europe/London')::date));
  get diagnostics made = row_count;
  return made;
end $$;
-- How much of this agency's is past its time and held all the same: a number, and not which.
create function held_back(at timestamptz) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(*)::integer from private.past_time(at) p
  where p.agency_id = public.current_agency() and public.current_is_data_protection_lead() and private.is_held(p.case_id)
$$;
-- Erases one kind of one controller's records in one case, and nothing of another's. The person's key goes with the last that it opened.
create function private.erase(of_agency uuid, of_case uuid, of_kind text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if of_kind = 'notes' then
    delete from public.item_grant g using public.note n where g.record_id = n.id and n.case_id = of_case and n.agency_id = of_agency;
    delete from public.note where case_id = of_case and agency_id = of_agency;
    return;
  end if;
  update vault.contact_route r set value = null, ask_for = null, third_party_name = null, third_party_scope = null, windows = '[]'
  from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
  update vault.contact_rule r set code_word = null, warnings = null, interpreter = null
  from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
  update public.referral set person_called = ''::bytea, contact_route = ''::bytea, contact_never = null, contact_windows = '[]'
  where case_id = of_case and from_agency_id = of_agency;
  delete from vault.person_key k using public.party y where y.case_id = of_case and y.person_id = k.person_id
    and not exists (select from vault.contact_route r where r.person_id = k.person_id and coalesce(r.value, r.ask_for, r.third_party_name) is not null)
    and not exists (select from vault.contact_rule r where r.person_id = k.person_id and coalesce(r.code_word, r.warnings) is not null)
    and not exists (select from public.referral f where f.person_id = k.person_id and f.contact_route <> ''::bytea)
    and not exists (select from public.access_request a where a.pack_for = k.person_id and a.pack is not null);
end $$;
-- One lead says erase, another says it too, and it is done; a hold that came in between stops it, in the same moment.
create function decide_erasure(sought uuid, says text, because text, keep date, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare e public.erasure;
begin
  select * into e from public.erasure where id = sought and agency_id = public.current_agency() and public.current_is_data_protection_lead()
    and case_id <> all (public.current_excluded()) for update;
  if not found or e.done_at is not null or e.kept_at is not null then return null; end if;
  if says = 'keep' then
    update public.erasure set kept_by = public.current_actor(), kept_at = at, kept_why = because, keep_until = keep where id = e.id;
    return 'kept';
  end if;
  if says is distinct from 'erase' then return null; end if;
  perform from public.cases where id = e.case_id for no key update;
  if private.is_held(e.case_id) then return 'held'; end if;
  if not exists (select from private.past_time(at) p where p.agency_id = e.agency_id and p.case_id = e.case_id and p.kind = e.kind) then return 'not past its time'; end if;
  if e.first_by is null then
    update public.erasure set first_by = public.current_actor(), first_at = at, first_why = because where id = e.id;
    return 'waiting';
  end if;
  if e.first_by = public.current_actor() then return 'waiting'; end if;
  perform private.erase(e.agency_id, e.case_id, e.kind);
  update public.erasure set second_by = public.current_actor(), done_at = at where id = e.id;
  return 'done';
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.is_for_a_task(text)', 'current_on_other_side(uuid)', 'share_items(uuid, timestamptz)', 'decline_sharing(uuid, text, timestamptz)',
    'private.end_sharing(uuid, text, timestamptz)', 'stop_sharing(uuid, text, timestamptz)', 'private.agreement_withdrawn()', 'current_is_data_protection_lead()',
    'private.has_records(uuid, uuid)', 'private.lead_sees_for_a_request()', 'private.access_request_moves()', 'access_candidates(uuid)', 'access_search(uuid, uuid[], timestamptz, timestamptz)',
    'access_standing(uuid)', 'access_ends(uuid, timestamptz)', 'private.is_held(uuid)', 'set_hold(text, text, text, timestamptz)', 'lift_hold(uuid, text, timestamptz)',
    'private.death_holds()', 'private.past_time(timestamptz)', 'propose_erasures(timestamptz)', 'held_back(timestamptz)', 'private.erase(uuid, uuid, text)',
    'decide_erasure(uuid, text, text, date, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function current_on_other_side(uuid), share_items(uuid, timestamptz), decline_sharing(uuid, text, timestamptz), stop_sharing(uuid, text, timestamptz),
  current_is_data_protection_lead(), access_candidates(uuid), access_search(uuid, uuid[], timestamptz, timestamptz), access_standing(uuid),
  access_ends(uuid, timestamptz), set_hold(text, text, text, timestamptz), lift_hold(uuid, text, timestamptz), held_back(timestamptz),
  decide_erasure(uuid, text, text, date, timestamptz) to waymark_app;
grant execute on function propose_erasures(timestamptz) to waymark_worker;
revoke create on schema public, private from waymark_definer;
