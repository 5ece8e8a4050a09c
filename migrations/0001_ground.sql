-- Who may do what in this database, and how a request says who it acts for (DESIGN 4, SAFETY 7).
--
-- waymark_app     the web app: owns nothing, cannot pass row-level security
-- waymark_worker  clocks and messages: its own narrow policies
-- waymark_sign_in the sign-in pages only: may look up credentials and start sessions, and read nothing else
-- waymark_definer cannot sign in; owns the few functions that must see more than their caller
do $$
declare role text;
begin
  foreach role in array array['waymark_app', 'waymark_worker', 'waymark_sign_in', 'waymark_definer'] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I nologin nosuperuser nobypassrls nocreatedb nocreaterole', role);
    end if;
  end loop;
  execute format('grant waymark_definer to %I', current_user);
end $$;

create schema private;
create schema sign_in;
create schema vault;
revoke all on schema public from public;
grant usage on schema public, vault to waymark_app, waymark_worker, waymark_definer;
grant usage on schema public, sign_in to waymark_sign_in;
grant usage on schema private, sign_in to waymark_definer;
grant usage on schema sign_in to waymark_app;
grant create on schema public, private, sign_in, vault to waymark_definer;

create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table installation (
  one boolean primary key default true check (one),
  is_demo boolean not null,
  made_at timestamptz not null
);
alter table installation enable row level security;
alter table installation force row level security;
create policy everyone_reads on installation for select using (true);
create policy made_once on installation for insert with check (true);
grant select on installation to waymark_app, waymark_worker, waymark_sign_in, waymark_definer;

-- People who work here ------------------------------------------------------------------------------------------------

create table agency (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  kind text not null check (kind in ('police', 'advocacy', 'wcu', 'cps', 'probation', 'council', 'housing', 'library', 'health', 'school', 'refuge', 'other')),
  area text,
  made_at timestamptz not null default now()
);
create table practitioner (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  name text not null,
  email text not null,
  role text not null,
  phone text,
  supervisor_id uuid references practitioner,
  invited_at timestamptz not null default now(),
  joined_at timestamptz,
  disabled_at timestamptz,
  version integer not null default 1
);
create index practitioner_agency on practitioner (agency_id);
create unique index practitioner_email on practitioner (lower(email));

-- A team is a list of people; a desk is a team with a rota that answers when others are off.
create table team (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  name text not null,
  is_desk boolean not null default false,
  is_out_of_hours boolean not null default false,
  takes_referrals boolean not null default false,
  closed_at timestamptz
);
create table team_member (
  team_id uuid not null references team,
  practitioner_id uuid not null references practitioner,
  from_at timestamptz not null default now(),
  until_at timestamptz,
  primary key (team_id, practitioner_id, from_at)
);
create index team_member_practitioner on team_member (practitioner_id) where until_at is null;

-- The usual week of a person: weekday 1 is Monday; a shift that ends before it starts ends on the next day.
create table working_pattern (
  id uuid primary key default gen_random_uuid(),
  practitioner_id uuid not null references practitioner,
  weekday smallint not null check (weekday between 1 and 7),
  starts_at time not null,
  ends_at time not null,
  from_on date not null,
  until_on date
);
create index working_pattern_practitioner on working_pattern (practitioner_id);
create table leave (
  id uuid primary key default gen_random_uuid(),
  practitioner_id uuid not null references practitioner,
  from_on date not null,
  until_on date not null check (until_on >= from_on),
  cover_id uuid references practitioner,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  cancelled_at timestamptz
);
create index leave_practitioner on leave (practitioner_id, until_on);
create table desk_shift (
  id uuid primary key default gen_random_uuid(),
  team_id uuid not null references team,
  practitioner_id uuid not null references practitioner,
  from_at timestamptz not null,
  until_at timestamptz not null check (until_at > from_at),
  cancelled_at timestamptz
);
create index desk_shift_team on desk_shift (team_id, from_at);

-- Signing in ----------------------------------------------------------------------------------------------------------

create table sign_in.credential (
  practitioner_id uuid primary key references practitioner,
  password_hash text,
  totp_cipher bytea,
  totp_last_step bigint not null default 0,
  failures integer not null default 0,
  locked_until timestamptz
);
create table sign_in.session (
  token_hash bytea primary key,
  practitioner_id uuid not null references practitioner,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  revoked_at timestamptz,
  device text not null
);
create index session_practitioner on sign_in.session (practitioner_id) where revoked_at is null;
create table sign_in.link (
  token_hash bytea primary key,
  practitioner_id uuid not null references practitioner,
  purpose text not null check (purpose in ('join', 'recover')),
  made_by uuid references practitioner,
  made_at timestamptz not null default clock_timestamp(),
  ends_at timestamptz not null,
  used_at timestamptz
);
do $$
declare t text;
begin
  foreach t in array array['credential', 'session', 'link'] loop
    execute format('alter table sign_in.%I enable row level security', t);
    execute format('alter table sign_in.%I force row level security', t);
    execute format('create policy definer_only on sign_in.%I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on sign_in.%I to waymark_definer', t);
  end loop;
