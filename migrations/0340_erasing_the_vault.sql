-- Erasing reaches the rest of the vault (DESIGN 4; SAFETY S9; INV-52, INV-53): what one controller wrote in safety plans, of measures and injuries, and its files. As
-- with notes: after its own time, when no hold stands, by two leads. Without it a person with a plan would keep their key for ever.

grant create on schema public, private to waymark_definer;

alter table retention_period drop constraint retention_period_kind_check;
alter table retention_period add constraint retention_period_kind_check check (kind in ('notes', 'contact details', 'safety plans', 'measures and injuries', 'files'));
alter table erasure drop constraint erasure_kind_check;
alter table erasure add constraint erasure_kind_check check (kind in ('notes', 'contact details', 'safety plans', 'measures and injuries', 'files'));
grant delete on vault.safety_plan, vault.plan_item, vault.plan_step, vault.plan_paper, vault.measure_step, vault.injury, vault.injury_mark, vault.release_copy,
  evidence_file, evidence_bytes to waymark_definer;

-- Whether this controller holds anything of a kind in a case.
create function private.holds_of_kind(of_agency uuid, of_case uuid, of_kind text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case of_kind
    when 'notes' then exists (select from public.note n where n.case_id = of_case and n.agency_id = of_agency)
    when 'contact details' then
      exists (select from vault.contact_route r join public.practitioner p on p.id = r.set_by where r.case_id = of_case and p.agency_id = of_agency and r.value is not null)
      or exists (select from vault.contact_rule r join public.practitioner p on p.id = r.set_by where r.case_id = of_case and p.agency_id = of_agency
        and (r.code_word is not null or r.warnings is not null))
      or exists (select from public.referral f where f.case_id = of_case and f.from_agency_id = of_agency and f.contact_route <> ''::bytea)
      or exists (select from vault.release_copy c join public.release r on r.id = c.release_id where r.case_id = of_case and r.agency_id = of_agency)
    when 'safety plans' then
      exists (select from vault.plan_item i where i.case_id = of_case and i.agency_id = of_agency)
      or exists (select from vault.plan_step s join public.practitioner p on p.id = s.taken_by where s.case_id = of_case and p.agency_id = of_agency)
      or exists (select from vault.plan_paper a join public.practitioner p on p.id = a.made_by where a.case_id = of_case and p.agency_id = of_agency)
    when 'measures and injuries' then
      exists (select from vault.measure_step s where s.case_id = of_case and s.agency_id = of_agency)
      or exists (select from vault.injury i where i.case_id = of_case and i.agency_id = of_agency)
    when 'files' then exists (select from public.evidence_file f where f.case_id = of_case and f.agency_id = of_agency)
    else false end
$$;
create or replace function private.past_time(at timestamptz) returns table (agency_id uuid, case_id uuid, reference text, kind text, due_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  with kept as (
    select distinct on (r.agency_id, r.kind) r.agency_id, r.kind, r.years from public.retention_period r where r.set_at <= at
    order by r.agency_id, r.kind, r.set_at desc),
  due as (
    select k.agency_id, c.id as case_id, c.reference, k.kind, greatest(
      ((c.closed_at at time zone 'Europe/London')::date + make_interval(years => k.years))::date,
      (select max(case when p.born_on is null then (c.closed_at at time zone 'Europe/London')::date else p.born_on end + interval '25 years')::date
        from public.party y join public.person p on p.id = y.person_id where y.case_id = c.id
          and (y.role = 'child' or p.born_on > (c.closed_at at time zone 'Europe/London')::date - interval '18 years'))) as due_on
    from kept k join public.cases c on c.state = 'closed' where private.holds_of_kind(k.agency_id, c.id, k.kind))
  select d.agency_id, d.case_id, d.reference, d.kind, d.due_on from due d where d.due_on <= (at at time zone 'Europe/London')::date
$$;

-- The key of a case's files goes with its last file, as a person's does (0330).
create function private.drop_evidence_key(of_case uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform pg_advisory_xact_lock(hashtextextended('waymark key ' || of_case, 0));
  if exists (select from public.evidence_bytes b where b.case_id = of_case) then return false; end if;
  with gone as (delete from vault.evidence_key k where k.case_id = of_case returning k.kept_as)
  insert into private.erased_key (name, erased_at) select kept_as, at from gone where kept_as is not null;
  return found;
end $$;
create or replace function private.erase(of_agency uuid, of_case uuid, of_kind text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if of_kind = 'notes' then
    delete from public.item_grant g using public.note n where g.record_id = n.id and n.case_id = of_case and n.agency_id = of_agency;
    delete from public.note where case_id = of_case and agency_id = of_agency;
    return;
  elsif of_kind = 'contact details' then
    update vault.contact_route r set value = null, ask_for = null, third_party_name = null, third_party_scope = null, windows = '[]'
    from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
    update vault.contact_rule r set code_word = null, warnings = null, interpreter = null
    from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
    update public.referral set person_called = ''::bytea, contact_route = ''::bytea, contact_never = null, contact_windows = '[]'
    where case_id = of_case and from_agency_id = of_agency;
    delete from vault.release_copy c using public.release r where r.id = c.release_id and r.case_id = of_case and r.agency_id = of_agency;
  elsif of_kind = 'safety plans' then
    delete from public.item_grant g using vault.plan_item i where g.record_id = i.id and i.case_id = of_case and i.agency_id = of_agency;
    delete from vault.plan_item where case_id = of_case and agency_id = of_agency;
    delete from vault.plan_step s using public.practitioner p where p.id = s.taken_by and p.agency_id = of_agency and s.case_id = of_case;
    delete from vault.plan_paper a using public.practitioner p where p.id = a.made_by and p.agency_id = of_agency and a.case_id = of_case;
    -- What is left of a plan of which nobody holds a word; a new one can be made when the case opens again.
    delete from vault.plan_step s where s.case_id = of_case and s.taken_by is null
      and not exists (select from vault.plan_step o where o.plan_id = s.plan_id and o.taken_by is not null)
      and not exists (select from vault.plan_item i where i.plan_id = s.plan_id);
    delete from vault.safety_plan p where p.case_id = of_case and not exists (select from vault.plan_step s where s.plan_id = p.id)
      and not exists (select from vault.plan_item i where i.plan_id = p.id) and not exists (select from vault.plan_paper a where a.plan_id = p.id);
  elsif of_kind = 'measures and injuries' then
    delete from vault.measure_step where case_id = of_case and agency_id = of_agency;
    delete from vault.injury_mark m using vault.injury i where i.id = m.injury_id and i.case_id = of_case and i.agency_id = of_agency;
    delete from vault.injury where case_id = of_case and agency_id = of_agency;
  else
    delete from public.evidence_bytes b using public.evidence_file f where f.id = b.file_id and f.case_id = of_case and f.agency_id = of_agency;
    delete from public.evidence_file where case_id = of_case and agency_id = of_agency;
    perform private.drop_evidence_key(of_case, now());
    return;
  end if;
  -- In one order: two erasures that share people do not wait for each other.
  perform private.drop_key(y.person_id, now()) from (select person_id from public.party where case_id = of_case order by person_id) y;
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.holds_of_kind(uuid, uuid, text)', 'private.past_time(timestamptz)', 'private.drop_evidence_key(uuid, timestamptz)', 'private.erase(uuid, uuid, text)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke create on schema public, private from waymark_definer;
