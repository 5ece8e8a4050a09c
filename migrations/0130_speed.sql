-- The same protection, asked in the cheaper way: each row looks for its own grant by an index. Written as `exists`, the
-- planner gathers all grants of the reader first, for every table of a query; a worker of some years has hundreds.
do $$
declare
  p record;
  whole constant text := '^\(EXISTS \( SELECT\s+FROM (.*)\)\)$';
  quick constant text := 'coalesce((select true from \1 limit 1), false)';
begin
  for p in select polname, polrelid::regclass as place, pg_get_expr(polqual, polrelid) as seen, pg_get_expr(polwithcheck, polrelid) as written from pg_policy
    where polname in ('granted_read', 'granted_change', 'in_a_granted_case', 'in_a_granted_case_change') loop
    if p.seen ~ whole then execute format('alter policy %I on %s using (%s)', p.polname, p.place, regexp_replace(p.seen, whole, quick)); end if;
    if p.written ~ whole then execute format('alter policy %I on %s with check (%s)', p.polname, p.place, regexp_replace(p.written, whole, quick)); end if;
  end loop;
end $$;
create or replace procedure private.protect_case_table(name text, case_column text default 'case_id') language plpgsql as
$$
declare
  granted constant text := format(
    'coalesce((select true from public.case_grant g where g.case_id = %I.%I and g.revoked_at is null
       and (g.until_at is null or g.until_at > now()) and g.grantee_id = any ((select public.current_reach_ids())::uuid[]) limit 1), false)', name, case_column);
  place constant text := (select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relname = name and n.nspname in ('public', 'vault') and c.relkind = 'r');
begin
  execute format('alter table %s enable row level security', place);
  execute format('alter table %s force row level security', place);
  execute format('create policy granted_read on %s for select to waymark_app using (%s)', place, granted);
  execute format('create policy granted_add on %s for insert to waymark_app with check (%s)', place, granted);
  execute format('create policy granted_change on %s for update to waymark_app using (%s) with check (%s)', place, granted, granted);
  execute format('create policy definer_all on %s to waymark_definer using (true) with check (true)', place);
  execute format('grant select, insert on %s to waymark_app', place);
  execute format('grant select, insert, update on %s to waymark_definer', place);
end $$;
grant create on schema public, private to waymark_definer;

-- When a safe time has to be found for what is owed to somebody: the worker looks at those whose moment has come, and at
-- no other. A new clock asks anew.
alter table duty add column arrange_at timestamptz default now();
alter table duty alter column arrange_at drop default;
create index duty_arrange on duty (arrange_at) where arrange_at is not null and state = 'open' and person_id is not null;
grant update (arrange_at) on duty to waymark_worker;
create or replace function private.clock_set() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.next_clock_at := case when new.state = 'open' then least(new.next_clock_at, new.raised_at) end;
  if tg_op = 'INSERT' or (new.state, new.raised_at, new.statutory_due_at, new.safety_due_at)
    is distinct from (old.state, old.raised_at, old.statutory_due_at, old.safety_due_at)
  then new.arrange_at := case when new.state = 'open' and new.person_id is not null then new.raised_at end;
  end if;
  return new;
end $$;

