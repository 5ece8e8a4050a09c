-- Safe contact and messages (SP-28, VC-15, VC-20; MODEL 14; INV-11 to INV-15). Values and code words are stored encrypted.

-- A data key a person, wrapped by a key that is not in this database: erasing the row erases the person's vault in every backup.
create table vault.person_key (
  person_id uuid primary key references person,
  wrapped bytea not null,
  made_at timestamptz not null
);
alter table vault.person_key enable row level security;
alter table vault.person_key force row level security;
create policy in_a_granted_case on vault.person_key to waymark_app using (exists (
  select from party p join case_grant g on g.case_id = p.case_id where p.person_id = person_key.person_id and g.revoked_at is null
    and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select current_reach())))
  with check (exists (
  select from party p join case_grant g on g.case_id = p.case_id where p.person_id = person_key.person_id and g.revoked_at is null
    and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select current_reach())));
create policy worker_reads on vault.person_key for select to waymark_worker using (true);
create policy definer_all on vault.person_key to waymark_definer using (true) with check (true);
grant select, insert on vault.person_key to waymark_app;
grant select on vault.person_key to waymark_worker;
grant select, insert on vault.person_key to waymark_definer;

-- One version of the rule for reaching a person: what holds for all routes. A change is a new version.
create table vault.contact_rule (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  version integer not null,
  code_word bytea,
  warnings bytea,
  interpreter text,
  frequency text not null,
  not_told text[] not null default '{}',
  confirmed_with text not null,
  set_by uuid not null references practitioner,
  set_at timestamptz not null,
  review_on date not null,
  unique (case_id, person_id, version),
  foreign key (case_id, person_id) references party
);
create table vault.contact_route (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  kind text not null check (kind in ('mobile', 'phone', 'work phone', 'e-mail', 'post', 'visit', 'third party')),
  is_forbidden boolean not null default false,
  value bytea,
  ask_for bytea,
  third_party_name bytea,
  third_party_scope text,
  -- [{"days":[1,2,3,4,5],"from":"10:00","until":"12:00"}], London time. No window: no time is safe.
  windows jsonb not null default '[]',
  text_is_safe boolean not null default false,
  voicemail_is_safe boolean not null default false,
  caller_id text not null default 'withheld' check (caller_id in ('withheld', 'neutral number')),
  preference smallint not null default 1,
  confirmed_at timestamptz,
  ends_on date,
  set_by uuid not null references practitioner,
  set_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party
);
create index contact_route_case on vault.contact_route (case_id, person_id) where ended_at is null;

-- Who has read which version of the rule (SP-28).
create table contact_read (
  case_id uuid not null references cases,
  person_id uuid not null,
  version integer not null,
  practitioner_id uuid not null references practitioner,
  read_at timestamptz not null,
  primary key (case_id, person_id, version, practitioner_id)
);

create table attempt (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  route_id uuid references vault.contact_route,
  how text not null,
  tried_by uuid not null references practitioner,
  tried_at timestamptz not null,
  recorded_at timestamptz not null,
  outcome text not null check (outcome in ('reached', 'no answer', 'someone else answered', 'not safe to talk', 'not delivered', 'not tried')),
  note text,
  allowed_by uuid references practitioner,
  allowed_why text,
  foreign key (case_id, person_id) references party
);
create index attempt_case on attempt (case_id, tried_at);

create table telling (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  told_by uuid not null references practitioner,
  told_at timestamptz not null,
  recorded_at timestamptz not null,
  how text not null,
  route_id uuid references vault.contact_route,
  told_who text not null,
  content text not null,
  points text[] not null default '{}',
  reaction text,
  risk_changed boolean not null,
  told_before_release boolean,
  source text,
  duty_ids uuid[] not null check (cardinality(duty_ids) > 0),
  foreign key (case_id, person_id) references party
);
create index telling_case on telling (case_id, told_at);

-- No safe route and the clock running: a supervisor chooses another safe way (S-02, S-11).
create table other_way (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  duty_id uuid not null references duty,
  asked_of uuid not null references practitioner,
  asked_by uuid references practitioner,
  asked_at timestamptz not null,
  next_window_at timestamptz,
  choice text check (choice in ('planned visit', 'trusted service', 'chosen representative', 'police watch', 'wait for the window')),
  reason text,
  suspect_whereabouts text,
  booked_for timestamptz,
  decided_by uuid references practitioner,
  decided_at timestamptz,
  unique (duty_id),
  foreign key (case_id, person_id) references party
);
create index other_way_open on other_way (asked_of) where decided_at is null;

-- A message goes only through the gate; it carries no name, no service and no subject (INV-12).
create table message (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  route_id uuid not null references vault.contact_route,
  rule_version integer not null,
  channel text not null check (channel in ('text', 'e-mail', 'letter', 'call')),
  template text not null,
  duty_ids uuid[] not null default '{}',
  queued_by uuid references practitioner,
  queued_at timestamptz not null,
  send_at timestamptz not null,
  send_before timestamptz not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'delivered', 'failed', 'cancelled')),
  reference text not null,
  notify_id text,
  tried_at timestamptz,
  checked_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  foreign key (case_id, person_id) references party
);
create index message_due on message (send_at) where state = 'queued';
create index message_under_way on message (checked_at) where state in ('sending', 'sent');
create index message_case on message (case_id, queued_at);
create unique index message_reference on message (reference);

do $$
declare t text;
begin
  foreach t in array array['contact_rule', 'contact_route', 'contact_read', 'attempt', 'telling', 'other_way', 'message'] loop
    call private.protect_case_table(t);
  end loop;
end $$;
grant update (ended_at, ended_by, confirmed_at) on vault.contact_route to waymark_app;
grant update on other_way to waymark_app;
grant update (state, ended_at, ended_why) on message to waymark_app;
create policy worker_all on message to waymark_worker using (true) with check (true);
create policy worker_reads on vault.contact_route for select to waymark_worker using (true);
create policy worker_reads on vault.contact_rule for select to waymark_worker using (true);
create policy worker_all on other_way to waymark_worker using (true) with check (true);
create policy worker_reads on attempt for select to waymark_worker using (true);
create policy worker_reads on party for select to waymark_worker using (true);
grant select, update (state, notify_id, tried_at, checked_at, ended_at, ended_why) on message to waymark_worker;
grant select on vault.contact_route to waymark_worker;
grant select (id, case_id, person_id, version, not_told, set_at, review_on) on vault.contact_rule to waymark_worker;
grant select, insert on other_way to waymark_worker;
grant select (id, case_id, person_id, how, tried_at, outcome) on attempt to waymark_worker;
grant select (case_id, person_id, role, is_main, ended_at) on party to waymark_worker;
