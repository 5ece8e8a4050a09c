-- Measures that are really fitted (HS, SA, TD, RR-07, RR-18; MODEL 5.9 to 5.11; INV-16 to INV-18, INV-61): each goes step by step through the machine of its
-- kind, which stands here. What a step says is sealed under the key of the person whom it protects; plain are what it is, where it stands, whose it is, and by when.

grant create on schema public, private, vault to waymark_definer;

create table private.measure_way (
  kind text not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  is_end boolean not null,
  -- Taken by somebody else than whoever took these.
  not_by text[] not null,
  needs_partners boolean not null,
  asks_partners text check (asks_partners in ('set', 'take off')),
  primary key (kind, step, from_state)
);
insert into private.measure_way values
  ('security', 'begin', '', 'requested', false, '{}', false, null),
  ('security', 'approve', 'requested', 'approved', false, '{}', false, null),
  ('security', 'fit', 'approved', 'fitted', false, '{}', false, null),
  ('security', 'check', 'fitted', 'checked', false, '{}', false, null),
  ('security', 'check', 'checked', 'checked', false, '{}', false, null),
  ('security', 'fault', 'fitted', 'approved', false, '{}', false, null),
  ('security', 'fault', 'checked', 'approved', false, '{}', false, null),
  ('security', 'remove', 'fitted', 'removed', true, '{}', false, null),
  ('security', 'remove', 'checked', 'removed', true, '{}', false, null),
  ('security', 'refuse', 'requested', 'refused', true, '{}', false, null),
  ('security', 'refuse', 'approved', 'refused', true, '{}', false, null),
  ('advice', 'begin', '', 'asked', false, '{}', false, null),
  ('advice', 'visit', 'asked', 'visited', false, '{}', false, null),
  ('advice', 'finish', 'visited', 'done', true, '{}', false, null),
  ('advice', 'refuse', 'asked', 'refused', true, '{}', false, null),
  ('fire', 'begin', '', 'asked', false, '{}', false, null),
  ('fire', 'acknowledge', 'asked', 'acknowledged', false, '{}', false, null),
  ('fire', 'survey', 'acknowledged', 'surveyed', false, '{}', false, null),
  ('fire', 'finish', 'surveyed', 'done', true, '{}', false, null),
  ('fire', 'refuse', 'asked', 'refused', true, '{}', false, null),
  ('fire', 'refuse', 'acknowledged', 'refused', true, '{}', false, null),
  ('named-watch', 'begin', '', 'proposed', false, '{}', false, null),
  ('named-watch', 'member', 'proposed', 'screened', false, '{}', false, null),
  ('named-watch', 'member', 'screened', 'screened', false, '{}', false, null),
  ('named-watch', 'member', 'consented', 'screened', false, '{}', false, null),
  ('named-watch', 'member-blocked', 'proposed', 'proposed', false, '{}', false, null),
  ('named-watch', 'further-blocked', 'screened', 'screened', false, '{}', false, null),
  ('named-watch', 'consent', 'screened', 'consented', false, '{}', false, null),
  ('named-watch', 'start', 'consented', 'active', false, '{}', false, null),
  ('named-watch', 'further-member', 'active', 'active', false, '{}', false, null),
  ('named-watch', 'review', 'active', 'active', false, '{}', false, null),
  ('named-watch', 'withdraw', 'screened', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'withdraw', 'consented', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'withdraw', 'active', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'end', 'screened', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'end', 'consented', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'end', 'active', 'withdrawn', false, '{}', false, null),
  ('named-watch', 'told', 'withdrawn', 'ended', true, '{}', false, null),
  ('named-watch', 'refuse', 'proposed', 'refused', true, '{}', false, null),
  ('unnamed-watch', 'begin', '', 'proposed', false, '{}', false, null),
  ('unnamed-watch', 'check', 'proposed', 'checked', false, array['begin'], false, null),
  ('unnamed-watch', 'start', 'checked', 'active', false, '{}', false, null),
  ('unnamed-watch', 'review', 'active', 'active', false, '{}', false, null),
  ('unnamed-watch', 'end', 'active', 'ended', true, '{}', false, null),
  ('unnamed-watch', 'refuse', 'proposed', 'refused', true, '{}', false, null),
  ('unnamed-watch', 'refuse', 'checked', 'refused', true, '{}', false, null),
  ('sanctuary', 'begin', '', 'referred', false, '{}', false, null),
  ('sanctuary', 'test', 'referred', 'eligible', false, '{}', false, null),
  ('sanctuary', 'sign', 'eligible', 'signed', false, '{}', false, null),
  ('sanctuary', 'second-sign', 'signed', 'assessed', false, array['sign'], false, null),
  ('sanctuary', 'approve', 'assessed', 'approved', false, '{}', false, null),
  ('sanctuary', 'fit', 'approved', 'fitted', false, '{}', false, null),
  ('sanctuary', 'inspect', 'fitted', 'inspected', false, array['fit'], false, null),
  ('sanctuary', 'fail', 'fitted', 'approved', false, '{}', false, null),
  ('sanctuary', 'fail', 'inspected', 'approved', false, '{}', false, null),
  ('sanctuary', 'fail', 'installed', 'approved', false, '{}', false, null),
  ('sanctuary', 'mark', 'inspected', 'marked', false, '{}', false, 'set'),
  ('sanctuary', 'install', 'marked', 'installed', false, '{}', true, null),
  ('sanctuary', 'renew', 'installed', 'marked', false, '{}', false, 'set'),
  ('sanctuary', 'leave', 'marked', 'leaving', false, '{}', false, 'take off'),
  ('sanctuary', 'leave', 'installed', 'leaving', false, '{}', false, 'take off'),
  ('sanctuary', 'close', 'leaving', 'closed', true, '{}', true, null),
  ('sanctuary', 'refuse', 'referred', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'eligible', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'signed', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'assessed', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'approved', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'fitted', 'refused', true, '{}', false, null),
  ('sanctuary', 'refuse', 'inspected', 'refused', true, '{}', false, null),
  ('device', 'begin', '', 'asked', false, '{}', false, null),
  ('device', 'issue', 'asked', 'issued', false, '{}', false, null),
  ('device', 'issue', 'faulty', 'issued', false, '{}', false, null),
  ('device', 'issue', 'lost', 'issued', false, '{}', false, null),
  ('device', 'test', 'issued', 'active', false, '{}', false, null),
  ('device', 'test', 'active', 'active', false, '{}', false, null),
  ('device', 'fault', 'issued', 'faulty', false, '{}', false, null),
  ('device', 'fault', 'active', 'faulty', false, '{}', false, null),
  ('device', 'lose', 'issued', 'lost', false, '{}', false, null),
  ('device', 'lose', 'active', 'lost', false, '{}', false, null),
  ('device', 'return', 'issued', 'returned', true, '{}', false, null),
  ('device', 'return', 'active', 'returned', true, '{}', false, null),
  ('device', 'return', 'faulty', 'returned', true, '{}', false, null),
  ('device', 'return', 'lost', 'returned', true, '{}', false, null),
  ('device', 'refuse', 'asked', 'refused', true, '{}', false, null),
  ('device-check', 'begin', '', 'planned', false, '{}', false, null),
  ('device-check', 'look', 'planned', 'looked', false, '{}', false, null),
  ('device-check', 'decide', 'looked', 'decided', false, '{}', false, null),
  ('device-check', 'again', 'decided', 'looked', false, '{}', false, null),
  ('device-check', 'finish', 'decided', 'done', true, '{}', false, null),
  ('device-check', 'refuse', 'planned', 'refused', true, '{}', false, null),
  ('tag', 'begin', '', 'ordered', false, '{}', false, null),
  ('tag', 'choose', 'ordered', 'chosen', false, '{}', false, null),
  ('tag', 'fit', 'chosen', 'on', false, '{}', false, null),
  ('tag', 'change', 'on', 'on', false, '{}', false, null),
  ('tag', 'alert', 'on', 'on', false, '{}', false, null),
  ('tag', 'review', 'on', 'on', false, '{}', false, null),
  ('tag', 'end', 'ordered', 'ended', true, '{}', false, null),
  ('tag', 'end', 'chosen', 'ended', true, '{}', false, null),
  ('tag', 'end', 'on', 'ended', true, '{}', false, null),
  ('property', 'begin', '', 'asked', false, '{}', false, null),
  ('property', 'arrange', 'asked', 'arranged', false, '{}', false, null),
  ('property', 'arrange', 'arranged', 'arranged', false, '{}', false, null),
  ('property', 'finish', 'arranged', 'done', true, '{}', false, null),
  ('property', 'refuse', 'asked', 'refused', true, '{}', false, null),
  ('property', 'refuse', 'arranged', 'refused', true, '{}', false, null),
  ('place', 'begin', '', 'needed', false, '{}', false, null),
  ('place', 'find', 'needed', 'found', false, '{}', false, null),
  ('place', 'arrive', 'found', 'there', false, '{}', false, null),
  ('place', 'review', 'there', 'there', false, '{}', false, null),
  ('place', 'end', 'there', 'over', true, '{}', false, null),
  ('place', 'refuse', 'needed', 'refused', true, '{}', false, null),
  ('place', 'refuse', 'found', 'refused', true, '{}', false, null);