-- As before, but what the history says as it said it before is left alone: not written, not locked, and its clocks stay.
create or replace function place_duties(for_case uuid, at timestamptz, duties jsonb) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not private.may_derive(for_case) then raise exception 'not a case to derive' using errcode = 'insufficient_privilege'; end if;
  insert into public.duty as old (case_id, key, code, rule_id, rule_version, fact_id, because_id, occurrence, person_id, holder, owned_by, owner_id, task,
    raised_at, statutory_due_at, safety_due_at, due_unknown, certain, quotes, reasons, notes, applied_early, state, outcome, met_by_id, superseded_by_id,
    closed_at, next_clock_at)
  select for_case, d.key, d.code, d."ruleId", d."ruleVersion", d."factId", d."becauseId", d.occurrence, d."personId", d.holder, d."ownedBy", d."ownerId", d.task,
    d."raisedAt", d."statutoryDueAt", d."safetyDueAt", d."dueUnknown", d.certain, d.quotes, d.reasons, d.notes, d."appliedEarly", d.state, d.outcome,
    d."metById", d."supersededById", case when d.state <> 'open' then at end,
    case when d.state = 'open' then least(case when d."raisedAt" > at then d."raisedAt" end, greatest(least(d."safetyDueAt", d."statutoryDueAt"), at)) end
  from jsonb_to_recordset(duties) as d (key text, code text, "ruleId" text, "ruleVersion" text, "factId" uuid, "becauseId" uuid, occurrence text,
    "personId" uuid, holder text, "ownedBy" text, "ownerId" uuid, task text, "raisedAt" timestamptz, "statutoryDueAt" timestamptz,
    "safetyDueAt" timestamptz, "dueUnknown" text, certain boolean, quotes text[], reasons uuid[], notes text[], "appliedEarly" boolean, state text,
    outcome text, "metById" uuid, "supersededById" uuid)
  left join public.duty was on was.case_id = for_case and was.key = d.key
  where was.id is null
    or ((was.state = 'open' or (was.state = 'superseded' and d.state <> 'superseded'))
      and (was.state, was.statutory_due_at, was.safety_due_at, was.due_unknown, was.raised_at, was.reasons, was.notes, was.task) is distinct from
        (d.state, case when was.statutory_due_at < at then was.statutory_due_at else d."statutoryDueAt" end,
          case when was.safety_due_at < at then was.safety_due_at else d."safetyDueAt" end, d."dueUnknown", d."raisedAt", d.reasons, d.notes, d.task))
  on conflict (case_id, key) do update set
    statutory_due_at = case when old.statutory_due_at < at then old.statutory_due_at else excluded.statutory_due_at end,
    safety_due_at = case when old.safety_due_at < at then old.safety_due_at else excluded.safety_due_at end,
    due_unknown = excluded.due_unknown, raised_at = excluded.raised_at, reasons = excluded.reasons, notes = excluded.notes, task = excluded.task,
    state = excluded.state, outcome = excluded.outcome, met_by_id = excluded.met_by_id, superseded_by_id = excluded.superseded_by_id,
    owner_id = case when old.state = 'superseded' then excluded.owner_id else old.owner_id end,
    closed_at = excluded.closed_at, next_clock_at = excluded.next_clock_at, version = old.version + 1
  where old.state = 'open' or (old.state = 'superseded' and excluded.state <> 'superseded');
  -- What the history no longer asks for, as when an open review covers it, is closed; it opens again if it is asked for again.
  update public.duty set state = 'superseded', closed_at = at, next_clock_at = null, version = version + 1
  where case_id = for_case and state = 'open' and key not in (select d.key from jsonb_to_recordset(duties) as d (key text));
end $$;

-- What each query asks first, so it is one function, which asks once who is bound.
create or replace function current_reach_ids() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return me || array(select m.team_id from public.team_member m where m.practitioner_id = me and m.until_at is null);
end $$;

-- Most cases that somebody could ever see are closed; a board asks for the open ones.
create index cases_open on cases (id) where state <> 'closed';
drop index case_grant_grantee;
create index case_grant_grantee on case_grant (grantee_id, case_id) include (until_at) where revoked_at is null;

-- Names as a search compares them, worked out when they are written and not for each search.
create function private.plain(name text) returns text language sql immutable strict parallel safe set search_path = pg_catalog, public, pg_temp as
$$ select lower(public.unaccent('public.unaccent'::regdictionary, name)) $$;
alter table person add column plain_name text generated always as (private.plain(name)) stored;
alter table person add column plain_names text generated always as (private.plain(name || ' ' || coalesce(other_names, ''))) stored;
-- What stood before in a person's details is what somebody wrote, not what a search made of it.
create or replace function private.person_changed() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  insert into public.person_version (person_id, version, was, changed_by, changed_at)
  values (old.id, old.version, to_jsonb(old) - array['id', 'agency_id', 'added_by', 'added_at', 'version', 'plain_name', 'plain_names'], public.current_actor(),
    coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp()));
  return null;
end $$;

create or replace function find_people(sought text, born date, at_most integer)
returns table (person_id uuid, case_id uuid, name text, other_names text, born_on date, role text, reference text, state text, likeness real)
language sql stable security definer set search_path = pg_catalog, public, pg_temp set enable_hashjoin = off set enable_mergejoin = off set enable_seqscan = off as
$$
  select p.id, c.id, p.name, p.other_names, p.born_on, y.role, c.reference, c.state, greatest(alike.whole, alike.part)
  from (select private.plain(sought) as name) asked
  cross join (select distinct g.case_id from case_grant g where g.grantee_id = any ((select current_reach_ids())::uuid[]) and g.revoked_at is null
    and (g.until_at is null or g.until_at > now())) mine
  join cases c on c.id = mine.case_id join party y on y.case_id = c.id and y.ended_at is null join person p on p.id = y.person_id
  cross join lateral (select similarity(p.plain_name, asked.name) as whole, word_similarity(asked.name, p.plain_names) as part) alike
  where c.reference = upper(sought) or alike.part > 0.4 or alike.whole > 0.3 or (born is not null and p.born_on = born)
  order by 9 desc, p.name limit least(at_most, 100)
$$;
do $$
declare f text;
begin
  foreach f in array array['private.plain(text)', 'private.person_changed()', 'private.clock_set()', 'public.place_duties(uuid, timestamptz, jsonb)', 'public.current_reach_ids()', 'public.find_people(text, date, integer)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function private.plain(text) to waymark_app, waymark_worker, waymark_sign_in;
revoke create on schema public, private from waymark_definer;
