-- Who goes to an emergency call: never the victim's own team, nor one in which somebody close to them is (INV-37, ST-03, S-04).
-- Life comes first: the nearest unit may go all the same, under somebody else's command, and that is looked at afterwards (INV-55).
grant create on schema public, private to waymark_definer;

alter table team add goes_to_calls boolean not null default false;

-- One question from the control room. Of the address it keeps marks alone, which nobody can read back (0145).
create table attendance (
  id uuid primary key,
  agency_id uuid not null references agency,
  asked_by uuid not null references practitioner,
  asked_at timestamptz not null,
  marks bytea[] not null check (cardinality(marks) > 0),
  -- Nobody of one's own: a neighbouring force.
  proposed_team_id uuid references team,
  sent_team_id uuid references team,
  sent_at timestamptz,
  command_id uuid references practitioner,
  is_exception boolean not null default false,
  reviewer_id uuid references practitioner,
  due_at timestamptz,
  late_at timestamptz,
  outcome text check (outcome in ('right', 'another unit could have gone')),
  said text,
  reviewed_by uuid references practitioner,
  reviewed_at timestamptz,
  check ((sent_team_id is null) = (sent_at is null)),
  check (is_exception = (due_at is not null) and (reviewer_id is null or is_exception)),
  check ((outcome is null) = (reviewed_at is null) and (outcome is null) = (reviewed_by is null))
);
create index attendance_reviewer on attendance (reviewer_id) where is_exception;
create index attendance_waiting on attendance (due_at) where is_exception and outcome is null;
-- No role reads it but through the doors below: whoever asked is not told what it was an exception from.
alter table attendance enable row level security;
alter table attendance force row level security;
create policy definer_all on attendance to waymark_definer using (true) with check (true);
grant select, insert, update on attendance to waymark_definer;

create function private.takes_calls() returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.practitioner p join public.agency a on a.id = p.agency_id
    where p.id = private.bound(1) and a.kind = 'police' and p.role = 'police-supervisor' and p.disabled_at is null)
