-- Written by `script/waymark db schema` from the migrations beside it, for reading. Nothing runs it.

extension pg_trgm
  in public

extension unaccent
  in public

function private.administrator_has_no_case()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.administrator_has_no_case()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare whom constant uuid := coalesce(to_jsonb(new) ->> 'grantee_id', to_jsonb(new) ->> 'practitioner_id')::uuid;
  begin
    if exists (select from public.practitioner where id = whom and role = 'administrator') then
      raise exception 'an administrator sees no case (INV-39)' using errcode = 'check_violation', constraint = 'administrator_has_no_case';
    end if;
    return new;
  end $function$


function private.alarm_reaches()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.alarm_reaches()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.case_id is not null and not exists (select from public.case_grant g where g.case_id = new.case_id and g.grantee_id = new.to_id and g.revoked_at is null
        and (g.until_at is null or g.until_at >= new.raised_at + interval '7 days'))
    then
      insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
      select new.case_id, p.id, p.agency_id, 'An alarm about this case: ' || new.kind, c.contact_lead_id, new.raised_at, new.raised_at + interval '7 days'
      from public.practitioner p, public.cases c where p.id = new.to_id and p.disabled_at is null and c.id = new.case_id and c.contact_lead_id is not null
      on conflict do nothing;
    end if;
    return null;
  end $function$


