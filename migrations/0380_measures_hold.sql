-- What was found wanting in the measures that protect (HS, SA, TD, RR-04; INV-16, INV-18, INV-61): a mark of an address never outlives its sanctuary, somebody can be taken out
-- of a watch that is on, a lost device is shut before anything else, partners are consulted before anybody approves, works stand item by item under their
-- sanctuary; and two kinds more, police watch and the mark for an urgent response.

grant create on schema public, private, vault to waymark_definer;

alter table private.measure_way no force row level security;
alter table private.measure_way
  -- Only after this step was taken once.
  add needs_step text,
  -- Only where partners were asked to mark something (true), or only where none was (false).
  add when_marked boolean;

update private.measure_way set when_marked = false where kind = 'sanctuary' and step = 'refuse';
update private.measure_way set when_marked = true where kind = 'sanctuary' and step = 'leave';
update private.measure_way set needs_step = 'consult' where kind = 'sanctuary' and step = 'approve';
delete from private.measure_way where kind = 'device' and from_state = 'lost';
insert into private.measure_way values
  ('security', 'recording', 'fitted', 'fitted', false, '{}', false, null, null, null),
  ('security', 'recording', 'checked', 'checked', false, '{}', false, null, null, null),
  ('named-watch', 'member-drop', 'screened', 'screened', false, '{}', false, null, null, null),
  ('named-watch', 'member-drop', 'consented', 'screened', false, '{}', false, null, null, null),
  ('named-watch', 'member-out', 'active', 'active', false, '{}', false, null, null, null),
  ('named-watch', 'further-blocked', 'consented', 'consented', false, '{}', false, null, null, null),
  ('named-watch', 'further-blocked', 'active', 'active', false, '{}', false, null, null, null),
  ('named-watch', 'tell-suspect', 'active', 'active', false, '{}', false, null, null, null),
  ('unnamed-watch', 'tell-suspect', 'active', 'active', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'referred', 'referred', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'eligible', 'eligible', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'signed', 'signed', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'assessed', 'assessed', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'approved', 'approved', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'fitted', 'fitted', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'inspected', 'inspected', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'marked', 'marked', false, '{}', false, null, null, null),
  ('sanctuary', 'consult', 'installed', 'installed', false, '{}', false, null, null, null),
  ('sanctuary', 'leave', 'approved', 'leaving', false, '{}', false, 'take off', null, true),
  ('sanctuary', 'leave', 'fitted', 'leaving', false, '{}', false, 'take off', null, true),
  ('sanctuary', 'leave', 'inspected', 'leaving', false, '{}', false, 'take off', null, true),
  ('device', 'shut', 'lost', 'shut', false, '{}', false, null, null, null),
  ('device', 'issue', 'shut', 'issued', false, '{}', false, null, null, null),
  ('device', 'return', 'shut', 'returned', true, '{}', false, null, null, null),
  ('device', 'recording', 'issued', 'issued', false, '{}', false, null, null, null),
  ('device', 'recording', 'active', 'active', false, '{}', false, null, null, null),
  ('device', 'recording', 'faulty', 'faulty', false, '{}', false, null, null, null),
  ('device', 'recording', 'lost', 'lost', false, '{}', false, null, null, null),
  ('device', 'recording', 'shut', 'shut', false, '{}', false, null, null, null),
  ('tag', 'prolong', 'ordered', 'ordered', false, '{}', false, null, null, null),
  ('tag', 'prolong', 'chosen', 'chosen', false, '{}', false, null, null, null),
  ('tag', 'prolong', 'on', 'on', false, '{}', false, null, null, null),
  ('police-watch', 'begin', '', 'asked', false, '{}', false, null, null, null),
  ('police-watch', 'brief', 'asked', 'briefed', false, '{}', false, null, null, null),
  ('police-watch', 'start', 'briefed', 'on', false, '{}', false, null, null, null),
  ('police-watch', 'patrol', 'on', 'on', false, '{}', false, null, null, null),
  ('police-watch', 'visit', 'on', 'on', false, '{}', false, null, null, null),
  ('police-watch', 'review', 'on', 'on', false, '{}', false, null, null, null),
  ('police-watch', 'end', 'briefed', 'ended', true, '{}', false, null, null, null),
  ('police-watch', 'end', 'on', 'ended', true, '{}', false, null, null, null),
  ('police-watch', 'refuse', 'asked', 'refused', true, '{}', false, null, null, null),
  ('urgent-mark', 'begin', '', 'asked', false, '{}', false, 'set', null, null),
  ('urgent-mark', 'stand', 'asked', 'on', false, '{}', true, null, null, null),
  ('urgent-mark', 'renew', 'asked', 'asked', false, '{}', false, 'set', null, null),
  ('urgent-mark', 'renew', 'on', 'asked', false, '{}', false, 'set', null, null),
  ('urgent-mark', 'leave', 'asked', 'leaving', false, '{}', false, 'take off', null, null),
  ('urgent-mark', 'leave', 'on', 'leaving', false, '{}', false, 'take off', null, null),
  ('urgent-mark', 'close', 'leaving', 'over', true, '{}', true, null, null, null);
