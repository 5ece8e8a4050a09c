-- Whoever goes to a call is told what stands in the home that they go to, and a call from a device is known by its number (TD-02, SA-11; INV-37, INV-61).

grant create on schema public, private to waymark_definer;

alter table attendance add from_device boolean not null default false;
create index attendance_asked on attendance (asked_at);

-- The numbers by which a device is known when it calls, as marks that nobody reads back. One that was replaced stays, so that a call from it is not taken for theirs.
create table device_number (
  measure_id uuid not null,
  case_id uuid not null,
  person_id uuid not null,
  token bytea not null check (octet_length(token) = 32),
  is_current boolean not null,
  primary key (measure_id, token),
  foreign key (measure_id, case_id, person_id) references measure (id, case_id, person_id)
);
create index device_number_token on device_number (token);
create index device_number_case on device_number (case_id);
-- No role reads it but through the doors below.
alter table device_number enable row level security;
alter table device_number force row level security;
create policy definer_all on device_number to waymark_definer using (true) with check (true);
grant select, insert, update, delete on device_number to waymark_definer;

-- Written with the step in which a device is given out, by whoever takes it.
create function keep_device_numbers(of_measure uuid, hex text[]) returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  m public.measure;
  known constant bytea[] := private.marks_of(hex);
begin
  select * into m from public.measure where id = of_measure and kind = 'device' for update;
  if not found or not public.actor_has_case(m.case_id) or public.current_on_other_side(m.case_id) then return; end if;
  update public.device_number set is_current = false where measure_id = m.id and is_current and token <> all (known);
  insert into public.device_number (measure_id, case_id, person_id, token, is_current) select m.id, m.case_id, m.person_id, each, true from unnest(known) as each
  on conflict (measure_id, token) do update set is_current = true;
end $$;

