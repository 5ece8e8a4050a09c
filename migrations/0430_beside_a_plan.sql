-- Records that stand beside a safety plan and are kept as it is: who may fetch a child (SP-47, P3-07). Each is sealed under the key of the person it is about, and
-- seen by whoever sees the plan. Plain are of which kind it is, who wrote when, and which version somebody outside holds.

grant create on schema public, private, vault to waymark_definer;

-- One version of a record. It is never edited: a change is a further version of the same.
create table vault.plan_record (
  id uuid primary key,
  record_id uuid not null,
  version integer not null check (version > 0),
  case_id uuid not null references cases,
  person_id uuid not null,
  kind text not null check (kind in ('collection list')),
  content bytea not null,
  -- It no longer holds; a further version takes it up again.
  is_over boolean not null default false,
  -- The fact on which the duty hangs to tell whoever holds a version before this one.
  fact_id uuid,
  agency_id uuid not null references agency,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  replaced_at timestamptz,
  unique (record_id, version),
  foreign key (case_id, person_id) references party
);
create unique index plan_record_current on vault.plan_record (record_id) where replaced_at is null;
create index plan_record_case on vault.plan_record (case_id, kind, person_id);
create index plan_record_person on vault.plan_record (person_id);

-- What left of a record: made as paper, given to somebody, or told in words that it no longer holds. To whom and how is sealed.
create table vault.plan_copy (
  id uuid primary key,
  record_id uuid not null,
  version integer not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  step text not null check (step in ('made', 'given')),
  given_on date,
  -- The same, where what was given was out of date already.
  fact_id uuid,
  content bytea not null,
  agency_id uuid not null references agency,
  taken_by uuid not null references practitioner,
  taken_at timestamptz not null,
  foreign key (case_id, person_id) references party,
  check ((step = 'given') = (given_on is not null))
);
create index plan_copy_record on vault.plan_copy (record_id, taken_at);
create index plan_copy_case on vault.plan_copy (case_id);
create index plan_copy_person on vault.plan_copy (person_id);

do $$
declare t text;
begin
  foreach t in array array['plan_record', 'plan_copy'] loop
    call private.protect_case_table(t);
    execute format('grant delete on vault.%I to waymark_definer', t);
    execute format('create policy not_in_emergency on vault.%I as restrictive to waymark_app using (case_id <> all ((select public.current_emergency())::uuid[]))
      with check (case_id <> all ((select public.current_emergency())::uuid[]))', t);
    execute format($policy$create policy by_role on vault.%I as restrictive for select to waymark_app using (
      ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
      and not public.current_on_other_side(case_id))$policy$, t);
    execute format($policy$create policy with_the_plan on vault.%I as restrictive for insert to waymark_app with check (
      ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
      and not public.current_on_other_side(case_id))$policy$, t);
  end loop;
end $$;
create policy by_the_actor on vault.plan_record as restrictive for insert to waymark_app with check (
  written_by = (select public.current_actor()) and agency_id = (select public.current_agency()) and replaced_at is null);
create policy by_the_actor on vault.plan_copy as restrictive for insert to waymark_app with check (
  taken_by = (select public.current_actor()) and agency_id = (select public.current_agency()));

-- A change stands for the version before it, and is of the same.
create function private.plan_record_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare was vault.plan_record;
begin
  select * into was from vault.plan_record r where r.record_id = new.record_id order by r.version desc limit 1 for update;
  if new.version <> coalesce(was.version, 0) + 1 then raise exception 'somebody else changed this record first (INV-28)' using errcode = 'serialization_failure'; end if;
  if was.id is not null and (was.case_id, was.person_id, was.kind) is distinct from (new.case_id, new.person_id, new.kind)
  then raise exception 'a version is of the same record' using errcode = 'check_violation'; end if;
  update vault.plan_record set replaced_at = new.written_at where record_id = new.record_id and replaced_at is null;
  return new;
end $$;
create trigger plan_record_written before insert on vault.plan_record for each row execute function private.plan_record_written();
-- A copy is of a version that is there; what is given was made first, but for the word that it is over.
create function private.plan_copy_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare of_version vault.plan_record;
begin
  select * into of_version from vault.plan_record r where r.record_id = new.record_id and r.version = new.version and r.case_id = new.case_id and r.person_id = new.person_id;
  if not found or new.step = 'made' and of_version.is_over
    or new.step = 'given' and not of_version.is_over and not exists (select from vault.plan_copy c where c.record_id = new.record_id and c.version = new.version and c.step = 'made')
  then raise exception 'what is given was made first' using errcode = 'check_violation'; end if;
  return new;
end $$;
create trigger plan_copy_taken before insert on vault.plan_copy for each row execute function private.plan_copy_taken();
alter function private.plan_record_written() owner to waymark_definer;
alter function private.plan_copy_taken() owner to waymark_definer;
revoke all on function private.plan_record_written(), private.plan_copy_taken() from public;

-- That somebody outside holds something says that there is something: as with what was agreed beforehand, it is for whoever sees plans (MODEL 13, INV-01, INV-02).
create policy copies_by_role on duty as restrictive for select to waymark_app using (
  code <> 'PLAN_COPY' or owner_id = (select current_actor())
  or ('safety-plans' <> all ((select current_partial())::text[]) or case_id = any ((select current_plans_led())::uuid[]))
    and case_id <> all ((select current_emergency())::uuid[]) and not current_on_other_side(case_id));
-- As in 0397, and that a case does not close while somebody holds what is out of date, in no words that are not theirs.
create or replace function open_duties_of(of_case uuid, at timestamptz) returns table (id uuid, task text)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.id, case when d.owner_id <> public.current_actor() and (d.code = 'PLAN_COPY' and not private.sees_plans(public.current_actor(), of_case)
      or d.code = any (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING',
        'RELEASE_OUTSIDE_REVIEW', 'PLAN_OFFER', 'PLAN_OFFER_ANSWER']) and public.current_on_other_side(of_case))
    then 'Something that is not shown to you: ask who leads this case' else d.task end
  from public.duty d
  where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> 'LOOK_AGAIN' and public.actor_has_case(of_case) order by d.due_at
