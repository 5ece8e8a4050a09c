-- Signing in, whole: passkeys, recovery codes, tries that outlast a restart, the idle lock's way back, proof asked again (SAFETY S16, U2).
grant create on schema public, private, sign_in to waymark_definer;

-- How a session was begun, and when a second factor (or a passkey that knew its holder) was last proven in it: null, not yet.
alter table sign_in.session
  add column method text not null default 'password' check (method in ('password', 'passkey', 'oidc')),
  add column strong_at timestamptz;
-- Whoever is signed in now came by password and code.
set local role waymark_definer;
update sign_in.session set strong_at = started_at;
reset role;

-- The first statement of each request, as before; `strong_at` says when proof was last given, and is null once 12 hours have passed.
drop function bind(text);
create function bind(token text)
returns table (id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, supervisor_id uuid, session_ends_at timestamptz, strong_at timestamptz, is_just_proven boolean)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  idle constant interval := '15 minutes';
  proof_lasts constant interval := '12 hours';
  just_now constant interval := '15 minutes';
  hash constant bytea := sha256(convert_to(token, 'UTF8'));
  who record;
  said text;
begin
  perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
  select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, p.supervisor_id, s.seen_at, s.ends_at,
    case when s.strong_at > clock_timestamp() - proof_lasts then s.strong_at end as strong_at into who
  from sign_in.session s join public.practitioner p on p.id = s.practitioner_id join public.agency a on a.id = p.agency_id
  where s.token_hash = hash and s.revoked_at is null and p.disabled_at is null
    and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - idle;
  if not found then return; end if;
  if who.seen_at < clock_timestamp() - interval '1 minute' then
    update sign_in.session set seen_at = clock_timestamp() where token_hash = hash;
  end if;
  said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
  perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
  return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.supervisor_id, who.ends_at, who.strong_at,
    coalesce(who.strong_at > clock_timestamp() - just_now, false);
end $$;
alter function bind(text) owner to waymark_definer;
revoke all on function bind(text) from public;
grant execute on function bind(text) to waymark_app;

-- For whatever proves who somebody is: begins a session in the way that is named. `is_strong`: a second factor was proven just now.
create function private.open_session(who uuid, new_token_hash bytea, length interval, on_device text, by_method text, is_strong boolean) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  insert into sign_in.session (token_hash, practitioner_id, ends_at, device, method, strong_at)
  values (new_token_hash, who, clock_timestamp() + length, on_device, by_method, case when is_strong then clock_timestamp() end)
$$;
alter function private.open_session(uuid, bytea, interval, text, text, boolean) owner to waymark_definer;
revoke all on function private.open_session(uuid, bytea, interval, text, text, boolean) from public;
-- A session by password and code, which is proof; the code's time step is used up: false when it was used before.
create or replace function sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.credential set totp_last_step = totp_step, failures = 0, locked_until = null
  where practitioner_id = who and totp_last_step < totp_step and (locked_until is null or locked_until <= clock_timestamp());
  if not found then return false; end if;
  perform private.open_session(who, new_token_hash, length, on_device, 'password', true);
  return true;
end $$;

