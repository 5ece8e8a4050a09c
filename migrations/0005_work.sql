-- Conditions, referrals, the inbox, local policy, boards, and the record of who looked.

-- A term of bail or of an order: who, what, where, until when, and what it means in plain words (BL-09, BL-17).
create table condition (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  entry_id uuid not null references entry,
  fact_id uuid not null,
  kind text not null check (kind in ('no contact', 'not to go to', 'live at', 'curfew', 'report to police', 'hand over', 'tag', 'other')),
  who text,
  place text,
  from_on date,
  until_on date,
  plain text not null,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  ended_at timestamptz,
  ended_why text
);
create index condition_case on condition (case_id);
call private.protect_case_table('condition');
grant update (ended_at, ended_why) on condition to waymark_app;

-- A referral is seen by both agencies; the receiving one gets the case only when it accepts (MODEL 5.2, RR-13).
create table referral (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  from_agency_id uuid not null references agency,
  to_agency_id uuid not null references agency,
  sent_by uuid not null references practitioner,
  sent_at timestamptz not null,
  service text not null,
  reason text not null,
  -- What the person agreed to is one thing; why it may be shared is another (INV-19).
  agreement text not null check (agreement in ('agreed', 'did not agree', 'not asked: unsafe', 'not asked: could not reach')),
  sharing_basis text not null,
  told_person text not null,
  level text check (level in ('standard', 'medium', 'high')),
  urgency text not null check (urgency in ('today', 'this week', 'routine')),
  person_called bytea not null,
  contact_route bytea not null,
  contact_windows jsonb not null,
  contact_never bytea,
  chase_at timestamptz,
  chased_at timestamptz,
  acknowledged_by uuid references practitioner,
  acknowledged_at timestamptz,
  answer text check (answer in ('accepted', 'declined', 'withdrawn')),
  answered_by uuid references practitioner,
  answered_at timestamptz,
  decline_reason text,
  next_offer text,
  safe_close text,
  waiting_until date,
  worker_id uuid references practitioner,
  started_at timestamptz,
  outcome text,
  outcome_note text,
  outcome_by uuid references practitioner,
  outcome_at timestamptz,
  version integer not null default 1,
  foreign key (case_id, person_id) references party,
  check (answer is distinct from 'declined' or (decline_reason is not null and next_offer is not null))
);
create index referral_to on referral (to_agency_id, sent_at);
create index referral_case on referral (case_id, sent_at);
create index referral_chase on referral (chase_at) where acknowledged_at is null and answer is null;
alter table referral enable row level security;
alter table referral force row level security;
create policy sender_or_receiver_reads on referral for select to waymark_app using (to_agency_id = (select current_agency()) or exists (
  select from case_grant g where g.case_id = referral.case_id and g.revoked_at is null and (g.until_at is null or g.until_at > now())
    and g.grantee_id in (select current_reach())));
create policy sender_adds on referral for insert to waymark_app with check (from_agency_id = (select current_agency()) and sent_by = (select current_actor())
  and exists (select from case_grant g where g.case_id = referral.case_id and g.revoked_at is null and (g.until_at is null or g.until_at > now())
    and g.grantee_id in (select current_reach())));
create policy sender_or_receiver_changes on referral for update to waymark_app using (to_agency_id = (select current_agency()) or from_agency_id = (select current_agency()));
create policy definer_all on referral to waymark_definer using (true) with check (true);
create policy worker_all on referral to waymark_worker using (true) with check (true);
grant select, insert, update on referral to waymark_app;
grant select, update on referral to waymark_definer;
grant select (id, case_id, from_agency_id, to_agency_id, sent_by, sent_at, level, urgency, chase_at, chased_at, acknowledged_at, answer) on referral to waymark_worker;
grant update (chased_at, chase_at) on referral to waymark_worker;
-- The receiving agency opens the three sealed lines of a referral with the person's key, and nothing else of the person's.
create policy referred_to on vault.person_key for select to waymark_app using (exists (
  select from referral r where r.person_id = person_key.person_id and r.to_agency_id = (select current_agency()) and r.answer is distinct from 'withdrawn'));
