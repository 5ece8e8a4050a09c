-- What fills the exclusions: blind tokens that match, and what somebody declares (INV-36, S12, ST-22); the desk to which an
-- excluded person can still report; and the seal on a case of a member of staff (INV-37, INV-38, ST-04, ST-08, ST-18, S-03).
grant create on schema public, private to waymark_definer;

-- That somebody named a connection, and never whom: of the facts only tokens are kept, by a key outside this database.
create table connection (
  id uuid primary key default gen_random_uuid(),
  practitioner_id uuid not null references practitioner,
  relation text not null check (relation in ('self', 'partner', 'former partner', 'kin', 'household', 'friend', 'other')),
  source text not null check (source in ('own', 'supervisor', 'employer', 'case')),
  given_by uuid references practitioner,
  given_at timestamptz not null,
  ended_at timestamptz
);
create index connection_practitioner on connection (practitioner_id) where ended_at is null;
create table connection_token (
  connection_id uuid not null references connection,
  kind text not null check (kind in ('name', 'phone', 'e-mail', 'address')),
  token bytea not null check (octet_length(token) = 32),
  primary key (connection_id, kind, token)
);
create index connection_token_token on connection_token (token, kind);
create table person_token (
  person_id uuid not null references person,
  kind text not null check (kind in ('name', 'phone', 'e-mail', 'address')),
  token bytea not null check (octet_length(token) = 32),
  primary key (person_id, kind, token)
);
create index person_token_token on person_token (token, kind);

-- The whole of a team or of an employer that a sealed case is kept from, save for those who are named on it.
create table sealed_unit (
  case_id uuid not null references cases,
  unit_id uuid not null,
  added_by uuid not null references practitioner,
  added_at timestamptz not null,
  primary key (case_id, unit_id)
);
create index sealed_unit_unit on sealed_unit (unit_id);
-- How a case of a member of staff is handled: whose side they are on, who does the work, who would otherwise. A change is a new row.
create table case_seal (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  member text not null check (member in ('harmed', 'worried about their own behaviour', 'reported')),
  handled_by text not null,
  agreement text,
  alternate text not null,
  colleague_id uuid references practitioner,
  colleague_asked text,
  standards_id uuid references practitioner,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  check ((colleague_id is null) = (colleague_asked is null))
);
create index case_seal_case on case_seal (case_id, written_at);
call private.protect_case_table('case_seal');
revoke insert on case_seal from waymark_app;

alter table team add is_safeguarding boolean not null default false;
-- What goes one way to the desk: from somebody who may not see what it belongs to, or a notice to somebody named.
create table desk_message (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  kind text not null check (kind in ('message', 'past looks')),
  from_id uuid references practitioner,
  to_id uuid references practitioner,
  -- Who reads it where no desk can.
  readers uuid[] not null default '{}',
  hidden_from uuid[] not null default '{}',
  about text not null,
  said text not null,
  sent_at timestamptz not null,
  case_id uuid references cases,
  done_by uuid references practitioner,
  done_at timestamptz,
  done_as text,
  check ((done_by is null) = (done_at is null) and (done_by is null) = (done_as is null))
);
create index desk_message_agency on desk_message (agency_id, sent_at) where done_at is null;

do $$
declare t text;
begin
  foreach t in array array['connection', 'connection_token', 'person_token', 'sealed_unit', 'desk_message'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to waymark_definer', t);
  end loop;
end $$;
grant select on audit to waymark_definer;

create function current_is_safeguarding() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
    where m.practitioner_id = private.bound(1) and t.agency_id = private.bound(2) and t.is_safeguarding and t.closed_at is null)
$$;
create policy readers_read on desk_message for select to waymark_app using (
  from_id is distinct from (select current_actor()) and (select current_actor()) <> all (hidden_from)
  and (to_id = (select current_actor()) or (select current_actor()) = any (readers)
    or (to_id is null and agency_id = (select current_agency()) and (select current_is_safeguarding()))));
create policy readers_answer on desk_message for update to waymark_app
  using (done_at is null and from_id is distinct from (select current_actor()) and (select current_actor()) <> all (hidden_from)
    and (to_id = (select current_actor()) or (select current_actor()) = any (readers)
      or (to_id is null and agency_id = (select current_agency()) and (select current_is_safeguarding()))))
  with check (done_by = (select current_actor()));
create policy conflicts_subtracted on desk_message as restrictive to waymark_app
  using (case_id is null or case_id <> all ((select current_excluded())::uuid[]));
grant select on desk_message to waymark_app;
grant update (done_by, done_at, done_as, case_id) on desk_message to waymark_app;

-- Who goes on where somebody may not ---------------------------------------------------------------------------------------