-- What belongs to a person's sign-in. Only the functions below reach it; no role reads a row.
create table sign_in.passkey (
  id uuid primary key,
  practitioner_id uuid not null references practitioner,
  credential_id bytea not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  name text not null,
  made_at timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  ended_at timestamptz,
  ended_why text check (ended_why in ('removed', 'copied', 'access stopped')),
  check ((ended_at is null) = (ended_why is null))
);
create index passkey_practitioner on sign_in.passkey (practitioner_id) where ended_at is null;
create table sign_in.challenge (
  challenge_hash bytea primary key,
  purpose text not null check (purpose in ('add', 'sign-in', 'confirm')),
  practitioner_id uuid references practitioner,
  ends_at timestamptz not null
);
create index challenge_ends on sign_in.challenge (ends_at);
create table sign_in.recovery_code (
  practitioner_id uuid not null references practitioner,
  slot smallint not null check (slot between 0 and 9),
  code_hash text not null,
  made_at timestamptz not null default clock_timestamp(),
  used_at timestamptz,
  primary key (practitioner_id, slot)
);
-- Whence tries came that are not known to have gone well: a keyed hash of the address, forgotten when its quarter of an hour is over.
create table sign_in.tries (from_hash bytea primary key, failures integer not null, until timestamptz not null);
create index tries_until on sign_in.tries (until);
-- A browser that somebody signed in with before.
create table sign_in.device (
  practitioner_id uuid not null references practitioner,
  device_hash bytea not null,
  first_at timestamptz not null default clock_timestamp(),
  last_at timestamptz not null default clock_timestamp(),
  primary key (practitioner_id, device_hash)
);
-- What happened to a sign-in, told to its owner and, where it was recovered, to their supervisor.
create table sign_in.notice (
  id uuid primary key default gen_random_uuid(),
  about_id uuid not null references practitioner,
  recipient_id uuid not null references practitioner,
  what text not null check (what in ('new device', 'recovery code used', 'recovery link used', 'recovery codes made', 'passkey added', 'passkey removed', 'passkey copied')),
  device text,
  at timestamptz not null default clock_timestamp(),
  mailed_at timestamptz
);
create index notice_about on sign_in.notice (about_id, at);
create index notice_unsent on sign_in.notice (at) where mailed_at is null;
do $$
declare t text;
begin
  foreach t in array array['passkey', 'challenge', 'recovery_code', 'tries', 'device', 'notice'] loop
    execute format('alter table sign_in.%I enable row level security', t);
    execute format('alter table sign_in.%I force row level security', t);
    execute format('create policy definer_only on sign_in.%I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on sign_in.%I to waymark_definer', t);
  end loop;
end $$;

create function private.tell_of_sign_in(who uuid, what_happened text, on_device text) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  insert into sign_in.notice (about_id, recipient_id, what, device) select p.id, p.id, what_happened, on_device from public.practitioner p where p.id = who
  union all
  select p.id, s.id, what_happened, on_device from public.practitioner p join public.practitioner s on s.id = p.supervisor_id and s.disabled_at is null
  where p.id = who and what_happened in ('recovery code used', 'recovery link used', 'passkey copied')
