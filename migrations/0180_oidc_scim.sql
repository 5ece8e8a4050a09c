-- Sign-in by one's own organisation (OIDC), and joiners, movers and leavers from its directory (SCIM 2.0; SAFETY S16, U13).
grant create on schema public, private, sign_in to waymark_definer;

-- Who an agency's provider is. Its secret is sealed by a key that is not in the database.
create table single_sign_on (
  agency_id uuid primary key references agency,
  issuer text not null,
  client_id text not null,
  secret_cipher bytea not null,
  domains text[] not null default '{}',
  external_claim text,
  strong_values text[] not null default '{}',
  is_on boolean not null,
  is_only boolean not null,
  break_glass_id uuid references practitioner,
  changed_by uuid not null references practitioner,
  changed_at timestamptz not null,
  check (not is_only or break_glass_id is not null)
);
-- The key of a directory. It acts for no person: what it does stands on the record under its own id.
create table directory_key (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  name text not null,
  token_hash bytea not null unique,
  made_by uuid not null references practitioner,
  made_at timestamptz not null,
  seen_at timestamptz,
  ended_at timestamptz
);
-- What a directory says of somebody who works here: no more than Waymark uses.
create table directory_person (
  practitioner_id uuid primary key references practitioner,
  agency_id uuid not null references agency,
  user_name text not null,
  external_id text,
  given_name text,
  family_name text,
  department text,
  words text[] not null default '{}',
  is_active boolean not null,
  removed_at timestamptz,
  given_role text,
  role_state text not null default 'no word' check (role_state in ('given', 'no word', 'unknown word', 'two roles', 'hands over first', 'break glass')),
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create unique index directory_person_name on directory_person (agency_id, lower(user_name));
create unique index directory_person_external on directory_person (agency_id, external_id);
-- Which role a word of the directory stands for. A word that is not here gives nobody anything.
create table directory_word (
  agency_id uuid not null references agency,
  word text not null,
  role text not null,
  set_by uuid not null references practitioner,
  set_at timestamptz not null,
  primary key (agency_id, word)
);
create table directory_group (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  external_id text,
  name text not null,
  team_id uuid references team,
  role text,
  removed_at timestamptz,
  made_at timestamptz not null,
  changed_at timestamptz not null
);
create index directory_group_agency on directory_group (agency_id);
-- gave_team_id: the team that this membership brought somebody into, and that it takes them out of again.
create table directory_member (
  group_id uuid not null references directory_group,
  practitioner_id uuid not null references practitioner,
  gave_team_id uuid references team,
  removed_at timestamptz,
  primary key (group_id, practitioner_id)
);
create index directory_member_practitioner on directory_member (practitioner_id);

do $$
declare t text;
begin
  foreach t in array array['single_sign_on', 'directory_key', 'directory_person', 'directory_word', 'directory_group'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy administrator on %I to waymark_app using (agency_id = (select current_agency()) and (select current_is_administrator()))
      with check (agency_id = (select current_agency()) and (select current_is_administrator()))', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select on %I to waymark_app', t);
    execute format('grant select, insert, update, delete on %I to waymark_definer', t);
  end loop;
end $$;
alter table directory_member enable row level security;
alter table directory_member force row level security;
create policy administrator on directory_member for select to waymark_app using ((select current_is_administrator()) and exists (
  select from directory_group g where g.id = group_id and g.agency_id = (select current_agency())));
create policy definer_all on directory_member to waymark_definer using (true) with check (true);
grant select on directory_member to waymark_app;
grant select, insert, update, delete on directory_member to waymark_definer;
grant insert, update on single_sign_on to waymark_app;
grant insert, update (ended_at) on directory_key to waymark_app;
grant insert, update, delete on directory_word to waymark_app;
grant update (team_id, role) on directory_group to waymark_app;
create policy by_the_actor on single_sign_on as restrictive to waymark_app using (true) with check (changed_by = (select current_actor())
  and (break_glass_id is null or exists (select from practitioner p where p.id = break_glass_id and p.agency_id = (select current_agency())
    and p.role = 'administrator' and p.disabled_at is null)));
create policy by_the_actor on directory_key as restrictive for insert to waymark_app with check (made_by = (select current_actor()));
create policy by_the_actor on directory_word as restrictive for insert to waymark_app with check (set_by = (select current_actor()));
create policy own_team on directory_group as restrictive for update to waymark_app using (true) with check (team_id is null or exists (
  select from team t where t.id = team_id and t.agency_id = (select current_agency())));

-- A sign-in under way: only hashes, good once and for ten minutes, and only in the browser that began it.
create table sign_in.organisation_ask (
  state_hash bytea primary key,
  browser_hash bytea not null,
  agency_id uuid not null references agency,
  purpose text not null check (purpose in ('enter', 'confirm')),
  session_hash bytea,
  return_to text,
  asked_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
create table sign_in.organisation_subject (
  agency_id uuid not null references agency,
  issuer text not null,
  subject text not null,
  practitioner_id uuid not null unique references practitioner,
  linked_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, issuer, subject)
);
-- Who was stopped, and by whom: a stop by hand ends with a new link, one by the directory when the directory says so.
create table sign_in.stop (
  practitioner_id uuid not null references practitioner,
  by_whom text not null check (by_whom in ('administrator', 'directory')),
  at timestamptz not null,
  primary key (practitioner_id, by_whom)
);
do $$
declare t text;
begin
  foreach t in array array['organisation_ask', 'organisation_subject', 'stop'] loop
    execute format('alter table sign_in.%I enable row level security', t);
    execute format('alter table sign_in.%I force row level security', t);
    execute format('create policy definer_only on sign_in.%I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on sign_in.%I to waymark_definer', t);
  end loop;
end $$;
alter table sign_in.session add column organisation_sid text;
create index session_organisation on sign_in.session (organisation_sid) where organisation_sid is not null and revoked_at is null;

-- Sign-in by the organisation -----------------------------------------------------------------------------------------

create function private.must_use_organisation(who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p join public.single_sign_on s on s.agency_id = p.agency_id
    where p.id = who and s.is_on and s.is_only and s.break_glass_id is distinct from who)
$$;
-- Whatever way in a later page offers: where only the organisation signs people in, no other session begins.
create function private.only_by_organisation() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.method <> 'oidc' and private.must_use_organisation(new.practitioner_id) then
    raise exception 'this agency signs in by its organisation only' using errcode = 'check_violation', constraint = 'only_by_organisation';
  end if;
  return new;
end $$;
create trigger only_by_organisation before insert on sign_in.session for each row execute function private.only_by_organisation();
-- A new link is an administrator's word that somebody may come in again.
create function private.link_lets_in() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  delete from sign_in.stop where practitioner_id = new.practitioner_id and by_whom = 'administrator';
  return new;
end $$;
create trigger link_lets_in after insert on sign_in.link for each row execute function private.link_lets_in();

-- A password or a passkey of theirs is as good as none: the one answer at the door says nothing of it.
create or replace function sign_in.look_up(sought_email text) returns table (practitioner_id uuid, agency_id uuid, password_hash text, totp_cipher bytea, totp_last_step bigint, failures integer, locked_until timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, p.agency_id, c.password_hash, c.totp_cipher, c.totp_last_step, c.failures, c.locked_until
  from public.practitioner p join sign_in.credential c on c.practitioner_id = p.id
  where lower(p.email) = lower(sought_email) and p.disabled_at is null and not private.must_use_organisation(p.id)
$$;
create function sign_in.passkey_of(sought bytea) returns table (id uuid, practitioner_id uuid, agency_id uuid, public_key bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select k.id, p.id, p.agency_id, k.public_key from sign_in.passkey k join public.practitioner p on p.id = k.practitioner_id
  where k.credential_id = sought and k.ended_at is null and p.disabled_at is null and not private.must_use_organisation(p.id)
$$;
-- Whose people have addresses of this domain. A domain that an agency named but nobody of it has leads nowhere.
create function sign_in.organisations_for(domain text) returns table (agency_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select a.id, a.name from public.single_sign_on s join public.agency a on a.id = s.agency_id
  where s.is_on and lower(domain) = any(s.domains) and exists (select from public.practitioner p
    where p.agency_id = a.id and p.disabled_at is null and lower(split_part(p.email, '@', 2)) = lower(domain))
  order by a.name
$$;
create function sign_in.organisation_of(agency uuid)
returns table (agency_id uuid, name text, issuer text, client_id text, secret_cipher bytea, external_claim text, strong_values text[])
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select a.id, a.name, s.issuer, s.client_id, s.secret_cipher, s.external_claim, s.strong_values
  from public.single_sign_on s join public.agency a on a.id = s.agency_id where s.agency_id = agency and s.is_on
$$;
create function sign_in.organisation_ask(new_state_hash bytea, new_browser_hash bytea, agency uuid, for_purpose text, of_session bytea, back_to text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  delete from sign_in.organisation_ask where asked_at < clock_timestamp() - interval '1 day';
  insert into sign_in.organisation_ask (state_hash, browser_hash, agency_id, purpose, session_hash, return_to)
  values (new_state_hash, new_browser_hash, agency, for_purpose, of_session, back_to);
end $$;
create function sign_in.organisation_answered(sought_state_hash bytea, sought_browser_hash bytea)
returns table (agency_id uuid, purpose text, session_hash bytea, return_to text, waited integer)
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.organisation_ask a set used_at = clock_timestamp()
  where a.state_hash = sought_state_hash and a.browser_hash = sought_browser_hash and a.used_at is null and a.asked_at > clock_timestamp() - interval '10 minutes'
  returning a.agency_id, a.purpose, a.session_hash, a.return_to, ceil(extract(epoch from clock_timestamp() - a.asked_at))::integer
$$;
-- Who this is, of that agency alone: by the subject that is known; else, once, by the directory's id or a verified e-mail.
create function sign_in.organisation_enter(agency uuid, at_issuer text, of_subject text, directory_id text, verified_email text,
  new_token_hash bytea, length interval, on_device text, from_device bytea, is_strong boolean, sid text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare who uuid;
begin
  if not exists (select from public.single_sign_on s where s.agency_id = agency and s.is_on and s.issuer = at_issuer) then return null; end if;
  select practitioner_id into who from sign_in.organisation_subject o where o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject;
  if who is null then
    select d.practitioner_id into who from public.directory_person d
    where d.agency_id = agency and d.external_id = directory_id and d.removed_at is null;
    if who is null then
      select p.id into who from public.practitioner p where p.agency_id = agency and lower(p.email) = lower(verified_email);
    end if;
  end if;
  if who is null or not exists (select from public.practitioner p where p.id = who and p.agency_id = agency and p.disabled_at is null)
    or exists (select from sign_in.stop where practitioner_id = who)
  then return null; end if;
  insert into sign_in.organisation_subject (agency_id, issuer, subject, practitioner_id) values (agency, at_issuer, of_subject, who) on conflict do nothing;
  -- Somebody else of the organisation has been this person before: not guessed, an administrator makes a link first.
  if not exists (select from sign_in.organisation_subject o where o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject and o.practitioner_id = who)
  then return null; end if;
  update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
  perform private.open_session(who, new_token_hash, length, on_device, 'oidc', is_strong), private.note_device(who, from_device, on_device);
  update sign_in.session set organisation_sid = sid where token_hash = new_token_hash;
  return who;
end $$;
-- Proof asked again: the same person, in the session that asked.
create function sign_in.organisation_confirm(of_session bytea, agency uuid, at_issuer text, of_subject text, is_strong boolean) returns uuid
language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update sign_in.session s set strong_at = case when is_strong then clock_timestamp() else s.strong_at end
  from sign_in.organisation_subject o
  where s.token_hash = of_session and s.revoked_at is null and s.ends_at > clock_timestamp() and o.practitioner_id = s.practitioner_id
    and o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject
  returning s.practitioner_id
$$;
-- The organisation says that somebody has left it: that session, or all of that person's where it names none.
create function sign_in.organisation_out(agency uuid, at_issuer text, of_subject text, of_sid text) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare ended integer;
begin
  update sign_in.session s set revoked_at = clock_timestamp() from public.practitioner p
  where p.id = s.practitioner_id and p.agency_id = agency and s.method = 'oidc' and s.revoked_at is null
    and (of_sid is null or s.organisation_sid = of_sid) and (of_subject is not null or of_sid is not null)
    and (of_subject is null or exists (select from sign_in.organisation_subject o
      where o.practitioner_id = p.id and o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject));
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Joiners, movers, leavers --------------------------------------------------------------------------------------------

-- A directory's key is bound as an actor that is no person: it reads nothing by itself, and does what the functions below do.
create function bind_directory_key(token text) returns table (id uuid, agency_id uuid, agency_name text, agency_kind text, name text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  who record;
  said text;
begin
  perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
  update public.directory_key k set seen_at = clock_timestamp() from public.agency a
  where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.ended_at is null and a.id = k.agency_id
  returning k.id, k.agency_id, a.name as agency_name, a.kind as agency_kind, k.name into who;
  if not found then return; end if;
  -- One change at a time for each agency: a directory reads a group, changes it and writes it.
  perform pg_advisory_xact_lock(hashtextextended('directory ' || who.agency_id::text, 0));
  said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()), 'directory');
  perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
  return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name;
end $$;
-- Who acts, where it is a person.
create function current_person() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select case when split_part(nullif(current_setting('waymark.actor', true), ''), ' ', 5) = '' then private.bound(1) end $$;
create function private.directory_agency() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select k.agency_id from public.directory_key k where k.id = private.bound(1) and k.agency_id = private.bound(2) and k.ended_at is null $$;
-- What is open to everybody who works here is not open to a directory.
do $$
declare p record;
begin
  for p in select tablename, policyname from pg_policies where schemaname = 'public' and policyname = 'staff_read'
    and qual = '(( SELECT current_actor() AS current_actor) IS NOT NULL)' loop
    execute format('alter policy %I on %I using ((select current_person()) is not null)', p.policyname, p.tablename);
  end loop;
end $$;

-- What hangs on a person, as leaver_hands_over() asks it.
create function private.hangs_on(who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.cases where risk_lead_id = who and state <> 'closed')
    or exists (select from public.cases where plan_lead_id = who and state <> 'closed')
    or exists (select from public.cases where contact_lead_id = who and state <> 'closed')
    or exists (select from public.duty where owner_id = who and state = 'open')
$$;
-- The roles that administrator_has_no_case() keeps from every case (INV-39).
create function private.is_caseless(of_role text) returns boolean language sql immutable security definer set search_path = pg_catalog, pg_temp as
$$ select of_role in ('administrator', 'auditor', 'professional-standards') $$;
create function private.is_break_glass(who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select exists (select from public.single_sign_on where break_glass_id = who) $$;

create function private.directory_stop(who uuid, at timestamptz) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform private.end_ways_in(who);
  insert into sign_in.stop (practitioner_id, by_whom, at) values (who, 'directory', at) on conflict do nothing;
end $$;

-- The teams that the person's mapped groups say, and out of those that a group brought them into and no group says any more.
create function private.directory_teams(who uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare m record;
begin
  for m in select d.group_id, d.gave_team_id from public.directory_member d join public.directory_group g on g.id = d.group_id
    where d.practitioner_id = who and d.gave_team_id is not null
      and (d.removed_at is not null or g.removed_at is not null or g.team_id is distinct from d.gave_team_id) loop
    -- Another group that is mapped to the same team keeps them in it.
    update public.directory_member o set gave_team_id = m.gave_team_id from public.directory_group g
    where g.id = o.group_id and o.practitioner_id = who and o.removed_at is null and g.removed_at is null and g.team_id = m.gave_team_id and o.group_id <> m.group_id;
    if not found then
      -- A lead keeps sight of the case until it is handed over (INV-24): the place in the team waits, and is shown.
      continue when private.leads_only_through(m.gave_team_id, who) > 0;
      update public.team_member set until_at = greatest(at, from_at) where team_id = m.gave_team_id and practitioner_id = who and until_at is null;
      update public.desk_shift set cancelled_at = at where team_id = m.gave_team_id and practitioner_id = who and cancelled_at is null and until_at > at;
    end if;
    update public.directory_member set gave_team_id = null where group_id = m.group_id and practitioner_id = who;
  end loop;
  delete from public.directory_member where practitioner_id = who and removed_at is not null and gave_team_id is null;
  if exists (select from public.practitioner where id = who and not private.is_caseless(role) and disabled_at is null) then
    for m in select d.group_id, g.team_id from public.directory_member d join public.directory_group g on g.id = d.group_id
      join public.team t on t.id = g.team_id and t.closed_at is null
      where d.practitioner_id = who and d.removed_at is null and g.removed_at is null and d.gave_team_id is null loop
      if not exists (select from public.team_member where team_id = m.team_id and practitioner_id = who and until_at is null) then
        insert into public.team_member (team_id, practitioner_id, from_at) values (m.team_id, who, at);
        update public.directory_member set gave_team_id = m.team_id where group_id = m.group_id and practitioner_id = who;
      end if;
    end loop;
  end if;
end $$;

-- The role that the directory's words and groups say; it takes back only what it gave, and never guesses between two.
create function private.directory_role(who uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  d record;
  said text[];
  has_words boolean;
  new_role text;
  state text;
begin
  select x.*, p.role into d from public.directory_person x join public.practitioner p on p.id = x.practitioner_id where x.practitioner_id = who for update;
  if not found or d.removed_at is not null then return; end if;
  select array_agg(distinct role order by role) into said from (
    select w.role from public.directory_word w where w.agency_id = d.agency_id and w.word in (
      select lower(each) from unnest(case when cardinality(d.words) > 0 then d.words else array[d.department] end) as each)
    union select g.role from public.directory_group g join public.directory_member m on m.group_id = g.id
      where m.practitioner_id = who and m.removed_at is null and g.removed_at is null and g.role is not null) as roles;
  has_words := cardinality(d.words) > 0;
  state := case when private.is_break_glass(who) then 'break glass' when cardinality(said) > 1 then 'two roles' when cardinality(said) = 1 then 'given'
    when has_words then 'unknown word' else 'no word' end;
  if state = 'given' then
    new_role := said[1];
    if private.is_caseless(new_role) and not private.is_caseless(d.role) and private.hangs_on(who) then
      state := 'hands over first';
      new_role := null;
    end if;
  elsif state <> 'break glass' and d.role = d.given_role then
    new_role := 'no role yet';
  end if;
  if new_role is distinct from d.role and new_role is not null then
    update public.practitioner set role = new_role, version = version + 1 where id = who;
    if private.is_caseless(new_role) then
      update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
      update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
      update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
    end if;
  end if;
  update public.directory_person set role_state = state, given_role = case when state = 'given' then new_role when state = 'hands over first' then given_role end
  where practitioner_id = who;
end $$;
create function private.directory_apply(who uuid, at timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform private.directory_role(who, at);
  perform private.directory_teams(who, at);
end $$;
-- An administrator has changed what the directory's words mean: for everybody whom it knows, at once.
create function apply_directory(at timestamptz) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() then return; end if;
  perform pg_advisory_xact_lock(hashtextextended('directory ' || public.current_agency()::text, 0));
  perform private.directory_apply(practitioner_id, at) from public.directory_person
    where agency_id = public.current_agency() and practitioner_id <> public.current_actor();
end $$;

create function directory_people(sought uuid, sought_name text, sought_external text)
returns table (id uuid, user_name text, external_id text, name text, given_name text, family_name text, email text, phone text, department text, words text[],
  manager_id uuid, is_active boolean, made_at timestamptz, changed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, coalesce(d.user_name, p.email), d.external_id, p.name, d.given_name, d.family_name, p.email, p.phone, d.department, coalesce(d.words, '{}'),
    p.supervisor_id, coalesce(d.is_active, true) and p.disabled_at is null and not exists (select from sign_in.stop s where s.practitioner_id = p.id),
    coalesce(d.made_at, p.invited_at), coalesce(d.changed_at, p.invited_at)
  from public.practitioner p left join public.directory_person d on d.practitioner_id = p.id
  where p.agency_id = private.directory_agency() and d.removed_at is null and (sought is null or p.id = sought)
    and (sought_name is null or lower(coalesce(d.user_name, p.email)) = lower(sought_name)) and (sought_external is null or d.external_id = sought_external)
  order by p.invited_at, p.id
$$;

-- Keeps what the directory says of somebody; null for `who` is somebody new. The problem, or nothing.
create function directory_save(who uuid, new_user_name text, new_external text, new_name text, new_given text, new_family text, new_email text, new_phone text,
  new_department text, new_words text[], new_manager uuid, now_active boolean, at timestamptz) returns table (id uuid, problem text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  agency constant uuid := private.directory_agency();
  target uuid := who;
  was record;
begin
  if agency is null then return query select null::uuid, 'no key'; return; end if;
  if who is null then
    select d.practitioner_id into target from public.directory_person d where d.agency_id = agency and lower(d.user_name) = lower(new_user_name) and d.removed_at is not null;
    if target is null then
      select p.id into target from public.practitioner p where p.agency_id = agency and lower(p.email) = lower(new_email)
        and not exists (select from public.directory_person d where d.practitioner_id = p.id and d.removed_at is null);
    end if;
  elsif not exists (select from public.directory_people(who, null, null)) then
    return query select null::uuid, 'not there'; return;
  end if;
  if target is not null and private.is_break_glass(target) and not now_active then
    return query select null::uuid, 'break glass'; return;
  end if;
  if exists (select from public.practitioner p where lower(p.email) = lower(new_email) and p.id is distinct from target)
    or exists (select from public.directory_person d where d.agency_id = agency and d.practitioner_id is distinct from target
      and (lower(d.user_name) = lower(new_user_name) or d.external_id = new_external))
  then return query select null::uuid, 'taken'; return; end if;
  if target is null then
    target := gen_random_uuid();
    insert into public.practitioner (id, agency_id, name, email, role, phone, invited_at) values (target, agency, new_name, new_email, 'no role yet', new_phone, at);
  else
    update public.practitioner p set name = new_name, email = new_email, phone = new_phone, version = p.version + 1
    where p.id = target and (p.name, p.email, p.phone) is distinct from (new_name, new_email, new_phone);
  end if;
  select d.is_active and d.removed_at is null as is_active into was from public.directory_person d where d.practitioner_id = target;
  insert into public.directory_person as d (practitioner_id, agency_id, user_name, external_id, given_name, family_name, department, words, is_active, made_at, changed_at)
  values (target, agency, new_user_name, new_external, new_given, new_family, new_department, new_words, now_active, at, at)
  on conflict (practitioner_id) do update set user_name = new_user_name, external_id = new_external, given_name = new_given, family_name = new_family,
    department = new_department, words = new_words, is_active = now_active, removed_at = null, changed_at = at;
  if not now_active and coalesce(was.is_active, true) then perform private.directory_stop(target, at); end if;
  if now_active then delete from sign_in.stop s where s.practitioner_id = target and s.by_whom = 'directory'; end if;
  perform private.directory_line(target, new_manager);
  perform private.directory_apply(target, at);
  return query select target, null::text;
exception when unique_violation then
  return query select null::uuid, 'taken';
end $$;
-- A manager who works here and is not supervised by this person becomes the supervisor; nobody loses theirs so.
create function private.directory_line(who uuid, manager uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  with recursive above as (
    select p.id, p.supervisor_id from public.practitioner p where p.id = manager
    union select p.id, p.supervisor_id from public.practitioner p join above on p.id = above.supervisor_id)
  update public.practitioner p set supervisor_id = manager, version = p.version + 1
  where p.id = who and manager is not null and p.supervisor_id is distinct from manager
    and exists (select from public.practitioner m where m.id = manager and m.agency_id = p.agency_id and m.disabled_at is null)
    and not exists (select from above where above.id = who)
$$;
create function directory_remove(who uuid, at timestamptz) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare agency constant uuid := private.directory_agency();
begin
  if not exists (select from public.directory_people(who, null, null)) then return 'not there'; end if;
  if private.is_break_glass(who) then return 'break glass'; end if;
  insert into public.directory_person (practitioner_id, agency_id, user_name, is_active, made_at, changed_at)
  select p.id, agency, p.email, true, at, at from public.practitioner p where p.id = who on conflict do nothing;
  perform private.directory_stop(who, at);
  update public.directory_person set is_active = false, removed_at = at, changed_at = at where practitioner_id = who;
  update public.directory_member set removed_at = at where practitioner_id = who and removed_at is null;
  perform private.directory_teams(who, at);
  return null;
end $$;

create function directory_groups(sought uuid) returns table (id uuid, external_id text, name text, made_at timestamptz, changed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select g.id, g.external_id, g.name, g.made_at, g.changed_at from public.directory_group g
  where g.agency_id = private.directory_agency() and g.removed_at is null and (sought is null or g.id = sought) order by g.made_at, g.id
$$;
create function directory_members(of_group uuid, of_person uuid) returns table (group_id uuid, group_name text, practitioner_id uuid, name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select g.id, g.name, p.id, p.name from public.directory_member m join public.directory_group g on g.id = m.group_id join public.practitioner p on p.id = m.practitioner_id
  where g.agency_id = private.directory_agency() and g.removed_at is null and m.removed_at is null
    and (of_group is null or g.id = of_group) and (of_person is null or p.id = of_person) order by p.name, p.id
$$;
create function directory_save_group(sought uuid, new_name text, new_external text, new_members uuid[], at timestamptz) returns table (id uuid, problem text)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  agency constant uuid := private.directory_agency();
  target uuid := sought;
  touched uuid[];
begin
  if agency is null then return query select null::uuid, 'no key'; return; end if;
  if exists (select from unnest(new_members) as given(id) where not exists (select from public.practitioner p
    left join public.directory_person d on d.practitioner_id = p.id where p.id = given.id and p.agency_id = agency and d.removed_at is null))
  then return query select null::uuid, 'unknown member'; return; end if;
  if target is null then
    target := gen_random_uuid();
    insert into public.directory_group (id, agency_id, name, external_id, made_at, changed_at) values (target, agency, new_name, new_external, at, at);
  else
    update public.directory_group g set name = new_name, external_id = new_external, changed_at = at where g.id = target and g.agency_id = agency and g.removed_at is null;
    if not found then return query select null::uuid, 'not there'; return; end if;
  end if;
  insert into public.directory_person (practitioner_id, agency_id, user_name, is_active, made_at, changed_at)
  select p.id, agency, p.email, true, at, at from public.practitioner p where p.id = any(new_members) on conflict do nothing;
  with gone as (
    update public.directory_member m set removed_at = at where m.group_id = target and m.removed_at is null and m.practitioner_id <> all(new_members) returning m.practitioner_id
  ), come as (
    insert into public.directory_member as m (group_id, practitioner_id) select distinct target, given from unnest(new_members) as given
    on conflict (group_id, practitioner_id) do update set removed_at = null where m.removed_at is not null returning m.practitioner_id
  ) select array_agg(both_of.practitioner_id) into touched from (select * from gone union select * from come) as both_of;
  perform private.directory_apply(each, at) from unnest(touched) as each;
  return query select target, null::text;
end $$;
create function directory_remove_group(sought uuid, at timestamptz) returns text language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare touched uuid[];
begin
  update public.directory_group g set removed_at = at, changed_at = at where g.id = sought and g.agency_id = private.directory_agency() and g.removed_at is null;
  if not found then return 'not there'; end if;
  with gone as (update public.directory_member set removed_at = at where group_id = sought and removed_at is null returning practitioner_id)
  select array_agg(practitioner_id) into touched from gone;
  perform private.directory_apply(each, at) from unnest(touched) as each;
  return null;
end $$;

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prosecdef and p.proowner <> 'waymark_definer'::regrole and n.nspname in ('public', 'private', 'sign_in') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function bind_directory_key(text), current_person(), apply_directory(timestamptz), directory_people(uuid, text, text),
  directory_save(uuid, text, text, text, text, text, text, text, text, text[], uuid, boolean, timestamptz), directory_remove(uuid, timestamptz),
  directory_groups(uuid), directory_members(uuid, uuid), directory_save_group(uuid, text, text, uuid[], timestamptz), directory_remove_group(uuid, timestamptz) to waymark_app;
grant execute on function sign_in.passkey_of(bytea), sign_in.organisations_for(text), sign_in.organisation_of(uuid), sign_in.organisation_ask(bytea, bytea, uuid, text, bytea, text),
  sign_in.organisation_answered(bytea, bytea), sign_in.organisation_enter(uuid, text, text, text, text, bytea, interval, text, bytea, boolean, text),
  sign_in.organisation_confirm(bytea, uuid, text, text, boolean), sign_in.organisation_out(uuid, text, text, text) to waymark_sign_in;
revoke create on schema public, private, sign_in from waymark_definer;