function private.bound(part integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.bound(part integer)
   RETURNS uuid
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare said text := nullif(current_setting('waymark.actor', true), '');
  begin
    if said is null
      or split_part(said, ' ', 3) <> pg_backend_pid()::text
      or split_part(said, ' ', 4) <> extract(epoch from transaction_timestamp())::text
      or nullif(current_setting('waymark.mac', true), '') is distinct from private.mac(said)
    then return null;
    end if;
    return split_part(said, ' ', part)::uuid;
  end $function$


function private.case_opened()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.case_opened()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
    values (new.id, new.opened_by, new.agency_id, 'Opened the case', new.opened_by, new.opened_at);
    insert into public.lead_period (case_id, lead, practitioner_id, from_at)
    select new.id, lead, holder, new.opened_at
    from (values ('risk', new.risk_lead_id), ('plan', new.plan_lead_id), ('contact', new.contact_lead_id)) as leads (lead, holder);
    return new;
  end $function$


function private.clock_set()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.clock_set()
   RETURNS trigger
   LANGUAGE plpgsql
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    new.next_clock_at := case when new.state = 'open' then least(new.next_clock_at, new.raised_at) end;
    if tg_op = 'INSERT' or (new.state, new.raised_at, new.statutory_due_at, new.safety_due_at)
      is distinct from (old.state, old.raised_at, old.statutory_due_at, old.safety_due_at)
    then new.arrange_at := case when new.state = 'open' and new.person_id is not null then new.raised_at end;
    end if;
    return new;
  end $function$


function private.counted_cases(whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.counted_cases(whole boolean)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id from public.cases c
    where coalesce(c.closed_as, '') not in ('recorded in error', 'double of another case')
      and (whole or c.agency_id = (select public.current_agency())
        or exists (select from public.case_grant g where g.case_id = c.id and g.agency_id = (select public.current_agency())))
  $function$


function private.facts_between(types text[], starts timestamp with time zone, ends timestamp with time zone, whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.facts_between(types text[], starts timestamp with time zone, ends timestamp with time zone, whole boolean)
   RETURNS TABLE(fact_id uuid, case_id uuid, type text, happened_at timestamp with time zone, is_exact boolean, details jsonb, received_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with fact as (
      select distinct on (e.fact_id) e.fact_id, e.case_id, e.type, e.happened_from, e.precision, e.details from public.entry e
      where e.type = any (types) and e.relation <> 'confirms' and not e.from_other_case
      order by e.fact_id, e.entered_at desc, e.position desc)
    select f.fact_id, f.case_id, f.type, f.happened_from, f.precision = 'minute', f.details,
      (select min(e.received_at) from public.entry e where e.case_id = f.case_id and e.fact_id = f.fact_id)
    from fact f
    where f.happened_from >= starts and f.happened_from < ends and coalesce(f.details ->> 'neverHappened', '') <> 'true'
      and f.case_id in (select private.counted_cases(whole))
  $function$


function private.hide_small(counts integer[], below integer, shares_whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.hide_small(counts integer[], below integer, shares_whole boolean)
   RETURNS integer[]
   LANGUAGE plpgsql
   IMMUTABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    least_shown constant integer := greatest(below, 5);
    whole constant integer := (select coalesce(sum(n), 0) from unnest(counts) as n);
    slack constant integer := case when shares_whole then 0 else 2 end;
    known constant integer := case when shares_whole then whole else 5 * round(whole / 5.0) end;
    shown constant integer[] := array(select case when n = 0 or n >= least_shown then 5 * round(n / 5.0) else -1 end
      from unnest(counts) with ordinality as c (n, place) order by place);
    small constant integer := (select count(*) from unnest(shown) as n where n = -1);
    low constant integer := (select coalesce(sum(greatest(least_shown, n - 2)), 0) from unnest(shown) as n where n > 0);
    high constant integer := (select coalesce(sum(n + 2), 0) from unnest(shown) as n where n > 0);
  begin
    if whole < least_shown then return null; end if;
    if small = 0 then return shown; end if;
    if low + (small - 1) + (least_shown - 1) > known + slack or high + (small - 1) * (least_shown - 1) + 1 < known - slack then return null; end if;
    return shown;
  end $function$


function private.is_for_a_task(reason text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_for_a_task(reason text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select reason like 'An alarm about this case%' or reason like 'Supervisor hands over%' or reason = 'Asked to choose another safe way' $function$


function private.lasting_sight(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.lasting_sight(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.case_grant g where g.case_id = of_case and g.revoked_at is null and g.until_at is null
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
  $function$


function private.lead_keeps_sight()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.lead_keeps_sight()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if private.leads_only_through(new.team_id, new.practitioner_id) > 0 then
      raise exception 'this person leads cases that they see through this team only (INV-24)' using errcode = 'check_violation', constraint = 'lead_keeps_sight';
    end if;
    return null;
  end $function$


function private.lead_moved()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.lead_moved()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    moved record;
    at constant timestamptz := coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp());
  begin
    for moved in select lead, was, is_now from (values ('risk', old.risk_lead_id, new.risk_lead_id), ('plan', old.plan_lead_id, new.plan_lead_id),
      ('contact', old.contact_lead_id, new.contact_lead_id)) as leads (lead, was, is_now) where was is distinct from is_now loop
      update public.lead_period set until_at = greatest(at, from_at) where case_id = new.id and lead = moved.lead and until_at is null;
      if moved.is_now is not null then
        insert into public.lead_period (case_id, lead, practitioner_id, from_at, handover_id)
        values (new.id, moved.lead, moved.is_now, at, nullif(current_setting('waymark.handover', true), '')::uuid)
        on conflict (case_id, lead, from_at) do update set practitioner_id = excluded.practitioner_id, until_at = null;
      end if;
    end loop;
    return new;
  end $function$


function private.lead_moves_by_handover()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.lead_moves_by_handover()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    moved record;
    actor constant uuid := public.current_actor();
  begin
    if actor is null then return new; end if;
    for moved in select lead, is_now from (values ('risk', old.risk_lead_id, new.risk_lead_id), ('plan', old.plan_lead_id, new.plan_lead_id),
      ('contact', old.contact_lead_id, new.contact_lead_id)) as leads (lead, was, is_now) where was is distinct from is_now loop
      if not (old.state = 'closed' and moved.is_now = actor) and not exists (
        select from public.handover h where h.id = nullif(current_setting('waymark.handover', true), '')::uuid and h.case_id = new.id
          and h.answer = 'accepted' and h.to_id = moved.is_now and h.to_id = actor and moved.lead = any (h.leads))
      then raise exception 'a lead moves when a handover is accepted (INV-24)' using errcode = 'check_violation', constraint = 'lead_moves_by_handover';
      end if;
    end loop;
    return new;
  end $function$


function private.leads_are_real()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.leads_are_real()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare now_case public.cases;
  begin
    select * into now_case from public.cases where id = (to_jsonb(new) ->> case when tg_table_name = 'cases' then 'id' else 'case_id' end)::uuid;
    if now_case.state <> 'closed' and exists (
      select from unnest(array[now_case.risk_lead_id, now_case.plan_lead_id, now_case.contact_lead_id]) as holder
      where not exists (select from public.practitioner p where p.id = holder and p.disabled_at is null)
        or not private.lasting_sight(holder, now_case.id)
    ) then raise exception 'a lead of an open case must work here and see the case without end (INV-24)' using errcode = 'check_violation', constraint = 'leads_are_real';
    end if;
    return null;
  end $function$


function private.leads_only_through(through uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.leads_only_through(through uuid, who uuid)
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(*)::integer from (
      select id from public.cases where risk_lead_id = who and state <> 'closed'
      union select id from public.cases where plan_lead_id = who and state <> 'closed'
      union select id from public.cases where contact_lead_id = who and state <> 'closed') led
    where not exists (select from public.case_grant g where g.case_id = led.id and g.revoked_at is null and g.until_at is null
      and (g.grantee_id = who or g.grantee_id in (
        select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null and m.team_id <> through)))
  $function$


function private.leaver_hands_over()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.leaver_hands_over()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.cases c where c.state <> 'closed' and new.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
      or exists (select from public.duty d where d.owner_id = new.id and d.state = 'open') then
      raise exception 'hand over the leads and the open duties first (INV-24)' using errcode = 'check_violation', constraint = 'leaver_hands_over';
    end if;
    return null;
  end $function$


function private.level_moved()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.level_moved()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.cases set
      level = (select l.level from unnest(array['high', 'medium', 'standard']) with ordinality as l (level, place)
        where l.level in (select held.level from private.levels_held(new.case_id) held) order by place limit 1),
      level_review_on = (select min(held.next_review_on) from private.levels_held(new.case_id) held)
    where id = new.case_id;
    return null;
  end $function$


function private.levels_held(for_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.levels_held(for_case uuid)
   RETURNS TABLE(level text, next_review_on date)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select distinct on (r.agency_id, r.person_id) r.level, r.next_review_on from public.risk_level r
    where r.case_id = for_case and (r.proposal is null or r.proposal = 'agreed')
    order by r.agency_id, r.person_id, r.decided_at desc, r.id
  $function$


function private.mac(message text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.mac(message text)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select encode(sha256(key || sha256(key || convert_to(message, 'UTF8'))), 'hex') from private.bind_key $function$


function private.may_derive(for_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_derive(for_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select session_user = 'waymark_worker' or public.actor_has_case(for_case)
      or (public.current_actor() is not null and exists (
        select from public.entry e where e.case_id = for_case and (e.from_other_case or e.entered_by = public.current_actor())
          and e.xmin = pg_current_xact_id()::xid))
  $function$


function private.may_manage(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_manage(who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p where p.id = who and p.agency_id = public.current_agency()
      and (p.id = public.current_actor() or p.supervisor_id = public.current_actor() or public.current_is_administrator()))
  $function$


function private.may_read_reports()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_read_reports()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner where id = public.current_actor() and disabled_at is null and role in ('idva-manager',
      'police-supervisor', 'wcu-manager', 'cps-manager', 'probation-manager', 'council-manager', 'housing-manager'))
  $function$


function private.one_side_only()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.one_side_only()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if tg_table_name = 'case_grant' then
      if not private.is_for_a_task(new.reason) and new.reason <> 'Opened the case again'
        and private.works_for_other_side(new.grantee_id, new.case_id, false)
      then raise exception 'nobody works for both sides (S-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
    elsif tg_table_name = 'referral' then
      if private.works_for_other_side(new.worker_id, new.case_id, false)
      then raise exception 'nobody works for both sides (S-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
    elsif tg_table_name = 'reported_contact' then
      if exists (select from public.cases c where c.id = new.case_id and c.state <> 'closed' and c.contact_lead_id = new.practitioner_id)
      then raise exception 'the contact of the one is not the contact of the other (INV-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
    -- News that opens a closed case again must not be turned away: there a duty follows instead, as where a case is opened.
    elsif old.state <> 'closed' and ((new.contact_lead_id is distinct from old.contact_lead_id and private.works_for_other_side(new.contact_lead_id, new.id, true))
      or (new.risk_lead_id is distinct from old.risk_lead_id and private.works_for_other_side(new.risk_lead_id, new.id, false))
      or (new.plan_lead_id is distinct from old.plan_lead_id and private.works_for_other_side(new.plan_lead_id, new.id, false)))
    then raise exception 'nobody works for both sides (S-05, INV-05)' using errcode = 'check_violation', constraint = 'one_side_only'; end if;
    return new;
  end $function$


function private.other_sides(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.other_sides(of_case uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select distinct theirs.case_id from public.party harmed
      join public.party reported on reported.case_id = harmed.case_id and reported.role = 'perpetrator' and reported.ended_at is null
      join public.party theirs on theirs.person_id = reported.person_id and theirs.role = 'victim' and theirs.is_main and theirs.ended_at is null
      join public.party back on back.case_id = theirs.case_id and back.person_id = harmed.person_id and back.role = 'perpetrator' and back.ended_at is null
      join public.cases c on c.id = theirs.case_id
    where harmed.case_id = of_case and harmed.role = 'victim' and harmed.is_main and harmed.ended_at is null and theirs.case_id <> of_case
      and (c.closed_as is null or c.closed_as not in ('recorded in error', 'double of another case'))
  $function$


function private.own_role_stays()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.own_role_stays()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.id = public.current_actor() then
      raise exception 'nobody changes their own role or disables themselves' using errcode = 'check_violation', constraint = 'own_role_stays';
    end if;
    return new;
  end $function$


function private.person_changed()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.person_changed()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into public.person_version (person_id, version, was, changed_by, changed_at)
    values (old.id, old.version, to_jsonb(old) - array['id', 'agency_id', 'added_by', 'added_at', 'version', 'plain_name', 'plain_names'], public.current_actor(),
      coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp()));
    return null;
  end $function$


function private.person_version_moves()
  owner waymark_owner
  CREATE OR REPLACE FUNCTION private.person_version_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    new.version := old.version + 1;
    return new;
  end $function$

  grant execute to public

function private.plain(name text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plain(name text)
   RETURNS text
   LANGUAGE sql
   IMMUTABLE PARALLEL SAFE STRICT
   SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  AS $function$ select lower(public.unaccent('public.unaccent'::regdictionary, name)) $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function private.protect_case_table(IN name text, IN case_column text)
  owner waymark_owner
  CREATE OR REPLACE PROCEDURE private.protect_case_table(IN name text, IN case_column text DEFAULT 'case_id'::text)
   LANGUAGE plpgsql
  AS $procedure$
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
  end $procedure$

  grant execute to public

function private.sees_without(who uuid, of_case uuid, grantee uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.sees_without(who uuid, of_case uuid, grantee uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id <> grantee and g.revoked_at is null and g.until_at is null
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
  $function$


function private.separation_noted()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.separation_noted()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.cases set separated_on = case when coalesce(new.details ->> 'neverHappened', '') = 'true' then null
      else (new.happened_from at time zone 'Europe/London')::date end
    where id = new.case_id;
    return null;
  end $function$


function private.set_up(agency_name text, agency_kind text, person_name text, person_email text, new_token_hash bytea, length interval, demo boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.set_up(agency_name text, agency_kind text, person_name text, person_email text, new_token_hash bytea, length interval, demo boolean)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    new_agency uuid;
    who uuid;
  begin
    if exists (select from public.agency) then return null; end if;
    insert into public.installation (is_demo, made_at) values (demo, clock_timestamp()) on conflict do nothing;
    insert into public.agency (name, kind) values (agency_name, agency_kind) returning id into new_agency;
    insert into public.practitioner (agency_id, name, email, role) values (new_agency, person_name, person_email, 'administrator') returning id into who;
    insert into sign_in.link (token_hash, practitioner_id, purpose, ends_at) values (new_token_hash, who, 'join', clock_timestamp() + length);
    return who;
  end $function$

  grant execute to waymark_owner

function private.supports(who uuid, in_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.supports(who uuid, in_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.cases c, (select who union select m.practitioner_id from public.team_member m where m.team_id = who and m.until_at is null) as one (id)
        join public.practitioner p on p.id = one.id join public.agency a on a.id = p.agency_id
      where c.id = in_case and (
        exists (select from public.referral r where r.case_id = in_case and r.worker_id = p.id and r.answer = 'accepted')
        or ((p.role = 'idva' or a.kind in ('advocacy', 'refuge')) and p.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))
        or (p.role = 'idva' and exists (select from public.case_grant g where g.case_id = in_case and g.grantee_id = p.id and g.revoked_at is null
          and not private.is_for_a_task(g.reason)))))
  $function$


function private.units_of_equality(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_equality(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with harmed as (
      select distinct on (y.person_id) y.person_id, c.id as case_id, p.gender, p.language, p.communication_needs,
        coalesce(extract(year from age(c.opened_at at time zone 'Europe/London', p.born_on))::integer, p.age_about) as years
      from public.cases c join public.party y on y.case_id = c.id and y.role = 'victim' and y.ended_at is null join public.person p on p.id = y.person_id
      where c.opened_at >= starts and c.opened_at < ends and c.id in (select private.counted_cases(whole))
      order by y.person_id, c.opened_at, c.id)
    select '', said.line, said.part, null::interval, null::interval
    from harmed h
    left join lateral (
      select r.kind, o.gender from public.relationship r
      join public.person o on o.id = case when r.person_id = h.person_id then r.other_id else r.person_id end
      where r.case_id = h.case_id and ((r.person_id = h.person_id and r.other_role = 'perpetrator') or (r.other_id = h.person_id and r.person_role = 'perpetrator'))
      order by r.recorded_at, r.id limit 1) r on true
    left join lateral (select f.answers from public.fair_count f where f.case_id = h.case_id and f.person_id = h.person_id) f on true
    cross join lateral (values
      ('gender', coalesce(h.gender, 'not recorded')),
      ('gender-reported', coalesce(r.gender, 'not recorded')),
      ('relationship', case when r.kind in ('partner', 'former partner', 'spouse or civil partner', 'former spouse or civil partner',
          'engaged, now or before', 'parent of the same child') then 'partner, now or before'
        when r.kind in ('parent', 'son or daughter', 'brother or sister', 'grandparent or grandchild', 'step-family', 'in-law', 'other relative') then 'family'
        when r.kind = 'not personally connected' then r.kind else 'not recorded' end),
      ('age', case when h.years < 16 then 'under 16' when h.years < 18 then '16 or 17' when h.years < 25 then '18 to 24' when h.years < 35 then '25 to 34'
        when h.years < 45 then '35 to 44' when h.years < 55 then '45 to 54' when h.years < 65 then '55 to 64' when h.years >= 65 then '65 or over'
        else 'not recorded' end),
      ('language', case when lower(trim(h.language)) = 'english' then 'English' when trim(h.language) <> '' then 'another language' else 'not recorded' end),
      ('communication', case when trim(h.communication_needs) <> '' then 'a need is recorded' else 'not recorded' end),
      ('orientation', coalesce(f.answers ->> 'orientation', 'not asked')),
      ('trans', coalesce(f.answers ->> 'trans', 'not asked')),
      ('disability', coalesce(f.answers ->> 'disability', 'not asked')),
      ('ethnicity', coalesce(f.answers ->> 'ethnicity', 'not asked'))) as said (line, part)
  $function$


function private.units_of_feedback(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_feedback(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with last as (
      select distinct on (b.person_id, b.about_agency_id) b.* from public.feedback b
      where b.outcome = 'answered' and b.asked_at >= starts and b.asked_at < ends and (whole or b.about_agency_id = (select public.current_agency()))
        and b.case_id in (select private.counted_cases(true))
      order by b.person_id, b.about_agency_id, b.asked_at desc, b.id)
    select a.name, said.line, said.part, null::interval, null::interval
    from last b join public.agency a on a.id = b.about_agency_id
    cross join lateral (values ('respected', b.respected), ('believed', b.believed), ('informed', b.informed)) as said (line, part)
  $function$


function private.units_of_latency(starts timestamp with time zone, ends timestamp with time zone, whole boolean, days_off date[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_latency(starts timestamp with time zone, ends timestamp with time zone, whole boolean, days_off date[])
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select '', to_char(f.happened_at at time zone 'Europe/London', 'YYYY-MM'),
      case when day.received is null then 'not received' when day.received <= day.decided then 'same day' when word.is_later then 'later'
        else 'next working day' end,
      case when f.is_exact then greatest(f.received_at - f.happened_at, interval '0') end,
      case when f.is_exact then (
        select greatest(min(m.happened_from) - f.happened_at, interval '0') from public.duty d join public.entry m on m.id = d.met_by_id
        where d.case_id = f.case_id and d.fact_id = f.fact_id and d.outcome = 'told') end
    from private.facts_between(array['justice.bail-hearing-decided', 'justice.warrant-issued', 'justice.warrant-hearing-decided', 'justice.trial-ended',
      'justice.sentenced'], starts, ends, whole) f
    -- Day 0 is the day of the decision. In time is until the end of the first working day after it: later, when a working day lies between.
    cross join lateral (select (f.happened_at at time zone 'Europe/London')::date as decided, (f.received_at at time zone 'Europe/London')::date as received) day
    cross join lateral (
      select exists (select from generate_series(day.decided + 1, day.received - 1, interval '1 day') between_them
        where extract(isodow from between_them) < 6 and between_them::date <> all (days_off)) as is_later) word
  $function$


function private.units_of_stops(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_stops(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone)
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case when f.type = 'justice.not-investigated' then 'before-charge' else coalesce(f.details ->> 'stage', 'not said') end,
      case when f.type = 'justice.not-investigated' then 'police|not investigated' else concat(coalesce(f.details ->> 'decidedBy', 'not said'), '|',
        case when lower(f.details ->> 'reason') in ('not enough evidence', 'not in the public interest', 'victim does not support it', 'out of time')
          then lower(f.details ->> 'reason') else 'another reason' end) end,
      case when t.late > 0 then 'not told, late' when t.open > 0 then 'not told yet' when t.told_late > 0 then 'told late'
        when t.told > 0 then 'told in time' when t.closed > 0 then 'not told, closed' else 'no duty' end,
      greatest(t.first_told - f.happened_at, interval '0'), null::interval
    from private.facts_between(array['justice.case-stopped', 'justice.not-investigated'], starts, ends, whole) f
    cross join lateral (
      select count(*) filter (where d.state = 'open' and d.statutory_due_at < at) as late, count(*) filter (where d.state = 'open') as open,
        count(*) filter (where d.outcome = 'told' and m.happened_from > d.statutory_due_at) as told_late,
        count(*) filter (where d.outcome = 'told') as told, count(*) as closed, min(m.happened_from) filter (where d.outcome = 'told') as first_told
      from public.duty d left join public.entry m on m.id = d.met_by_id
      where d.case_id = f.case_id and d.fact_id = f.fact_id and d.state <> 'superseded'
        and d.code in ('POLICE_NFA', 'CPS_NO_CHARGE', 'CPS_POST_CHARGE', 'NOT_INVESTIGATED')) t
  $function$


function private.units_of_tellings(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone, codes text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_tellings(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone, codes text[])
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.holder, d.code,
      case when d.state = 'met' and d.outcome <> 'told' then 'not told, closed'
        when d.state = 'met' and m.happened_from > d.statutory_due_at then 'told after law'
        when d.state = 'met' and m.happened_from > d.safety_due_at then 'told after safety'
        when d.state = 'met' then 'told in time'
        when d.statutory_due_at < at then 'open after law' when d.safety_due_at < at then 'open after safety' else 'open' end,
      case when d.outcome = 'told' then greatest(m.happened_from - b.known_at, interval '0') end, null::interval
    from public.duty d join public.entry b on b.id = d.because_id left join public.entry m on m.id = d.met_by_id
    where d.code = any (codes) and d.person_id is not null and d.state <> 'superseded' and d.raised_at >= starts and d.raised_at < least(ends, at)
      and d.case_id in (select private.counted_cases(whole))
  $function$


function private.units_of_triggers(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_triggers(starts timestamp with time zone, ends timestamp with time zone, whole boolean, at timestamp with time zone)
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.code, because.type,
      case when d.state = 'met' and m.happened_from > d.due_at then 'done late' when d.state = 'met' then 'done in time'
        when d.due_at < at then 'open, late' else 'open' end,
      case when d.state = 'met' then greatest(m.happened_from - greatest(because.known_at, d.raised_at), interval '0') end, null::interval
    from public.duty d cross join lateral unnest(d.reasons) as reason join public.entry because on because.id = reason
      left join public.entry m on m.id = d.met_by_id
    where d.code in ('RISK_REVIEW', 'PLAN_REVIEW') and d.state <> 'superseded' and d.case_id in (select private.counted_cases(whole))
      and greatest(because.known_at, d.raised_at) >= starts and greatest(because.known_at, d.raised_at) < least(ends, at)
  $function$


function private.works_for_other_side(who uuid, of_case uuid, as_contact boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.works_for_other_side(who uuid, of_case uuid, as_contact boolean)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select (as_contact and exists (select from public.reported_contact r where r.case_id = of_case and r.practitioner_id = who and r.ended_at is null))
      or exists (select from private.other_sides(of_case) as o (id) join public.cases c on c.id = o.id
        where private.supports(who, c.id) or (as_contact and c.contact_lead_id = who and c.state <> 'closed'))
  $function$


function public.accept_referral(sought uuid, worker uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.accept_referral(sought uuid, worker uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare r public.referral;
  begin
    select * into r from public.referral where id = sought for update;
    if not found or r.to_agency_id is distinct from public.current_agency() or r.answer is not null
      or not exists (select from public.practitioner where id = worker and agency_id = r.to_agency_id and disabled_at is null)
    then return false; end if;
    update public.referral set answer = 'accepted', answered_by = public.current_actor(), answered_at = at, worker_id = worker,
      acknowledged_at = coalesce(acknowledged_at, at), acknowledged_by = coalesce(acknowledged_by, public.current_actor()), version = version + 1
    where id = sought;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
    select r.case_id, grantee, r.to_agency_id, 'Referral accepted', r.sent_by, at from unnest(array[worker, public.current_actor()]) as grantee
    where not exists (select from public.case_grant g where g.case_id = r.case_id and g.grantee_id = grantee and g.revoked_at is null)
    group by grantee;
    insert into public.involvement (case_id, agency_id, practitioner_id, why, from_on, recorded_by)
    values (r.case_id, r.to_agency_id, worker, r.service, (at at time zone 'Europe/London')::date, public.current_actor());
    return true;
  end $function$

  grant execute to waymark_app

function public.actor_has_case(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.actor_has_case(sought uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.case_grant g where g.case_id = sought and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))
  $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.ask_other_way(of_duty uuid, of_whom uuid, next_window timestamp with time zone, booked timestamp with time zone, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.ask_other_way(of_duty uuid, of_whom uuid, next_window timestamp with time zone, booked timestamp with time zone, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    d public.duty;
    asked uuid;
  begin
    select * into d from public.duty where id = of_duty and state = 'open' and person_id is not null;
    if not found or not private.may_derive(d.case_id) then return false; end if;
    insert into public.other_way (case_id, person_id, duty_id, asked_of, asked_by, asked_at, next_window_at, booked_for)
    select d.case_id, d.person_id, d.id, p.id, public.current_actor(), at, next_window, booked
    from public.practitioner p where p.id = of_whom and p.disabled_at is null
      and (p.agency_id = (select o.agency_id from public.practitioner o where o.id = d.owner_id))
    on conflict (duty_id) do nothing returning id into asked;
    if asked is null then return false; end if;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
    select d.case_id, p.id, p.agency_id, 'Asked to choose another safe way', coalesce(public.current_actor(), d.owner_id), at, at + interval '28 days'
    from public.practitioner p where p.id = of_whom and not exists (select from public.case_grant g
      where g.case_id = d.case_id and g.grantee_id = p.id and g.revoked_at is null and (g.until_at is null or g.until_at > at + interval '7 days'))
    on conflict do nothing;
    insert into public.alarm (to_id, case_id, duty_id, kind, raised_at) values (of_whom, d.case_id, d.id, 'another safe way', at) on conflict do nothing;
    return true;
  end $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.bind(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.bind(token text)
   RETURNS TABLE(id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, supervisor_id uuid, session_ends_at timestamp with time zone)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    idle constant interval := '15 minutes';
    hash constant bytea := sha256(convert_to(token, 'UTF8'));
    who record;
    said text;
  begin
    perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
    select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, p.supervisor_id, s.seen_at, s.ends_at into who
    from sign_in.session s join public.practitioner p on p.id = s.practitioner_id join public.agency a on a.id = p.agency_id
    where s.token_hash = hash and s.revoked_at is null and p.disabled_at is null
      and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - idle;
    if not found then return; end if;
    if who.seen_at < clock_timestamp() - interval '1 minute' then
      update sign_in.session set seen_at = clock_timestamp() where token_hash = hash;
    end if;
    said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
    perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
    return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.supervisor_id, who.ends_at;
  end $function$

  grant execute to waymark_app

function public.bind_inbox_key(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.bind_inbox_key(token text)
   RETURNS TABLE(id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, source text)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    who record;
    said text;
  begin
    perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
    select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, k.source into who
    from public.inbox_key k join public.practitioner p on p.id = k.practitioner_id join public.agency a on a.id = p.agency_id
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.revoked_at is null and p.disabled_at is null;
    if not found then return; end if;
    said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
    perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
    return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.source;
  end $function$

  grant execute to waymark_app

function public.carry_referral(sought uuid, said text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.carry_referral(sought uuid, said text, at timestamp with time zone)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    r public.referral;
    sender public.agency;
    receiver public.agency;
    told uuid;
  begin
    select * into r from public.referral where id = sought;
    if not found or not (r.to_agency_id is not distinct from public.current_agency() or public.actor_has_case(r.case_id)) then return null; end if;
    if not coalesce(case said
      when 'sent' then r.sent_at = at and r.sent_by = public.current_actor()
      when 'acknowledged' then r.acknowledged_at = at
      when 'accepted' then r.answer = 'accepted' and r.answered_at = at
      when 'declined' then r.answer = 'declined' and r.answered_at = at
      when 'withdrawn' then r.answer = 'withdrawn' and r.answered_at = at
      when 'completed' then r.outcome_at = at end, false) then return null; end if;
    select * into sender from public.agency where id = r.from_agency_id;
    select * into receiver from public.agency where id = r.to_agency_id;
    if said in ('sent', 'withdrawn') then
      insert into public.alarm (to_id, kind, referral_id, raised_at)
      select distinct m.practitioner_id, 'referral-' || said, r.id, at
      from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
      where t.agency_id = r.to_agency_id and t.takes_referrals and t.closed_at is null and m.practitioner_id <> public.current_actor()
      on conflict do nothing;
    end if;
    if said = 'sent' then return r.case_id; end if;
    perform from public.cases where id = r.case_id for no key update;
    -- What the answer brings is the sender's knowledge, so it stands in their body's name: told by the other agency.
    insert into public.entry (case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id,
      body, told_by, details)
    select r.case_id, coalesce(max(e.position), 0) + 1, gen_random_uuid(), 'starts', 'referrals.' || said, at, at, at, at, public.current_actor(),
      public.current_agency(), case sender.kind when 'refuge' then 'advocacy' else sender.kind end, receiver.name, jsonb_build_object('about', r.fact_id)
    from public.entry e where e.case_id = r.case_id;
    select coalesce((select p.id from public.practitioner p where p.id = r.sent_by and p.disabled_at is null), c.contact_lead_id) into told
    from public.cases c where c.id = r.case_id;
    if told is distinct from public.current_actor() and told is not null then
      insert into public.alarm (to_id, case_id, kind, referral_id, raised_at) values (told, r.case_id, 'referral-' || said, r.id, at)
      on conflict do nothing;
    end if;
    return r.case_id;
  end $function$

  grant execute to waymark_app

function public.case_team(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.case_team(sought uuid)
   RETURNS SETOF public.case_grant
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select g.* from public.case_grant g where g.case_id = sought and public.actor_has_case(sought) order by g.granted_at $function$

  grant execute to waymark_app

function public.caseloads(whom uuid[], at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.caseloads(whom uuid[], at timestamp with time zone)
   RETURNS TABLE(practitioner_id uuid, risk_leads integer, plan_leads integer, contact_leads integer, open_duties integer, late_duties integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select who,
      (select count(*)::integer from public.cases c where c.risk_lead_id = who and c.state <> 'closed'),
      (select count(*)::integer from public.cases c where c.plan_lead_id = who and c.state <> 'closed'),
      (select count(*)::integer from public.cases c where c.contact_lead_id = who and c.state <> 'closed'),
      (select count(*)::integer from public.duty d where d.owner_id = who and d.state = 'open'),
      (select count(*)::integer from public.duty d where d.owner_id = who and d.state = 'open' and d.due_at < at)
    from unnest(whom) as who where private.may_manage(who)
  $function$

  grant execute to waymark_app

function public.clashing_workers(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.clashing_workers(of_case uuid)
   RETURNS TABLE(id uuid, name text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.name from (
        select unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) as id from public.cases c where c.id = of_case
        union select r.worker_id from public.referral r where r.case_id = of_case and r.answer = 'accepted'
        union select g.grantee_id from public.case_grant g where g.case_id = of_case and g.revoked_at is null
          and not private.is_for_a_task(g.reason)) as at_work
      join public.practitioner p on p.id = at_work.id join public.cases c on c.id = of_case
    where public.actor_has_case(of_case) and private.works_for_other_side(p.id, of_case, p.id = c.contact_lead_id)
    order by p.name
  $function$

  grant execute to waymark_app

function public.count_report(report text, quarter date, whole boolean, below integer, at timestamp with time zone, codes text[], days_off date[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.count_report(report text, quarter date, whole boolean, below integer, at timestamp with time zone, codes text[], days_off date[])
   RETURNS TABLE(section text, line text, parts text[], counts integer[], total integer, middle_minutes integer, longest_days integer, later_minutes integer)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    least_shown constant integer := greatest(below, 5);
    starts constant timestamptz := date_trunc('quarter', quarter::timestamp) at time zone 'Europe/London';
    ends constant timestamptz := (date_trunc('quarter', quarter::timestamp) + interval '3 months') at time zone 'Europe/London';
  begin
    if not private.may_read_reports() or (whole and ends > at) then return; end if;
    return query
    with unit as (
      select * from private.units_of_stops(starts, ends, whole, at) where report = 'stops'
      union all select * from private.units_of_tellings(starts, ends, whole, at, codes) where report = 'tellings'
      union all select * from private.units_of_latency(starts, ends, whole, days_off) where report = 'court-latency'
      union all select * from private.units_of_triggers(starts, ends, whole, at) where report = 'triggers'
      union all select * from private.units_of_equality(starts, ends, whole) where report = 'equality'
      union all select * from private.units_of_feedback(starts, ends, whole) where report = 'feedback'),
    part as (select u.section, u.line, u.part, count(*)::integer as n from unit u group by 1, 2, 3),
    line as (
      select p.section, p.line, array_agg(p.part order by p.part) as parts,
        private.hide_small(array_agg(p.n order by p.part), least_shown, report in ('equality', 'feedback')) as counts,
        sum(p.n)::integer as n from part p group by 1, 2),
    -- A middle or a longest is shown when enough went into it, and never to the minute.
    took as (
      select u.section, u.line,
        case when count(u.took) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.took)) / 900) end as middle,
        case when count(u.took) >= least_shown then ceil(extract(epoch from max(u.took)) / 86400) end as longest,
        case when count(u.later) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.later)) / 900) end as later
      from unit u group by 1, 2)
    select l.section, l.line, case when l.counts is null then '{}' else l.parts end, coalesce(l.counts, '{}'),
      case when l.n >= least_shown then (5 * round(l.n / 5.0))::integer end, t.middle::integer, t.longest::integer, t.later::integer
    from line l join took t on t.section = l.section and t.line = l.line
    order by l.section, l.line;
  end $function$

  grant execute to waymark_app

function public.current_actor()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_actor()
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.bound(1) $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function public.current_agency()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_agency()
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.bound(2) $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function public.current_is_administrator()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_is_administrator()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select exists (select from public.practitioner where id = private.bound(1) and role = 'administrator' and disabled_at is null) $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function public.current_reach()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_reach()
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select private.bound(1)
    union all
    select m.team_id from public.team_member m where m.practitioner_id = private.bound(1) and m.until_at is null
  $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function public.current_reach_ids()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_reach_ids()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return me || array(select m.team_id from public.team_member m where m.practitioner_id = me and m.until_at is null);
  end $function$

  grant execute to waymark_app
  grant execute to waymark_sign_in
  grant execute to waymark_worker

function public.digest_counts(who uuid, at timestamp with time zone, day_ends timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.digest_counts(who uuid, at timestamp with time zone, day_ends timestamp with time zone)
   RETURNS TABLE(late integer, today integer, waiting integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select
      (select count(*) from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at < at)::integer,
      (select count(*) from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at >= at and d.due_at <= day_ends)::integer,
      ((select count(*) from public.handover h where h.to_id = who and h.answer is null)
        + (select count(*) from public.other_way o where o.asked_of = who and o.decided_at is null)
        + (select count(*) from public.risk_level r where r.second_person_id = who and r.proposal = 'waiting'))::integer
  $function$

  grant execute to waymark_worker

function public.end_case_access(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_case_access(who uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.current_is_administrator() or not exists (select from public.practitioner
      where id = who and agency_id = public.current_agency() and (disabled_at is not null or role = 'administrator'))
    then return false; end if;
    update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
    update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
    update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
    return true;
  end $function$

  grant execute to waymark_app

function public.end_own_session(sought text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_own_session(sought text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.session set revoked_at = clock_timestamp()
    where practitioner_id = public.current_actor() and revoked_at is null and encode(sha256(token_hash), 'hex') = sought;
    return found;
  end $function$

  grant execute to waymark_app

function public.end_referral_sight(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_referral_sight(sought uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare r public.referral;
  begin
    select * into r from public.referral where id = sought and (outcome_at = at or (answer = 'withdrawn' and answered_at = at));
    if not found or not public.actor_has_case(r.case_id) or exists (select from public.referral o where o.case_id = r.case_id
      and o.to_agency_id = r.to_agency_id and o.id <> r.id and o.answer = 'accepted' and o.outcome_at is null) then return; end if;
    update public.case_grant g set revoked_at = at from public.cases c
    where c.id = r.case_id and g.case_id = c.id and g.agency_id = r.to_agency_id and g.reason = 'Referral accepted' and g.revoked_at is null
      and g.grantee_id is distinct from c.risk_lead_id and g.grantee_id is distinct from c.plan_lead_id and g.grantee_id is distinct from c.contact_lead_id
      and not exists (select from public.duty d where d.case_id = c.id and d.owner_id = g.grantee_id and d.state = 'open');
    update public.involvement i set until_on = (at at time zone 'Europe/London')::date
    where i.case_id = r.case_id and i.agency_id = r.to_agency_id and i.until_on is null;
  end $function$

  grant execute to waymark_app

function public.end_sessions_of(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_sessions_of(who uuid)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.session s set revoked_at = clock_timestamp() from public.practitioner p
    where s.practitioner_id = who and p.id = who and s.revoked_at is null
      and (who = public.current_actor() or (public.current_is_administrator() and p.agency_id = public.current_agency()))
  $function$

  grant execute to waymark_app

function public.end_sign_in(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_sign_in(who uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.current_is_administrator() or not private.may_manage(who) then return false; end if;
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
    update sign_in.link set used_at = clock_timestamp() where practitioner_id = who and used_at is null;
    update sign_in.credential set password_hash = null, totp_cipher = null where practitioner_id = who;
    update public.feed set ended_at = at where practitioner_id = who and ended_at is null;
    update public.inbox_key set revoked_at = at where practitioner_id = who and revoked_at is null;
    return true;
  end $function$

  grant execute to waymark_app

function public.fan_out(entry_id uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.fan_out(entry_id uuid)
   RETURNS SETOF uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    e public.entry;
    other uuid;
  begin
    select * into e from public.entry where id = entry_id;
    if not found or not private.may_derive(e.case_id) or e.entered_by is distinct from public.current_actor() and session_user <> 'waymark_worker' then return; end if;
    perform from public.cases where id = e.case_id for no key update;
    return next e.case_id;
    if e.suspect_id is null then return; end if;
    for other in
      select c.id from public.cases c join public.party p on p.case_id = c.id
      where p.person_id = e.suspect_id and p.role = 'perpetrator' and p.ended_at is null and c.state <> 'closed' and c.id <> e.case_id
      order by c.id for no key update of c
    loop
      insert into public.entry (case_id, position, fact_id, relation, type, suspect_id, happened_from, happened_until, precision, known_at,
        received_at, entered_at, entered_by, agency_id, body, details, from_other_case)
      select other, coalesce(max(x.position), 0) + 1, e.fact_id, e.relation, e.type, e.suspect_id, e.happened_from, e.happened_until, e.precision,
        e.known_at, e.received_at, e.entered_at, null, null, e.body,
        (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(e.details)
         where key in ('hearingOn', 'hearing', 'releaseOn', 'confirmed', 'released', 'stage', 'inCustody', 'forBreach', 'decidedBy')), true
      from public.entry x where x.case_id = other;
      return next other;
    end loop;
  end $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.feed_of(token text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.feed_of(token text, at timestamp with time zone)
   RETURNS TABLE(practitioner_id uuid, duty_id uuid, code text, is_telling boolean, due_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, d.id, d.code, d.person_id is not null, d.due_at from public.feed f join public.practitioner p on p.id = f.practitioner_id and p.disabled_at is null
    left join public.duty d on d.owner_id = p.id and d.state = 'open' and d.due_at is not null and d.raised_at <= at
    where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.ended_at is null order by d.due_at limit 500
  $function$

  grant execute to waymark_app

function public.find_people(sought text, born date, at_most integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.find_people(sought text, born date, at_most integer)
   RETURNS TABLE(person_id uuid, case_id uuid, name text, other_names text, born_on date, role text, reference text, state text, likeness real)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'public', 'pg_temp'
   SET enable_hashjoin TO 'off'
   SET enable_mergejoin TO 'off'
   SET enable_seqscan TO 'off'
  AS $function$
    select p.id, c.id, p.name, p.other_names, p.born_on, y.role, c.reference, c.state, greatest(alike.whole, alike.part)
    from (select private.plain(sought) as name) asked
    cross join (select distinct g.case_id from case_grant g where g.grantee_id = any ((select current_reach_ids())::uuid[]) and g.revoked_at is null
      and (g.until_at is null or g.until_at > now())) mine
    join cases c on c.id = mine.case_id join party y on y.case_id = c.id and y.ended_at is null join person p on p.id = y.person_id
    cross join lateral (select similarity(p.plain_name, asked.name) as whole, word_similarity(asked.name, p.plain_names) as part) alike
    where c.reference = upper(sought) or alike.part > 0.4 or alike.whole > 0.3 or (born is not null and p.born_on = born)
    order by 9 desc, p.name limit least(at_most, 100)
  $function$

  grant execute to waymark_app

function public.grant_case(to_case uuid, to_grantee uuid, because text, at timestamp with time zone, ends_at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.grant_case(to_case uuid, to_grantee uuid, because text, at timestamp with time zone, ends_at timestamp with time zone DEFAULT NULL::timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare of_agency uuid;
  begin
    if not public.actor_has_case(to_case) then return false; end if;
    select agency_id into of_agency from public.practitioner where id = to_grantee and disabled_at is null
    union all select agency_id from public.team where id = to_grantee and closed_at is null;
    if of_agency is null then return false; end if;
    if exists (select from public.case_grant where case_id = to_case and grantee_id = to_grantee and revoked_at is null
      and (until_at is null or until_at >= coalesce(ends_at, 'infinity'))) then return true; end if;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
    values (to_case, to_grantee, of_agency, because, public.current_actor(), at, ends_at)
    on conflict (case_id, grantee_id, granted_at) do update
      set revoked_at = null, reason = excluded.reason, granted_by = excluded.granted_by, until_at = excluded.until_at;
    return true;
  end $function$

  grant execute to waymark_app

function public.held_by(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.held_by(who uuid)
   RETURNS TABLE(case_id uuid, reference text, leads text[], open_duties integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id, c.reference,
      case when c.state = 'closed' then '{}' else array_remove(array[case when c.risk_lead_id = who then 'risk' end,
        case when c.plan_lead_id = who then 'plan' end, case when c.contact_lead_id = who then 'contact' end], null) end,
      (select count(*) from public.duty d where d.case_id = c.id and d.owner_id = who and d.state = 'open')::integer
    from public.cases c
    where (who = public.current_actor() or exists (select from public.practitioner p where p.id = who and p.supervisor_id = public.current_actor()
        and p.agency_id = public.current_agency()))
      and c.id in (
        select id from public.cases where risk_lead_id = who and state <> 'closed' union select id from public.cases where plan_lead_id = who and state <> 'closed'
        union select id from public.cases where contact_lead_id = who and state <> 'closed' union select d.case_id from public.duty d where d.owner_id = who and d.state = 'open')
    order by c.reference
  $function$

  grant execute to waymark_app

function public.history_of(for_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.history_of(for_case uuid)
   RETURNS jsonb
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not private.may_derive(for_case) then return null; end if;
    return jsonb_build_object(
      'entries', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'factId', e.fact_id, 'position', e.position, 'enteredBy', e.entered_by, 'relation', e.relation,
        'type', e.type, 'from', e.happened_from, 'until', e.happened_until, 'knownAt', e.known_at, 'receivedAt', e.received_at,
        'enteredAt', e.entered_at, 'by', e.body, 'details', e.details - 'decisionMaker') order by e.position), '[]') from public.entry e where e.case_id = for_case),
      'levels', (select coalesce(jsonb_agg(jsonb_build_object('agencyId', r.agency_id, 'personId', r.person_id, 'level', r.level, 'at', r.decided_at) order by r.decided_at), '[]')
        from public.risk_level r where r.case_id = for_case and r.proposal is distinct from 'waiting' and r.proposal is distinct from 'not agreed'),
      'victims', (select coalesce(jsonb_agg(p.person_id order by p.added_at), '[]') from public.party p where p.case_id = for_case and p.role = 'victim' and p.ended_at is null),
      'leads', (select jsonb_build_object('risk', c.risk_lead_id, 'plan', c.plan_lead_id, 'contact', c.contact_lead_id,
        'separatedOn', c.separated_on, 'openedAt', c.opened_at) from public.cases c where c.id = for_case),
      -- For each body at work here, the person who answers for it: a lead first, else whoever came last.
      'holders', (select coalesce(jsonb_object_agg(kind, holder), '{}') from (
        select distinct on (a.kind) a.kind, p.id as holder
        from public.case_grant g join public.practitioner p on p.id = g.grantee_id and p.disabled_at is null
          join public.agency a on a.id = p.agency_id join public.cases c on c.id = g.case_id
        where g.case_id = for_case and g.revoked_at is null
        order by a.kind, (p.id = c.contact_lead_id) desc, (p.id = c.risk_lead_id) desc, (p.id = c.plan_lead_id) desc, g.granted_at desc) as each_kind),
      'owners', (select coalesce(jsonb_object_agg(d.key, d.owner_id), '{}') from public.duty d where d.case_id = for_case and d.state = 'open'));
  end $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.keep_fair_count(for_case uuid, of_person uuid, given jsonb, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_fair_count(for_case uuid, of_person uuid, given jsonb, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.actor_has_case(for_case) or not exists (
      select from public.party where case_id = for_case and person_id = of_person and ended_at is null)
    then return false; end if;
    insert into public.fair_count (case_id, person_id, answers, asked_by, asked_at)
    values (for_case, of_person, given, public.current_actor(), at)
    on conflict (case_id, person_id) do update set answers = excluded.answers, asked_by = excluded.asked_by, asked_at = excluded.asked_at;
    return true;
  end $function$

  grant execute to waymark_app

function public.knows_person(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.knows_person(sought uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.party y join public.case_grant g on g.case_id = y.case_id where y.person_id = sought and g.revoked_at is null
        and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))
      or exists (select from public.person p where p.id = sought and p.added_by = public.current_actor()
        and not exists (select from public.party y where y.person_id = sought))
  $function$

  grant execute to waymark_app

function public.leads_through_team(through uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.leads_through_team(through uuid, who uuid)
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select case when private.may_manage(who) then private.leads_only_through(through, who) else 0 end $function$

  grant execute to waymark_app

function public.make_link(for_practitioner uuid, new_token_hash bytea, for_purpose text, length interval)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.make_link(for_practitioner uuid, new_token_hash bytea, for_purpose text, length interval)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.current_is_administrator() or not exists (
      select from public.practitioner where id = for_practitioner and agency_id = public.current_agency() and disabled_at is null)
    then return false; end if;
    update sign_in.link set used_at = clock_timestamp() where practitioner_id = for_practitioner and used_at is null;
    insert into sign_in.link (token_hash, practitioner_id, purpose, made_by, ends_at)
    values (new_token_hash, for_practitioner, for_purpose, public.current_actor(), clock_timestamp() + length);
    return true;
  end $function$

  grant execute to waymark_app

function public.note_message_state(sought_reference text, sent_as text, became text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.note_message_state(sought_reference text, sent_as text, became text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if became not in ('sent', 'delivered') then return false; end if;
    update public.message set state = became, notify_id = coalesce(notify_id, sent_as), checked_at = case when became <> 'sent' then at end,
      ended_at = case when became <> 'sent' then at end
    where reference = sought_reference and channel <> 'call' and state in ('sending', 'sent') and (notify_id is null or notify_id = sent_as);
    return found;
  end $function$

  grant execute to waymark_app

function public.opening_clashes(who uuid, harmed uuid, reported uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.opening_clashes(who uuid, harmed uuid, reported uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select who in (select public.current_reach()) and exists (
      select from public.party theirs join public.party back on back.case_id = theirs.case_id and back.person_id = harmed
        and back.role = 'perpetrator' and back.ended_at is null
      where theirs.person_id = reported and theirs.role = 'victim' and theirs.is_main and theirs.ended_at is null
        and private.supports(who, theirs.case_id))
  $function$

  grant execute to waymark_app

function public.own_sessions()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.own_sessions()
   RETURNS TABLE(ref text, device text, started_at timestamp with time zone, seen_at timestamp with time zone, ends_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select encode(sha256(token_hash), 'hex'), device, started_at, seen_at, ends_at from sign_in.session
    where practitioner_id = public.current_actor() and revoked_at is null and ends_at > clock_timestamp() and seen_at > clock_timestamp() - interval '15 minutes'
    order by started_at desc
  $function$

  grant execute to waymark_app

function public.place_duties(for_case uuid, at timestamp with time zone, duties jsonb)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.place_duties(for_case uuid, at timestamp with time zone, duties jsonb)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.referral_clashes(sought uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.referral_clashes(sought uuid, who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.referral r join public.practitioner p on p.id = who and p.agency_id = r.to_agency_id
      where r.id = sought and r.to_agency_id = public.current_agency() and r.answer is null and private.works_for_other_side(who, r.case_id, false))
  $function$

  grant execute to waymark_app

function public.revoke_case(from_case uuid, from_grantee uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.revoke_case(from_case uuid, from_grantee uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.actor_has_case(from_case) then return false; end if;
    perform from public.cases where id = from_case for no key update;
    if exists (
      select from (
        select unnest(array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id]) as id from public.cases c where c.id = from_case and c.state <> 'closed'
        union select d.owner_id from public.duty d where d.case_id = from_case and d.state = 'open') as busy
      where (busy.id = from_grantee or busy.id in (select m.practitioner_id from public.team_member m where m.team_id = from_grantee and m.until_at is null))
        and not private.sees_without(busy.id, from_case, from_grantee)
    ) then return false; end if;
    update public.case_grant set revoked_at = at where case_id = from_case and grantee_id = from_grantee and revoked_at is null;
    return found;
  end $function$

  grant execute to waymark_app

function public.say_way_chosen(chosen uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.say_way_chosen(chosen uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare w public.other_way;
  begin
    select * into w from public.other_way where id = chosen and decided_at = at and decided_by = public.current_actor();
    if not found or not public.actor_has_case(w.case_id) then return; end if;
    insert into public.alarm (to_id, case_id, duty_id, kind, raised_at)
    select d.owner_id, d.case_id, d.id, case when d.id = w.duty_id then 'another way was chosen' else 'police watch' end, at
    from public.duty d
    where d.case_id = w.case_id and d.state = 'open' and d.owner_id <> w.decided_by
      and (d.id = w.duty_id or (w.choice = 'police watch' and d.code = 'POLICE_WATCH'))
    on conflict do nothing;
  end $function$

  grant execute to waymark_app

function public.seen_other_sides(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.seen_other_sides(of_case uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select o.id from private.other_sides(of_case) as o (id) where public.actor_has_case(of_case) and public.actor_has_case(o.id) $function$

  grant execute to waymark_app

function public.settle_offer(answered uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.settle_offer(answered uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare h public.handover;
  begin
    select * into h from public.handover where id = answered and answer is not null and answered_at = at
      and public.current_actor() in (from_id, to_id, offered_by);
    if not found then return; end if;
    if h.answer = 'accepted' then
      update public.case_grant set until_at = null,
        reason = case reason when 'Handover offered' then 'Handover accepted' else reason end
      where case_id = h.case_id and grantee_id = h.to_id and revoked_at is null;
    elsif not exists (select from public.handover o where o.case_id = h.case_id and o.to_id = h.to_id and o.answer is null) then
      update public.case_grant set revoked_at = at where case_id = h.case_id and grantee_id = h.to_id and revoked_at is null and reason = 'Handover offered';
    end if;
  end $function$

  grant execute to waymark_app

function public.sign_in_of(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.sign_in_of(who uuid)
   RETURNS TABLE(can_sign_in boolean, locked_until timestamp with time zone, open_sessions integer, link_purpose text, link_made_by text, link_made_at timestamp with time zone, link_ends_at timestamp with time zone, link_used_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select coalesce(c.password_hash is not null, false), case when c.locked_until > clock_timestamp() then c.locked_until end,
      (select count(*)::integer from sign_in.session s where s.practitioner_id = who and s.revoked_at is null and s.ends_at > clock_timestamp()
        and s.seen_at > clock_timestamp() - interval '15 minutes'),
      l.purpose, m.name, l.made_at, l.ends_at, l.used_at
    from (select who) as one left join sign_in.credential c on c.practitioner_id = who
      left join lateral (select * from sign_in.link where practitioner_id = who order by made_at desc limit 1) l on true
      left join public.practitioner m on m.id = l.made_by
    where private.may_manage(who)
  $function$

  grant execute to waymark_app

function public.step_in(to_case uuid, for_person uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.step_in(to_case uuid, for_person uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from public.held_by(for_person) h where h.case_id = to_case) then return false; end if;
    if public.actor_has_case(to_case) then return true; end if;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
    values (to_case, public.current_actor(), public.current_agency(), 'Supervisor hands over for a colleague who is away', public.current_actor(), at)
    on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null;
    return true;
  end $function$

  grant execute to waymark_app

function public.works_for_other_side(who uuid, of_case uuid, as_contact boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.works_for_other_side(who uuid, of_case uuid, as_contact boolean)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select (public.actor_has_case(of_case) or exists (select from public.practitioner p, public.held_by(p.id) h
        where p.supervisor_id = public.current_actor() and h.case_id = of_case))
      and private.works_for_other_side(who, of_case, as_contact)
  $function$

  grant execute to waymark_app

function sign_in.end_session(old_token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.end_session(old_token text)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ update sign_in.session set revoked_at = clock_timestamp() where token_hash = sha256(convert_to(old_token, 'UTF8')) and revoked_at is null $function$

  grant execute to waymark_sign_in

function sign_in.link_holder(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.link_holder(token text)
   RETURNS TABLE(practitioner_id uuid, name text, email text, purpose text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.name, p.email, l.purpose from sign_in.link l join public.practitioner p on p.id = l.practitioner_id
    where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp() and p.disabled_at is null
  $function$

  grant execute to waymark_sign_in

function sign_in.look_up(sought_email text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.look_up(sought_email text)
   RETURNS TABLE(practitioner_id uuid, agency_id uuid, password_hash text, totp_cipher bytea, totp_last_step bigint, failures integer, locked_until timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.agency_id, c.password_hash, c.totp_cipher, c.totp_last_step, c.failures, c.locked_until
    from public.practitioner p join sign_in.credential c on c.practitioner_id = p.id
    where lower(p.email) = lower(sought_email) and p.disabled_at is null
  $function$

  grant execute to waymark_sign_in

function sign_in.note_failure(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.note_failure(who uuid)
   RETURNS timestamp with time zone
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.credential set failures = failures + 1,
      locked_until = case when (failures + 1) % 5 = 0 then clock_timestamp() + interval '15 minutes' * ((failures + 1) / 5) else locked_until end
    where practitioner_id = who returning locked_until
  $function$

  grant execute to waymark_sign_in

function sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.credential set totp_last_step = totp_step, failures = 0, locked_until = null
    where practitioner_id = who and totp_last_step < totp_step and (locked_until is null or locked_until <= clock_timestamp());
    if not found then return false; end if;
    insert into sign_in.session (token_hash, practitioner_id, ends_at, device)
    values (new_token_hash, who, clock_timestamp() + length, on_device);
    return true;
  end $function$

  grant execute to waymark_sign_in

function sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare who uuid;
  begin
    update sign_in.link l set used_at = clock_timestamp() from public.practitioner p
    where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp()
      and p.id = l.practitioner_id and p.disabled_at is null
    returning p.id into who;
    if who is null then return null; end if;
    insert into sign_in.credential (practitioner_id, password_hash, totp_cipher, totp_last_step)
    values (who, new_password_hash, new_totp_cipher, totp_step)
    on conflict (practitioner_id) do update set password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher,
      totp_last_step = excluded.totp_last_step, failures = 0, locked_until = null;
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
    update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
    return who;
  end $function$

  grant execute to waymark_sign_in

schema private
  owner waymark_owner
  grant usage to waymark_definer

schema public
  owner pg_database_owner
  grant usage to waymark_app
  grant usage to waymark_definer
  grant usage to waymark_sign_in
  grant usage to waymark_worker

schema sign_in
  owner waymark_owner
  grant usage to waymark_app
  grant usage to waymark_definer
  grant usage to waymark_sign_in

schema vault
  owner waymark_owner
  grant usage to waymark_app
  grant usage to waymark_definer
  grant usage to waymark_worker

table private.bind_key
  owner waymark_owner, row-level security forced
  one boolean not null default true
  key bytea not null
  constraint bind_key_one_check CHECK (one)
  constraint bind_key_pkey PRIMARY KEY (one)
  policy definer_only permissive for all to waymark_definer using (true)
  grant select to waymark_definer

table public.account
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  text text not null
  agreed_how text not null
  agreed_on date not null
  written_by uuid not null
  written_at timestamp with time zone not null
  constraint account_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint account_pkey PRIMARY KEY (id)
  constraint account_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX account_case ON public.account USING btree (case_id, written_at)
  policy by_the_actor restrictive for insert to waymark_app with check ((written_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = account.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = account.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = account.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = account.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.agency
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  name text not null
  kind text not null
  area text
  made_at timestamp with time zone not null default now()
  constraint agency_kind_check CHECK ((kind = ANY (ARRAY['police'::text, 'advocacy'::text, 'wcu'::text, 'cps'::text, 'probation'::text, 'council'::text, 'housing'::text, 'library'::text, 'health'::text, 'school'::text, 'refuge'::text, 'other'::text])))
  constraint agency_pkey PRIMARY KEY (id)
  policy administrator_adds permissive for insert to waymark_app with check (( SELECT public.current_is_administrator() AS current_is_administrator))
  policy administrator_changes permissive for update to waymark_app using (((id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check ((id = ( SELECT public.current_agency() AS current_agency)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker

table public.aggressor_opinion
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  other_case_id uuid not null
  person_id uuid
  fear text not null
  injuries text not null
  control text not null
  history text not null
  defence text not null
  reasons text not null
  written_by uuid not null
  written_at timestamp with time zone not null
  reviewer_id uuid not null
  constraint aggressor_opinion_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint aggressor_opinion_check CHECK ((other_case_id <> case_id))
  constraint aggressor_opinion_check1 CHECK ((reviewer_id <> written_by))
  constraint aggressor_opinion_other_case_id_fkey FOREIGN KEY (other_case_id) REFERENCES public.cases(id)
  constraint aggressor_opinion_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint aggressor_opinion_pkey PRIMARY KEY (id)
  constraint aggressor_opinion_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES public.practitioner(id)
  constraint aggressor_opinion_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX aggressor_opinion_case ON public.aggressor_opinion USING btree (case_id, written_at)
  CREATE INDEX aggressor_opinion_other ON public.aggressor_opinion USING btree (other_case_id, written_at)
  CREATE INDEX aggressor_opinion_reviewer ON public.aggressor_opinion USING btree (reviewer_id)
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (other_case_id IN ( SELECT public.seen_other_sides(aggressor_opinion.case_id) AS seen_other_sides))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_opinion.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_opinion.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_opinion.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_opinion.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy sees_both restrictive for select to waymark_app using (public.actor_has_case(other_case_id))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.aggressor_review
  owner waymark_owner, row-level security forced
  case_id uuid not null
  opinion_id uuid not null
  other_case_id uuid not null
  agrees boolean not null
  reasons text not null
  reviewed_by uuid not null
  reviewed_at timestamp with time zone not null
  constraint aggressor_review_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint aggressor_review_opinion_id_fkey FOREIGN KEY (opinion_id) REFERENCES public.aggressor_opinion(id)
  constraint aggressor_review_other_case_id_fkey FOREIGN KEY (other_case_id) REFERENCES public.cases(id)
  constraint aggressor_review_pkey PRIMARY KEY (case_id, opinion_id)
  constraint aggressor_review_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES public.practitioner(id)
  policy by_the_specialist restrictive for insert to waymark_app with check (((reviewed_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM public.aggressor_opinion o
    WHERE ((o.id = aggressor_review.opinion_id) AND (o.case_id = aggressor_review.case_id) AND (o.other_case_id = aggressor_review.other_case_id) AND (o.reviewer_id = ( SELECT public.current_actor() AS current_actor)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_review.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_review.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_review.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = aggressor_review.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy sees_both restrictive for select to waymark_app using (public.actor_has_case(other_case_id))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.alarm
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  to_id uuid not null
  case_id uuid
  duty_id uuid
  kind text not null
  raised_at timestamp with time zone not null
  seen_at timestamp with time zone
  referral_id uuid
  constraint alarm_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint alarm_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duty(id)
  constraint alarm_pkey PRIMARY KEY (id)
  constraint alarm_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES public.referral(id)
  constraint alarm_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.practitioner(id)
  constraint alarm_to_id_kind_duty_id_key UNIQUE (to_id, kind, duty_id)
  CREATE INDEX alarm_unseen ON public.alarm USING btree (to_id, raised_at) WHERE (seen_at IS NULL)
  CREATE UNIQUE INDEX alarm_referral ON public.alarm USING btree (to_id, kind, referral_id) WHERE (referral_id IS NOT NULL)
  CREATE UNIQUE INDEX alarm_without_duty ON public.alarm USING btree (to_id, kind) WHERE ((duty_id IS NULL) AND (referral_id IS NULL) AND (seen_at IS NULL))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((to_id = ( SELECT public.current_actor() AS current_actor))) with check ((to_id = ( SELECT public.current_actor() AS current_actor)))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  CREATE TRIGGER alarm_reaches AFTER INSERT ON public.alarm FOR EACH ROW EXECUTE FUNCTION private.alarm_reaches()
  grant insert, select to waymark_definer
  grant insert, select to waymark_worker
  grant select to waymark_app
  grant update (raised_at) to waymark_worker
  grant update (seen_at) to waymark_app
  grant update (seen_at) to waymark_worker

table public.attempt
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  route_id uuid
  how text not null
  tried_by uuid not null
  tried_at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  outcome text not null
  note text
  allowed_by uuid
  allowed_why text
  duty_ids uuid[] not null default '{}'::uuid[]
  constraint attempt_allowed_by_fkey FOREIGN KEY (allowed_by) REFERENCES public.practitioner(id)
  constraint attempt_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint attempt_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint attempt_outcome_check CHECK ((outcome = ANY (ARRAY['reached'::text, 'no answer'::text, 'someone else answered'::text, 'not safe to talk'::text, 'not delivered'::text, 'not tried'::text])))
  constraint attempt_pkey PRIMARY KEY (id)
  constraint attempt_route_id_fkey FOREIGN KEY (route_id) REFERENCES vault.contact_route(id)
  constraint attempt_tried_by_fkey FOREIGN KEY (tried_by) REFERENCES public.practitioner(id)
  CREATE INDEX attempt_case ON public.attempt USING btree (case_id, tried_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = attempt.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = attempt.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = attempt.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = attempt.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (case_id) to waymark_worker
  grant select (how) to waymark_worker
  grant select (id) to waymark_worker
  grant select (outcome) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (tried_at) to waymark_worker

table public.audit
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  at timestamp with time zone not null default clock_timestamp()
  actor_id uuid
  agency_id uuid
  kind text not null
  route text not null
  case_id uuid
  object_id uuid
  detail text
  reference text not null
  constraint audit_kind_check CHECK ((kind = ANY (ARRAY['collect'::text, 'alter'::text, 'consult'::text, 'search'::text, 'disclose'::text, 'export'::text, 'print'::text, 'fail'::text, 'sign-in'::text, 'sign-out'::text])))
  constraint audit_pkey PRIMARY KEY (id)
  CREATE INDEX audit_actor ON public.audit USING btree (actor_id, at)
  CREATE INDEX audit_case ON public.audit USING btree (case_id, at) WHERE (case_id IS NOT NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_rows permissive for insert to waymark_app with check ((NOT (actor_id IS DISTINCT FROM ( SELECT public.current_actor() AS current_actor))))
  policy sign_in_rows permissive for insert to waymark_sign_in with check (((kind = ANY (ARRAY['sign-in'::text, 'sign-out'::text, 'fail'::text])) AND (case_id IS NULL)))
  grant insert to waymark_app
  grant insert to waymark_sign_in

table public.bank_holiday
  owner waymark_owner, row-level security forced
  day date not null
  name text not null
  source text not null
  added_by uuid not null
  added_at timestamp with time zone not null
  constraint bank_holiday_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint bank_holiday_pkey PRIMARY KEY (day)
  policy by_the_actor restrictive for insert to waymark_app with check ((added_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant select to waymark_worker

table public.barrier
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  kind text not null
  what text not null
  adjustment text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  ended_why text
  constraint barrier_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint barrier_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint barrier_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint barrier_pkey PRIMARY KEY (id)
  constraint barrier_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX barrier_case ON public.barrier USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = barrier.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = barrier.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = barrier.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = barrier.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (adjustment) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (ended_why) to waymark_app

table public.behaviour
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  entry_id uuid not null
  code text not null
  on_day date not null
  note text
  constraint behaviour_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint behaviour_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint behaviour_pkey PRIMARY KEY (id)
  CREATE INDEX behaviour_case ON public.behaviour USING btree (case_id, on_day)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = behaviour.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = behaviour.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = behaviour.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = behaviour.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.breach_action
  owner waymark_owner, row-level security forced
  case_id uuid not null
  entry_id uuid not null
  breach_fact_id uuid
  outcome text not null
  protects text not null
  shows_both text not null
  answers_claim text not null
  builds_trust text not null
  confidence text not null
  constraint breach_action_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint breach_action_confidence_check CHECK ((confidence = ANY (ARRAY['more sure'::text, 'as before'::text, 'less sure'::text, 'not asked'::text, 'chose not to say'::text])))
  constraint breach_action_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint breach_action_outcome_check CHECK ((outcome = ANY (ARRAY['put before the court'::text, 'not put before the court'::text, 'arrested'::text, 'court asked to act'::text, 'spoken to'::text, 'no action'::text])))
  constraint breach_action_pkey PRIMARY KEY (case_id, entry_id)
  policy by_the_actor restrictive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = breach_action.entry_id) AND (e.case_id = breach_action.case_id) AND (e.entered_by = ( SELECT public.current_actor() AS current_actor))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = breach_action.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = breach_action.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = breach_action.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = breach_action.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.case_grant
  owner waymark_owner, row-level security forced
  case_id uuid not null
  grantee_id uuid not null
  agency_id uuid not null
  reason text not null
  granted_by uuid not null
  granted_at timestamp with time zone not null
  until_at timestamp with time zone
  revoked_at timestamp with time zone
  constraint case_grant_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint case_grant_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint case_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES public.practitioner(id)
  constraint case_grant_pkey PRIMARY KEY (case_id, grantee_id, granted_at)
  CREATE INDEX case_grant_grantee ON public.case_grant USING btree (grantee_id, case_id) INCLUDE (until_at) WHERE (revoked_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_grants permissive for select to waymark_app using ((grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
  CREATE CONSTRAINT TRIGGER leads_are_real AFTER UPDATE OF until_at, revoked_at ON public.case_grant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.until_at IS NOT NULL) OR (new.revoked_at IS NOT NULL))) EXECUTE FUNCTION private.leads_are_real()
  CREATE TRIGGER administrator_has_no_case BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.administrator_has_no_case()
  CREATE TRIGGER one_side_only BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.one_side_only()
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.cases
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  reference text not null
  agency_id uuid not null
  opened_by uuid not null
  opened_at timestamp with time zone not null
  source text not null
  concern text not null
  state text not null default 'open'::text
  risk_lead_id uuid
  plan_lead_id uuid
  contact_lead_id uuid
  level text
  level_review_on date
  separated_on date
  closing_by uuid
  closing_reason text
  closed_at timestamp with time zone
  closed_as text
  double_of uuid
  reopened_at timestamp with time zone
  version integer not null default 1
  closing_at timestamp with time zone
  constraint "an open case has a risk lead, a plan lead and a contact lead (I" CHECK (((state = 'closed'::text) OR ((risk_lead_id IS NOT NULL) AND (plan_lead_id IS NOT NULL) AND (contact_lead_id IS NOT NULL))))
  constraint cases_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint cases_check CHECK ((((state = 'closed'::text) = (closed_at IS NOT NULL)) AND ((state <> 'closed'::text) OR (closed_as IS NOT NULL))))
  constraint cases_closed_as_check CHECK ((closed_as = ANY (ARRAY['ended'::text, 'recorded in error'::text, 'double of another case'::text, 'moved to another area'::text])))
  constraint cases_closing_by_fkey FOREIGN KEY (closing_by) REFERENCES public.practitioner(id)
  constraint cases_contact_lead_id_fkey FOREIGN KEY (contact_lead_id) REFERENCES public.practitioner(id)
  constraint cases_double_of_fkey FOREIGN KEY (double_of) REFERENCES public.cases(id)
  constraint cases_level_check CHECK ((level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint cases_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.practitioner(id)
  constraint cases_pkey PRIMARY KEY (id)
  constraint cases_plan_lead_id_fkey FOREIGN KEY (plan_lead_id) REFERENCES public.practitioner(id)
  constraint cases_risk_lead_id_fkey FOREIGN KEY (risk_lead_id) REFERENCES public.practitioner(id)
  constraint cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closing'::text, 'closed'::text])))
  CREATE INDEX cases_contact_lead ON public.cases USING btree (contact_lead_id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_open ON public.cases USING btree (id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_plan_lead ON public.cases USING btree (plan_lead_id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_reference ON public.cases USING btree (reference)
  CREATE INDEX cases_review ON public.cases USING btree (level_review_on) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_risk_lead ON public.cases USING btree (risk_lead_id) WHERE (state <> 'closed'::text)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = cases.id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = cases.id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = cases.id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy opener_adds permissive for insert to waymark_app with check (((opened_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (state = 'open'::text) AND (risk_lead_id = ( SELECT public.current_actor() AS current_actor)) AND (plan_lead_id = ( SELECT public.current_actor() AS current_actor)) AND (contact_lead_id = ( SELECT public.current_actor() AS current_actor))))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE CONSTRAINT TRIGGER leads_are_real AFTER INSERT OR UPDATE OF state, risk_lead_id, plan_lead_id, contact_lead_id ON public.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.leads_are_real()
  CREATE TRIGGER case_opened AFTER INSERT ON public.cases FOR EACH ROW EXECUTE FUNCTION private.case_opened()
  CREATE TRIGGER lead_moved AFTER UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.lead_moved()
  CREATE TRIGGER lead_moves_by_handover BEFORE UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.lead_moves_by_handover()
  CREATE TRIGGER one_side_only BEFORE UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.one_side_only()
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select (agency_id) to waymark_worker
  grant select (contact_lead_id) to waymark_worker
  grant select (id) to waymark_worker
  grant select (level) to waymark_worker
  grant select (level_review_on) to waymark_worker
  grant select (opened_at) to waymark_worker
  grant select (plan_lead_id) to waymark_worker
  grant select (risk_lead_id) to waymark_worker
  grant select (state) to waymark_worker

table public.checked_point
  owner waymark_owner, row-level security forced
  case_id uuid not null
  entry_id uuid not null
  list text not null
  point text not null
  constraint checked_point_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint checked_point_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint checked_point_pkey PRIMARY KEY (case_id, entry_id, list, point)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = checked_point.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = checked_point.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = checked_point.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = checked_point.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.child_exposure
  owner waymark_owner, row-level security forced
  case_id uuid not null
  entry_id uuid not null
  child_id uuid not null
  how text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint child_exposure_case_id_child_id_fkey FOREIGN KEY (case_id, child_id) REFERENCES public.party(case_id, person_id)
  constraint child_exposure_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint child_exposure_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint child_exposure_how_check CHECK ((how = ANY (ARRAY['saw or heard it'::text, 'in another room'::text, 'felt it afterwards'::text, 'was there, not known how'::text])))
  constraint child_exposure_pkey PRIMARY KEY (case_id, entry_id, child_id)
  constraint child_exposure_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = child_exposure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_exposure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_exposure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_exposure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.condition
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  entry_id uuid not null
  fact_id uuid not null
  kind text not null
  who text
  place text
  from_on date
  until_on date
  plain text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_why text
  ended_entry_id uuid
  replaces_id uuid
  constraint condition_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint condition_ended_entry_id_fkey FOREIGN KEY (ended_entry_id) REFERENCES public.entry(id)
  constraint condition_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint condition_kind_check CHECK ((kind = ANY (ARRAY['no contact'::text, 'not to go to'::text, 'live at'::text, 'curfew'::text, 'report to police'::text, 'hand over'::text, 'tag'::text, 'other'::text])))
  constraint condition_pkey PRIMARY KEY (id)
  constraint condition_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  constraint condition_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES public.condition(id)
  CREATE INDEX condition_case ON public.condition USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = condition.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = condition.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = condition.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = condition.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_at) to waymark_app
  grant update (ended_entry_id) to waymark_app
  grant update (ended_why) to waymark_app

table public.contact_read
  owner waymark_owner, row-level security forced
  case_id uuid not null
  person_id uuid not null
  version integer not null
  practitioner_id uuid not null
  read_at timestamp with time zone not null
  constraint contact_read_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint contact_read_pkey PRIMARY KEY (case_id, person_id, version, practitioner_id)
  constraint contact_read_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = contact_read.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_read.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_read.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_read.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.contact_share
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  route_id uuid not null
  agency_id uuid not null
  why text not null
  shared_by uuid not null
  shared_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint contact_share_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint contact_share_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint contact_share_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint contact_share_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint contact_share_pkey PRIMARY KEY (id)
  constraint contact_share_route_id_fkey FOREIGN KEY (route_id) REFERENCES vault.contact_route(id)
  constraint contact_share_shared_by_fkey FOREIGN KEY (shared_by) REFERENCES public.practitioner(id)
  CREATE INDEX contact_share_case ON public.contact_share USING btree (case_id, agency_id) WHERE (ended_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = contact_share.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_share.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_share.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_share.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app

table public.desk_shift
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  team_id uuid not null
  practitioner_id uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  cancelled_at timestamp with time zone
  constraint desk_shift_check CHECK ((until_at > from_at))
  constraint desk_shift_pkey PRIMARY KEY (id)
  constraint desk_shift_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint desk_shift_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(id)
  CREATE INDEX desk_shift_team ON public.desk_shift USING btree (team_id, from_at)
  CREATE INDEX desk_shift_until ON public.desk_shift USING btree (until_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy members_of_the_desk restrictive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM (public.team t
       JOIN public.team_member m ON ((m.team_id = t.id)))
    WHERE ((t.id = desk_shift.team_id) AND t.is_desk AND (t.closed_at IS NULL) AND (t.agency_id = ( SELECT public.current_agency() AS current_agency)) AND (m.practitioner_id = desk_shift.practitioner_id) AND (m.until_at IS NULL)))))
  policy own_agency_adds permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = desk_shift.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy own_agency_changes permissive for update to waymark_app using ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = desk_shift.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (cancelled_at) to waymark_app

table public.digest
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  wanted boolean not null
  sent_on date
  constraint digest_pkey PRIMARY KEY (practitioner_id)
  constraint digest_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((practitioner_id = ( SELECT public.current_actor() AS current_actor))) with check ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  grant delete, insert, select, update to waymark_app
  grant select to waymark_definer
  grant select to waymark_worker
  grant update (sent_on) to waymark_worker

table public.duty
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  key text not null
  code text not null
  rule_id text not null
  rule_version text not null
  fact_id uuid not null
  because_id uuid not null
  occurrence text not null
  person_id uuid
  holder text not null
  owned_by text not null
  owner_id uuid not null
  task text not null
  raised_at timestamp with time zone not null
  statutory_due_at timestamp with time zone
  safety_due_at timestamp with time zone
  due_unknown text
  due_at timestamp with time zone generated as (LEAST(statutory_due_at, safety_due_at))
  certain boolean not null default true
  quotes text[] not null default '{}'::text[]
  reasons uuid[] not null default '{}'::uuid[]
  notes text[] not null default '{}'::text[]
  applied_early boolean not null default false
  state text not null default 'open'::text
  outcome text
  met_by_id uuid
  superseded_by_id uuid
  closed_at timestamp with time zone
  next_clock_at timestamp with time zone
  version integer not null default 1
  arrange_at timestamp with time zone
  constraint duty_because_id_fkey FOREIGN KEY (because_id) REFERENCES public.entry(id)
  constraint duty_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint duty_case_id_key_key UNIQUE (case_id, key)
  constraint duty_check CHECK (((state = 'open'::text) = (closed_at IS NULL)))
  constraint duty_check1 CHECK (((statutory_due_at IS NOT NULL) OR (safety_due_at IS NOT NULL) OR (due_unknown IS NOT NULL)))
  constraint duty_met_by_id_fkey FOREIGN KEY (met_by_id) REFERENCES public.entry(id)
  constraint duty_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.practitioner(id)
  constraint duty_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint duty_pkey PRIMARY KEY (id)
  constraint duty_state_check CHECK ((state = ANY (ARRAY['open'::text, 'met'::text, 'superseded'::text])))
  constraint duty_superseded_by_id_fkey FOREIGN KEY (superseded_by_id) REFERENCES public.entry(id)
  CREATE INDEX duty_arrange ON public.duty USING btree (arrange_at) WHERE ((arrange_at IS NOT NULL) AND (state = 'open'::text) AND (person_id IS NOT NULL))
  CREATE INDEX duty_clock ON public.duty USING btree (next_clock_at) WHERE (next_clock_at IS NOT NULL)
  CREATE INDEX duty_late ON public.duty USING btree (due_at) WHERE (state = 'open'::text)
  CREATE INDEX duty_open ON public.duty USING btree (case_id, due_at) WHERE (state = 'open'::text)
  CREATE INDEX duty_owner ON public.duty USING btree (owner_id, due_at) WHERE (state = 'open'::text)
  CREATE INDEX duty_to_tell ON public.duty USING btree (due_at) WHERE ((state = 'open'::text) AND (person_id IS NOT NULL))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = duty.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy to_own_agency restrictive for update to waymark_app using (true) with check ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = duty.owner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND (p.disabled_at IS NULL)))))
  policy worker_changes permissive for update to waymark_worker using (true)
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER clock_set BEFORE INSERT OR UPDATE OF state, raised_at, statutory_due_at, safety_due_at ON public.duty FOR EACH ROW EXECUTE FUNCTION private.clock_set()
  grant insert, select, update to waymark_definer
  grant select to waymark_app
  grant select to waymark_worker
  grant update (arrange_at) to waymark_worker
  grant update (next_clock_at) to waymark_worker
  grant update (owner_id) to waymark_app
  grant update (version) to waymark_app

table public.duty_move
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  duty_id uuid not null
  from_id uuid not null
  to_id uuid not null
  reason text not null
  moved_by uuid not null
  moved_at timestamp with time zone not null
  constraint duty_move_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint duty_move_check CHECK ((to_id <> from_id))
  constraint duty_move_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duty(id)
  constraint duty_move_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.practitioner(id)
  constraint duty_move_moved_by_fkey FOREIGN KEY (moved_by) REFERENCES public.practitioner(id)
  constraint duty_move_pkey PRIMARY KEY (id)
  constraint duty_move_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.practitioner(id)
  CREATE INDEX duty_move_duty ON public.duty_move USING btree (duty_id, moved_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = duty_move.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty_move.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty_move.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = duty_move.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.entry
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  "position" integer not null
  fact_id uuid not null
  relation text not null
  type text not null
  suspect_id uuid
  happened_from timestamp with time zone not null
  happened_until timestamp with time zone not null
  "precision" text not null default 'minute'::text
  known_at timestamp with time zone not null
  received_at timestamp with time zone
  entered_at timestamp with time zone not null
  entered_by uuid
  agency_id uuid
  body text not null
  told_by text
  what text
  details jsonb not null default '{}'::jsonb
  from_other_case boolean not null default false
  constraint entry_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint entry_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint entry_case_id_position_key UNIQUE (case_id, "position")
  constraint entry_check CHECK ((happened_until >= happened_from))
  constraint entry_entered_by_fkey FOREIGN KEY (entered_by) REFERENCES public.practitioner(id)
  constraint entry_pkey PRIMARY KEY (id)
  constraint entry_precision_check CHECK (("precision" = ANY (ARRAY['minute'::text, 'day'::text, 'month'::text, 'year'::text])))
  constraint entry_relation_check CHECK ((relation = ANY (ARRAY['starts'::text, 'confirms'::text, 'corrects'::text])))
  CREATE INDEX entry_fact ON public.entry USING btree (case_id, fact_id)
  CREATE INDEX entry_suspect ON public.entry USING btree (suspect_id) WHERE (suspect_id IS NOT NULL)
  policy by_the_actor restrictive for insert to waymark_app with check (((entered_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (NOT from_other_case)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = entry.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = entry.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = entry.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = entry.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER separation_noted AFTER INSERT ON public.entry FOR EACH ROW WHEN (((new.type = 'incidents.separated'::text) AND (new.relation <> 'confirms'::text))) EXECUTE FUNCTION private.separation_noted()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select ("position") to waymark_worker
  grant select (body) to waymark_worker
  grant select (case_id) to waymark_worker
  grant select (details) to waymark_worker
  grant select (entered_at) to waymark_worker
  grant select (fact_id) to waymark_worker
  grant select (happened_from) to waymark_worker
  grant select (happened_until) to waymark_worker
  grant select (id) to waymark_worker
  grant select (relation) to waymark_worker
  grant select (type) to waymark_worker

table public.episode
  owner waymark_owner, row-level security forced
  case_id uuid not null
  closed_at timestamp with time zone not null
  opened_at timestamp with time zone not null
  closed_as text not null
  reason text not null
  proposed_by uuid not null
  approved_by uuid not null
  reopened_at timestamp with time zone
  reopened_by uuid
  reopened_why text
  constraint episode_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES public.practitioner(id)
  constraint episode_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint episode_check CHECK ((approved_by <> proposed_by))
  constraint episode_pkey PRIMARY KEY (case_id, closed_at)
  constraint episode_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.practitioner(id)
  constraint episode_reopened_by_fkey FOREIGN KEY (reopened_by) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = episode.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = episode.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = episode.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = episode.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (reopened_at) to waymark_app
  grant update (reopened_by) to waymark_app
  grant update (reopened_why) to waymark_app

table public.fair_count
  owner waymark_owner, row-level security forced
  case_id uuid not null
  person_id uuid not null
  answers jsonb not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  constraint fair_count_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint fair_count_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint fair_count_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint fair_count_pkey PRIMARY KEY (case_id, person_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = fair_count.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = fair_count.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = fair_count.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = fair_count.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select, update to waymark_definer
  grant select (asked_at) to waymark_app
  grant select (asked_by) to waymark_app
  grant select (case_id) to waymark_app
  grant select (person_id) to waymark_app

table public.feed
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  token_hash bytea not null
  made_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint feed_pkey PRIMARY KEY (token_hash)
  constraint feed_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE UNIQUE INDEX feed_live ON public.feed USING btree (practitioner_id) WHERE (ended_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((practitioner_id = ( SELECT public.current_actor() AS current_actor))) with check ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  grant delete, insert, select, update to waymark_app
  grant select, update to waymark_definer

table public.feedback
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  about_agency_id uuid not null
  agency_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  outcome text not null
  respected text
  believed text
  informed text
  said text
  constraint feedback_about_agency_id_fkey FOREIGN KEY (about_agency_id) REFERENCES public.agency(id)
  constraint feedback_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint feedback_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint feedback_believed_check CHECK ((believed = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'chose not to say'::text])))
  constraint feedback_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint feedback_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint feedback_check CHECK (((outcome = 'answered'::text) = ((respected IS NOT NULL) AND (believed IS NOT NULL) AND (informed IS NOT NULL))))
  constraint feedback_check1 CHECK (((outcome = 'answered'::text) OR ((respected IS NULL) AND (believed IS NULL) AND (informed IS NULL))))
  constraint feedback_informed_check CHECK ((informed = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'chose not to say'::text])))
  constraint feedback_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'chose not to answer'::text, 'not asked'::text])))
  constraint feedback_pkey PRIMARY KEY (id)
  constraint feedback_respected_check CHECK ((respected = ANY (ARRAY['yes'::text, 'partly'::text, 'no'::text, 'chose not to say'::text])))
  CREATE INDEX feedback_case ON public.feedback USING btree (case_id, asked_at)
  policy by_the_actor restrictive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (asked_by = ( SELECT public.current_actor() AS current_actor))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = feedback.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = feedback.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = feedback.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = feedback.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_agency_reads restrictive for select to waymark_app using ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.form_answer
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  key text not null
  content_hash text not null
  location text not null
  at timestamp with time zone not null default clock_timestamp()
  constraint form_answer_pkey PRIMARY KEY (practitioner_id, key)
  constraint form_answer_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((practitioner_id = ( SELECT public.current_actor() AS current_actor))) with check ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  grant delete, insert, select, update to waymark_app
  grant select to waymark_definer

table public.handover
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  leads text[] not null
  from_id uuid not null
  to_id uuid not null
  risk text not null
  plan text not null
  contact text not null
  duties text not null
  offered_at timestamp with time zone not null
  answered_at timestamp with time zone
  answer text
  reason text
  offered_by uuid not null
  constraint handover_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'withdrawn'::text])))
  constraint handover_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint handover_check CHECK (((answer IS NULL) = (answered_at IS NULL)))
  constraint handover_check1 CHECK ((from_id <> to_id))
  constraint handover_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.practitioner(id)
  constraint handover_leads_check CHECK ((leads <@ ARRAY['risk'::text, 'plan'::text, 'contact'::text]))
  constraint handover_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES public.practitioner(id)
  constraint handover_pkey PRIMARY KEY (id)
  constraint handover_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.practitioner(id)
  CREATE INDEX handover_case ON public.handover USING btree (case_id, offered_at)
  CREATE INDEX handover_to ON public.handover USING btree (to_id) WHERE (answer IS NULL)
  policy answered_once restrictive for update to waymark_app using (((answer IS NULL) AND (((( SELECT public.current_actor() AS current_actor) = to_id) OR (( SELECT public.current_actor() AS current_actor) = from_id)) OR (( SELECT public.current_actor() AS current_actor) = offered_by)))) with check (
  CASE answer
      WHEN 'withdrawn'::text THEN ((( SELECT public.current_actor() AS current_actor) = from_id) OR (( SELECT public.current_actor() AS current_actor) = offered_by))
      ELSE (( SELECT public.current_actor() AS current_actor) = to_id)
  END)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = handover.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = handover.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = handover.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = handover.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy offered_by_the_actor restrictive for insert to waymark_app with check (((offered_by = ( SELECT public.current_actor() AS current_actor)) AND (answer IS NULL) AND ((from_id = ( SELECT public.current_actor() AS current_actor)) OR (EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = handover.from_id) AND (p.supervisor_id = ( SELECT public.current_actor() AS current_actor))))))))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (answer) to waymark_app
  grant update (answered_at) to waymark_app
  grant update (reason) to waymark_app

table public.heartbeat
  owner waymark_owner, row-level security forced
  process text not null
  at timestamp with time zone not null
  late_duties integer not null
  open_duties integer not null
  constraint heartbeat_pkey PRIMARY KEY (process)
  policy all_read permissive for select to public using (true)
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  grant insert, select, update to waymark_worker
  grant select to waymark_app
  grant select to waymark_sign_in

table public.helpline
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  line uuid not null
  place text not null
  name text not null
  number text not null
  about text not null
  is_ended boolean not null default false
  set_by uuid
  set_at timestamp with time zone not null
  reason text not null
  constraint helpline_pkey PRIMARY KEY (id)
  constraint helpline_place_check CHECK ((place = ANY (ARRAY['England'::text, 'Wales'::text, 'England and Wales'::text])))
  constraint helpline_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  CREATE INDEX helpline_line ON public.helpline USING btree (line, set_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy sign_in_reads permissive for select to waymark_sign_in using (true)
  policy staff_add permissive for insert to waymark_app with check ((set_by = ( SELECT public.current_actor() AS current_actor)))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  grant insert, select to waymark_app
  grant select to waymark_sign_in

table public.helpline_check
  owner waymark_owner, row-level security forced
  helpline_id uuid not null
  checked_by uuid not null
  checked_on date not null
  evidence text not null
  recorded_at timestamp with time zone not null
  constraint helpline_check_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES public.practitioner(id)
  constraint helpline_check_helpline_id_fkey FOREIGN KEY (helpline_id) REFERENCES public.helpline(id)
  constraint helpline_check_pkey PRIMARY KEY (helpline_id, recorded_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check ((checked_by = ( SELECT public.current_actor() AS current_actor)))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  grant insert, select to waymark_app

table public.household
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  label text not null
  district text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint household_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint household_pkey PRIMARY KEY (id)
  constraint household_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX household_case ON public.household USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = household.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.household_member
  owner waymark_owner, row-level security forced
  case_id uuid not null
  household_id uuid not null
  person_id uuid not null
  how text not null
  when_there text
  from_on date
  until_on date
  recorded_at timestamp with time zone not null
  constraint household_member_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint household_member_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint household_member_household_id_fkey FOREIGN KEY (household_id) REFERENCES public.household(id)
  constraint household_member_how_check CHECK ((how = ANY (ARRAY['lives'::text, 'visits'::text, 'stays'::text])))
  constraint household_member_pkey PRIMARY KEY (household_id, person_id, recorded_at)
  CREATE INDEX household_member_case ON public.household_member USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = household_member.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household_member.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household_member.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = household_member.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (until_on) to waymark_app

table public.identity
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  name text not null
  born_on date
  told_by text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint identity_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint identity_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint identity_pkey PRIMARY KEY (id)
  constraint identity_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX identity_case ON public.identity USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = identity.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = identity.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = identity.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = identity.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.inbox_batch
  owner waymark_owner, row-level security forced
  id uuid not null
  agency_id uuid not null
  made_by uuid not null
  made_at timestamp with time zone not null
  format text not null
  source text not null
  content text not null
  row_count integer not null
  taken_count integer not null default 0
  tally jsonb not null default '{}'::jsonb
  ended_at timestamp with time zone
  constraint inbox_batch_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint inbox_batch_check CHECK (((ended_at IS NULL) OR (content = ''::text)))
  constraint inbox_batch_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint inbox_batch_pkey PRIMARY KEY (id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using (((made_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)))) with check (((made_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  grant insert, select to waymark_app
  grant update (content) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (taken_count) to waymark_app
  grant update (tally) to waymark_app

table public.inbox_item
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  source text not null
  source_ref text not null
  arrived_at timestamp with time zone not null
  arrived_by uuid
  content_hash text not null
  content jsonb not null
  state text not null
  case_id uuid
  entry_id uuid
  sorted_by uuid
  sorted_at timestamp with time zone
  sorted_why text
  format text not null
  suspect_id uuid
  why_tray text
  constraint inbox_item_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint inbox_item_agency_id_source_source_ref_key UNIQUE (agency_id, source, source_ref)
  constraint inbox_item_arrived_by_fkey FOREIGN KEY (arrived_by) REFERENCES public.practitioner(id)
  constraint inbox_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint inbox_item_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint inbox_item_pkey PRIMARY KEY (id)
  constraint inbox_item_sorted_by_fkey FOREIGN KEY (sorted_by) REFERENCES public.practitioner(id)
  constraint inbox_item_state_check CHECK ((state = ANY (ARRAY['tray'::text, 'recorded'::text, 'set aside'::text])))
  constraint inbox_item_suspect_id_fkey FOREIGN KEY (suspect_id) REFERENCES public.person(id)
  CREATE INDEX inbox_item_case ON public.inbox_item USING btree (agency_id, case_id) WHERE (case_id IS NOT NULL)
  CREATE INDEX inbox_tray ON public.inbox_item USING btree (agency_id, arrived_at) WHERE (state = 'tray'::text)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency permissive for all to waymark_app using ((agency_id = ( SELECT public.current_agency() AS current_agency))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select, update to waymark_app
  grant select (agency_id) to waymark_worker
  grant select (arrived_at) to waymark_worker
  grant select (id) to waymark_worker
  grant select (state) to waymark_worker
  grant select to waymark_definer

table public.inbox_key
  owner waymark_owner, row-level security forced
  token_hash bytea not null
  practitioner_id uuid not null
  source text not null
  made_at timestamp with time zone not null
  revoked_at timestamp with time zone
  id uuid not null default gen_random_uuid()
  made_by uuid not null
  constraint inbox_key_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint inbox_key_pkey PRIMARY KEY (token_hash)
  constraint inbox_key_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE UNIQUE INDEX inbox_key_id ON public.inbox_key USING btree (id)
  policy administrator permissive for all to waymark_app using ((( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = inbox_key.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency))))))) with check ((( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = inbox_key.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select to waymark_app
  grant select, update to waymark_definer
  grant update (revoked_at) to waymark_app

table public.inbox_reference
  owner waymark_owner, row-level security forced
  case_id uuid not null
  suspect_id uuid
  agency_id uuid not null
  kind text not null
  reference text not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint inbox_reference_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint inbox_reference_case_id_agency_id_kind_reference_suspect_id_key UNIQUE NULLS NOT DISTINCT (case_id, agency_id, kind, reference, suspect_id)
  constraint inbox_reference_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint inbox_reference_kind_check CHECK ((kind = ANY (ARRAY['custody'::text, 'crime'::text, 'court'::text])))
  constraint inbox_reference_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint inbox_reference_suspect_id_fkey FOREIGN KEY (suspect_id) REFERENCES public.person(id)
  CREATE INDEX inbox_reference_sought ON public.inbox_reference USING btree (agency_id, kind, reference)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = inbox_reference.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = inbox_reference.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = inbox_reference.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = inbox_reference.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_agency restrictive for all to waymark_app using ((agency_id = ( SELECT public.current_agency() AS current_agency))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.incident
  owner waymark_owner, row-level security forced
  entry_id uuid not null
  case_id uuid not null
  mark text not null
  source_agency text not null
  seen_by text
  constraint incident_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint incident_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint incident_mark_check CHECK ((mark = ANY (ARRAY['fact'::text, 'opinion'::text, 'hearsay'::text, 'intelligence'::text])))
  constraint incident_pkey PRIMARY KEY (entry_id)
  CREATE INDEX incident_case ON public.incident USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = incident.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = incident.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = incident.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = incident.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.installation
  owner waymark_owner, row-level security forced
  one boolean not null default true
  is_demo boolean not null
  made_at timestamp with time zone not null
  loaded_at timestamp with time zone
  constraint installation_one_check CHECK (one)
  constraint installation_pkey PRIMARY KEY (one)
  policy everyone_reads permissive for select to public using (true)
  policy loaded_once permissive for update to waymark_definer using ((is_demo AND (loaded_at IS NULL))) with check ((is_demo AND (loaded_at IS NOT NULL)))
  policy made_once permissive for insert to public with check (true)
  grant insert, select to waymark_definer
  grant select to waymark_app
  grant select to waymark_sign_in
  grant select to waymark_worker
  grant update (loaded_at) to waymark_definer

table public.involvement
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  agency_id uuid not null
  practitioner_id uuid
  why text not null
  from_on date not null
  until_on date
  recorded_by uuid not null
  constraint involvement_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint involvement_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint involvement_pkey PRIMARY KEY (id)
  constraint involvement_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint involvement_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX involvement_case ON public.involvement USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = involvement.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = involvement.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = involvement.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = involvement.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (until_on) to waymark_app

table public.lead_period
  owner waymark_owner, row-level security forced
  case_id uuid not null
  lead text not null
  practitioner_id uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone
  handover_id uuid
  constraint lead_period_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint lead_period_lead_check CHECK ((lead = ANY (ARRAY['risk'::text, 'plan'::text, 'contact'::text])))
  constraint lead_period_pkey PRIMARY KEY (case_id, lead, from_at)
  constraint lead_period_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX lead_period_practitioner ON public.lead_period USING btree (practitioner_id) WHERE (until_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = lead_period.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = lead_period.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = lead_period.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = lead_period.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.leave
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  practitioner_id uuid not null
  from_on date not null
  until_on date not null
  cover_id uuid
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  cancelled_at timestamp with time zone
  constraint leave_check CHECK ((until_on >= from_on))
  constraint leave_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES public.practitioner(id)
  constraint leave_pkey PRIMARY KEY (id)
  constraint leave_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint leave_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX leave_practitioner ON public.leave USING btree (practitioner_id, until_on)
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency_adds permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = leave.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy own_agency_changes permissive for update to waymark_app using ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = leave.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (cancelled_at) to waymark_app

table public.message
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  route_id uuid not null
  rule_version integer not null
  channel text not null
  template text not null
  duty_ids uuid[] not null default '{}'::uuid[]
  queued_by uuid
  queued_at timestamp with time zone not null
  send_at timestamp with time zone not null
  send_before timestamp with time zone not null
  state text not null
  reference text not null
  notify_id text
  tried_at timestamp with time zone
  checked_at timestamp with time zone
  ended_at timestamp with time zone
  ended_why text
  retry_of uuid
  constraint message_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint message_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint message_channel_check CHECK ((channel = ANY (ARRAY['text'::text, 'e-mail'::text, 'letter'::text, 'call'::text])))
  constraint message_pkey PRIMARY KEY (id)
  constraint message_queued_by_fkey FOREIGN KEY (queued_by) REFERENCES public.practitioner(id)
  constraint message_retry_of_fkey FOREIGN KEY (retry_of) REFERENCES public.message(id)
  constraint message_route_id_fkey FOREIGN KEY (route_id) REFERENCES vault.contact_route(id)
  constraint message_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'delivered'::text, 'failed'::text, 'cancelled'::text])))
  CREATE INDEX message_case ON public.message USING btree (case_id, queued_at)
  CREATE INDEX message_due ON public.message USING btree (send_at) WHERE (state = 'queued'::text)
  CREATE INDEX message_under_way ON public.message USING btree (checked_at) WHERE (state = ANY (ARRAY['sending'::text, 'sent'::text]))
  CREATE UNIQUE INDEX message_reference ON public.message USING btree (reference)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = message.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = message.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = message.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = message.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  grant insert, select to waymark_app
  grant insert, select to waymark_worker
  grant insert, select, update to waymark_definer
  grant update (checked_at) to waymark_worker
  grant update (duty_ids) to waymark_app
  grant update (duty_ids) to waymark_worker
  grant update (ended_at) to waymark_app
  grant update (ended_at) to waymark_worker
  grant update (ended_why) to waymark_app
  grant update (ended_why) to waymark_worker
  grant update (notify_id) to waymark_worker
  grant update (state) to waymark_app
  grant update (state) to waymark_worker
  grant update (tried_at) to waymark_worker

table public.note
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  agency_id uuid not null
  written_by uuid not null
  happened_at timestamp with time zone not null
  written_at timestamp with time zone not null
  how text not null
  said text
  noticed text
  agreed text
  next text
  corrects_id uuid
  shared_at timestamp with time zone
  shared_by uuid
  shared_why text
  constraint note_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint note_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint note_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES public.note(id)
  constraint note_pkey PRIMARY KEY (id)
  constraint note_shared_by_fkey FOREIGN KEY (shared_by) REFERENCES public.practitioner(id)
  constraint note_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX note_case ON public.note USING btree (case_id, happened_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = note.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = note.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = note.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = note.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_add restrictive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (written_by = ( SELECT public.current_actor() AS current_actor))))
  policy own_only restrictive for update to waymark_app using ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  policy own_or_shared restrictive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) OR (shared_at IS NOT NULL)))
  policy shared_once restrictive for update to waymark_app using ((shared_at IS NULL)) with check ((shared_by = ( SELECT public.current_actor() AS current_actor)))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (shared_at) to waymark_app
  grant update (shared_by) to waymark_app
  grant update (shared_why) to waymark_app

table public.order_view
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  view text not null
  said_on date not null
  written_where text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint order_view_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint order_view_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint order_view_pkey PRIMARY KEY (id)
  constraint order_view_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX order_view_case ON public.order_view USING btree (case_id, said_on)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = order_view.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = order_view.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = order_view.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = order_view.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.other_way
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  duty_id uuid not null
  asked_of uuid not null
  asked_by uuid
  asked_at timestamp with time zone not null
  next_window_at timestamp with time zone
  choice text
  reason text
  suspect_whereabouts text
  booked_for timestamp with time zone
  decided_by uuid
  decided_at timestamp with time zone
  constraint other_way_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint other_way_asked_of_fkey FOREIGN KEY (asked_of) REFERENCES public.practitioner(id)
  constraint other_way_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint other_way_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint other_way_choice_check CHECK ((choice = ANY (ARRAY['planned visit'::text, 'trusted service'::text, 'chosen representative'::text, 'police watch'::text, 'wait for the window'::text])))
  constraint other_way_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint other_way_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duty(id)
  constraint other_way_duty_id_key UNIQUE (duty_id)
  constraint other_way_pkey PRIMARY KEY (id)
  CREATE INDEX other_way_open ON public.other_way USING btree (asked_of) WHERE (decided_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = other_way.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = other_way.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = other_way.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = other_way.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  grant insert, select to waymark_worker
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer

table public.party
  owner waymark_owner, row-level security forced
  case_id uuid not null
  person_id uuid not null
  role text not null
  is_main boolean not null default false
  why text
  added_by uuid not null
  added_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_why text
  constraint party_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint party_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint party_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint party_pkey PRIMARY KEY (case_id, person_id)
  constraint party_role_check CHECK ((role = ANY (ARRAY['victim'::text, 'perpetrator'::text, 'child'::text, 'other'::text])))
  CREATE INDEX party_person ON public.party USING btree (person_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = party.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = party.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = party.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = party.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy known_person restrictive for insert to waymark_app with check (public.knows_person(person_id))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (case_id) to waymark_worker
  grant select (ended_at) to waymark_worker
  grant select (is_main) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (role) to waymark_worker
  grant update (ended_at) to waymark_app
  grant update (ended_why) to waymark_app

table public.person
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  name text not null
  name_is_believed boolean not null default false
  other_names text
  born_on date
  age_about smallint
  gender text
  called text
  language text
  communication_needs text
  school text
  died_on date
  added_by uuid not null
  added_at timestamp with time zone not null
  version integer not null default 1
  plain_name text generated as (private.plain(name))
  plain_names text generated as (private.plain(((name || ' '::text) || COALESCE(other_names, ''::text))))
  constraint person_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint person_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint person_pkey PRIMARY KEY (id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy in_a_granted_case permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM (public.party p
       JOIN public.case_grant g ON ((g.case_id = p.case_id)))
    WHERE ((p.person_id = person.id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy in_a_granted_case_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM (public.party p
       JOIN public.case_grant g ON ((g.case_id = p.case_id)))
    WHERE ((p.person_id = person.id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_agency_adds permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (added_by = ( SELECT public.current_actor() AS current_actor))))
  CREATE TRIGGER person_changed AFTER UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION private.person_changed()
  CREATE TRIGGER person_version_moves BEFORE UPDATE ON public.person FOR EACH ROW EXECUTE FUNCTION private.person_version_moves()
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer

table public.person_version
  owner waymark_owner, row-level security forced
  person_id uuid not null
  version integer not null
  was jsonb not null
  changed_by uuid
  changed_at timestamp with time zone not null
  constraint person_version_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.practitioner(id)
  constraint person_version_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint person_version_pkey PRIMARY KEY (person_id, version)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy of_a_person_seen permissive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.person p
    WHERE (p.id = person_version.person_id))))
  grant insert, select to waymark_definer
  grant select to waymark_app

table public.policy_value
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  name text not null
  value jsonb not null
  from_at timestamp with time zone not null
  set_by uuid not null
  set_at timestamp with time zone not null
  reason text not null
  constraint policy_value_pkey PRIMARY KEY (id)
  constraint policy_value_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  CREATE INDEX policy_value_name ON public.policy_value USING btree (name, from_at)
  policy by_the_actor restrictive for insert to waymark_app with check ((set_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant select to waymark_worker

table public.practitioner
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  name text not null
  email text not null
  role text not null
  phone text
  supervisor_id uuid
  invited_at timestamp with time zone not null default now()
  joined_at timestamp with time zone
  disabled_at timestamp with time zone
  version integer not null default 1
  constraint practitioner_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint practitioner_pkey PRIMARY KEY (id)
  constraint practitioner_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES public.practitioner(id)
  CREATE INDEX practitioner_agency ON public.practitioner USING btree (agency_id)
  CREATE UNIQUE INDEX practitioner_email ON public.practitioner USING btree (lower(email))
  policy administrator_adds permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy administrator_changes permissive for update to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE CONSTRAINT TRIGGER administrator_hands_over AFTER UPDATE OF role ON public.practitioner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.role = 'administrator'::text)) EXECUTE FUNCTION private.leaver_hands_over()
  CREATE CONSTRAINT TRIGGER leaver_hands_over AFTER UPDATE OF disabled_at ON public.practitioner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.disabled_at IS NOT NULL)) EXECUTE FUNCTION private.leaver_hands_over()
  CREATE TRIGGER own_role_stays BEFORE UPDATE OF role, disabled_at ON public.practitioner FOR EACH ROW WHEN (((new.role IS DISTINCT FROM old.role) OR (new.disabled_at IS DISTINCT FROM old.disabled_at))) EXECUTE FUNCTION private.own_role_stays()
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker

table public.referral
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  from_agency_id uuid not null
  to_agency_id uuid not null
  sent_by uuid not null
  sent_at timestamp with time zone not null
  service text not null
  reason text not null
  agreement text not null
  sharing_basis text not null
  told_person text not null
  level text
  urgency text not null
  person_called bytea not null
  contact_route bytea not null
  contact_windows jsonb not null
  contact_never bytea
  chase_at timestamp with time zone
  chased_at timestamp with time zone
  acknowledged_by uuid
  acknowledged_at timestamp with time zone
  answer text
  answered_by uuid
  answered_at timestamp with time zone
  decline_reason text
  next_offer text
  safe_close text
  waiting_until date
  worker_id uuid
  started_at timestamp with time zone
  outcome text
  outcome_note text
  outcome_by uuid
  outcome_at timestamp with time zone
  version integer not null default 1
  fact_id uuid not null
  approved_by uuid
  constraint referral_acknowledged_by_fkey FOREIGN KEY (acknowledged_by) REFERENCES public.practitioner(id)
  constraint referral_agreement_check CHECK ((agreement = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked: unsafe'::text, 'not asked: could not reach'::text])))
  constraint referral_answer_check CHECK ((answer = ANY (ARRAY['accepted'::text, 'declined'::text, 'withdrawn'::text])))
  constraint referral_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.practitioner(id)
  constraint referral_approved_by_fkey FOREIGN KEY (approved_by) REFERENCES public.practitioner(id)
  constraint referral_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint referral_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint referral_check CHECK (((answer IS DISTINCT FROM 'declined'::text) OR ((decline_reason IS NOT NULL) AND (next_offer IS NOT NULL))))
  constraint referral_check1 CHECK ((approved_by <> sent_by))
  constraint referral_check2 CHECK (((agreement = 'agreed'::text) OR (approved_by IS NOT NULL)))
  constraint referral_from_agency_id_fkey FOREIGN KEY (from_agency_id) REFERENCES public.agency(id)
  constraint referral_level_check CHECK ((level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint referral_outcome_by_fkey FOREIGN KEY (outcome_by) REFERENCES public.practitioner(id)
  constraint referral_pkey PRIMARY KEY (id)
  constraint referral_sent_by_fkey FOREIGN KEY (sent_by) REFERENCES public.practitioner(id)
  constraint referral_to_agency_id_fkey FOREIGN KEY (to_agency_id) REFERENCES public.agency(id)
  constraint referral_urgency_check CHECK ((urgency = ANY (ARRAY['today'::text, 'this week'::text, 'routine'::text])))
  constraint referral_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.practitioner(id)
  CREATE INDEX referral_case ON public.referral USING btree (case_id, sent_at)
  CREATE INDEX referral_chase ON public.referral USING btree (chase_at) WHERE ((acknowledged_at IS NULL) AND (answer IS NULL))
  CREATE INDEX referral_to ON public.referral USING btree (to_agency_id, sent_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy never_accepted_by_hand restrictive for update to waymark_app with check (((answer IS DISTINCT FROM 'accepted'::text) OR (EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = referral.case_id) AND (g.revoked_at IS NULL) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))))))
  policy sender_adds permissive for insert to waymark_app with check (((from_agency_id = ( SELECT public.current_agency() AS current_agency)) AND (sent_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = referral.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))))))
  policy sender_or_receiver_changes permissive for update to waymark_app using (((to_agency_id = ( SELECT public.current_agency() AS current_agency)) OR (from_agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy sender_or_receiver_reads permissive for select to waymark_app using (((to_agency_id = ( SELECT public.current_agency() AS current_agency)) OR (EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = referral.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))))))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  CREATE TRIGGER one_side_only BEFORE UPDATE OF worker_id ON public.referral FOR EACH ROW WHEN ((new.worker_id IS NOT NULL)) EXECUTE FUNCTION private.one_side_only()
  grant insert, select to waymark_app
  grant select (acknowledged_at) to waymark_worker
  grant select (answer) to waymark_worker
  grant select (case_id) to waymark_worker
  grant select (from_agency_id) to waymark_worker
  grant select (id) to waymark_worker
  grant select (level) to waymark_worker
  grant select (sent_at) to waymark_worker
  grant select (sent_by) to waymark_worker
  grant select (to_agency_id) to waymark_worker
  grant select (urgency) to waymark_worker
  grant select, update (chase_at) to waymark_worker
  grant select, update (chased_at) to waymark_worker
  grant select, update to waymark_definer
  grant update (acknowledged_at) to waymark_app
  grant update (acknowledged_by) to waymark_app
  grant update (answer) to waymark_app
  grant update (answered_at) to waymark_app
  grant update (answered_by) to waymark_app
  grant update (decline_reason) to waymark_app
  grant update (next_offer) to waymark_app
  grant update (outcome) to waymark_app
  grant update (outcome_at) to waymark_app
  grant update (outcome_by) to waymark_app
  grant update (outcome_note) to waymark_app
  grant update (safe_close) to waymark_app
  grant update (started_at) to waymark_app
  grant update (version) to waymark_app
  grant update (waiting_until) to waymark_app

table public.relationship
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  other_id uuid not null
  kind text not null
  ground text
  person_role text not null
  other_role text not null
  lives_together boolean
  from_on date
  until_on date
  note text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint relationship_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint relationship_case_id_other_id_fkey FOREIGN KEY (case_id, other_id) REFERENCES public.party(case_id, person_id)
  constraint relationship_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint relationship_check CHECK ((other_id <> person_id))
  constraint relationship_other_role_check CHECK ((other_role = ANY (ARRAY['victim'::text, 'perpetrator'::text, 'child'::text, 'other'::text])))
  constraint relationship_person_role_check CHECK ((person_role = ANY (ARRAY['victim'::text, 'perpetrator'::text, 'child'::text, 'other'::text])))
  constraint relationship_pkey PRIMARY KEY (id)
  constraint relationship_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX relationship_case ON public.relationship USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = relationship.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = relationship.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = relationship.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = relationship.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_at) to waymark_app
  grant update (until_on) to waymark_app

table public.reported_contact
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  practitioner_id uuid
  outside text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint reported_contact_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint reported_contact_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint reported_contact_check CHECK (((practitioner_id IS NULL) <> (outside IS NULL)))
  constraint reported_contact_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint reported_contact_pkey PRIMARY KEY (id)
  constraint reported_contact_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint reported_contact_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX reported_contact_case ON public.reported_contact USING btree (case_id, recorded_at)
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = reported_contact.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = reported_contact.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = reported_contact.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = reported_contact.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER one_side_only BEFORE INSERT ON public.reported_contact FOR EACH ROW EXECUTE FUNCTION private.one_side_only()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app

table public.risk_level
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  agency_id uuid not null
  level text not null
  reasons text not null
  victim_view text
  victim_view_not_asked text
  decided_by uuid not null
  decided_at timestamp with time zone not null
  second_person_id uuid
  proposal text
  next_review_on date not null
  proposed_at timestamp with time zone
  constraint risk_level_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint risk_level_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint risk_level_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint risk_level_check CHECK ((second_person_id <> decided_by))
  constraint risk_level_check1 CHECK (((victim_view IS NOT NULL) OR (victim_view_not_asked IS NOT NULL)))
  constraint risk_level_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint risk_level_level_check CHECK ((level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint risk_level_pkey PRIMARY KEY (id)
  constraint risk_level_proposal_check CHECK ((proposal = ANY (ARRAY['waiting'::text, 'agreed'::text, 'not agreed'::text])))
  constraint risk_level_second_person_id_fkey FOREIGN KEY (second_person_id) REFERENCES public.practitioner(id)
  CREATE INDEX risk_level_case ON public.risk_level USING btree (case_id, person_id, decided_at)
  CREATE INDEX risk_level_waiting ON public.risk_level USING btree (second_person_id) WHERE (proposal = 'waiting'::text)
  policy by_the_decider restrictive for insert to waymark_app with check (((decided_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (proposal IS DISTINCT FROM 'agreed'::text)))
  policy by_the_second_person restrictive for update to waymark_app using (((proposal = 'waiting'::text) AND (second_person_id = ( SELECT public.current_actor() AS current_actor)) AND (decided_by <> ( SELECT public.current_actor() AS current_actor)))) with check ((proposal = ANY (ARRAY['agreed'::text, 'not agreed'::text])))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = risk_level.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = risk_level.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = risk_level.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = risk_level.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER level_moved AFTER INSERT OR UPDATE ON public.risk_level FOR EACH ROW EXECUTE FUNCTION private.level_moved()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (decided_at) to waymark_app
  grant update (proposal) to waymark_app

table public.rule_check
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  rule_id text not null
  rule_version text not null
  checked_by uuid not null
  checked_on date not null
  evidence text not null
  recorded_at timestamp with time zone not null
  constraint rule_check_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES public.practitioner(id)
  constraint rule_check_pkey PRIMARY KEY (id)
  policy by_the_actor restrictive for insert to waymark_app with check ((checked_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant select to waymark_worker

table public.saved_filter
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  board text not null
  name text not null
  query text not null
  saved_at timestamp with time zone not null
  constraint saved_filter_pkey PRIMARY KEY (practitioner_id, board, name)
  constraint saved_filter_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((practitioner_id = ( SELECT public.current_actor() AS current_actor))) with check ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  grant delete, insert, select, update to waymark_app
  grant select to waymark_definer

table public.seen
  owner waymark_owner, row-level security forced
  case_id uuid not null
  practitioner_id uuid not null
  seen_at timestamp with time zone not null
  before_at timestamp with time zone
  constraint seen_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint seen_pkey PRIMARY KEY (case_id, practitioner_id)
  constraint seen_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = seen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_row restrictive for all to waymark_app using ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer

table public.shared_setting
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  other_id uuid not null
  kind text not null
  name text not null
  what_is_done text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint shared_setting_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint shared_setting_case_id_other_id_fkey FOREIGN KEY (case_id, other_id) REFERENCES public.party(case_id, person_id)
  constraint shared_setting_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint shared_setting_check CHECK ((other_id <> person_id))
  constraint shared_setting_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint shared_setting_pkey PRIMARY KEY (id)
  constraint shared_setting_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX shared_setting_case ON public.shared_setting USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = shared_setting.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = shared_setting.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = shared_setting.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = shared_setting.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (what_is_done) to waymark_app

table public.support_offer
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  fact_id uuid not null
  service text not null
  offered_by uuid not null
  offered_at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  answer text not null
  said text
  offer_again_on date
  constraint support_offer_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'not now'::text, 'still thinking'::text, 'no'::text, 'not asked: unsafe'::text])))
  constraint support_offer_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint support_offer_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint support_offer_check CHECK (((answer = ANY (ARRAY['yes'::text, 'no'::text])) OR (offer_again_on IS NOT NULL)))
  constraint support_offer_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES public.practitioner(id)
  constraint support_offer_pkey PRIMARY KEY (id)
  CREATE INDEX support_offer_case ON public.support_offer USING btree (case_id, offered_at)
  policy by_the_actor restrictive for insert to waymark_app with check ((offered_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = support_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = support_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = support_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = support_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.team
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  name text not null
  is_desk boolean not null default false
  is_out_of_hours boolean not null default false
  takes_referrals boolean not null default false
  closed_at timestamp with time zone
  constraint team_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint team_pkey PRIMARY KEY (id)
  policy administrator_adds permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy administrator_changes permissive for update to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker

table public.team_member
  owner waymark_owner, row-level security forced
  team_id uuid not null
  practitioner_id uuid not null
  from_at timestamp with time zone not null default now()
  until_at timestamp with time zone
  constraint team_member_pkey PRIMARY KEY (team_id, practitioner_id, from_at)
  constraint team_member_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint team_member_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(id)
  CREATE INDEX team_member_practitioner ON public.team_member USING btree (practitioner_id) WHERE (until_at IS NULL)
  policy administrator_adds permissive for insert to waymark_app with check ((( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = team_member.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency))))) AND (EXISTS ( SELECT
     FROM public.team t
    WHERE ((t.id = team_member.team_id) AND (t.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy administrator_changes permissive for update to waymark_app using ((( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.team t
    WHERE ((t.id = team_member.team_id) AND (t.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE CONSTRAINT TRIGGER lead_keeps_sight AFTER UPDATE OF until_at ON public.team_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.until_at IS NOT NULL)) EXECUTE FUNCTION private.lead_keeps_sight()
  CREATE TRIGGER administrator_has_no_case BEFORE INSERT ON public.team_member FOR EACH ROW EXECUTE FUNCTION private.administrator_has_no_case()
  grant insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker

table public.telling
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  told_by uuid not null
  told_at timestamp with time zone not null
  recorded_at timestamp with time zone not null
  how text not null
  route_id uuid
  told_who text not null
  content text not null
  points text[] not null default '{}'::text[]
  reaction text
  risk_changed boolean not null
  told_before_release boolean
  source text
  duty_ids uuid[] not null
  constraint telling_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint telling_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint telling_duty_ids_check CHECK ((cardinality(duty_ids) > 0))
  constraint telling_pkey PRIMARY KEY (id)
  constraint telling_route_id_fkey FOREIGN KEY (route_id) REFERENCES vault.contact_route(id)
  constraint telling_told_by_fkey FOREIGN KEY (told_by) REFERENCES public.practitioner(id)
  CREATE INDEX telling_case ON public.telling USING btree (case_id, told_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = telling.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = telling.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = telling.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = telling.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.working_pattern
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  practitioner_id uuid not null
  weekday smallint not null
  starts_at time without time zone not null
  ends_at time without time zone not null
  from_on date not null
  until_on date
  on_bank_holidays boolean not null default false
  constraint working_pattern_pkey PRIMARY KEY (id)
  constraint working_pattern_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint working_pattern_weekday_check CHECK (((weekday >= 1) AND (weekday <= 7)))
  CREATE INDEX working_pattern_practitioner ON public.working_pattern USING btree (practitioner_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency_adds permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = working_pattern.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy own_agency_changes permissive for update to waymark_app using ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = working_pattern.practitioner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((p.id = ( SELECT public.current_actor() AS current_actor)) OR (p.supervisor_id = ( SELECT public.current_actor() AS current_actor)) OR ( SELECT public.current_is_administrator() AS current_is_administrator))))))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_actor() AS current_actor) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (until_on) to waymark_app

table sign_in.credential
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  password_hash text
  totp_cipher bytea
  totp_last_step bigint not null default 0
  failures integer not null default 0
  locked_until timestamp with time zone
  constraint credential_pkey PRIMARY KEY (practitioner_id)
  constraint credential_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.link
  owner waymark_owner, row-level security forced
  token_hash bytea not null
  practitioner_id uuid not null
  purpose text not null
  made_by uuid
  made_at timestamp with time zone not null default clock_timestamp()
  ends_at timestamp with time zone not null
  used_at timestamp with time zone
  constraint link_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint link_pkey PRIMARY KEY (token_hash)
  constraint link_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint link_purpose_check CHECK ((purpose = ANY (ARRAY['join'::text, 'recover'::text])))
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.session
  owner waymark_owner, row-level security forced
  token_hash bytea not null
  practitioner_id uuid not null
  started_at timestamp with time zone not null default clock_timestamp()
  seen_at timestamp with time zone not null default clock_timestamp()
  ends_at timestamp with time zone not null
  revoked_at timestamp with time zone
  device text not null
  constraint session_pkey PRIMARY KEY (token_hash)
  constraint session_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX session_practitioner ON sign_in.session USING btree (practitioner_id) WHERE (revoked_at IS NULL)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table vault.contact_route
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  kind text not null
  is_forbidden boolean not null default false
  value bytea
  ask_for bytea
  third_party_name bytea
  third_party_scope text
  windows jsonb not null default '[]'::jsonb
  text_is_safe boolean not null default false
  voicemail_is_safe boolean not null default false
  caller_id text not null default 'withheld'::text
  preference smallint not null default 1
  confirmed_at timestamp with time zone
  ends_on date
  set_by uuid not null
  set_at timestamp with time zone not null
  ended_at timestamp with time zone
  ended_by uuid
  constraint contact_route_caller_id_check CHECK ((caller_id = ANY (ARRAY['withheld'::text, 'neutral number'::text])))
  constraint contact_route_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint contact_route_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint contact_route_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint contact_route_kind_check CHECK ((kind = ANY (ARRAY['mobile'::text, 'phone'::text, 'work phone'::text, 'e-mail'::text, 'post'::text, 'visit'::text, 'third party'::text])))
  constraint contact_route_pkey PRIMARY KEY (id)
  constraint contact_route_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  CREATE INDEX contact_route_case ON vault.contact_route USING btree (case_id, person_id) WHERE (ended_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = contact_route.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_route.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_route.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_route.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (confirmed_at) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app

table vault.contact_rule
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  version integer not null
  code_word bytea
  warnings bytea
  interpreter text
  frequency text not null
  not_told text[] not null default '{}'::text[]
  confirmed_with text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  review_on date not null
  constraint contact_rule_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint contact_rule_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint contact_rule_case_id_person_id_version_key UNIQUE (case_id, person_id, version)
  constraint contact_rule_pkey PRIMARY KEY (id)
  constraint contact_rule_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.case_grant g
    WHERE ((g.case_id = contact_rule.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[]))))))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_rule.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_rule.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = contact_rule.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (case_id) to waymark_worker
  grant select (id) to waymark_worker
  grant select (not_told) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (review_on) to waymark_worker
  grant select (set_at) to waymark_worker
  grant select (version) to waymark_worker

table vault.person_key
  owner waymark_owner, row-level security forced
  person_id uuid not null
  wrapped bytea not null
  made_at timestamp with time zone not null
  constraint person_key_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint person_key_pkey PRIMARY KEY (person_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy in_a_granted_case permissive for all to waymark_app using (COALESCE(( SELECT true
     FROM (public.party p
       JOIN public.case_grant g ON ((g.case_id = p.case_id)))
    WHERE ((p.person_id = person_key.person_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM (public.party p
       JOIN public.case_grant g ON ((g.case_id = p.case_id)))
    WHERE ((p.person_id = person_key.person_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy referred_to permissive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.referral r
    WHERE ((r.person_id = person_key.person_id) AND (r.to_agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((r.answer IS NULL) OR (r.answer = 'accepted'::text)) AND (r.outcome_at IS NULL)))))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select to waymark_definer
  grant select to waymark_worker
