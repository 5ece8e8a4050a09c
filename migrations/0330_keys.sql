-- The vault's keys outside the database (DESIGN 4; SAFETY S8, S9; decision 34). What stands here of a key opens nothing without the part that its keeper
-- holds under `kept_as`. Keys of before are brought to the keeper when the programs next start.

grant create on schema public, private to waymark_definer;

alter table vault.person_key add column kept_as uuid unique;
alter table vault.evidence_key add column kept_as uuid unique;
create policy kept_apart on vault.person_key as restrictive for insert to waymark_app with check (kept_as is not null);
create policy kept_apart on vault.evidence_key as restrictive for insert to waymark_app with check (kept_as is not null);

-- Which keeper this database belongs to: an empty folder or another one's keys are noticed before anything is written.
create table private.keeper (one boolean primary key default true check (one), id uuid not null);
-- What is to be forgotten, and what was: kept, so that a copy of the keys that is put back does not bring one back with it.
create table private.erased_key (
  name uuid primary key,
  erased_at timestamptz not null,
  forgotten_at timestamptz
);
create index erased_key_waiting on private.erased_key (erased_at) where forgotten_at is null;
do $$
declare t text;
begin
  foreach t in array array['keeper', 'erased_key'] loop
    execute format('alter table private.%I enable row level security', t);
    execute format('alter table private.%I force row level security', t);
    execute format('create policy definer_only on private.%I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on private.%I to waymark_definer', t);
  end loop;
end $$;

grant update on vault.person_key to waymark_definer;
grant delete on vault.evidence_key to waymark_definer;

-- Whether anything is left that this person's key opens, whoever answers for it and whichever case it stands in.
create function private.key_is_needed(of_person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from vault.contact_route r where r.person_id = of_person and coalesce(r.value, r.ask_for, r.third_party_name) is not null)
    or exists (select from vault.contact_rule r where r.person_id = of_person and coalesce(r.code_word, r.warnings) is not null)
    or exists (select from vault.plan_item i where i.person_id = of_person)
    or exists (select from vault.plan_step s where s.person_id = of_person and s.content is not null)
    or exists (select from vault.plan_paper p where p.person_id = of_person)
    or exists (select from vault.measure_step m where m.person_id = of_person)
    or exists (select from vault.injury i where i.person_id = of_person)
    or exists (select from vault.injury_mark i where i.person_id = of_person)
    or exists (select from vault.release_copy r where r.person_id = of_person)
    or exists (select from public.referral f where f.person_id = of_person
      and (f.person_called <> ''::bytea or f.contact_route <> ''::bytea or f.contact_never is not null))
    or exists (select from public.access_request a where a.pack_for = of_person and a.pack is not null)
$$;
-- The key goes with the last that it opened: its part stands on the list from the same moment, and the worker has the keeper forget it once this is saved.
-- Whoever seals something for the person meanwhile holds the lock: so this waits for them, and then sees what they wrote.
create function private.drop_key(of_person uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  perform pg_advisory_xact_lock(hashtextextended('waymark key ' || of_person, 0));
  if private.key_is_needed(of_person) then return false; end if;
  with gone as (delete from vault.person_key k where k.person_id = of_person returning k.kept_as)
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
  end if;
  update vault.contact_route r set value = null, ask_for = null, third_party_name = null, third_party_scope = null, windows = '[]'
  from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
  update vault.contact_rule r set code_word = null, warnings = null, interpreter = null
  from public.practitioner p where p.id = r.set_by and p.agency_id = of_agency and r.case_id = of_case;
  update public.referral set person_called = ''::bytea, contact_route = ''::bytea, contact_never = null, contact_windows = '[]'
  where case_id = of_case and from_agency_id = of_agency;
  -- In one order: two erasures that share people do not wait for each other.
  perform private.drop_key(y.person_id, now()) from (select person_id from public.party where case_id = of_case order by person_id) y;
end $$;

-- The worker's two: which parts wait to be forgotten, and that one was.
create function keys_to_forget(most integer) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select e.name from private.erased_key e where e.forgotten_at is null order by e.erased_at, e.name limit most
$$;
create function key_was_forgotten(of_name uuid, at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, pg_temp as
$$
  update private.erased_key set forgotten_at = at where name = of_name and forgotten_at is null
$$;

do $$
declare f text;
begin
  foreach f in array array['private.key_is_needed(uuid)', 'private.drop_key(uuid, timestamptz)', 'private.erase(uuid, uuid, text)', 'keys_to_forget(integer)',
    'key_was_forgotten(uuid, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function keys_to_forget(integer), key_was_forgotten(uuid, timestamptz) to waymark_worker;
revoke create on schema public, private from waymark_definer;