-- Accepting gives the worker who takes it, and the team that takes referrals, sight of the case: one recorded act.
create function accept_referral(sought uuid, worker uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare r public.referral;
begin
  select * into r from public.referral where id = sought for update;
  if not found or r.to_agency_id is distinct from public.current_agency() or r.answer is not null
    or not exists (select from public.practitioner where id = worker and agency_id = r.to_agency_id and disabled_at is null)
  then return false; end if;
  update public.referral set answer = 'accepted', answered_by = public.current_actor(), answered_at = at, worker_id = worker,
    acknowledged_at = coalesce(acknowledged_at, at), acknowledged_by = coalesce(acknowledged_by, public.current_actor()), version = version + 1
  where id = sought;
  insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
  select r.case_id, grantee, r.to_agency_id, 'Referral accepted', r.sent_by, at from unnest(array[worker, public.current_actor()]) as grantee
  where not exists (select from public.case_grant g where g.case_id = r.case_id and g.grantee_id = grantee and g.revoked_at is null)
  group by grantee;
  insert into public.involvement (case_id, agency_id, practitioner_id, why, from_on, recorded_by)
  values (r.case_id, r.to_agency_id, worker, r.service, (at at time zone 'Europe/London')::date, public.current_actor());
  return true;
end $$;

-- What other systems send: kept once for each source and reference, matched to a case or waiting in the tray.
create table inbox_item (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  source text not null,
  source_ref text not null,
  arrived_at timestamptz not null,
  arrived_by uuid references practitioner,
  content_hash text not null,
  content jsonb not null,
  state text not null check (state in ('tray', 'recorded', 'set aside')),
  case_id uuid references cases,
  entry_id uuid references entry,
  sorted_by uuid references practitioner,
  sorted_at timestamptz,
  sorted_why text,
  unique (agency_id, source, source_ref)
);
create index inbox_tray on inbox_item (agency_id, arrived_at) where state = 'tray';
alter table inbox_item enable row level security;
alter table inbox_item force row level security;
create policy own_agency on inbox_item to waymark_app using (agency_id = (select current_agency())) with check (agency_id = (select current_agency()));
create policy definer_all on inbox_item to waymark_definer using (true) with check (true);
create policy worker_reads on inbox_item for select to waymark_worker using (true);
grant select, insert, update on inbox_item to waymark_app;
grant select on inbox_item to waymark_definer;
grant select (id, agency_id, arrived_at, state) on inbox_item to waymark_worker;
-- A system's own key for the inbox API; only its hash is kept.
create table inbox_key (
  token_hash bytea primary key,
  practitioner_id uuid not null references practitioner,
  source text not null,
  made_at timestamptz not null,
  revoked_at timestamptz
);
alter table inbox_key enable row level security;
alter table inbox_key force row level security;
create policy administrator on inbox_key to waymark_app using ((select current_is_administrator()) and exists (
  select from practitioner p where p.id = practitioner_id and p.agency_id = (select current_agency())))
  with check ((select current_is_administrator()) and exists (
  select from practitioner p where p.id = practitioner_id and p.agency_id = (select current_agency())));
create policy definer_all on inbox_key to waymark_definer using (true) with check (true);
grant select, insert, update (revoked_at) on inbox_key to waymark_app;
grant select on inbox_key to waymark_definer;

-- Values that an area sets: a new row from a day on, never an edit.
create table policy_value (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  value jsonb not null,
  from_at timestamptz not null,
  set_by uuid not null references practitioner,
  set_at timestamptz not null,
  reason text not null
);
create index policy_value_name on policy_value (name, from_at);
create table rule_check (
  id uuid primary key default gen_random_uuid(),
  rule_id text not null,
  rule_version text not null,
  checked_by uuid not null references practitioner,
  checked_on date not null,
  evidence text not null,
  recorded_at timestamptz not null
);
create table bank_holiday (
  day date primary key,
  name text not null,
  source text not null,
  added_by uuid not null references practitioner,
  added_at timestamptz not null
);
do $$
declare t text;
begin
  foreach t in array array['policy_value', 'rule_check', 'bank_holiday'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy staff_read on %I for select to waymark_app using ((select current_actor()) is not null)', t);
    execute format('create policy staff_add on %I for insert to waymark_app with check ((select current_actor()) is not null)', t);
    execute format('create policy worker_reads on %I for select to waymark_worker using (true)', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert on %I to waymark_app', t);
    execute format('grant select on %I to waymark_worker', t);
  end loop;
end $$;

create table saved_filter (
  practitioner_id uuid not null references practitioner,
  board text not null,
  name text not null,
  query text not null,
  saved_at timestamptz not null,
  primary key (practitioner_id, board, name)
);
create table feed (
  practitioner_id uuid not null references practitioner,
  token_hash bytea primary key,
  made_at timestamptz not null,
  ended_at timestamptz
);
create table digest (
  practitioner_id uuid primary key references practitioner,
  wanted boolean not null,
  sent_on date
);
-- The answer to each form, in the same transaction as what the form wrote: a repeat gets that answer and writes nothing.
create table form_answer (
  practitioner_id uuid not null references practitioner,
  key text not null,
  content_hash text not null,
  location text not null,
  at timestamptz not null default clock_timestamp(),
  primary key (practitioner_id, key)
);
do $$
declare t text;
begin
  foreach t in array array['saved_filter', 'feed', 'digest', 'form_answer'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy own on %I to waymark_app using (practitioner_id = (select current_actor())) with check (practitioner_id = (select current_actor()))', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to waymark_app', t);
    execute format('grant select on %I to waymark_definer', t);
  end loop;
end $$;
create policy worker_all on digest to waymark_worker using (true) with check (true);
grant select, update (sent_on) on digest to waymark_worker;

-- What a calendar feed shows: when something is due, and never for whom (U8). The token is all that is known of the asker.
create function feed_of(token text) returns table (duty_id uuid, code text, due_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, d.code, d.due_at from public.feed f join public.practitioner p on p.id = f.practitioner_id and p.disabled_at is null
  join public.duty d on d.owner_id = p.id and d.state = 'open' and d.due_at is not null
  where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.ended_at is null order by d.due_at limit 500
$$;
-- Binds the person behind an inbox key for one request, as bind() does for a session.
create function bind_inbox_key(token text) returns table (id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, source text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  who record;
  said text;
begin
  perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
  select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, k.source into who
  from public.inbox_key k join public.practitioner p on p.id = k.practitioner_id join public.agency a on a.id = p.agency_id
  where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.revoked_at is null and p.disabled_at is null;
  if not found then return; end if;
  said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
  perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
  return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.source;
end $$;

-- Who looked at what, written and committed before the answer leaves (S5). The app can add and can read nothing back.
create table audit (
  id uuid primary key default gen_random_uuid(),
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  agency_id uuid,
  kind text not null check (kind in ('collect', 'alter', 'consult', 'search', 'disclose', 'export', 'print', 'fail', 'sign-in', 'sign-out')),
  route text not null,
  case_id uuid,
  object_id uuid,
  detail text,
  reference text not null
);
create index audit_case on audit (case_id, at) where case_id is not null;
create index audit_actor on audit (actor_id, at);
alter table audit enable row level security;
alter table audit force row level security;
create policy own_rows on audit for insert to waymark_app with check (actor_id is not distinct from (select current_actor()));
create policy sign_in_rows on audit for insert to waymark_sign_in with check (kind in ('sign-in', 'sign-out', 'fail') and case_id is null);
create policy definer_all on audit to waymark_definer using (true) with check (true);
grant insert on audit to waymark_app, waymark_sign_in;

create table heartbeat (
  process text primary key,
  at timestamptz not null,
  late_duties integer not null,
  open_duties integer not null
);
alter table heartbeat enable row level security;
alter table heartbeat force row level security;
create policy all_read on heartbeat for select using (true);
create policy worker_all on heartbeat to waymark_worker using (true) with check (true);
grant select on heartbeat to waymark_app, waymark_sign_in;
grant select, insert, update on heartbeat to waymark_worker;

-- The first agency and its administrator; refused once there is anyone (`waymark setup`).
create function private.set_up(agency_name text, agency_kind text, person_name text, person_email text, new_token_hash bytea, length interval, demo boolean) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  new_agency uuid;
  who uuid;
begin
  if exists (select from public.agency) then return null; end if;
  insert into public.installation (is_demo, made_at) values (demo, clock_timestamp()) on conflict do nothing;
  insert into public.agency (name, kind) values (agency_name, agency_kind) returning id into new_agency;
  insert into public.practitioner (agency_id, name, email, role) values (new_agency, person_name, person_email, 'administrator') returning id into who;
  insert into sign_in.link (token_hash, practitioner_id, purpose, ends_at) values (new_token_hash, who, 'join', clock_timestamp() + length);
  return who;
end $$;
grant insert on installation to waymark_definer;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature, n.nspname from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('public', 'private') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function bind(text), current_actor(), current_agency(), current_reach(), current_is_administrator(), make_link(uuid, bytea, text, interval),
  end_sessions_of(uuid), actor_has_case(uuid), case_team(uuid), grant_case(uuid, uuid, text, timestamptz, timestamptz), revoke_case(uuid, uuid, timestamptz),
  find_people(text, date, integer), fan_out(uuid), history_of(uuid), place_duties(uuid, timestamptz, jsonb), accept_referral(uuid, uuid, timestamptz),
  feed_of(text), bind_inbox_key(text) to waymark_app;
grant execute on function history_of(uuid), place_duties(uuid, timestamptz, jsonb), fan_out(uuid), current_actor(), current_agency(), current_reach(), current_is_administrator(), actor_has_case(uuid) to waymark_worker;
revoke create on schema public, private, sign_in, vault from waymark_definer;
do $$ begin execute format('grant execute on function private.set_up(text, text, text, text, bytea, interval, boolean) to %I', current_user); end $$;
