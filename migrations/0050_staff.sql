-- Who works here, and how their access ends: at once, everywhere, and never by losing a case (INV-24, INV-39, INV-56).
grant create on schema public, private to waymark_definer;
grant update on feed, inbox_key to waymark_definer;

-- Nobody raises or disables themselves.
create function private.own_role_stays() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.id = public.current_actor() then
    raise exception 'nobody changes their own role or disables themselves' using errcode = 'check_violation', constraint = 'own_role_stays';
  end if;
  return new;
end $$;
create trigger own_role_stays before update of role, disabled_at on practitioner
  for each row when (new.role is distinct from old.role or new.disabled_at is distinct from old.disabled_at) execute function private.own_role_stays();

-- An administrator has no case: not by a grant, and not through a team.
create function private.administrator_has_no_case() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare whom constant uuid := coalesce(to_jsonb(new) ->> 'grantee_id', to_jsonb(new) ->> 'practitioner_id')::uuid;
begin
  if exists (select from public.practitioner where id = whom and role = 'administrator') then
    raise exception 'an administrator sees no case (INV-39)' using errcode = 'check_violation', constraint = 'administrator_has_no_case';
  end if;
  return new;
end $$;
create trigger administrator_has_no_case before insert on case_grant for each row execute function private.administrator_has_no_case();
create trigger administrator_has_no_case before insert on team_member for each row execute function private.administrator_has_no_case();
create constraint trigger administrator_hands_over after update of role on practitioner
  deferrable initially deferred for each row when (new.role = 'administrator') execute function private.leaver_hands_over();

-- Who leaves a team keeps sight of the cases that they lead, or hands them over first.
create function private.lead_keeps_sight() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if private.leads_only_through(new.team_id, new.practitioner_id) > 0 then
    raise exception 'this person leads cases that they see through this team only (INV-24)' using errcode = 'check_violation', constraint = 'lead_keeps_sight';
  end if;
  return null;