$$;
-- Whoever lives there, is close to somebody who does, or is kept from a case of somebody there.
create function private.close_to_place(known bytea[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select k.practitioner_id from public.connection_token t join public.connection k on k.id = t.connection_id and k.ended_at is null
  where t.kind = 'address' and t.token = any (known)
  union
  select x.practitioner_id from public.person_token t join public.party y on y.person_id = t.person_id
    join public.case_exclusion x on x.case_id = y.case_id and x.ended_at is null and x.ground not in ('own team', 'employer')
  where t.kind = 'address' and t.token = any (known)
$$;
create function private.teams_kept_from(known bytea[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.team_id from public.team_member m where m.until_at is null and m.practitioner_id in (select private.close_to_place(known))
  union
  select t.id from public.person_token o join public.party y on y.person_id = o.person_id join public.sealed_unit u on u.case_id = y.case_id
    join public.team t on u.unit_id in (t.id, t.agency_id)
  where o.kind = 'address' and o.token = any (known)
$$;
create function private.marks_of(hex text[]) returns bytea[] language sql immutable set search_path = pg_catalog, pg_temp as
$$ select array(select decode(each, 'hex') from unnest(hex) as each order by each) $$;
-- The teams that may go, each with its people. The order hangs on the address, so that who comes first says nothing, and is the
-- same whenever the same address is asked about.
create function attendance_teams(hex text[]) returns table (id uuid, name text, members uuid[])
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare known constant bytea[] := private.marks_of(hex);
begin
  if not private.takes_calls() then return; end if;
  return query select t.id, t.name, array(select m.practitioner_id from public.team_member m where m.team_id = t.id and m.until_at is null)
  from public.team t
  where t.agency_id = public.current_agency() and t.goes_to_calls and t.closed_at is null and t.id not in (select private.teams_kept_from(known))
  order by sha256(known[1] || uuid_send(t.id));
end $$;
create function keep_attendance(new_id uuid, hex text[], proposed uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare known constant bytea[] := private.marks_of(hex);
begin
  if not private.takes_calls() or proposed in (select private.teams_kept_from(known)) then return false; end if;
  insert into public.attendance (id, agency_id, asked_by, asked_at, marks, proposed_team_id)
  values (new_id, public.current_agency(), private.bound(1), moment, known, proposed);
  return true;
end $$;

-- Who is free of a call: neither close to the place, nor of a team that is, nor their line manager, nor of the team that was sent.
create function private.is_free_of(who uuid, known bytea[], sent uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select not exists (select from private.close_to_place(known) as near left join public.practitioner n on n.id = near
      where who in (near, n.supervisor_id))
    and not exists (select from public.team_member m where m.practitioner_id = who and m.until_at is null
      and (m.team_id = sent or m.team_id in (select private.teams_kept_from(known))))
$$;
-- Who looks at it afterwards: neither who sent the unit nor who took command; professional standards first.
create function private.attendance_reviewers(call uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id from public.attendance c join public.practitioner p on p.role in ('professional-standards', 'police-supervisor', 'auditor')
    join public.agency a on a.id = p.agency_id and a.kind = 'police'
  where c.id = call and p.disabled_at is null and p.id is distinct from c.asked_by and p.id is distinct from c.command_id
    and p.id is distinct from c.reviewer_id and private.is_free_of(p.id, c.marks, c.sent_team_id)
  order by p.agency_id <> c.agency_id, array_position(array['professional-standards', 'police-supervisor', 'auditor'], p.role), p.invited_at, p.id
$$;
create function private.tell_reviewer(call uuid, whom uuid, alarm text, moment timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$ insert into public.alarm (to_id, kind, raised_at) select whom, alarm, moment where whom is not null on conflict do nothing $$;
-- The nearest unit goes. Command is named whatever the address; only where the unit should not have gone is there something to look at.
create function send_nearest(call uuid, team uuid, at_work uuid[], moment timestamptz, due timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  c public.attendance;
  commander uuid;
  kept boolean;
begin
  select * into c from public.attendance where id = call and asked_by = private.bound(1) for update;
  if not found or not private.takes_calls() or c.sent_at is not null or moment > c.asked_at + interval '12 hours'
    or not exists (select from public.team t where t.id = team and t.agency_id = c.agency_id and t.goes_to_calls and t.closed_at is null)
  then return false; end if;
  select p.id into commander from public.practitioner p join public.agency a on a.id = p.agency_id and a.kind = 'police'
  where p.role = 'police-supervisor' and p.disabled_at is null and private.is_free_of(p.id, c.marks, team)
  order by p.agency_id <> c.agency_id, p.id <> all (at_work), sha256(c.marks[1] || uuid_send(p.id)) limit 1;
  kept := team in (select private.teams_kept_from(c.marks));
  update public.attendance set sent_team_id = team, sent_at = moment, command_id = commander, is_exception = kept,
    due_at = case when kept then due end where id = call;
  if kept then
    update public.attendance set reviewer_id = (select r from private.attendance_reviewers(call) as r limit 1) where id = call returning * into c;
    perform private.tell_reviewer(call, c.reviewer_id, 'attendance', moment);
  end if;
  return true;
end $$;
create function attendance_of(call uuid) returns table (asked_at timestamptz, sent text, sent_at timestamptz, command text, phone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.asked_at, t.name, c.sent_at, p.name, p.phone from public.attendance c join public.team t on t.id = c.sent_team_id
    left join public.practitioner p on p.id = c.command_id
  where c.id = call and c.asked_by = private.bound(1) and private.takes_calls()
$$;
create function attendance_reviews() returns table (id uuid, sent text, sent_at timestamptz, sender text, command text, due_at timestamptz,
  outcome text, said text, reviewed_at timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id, t.name, c.sent_at, s.name, p.name, c.due_at, c.outcome, c.said, c.reviewed_at
  from public.attendance c join public.team t on t.id = c.sent_team_id join public.practitioner s on s.id = c.asked_by
    left join public.practitioner p on p.id = c.command_id
  where c.reviewer_id = private.bound(1) and private.is_free_of(c.reviewer_id, c.marks, c.sent_team_id)
  order by c.outcome is not null, c.due_at, c.id
$$;
create function review_attendance(call uuid, found_as text, in_words text, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.attendance c set outcome = found_as, said = in_words, reviewed_by = private.bound(1), reviewed_at = moment
  where c.id = call and c.reviewer_id = private.bound(1) and c.outcome is null and private.is_free_of(c.reviewer_id, c.marks, c.sent_team_id);
  return found;
end $$;
-- What nobody looked at in time, or nobody may any more, goes to the next who may.
create function climb_attendance(moment timestamptz) returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  c record;
  next uuid;
  climbed integer := 0;
begin
  for c in select a.* from public.attendance a left join public.practitioner r on r.id = a.reviewer_id
    where a.is_exception and a.outcome is null
      and (r.id is null or r.disabled_at is not null or (a.due_at < moment and (a.late_at is null or a.late_at < moment - interval '1 day'))
        or not private.is_free_of(r.id, a.marks, a.sent_team_id))
    for update of a skip locked
  loop
    select n into next from private.attendance_reviewers(c.id) as n limit 1;
    if next is null and c.due_at >= moment then continue; end if;
    update public.attendance set reviewer_id = coalesce(next, reviewer_id), late_at = case when due_at < moment then moment else late_at end where id = c.id;
    perform private.tell_reviewer(c.id, coalesce(next, c.reviewer_id), case when c.due_at < moment then 'attendance late' else 'attendance' end, moment);
    climbed := climbed + 1;
  end loop;
  return climbed;
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.takes_calls()', 'private.close_to_place(bytea[])', 'private.teams_kept_from(bytea[])', 'private.marks_of(text[])',
    'attendance_teams(text[])', 'keep_attendance(uuid, text[], uuid, timestamptz)', 'private.is_free_of(uuid, bytea[], uuid)',
    'private.attendance_reviewers(uuid)', 'private.tell_reviewer(uuid, uuid, text, timestamptz)',
    'send_nearest(uuid, uuid, uuid[], timestamptz, timestamptz)', 'attendance_of(uuid)', 'attendance_reviews()',
    'review_attendance(uuid, text, text, timestamptz)', 'climb_attendance(timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function attendance_teams(text[]), keep_attendance(uuid, text[], uuid, timestamptz),
  send_nearest(uuid, uuid, uuid[], timestamptz, timestamptz), attendance_of(uuid), attendance_reviews(),
  review_attendance(uuid, text, text, timestamptz) to waymark_app;
grant execute on function climb_attendance(timestamptz) to waymark_worker;
revoke create on schema public, private from waymark_definer;