-- The mark of a device stands among the marks of its call: whoever is kept from its case is as close to that call as to the home.
create or replace function private.close_to_place(known bytea[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select k.practitioner_id from public.connection_token t join public.connection k on k.id = t.connection_id and k.ended_at is null
  where t.kind = 'address' and t.token = any (known)
  union
  select x.practitioner_id from public.person_token t join public.party y on y.person_id = t.person_id
    join public.case_exclusion x on x.case_id = y.case_id and x.ended_at is null and x.ground not in ('own team', 'employer')
  where t.kind = 'address' and t.token = any (known)
  union
  select x.practitioner_id from public.device_number d
    join public.case_exclusion x on x.case_id = d.case_id and x.ended_at is null and x.ground not in ('own team', 'employer')
  where d.token = any (known)
$$;
create or replace function private.teams_kept_from(known bytea[]) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.team_id from public.team_member m where m.until_at is null and m.practitioner_id in (select private.close_to_place(known))
  union
  select t.id from public.person_token o join public.party y on y.person_id = o.person_id join public.sealed_unit u on u.case_id = y.case_id
    join public.team t on u.unit_id in (t.id, t.agency_id)
  where o.kind = 'address' and o.token = any (known)
  union
  select t.id from public.device_number d join public.sealed_unit u on u.case_id = d.case_id join public.team t on u.unit_id in (t.id, t.agency_id)
  where d.token = any (known)
$$;
-- A case that is kept from somebody, or whose other side they work with, is told of to them in no call.
create function private.kept_in_calls(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select private.is_excluded(who, of_case) or public.current_on_other_side(of_case) $$;
create function private.device_marks(of_person uuid, number bytea) returns bytea[] language sql stable security definer set search_path = pg_catalog, pg_temp as
$$ select array(select number union all select t.token from public.person_token t where t.person_id = of_person and t.kind = 'address') $$;

-- Whose the number is, as far as whoever takes the call may know. How it stands decides what is done; of one that is not in their hands no more is said than whom to ring.
create function device_found(hex text) returns table (case_id uuid, measure_id uuid, stands text, marks text[], lead text, phone text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.case_id, d.measure_id, case when not d.is_current then 'replaced' when m.state in ('issued', 'active') then 'live' else m.state end,
    array(select encode(each, 'hex') from unnest(private.device_marks(d.person_id, d.token)) as each), p.name, p.phone
  from public.device_number d join public.measure m on m.id = d.measure_id join public.cases c on c.id = d.case_id
    left join public.practitioner p on p.id = c.contact_lead_id
  where d.token = decode(hex, 'hex') and private.takes_calls() and not private.kept_in_calls(private.bound(1), d.case_id)
    and private.is_free_of(private.bound(1), private.device_marks(d.person_id, d.token), null)
  order by d.measure_id
$$;
-- False: no such device is in anybody's hands, or a team was named that may not go.
create function keep_device_call(new_id uuid, hex text[], proposed uuid, moment timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from public.device_number d join public.measure m on m.id = d.measure_id
    where d.token = any (private.marks_of(hex)) and d.is_current and m.state in ('issued', 'active', 'faulty')) then return false; end if;
  if not public.keep_attendance(new_id, hex, proposed, moment) then return false; end if;
  update public.attendance set from_device = true where id = new_id;
  return true;
end $$;

-- For twelve hours a call is read by whoever took it, by the unit that goes and by whoever takes command; one from a device by each who takes calls there.
create function private.call_read_as(c public.attendance, moment timestamptz) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case
    when private.bound(1) is null or moment < c.asked_at or moment > c.asked_at + interval '12 hours' then null
    when c.asked_by = private.bound(1) and private.takes_calls() then 'control room'
    when c.command_id = private.bound(1) then 'command'
    when exists (select from public.team_member m where m.team_id = coalesce(c.sent_team_id, c.proposed_team_id) and m.practitioner_id = private.bound(1) and m.until_at is null) then 'unit'
    when c.from_device and private.takes_calls() and c.agency_id = public.current_agency() and private.is_free_of(private.bound(1), c.marks, null)
      and not exists (select from public.device_number d where d.token = any (c.marks) and private.kept_in_calls(private.bound(1), d.case_id)) then 'control room'
  end
$$;
create function calls_read(moment timestamptz) returns table (id uuid, asked_at timestamptz, from_device boolean, unit text, sent_at timestamptz, read_as text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id, c.asked_at, c.from_device, t.name, c.sent_at, private.call_read_as(c, moment)
  from public.attendance c left join public.team t on t.id = coalesce(c.sent_team_id, c.proposed_team_id)
  where c.asked_at > moment - interval '12 hours' and private.call_read_as(c, moment) is not null
  order by c.from_device desc, c.asked_at desc, c.id
$$;
create function call_read(call uuid, moment timestamptz) returns table (id uuid, asked_at timestamptz, from_device boolean, unit text, sent_at timestamptz, read_as text,
  is_mine boolean, command text, phone text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.id, c.asked_at, c.from_device, t.name, c.sent_at, private.call_read_as(c, moment), c.asked_by = private.bound(1), p.name, p.phone
  from public.attendance c left join public.team t on t.id = coalesce(c.sent_team_id, c.proposed_team_id) left join public.practitioner p on p.id = c.command_id
  where c.id = call and private.call_read_as(c, moment) is not null
$$;
-- Whom a call is about: whose device it is, else whoever is known to live there.
create function private.people_of_call(c public.attendance) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.person_id from public.device_number d where c.from_device and d.token = any (c.marks)
  union
  select t.person_id from public.person_token t where not c.from_device and t.kind = 'address' and t.token = any (c.marks)
$$;
-- What stands there now: a sanctuary with its mark at a partner, a device in somebody's hands, a marker, police watch. The steps that say more, sealed, each with the key of that person.
create function call_told(call uuid, moment timestamptz) returns table (measure_id uuid, case_id uuid, person_id uuid, kind text, state text, read_as text, step text, step_id uuid,
  content bytea, wrapped bytea, kept_as uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.id, m.case_id, m.person_id, m.kind, m.state, private.call_read_as(c, moment), s.step, s.id, s.content, k.wrapped, k.kept_as
  from public.attendance c join public.measure m on m.person_id in (select private.people_of_call(c))
    join vault.measure_step s on s.measure_id = m.id join vault.person_key k on k.person_id = m.person_id
  where c.id = call and private.call_read_as(c, moment) is not null and private.is_free_of(private.bound(1), c.marks, null)
    and not private.kept_in_calls(private.bound(1), m.case_id)
    and case m.kind
      when 'sanctuary' then m.state in ('marked', 'installed') and s.step in ('fit', 'renew')
      when 'device' then (m.state in ('issued', 'active') or m.state = 'faulty' and c.from_device) and s.step = 'issue'
      when 'urgent-mark' then m.state in ('asked', 'on') and s.step in ('begin', 'renew')
      when 'police-watch' then m.state = 'on' and s.step in ('begin', 'review')
      else false end
    and (m.kind not in ('sanctuary', 'urgent-mark') or exists (select from public.measure_mark f
      where f.measure_id = m.id and f.asks = 'set' and f.confirmed_on is not null and not f.never_set))
  order by m.kind, m.id, s.version
$$;
create policy definer_read on device_kind for select to waymark_definer using (true);
grant select on device_kind to waymark_definer;
-- Whose device calls: for the control room alone.
create function device_callers(call uuid, moment timestamptz) returns table (measure_id uuid, device text, name text, called text, born_on date, language text,
  communication_needs text, lead text, phone text) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select m.id, i.name, p.name, p.called, p.born_on, p.language, p.communication_needs, l.name, l.phone
  from public.attendance c join public.device_number d on d.token = any (c.marks) and d.is_current
    join public.measure m on m.id = d.measure_id and m.state in ('issued', 'active', 'faulty')
    join public.device_kind i on i.id = m.device_kind_id join public.person p on p.id = m.person_id
    join public.cases s on s.id = m.case_id left join public.practitioner l on l.id = s.contact_lead_id
  where c.id = call and c.from_device and private.call_read_as(c, moment) = 'control room' and private.is_free_of(private.bound(1), c.marks, null)
    and not private.kept_in_calls(private.bound(1), m.case_id)
  order by m.id
$$;

-- A number goes with the steps that gave it.
create function private.device_number_goes() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  delete from public.device_number d where d.measure_id = old.measure_id;
  return null;
end $$;
create trigger device_number_goes after delete on vault.measure_step for each row when (old.step = 'issue') execute function private.device_number_goes();

do $$
declare f text;
begin
  foreach f in array array['keep_device_numbers(uuid, text[])', 'private.kept_in_calls(uuid, uuid)', 'private.device_marks(uuid, bytea)', 'device_found(text)',
    'keep_device_call(uuid, text[], uuid, timestamptz)', 'private.call_read_as(attendance, timestamptz)', 'calls_read(timestamptz)', 'call_read(uuid, timestamptz)',
    'private.people_of_call(attendance)', 'call_told(uuid, timestamptz)', 'device_callers(uuid, timestamptz)', 'private.device_number_goes()'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function keep_device_numbers(uuid, text[]), device_found(text), keep_device_call(uuid, text[], uuid, timestamptz), calls_read(timestamptz),
  call_read(uuid, timestamptz), call_told(uuid, timestamptz), device_callers(uuid, timestamptz) to waymark_app;
revoke create on schema public, private from waymark_definer;