$$;

-- The key of a person is needed for these records too, and they are erased with what their agency wrote in plans (0361, 0350, 0340, 0330).
create or replace function private.key_is_needed(of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from vault.contact_route r where r.person_id = of_person and coalesce(r.value, r.ask_for, r.third_party_name) is not null)
    or exists (select from vault.contact_rule r where r.person_id = of_person and coalesce(r.code_word, r.warnings) is not null)
    or exists (select from vault.plan_item i where i.person_id = of_person)
    or exists (select from vault.plan_step s where s.person_id = of_person and s.content is not null)
    or exists (select from vault.plan_paper p where p.person_id = of_person)
    or exists (select from vault.plan_offer o where o.person_id = of_person)
    or exists (select from vault.police_card c where c.person_id = of_person)
    or exists (select from vault.plan_record k where k.person_id = of_person)
    or exists (select from vault.plan_copy k where k.person_id = of_person)
    or exists (select from vault.measure_step m where m.person_id = of_person)
    or exists (select from vault.injury i where i.person_id = of_person)
    or exists (select from vault.injury_mark i where i.person_id = of_person)
    or exists (select from vault.release_copy r where r.person_id = of_person)
    or exists (select from public.referral f where f.person_id = of_person
      and (f.person_called <> ''::bytea or f.contact_route <> ''::bytea or f.contact_never is not null))
    or exists (select from public.access_request a where a.pack_for = of_person and a.pack is not null)
$$;
create or replace function private.holds_of_kind(of_agency uuid, of_case uuid, of_kind text) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
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
      or exists (select from vault.plan_offer o where o.case_id = of_case and o.agency_id = of_agency)
      or exists (select from vault.police_card c where c.case_id = of_case and c.agency_id = of_agency)
      or exists (select from vault.plan_record k where k.case_id = of_case and k.agency_id = of_agency)
      or exists (select from vault.plan_copy k where k.case_id = of_case and k.agency_id = of_agency)
    when 'measures and injuries' then
      exists (select from vault.measure_step s where s.case_id = of_case and s.agency_id = of_agency)
      or exists (select from vault.injury i where i.case_id = of_case and i.agency_id = of_agency)
    when 'files' then exists (select from public.evidence_file f where f.case_id = of_case and f.agency_id = of_agency)
      or exists (select from public.bundle b where b.case_id = of_case and b.agency_id = of_agency and num_nonnulls(b.plan, b.paper, b.readings) > 0)
    else false end
$$;
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
    delete from vault.plan_offer where case_id = of_case and agency_id = of_agency;
    delete from vault.police_card where case_id = of_case and agency_id = of_agency;
    delete from vault.plan_copy where case_id = of_case and agency_id = of_agency;
    delete from vault.plan_record where case_id = of_case and agency_id = of_agency;
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
    -- A bundle holds its records in full, whoever put it together.
    update public.bundle b set plan = null, paper = null, readings = null where b.case_id = of_case and num_nonnulls(b.plan, b.paper, b.readings) > 0
      and exists (select from jsonb_array_elements(b.items) as i (one) join vault.injury j on j.id = (i.one ->> 'id')::uuid
        where i.one ->> 'kind' = 'injury' and j.case_id = of_case and j.agency_id = of_agency);
    perform private.drop_evidence_key(of_case, now());
    delete from vault.injury_mark m using vault.injury i where i.id = m.injury_id and i.case_id = of_case and i.agency_id = of_agency;
    delete from vault.injury where case_id = of_case and agency_id = of_agency;
  else
    -- What was put together from the case goes with the files of whoever put it together, and with each file that stands in it.
    update public.bundle b set plan = null, paper = null, readings = null where b.case_id = of_case and num_nonnulls(b.plan, b.paper, b.readings) > 0
      and (b.agency_id = of_agency or exists (select from jsonb_array_elements(b.items) as i (one) join public.evidence_file f on f.id = (i.one ->> 'id')::uuid
        where i.one ->> 'kind' = 'file' and f.case_id = of_case and f.agency_id = of_agency));
    delete from public.evidence_bytes b using public.evidence_file f where f.id = b.file_id and f.case_id = of_case and f.agency_id = of_agency;
    delete from public.evidence_file where case_id = of_case and agency_id = of_agency;
    perform private.drop_evidence_key(of_case, now());
    return;
  end if;
  -- In one order: two erasures that share people do not wait for each other.
  perform private.drop_key(y.person_id, now()) from (select person_id from public.party where case_id = of_case order by person_id) y;
end $$;

revoke create on schema public, private, vault from waymark_definer;