alter table private.measure_way enable row level security;
alter table private.measure_way force row level security;
create policy definer_read on private.measure_way for select to waymark_definer using (true);
grant select on private.measure_way to waymark_definer;

-- The kinds of device that an area gives out: it adds its own (TD-15).
create table device_kind (
  id uuid primary key default gen_random_uuid(),
  name text not null check (name <> ''),
  purpose text not null check (purpose <> ''),
  route text not null check (route <> ''),
  consent text not null check (consent <> ''),
  -- At most so many days from one test to the next.
  test_days integer not null check (test_days between 1 and 366),
  reason text not null check (reason <> ''),
  added_by uuid references practitioner,
  added_at timestamptz not null,
  retired_by uuid references practitioner,
  retired_at timestamptz,
  check ((retired_by is null) = (retired_at is null))
);
create unique index device_kind_name on device_kind (lower(name)) where retired_at is null;
insert into device_kind (name, purpose, route, consent, test_days, reason, added_at) values
  ('Personal alarm telephone', 'A telephone whose button calls for help, even without a word', 'Police control room', 'They agree that it shows where they are when they call', 31, 'Came with Waymark', '2026-11-23T00:00:00Z'),
  ('Personal alarm', 'A button that is worn and calls for help', 'Monitoring service', 'They agree that it shows where they are when they call', 31, 'Came with Waymark', '2026-11-23T00:00:00Z'),
  ('Alarm at home', 'An alarm in the home that is linked to whoever answers', 'Monitoring service', 'They agree to whoever answers hearing what happens at home', 31, 'Came with Waymark', '2026-11-23T00:00:00Z');