end $$;

-- The key that proves that bind() set who acts: nobody but waymark_definer can read it.
create table private.bind_key (one boolean primary key default true check (one), key bytea not null);
insert into private.bind_key (key) values (sha256((gen_random_uuid()::text || gen_random_uuid()::text || clock_timestamp()::text)::bytea));
alter table private.bind_key enable row level security;
alter table private.bind_key force row level security;
create policy definer_only on private.bind_key to waymark_definer using (true);
grant select on private.bind_key to waymark_definer;

create function private.mac(message text) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select encode(sha256(key || sha256(key || convert_to(message, 'UTF8'))), 'hex') from private.bind_key $$;

-- What was bound, if it was bound by bind() in this very transaction of this very backend; otherwise null.
create function private.bound(part integer) returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare said text := nullif(current_setting('waymark.actor', true), '');
begin
  if said is null
    or split_part(said, ' ', 3) <> pg_backend_pid()::text
    or split_part(said, ' ', 4) <> extract(epoch from transaction_timestamp())::text
    or nullif(current_setting('waymark.mac', true), '') is distinct from private.mac(said)
  then return null;
  end if;
  return split_part(said, ' ', part)::uuid;
end $$;

create function current_actor() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.bound(1) $$;
create function current_agency() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.bound(2) $$;
-- The ids to which a case can be granted for this person to see it: the person, and each team that the person is in.
create function current_reach() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select private.bound(1)
  union all
  select m.team_id from public.team_member m where m.practitioner_id = private.bound(1) and m.until_at is null
$$;
create function current_is_administrator() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.practitioner where id = private.bound(1) and role = 'administrator' and disabled_at is null) $$;