create function private.acts_at() returns timestamptz language sql stable set search_path = pg_catalog, pg_temp as
$$ select coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp()) $$;
create function private.manages(role text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$ select role like '%-manager' or role like '%-supervisor' $$;
-- Everyone who sees a case without end, through a grant of their own or a team's.
create function private.who_see(of_case uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select g.grantee_id from public.case_grant g where g.case_id = of_case and g.revoked_at is null and g.until_at is null
  union select m.practitioner_id from public.case_grant g join public.team_member m on m.team_id = g.grantee_id and m.until_at is null
    where g.case_id = of_case and g.revoked_at is null and g.until_at is null
$$;
-- The next in line who has no conflict: for a case that is just being opened the safeguarding desk, otherwise the supervisor, the desk and managers of the same agency, the other leads, whoever sees the
-- case, any desk, any manager. A sealed case stays with those named. The line manager of somebody in the case comes last (S-03).
create function private.next_in_line(of_case uuid, after uuid) returns uuid language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  c public.cases;
  was public.practitioner;
  seen uuid[];
  desk uuid[];
  above uuid[];
  candidate uuid;
begin
  select * into c from public.cases where id = of_case;
  select * into was from public.practitioner where id = after;
  seen := array(select private.who_see(of_case));
  desk := array(select m.practitioner_id from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
    where t.is_safeguarding and t.closed_at is null);
  above := array(select p.supervisor_id from public.case_exclusion x join public.practitioner p on p.id = x.practitioner_id
    where x.case_id = of_case and x.ground = 'self' and x.ended_at is null and p.supervisor_id is not null);
  for candidate in
    select p.id from public.practitioner p join public.agency a on a.id = p.agency_id
    where p.disabled_at is null and p.id is distinct from after and p.role not in ('administrator', 'auditor', 'professional-standards', 'analyst', 'data-protection-lead')
      and not private.is_excluded(p.id, of_case)
    order by c.sealed_at is not null and p.id <> all (seen), p.id = any (above),
      case when c.opened_by = after and c.opened_at >= private.acts_at() and p.agency_id = was.agency_id and p.id = any (desk) then 0
        when p.id = was.supervisor_id then 1
        when p.agency_id = was.agency_id and p.id = any (desk) then 2
        when p.agency_id = was.agency_id and private.manages(p.role) then 3
        when p.id in (c.contact_lead_id, c.risk_lead_id, c.plan_lead_id) then 4
        when p.id = any (seen) then 5
        when p.id = any (desk) then 6
        when private.manages(p.role) and a.kind in ('police', 'advocacy', 'council') then 7
        when private.manages(p.role) then 8
        when p.agency_id = was.agency_id then 9 else 10 end, p.invited_at, p.id
  loop
    if not private.works_for_other_side(candidate, of_case, true) then return candidate; end if;
  end loop;
  return null;
end $$;
create function private.let_go_on(of_case uuid, who uuid, at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
  select of_case, p.id, p.agency_id, 'Took over at once', p.id, at from public.practitioner p
  where p.id = who and not private.lasting_sight(who, of_case)
  on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null, until_at = null
$$;

-- A conflict is found: at once, in the same transaction, all that hung on this person goes to the next in line (INV-24, INV-36).
create function private.conflict_found() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  c public.cases;
  heir uuid;
  holds boolean;
begin
  if new.ended_at is not null then return null; end if;
  if new.ground = 'self' then perform private.exclude_team(new.case_id, new.practitioner_id, new.at); end if;
  select * into c from public.cases where id = new.case_id for no key update;
  holds := (c.state <> 'closed' and new.practitioner_id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
    or exists (select from public.duty d where d.case_id = c.id and d.owner_id = new.practitioner_id and d.state = 'open')
    or exists (select from public.other_way o where o.case_id = c.id and o.asked_of = new.practitioner_id and o.decided_at is null)
    or exists (select from public.risk_level r where r.case_id = c.id and r.second_person_id = new.practitioner_id and r.proposal = 'waiting')
    or exists (select from public.referral r where r.case_id = c.id and r.worker_id = new.practitioner_id and r.answer = 'accepted' and r.outcome_at is null);
  update public.handover set answer = 'withdrawn', answered_at = new.at, reason = 'Somebody else took over at once'
  where case_id = c.id and answer is null and new.practitioner_id in (from_id, to_id);
  if holds then
    heir := private.next_in_line(c.id, new.practitioner_id);
    if heir is null then raise exception 'nobody is left who may take this over (INV-36)' using errcode = 'check_violation', constraint = 'nobody_left'; end if;
    perform private.let_go_on(c.id, heir, new.at);
    update public.cases set
      risk_lead_id = case when risk_lead_id = new.practitioner_id then heir else risk_lead_id end,
      plan_lead_id = case when plan_lead_id = new.practitioner_id then heir else plan_lead_id end,
      contact_lead_id = case when contact_lead_id = new.practitioner_id then heir else contact_lead_id end,
      version = version + 1
    where id = c.id and state <> 'closed' and new.practitioner_id in (risk_lead_id, plan_lead_id, contact_lead_id);
    insert into public.duty_move (case_id, duty_id, from_id, to_id, reason, moved_by, moved_at)
    select d.case_id, d.id, d.owner_id, heir, 'Taken over at once', heir, new.at from public.duty d
    where d.case_id = c.id and d.owner_id = new.practitioner_id and d.state = 'open';
    update public.duty set owner_id = heir, version = version + 1 where case_id = c.id and owner_id = new.practitioner_id and state = 'open';
    update public.other_way set asked_of = heir where case_id = c.id and asked_of = new.practitioner_id and decided_at is null;
    update public.risk_level set second_person_id = heir
    where case_id = c.id and second_person_id = new.practitioner_id and proposal = 'waiting' and decided_by <> heir;
    update public.referral set worker_id = (select p.id from public.practitioner p where p.id = heir and p.agency_id = referral.to_agency_id)
    where case_id = c.id and worker_id = new.practitioner_id and answer = 'accepted' and outcome_at is null;
    insert into public.alarm (to_id, case_id, kind, raised_at) values (heir, c.id, 'taken over', new.at) on conflict do nothing;
    if c.opened_by = new.practitioner_id and c.opened_at >= new.at and private.desk_of(c.agency_id, '{}') = '{}' then
      insert into public.alarm (to_id, kind, raised_at) select p.id, 'no safeguarding desk', new.at from public.practitioner p
      where p.agency_id = c.agency_id and p.disabled_at is null and private.manages(p.role) and p.id <> new.practitioner_id
        and not private.is_excluded(p.id, c.id) order by p.id on conflict do nothing;
    end if;
  end if;
  update public.case_grant set revoked_at = new.at where case_id = c.id and grantee_id = new.practitioner_id and revoked_at is null;
  return null;
end $$;

-- Said once: what two people ended as a false match does not come back by itself.
create function private.exclude(of_case uuid, who uuid, because text, from_source text, of_person uuid, by_whom uuid, in_words text, moment timestamptz) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.ground = because
    and x.person_id is not distinct from of_person and (x.ended_at is null or from_source = 'computed')) then return; end if;
  insert into public.case_exclusion (case_id, practitioner_id, ground, source, person_id, declared_by, said, at)
  values (of_case, who, because, from_source, of_person, by_whom, in_words, moment);
end $$;
create function private.exclude_team(of_case uuid, member uuid, moment timestamptz) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare mate uuid;
begin
  for mate in select distinct other.practitioner_id from public.team_member own join public.team t on t.id = own.team_id and t.closed_at is null
      join public.team_member other on other.team_id = own.team_id and other.until_at is null and other.practitioner_id <> own.practitioner_id
    where own.practitioner_id = member and own.until_at is null
  loop perform private.exclude(of_case, mate, 'own team', 'computed', null, null, null, moment); end loop;
end $$;
create trigger conflict_found after insert on case_exclusion for each row execute function private.conflict_found();

-- A match excludes. Facts of staff and of cases that are written at the same moment wait for each other here: the later sees the earlier.
create function private.found(of_case uuid, who uuid, relation text, kind text, of_person uuid) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  select private.exclude(of_case, who, case when relation <> 'self' then relation when kind = 'name' then 'self' else kind end, 'computed', of_person,
    null, null, private.acts_at())
$$;
create function private.match_person(of_case uuid, of_person uuid) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare m record;
begin
  perform pg_advisory_xact_lock_shared(145);
  for m in select distinct k.practitioner_id, k.relation, t.kind from public.person_token t join public.connection_token s on s.token = t.token and s.kind = t.kind
      join public.connection k on k.id = s.connection_id and k.ended_at is null where t.person_id = of_person
  loop perform private.found(of_case, m.practitioner_id, m.relation, m.kind, of_person); end loop;
end $$;
create function private.tokens_meet() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare m record;
begin
  if tg_table_name = 'party' then
    perform private.match_person(new.case_id, new.person_id);
  elsif tg_table_name = 'person_token' then
    perform pg_advisory_xact_lock_shared(145);
    for m in select distinct y.case_id, k.practitioner_id, k.relation from public.connection_token s
        join public.connection k on k.id = s.connection_id and k.ended_at is null join public.party y on y.person_id = new.person_id
        where s.token = new.token and s.kind = new.kind
    loop perform private.found(m.case_id, m.practitioner_id, m.relation, new.kind, new.person_id); end loop;
  else
    perform pg_advisory_xact_lock(145);
    for m in select distinct y.case_id, k.practitioner_id, k.relation, t.person_id from public.connection k join public.person_token t on t.token = new.token and t.kind = new.kind
        join public.party y on y.person_id = t.person_id where k.id = new.connection_id and k.ended_at is null
    loop perform private.found(m.case_id, m.practitioner_id, m.relation, new.kind, m.person_id); end loop;
  end if;
  return null;
end $$;
-- At the end of the transaction: what somebody is writing about their own people is first written whole, and then is no longer theirs.
create constraint trigger tokens_meet after insert on party deferrable initially deferred for each row execute function private.tokens_meet();
create constraint trigger tokens_meet after insert on person_token deferrable initially deferred for each row execute function private.tokens_meet();
create constraint trigger tokens_meet after insert on connection_token deferrable initially deferred for each row execute function private.tokens_meet();

-- Whoever joins a team or an employer is kept from what the team or employer is kept from.
create function private.joiner_is_kept_out() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  who constant uuid := coalesce(to_jsonb(new) ->> 'practitioner_id', to_jsonb(new) ->> 'id')::uuid;
  unit constant uuid := coalesce(to_jsonb(new) ->> 'team_id', to_jsonb(new) ->> 'agency_id')::uuid;
  x record;
begin
  perform pg_advisory_xact_lock(145);
  for x in select u.case_id from public.sealed_unit u where u.unit_id = unit loop
    perform private.exclude(x.case_id, who, 'employer', 'computed', null, null, null, private.acts_at());
  end loop;
  if tg_table_name = 'team_member' then
    for x in select e.case_id from public.case_exclusion e where e.ground = 'self' and e.ended_at is null and e.practitioner_id <> who
        and e.practitioner_id in (select m.practitioner_id from public.team_member m where m.team_id = unit and m.until_at is null)
    loop perform private.exclude(x.case_id, who, 'own team', 'computed', null, null, null, private.acts_at()); end loop;
    for x in select e.case_id from public.case_exclusion e where e.ground = 'self' and e.ended_at is null and e.practitioner_id = who
    loop perform private.exclude_team(x.case_id, who, private.acts_at()); end loop;
  end if;
  return null;
end $$;
create constraint trigger joiner_is_kept_out after insert on team_member deferrable initially deferred for each row execute function private.joiner_is_kept_out();
create constraint trigger joiner_is_kept_out after insert or update of agency_id on practitioner deferrable initially deferred
  for each row execute function private.joiner_is_kept_out();

-- Whatever chooses somebody, chooses the next in line instead of one who may not: an owner, an alarm, a question.
create function private.named_on(of_case uuid, who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select not exists (select from public.cases c where c.id = of_case and c.sealed_at is not null)
    or exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id = who and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()))
$$;
create function private.next_who_may() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  chosen uuid;
  heir uuid;
begin
  if new.case_id is null then
    -- A referral is told to all who take referrals: those who are close to it are left out.
    if tg_table_name = 'alarm' and private.is_excluded((to_jsonb(new) ->> 'to_id')::uuid,
      (select r.case_id from public.referral r where r.id = (to_jsonb(new) ->> 'referral_id')::uuid)) then return null; end if;
    return new;
  end if;
  chosen := (to_jsonb(new) ->> case tg_table_name when 'duty' then 'owner_id' when 'alarm' then 'to_id' else 'asked_of' end)::uuid;
  if not private.is_excluded(chosen, new.case_id) and private.named_on(new.case_id, chosen) then return new; end if;
  heir := private.next_in_line(new.case_id, chosen);
  if heir is null then return case tg_table_name when 'alarm' then null else new end; end if;
  if tg_table_name = 'duty' then
    new.owner_id := heir;
  elsif tg_table_name = 'alarm' then
    if exists (select from public.alarm a where a.to_id = heir and a.kind = new.kind and a.case_id = new.case_id
      and a.duty_id is not distinct from new.duty_id and a.referral_id is not distinct from new.referral_id and (a.duty_id is not null or a.seen_at is null))
    then return null; end if;
    new.to_id := heir;
    return new;
  else
    new.asked_of := heir;
  end if;
  perform private.let_go_on(new.case_id, heir, private.acts_at());
  return new;
end $$;
create trigger next_who_may before insert or update of owner_id on duty for each row when (new.state = 'open') execute function private.next_who_may();
create trigger next_who_may before insert on alarm for each row execute function private.next_who_may();
create trigger next_who_may before insert or update of asked_of on other_way for each row execute function private.next_who_may();

-- As before, and more: a lead goes from somebody with a conflict to the next in line without an offer, since there is nobody to make one.
create or replace function private.lead_moves_by_handover() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  moved record;
  actor constant uuid := public.current_actor();
begin
  if actor is null then return new; end if;
  for moved in select lead, was, is_now from (values ('risk', old.risk_lead_id, new.risk_lead_id), ('plan', old.plan_lead_id, new.plan_lead_id),
    ('contact', old.contact_lead_id, new.contact_lead_id)) as leads (lead, was, is_now) where was is distinct from is_now loop
    if not (old.state = 'closed' and moved.is_now = actor)
      and not (private.is_excluded(moved.was, new.id) and not private.is_excluded(moved.is_now, new.id) and private.lasting_sight(moved.is_now, new.id))
      and not exists (
      select from public.handover h where h.id = nullif(current_setting('waymark.handover', true), '')::uuid and h.case_id = new.id
        and h.answer = 'accepted' and h.to_id = moved.is_now and h.to_id = actor and moved.lead = any (h.leads))
    then raise exception 'a lead moves when a handover is accepted (INV-24)' using errcode = 'check_violation', constraint = 'lead_moves_by_handover';
    end if;
  end loop;
  return new;
end $$;

-- What the app may call --------------------------------------------------------------------------------------------------

create function private.keep_tokens(tokens jsonb) returns table (kind text, token bytea) language sql immutable set search_path = pg_catalog, pg_temp as
$$ select distinct t.kind, decode(t.token, 'hex') from jsonb_to_recordset(tokens) as t (kind text, token text) order by 1, 2 $$;
create function keep_person_tokens(of_person uuid, tokens jsonb) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.knows_person(of_person) then return; end if;
  insert into public.person_token (person_id, kind, token) select of_person, t.kind, t.token from private.keep_tokens(tokens) t on conflict do nothing;
end $$;
-- One's own people, or, by a supervisor, those of somebody they supervise.
create function give_connection(who uuid, relation text, tokens jsonb, at timestamptz) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  made uuid;
  is_own constant boolean := who = public.current_actor();
begin
  if not is_own and not exists (select from public.practitioner p where p.id = who and p.supervisor_id = public.current_actor()
    and p.agency_id = public.current_agency() and p.disabled_at is null) then return null; end if;
  insert into public.connection (practitioner_id, relation, source, given_by, given_at)
  values (who, relation, case when is_own then 'own' else 'supervisor' end, public.current_actor(), at) returning id into made;
  insert into public.connection_token (connection_id, kind, token) select made, t.kind, t.token from private.keep_tokens(tokens) t;
  return made;
end $$;
create function end_connection(sought uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.connection set ended_at = at where id = sought and practitioner_id = public.current_actor() and ended_at is null and source = 'own';
  return found;
end $$;
-- How many facts somebody gave about themselves and their people, and when: never what they are. What others declared is not said.
create function own_connections() returns table (id uuid, relation text, source text, given_at timestamptz, names integer, phones integer, emails integer, addresses integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select k.id, k.relation, k.source, k.given_at,
    (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'name')::integer,
    (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'phone')::integer,
    (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'e-mail')::integer,
    (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'address')::integer
  from public.connection k where k.practitioner_id = public.current_actor() and k.ended_at is null and k.source in ('own', 'employer') order by k.given_at
$$;

-- Looks at once for who may not have this case, and says whether that is whoever asks: asked when all of it is written.
create function settle_conflicts(of_case uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare y record;
begin
  if not public.actor_has_case(of_case) then return false; end if;
  for y in select p.person_id from public.party p where p.case_id = of_case loop perform private.match_person(of_case, y.person_id); end loop;
  return private.is_excluded(public.current_actor(), of_case);
end $$;
-- "I know somebody in this case", said by the person or by their supervisor. What is known of that person keeps them from the next case too.
create function declare_conflict(of_case uuid, who uuid, because text, of_person uuid, in_words text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare made uuid;
begin
  if not public.actor_has_case(of_case) or (who <> public.current_actor() and not exists (select from public.practitioner p
      where p.id = who and p.supervisor_id = public.current_actor() and p.agency_id = public.current_agency() and p.disabled_at is null))
    or (of_person is not null and not exists (select from public.party y where y.case_id = of_case and y.person_id = of_person))
  then return false; end if;
  if of_person is not null then
    insert into public.connection (practitioner_id, relation, source, given_by, given_at)
    values (who, case when because in ('self', 'partner', 'former partner', 'kin', 'household', 'friend') then because else 'other' end, 'case', public.current_actor(), at)
    returning id into made;
    insert into public.connection_token (connection_id, kind, token) select made, t.kind, t.token from public.person_token t where t.person_id = of_person;
  end if;
  perform private.exclude(of_case, who, because, 'declared', of_person, public.current_actor(), in_words, at);
  return true;
end $$;
-- Of these people, those who may be given nothing to do on this case; why is not said.
create function kept_out_of(of_case uuid, whom uuid[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select x.practitioner_id from public.case_exclusion x
  where x.case_id = of_case and x.ended_at is null and x.practitioner_id = any (whom) and public.actor_has_case(of_case)
$$;

create function private.may_settle(x public.case_exclusion) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select x.ended_at is null and x.ground not in ('self', 'employer') and x.practitioner_id <> public.current_actor() and public.current_is_safeguarding()
    and exists (select from public.practitioner p where p.id = x.practitioner_id and p.agency_id = public.current_agency())
    and not private.is_excluded(public.current_actor(), x.case_id)
    and exists (select from public.cases c where c.id = x.case_id and (c.sealed_at is null or public.actor_has_case(c.id)))
$$;
-- What the desk may end: matches of its own agency's people that are false, never "it is me".
create function conflicts_to_settle() returns table (id uuid, practitioner text, ground text, source text, at timestamptz, said text, reference text, case_id uuid,
  release_by uuid, proposed_by text, release_because text, release_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select x.id, p.name, x.ground, x.source, x.at, x.said, c.reference, case when public.actor_has_case(c.id) then c.id end, x.release_by, r.name, x.release_because, x.release_at
  from public.case_exclusion x join public.practitioner p on p.id = x.practitioner_id join public.cases c on c.id = x.case_id
    left join public.practitioner r on r.id = x.release_by
  where private.may_settle(x) order by x.release_at nulls last, x.at desc limit 200
$$;
create function propose_release(sought uuid, because text, moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.case_exclusion x set release_by = public.current_actor(), release_because = because, release_at = moment
  where x.id = sought and x.release_by is null and private.may_settle(x);
  return found;
end $$;
create function answer_release(sought uuid, agrees boolean, moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if agrees then
    update public.case_exclusion x set ended_at = moment, ended_because = x.release_because, ended_by = public.current_actor()
    where x.id = sought and x.release_by <> public.current_actor() and private.may_settle(x);
  else
    update public.case_exclusion x set release_by = null, release_because = null, release_at = null where x.id = sought and x.release_by is not null and private.may_settle(x);
  end if;
  return found;
end $$;

-- One way to the safeguarding desk of one's agency. Where it has none, or everybody there is close to those named: the desk of
-- another agency, else managers; and the lack of a desk is an alarm. Whoever sends it reads nothing back.
create function send_to_desk(whom text, what text, tokens jsonb, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  me constant uuid := public.current_actor();
  hidden uuid[];
  own uuid[];
  others uuid[] := '{}';
begin
  if me is null then return false; end if;
  hidden := array(select distinct k.practitioner_id from private.keep_tokens(tokens) t join public.connection_token s on s.token = t.token and s.kind = t.kind
    join public.connection k on k.id = s.connection_id and k.ended_at is null);
  hidden := array(select distinct id from (select unnest(hidden) as id
    union select m.practitioner_id from private.keep_tokens(tokens) t join public.connection_token s on s.token = t.token and s.kind = t.kind and t.kind = 'name'
      join public.connection k on k.id = s.connection_id and k.ended_at is null and k.relation = 'self'
      join public.team_member mine on mine.practitioner_id = k.practitioner_id and mine.until_at is null
      join public.team_member m on m.team_id = mine.team_id and m.until_at is null) as each_one);
  own := private.desk_of(public.current_agency(), hidden || me);
  if own = '{}' then
    others := array(select p.id from public.practitioner p join public.agency a on a.id = p.agency_id
      where p.id = any (private.desk_of(null, hidden || me)) and p.agency_id <> public.current_agency()
        and a.kind = (select b.kind from public.agency b join public.practitioner q on q.agency_id = b.id
          where q.id = any (private.desk_of(null, hidden || me)) and b.id <> public.current_agency()
          order by case b.kind when 'police' then 1 when 'council' then 2 else 3 end limit 1));
    if others = '{}' then
      others := array(select p.id from public.practitioner p where p.disabled_at is null and private.manages(p.role) and p.id <> all (hidden || me)
        and p.agency_id = public.current_agency());
    end if;
    if others = '{}' then
      others := array(select p.id from public.practitioner p where p.disabled_at is null and private.manages(p.role) and p.id <> all (hidden || me));
    end if;
    insert into public.alarm (to_id, kind, raised_at) select p.id, 'no safeguarding desk', at from public.practitioner p
    where p.agency_id = public.current_agency() and p.disabled_at is null and private.manages(p.role) and p.id <> all (hidden || me)
      and private.desk_of(public.current_agency(), '{}') = '{}' order by p.id on conflict do nothing;
  end if;
  insert into public.desk_message (agency_id, kind, from_id, readers, hidden_from, about, said, sent_at)
  values (public.current_agency(), 'message', me, others, hidden, whom, what, at);
  insert into public.alarm (to_id, kind, raised_at) select id, 'message for the desk', at from unnest(own || others) as id order by id on conflict do nothing;
  return true;
end $$;
create function private.desk_of(of_agency uuid, without uuid[]) returns uuid[] language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select array(select distinct m.practitioner_id from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
    join public.practitioner p on p.id = m.practitioner_id and p.disabled_at is null
    where t.is_safeguarding and t.closed_at is null and t.agency_id = coalesce(of_agency, t.agency_id) and m.practitioner_id <> all (without))
$$;

-- The seal -----------------------------------------------------------------------------------------------------------------

-- Who looked at the records of the people of this case, of those who may no longer: for professional standards (S-03).
create function private.past_looks(of_case uuid) returns table (line text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.name || ', ' || a.name || ': ' || count(*) || case when count(*) = 1 then ' look' else ' looks' end || ' at ' || c.reference || ', first '
    || to_char(min(l.at) at time zone 'Europe/London', 'DD Mon YYYY HH24:MI') || ', last ' || to_char(max(l.at) at time zone 'Europe/London', 'DD Mon YYYY HH24:MI')
  from public.audit l join public.practitioner p on p.id = l.actor_id join public.agency a on a.id = p.agency_id join public.cases c on c.id = l.case_id
  where l.case_id in (select theirs.case_id from public.party own join public.party theirs on theirs.person_id = own.person_id where own.case_id = of_case)
    and l.actor_id in (select x.practitioner_id from public.case_exclusion x where x.case_id = of_case and x.ended_at is null)
  group by p.name, a.name, c.reference order by count(*) desc, p.name
$$;
-- Seals a case: those named keep it one by one, every team and everybody else lose it, and the units named never get it. Of whoever
-- goes, the work goes on with the next who may.
create function seal_case(of_case uuid, because text, named uuid[], units uuid[], about jsonb, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  c public.cases;
  me constant uuid := public.current_actor();
  kept uuid[];
  one uuid;
  looks text;
begin
  select * into c from public.cases where id = of_case for no key update;
  if not found or not public.actor_has_case(of_case) or c.state = 'closed' or me <> all (named)
    or not (me in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id) or private.manages((select role from public.practitioner where id = me)))
    or exists (select from unnest(named) n where private.is_excluded(n, of_case) or not exists (select from public.practitioner p where p.id = n and p.disabled_at is null))
  then return false; end if;
  kept := named || array(select l from unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) l where not exists (
    select from public.practitioner p where p.id = l and (p.agency_id = any (units)
      or exists (select from public.team_member m where m.practitioner_id = l and m.until_at is null and m.team_id = any (units)))));
  update public.cases set sealed_at = coalesce(sealed_at, moment), sealed_by = coalesce(sealed_by, me), sealed_because = coalesce(sealed_because, because), version = version + 1
  where id = of_case;
  foreach one in array kept loop
    update public.case_grant set until_at = null where case_id = of_case and grantee_id = one and revoked_at is null;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
    select of_case, p.id, p.agency_id, 'Named on a sealed case', me, moment from public.practitioner p
    where p.id = one and not exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id = one and g.revoked_at is null)
    on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null, until_at = null;
  end loop;
  insert into public.sealed_unit (case_id, unit_id, added_by, added_at) select of_case, u, me, moment from unnest(units) u on conflict do nothing;
  for one in select p.id from public.practitioner p where p.agency_id = any (units) and p.id <> all (kept)
      union select m.practitioner_id from public.team_member m where m.team_id = any (units) and m.until_at is null and m.practitioner_id <> all (kept)
  loop perform private.exclude(of_case, one, 'employer', 'declared', null, me, null, moment); end loop;
  select * into c from public.cases where id = of_case;
  kept := kept || c.risk_lead_id || c.plan_lead_id || c.contact_lead_id;
  insert into public.duty_move (case_id, duty_id, from_id, to_id, reason, moved_by, moved_at)
  select d.case_id, d.id, d.owner_id, c.contact_lead_id, 'The case was sealed', me, moment from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.owner_id <> all (kept);
  update public.duty set owner_id = c.contact_lead_id, version = version + 1 where case_id = of_case and state = 'open' and owner_id <> all (kept);
  update public.other_way set asked_of = c.contact_lead_id where case_id = of_case and decided_at is null and asked_of <> all (kept);
  update public.case_grant set revoked_at = moment where case_id = of_case and revoked_at is null and grantee_id <> all (kept);
  insert into public.case_seal (case_id, member, handled_by, agreement, alternate, colleague_id, colleague_asked, standards_id, written_by, written_at)
  select of_case, s.member, s."handledBy", s.agreement, s.alternate, s."colleagueId", s."colleagueAsked", s."standardsId", me, moment
  from jsonb_to_record(about) as s (member text, "handledBy" text, agreement text, alternate text, "colleagueId" uuid, "colleagueAsked" text, "standardsId" uuid);
  if about ->> 'standardsId' is not null then
    select string_agg(l.line, E'\n') into looks from private.past_looks(of_case) l;
    insert into public.desk_message (agency_id, kind, from_id, to_id, about, said, sent_at)
    select p.agency_id, 'past looks', me, p.id, 'Looks at the records of people in case ' || c.reference,
      coalesce(looks, 'Nobody who may not see this case has looked at the records of the people in it.'), moment
    from public.practitioner p where p.id = (about ->> 'standardsId')::uuid and p.disabled_at is null and not private.is_excluded(p.id, of_case);
    insert into public.alarm (to_id, kind, raised_at)
    select p.id, 'past looks', moment from public.practitioner p
    where p.id = (about ->> 'standardsId')::uuid and p.disabled_at is null and not private.is_excluded(p.id, of_case) on conflict do nothing;
  end if;
  return true;
end $$;

-- Counts, caseloads and what a supervisor may place: nothing of a case that is sealed to the reader or that they may not see.
create or replace function private.counted_cases(whole boolean) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id from public.cases c
  where coalesce(c.closed_as, '') not in ('recorded in error', 'double of another case')
    and c.sealed_at is null and c.id <> all ((select public.current_excluded())::uuid[])
    and (whole or c.agency_id = (select public.current_agency())
      or exists (select from public.case_grant g where g.case_id = c.id and g.agency_id = (select public.current_agency())))
$$;
create function private.is_countable(c public.cases, who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select c.id <> all (public.current_excluded()) and (c.sealed_at is null or who = public.current_actor() or public.actor_has_case(c.id)) $$;
-- An administrator has no case, and must know that something hangs on somebody before they leave: for them the figures are whole.
create or replace function caseloads(whom uuid[], at timestamptz)
returns table (practitioner_id uuid, risk_leads integer, plan_leads integer, contact_leads integer, open_duties integer, late_duties integer)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select who,
    (select count(*)::integer from public.cases c where c.risk_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
    (select count(*)::integer from public.cases c where c.plan_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
    (select count(*)::integer from public.cases c where c.contact_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
    (select count(*)::integer from public.duty d join public.cases c on c.id = d.case_id
      where d.owner_id = who and d.state = 'open' and (me.is_head or private.is_countable(c, who))),
    (select count(*)::integer from public.duty d join public.cases c on c.id = d.case_id
      where d.owner_id = who and d.state = 'open' and d.due_at < at and (me.is_head or private.is_countable(c, who)))
  from (select public.current_is_administrator() as is_head) me, unnest(whom) as who where private.may_manage(who)
$$;
create or replace function held_by(who uuid) returns table (case_id uuid, reference text, leads text[], open_duties integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id, c.reference,
    case when c.state = 'closed' then '{}' else array_remove(array[case when c.risk_lead_id = who then 'risk' end,
      case when c.plan_lead_id = who then 'plan' end, case when c.contact_lead_id = who then 'contact' end], null) end,
    (select count(*) from public.duty d where d.case_id = c.id and d.owner_id = who and d.state = 'open')::integer
  from public.cases c
  where (who = public.current_actor() or exists (select from public.practitioner p where p.id = who and p.supervisor_id = public.current_actor()
      and p.agency_id = public.current_agency()))
    and private.is_countable(c, who)
    and c.id in (
      select id from public.cases where risk_lead_id = who and state <> 'closed' union select id from public.cases where plan_lead_id = who and state <> 'closed'
      union select id from public.cases where contact_lead_id = who and state <> 'closed' union select d.case_id from public.duty d where d.owner_id = who and d.state = 'open')
  order by c.reference
$$;
-- An excluded person takes nothing on, also by an address that they know.
create or replace function referral_clashes(sought uuid, who uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.referral r join public.practitioner p on p.id = who and p.agency_id = r.to_agency_id
    where r.id = sought and r.to_agency_id = public.current_agency() and r.answer is null
      and (private.works_for_other_side(who, r.case_id, false) or private.is_excluded(who, r.case_id)))
$$;
create function private.excluded_takes_nothing() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if private.is_excluded(public.current_actor(), new.case_id) or private.is_excluded(new.worker_id, new.case_id)
  then raise exception 'somebody with a conflict takes nothing on (INV-36)' using errcode = 'check_violation', constraint = 'excluded_takes_nothing'; end if;
  return new;
end $$;
create trigger excluded_takes_nothing before update of answer on referral for each row when (new.answer = 'accepted' and old.answer is null)
  execute function private.excluded_takes_nothing();

do $$
declare f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('public', 'private') and p.proname in ('current_is_safeguarding', 'acts_at', 'manages', 'who_see', 'next_in_line', 'let_go_on', 'conflict_found',
      'exclude', 'exclude_team', 'found', 'match_person', 'tokens_meet', 'joiner_is_kept_out', 'named_on', 'next_who_may', 'keep_tokens', 'keep_person_tokens',
      'give_connection', 'end_connection', 'own_connections', 'settle_conflicts', 'declare_conflict', 'kept_out_of', 'conflicts_to_settle', 'may_settle',
      'propose_release', 'answer_release', 'send_to_desk', 'desk_of', 'past_looks', 'seal_case', 'is_countable', 'excluded_takes_nothing') loop
    execute format('alter function %s owner to waymark_definer', f.signature);
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end $$;
grant execute on function current_is_safeguarding(), keep_person_tokens(uuid, jsonb), give_connection(uuid, text, jsonb, timestamptz), end_connection(uuid, timestamptz),
  own_connections(), settle_conflicts(uuid), declare_conflict(uuid, uuid, text, uuid, text, timestamptz), kept_out_of(uuid, uuid[]), conflicts_to_settle(),
  propose_release(uuid, text, timestamptz), answer_release(uuid, boolean, timestamptz), send_to_desk(text, text, jsonb, timestamptz),
  seal_case(uuid, text, uuid[], uuid[], jsonb, timestamptz) to waymark_app;
revoke create on schema public, private from waymark_definer;