alter table device_kind enable row level security;
alter table device_kind force row level security;
create policy staff_read on device_kind for select to waymark_app using ((select current_person()) is not null);
create policy staff_add on device_kind for insert to waymark_app with check (added_by = (select current_actor()) and (select current_person()) is not null and retired_at is null);
create policy staff_retire on device_kind for update to waymark_app using ((select current_person()) is not null and retired_at is null)
  with check (retired_by = (select current_actor()));
grant select, insert, update (retired_by, retired_at) on device_kind to waymark_app;

create table measure (
  id uuid primary key,
  case_id uuid not null references cases,
  -- Whom it protects.
  person_id uuid not null,
  kind text not null,
  device_kind_id uuid references device_kind,
  state text not null default '',
  is_over boolean not null default false,
  -- How many steps were taken.
  version integer not null default 0,
  -- The entry that raised the duty of its next step.
  fact_id uuid,
  owner_id uuid not null references practitioner,
  next_on date,
  -- How often its partners were asked about their mark of the address, and for what the last time.
  round integer not null default 0,
  agency_id uuid not null references agency,
  begun_by uuid not null references practitioner,
  begun_at timestamptz not null,
  unique (id, case_id, person_id),
  foreign key (case_id, person_id) references party,
  check ((kind = 'device') = (device_kind_id is not null))
);
create index measure_case on measure (case_id, begun_at);
create index measure_owner on measure (owner_id) where not is_over;
call private.protect_case_table('measure');
create policy by_role on measure as restrictive for select to waymark_app using (
  ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or owner_id = (select current_actor())
    or fact_id = any ((select current_grounds())::uuid[]) or case_id = any ((select current_led())::uuid[]))
  and not current_on_other_side(case_id));
create policy by_the_actor on measure as restrictive for insert to waymark_app with check (
  begun_by = (select current_actor()) and agency_id = (select current_agency()) and state = '' and version = 0 and round = 0 and fact_id is null and not is_over);

create table vault.measure_step (
  id uuid primary key,
  measure_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  -- The version of the measure that it makes.
  version integer not null check (version > 0),
  step text not null,
  from_state text not null,
  to_state text not null,
  happened_on date not null,
  -- The answers, sealed.
  content bytea not null,
  fact_id uuid not null,
  -- Who sees to the next step, and by when: none after the last.
  owner_id uuid references practitioner,
  next_on date,
  agency_id uuid not null references agency,
  taken_by uuid not null references practitioner,
  taken_at timestamptz not null,
  unique (measure_id, version),
  foreign key (measure_id, case_id, person_id) references measure (id, case_id, person_id),
  check ((owner_id is null) = (next_on is null))
);
create index measure_step_case on vault.measure_step (case_id);
call private.protect_case_table('measure_step');
create policy by_role on vault.measure_step as restrictive for select to waymark_app using (
  exists (select from public.measure m where m.id = measure_id and m.case_id = measure_step.case_id));