alter table private.measure_way force row level security;

-- Works item by item: home security that belongs to a sanctuary of the same person (SA-05).
alter table measure add parent_id uuid,
  add constraint measure_parent foreign key (parent_id, case_id, person_id) references measure (id, case_id, person_id),
  add constraint measure_part check (parent_id is null or kind = 'security');
create index measure_parts on measure (parent_id) where parent_id is not null;

create function private.measure_is_part() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.parent_id is not null and not exists (select from public.measure m where m.id = new.parent_id and m.case_id = new.case_id and m.kind = 'sanctuary' and not m.is_over) then
    raise exception 'works belong to a sanctuary that goes on' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger measure_is_part before insert on measure for each row execute function private.measure_is_part();
alter function private.measure_is_part() owner to waymark_definer;
revoke all on function private.measure_is_part() from public;

create or replace function private.measure_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  held public.measure;
  way private.measure_way;
begin
  select * into held from public.measure m where m.id = new.measure_id and m.case_id = new.case_id for update;
  if held.version + 1 <> new.version then raise exception 'somebody else took a step first' using errcode = 'unique_violation'; end if;
  select * into way from private.measure_way w where w.kind = held.kind and w.step = new.step and w.from_state = held.state;
  if way.kind is null or new.from_state <> held.state or new.to_state <> way.to_state then
    raise exception 'from % there is no step %', held.state, new.step using errcode = 'check_violation'; end if;
  if way.is_end <> (new.next_on is null) then raise exception 'what comes next has an owner and a day' using errcode = 'check_violation'; end if;
  if way.when_marked <> (held.round > 0) then raise exception 'partners hold a mark, or none does' using errcode = 'check_violation'; end if;
  if way.needs_step is not null and not exists (select from vault.measure_step s where s.measure_id = held.id and s.step = way.needs_step) then
    raise exception 'before it comes the step %', way.needs_step using errcode = 'check_violation'; end if;
  if exists (select from vault.measure_step s where s.measure_id = held.id and s.step = any (way.not_by) and s.taken_by = new.taken_by) then
    raise exception 'this step is for somebody else' using errcode = 'check_violation'; end if;
  if way.needs_partners and coalesce((select not bool_and(f.confirmed_on is not null) from public.measure_mark f where f.measure_id = held.id and f.round = held.round), true) then
    raise exception 'not every partner has confirmed' using errcode = 'check_violation'; end if;
  -- Whoever was asked to set a mark once is asked each time, until the mark is off.
  if way.needs_partners and exists (select from public.measure_mark e where e.measure_id = held.id and e.round < held.round
    and not exists (select from public.measure_mark f where f.measure_id = held.id and f.round = held.round and lower(f.partner) = lower(e.partner))) then
    raise exception 'a partner was left out' using errcode = 'check_violation'; end if;
  update public.measure set state = way.to_state, is_over = way.is_end, version = new.version, fact_id = new.fact_id, next_on = new.next_on,
    owner_id = coalesce(new.owner_id, held.owner_id), round = held.round + case when way.asks_partners is null then 0 else 1 end
  where id = held.id;
  return new;
end $$;
alter function private.measure_moves() owner to waymark_definer;
revoke all on function private.measure_moves() from public;

-- Partners that were left out of a later round hold their mark still: they are asked as the others were.
alter table measure no force row level security;
alter table measure_mark no force row level security;
insert into measure_mark (measure_id, case_id, person_id, round, partner, asks, asked_on)
select distinct on (m.id, lower(e.partner)) m.id, m.case_id, m.person_id, m.round, e.partner, f.asks, f.asked_on
from measure m join measure_mark e on e.measure_id = m.id and e.round < m.round
join (select distinct measure_id, round, asks, asked_on from measure_mark) f on f.measure_id = m.id and f.round = m.round
where not m.is_over and not exists (select from measure_mark g where g.measure_id = m.id and g.round = m.round and lower(g.partner) = lower(e.partner))
order by m.id, lower(e.partner), e.round desc;
alter table measure_mark force row level security;
alter table measure force row level security;
revoke create on schema public, private, vault from waymark_definer;