-- The first statement of each request: who holds this session, by the database's own clock. No row: not signed in.
create function bind(token text) returns table (id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, supervisor_id uuid, session_ends_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  idle constant interval := '15 minutes';
  hash constant bytea := sha256(convert_to(token, 'UTF8'));
  who record;
  said text;
begin
  perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
  select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, p.supervisor_id, s.seen_at, s.ends_at into who
  from sign_in.session s join public.practitioner p on p.id = s.practitioner_id join public.agency a on a.id = p.agency_id
  where s.token_hash = hash and s.revoked_at is null and p.disabled_at is null
    and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - idle;
  if not found then return; end if;
  if who.seen_at < clock_timestamp() - interval '1 minute' then
    update sign_in.session set seen_at = clock_timestamp() where token_hash = hash;
  end if;
  said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
  perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
  return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.supervisor_id, who.ends_at;
end $$;

create function sign_in.look_up(sought_email text) returns table (practitioner_id uuid, agency_id uuid, password_hash text, totp_cipher bytea, totp_last_step bigint, failures integer, locked_until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.agency_id, c.password_hash, c.totp_cipher, c.totp_last_step, c.failures, c.locked_until
  from public.practitioner p join sign_in.credential c on c.practitioner_id = p.id
  where lower(p.email) = lower(sought_email) and p.disabled_at is null
$$;
-- Five wrong tries in a row close the door for 15 minutes, and for longer with every five more.
create function sign_in.note_failure(who uuid) returns timestamptz language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.credential set failures = failures + 1,
    locked_until = case when (failures + 1) % 5 = 0 then clock_timestamp() + interval '15 minutes' * ((failures + 1) / 5) else locked_until end
  where practitioner_id = who returning locked_until
$$;
-- Starts a session, and uses up the one-time code's time step: false when that step was used before.
create function sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.credential set totp_last_step = totp_step, failures = 0, locked_until = null
  where practitioner_id = who and totp_last_step < totp_step and (locked_until is null or locked_until <= clock_timestamp());
  if not found then return false; end if;
  insert into sign_in.session (token_hash, practitioner_id, ends_at, device)
  values (new_token_hash, who, clock_timestamp() + length, on_device);
  return true;
end $$;
create function sign_in.end_session(old_token text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ update sign_in.session set revoked_at = clock_timestamp() where token_hash = sha256(convert_to(old_token, 'UTF8')) and revoked_at is null $$;
create function sign_in.link_holder(token text) returns table (practitioner_id uuid, name text, email text, purpose text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.name, p.email, l.purpose from sign_in.link l join public.practitioner p on p.id = l.practitioner_id
  where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp() and p.disabled_at is null
$$;
-- Uses a link once: sets the password and the one-time-code key, and ends every session that was open.
create function sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare who uuid;
begin
  update sign_in.link l set used_at = clock_timestamp() from public.practitioner p
  where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp()
    and p.id = l.practitioner_id and p.disabled_at is null
  returning p.id into who;
  if who is null then return null; end if;
  insert into sign_in.credential (practitioner_id, password_hash, totp_cipher, totp_last_step)
  values (who, new_password_hash, new_totp_cipher, totp_step)
  on conflict (practitioner_id) do update set password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher,
    totp_last_step = excluded.totp_last_step, failures = 0, locked_until = null;
  update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
  update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
  return who;
end $$;
-- An administrator makes a joining or recovery link for someone of the same agency; other links of that person end.
create function make_link(for_practitioner uuid, new_token_hash bytea, for_purpose text, length interval) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() or not exists (
    select from public.practitioner where id = for_practitioner and agency_id = public.current_agency() and disabled_at is null)
  then return false; end if;
  update sign_in.link set used_at = clock_timestamp() where practitioner_id = for_practitioner and used_at is null;
  insert into sign_in.link (token_hash, practitioner_id, purpose, made_by, ends_at)
  values (new_token_hash, for_practitioner, for_purpose, public.current_actor(), clock_timestamp() + length);
  return true;
end $$;
-- Ends every open session of a person of the administrator's own agency, as when a person leaves.
create function end_sessions_of(who uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.session s set revoked_at = clock_timestamp() from public.practitioner p
  where s.practitioner_id = who and p.id = who and s.revoked_at is null
    and (who = public.current_actor() or (public.current_is_administrator() and p.agency_id = public.current_agency()))
$$;

-- The staff list is open to all staff; only an administrator changes it, and only for their own agency.
do $$
declare t text;
begin
  foreach t in array array['agency', 'practitioner', 'team', 'team_member', 'working_pattern', 'leave', 'desk_shift'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy staff_read on %I for select to waymark_app using ((select current_actor()) is not null)', t);
    execute format('create policy worker_reads on %I for select to waymark_worker using (true)', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to waymark_app, waymark_definer', t);
    execute format('grant select on %I to waymark_worker', t);
  end loop;
end $$;
create policy administrator_adds on practitioner for insert to waymark_app
  with check (agency_id = (select current_agency()) and (select current_is_administrator()));
create policy administrator_changes on practitioner for update to waymark_app
  using (agency_id = (select current_agency()) and (select current_is_administrator()))
  with check (agency_id = (select current_agency()));
create policy administrator_adds on team for insert to waymark_app
  with check (agency_id = (select current_agency()) and (select current_is_administrator()));
create policy administrator_changes on team for update to waymark_app
  using (agency_id = (select current_agency()) and (select current_is_administrator()))
  with check (agency_id = (select current_agency()));
create policy administrator_adds on agency for insert to waymark_app with check ((select current_is_administrator()));
create policy administrator_changes on agency for update to waymark_app
  using (id = (select current_agency()) and (select current_is_administrator())) with check (id = (select current_agency()));
do $$
declare t text;
begin
  foreach t in array array['team_member', 'working_pattern', 'leave', 'desk_shift'] loop
    execute format('create policy own_agency_adds on %I for insert to waymark_app with check (exists (
      select from practitioner p where p.id = practitioner_id and p.agency_id = (select current_agency())
        and (p.id = (select current_actor()) or p.supervisor_id = (select current_actor()) or (select current_is_administrator()))))', t);
    execute format('create policy own_agency_changes on %I for update to waymark_app using (exists (
      select from practitioner p where p.id = practitioner_id and p.agency_id = (select current_agency())
        and (p.id = (select current_actor()) or p.supervisor_id = (select current_actor()) or (select current_is_administrator()))))', t);
  end loop;
end $$;
-- Nobody joins a team by their own hand: a team is a way to be granted cases.
drop policy own_agency_adds on team_member;
drop policy own_agency_changes on team_member;
create policy administrator_adds on team_member for insert to waymark_app with check ((select current_is_administrator())
  and exists (select from practitioner p where p.id = practitioner_id and p.agency_id = (select current_agency()))
  and exists (select from team t where t.id = team_id and t.agency_id = (select current_agency())));
create policy administrator_changes on team_member for update to waymark_app using ((select current_is_administrator())
  and exists (select from team t where t.id = team_id and t.agency_id = (select current_agency())));

-- The definer functions belong to waymark_definer, and each is open to the roles that need it and to no other.
do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and n.nspname in ('public', 'private', 'sign_in') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function bind(text), current_actor(), current_agency(), current_reach(), current_is_administrator(),
  make_link(uuid, bytea, text, interval), end_sessions_of(uuid) to waymark_app;
grant execute on function current_actor(), current_agency(), current_reach(), current_is_administrator() to waymark_worker, waymark_sign_in;
grant execute on function sign_in.look_up(text), sign_in.note_failure(uuid), sign_in.start_session(uuid, bytea, bigint, interval, text),
  sign_in.end_session(text), sign_in.link_holder(text), sign_in.use_link(text, text, bytea, bigint) to waymark_sign_in;