create policy by_the_actor on vault.measure_step as restrictive for insert to waymark_app with check (
  taken_by = (select public.current_actor()) and agency_id = (select public.current_agency())
  and exists (select from public.measure m where m.id = measure_id and m.case_id = measure_step.case_id));

-- Each partner that marks the address for an immediate response, each time that it was asked (SA-11, INV-61). It is told nothing else.
create table measure_mark (
  id uuid primary key default gen_random_uuid(),
  measure_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  round integer not null,
  partner text not null check (partner <> ''),
  asks text not null check (asks in ('set', 'take off')),
  asked_on date not null,
  confirmed_on date,
  confirmed_how text,
  confirmed_by uuid references practitioner,
  confirmed_at timestamptz,
  unique (measure_id, round, partner),
  foreign key (measure_id, case_id, person_id) references measure (id, case_id, person_id),
  check ((confirmed_on is null) = (confirmed_by is null) and (confirmed_on is null) = (confirmed_at is null) and (confirmed_on is null or confirmed_how is not null))
);
create index measure_mark_case on measure_mark (case_id, measure_id, round);
call private.protect_case_table('measure_mark');
grant update (confirmed_on, confirmed_how, confirmed_by, confirmed_at) on measure_mark to waymark_app;
create policy by_role on measure_mark as restrictive for select to waymark_app using (
  exists (select from measure m where m.id = measure_id and m.case_id = measure_mark.case_id));
create policy by_the_actor on measure_mark as restrictive for insert to waymark_app with check (
  confirmed_on is null and exists (select from measure m where m.id = measure_id and m.case_id = measure_mark.case_id and m.round = measure_mark.round and not m.is_over));

-- The machine: nobody sets a state, it follows from the steps.
create function private.measure_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  held public.measure;
  way private.measure_way;
begin
  select * into held from public.measure m where m.id = new.measure_id and m.case_id = new.case_id for update;
  if held.version + 1 <> new.version then raise exception 'somebody else took a step first' using errcode = 'unique_violation'; end if;
  select * into way from private.measure_way w where w.kind = held.kind and w.step = new.step and w.from_state = held.state;
  if way is null or new.from_state <> held.state or new.to_state <> way.to_state then
    raise exception 'from % there is no step %', held.state, new.step using errcode = 'check_violation'; end if;
  if way.is_end <> (new.next_on is null) then raise exception 'what comes next has an owner and a day' using errcode = 'check_violation'; end if;
  if exists (select from vault.measure_step s where s.measure_id = held.id and s.step = any (way.not_by) and s.taken_by = new.taken_by) then
    raise exception 'this step is for somebody else' using errcode = 'check_violation'; end if;
  if way.needs_partners and coalesce((select not bool_and(f.confirmed_on is not null) from public.measure_mark f where f.measure_id = held.id and f.round = held.round), true) then
    raise exception 'not every partner has confirmed' using errcode = 'check_violation'; end if;
  update public.measure set state = way.to_state, is_over = way.is_end, version = new.version, fact_id = new.fact_id, next_on = new.next_on,
    owner_id = coalesce(new.owner_id, held.owner_id), round = held.round + case when way.asks_partners is null then 0 else 1 end
  where id = held.id;
  return new;
end $$;
create trigger measure_moves before insert on vault.measure_step for each row execute function private.measure_moves();
alter function private.measure_moves() owner to waymark_definer;
revoke all on function private.measure_moves() from public;

create function private.measure_mark_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  if old.confirmed_on is not null then raise exception 'that was confirmed already' using errcode = 'check_violation'; end if;
  if new.confirmed_by is distinct from actor then raise exception 'whoever writes it down says so themselves' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger measure_mark_moves before update on measure_mark for each row execute function private.measure_mark_moves();
alter function private.measure_mark_moves() owner to waymark_definer;
revoke all on function private.measure_mark_moves() from public;

-- Their entries are shown as those of interventions are: whoever is on the other side sees what is theirs to do, and no more.
alter policy interventions_by_role on entry using (
  split_part(type, '.', 1) <> all ('{interventions,measures}') or fact_id = any ((select current_grounds())::uuid[]) or id = any ((select current_grounds())::uuid[])
  or shown_by_fact(case_id, fact_id)
  or ('risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[]))
    and not current_on_other_side(case_id));
revoke create on schema public, private, vault from waymark_definer;