end $$;
create function private.leads_only_through(through uuid, who uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(*)::integer from (
    select id from public.cases where risk_lead_id = who and state <> 'closed'
    union select id from public.cases where plan_lead_id = who and state <> 'closed'
    union select id from public.cases where contact_lead_id = who and state <> 'closed') led
  where not exists (select from public.case_grant g where g.case_id = led.id and g.revoked_at is null
    and (g.grantee_id = who or g.grantee_id in (
      select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null and m.team_id <> through)))
$$;
create constraint trigger lead_keeps_sight after update of until_at on team_member
  deferrable initially deferred for each row when (new.until_at is not null) execute function private.lead_keeps_sight();

-- Whose numbers and sign-in somebody may see: their own, those of people they supervise, an administrator those of the agency.
create function private.may_manage(who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p where p.id = who and p.agency_id = public.current_agency()
    and (p.id = public.current_actor() or p.supervisor_id = public.current_actor() or public.current_is_administrator()))
$$;
-- How many leads and duties each of these people has. Numbers only: no case is named.
create function caseloads(whom uuid[], at timestamptz)
returns table (practitioner_id uuid, risk_leads integer, plan_leads integer, contact_leads integer, open_duties integer, late_duties integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select who,
    (select count(*)::integer from public.cases c where c.risk_lead_id = who and c.state <> 'closed'),
    (select count(*)::integer from public.cases c where c.plan_lead_id = who and c.state <> 'closed'),
    (select count(*)::integer from public.cases c where c.contact_lead_id = who and c.state <> 'closed'),
    (select count(*)::integer from public.duty d where d.owner_id = who and d.state = 'open'),
    (select count(*)::integer from public.duty d where d.owner_id = who and d.state = 'open' and d.due_at < at)
  from unnest(whom) as who where private.may_manage(who)
$$;
create function leads_through_team(through uuid, who uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select case when private.may_manage(who) then private.leads_only_through(through, who) else 0 end $$;

-- Stops a person's way in at once: sessions, password, device, links, feeds and keys. Their cases stay theirs.
create function end_sign_in(who uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() or not private.may_manage(who) then return false; end if;
  update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
  update sign_in.link set used_at = clock_timestamp() where practitioner_id = who and used_at is null;
  update sign_in.credential set password_hash = null, totp_cipher = null where practitioner_id = who;
  update public.feed set ended_at = at where practitioner_id = who and ended_at is null;
  update public.inbox_key set revoked_at = at where practitioner_id = who and revoked_at is null;
  return true;
end $$;
-- Takes away every sight of a case from someone who has left or now administers. Leads and duties are handed over by then.
create function end_case_access(who uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.current_is_administrator() or not exists (select from public.practitioner
    where id = who and agency_id = public.current_agency() and (disabled_at is not null or role = 'administrator'))
  then return false; end if;
  update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
  update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
  update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
  return true;
end $$;
-- How a person's sign-in stands, and who last made them a link: an administrator who signs in as somebody leaves this trace.
create function sign_in_of(who uuid)
returns table (can_sign_in boolean, locked_until timestamptz, open_sessions integer, link_purpose text, link_made_by text, link_made_at timestamptz, link_ends_at timestamptz, link_used_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select coalesce(c.password_hash is not null, false), case when c.locked_until > clock_timestamp() then c.locked_until end,
    (select count(*)::integer from sign_in.session s where s.practitioner_id = who and s.revoked_at is null and s.ends_at > clock_timestamp()
      and s.seen_at > clock_timestamp() - interval '15 minutes'),
    l.purpose, m.name, l.made_at, l.ends_at, l.used_at
  from (select who) as one left join sign_in.credential c on c.practitioner_id = who
    left join lateral (select * from sign_in.link where practitioner_id = who order by made_at desc limit 1) l on true
    left join public.practitioner m on m.id = l.made_by
  where private.may_manage(who)
$$;
-- One's own open sessions. A session is named by a hash of its hash, which opens nothing.
create function own_sessions() returns table (ref text, device text, started_at timestamptz, seen_at timestamptz, ends_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select encode(sha256(token_hash), 'hex'), device, started_at, seen_at, ends_at from sign_in.session
  where practitioner_id = public.current_actor() and revoked_at is null and ends_at > clock_timestamp() and seen_at > clock_timestamp() - interval '15 minutes'
  order by started_at desc
$$;
create function end_own_session(sought text) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.session set revoked_at = clock_timestamp()
  where practitioner_id = public.current_actor() and revoked_at is null and encode(sha256(token_hash), 'hex') = sought;
  return found;
end $$;

-- What is set is set by whoever is signed in; a shift is for a member of that desk.
create policy by_the_actor on policy_value as restrictive for insert to waymark_app with check (set_by = (select current_actor()));
create policy by_the_actor on rule_check as restrictive for insert to waymark_app with check (checked_by = (select current_actor()));
create policy by_the_actor on bank_holiday as restrictive for insert to waymark_app with check (added_by = (select current_actor()));
create policy by_the_actor on leave as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));
create policy members_of_the_desk on desk_shift as restrictive for insert to waymark_app with check (exists (
  select from team t join team_member m on m.team_id = t.id
  where t.id = desk_shift.team_id and t.is_desk and t.closed_at is null and t.agency_id = (select current_agency())
    and m.practitioner_id = desk_shift.practitioner_id and m.until_at is null));
revoke update on leave, desk_shift, working_pattern from waymark_app;
grant update (cancelled_at) on leave, desk_shift to waymark_app;
grant update (until_on) on working_pattern to waymark_app;

do $$
declare f text;
begin
  foreach f in array array['private.own_role_stays()', 'private.administrator_has_no_case()', 'private.lead_keeps_sight()', 'private.leads_only_through(uuid, uuid)',
    'private.may_manage(uuid)', 'public.caseloads(uuid[], timestamptz)', 'public.leads_through_team(uuid, uuid)', 'public.end_sign_in(uuid, timestamptz)',
    'public.end_case_access(uuid, timestamptz)', 'public.sign_in_of(uuid)', 'public.own_sessions()', 'public.end_own_session(text)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function caseloads(uuid[], timestamptz), leads_through_team(uuid, uuid), end_sign_in(uuid, timestamptz), end_case_access(uuid, timestamptz),
  sign_in_of(uuid), own_sessions(), end_own_session(text) to waymark_app;
revoke create on schema public, private from waymark_definer;
