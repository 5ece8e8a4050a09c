-- A partner that was named by mistake, or sets no marks, has none to take off: it is not asked again (SA-11, RR-04, INV-61).
alter table measure_mark add never_set boolean not null default false,
  add constraint never_set_is_said check (not never_set or confirmed_on is not null);
grant update (never_set) on measure_mark to waymark_app;

-- Further partners are asked as a sanctuary's mark is renewed.
alter table private.measure_way no force row level security;
insert into private.measure_way values ('sanctuary', 'renew', 'marked', 'marked', false, '{}', false, 'set', null, null);
alter table private.measure_way force row level security;

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
  if way.needs_partners and exists (select from public.measure_mark f where f.measure_id = held.id and f.round = held.round and f.confirmed_on is null) then
    raise exception 'not every partner has confirmed' using errcode = 'check_violation'; end if;
  -- Nothing stands on marks that nobody set.
  if way.needs_partners and not way.is_end and not exists (select from public.measure_mark f where f.measure_id = held.id and f.round = held.round and not f.never_set) then
    raise exception 'no partner has set a mark' using errcode = 'check_violation'; end if;
  -- Whoever was asked to set a mark once is asked each time, until the mark is off or they have said that they never set one.
  if way.needs_partners and exists (select from public.measure_mark e where e.measure_id = held.id and e.round < held.round and not e.never_set
    and (e.confirmed_on is not null or not exists (select from public.measure_mark n
      where n.measure_id = held.id and n.round > e.round and n.never_set and lower(n.partner) = lower(e.partner)))
    and not exists (select from public.measure_mark f where f.measure_id = held.id and f.round = held.round and lower(f.partner) = lower(e.partner))) then
    raise exception 'a partner was left out' using errcode = 'check_violation'; end if;
  update public.measure set state = way.to_state, is_over = way.is_end, version = new.version, fact_id = new.fact_id, next_on = new.next_on,
    owner_id = coalesce(new.owner_id, held.owner_id), round = held.round + case when way.asks_partners is null then 0 else 1 end
  where id = held.id;
  return new;
end $$;