$$;
-- The first browser of all is no news; each one after it is.
create function private.note_device(who uuid, from_device bytea, on_device text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare is_first constant boolean := not exists (select from sign_in.device where practitioner_id = who);
begin
  update sign_in.device set last_at = clock_timestamp() where practitioner_id = who and device_hash = from_device;
  if found then return; end if;
  insert into sign_in.device (practitioner_id, device_hash) values (who, from_device) on conflict do nothing;
  if not is_first then perform private.tell_of_sign_in(who, 'new device', on_device); end if;
end $$;

-- Tries from one address, counted from their start, by all processes together; null: go on, else wait until then.
create function sign_in.begin_try(from_address bytea, most integer, at timestamptz, lasting interval) returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into sign_in.tries as t (from_hash, failures, until) values (from_address, 1, at + lasting)
  on conflict (from_hash) do update set failures = case when t.until > at then t.failures + 1 else 1 end,
    until = case when t.until > at then t.until else excluded.until end
  where t.until <= at or t.failures < most;
  if found then return null; end if;
  return (select until from sign_in.tries where from_hash = from_address);
end $$;
create function sign_in.give_back_try(from_address bytea) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ update sign_in.tries set failures = failures - 1 where from_hash = from_address and failures > 0 $$;

-- Password and code, as before; the browser is noted.
drop function sign_in.start_session(uuid, bytea, bigint, interval, text);
create function sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text, from_device bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.credential set totp_last_step = totp_step, failures = 0, locked_until = null
  where practitioner_id = who and totp_last_step < totp_step and (locked_until is null or locked_until <= clock_timestamp());
  if not found then return false; end if;
  perform private.open_session(who, new_token_hash, length, on_device, 'password', true), private.note_device(who, from_device, on_device);
  return true;
end $$;

create function sign_in.recovery_of(who uuid, in_slot integer) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select code_hash from sign_in.recovery_code where practitioner_id = who and slot = in_slot and used_at is null $$;
-- A session by password and recovery code, which is then used up: how many are left, or null when it was used before.
create function sign_in.start_recovery_session(who uuid, new_token_hash bytea, in_slot integer, known_hash text, length interval, on_device text, from_device bytea) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform from sign_in.credential where practitioner_id = who and (locked_until is null or locked_until <= clock_timestamp()) for update;
  if not found then return null; end if;
  update sign_in.recovery_code set used_at = clock_timestamp()
  where practitioner_id = who and slot = in_slot and code_hash = known_hash and used_at is null;
  if not found then return null; end if;
  update sign_in.credential set failures = 0, locked_until = null where practitioner_id = who;
  perform private.open_session(who, new_token_hash, length, on_device, 'password', true), private.note_device(who, from_device, on_device),
    private.tell_of_sign_in(who, 'recovery code used', on_device);
  return (select count(*)::integer from sign_in.recovery_code where practitioner_id = who and used_at is null);
end $$;

-- A challenge is good once, for five minutes, for what it was made for, and for whom.
create function private.keep_challenge(new_hash bytea, for_purpose text, for_whom uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  insert into sign_in.challenge (challenge_hash, purpose, practitioner_id, ends_at)
  values (new_hash, for_purpose, for_whom, clock_timestamp() + interval '5 minutes')
$$;
create function private.take_challenge(known_hash bytea, for_purpose text, for_whom uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  delete from sign_in.challenge where challenge_hash = known_hash and purpose = for_purpose
    and practitioner_id is not distinct from for_whom and ends_at > clock_timestamp();
  return found;
end $$;
create function sign_in.make_challenge(new_hash bytea, for_purpose text, for_whom uuid) returns void
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ select private.keep_challenge(new_hash, for_purpose, for_whom) where for_purpose in ('sign-in', 'confirm') $$;
create function sign_in.use_challenge(known_hash bytea, for_purpose text, for_whom uuid) returns boolean
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ select for_purpose in ('sign-in', 'confirm') and private.take_challenge(known_hash, for_purpose, for_whom) $$;

-- A counter that does not go up means that there are two of this key: it ends, with every session of its owner.
create function private.count_passkey(of_passkey uuid, new_counter bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare holder uuid;
begin
  update sign_in.passkey set counter = new_counter, used_at = clock_timestamp()
  where id = of_passkey and ended_at is null and (new_counter > counter or (new_counter = 0 and counter = 0));
  if found then return true; end if;
  update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'copied' where id = of_passkey and ended_at is null returning practitioner_id into holder;
  if holder is not null then
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = holder and revoked_at is null;
    perform private.tell_of_sign_in(holder, 'passkey copied', null);
  end if;
  return false;
end $$;
create function sign_in.start_passkey_session(of_passkey uuid, new_counter bigint, new_token_hash bytea, length interval, on_device text, from_device bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare who uuid;
begin
  select p.id into who from sign_in.passkey k join public.practitioner p on p.id = k.practitioner_id and p.disabled_at is null
  where k.id = of_passkey and k.ended_at is null;
  if who is null or not private.count_passkey(of_passkey, new_counter) then return false; end if;
  perform private.open_session(who, new_token_hash, length, on_device, 'passkey', true), private.note_device(who, from_device, on_device);
  return true;
end $$;

-- Proof asked again within a session. Only the sign-in pages' own role can say that it was given.
create function sign_in.holder_of(token text)
returns table (practitioner_id uuid, agency_id uuid, name text, totp_cipher bytea, locked_until timestamptz, has_passkey boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.agency_id, p.name, c.totp_cipher, c.locked_until,
    exists (select from sign_in.passkey k where k.practitioner_id = p.id and k.ended_at is null)
  from sign_in.session s join public.practitioner p on p.id = s.practitioner_id and p.disabled_at is null left join sign_in.credential c on c.practitioner_id = p.id
  where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null
    and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - interval '15 minutes'
$$;
create function private.mark_proven(token text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.session set strong_at = clock_timestamp(), seen_at = clock_timestamp()
  where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
$$;
create function sign_in.prove_by_code(token text, totp_step bigint) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.credential c set totp_last_step = totp_step, failures = 0, locked_until = null from sign_in.holder_of(token) h
  where c.practitioner_id = h.practitioner_id and c.totp_last_step < totp_step and (c.locked_until is null or c.locked_until <= clock_timestamp());
  if not found then return false; end if;
  perform private.mark_proven(token);
  return true;
end $$;
create function sign_in.prove_by_passkey(token text, of_passkey uuid, new_counter bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from sign_in.holder_of(token) h join sign_in.passkey k on k.practitioner_id = h.practitioner_id where k.id = of_passkey)
    or not private.count_passkey(of_passkey, new_counter) then return false; end if;
  perform private.mark_proven(token);
  return true;
end $$;

-- Whose session this was, for the way back: it locked, or its day is over. Nothing for one that was ended by hand, or for a leaver.
create function sign_in.locked_session(token text) returns table (practitioner_id uuid, why text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, case when s.ends_at <= clock_timestamp() then 'ended' else 'idle' end
  from sign_in.session s join public.practitioner p on p.id = s.practitioner_id and p.disabled_at is null
  where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null and s.ends_at > clock_timestamp() - interval '12 hours'
    and (s.ends_at <= clock_timestamp() or s.seen_at <= clock_timestamp() - interval '15 minutes')
$$;
-- How long until this session locks, without keeping it awake; and one that keeps it awake, as by a button.
create function sign_in.seconds_left(token text) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select coalesce((select greatest(0, ceil(extract(epoch from least(s.seen_at + interval '15 minutes', s.ends_at) - clock_timestamp())))::integer
    from sign_in.holder_of(token) h, sign_in.session s where s.token_hash = sha256(convert_to(token, 'UTF8'))), 0)
$$;
create function sign_in.stay(token text) returns integer language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.session set seen_at = clock_timestamp()
  where token_hash = sha256(convert_to(token, 'UTF8')) and exists (select from sign_in.holder_of(token));
  select sign_in.seconds_left(token)
$$;

-- One's own passkeys and recovery codes.
create function own_passkeys() returns table (id uuid, name text, credential_id bytea, transports text[], made_at timestamptz, used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select id, name, credential_id, transports, made_at, used_at from sign_in.passkey
  where practitioner_id = public.current_actor() and ended_at is null order by made_at
$$;
create function make_passkey_challenge(new_hash bytea) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ select private.keep_challenge(new_hash, 'add', public.current_actor()) where public.current_actor() is not null $$;
-- False when the challenge was not made for this person just now, or when that passkey is known already.
create function add_passkey(challenge bytea, new_id uuid, new_credential_id bytea, new_public_key bytea, new_counter bigint, new_transports text[], new_name text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if public.current_actor() is null or not private.take_challenge(challenge, 'add', public.current_actor()) then return false; end if;
  insert into sign_in.passkey (id, practitioner_id, credential_id, public_key, counter, transports, name)
  values (new_id, public.current_actor(), new_credential_id, new_public_key, new_counter, new_transports, new_name) on conflict (credential_id) do nothing;
  if not found then return false; end if;
  perform private.tell_of_sign_in(public.current_actor(), 'passkey added', null);
  return true;
end $$;
create function rename_passkey(sought uuid, new_name text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.passkey set name = new_name where id = sought and practitioner_id = public.current_actor() and ended_at is null;
  return found;
end $$;
create function remove_passkey(sought uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'removed' where id = sought and practitioner_id = public.current_actor() and ended_at is null;
  if not found then return false; end if;
  perform private.tell_of_sign_in(public.current_actor(), 'passkey removed', null);
  return true;
end $$;
create function make_recovery_codes(hashes text[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if public.current_actor() is null or cardinality(hashes) <> 10 then raise exception 'ten codes, for somebody who is signed in' using errcode = 'check_violation'; end if;
  delete from sign_in.recovery_code where practitioner_id = public.current_actor();
  insert into sign_in.recovery_code (practitioner_id, slot, code_hash)
  select public.current_actor(), place - 1, code_hash from unnest(hashes) with ordinality as u (code_hash, place);
  perform private.tell_of_sign_in(public.current_actor(), 'recovery codes made', null);
end $$;
create function own_recovery_codes() returns table (unused integer, made_at timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(*) filter (where used_at is null)::integer, max(made_at) from sign_in.recovery_code where practitioner_id = public.current_actor()
$$;
-- What happened to a sign-in in the last 90 days: for its owner, and for whoever looks after that person's sign-in.
create function sign_in_notices(who uuid) returns table (what text, device text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select what, device, at from sign_in.notice where about_id = who and recipient_id = who and private.may_manage(who) order by at desc limit 20
$$;

drop function own_sessions();
create function own_sessions() returns table (ref text, method text, device text, started_at timestamptz, seen_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select encode(sha256(token_hash), 'hex'), method, device, started_at, seen_at, ends_at from sign_in.session
  where practitioner_id = public.current_actor() and revoked_at is null and ends_at > clock_timestamp() and seen_at > clock_timestamp() - interval '15 minutes'
  order by started_at desc
$$;
create function end_other_sessions(kept text) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.session set revoked_at = clock_timestamp()
  where practitioner_id = public.current_actor() and revoked_at is null and encode(sha256(token_hash), 'hex') <> kept
$$;

-- Whatever ends a way in ends all of them.
create function private.end_ways_in(who uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
  update sign_in.link set used_at = clock_timestamp() where practitioner_id = who and used_at is null;
  update sign_in.credential set password_hash = null, totp_cipher = null where practitioner_id = who;
  update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'access stopped' where practitioner_id = who and ended_at is null;
  delete from sign_in.recovery_code where practitioner_id = who;
  delete from sign_in.challenge where practitioner_id = who;
  update public.feed set ended_at = clock_timestamp() where practitioner_id = who and ended_at is null;
  update public.inbox_key set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
end $$;
-- An administrator's stop holds for the organisation's sign-in too, until an administrator makes a link.
create or replace function end_sign_in(who uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() or not private.may_manage(who) then return false; end if;
  update public.feed set ended_at = at where practitioner_id = who and ended_at is null;
  update public.inbox_key set revoked_at = at where practitioner_id = who and revoked_at is null;
  perform private.end_ways_in(who);
  delete from sign_in.organisation_subject where practitioner_id = who;
  insert into sign_in.stop (practitioner_id, by_whom, at) values (who, 'administrator', at) on conflict do nothing;
  return true;
end $$;
-- However it comes about: who leaves or changes agency is out of everything, and who gets another role begins again with a sign-in.
create function private.mover_is_out() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.agency_id is distinct from old.agency_id or (new.disabled_at is not null and old.disabled_at is null) then perform private.end_ways_in(new.id); end if;
  update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = new.id and revoked_at is null;
  return null;
end $$;
create trigger mover_is_out after update of role, agency_id, disabled_at on practitioner
  for each row when (new.role is distinct from old.role or new.agency_id is distinct from old.agency_id or new.disabled_at is distinct from old.disabled_at)
  execute function private.mover_is_out();

-- A recovery by link is told like one by code.
create or replace function sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  who uuid;
  kind text;
begin
  update sign_in.link l set used_at = clock_timestamp() from public.practitioner p
  where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp()
    and p.id = l.practitioner_id and p.disabled_at is null
  returning p.id, l.purpose into who, kind;
  if who is null then return null; end if;
  insert into sign_in.credential (practitioner_id, password_hash, totp_cipher, totp_last_step)
  values (who, new_password_hash, new_totp_cipher, totp_step)
  on conflict (practitioner_id) do update set password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher,
    totp_last_step = excluded.totp_last_step, failures = 0, locked_until = null;
  update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
  update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
  if kind = 'recover' then perform private.tell_of_sign_in(who, 'recovery link used', null); end if;
  return who;
end $$;

-- For the worker: what is still to be told by e-mail (for a day: after that it is no news), and what has had its time.
create function untold_sign_ins() returns table (id uuid, email text, is_own boolean, what text, at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select n.id, p.email, n.about_id = n.recipient_id, n.what, n.at from sign_in.notice n join public.practitioner p on p.id = n.recipient_id and p.disabled_at is null
  where n.mailed_at is null and n.at > clock_timestamp() - interval '1 day' order by n.at limit 100
$$;
-- True for the one who sends it: two workers at once send it once.
create function take_sign_in_notice(sought uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.notice set mailed_at = clock_timestamp() where id = sought and mailed_at is null;
  return found;
end $$;
create function tidy_sign_in(at timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare gone integer;
begin
  delete from sign_in.tries where until <= at;
  get diagnostics gone = row_count;
  delete from sign_in.challenge where ends_at <= clock_timestamp();
  delete from sign_in.notice n where n.at < clock_timestamp() - interval '90 days';
  delete from sign_in.device where last_at < clock_timestamp() - interval '400 days';
  return gone;
end $$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private', 'sign_in') and p.proname = any (array['tell_of_sign_in', 'note_device', 'begin_try', 'give_back_try', 'start_session',
      'recovery_of', 'start_recovery_session', 'keep_challenge', 'take_challenge', 'make_challenge', 'use_challenge', 'count_passkey',
      'start_passkey_session', 'holder_of', 'mark_proven', 'prove_by_code', 'prove_by_passkey', 'locked_session', 'seconds_left', 'stay', 'own_passkeys',
      'make_passkey_challenge', 'add_passkey', 'rename_passkey', 'remove_passkey', 'make_recovery_codes', 'own_recovery_codes', 'sign_in_notices', 'own_sessions',
      'end_other_sessions', 'end_ways_in', 'mover_is_out', 'untold_sign_ins', 'take_sign_in_notice', 'tidy_sign_in']) loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function sign_in.begin_try(bytea, integer, timestamptz, interval), sign_in.give_back_try(bytea),
  sign_in.start_session(uuid, bytea, bigint, interval, text, bytea), sign_in.recovery_of(uuid, integer),
  sign_in.start_recovery_session(uuid, bytea, integer, text, interval, text, bytea), sign_in.make_challenge(bytea, text, uuid),
  sign_in.use_challenge(bytea, text, uuid), sign_in.start_passkey_session(uuid, bigint, bytea, interval, text, bytea),
  sign_in.holder_of(text), sign_in.prove_by_code(text, bigint), sign_in.prove_by_passkey(text, uuid, bigint), sign_in.locked_session(text),
  sign_in.seconds_left(text), sign_in.stay(text) to waymark_sign_in;
grant execute on function own_passkeys(), make_passkey_challenge(bytea), add_passkey(bytea, uuid, bytea, bytea, bigint, text[], text), rename_passkey(uuid, text),
  remove_passkey(uuid), make_recovery_codes(text[]), own_recovery_codes(), sign_in_notices(uuid), own_sessions(), end_other_sessions(text) to waymark_app;
grant execute on function untold_sign_ins(), take_sign_in_notice(uuid), tidy_sign_in(timestamptz) to waymark_worker;
revoke create on schema public, private, sign_in from waymark_definer;
