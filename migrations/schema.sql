-- Written by `script/waymark db schema` from the migrations beside it, for reading. Nothing runs it.

extension pg_trgm
  in public

extension unaccent
  in public

function private.access_request_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.access_request_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare actor constant uuid := public.current_actor();
  begin
    if actor is null then return new; end if;
    if old.state in ('released', 'refused') then raise exception 'this request is answered' using errcode = 'check_violation'; end if;
    if new.state <> old.state and not (old.state, new.state) in (('received', 'identity checked'), ('identity checked', 'searched'), ('searched', 'redacted'),
      ('redacted', 'checked'), ('redacted', 'searched'), ('checked', 'released'), ('checked', 'refused'))
    then raise exception 'an access request goes one step after the other (MODEL 5.19)' using errcode = 'check_violation'; end if;
    if new.pack is distinct from old.pack and not (old.state = 'searched' and new.state = 'redacted')
    then raise exception 'a pack that was checked is the pack that leaves' using errcode = 'check_violation'; end if;
    if (new.state = 'redacted' and old.state = 'searched' and new.redacted_by is distinct from actor)
      or (new.state = 'checked' and old.state = 'redacted' and (new.checked_by is distinct from actor or actor = old.redacted_by))
      or (new.state = 'released' and new.answer = 'refused') or (new.state = 'refused' and new.answer <> 'refused')
    then raise exception 'the second check is by another person (MODEL 5.19)' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.acts_at()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.acts_at()
   RETURNS timestamp with time zone
   LANGUAGE sql
   STABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select coalesce(nullif(current_setting('waymark.at', true), '')::timestamptz, transaction_timestamp()) $function$


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
    if exists (select from public.practitioner where id = whom and role in ('administrator', 'auditor', 'professional-standards')) then
      raise exception 'administrators, auditors and professional standards see no case (INV-39)' using errcode = 'check_violation', constraint = 'administrator_has_no_case';
    end if;
    return new;
  end $function$


function private.agreement_withdrawn()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.agreement_withdrawn()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from public.sharing_word w where w.sharing_id = new.sharing_id and w.about = 'agreement' and w.position < new.position
      and w.state = 'agreed') then raise exception 'nothing was agreed that could be taken back' using errcode = 'check_violation'; end if;
    perform private.end_sharing(new.sharing_id, 'The person took their agreement back', new.recorded_at);
    return null;
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


function private.attendance_reviewers(call uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.attendance_reviewers(call uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id from public.attendance c join public.practitioner p on p.role in ('professional-standards', 'police-supervisor', 'auditor')
      join public.agency a on a.id = p.agency_id and a.kind = 'police'
    where c.id = call and p.disabled_at is null and p.id is distinct from c.asked_by and p.id is distinct from c.command_id
      and p.id is distinct from c.reviewer_id and private.is_free_of(p.id, c.marks, c.sent_team_id)
    order by p.agency_id <> c.agency_id, array_position(array['professional-standards', 'police-supervisor', 'auditor'], p.role), p.invited_at, p.id
  $function$


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


function private.bundle_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.bundle_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    step text;
  begin
    -- The owner of the tables moves rows by hand; the worker does not.
    if actor is null and session_user <> 'waymark_worker' then return new; end if;
    if tg_op = 'INSERT' then
      if new.state <> 'waiting' or new.version <> 1 or new.plan is null or num_nonnulls(new.paper, new.readings, new.content_hash) > 0
      then raise exception 'a bundle begins when it is put together' using errcode = 'check_violation'; end if;
      if not private.may_release(actor, new.agency_id, new.case_id) or new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
      then raise exception 'a bundle is of a case that one may release from, to somebody who is close to nobody in it' using errcode = 'check_violation'; end if;
      if new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id)
      then raise exception 'something in it is not as it was, or cannot be in a bundle' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
      return new;
    end if;
    -- What is sealed of it goes when its time is over, and by nobody else's hand.
    if public.current_is_data_protection_lead() and num_nonnulls(new.plan, new.paper, new.readings) = 0
      and (to_jsonb(old) - array['plan', 'paper', 'readings']) = (to_jsonb(new) - array['plan', 'paper', 'readings'])
    then return new; end if;
    if (old.id, old.case_id, old.agency_id, old.made_by, old.made_at, old.recipient_id, old.outside_kind, old.outside_name, old.why)
      is distinct from (new.id, new.case_id, new.agency_id, new.made_by, new.made_at, new.recipient_id, new.outside_kind, new.outside_name, new.why)
    then raise exception 'a bundle is for one recipient and one reason' using errcode = 'check_violation'; end if;
    if exists (select from public.release r where r.bundle_id = old.id and r.state in ('asked', 'approved', 'released'))
    then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation', constraint = 'bundle_is_asked_for'; end if;
    step := old.state || ' > ' || new.state;
    if actor is not null then
      if actor <> old.made_by then raise exception 'whoever made it changes it' using errcode = 'check_violation'; end if;
      if new.state = 'stopped' and old.state in ('waiting', 'reading') and (old.items, old.source_hash, old.plan) is not distinct from (new.items, new.source_hash, new.plan)
        and num_nonnulls(new.paper, new.readings, new.content_hash) = 0 then return new; end if;
      if new.state <> 'waiting' or num_nonnulls(new.paper, new.readings, new.content_hash) > 0 or new.plan is null
      then raise exception 'what is changed is made anew, and looked through anew' using errcode = 'check_violation'; end if;
      if not private.may_release(actor, new.agency_id, new.case_id) or new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
      then raise exception 'a bundle is of a case that one may release from, to somebody who is close to nobody in it' using errcode = 'check_violation'; end if;
      if new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id)
      then raise exception 'something in it is not as it was, or cannot be in a bundle' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
      return new;
    end if;
    if (old.items, old.source_hash, old.plan) is distinct from (new.items, new.source_hash, new.plan)
      or not step = any (array['waiting > reading', 'reading > reading', 'reading > waiting', 'reading > clear', 'reading > held', 'reading > failed'])
    then raise exception 'the worker makes a bundle and looks through it' using errcode = 'check_violation'; end if;
    if new.state = 'clear' and (num_nonnulls(new.paper, new.readings, new.content_hash, new.pages) < 4 or new.pages_read is distinct from new.pages or new.found <> '[]'::jsonb
      or new.source_hash is distinct from private.source_of_bundle(new.case_id, new.items, new.recipient_id))
    then raise exception 'each page is looked through, as it is now' using errcode = 'check_violation', constraint = 'bundle_is_stale'; end if;
    return new;
  end $function$


function private.call_read_as(c public.attendance, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.call_read_as(c public.attendance, moment timestamp with time zone)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case
      when private.bound(1) is null or moment < c.asked_at or moment > c.asked_at + interval '12 hours' then null
      when c.asked_by = private.bound(1) and private.takes_calls() then 'control room'
      when c.command_id = private.bound(1) then 'command'
      when exists (select from public.team_member m where m.team_id = coalesce(c.sent_team_id, c.proposed_team_id) and m.practitioner_id = private.bound(1) and m.until_at is null) then 'unit'
      when c.from_device and private.takes_calls() and c.agency_id = public.current_agency() and private.is_free_of(private.bound(1), c.marks, null)
        and not exists (select from public.device_number d where d.token = any (c.marks) and private.kept_in_calls(private.bound(1), d.case_id)) then 'control room'
    end
  $function$


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


function private.close_to_place(known bytea[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.close_to_place(known bytea[])
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$


function private.complex_case_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.complex_case_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare actor constant uuid := public.current_actor();
  begin
    if actor is null then return new; end if;
    if old.outcome is not null then raise exception 'that meeting is over' using errcode = 'check_violation'; end if;
    if new.closed_by is distinct from actor then raise exception 'whoever says what came of it says so themselves' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.conflict_found()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.conflict_found()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.count_passkey(of_passkey uuid, new_counter bigint)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.count_passkey(of_passkey uuid, new_counter bigint)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare holder uuid;
  begin
    update sign_in.passkey set counter = new_counter, used_at = clock_timestamp()
    where id = of_passkey and ended_at is null and (new_counter > counter or (new_counter = 0 and counter = 0));
    if found then return true; end if;
    update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'copied' where id = of_passkey and ended_at is null returning practitioner_id into holder;
    if holder is not null then
      update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = holder and revoked_at is null;
      perform private.tell_of_sign_in(holder, 'passkey copied', null);
    end if;
    return false;
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
      and c.sealed_at is null and c.id <> all ((select public.current_excluded())::uuid[])
      and (whole or c.agency_id = (select public.current_agency())
        or exists (select from public.case_grant g where g.case_id = c.id and g.agency_id = (select public.current_agency())))
  $function$


function private.current_is_auditor()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.current_is_auditor()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select exists (select from public.practitioner where id = private.bound(1) and role = 'auditor' and disabled_at is null) $function$


function private.death_holds()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.death_holds()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into public.legal_hold (case_id, reference, agency_id, ground, reason, set_by, set_at)
    select c.id, c.reference, new.agency_id, 'a review of a death', 'A death was recorded', new.entered_by, new.entered_at from public.cases c
    where c.id = new.case_id and not exists (select from public.legal_hold h where h.case_id = c.id and h.lifted_at is null and h.ground = 'a review of a death');
    return null;
  end $function$


function private.desk_of(of_agency uuid, without uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.desk_of(of_agency uuid, without uuid[])
   RETURNS uuid[]
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select array(select distinct m.practitioner_id from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
      join public.practitioner p on p.id = m.practitioner_id and p.disabled_at is null
      where t.is_safeguarding and t.closed_at is null and t.agency_id = coalesce(of_agency, t.agency_id) and m.practitioner_id <> all (without))
  $function$


function private.device_marks(of_person uuid, number bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.device_marks(of_person uuid, number bytea)
   RETURNS bytea[]
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select array(select number union all select t.token from public.person_token t where t.person_id = of_person and t.kind = 'address') $function$


function private.device_number_goes()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.device_number_goes()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    delete from public.device_number d where d.measure_id = old.measure_id;
    return null;
  end $function$


function private.directory_agency()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_agency()
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select k.agency_id from public.directory_key k where k.id = private.bound(1) and k.agency_id = private.bound(2) and k.ended_at is null $function$


function private.directory_apply(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_apply(who uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform private.directory_role(who, at);
    perform private.directory_teams(who, at);
  end $function$


function private.directory_line(who uuid, manager uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_line(who uuid, manager uuid)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with recursive above as (
      select p.id, p.supervisor_id from public.practitioner p where p.id = manager
      union select p.id, p.supervisor_id from public.practitioner p join above on p.id = above.supervisor_id)
    update public.practitioner p set supervisor_id = manager, version = p.version + 1
    where p.id = who and manager is not null and p.supervisor_id is distinct from manager
      and exists (select from public.practitioner m where m.id = manager and m.agency_id = p.agency_id and m.disabled_at is null)
      and not exists (select from above where above.id = who)
  $function$


function private.directory_role(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_role(who uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    d record;
    said text[];
    has_words boolean;
    new_role text;
    state text;
  begin
    select x.*, p.role into d from public.directory_person x join public.practitioner p on p.id = x.practitioner_id where x.practitioner_id = who for update;
    if not found or d.removed_at is not null then return; end if;
    select array_agg(distinct role order by role) into said from (
      select w.role from public.directory_word w where w.agency_id = d.agency_id and w.word in (
        select lower(each) from unnest(case when cardinality(d.words) > 0 then d.words else array[d.department] end) as each)
      union select g.role from public.directory_group g join public.directory_member m on m.group_id = g.id
        where m.practitioner_id = who and m.removed_at is null and g.removed_at is null and g.role is not null) as roles;
    has_words := cardinality(d.words) > 0;
    state := case when private.is_break_glass(who) then 'break glass' when cardinality(said) > 1 then 'two roles' when cardinality(said) = 1 then 'given'
      when has_words then 'unknown word' else 'no word' end;
    if state = 'given' then
      new_role := said[1];
      if private.is_caseless(new_role) and not private.is_caseless(d.role) and private.hangs_on(who) then
        state := 'hands over first';
        new_role := null;
      end if;
    elsif state <> 'break glass' and d.role = d.given_role then
      new_role := 'no role yet';
    end if;
    if new_role is distinct from d.role and new_role is not null then
      update public.practitioner set role = new_role, version = version + 1 where id = who;
      if private.is_caseless(new_role) then
        update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
        update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
        update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
      end if;
    end if;
    update public.directory_person set role_state = state, given_role = case when state = 'given' then new_role when state = 'hands over first' then given_role end
    where practitioner_id = who;
  end $function$


function private.directory_stop(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_stop(who uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform private.end_ways_in(who);
    insert into sign_in.stop (practitioner_id, by_whom, at) values (who, 'directory', at) on conflict do nothing;
  end $function$


function private.directory_teams(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.directory_teams(who uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare m record;
  begin
    for m in select d.group_id, d.gave_team_id from public.directory_member d join public.directory_group g on g.id = d.group_id
      where d.practitioner_id = who and d.gave_team_id is not null
        and (d.removed_at is not null or g.removed_at is not null or g.team_id is distinct from d.gave_team_id) loop
      -- Another group that is mapped to the same team keeps them in it.
      update public.directory_member o set gave_team_id = m.gave_team_id from public.directory_group g
      where g.id = o.group_id and o.practitioner_id = who and o.removed_at is null and g.removed_at is null and g.team_id = m.gave_team_id and o.group_id <> m.group_id;
      if not found then
        -- A lead keeps sight of the case until it is handed over (INV-24): the place in the team waits, and is shown.
        continue when private.leads_only_through(m.gave_team_id, who) > 0;
        update public.team_member set until_at = greatest(at, from_at) where team_id = m.gave_team_id and practitioner_id = who and until_at is null;
        update public.desk_shift set cancelled_at = at where team_id = m.gave_team_id and practitioner_id = who and cancelled_at is null and until_at > at;
      end if;
      update public.directory_member set gave_team_id = null where group_id = m.group_id and practitioner_id = who;
    end loop;
    delete from public.directory_member where practitioner_id = who and removed_at is not null and gave_team_id is null;
    if exists (select from public.practitioner where id = who and not private.is_caseless(role) and disabled_at is null) then
      for m in select d.group_id, g.team_id from public.directory_member d join public.directory_group g on g.id = d.group_id
        join public.team t on t.id = g.team_id and t.closed_at is null
        where d.practitioner_id = who and d.removed_at is null and g.removed_at is null and d.gave_team_id is null loop
        if not exists (select from public.team_member where team_id = m.team_id and practitioner_id = who and until_at is null) then
          insert into public.team_member (team_id, practitioner_id, from_at) values (m.team_id, who, at);
          update public.directory_member set gave_team_id = m.team_id where group_id = m.group_id and practitioner_id = who;
        end if;
      end loop;
    end if;
  end $function$


function private.drop_evidence_key(of_case uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.drop_evidence_key(of_case uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform pg_advisory_xact_lock(hashtextextended('waymark key ' || of_case, 0));
    if exists (select from public.evidence_bytes b where b.case_id = of_case)
      or exists (select from public.bundle b where b.case_id = of_case and num_nonnulls(b.plan, b.paper, b.readings) > 0) then return false; end if;
    with gone as (delete from vault.evidence_key k where k.case_id = of_case returning k.kept_as)
    insert into private.erased_key (name, erased_at) select kept_as, at from gone where kept_as is not null;
    return found;
  end $function$


function private.drop_key(of_person uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.drop_key(of_person uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform pg_advisory_xact_lock(hashtextextended('waymark key ' || of_person, 0));
    if private.key_is_needed(of_person) then return false; end if;
    with gone as (delete from vault.person_key k where k.person_id = of_person returning k.kept_as)
    insert into private.erased_key (name, erased_at) select kept_as, at from gone where kept_as is not null;
    return found;
  end $function$


function private.drop_provider_key()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.drop_provider_key()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform pg_advisory_xact_lock(hashtextextended('waymark key ' || old.agency_id, 0));
    if exists (select from vault.protected_place p where p.agency_id = old.agency_id) then return null; end if;
    with gone as (delete from vault.provider_key k where k.agency_id = old.agency_id returning k.kept_as)
    insert into private.erased_key (name, erased_at) select kept_as, now() from gone;
    return null;
  end $function$


function private.emergency_case(who uuid, sought_reference text, sought_name text, born date)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.emergency_case(who uuid, sought_reference text, sought_name text, born date)
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id from (
        select c.id, 0 as far from public.cases c where sought_reference is not null and c.reference = upper(btrim(sought_reference))
        union all
        select y.case_id, case y.role when 'victim' then 1 when 'child' then 2 else 3 end from public.person p join public.party y on y.person_id = p.id and y.ended_at is null
        where sought_name is not null and p.born_on = born
          and (p.plain_name = private.plain(btrim(sought_name)) or exists (select from unnest(string_to_array(coalesce(p.other_names, ''), ',')) as other
            where private.plain(btrim(other)) = private.plain(btrim(sought_name))))) found
      join public.cases c on c.id = found.id and c.state <> 'closed' and c.sealed_at is null
    where not private.is_excluded(who, c.id) and not private.works_for_other_side(who, c.id, false)
    order by found.far, c.opened_at desc, c.id limit 1
  $function$


function private.emergency_lets_nobody_in()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.emergency_lets_nobody_in()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.kind not in ('emergency', 'task') and new.case_id = any (public.current_emergency()) then
      raise exception 'emergency access lets nobody in (INV-55)' using errcode = 'check_violation', constraint = 'emergency_lets_nobody_in'; end if;
    if new.kind = 'emergency' and (new.until_at is null or new.until_at > clock_timestamp() + interval '60 minutes') then
      raise exception 'emergency access ends within the hour (INV-55)' using errcode = 'check_violation', constraint = 'emergency_lets_nobody_in'; end if;
    return new;
  end $function$


function private.emergency_look_is_looked_at()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.emergency_look_is_looked_at()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.emergency_look l where l.id = new.id and l.case_id is not null and (l.duty_id is null or l.reviewer_id is null)) then
      raise exception 'an emergency look is looked at by somebody (INV-55)' using errcode = 'check_violation', constraint = 'emergency_look_is_looked_at'; end if;
    return null;
  end $function$


function private.end_sharing(sought uuid, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.end_sharing(sought uuid, because text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.sharing_decision set stopped_at = at, stopped_by = public.current_actor(), stopped_why = because
    where id = sought and stopped_at is null and declined_at is null;
    if not found then return false; end if;
    update public.item_grant set ended_at = at where sharing_id = sought and ended_at is null;
    return true;
  end $function$


function private.end_ways_in(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.end_ways_in(who uuid)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
    update sign_in.link set used_at = clock_timestamp() where practitioner_id = who and used_at is null;
    update sign_in.credential set password_hash = null, totp_cipher = null where practitioner_id = who;
    update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'access stopped' where practitioner_id = who and ended_at is null;
    delete from sign_in.recovery_code where practitioner_id = who;
    delete from sign_in.challenge where practitioner_id = who;
    update public.feed set ended_at = clock_timestamp() where practitioner_id = who and ended_at is null;
    update public.inbox_key set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
  end $function$


function private.erase(of_agency uuid, of_case uuid, of_kind text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.erase(of_agency uuid, of_case uuid, of_kind text)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.evidence_file_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.evidence_file_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    step constant text := case when tg_op = 'UPDATE' and new.state <> old.state then old.state || ' > ' || new.state end;
  begin
    -- The owner of the tables moves rows by hand; the worker does not.
    if actor is null and session_user <> 'waymark_worker' then return new; end if;
    if tg_op = 'INSERT' then
      if new.state <> 'received' or new.covered_by is not null and new.split_of is null or new.decided_by is not null or new.closed_by is not null or new.type is not null
        or new.state_before is not null or new.must_cover
      then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
      return new;
    end if;
    if (old.id, old.case_id, old.person_id, old.agency_id, old.entry_id, old.kind, old.shows, old.taken_by, old.taken_on, old.agreed, old.class, old.size, old.sha256,
        old.added_by, old.added_at) is distinct from (new.id, new.case_id, new.person_id, new.agency_id, new.entry_id, new.kind, new.shows, new.taken_by, new.taken_on,
        new.agreed, new.class, new.size, new.sha256, new.added_by, new.added_at)
    then raise exception 'what was added stands as it was added' using errcode = 'check_violation'; end if;
    if step is not null and not step = any (case when actor is null
      then array['received > checking', 'checking > received', 'checking > clear', 'checking > held', 'checking > covered', 'checking > released', 'checking > refused',
        'clear > received', 'held > received', 'covered > received', 'released > received']
      else array['held > received', 'covered > received', 'held > released', 'covered > released', 'clear > held', 'released > held'] end)
    then raise exception 'a file is checked, and then decided on by a second person (INV-08)' using errcode = 'check_violation'; end if;
    -- Opened without a person only where nothing was found and nothing covered.
    if new.state = 'clear' and (new.found <> '[]'::jsonb or new.covers <> '[]'::jsonb)
    then raise exception 'something was found in this file' using errcode = 'check_violation'; end if;
    if new.state = 'released' and (new.must_cover or old.must_cover and actor is not null)
    then raise exception 'a provider''s place is opened by nobody: it is covered first (INV-06, INV-55)' using errcode = 'check_violation'; end if;
    -- The worker gives back what a second person decided, and decides nothing; what somebody shut stays shut.
    if step = 'checking > released' and (old.state_before is distinct from 'released' or new.covers <> old.covers or new.found <> old.found
        or (old.decided_by, old.decided_at, old.decided_why) is distinct from (new.decided_by, new.decided_at, new.decided_why))
      or step in ('checking > clear', 'checking > covered') and old.state_before is not distinct from 'held'
    then raise exception 'what a person decided stands as they decided it' using errcode = 'check_violation'; end if;
    if actor is null then return new; end if;
    -- Who is in it, and the duty that follows, are asked for by the trigger of their own.
    if step is null and (old.others, old.not_in, old.people_why, old.people_at, old.split_fact_id)
      is not distinct from (new.others, new.not_in, new.people_why, new.people_at, new.split_fact_id)
    then raise exception 'nothing of a file changes without a step' using errcode = 'check_violation'; end if;
    if step is not null and new.state = 'received' and (new.covered_by is distinct from actor or new.covers = '[]'::jsonb) or (step is null or new.state <> 'received') and new.covers is distinct from old.covers
    then raise exception 'whoever chooses what to cover signs for it' using errcode = 'check_violation'; end if;
    if (step is null or new.state <> 'received') and (old.covered_by, old.covered_at) is distinct from (new.covered_by, new.covered_at)
    then raise exception 'whoever chose what to cover stands' using errcode = 'check_violation'; end if;
    if step is not null and new.state = 'released' and (new.decided_by is distinct from actor or actor = old.added_by or actor is not distinct from old.covered_by)
    then raise exception 'a second person opens it: not whoever added it, nor whoever covered it' using errcode = 'check_violation'; end if;
    if (step is null or new.state <> 'released') and (old.decided_by, old.decided_at, old.decided_why) is distinct from (new.decided_by, new.decided_at, new.decided_why)
    then raise exception 'a decision stands' using errcode = 'check_violation'; end if;
    if step is not null and new.state = 'held' and new.closed_by is distinct from actor then raise exception 'whoever shuts it signs for it' using errcode = 'check_violation'; end if;
    if (step is null or new.state <> 'held') and (old.closed_by, old.closed_at, old.closed_why) is distinct from (new.closed_by, new.closed_at, new.closed_why)
    then raise exception 'that it was shut stands' using errcode = 'check_violation'; end if;
    -- Since when it is open begins anew with what a person does.
    if step is not null then
      new.stood_open_from := null;
      new.stood_open_until := null;
    end if;
    return new;
  end $function$


function private.evidence_file_people()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.evidence_file_people()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    source public.evidence_file;
  begin
    if tg_op = 'UPDATE' and (old.split_of, old.keeps) is distinct from (new.split_of, new.keeps)
    then raise exception 'what a copy was made of stands' using errcode = 'check_violation'; end if;
    if exists (select from unnest(new.others || new.not_in) one where one = new.person_id or not exists (select from public.party y where y.case_id = new.case_id and y.person_id = one))
    then raise exception 'a file names people of its own case' using errcode = 'foreign_key_violation'; end if;
    if tg_op = 'INSERT' or new.others is distinct from old.others then
      new.must_split := exists (select from private.seen_apart(new.case_id, new.person_id) one where one = any (new.others));
    elsif new.must_split <> old.must_split and session_user in ('waymark_app', 'waymark_worker')
    then raise exception 'who is in it says whether it is split' using errcode = 'check_violation'; end if;
    if new.state in ('clear', 'released') and (new.must_split or private.names_left(new))
    then raise exception 'a file about two people is opened by nobody: a copy is made for each (INV-10)' using errcode = 'check_violation'; end if;
    if actor is null then return new; end if;
    if tg_op = 'INSERT' then
      if new.named <> '[]'::jsonb or new.not_in <> '{}' or new.split_fact_id is not null then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
      if new.split_of is null then
        if new.covers <> '[]'::jsonb then raise exception 'a file begins when it is received' using errcode = 'check_violation'; end if;
        return new;
      end if;
      select * into source from public.evidence_file f where f.id = new.split_of and f.case_id = new.case_id for no key update;
      if source.id is null or not source.must_split or source.state <> 'held' or source.agency_id <> new.agency_id or source.class = 'C4' and new.class <> 'C4'
        or new.person_id <> all (source.others || source.person_id) or not new.keeps <@ array(select generate_series(1, source.pages))
        or (source.sha256, source.size) is distinct from (new.sha256, new.size) or (new.covers = '[]'::jsonb) <> (new.covered_by is null)
        or new.covered_by is not null and new.covered_by <> actor
      then raise exception 'a copy is made of a file that waits to be split, for one of those in it (INV-10)' using errcode = 'check_violation'; end if;
      return new;
    end if;
    if (old.others, old.not_in, old.people_why) is distinct from (new.others, new.not_in, new.people_why) then
      if new.people_by is distinct from actor or old.split_of is not null and old.others <> new.others or old.state not in ('clear', 'held', 'covered', 'released') or new.others is null
        or exists (select from public.evidence_file f where f.split_of = old.id)
      then raise exception 'whoever says who is in it signs for it, and not after copies were made' using errcode = 'check_violation'; end if;
      -- Nobody opens by it: a file that waited is opened by a second person.
      if new.state <> old.state and new.state <> 'held' then raise exception 'nothing is opened by it' using errcode = 'check_violation'; end if;
      if new.people_why is null and exists (select from unnest(new.not_in) one where one <> all (old.not_in))
      then raise exception 'that it names nobody else, though a name was read, has a reason' using errcode = 'check_violation'; end if;
    elsif (old.people_by, old.people_at) is distinct from (new.people_by, new.people_at)
    then raise exception 'whoever said who is in it stands' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.exclude(of_case uuid, who uuid, because text, from_source text, of_person uuid, by_whom uuid, in_words text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.exclude(of_case uuid, who uuid, because text, from_source text, of_person uuid, by_whom uuid, in_words text, moment timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.ground = because
      and x.person_id is not distinct from of_person and (x.ended_at is null or from_source = 'computed')) then return; end if;
    insert into public.case_exclusion (case_id, practitioner_id, ground, source, person_id, declared_by, said, at)
    values (of_case, who, because, from_source, of_person, by_whom, in_words, moment);
  end $function$


function private.exclude_team(of_case uuid, member uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.exclude_team(of_case uuid, member uuid, moment timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare mate uuid;
  begin
    for mate in select distinct other.practitioner_id from public.team_member own join public.team t on t.id = own.team_id and t.closed_at is null
        join public.team_member other on other.team_id = own.team_id and other.until_at is null and other.practitioner_id <> own.practitioner_id
      where own.practitioner_id = member and own.until_at is null
    loop perform private.exclude(of_case, mate, 'own team', 'computed', null, null, null, moment); end loop;
  end $function$


function private.excluded_gets_nothing()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.excluded_gets_nothing()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ begin return case when private.is_excluded(new.grantee_id, new.case_id) then null else new end; end $function$


function private.excluded_leads_nothing()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.excluded_leads_nothing()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.cases c join public.case_exclusion x on x.case_id = c.id and x.ended_at is null
        and x.practitioner_id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id) where c.id = new.id and c.state <> 'closed')
    then raise exception 'somebody with a conflict leads nothing in that case (INV-36)' using errcode = 'check_violation'; end if;
    return null;
  end $function$


function private.excluded_takes_nothing()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.excluded_takes_nothing()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if private.is_excluded(public.current_actor(), new.case_id) or private.is_excluded(new.worker_id, new.case_id)
    then raise exception 'somebody with a conflict takes nothing on (INV-36)' using errcode = 'check_violation', constraint = 'excluded_takes_nothing'; end if;
    return new;
  end $function$


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


function private.found(of_case uuid, who uuid, relation text, kind text, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.found(of_case uuid, who uuid, relation text, kind text, of_person uuid)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select private.exclude(of_case, who, case when relation <> 'self' then relation when kind = 'name' then 'self' else kind end, 'computed', of_person,
      null, null, private.acts_at())
  $function$


function private.had_sight(who uuid, of_case uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.had_sight(who uuid, of_case uuid, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.case_grant g where g.case_id = of_case and g.granted_at <= moment
      and (g.revoked_at is null or g.revoked_at > moment) and (g.until_at is null or g.until_at > moment)
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who
        and m.from_at <= moment and (m.until_at is null or m.until_at > moment))))
      and not exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.at <= moment
        and (x.ended_at is null or x.ended_at > moment))
  $function$


function private.hangs_on(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.hangs_on(who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.cases where risk_lead_id = who and state <> 'closed')
      or exists (select from public.cases where plan_lead_id = who and state <> 'closed')
      or exists (select from public.cases where contact_lead_id = who and state <> 'closed')
      or exists (select from public.duty where owner_id = who and state = 'open')
  $function$


function private.has_records(of_agency uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.has_records(of_agency uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.cases c where c.id = of_case and c.agency_id = of_agency)
      or exists (select from public.entry e where e.case_id = of_case and e.agency_id = of_agency)
      or exists (select from public.note n where n.case_id = of_case and n.agency_id = of_agency)
      or exists (select from public.risk_level r where r.case_id = of_case and r.agency_id = of_agency)
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


function private.holds_of_kind(of_agency uuid, of_case uuid, of_kind text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.holds_of_kind(of_agency uuid, of_case uuid, of_kind text)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$


function private.information_request_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.information_request_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    tests constant text[] := array['written', 'held', 'line', 'needed', 'notice'] || case when new.counselling = 'no' then '{}' else array['probative'] end;
  begin
    if actor is null then return new; end if;
    if tg_op = 'INSERT' then
      if new.state <> 'received' or new.notice is not null then raise exception 'a request begins when it is received (MODEL 5.19)' using errcode = 'check_violation'; end if;
      return new;
    end if;
    if new.state <> old.state and not (old.state, new.state) in (('received', 'tests checked'), ('tests checked', 'narrowed'), ('tests checked', 'refused'),
      ('tests checked', 'answered')) then raise exception 'a request for information goes one step after the other (MODEL 5.19)' using errcode = 'check_violation'; end if;
    if old.state in ('narrowed', 'refused', 'answered') and (old.tests_met, old.tests_words, old.sharing_id, old.why, old.advice, old.answered_at)
      is distinct from (new.tests_met, new.tests_words, new.sharing_id, new.why, new.advice, new.answered_at)
    then raise exception 'this request is answered' using errcode = 'check_violation'; end if;
    if old.notice in ('told', 'told by them') and (old.notice, old.notice_on, old.notice_view) is distinct from (new.notice, new.notice_on, new.notice_view)
    then raise exception 'the person was told: that stands' using errcode = 'check_violation'; end if;
    if (new.tests_at is distinct from old.tests_at and new.tests_by is distinct from actor)
      or (new.answered_at is distinct from old.answered_at and new.answered_by is distinct from actor)
      or (new.notice_on is distinct from old.notice_on and new.notice_by is distinct from actor)
    then raise exception 'each step is by the person who takes it' using errcode = 'check_violation'; end if;
    if new.state = 'answered' and not (new.tests_met @> tests)
    then raise exception 'not all that the law asks is met: narrow it or refuse (RULES 9)' using errcode = 'check_violation'; end if;
    if new.state = 'narrowed' and not ('written' = any (new.tests_met))
    then raise exception 'nothing is given to who did not ask in writing (RULES 9)' using errcode = 'check_violation'; end if;
    if new.state <> old.state and new.state in ('narrowed', 'answered') and not exists (select from public.sharing_decision d where d.id = new.sharing_id
      and d.case_id = new.case_id and d.person_id = new.person_id and d.from_agency_id = new.agency_id and d.shared_at is not null and d.stopped_at is null
      and d.grantee_id is null and d.referral_id is null)
    then raise exception 'what leaves is a decision to share (INV-19)' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.intervention_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.intervention_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare held public.intervention;
  begin
    select * into held from public.intervention i where i.id = new.intervention_id and i.case_id = new.case_id for update;
    if held.state <> 'chosen' then raise exception 'this intervention has ended' using errcode = 'check_violation'; end if;
    if held.version <> new.of_version then raise exception 'somebody else took a step first' using errcode = 'unique_violation'; end if;
    update public.intervention set state = case new.kind when 'reviewed' then 'chosen' else new.kind end, version = held.version + 1,
      review_on = coalesce(new.review_on, held.review_on), review_fact_id = coalesce(new.review_fact_id, held.review_fact_id)
    where id = held.id;
    return new;
  end $function$


function private.is_break_glass(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_break_glass(who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select exists (select from public.single_sign_on where break_glass_id = who) $function$


function private.is_caseless(of_role text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_caseless(of_role text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select of_role in ('administrator', 'auditor', 'professional-standards') $function$


function private.is_countable(c public.cases, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_countable(c public.cases, who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select c.id <> all (public.current_excluded()) and (c.sealed_at is null or who = public.current_actor() or public.actor_has_case(c.id)) $function$


function private.is_excluded(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_excluded(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select exists (select from public.case_exclusion x where x.case_id = of_case and x.practitioner_id = who and x.ended_at is null) $function$


function private.is_for_a_task(reason text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_for_a_task(reason text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select reason like 'An alarm about this case%' or reason like 'Supervisor hands over%' or reason = 'Asked to choose another safe way'
      or reason = 'Asked to agree to sharing' or reason = 'Answers an access request'
  $function$


function private.is_free_of(who uuid, known bytea[], sent uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_free_of(who uuid, known bytea[], sent uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select not exists (select from private.close_to_place(known) as near left join public.practitioner n on n.id = near
        where who in (near, n.supervisor_id))
      and not exists (select from public.team_member m where m.practitioner_id = who and m.until_at is null
        and (m.team_id = sent or m.team_id in (select private.teams_kept_from(known))))
  $function$


function private.is_held(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_held(of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.legal_hold h where h.case_id = of_case and h.lifted_at is null)
      or exists (select from public.party mine join public.party theirs on theirs.person_id = mine.person_id
        join public.legal_hold h on h.case_id = theirs.case_id and h.lifted_at is null where mine.case_id = of_case)
  $function$


function private.is_in_line(one uuid, other uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_in_line(one uuid, other uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with recursive up (top, id, far) as (
      values (one, one, 0), (other, other, 0)
      union select u.top, p.supervisor_id, u.far + 1 from up u join public.practitioner p on p.id = u.id where p.supervisor_id is not null and u.far < 12)
    select exists (select from up where (top = one and id = other) or (top = other and id = one))
  $function$


function private.is_kept_from_report(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_kept_from_report(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.is_excluded(who, of_case) or private.works_for_other_side(who, of_case, true) $function$


function private.is_of_current_agency(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.is_of_current_agency(who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select coalesce((select p.agency_id = public.current_agency() from public.practitioner p where p.id = who), false) $function$

  grant execute to waymark_app

function private.joiner_is_kept_out()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.joiner_is_kept_out()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.keep_challenge(new_hash bytea, for_purpose text, for_whom uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.keep_challenge(new_hash bytea, for_purpose text, for_whom uuid)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    insert into sign_in.challenge (challenge_hash, purpose, practitioner_id, ends_at)
    values (new_hash, for_purpose, for_whom, clock_timestamp() + interval '5 minutes')
  $function$


function private.keep_tokens(tokens jsonb)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.keep_tokens(tokens jsonb)
   RETURNS TABLE(kind text, token bytea)
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select distinct t.kind, decode(t.token, 'hex') from jsonb_to_recordset(tokens) as t (kind text, token text) order by 1, 2 $function$


function private.keeps_places(role text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.keeps_places(role text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select role in ('idva-manager', 'housing-manager', 'council-manager') $function$


function private.kept_from_release(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.kept_from_release(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select private.is_excluded(who, of_case) or private.works_for_other_side(who, of_case, false)
      or exists (select from public.reported_contact c where c.case_id = of_case and c.practitioner_id = who and c.ended_at is null)
      or exists (select from public.practitioner p where p.id = who and p.disabled_at is not null)
  $function$


function private.kept_in_calls(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.kept_in_calls(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.is_excluded(who, of_case) or public.current_on_other_side(of_case) $function$


function private.key_is_needed(of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.key_is_needed(of_person uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$


function private.kind_of_grant(reason text, grantee uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.kind_of_grant(reason text, grantee uuid)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case when exists (select from public.team t where t.id = grantee) then 'team'
      when reason in ('Opened the case', 'Opened the case again', 'Handover accepted') then 'lead'
      when private.is_for_a_task(reason) or reason = 'Handover offered' then 'task'
      when reason = 'Referral accepted' then 'referral' else 'named' end
  $function$


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
      and not private.is_excluded(who, of_case)
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
  end $function$


function private.lead_sees_for_a_request()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.lead_sees_for_a_request()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare row constant jsonb := to_jsonb(new);
  begin
    if coalesce(row ->> 'reason', '') <> 'Answers an access request' and exists (select from public.practitioner
      where id = coalesce(row ->> 'grantee_id', row ->> 'practitioner_id')::uuid and role = 'data-protection-lead')
    then raise exception 'a data protection lead sees a case for a request alone' using errcode = 'check_violation', constraint = 'lead_sees_for_a_request'; end if;
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


function private.let_go_on(of_case uuid, who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.let_go_on(of_case uuid, who uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at)
    select of_case, p.id, p.agency_id, 'Took over at once', p.id, at from public.practitioner p
    where p.id = who and not private.lasting_sight(who, of_case)
    on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null, until_at = null
  $function$


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


function private.library_sees_its_own()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.library_sees_its_own()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.cases c where c.id = new.case_id and c.agency_id <> new.agency_id)
      and (exists (select from public.practitioner p where p.id = new.grantee_id and p.role = 'library-worker')
        or exists (select from public.team t join public.agency a on a.id = t.agency_id where t.id = new.grantee_id and a.kind = 'library'))
    then raise exception 'a library works on no case but its own (MODEL 13)' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.link_lets_in()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.link_lets_in()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    delete from sign_in.stop where practitioner_id = new.practitioner_id and by_whom = 'administrator';
    return new;
  end $function$


function private.list_export_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.list_export_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    step text;
  begin
    if actor is null then return new; end if;
    if tg_op = 'INSERT' then
      if new.state <> 'asked' or new.version <> 1 or new.approved_at is not null
      then raise exception 'a list begins when it is asked for' using errcode = 'check_violation'; end if;
      if (select count(distinct c.id) <> count(*) from unnest(new.case_ids) as c (id)) or exists (select from unnest(new.case_ids) as c (id)
        where not private.may_release(actor, new.agency_id, c.id))
      then raise exception 'a list is of cases that whoever takes it out sees' using errcode = 'check_violation'; end if;
      if new.approver_id is null and private.list_needs_two(actor, new.case_ids, new.asked_at)
      then raise exception 'a list about more than 25 people leaves by two (S10)' using errcode = 'check_violation'; end if;
      if new.approver_id is not null and not private.may_approve_list(new.approver_id, actor, new.agency_id, new.case_ids)
      then raise exception 'a second person who may approve is asked (S10)' using errcode = 'check_violation'; end if;
      return new;
    end if;
    if (old.id, old.agency_id, old.asked_by, old.asked_at, old.list, old.query, old.format, old.why, old.for_whom, old.row_count, old.case_ids, old.content_hash, old.approver_id)
      is distinct from (new.id, new.agency_id, new.asked_by, new.asked_at, new.list, new.query, new.format, new.why, new.for_whom, new.row_count, new.case_ids, new.content_hash, new.approver_id)
      or new.sealed is not null and new.sealed is distinct from old.sealed
    then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation'; end if;
    step := old.state || ' > ' || new.state;
    if not step = any (array['asked > approved', 'asked > refused', 'asked > withdrawn', 'approved > withdrawn', 'asked > void', 'approved > void', 'approved > released', 'asked > released'])
    then raise exception 'a list goes one step after the other (S10)' using errcode = 'check_violation'; end if;
    if step <> 'asked > approved' and (old.approved_hash, old.approved_at, old.approval_ends_at) is distinct from (new.approved_hash, new.approved_at, new.approval_ends_at)
    then raise exception 'an approval stands as it was given' using errcode = 'check_violation'; end if;
    if step in ('asked > approved', 'asked > refused') and actor is distinct from old.approver_id
    then raise exception 'the second person answers' using errcode = 'check_violation'; end if;
    if step in ('asked > withdrawn', 'approved > withdrawn', 'approved > released', 'asked > released') and actor <> old.asked_by
    then raise exception 'whoever asked for it takes it, or takes it back' using errcode = 'check_violation'; end if;
    if new.state in ('refused', 'withdrawn', 'void') and new.ended_by is distinct from actor
    then raise exception 'whoever ends it signs for it' using errcode = 'check_violation'; end if;
    if step in ('asked > approved', 'approved > released') and not private.may_approve_list(old.approver_id, old.asked_by, old.agency_id, old.case_ids)
    then raise exception 'the second person may not approve this' using errcode = 'check_violation'; end if;
    if step = 'asked > approved' and (new.approval_ends_at <= new.approved_at or new.approval_ends_at > new.approved_at + interval '15 days')
    then raise exception 'an approval ends' using errcode = 'check_violation'; end if;
    if step = 'approved > released' and (new.released_at > old.approval_ends_at or new.released_at < old.approved_at)
    then raise exception 'the time of this approval is over' using errcode = 'check_violation'; end if;
    if step = 'asked > released' and (old.approver_id is not null or private.list_needs_two(actor, old.case_ids, new.released_at) or new.released_at > old.asked_at + interval '1 day')
    then raise exception 'a list about more than 25 people leaves by two (S10)' using errcode = 'check_violation'; end if;
    if new.state = 'released' and exists (select from unnest(old.case_ids) as c (id) where not private.may_release(actor, old.agency_id, c.id))
    then raise exception 'a list is of cases that whoever takes it out sees' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.list_needs_two(who uuid, of_cases uuid[], at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.list_needs_two(who uuid, of_cases uuid[], at timestamp with time zone)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(distinct one.id) > 25 from (select unnest(of_cases) as id union all select unnest(l.case_ids) from public.list_export l
      where l.asked_by = who and l.state = 'released' and l.approved_at is null and l.released_at > at - interval '24 hours') one
  $function$


function private.mac(message text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.mac(message text)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select encode(sha256(key || sha256(key || convert_to(message, 'UTF8'))), 'hex') from private.bind_key $function$


function private.management_plan_ends()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.management_plan_ends()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare actor constant uuid := public.current_actor();
  begin
    if old.ended_at is not null then raise exception 'that plan has ended' using errcode = 'check_violation'; end if;
    if actor is not null and new.ended_by is distinct from actor then raise exception 'whoever ends a plan says so themselves' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.manages(role text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.manages(role text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select role like '%-manager' or role like '%-supervisor' $function$


function private.mark_proven(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.mark_proven(token text)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.session set strong_at = clock_timestamp(), seen_at = clock_timestamp()
    where token_hash = sha256(convert_to(token, 'UTF8')) and revoked_at is null
  $function$


function private.marks_of(hex text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.marks_of(hex text[])
   RETURNS bytea[]
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select array(select decode(each, 'hex') from unnest(hex) as each order by each) $function$


function private.match_person(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.match_person(of_case uuid, of_person uuid)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare m record;
  begin
    perform pg_advisory_xact_lock_shared(145);
    for m in select distinct k.practitioner_id, k.relation, t.kind from public.person_token t join public.connection_token s on s.token = t.token and s.kind = t.kind
        join public.connection k on k.id = s.connection_id and k.ended_at is null where t.person_id = of_person
    loop perform private.found(of_case, m.practitioner_id, m.relation, m.kind, of_person); end loop;
  end $function$


function private.may_answer_misuse(candidate uuid, about uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_answer_misuse(candidate uuid, about uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    p public.practitioner;
    sealed boolean;
    named uuid;
  begin
    select * into p from public.practitioner where id = candidate;
    if not found or p.disabled_at is not null or p.role = 'administrator' or candidate = about then return false; end if;
    select c.sealed_at is not null, (select s.standards_id from public.case_seal s where s.case_id = c.id order by s.written_at desc, s.id limit 1)
      into sealed, named from public.cases c where c.id = of_case;
    if coalesce(sealed, false) and named is not null then
      if candidate <> named then return false; end if;
    elsif coalesce(sealed, false) then
      if p.role <> 'professional-standards' then return false; end if;
    elsif p.role not in ('professional-standards', 'auditor') and candidate not in (select private.misuse_desk_people()) then return false;
    end if;
    return not private.is_in_line(candidate, about)
      and not exists (select from public.team_member m join public.team_member o on o.team_id = m.team_id and o.until_at is null
        where m.practitioner_id = candidate and o.practitioner_id = about and m.until_at is null)
      and (of_case is null or not private.is_excluded(candidate, of_case));
  end $function$


function private.may_approve_list(who uuid, asker uuid, of_agency uuid, of_cases uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_approve_list(who uuid, asker uuid, of_agency uuid, of_cases uuid[])
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select who <> asker and exists (select from public.practitioner p where p.id = who and p.disabled_at is null and p.agency_id = of_agency and private.supervises(p.role))
      and not exists (select from unnest(of_cases) as c (id) where private.kept_from_release(who, c.id))
  $function$


function private.may_approve_release(who uuid, asker uuid, of_agency uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_approve_release(who uuid, asker uuid, of_agency uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select who <> asker and private.may_release(who, of_agency, of_case)
      and exists (select from public.practitioner p where p.id = who and private.supervises(p.role))
  $function$


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


function private.may_release(who uuid, of_agency uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_release(who uuid, of_agency uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select not private.kept_from_release(who, of_case)
      and exists (select from public.practitioner p where p.id = who and p.disabled_at is null and p.agency_id = of_agency)
      and exists (select from public.case_grant g where g.case_id = of_case and g.revoked_at is null and (g.until_at is null or g.until_at > now())
        and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null)))
  $function$


function private.may_settle(x public.case_exclusion)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_settle(x public.case_exclusion)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select x.ended_at is null and x.ground not in ('self', 'employer') and x.practitioner_id <> public.current_actor() and public.current_is_safeguarding()
      and exists (select from public.practitioner p where p.id = x.practitioner_id and p.agency_id = public.current_agency())
      and not private.is_excluded(public.current_actor(), x.case_id)
      and exists (select from public.cases c where c.id = x.case_id and (c.sealed_at is null or public.actor_has_case(c.id)))
  $function$


function private.may_use_emergency(role text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.may_use_emergency(role text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select role = any (array['idva', 'idva-manager', 'first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor',
    'witness-care-officer', 'wcu-manager', 'social-worker', 'council-manager', 'housing-officer', 'housing-manager']) $function$


function private.measure_is_part()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.measure_is_part()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.parent_id is not null and not exists (select from public.measure m where m.id = new.parent_id and m.case_id = new.case_id and m.kind = 'sanctuary' and not m.is_over) then
      raise exception 'works belong to a sanctuary that goes on' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.measure_mark_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.measure_mark_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare actor constant uuid := public.current_actor();
  begin
    if actor is null then return new; end if;
    if old.confirmed_on is not null then raise exception 'that was confirmed already' using errcode = 'check_violation'; end if;
    if new.confirmed_by is distinct from actor then raise exception 'whoever writes it down says so themselves' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.measure_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.measure_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.misuse_desk_people()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.misuse_desk_people()
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select m.practitioner_id from (select d.team_id from public.misuse_desk d order by d.named_at desc, d.id limit 1) latest
      join public.team t on t.id = latest.team_id and t.closed_at is null join public.team_member m on m.team_id = t.id and m.until_at is null
  $function$


function private.misuse_handlers(about uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.misuse_handlers(about uuid, of_case uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id from public.practitioner p join public.practitioner w on w.id = about
    where (p.role in ('professional-standards', 'auditor') or p.id in (select private.misuse_desk_people())
        or p.id in (select s.standards_id from public.case_seal s where s.case_id = of_case))
      and private.may_answer_misuse(p.id, about, of_case)
    order by p.role not in ('professional-standards', 'auditor'), p.agency_id <> w.agency_id, p.role <> 'professional-standards', p.invited_at, p.id
  $function$


function private.misuse_surname(name text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.misuse_surname(name text)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.plain(regexp_replace(btrim(name), '^.*\s', '')) $function$


function private.mover_is_out()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.mover_is_out()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.agency_id is distinct from old.agency_id or (new.disabled_at is not null and old.disabled_at is null) then perform private.end_ways_in(new.id); end if;
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = new.id and revoked_at is null;
    return null;
  end $function$


function private.must_use_organisation(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.must_use_organisation(who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p join public.single_sign_on s on s.agency_id = p.agency_id
      where p.id = who and s.is_on and s.is_only and s.break_glass_id is distinct from who)
  $function$


function private.named_on(of_case uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.named_on(of_case uuid, who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select not exists (select from public.cases c where c.id = of_case and c.sealed_at is not null)
      or exists (select from public.case_grant g where g.case_id = of_case and g.grantee_id = who and g.revoked_at is null
        and (g.until_at is null or g.until_at > now()))
  $function$


function private.names_left(f public.evidence_file)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.names_left(f public.evidence_file)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select f.others is not null and exists (select from jsonb_array_elements(f.named) as n (one)
      where (n.one ->> 'personId')::uuid <> all (f.others || f.not_in || f.person_id))
  $function$


function private.next_in_line(of_case uuid, after uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.next_in_line(of_case uuid, after uuid)
   RETURNS uuid
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.next_who_may()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.next_who_may()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.note_device(who uuid, from_device bytea, on_device text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.note_device(who uuid, from_device bytea, on_device text)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare is_first constant boolean := not exists (select from sign_in.device where practitioner_id = who);
  begin
    update sign_in.device set last_at = clock_timestamp() where practitioner_id = who and device_hash = from_device;
    if found then return; end if;
    insert into sign_in.device (practitioner_id, device_hash) values (who, from_device) on conflict do nothing;
    if not is_first then perform private.tell_of_sign_in(who, 'new device', on_device); end if;
  end $function$


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


function private.only_by_organisation()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.only_by_organisation()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.method <> 'oidc' and private.must_use_organisation(new.practitioner_id) then
      raise exception 'this agency signs in by its organisation only' using errcode = 'check_violation', constraint = 'only_by_organisation';
    end if;
    return new;
  end $function$


function private.open_session(who uuid, new_token_hash bytea, length interval, on_device text, by_method text, is_strong boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.open_session(who uuid, new_token_hash bytea, length interval, on_device text, by_method text, is_strong boolean)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    insert into sign_in.session (token_hash, practitioner_id, ends_at, device, method, strong_at)
    values (new_token_hash, who, clock_timestamp() + length, on_device, by_method, case when is_strong then clock_timestamp() end)
  $function$


function private.open_since(f public.evidence_file)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.open_since(f public.evidence_file)
   RETURNS timestamp with time zone
   LANGUAGE sql
   IMMUTABLE
  AS $function$ select case f.state when 'released' then coalesce(f.stood_open_from, f.decided_at) when 'clear' then coalesce(f.stood_open_from, f.checked_at) when 'checking' then f.stood_open_from end $function$


function private.open_until(f public.evidence_file, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.open_until(f public.evidence_file, at timestamp with time zone)
   RETURNS timestamp with time zone
   LANGUAGE sql
   IMMUTABLE
  AS $function$ select case when f.state in ('released', 'clear') then at when f.state = 'checking' then f.stood_open_until end $function$


function private.openings(of_case uuid, of_entry uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.openings(of_case uuid, of_entry uuid)
   RETURNS TABLE(practitioner_id uuid, at timestamp with time zone, what text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with late as (
      select f.id, 'file' as what from public.evidence_file f where f.late_entry_id = of_entry and f.case_id = of_case
      union all select r.id, 'sent' from public.release r where r.late_entry_id = of_entry and r.case_id = of_case
      union all select r.bundle_id, 'bundle' from public.release r where r.late_entry_id = of_entry and r.case_id = of_case and r.bundle_id is not null),
    -- What a file was in: bundles that hold its copy.
    within as (
      select id, what from late
      union select b.id, 'bundle' from public.bundle b join late l on l.what = 'file' and b.items @> jsonb_build_array(jsonb_build_object('id', l.id)) where b.case_id = of_case
      union select r.id, 'sent' from public.release r join public.bundle b on b.id = r.bundle_id join late l on l.what = 'file' and b.items @> jsonb_build_array(jsonb_build_object('id', l.id))
        where r.case_id = of_case)
    select a.actor_id, a.at, w.what from public.audit a join within w on w.id = a.object_id
    where a.case_id = of_case and a.actor_id is not null and a.kind <> 'fail' and coalesce(a.purpose, '') not in ('asked', 'repeat')
      and a.route in ('/cases/:caseId/files/:fileId/copy', '/cases/:caseId/bundles/:bundleId/copy', '/cases/:caseId/releases/:releaseId/copy')
  $function$


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


function private.party_is_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.party_is_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into private.look_again (case_id) select c.id from public.cases c where c.id = new.case_id and c.opened_at < new.added_at;
    return null;
  end $function$


function private.past_looks(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.past_looks(of_case uuid)
   RETURNS TABLE(line text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.name || ', ' || a.name || ': ' || count(*) || case when count(*) = 1 then ' look' else ' looks' end || ' at ' || c.reference || ', first '
      || to_char(min(l.at) at time zone 'Europe/London', 'DD Mon YYYY HH24:MI') || ', last ' || to_char(max(l.at) at time zone 'Europe/London', 'DD Mon YYYY HH24:MI')
    from public.audit l join public.practitioner p on p.id = l.actor_id join public.agency a on a.id = p.agency_id join public.cases c on c.id = l.case_id
    where l.case_id in (select theirs.case_id from public.party own join public.party theirs on theirs.person_id = own.person_id where own.case_id = of_case)
      and l.actor_id in (select x.practitioner_id from public.case_exclusion x where x.case_id = of_case and x.ended_at is null)
    group by p.name, a.name, c.reference order by count(*) desc, p.name
  $function$


function private.past_time(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.past_time(at timestamp with time zone)
   RETURNS TABLE(agency_id uuid, case_id uuid, reference text, kind text, due_on date)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$


function private.people_of_call(c public.attendance)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.people_of_call(c public.attendance)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.person_id from public.device_number d where c.from_device and d.token = any (c.marks)
    union
    select t.person_id from public.person_token t where not c.from_device and t.kind = 'address' and t.token = any (c.marks)
  $function$


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

function private.place_is_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.place_is_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into private.look_again (case_id) values (null);
    return null;
  end $function$


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

function private.plan_copy_taken()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plan_copy_taken()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare of_version vault.plan_record;
  begin
    select * into of_version from vault.plan_record r where r.record_id = new.record_id and r.version = new.version and r.case_id = new.case_id and r.person_id = new.person_id;
    if not found or new.step = 'made' and of_version.is_over
      or new.step = 'given' and not of_version.is_over and not exists (select from vault.plan_copy c where c.record_id = new.record_id and c.version = new.version and c.step = 'made')
    then raise exception 'what is given was made first' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.plan_item_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plan_item_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare plan vault.safety_plan;
  begin
    select * into plan from vault.safety_plan where id = new.plan_id for update;
    if plan.state not in ('drafting', 'ready', 'reviewing') then raise exception 'this plan is not open for changes (MODEL 5.7)' using errcode = 'check_violation'; end if;
    if new.version <> coalesce((select max(i.version) from vault.plan_item i where i.plan_id = new.plan_id and i.item_id = new.item_id), 0) + 1
    then raise exception 'somebody else changed this item first (INV-28)' using errcode = 'serialization_failure'; end if;
    update vault.plan_item set replaced_at = new.written_at where plan_id = new.plan_id and item_id = new.item_id and replaced_at is null;
    if plan.state = 'ready' then
      update vault.safety_plan set state = case when plan.version > 0 then 'reviewing' else 'drafting' end where id = plan.id;
    end if;
    return new;
  end $function$


function private.plan_offer_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plan_offer_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare actor constant uuid := public.current_actor();
  begin
    if actor is null then return new; end if;
    if old.outcome is not null then raise exception 'an answer stands as it was given' using errcode = 'check_violation'; end if;
    if new.answered_by is distinct from actor then raise exception 'whoever answers says so themselves' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.plan_record_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plan_record_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    was vault.plan_record;
    about vault.plan_record;
  begin
    select * into was from vault.plan_record r where r.record_id = new.record_id order by r.version desc limit 1 for update;
    if new.version <> coalesce(was.version, 0) + 1 then raise exception 'somebody else changed this record first (INV-28)' using errcode = 'serialization_failure'; end if;
    if was.id is not null and (was.case_id, was.person_id, was.kind, was.of_record) is distinct from (new.case_id, new.person_id, new.kind, new.of_record)
    then raise exception 'a version is of the same record' using errcode = 'check_violation'; end if;
    if new.of_record is not null and was.id is null then
      select * into about from vault.plan_record r where r.record_id = new.of_record and r.replaced_at is null for update;
      if not found or about.is_over or (about.case_id, about.person_id) is distinct from (new.case_id, new.person_id)
        or about.kind <> (case new.kind when 'consultation' then 'party' else 'telling' end) or about.decision <> 'safe' and new.kind <> 'told look'
      then raise exception 'nobody is asked or told before it was decided that this is safe (SP-25, P3-06)' using errcode = 'check_violation'; end if;
    end if;
    update vault.plan_record set replaced_at = new.written_at where record_id = new.record_id and replaced_at is null;
    return new;
  end $function$


function private.plan_step_taken()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plan_step_taken()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    plan vault.safety_plan;
    present uuid[];
    agreed uuid[];
  begin
    select * into plan from vault.safety_plan where id = new.plan_id for update;
    new.position := coalesce((select max(s.position) from vault.plan_step s where s.plan_id = new.plan_id), 0) + 1;
    if not (new.step, plan.state) in (('started', 'drafting'), ('circumstance', 'drafting'), ('circumstance', 'ready'), ('circumstance', 'reviewing'), ('checked', 'drafting'), ('checked', 'reviewing'),
      ('agreed', 'ready'), ('opened', 'active'), ('kept', 'reviewing'), ('paused', 'drafting'), ('paused', 'ready'), ('paused', 'active'), ('paused', 'reviewing'),
      ('parting', 'drafting'), ('parting', 'ready'), ('parting', 'active'), ('parting', 'reviewing'),
      ('taken up', 'paused'), ('taken up', 'archived'), ('archived', 'drafting'), ('archived', 'ready'), ('archived', 'active'), ('archived', 'reviewing'), ('archived', 'paused'))
      or (new.step = 'started') <> (new.position = 1)
    then raise exception 'a plan goes one step after the other (MODEL 5.7)' using errcode = 'check_violation'; end if;
    present := array(select i.id from vault.plan_item i where i.plan_id = new.plan_id and i.replaced_at is null order by i.id);
    agreed := (select array(select unnest(s.items) order by 1) from vault.plan_step s where s.plan_id = new.plan_id and s.step = 'agreed' order by s.version desc limit 1);
    if new.step = 'agreed' and (array(select unnest(new.items) order by 1) is distinct from present or cardinality(present) = 0 or new.version <> plan.version + 1)
    then raise exception 'a plan is agreed as it stands' using errcode = 'check_violation'; end if;
    if new.step = 'kept' and agreed is distinct from present
    then raise exception 'what was changed is agreed anew' using errcode = 'check_violation'; end if;
    update vault.safety_plan set
      state = case new.step when 'checked' then 'ready' when 'agreed' then 'active' when 'kept' then 'active' when 'opened' then 'reviewing' when 'paused' then 'paused'
        when 'archived' then 'archived' when 'started' then 'drafting' when 'parting' then plan.state else case when plan.version > 0 then 'reviewing' else 'drafting' end end,
      version = coalesce(new.version, plan.version), next_review_on = coalesce(new.next_review_on, plan.next_review_on)
    where id = plan.id;
    return new;
  end $function$


function private.plans_archived()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.plans_archived()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into vault.plan_step (id, plan_id, case_id, person_id, position, step, taken_by, taken_at)
    select gen_random_uuid(), p.id, p.case_id, p.person_id, 0, 'archived', public.current_actor(), new.closed_at from vault.safety_plan p where p.case_id = new.id and p.state <> 'archived';
    return null;
  end $function$


function private.police_adviser_is_of_police()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.police_adviser_is_of_police()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if new.is_police_adviser and not exists (select from public.practitioner p join public.agency a on a.id = p.agency_id
      where p.id = new.practitioner_id and p.disabled_at is null and a.kind = 'police' and not private.works_for_other_side(p.id, new.case_id, false))
    then raise exception 'a police adviser is somebody of police (SP-07)' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.police_card_agreed()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.police_card_agreed()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update vault.police_card set ended_as = 'replaced', ended_at = new.written_at, ended_by = new.written_by
    where case_id = new.case_id and person_id = new.person_id and ended_at is null;
    return new;
  end $function$


function private.police_cards_end()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.police_cards_end()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update vault.police_card set ended_as = 'case closed', ended_at = new.closed_at, ended_by = public.current_actor() where case_id = new.id and ended_at is null;
    return null;
  end $function$


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

function private.protected_alike(sought text, born date)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.protected_alike(sought text, born date)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'public', 'pg_temp'
   SET enable_seqscan TO 'off'
   SET "pg_trgm.similarity_threshold" TO '0.5'
   SET "pg_trgm.word_similarity_threshold" TO '0.5'
  AS $function$
    with found as (
      select p.id, p.born_on, similarity(p.plain_name, asked.name) as whole, case when asked.name like '% %' then word_similarity(asked.name, p.plain_names) else 0 end as part
      from (select private.plain(sought) as name) asked
      join public.person p on p.plain_name % asked.name or asked.name <% p.plain_names
      union
      select p.id, p.born_on, similarity(p.plain_name, asked.name), word_similarity(asked.name, p.plain_names)
      from (select private.plain(sought) as name) asked join public.person p on p.born_on = born),
    near as (
      select c.id, max(greatest(f.whole, f.part)) as likeness
      from found f
      join public.party y on y.person_id = f.id and y.ended_at is null and y.role in ('victim', 'child')
      join public.cases c on c.id = y.case_id and (c.state <> 'closed' or c.closed_as not in ('recorded in error', 'double of another case'))
      where greatest(f.whole, f.part) >= case when f.born_on = born then 0.25 when born is not null and f.born_on is not null then 0.7 else 0.5 end
      group by c.id)
    select n.id from (select near.*, row_number() over (order by likeness desc, id) as place from near) n where n.likeness >= 0.8 or n.place <= 20
  $function$


function private.referral_over()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.referral_over()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.sharing_decision set stopped_at = coalesce(new.outcome_at, new.answered_at), stopped_by = public.current_actor(),
      stopped_why = case when new.outcome_at is not null then 'The referral was completed' else 'The referral was ' || new.answer end
    where referral_id = new.id and stopped_at is null;
    return null;
  end $function$


function private.release_moves()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.release_moves()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    actor constant uuid := public.current_actor();
    step text;
  begin
    -- The owner of the tables moves rows by hand.
    if actor is null then
      if tg_op = 'INSERT' then new.source_hash := private.source_of(new); end if;
      return new;
    end if;
    if tg_op = 'INSERT' then
      if new.state <> 'asked' or new.version <> 1 or new.at_once_why is not null or new.approved_at is not null or new.reviewed_at is not null or new.checked <> '{}' or new.opened_at is not null
      then raise exception 'a release begins when it is asked for' using errcode = 'check_violation'; end if;
      if new.kind = 'address' and not exists (select from vault.contact_route w where w.id = new.route_id and w.case_id = new.case_id and w.person_id = new.person_id
        and w.ended_at is null and w.value is not null)
      then raise exception 'there is no such way of contact' using errcode = 'check_violation'; end if;
      if new.kind = 'bundle' and not exists (select from public.bundle b where b.id = new.bundle_id and b.case_id = new.case_id and b.made_by = actor and b.state = 'clear'
        and b.content_hash = new.content_hash and b.source_hash = private.source_of(new) and b.why = new.why
        and (b.recipient_id, b.outside_kind, b.outside_name) is not distinct from (new.recipient_id, new.outside_kind, new.outside_name))
      then raise exception 'a bundle is asked for when each page of it was looked through, and nothing has changed since' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
      if not private.may_release(actor, new.agency_id, new.case_id) or not private.may_approve_release(new.approver_id, new.asked_by, new.agency_id, new.case_id)
      then raise exception 'a second person who may approve is asked (S10)' using errcode = 'check_violation'; end if;
      if new.recipient_id is not null and private.kept_from_release(new.recipient_id, new.case_id)
      then raise exception 'nothing goes to who is close to somebody in the case, or works for the other side' using errcode = 'check_violation'; end if;
      new.source_hash := private.source_of(new);
      return new;
    end if;
    if (old.id, old.case_id, old.fact_id, old.kind, old.person_id, old.route_id, old.bundle_id, old.agency_id, old.asked_by, old.asked_at, old.recipient_id, old.outside_kind,
        old.outside_name, old.why, old.basis, old.special, old.agreement, old.sent_how, old.approver_id, old.content_hash, old.source_hash)
      is distinct from (new.id, new.case_id, new.fact_id, new.kind, new.person_id, new.route_id, new.bundle_id, new.agency_id, new.asked_by, new.asked_at, new.recipient_id,
        new.outside_kind, new.outside_name, new.why, new.basis, new.special, new.agreement, new.sent_how, new.approver_id, new.content_hash, new.source_hash)
    then raise exception 'what was asked for stands as it was asked for' using errcode = 'check_violation'; end if;
    step := case when new.state <> old.state then old.state || ' > ' || new.state when old.state = 'released' and old.reviewed_at is null and new.reviewed_at is not null then 'reviewed'
      when old.state = 'asked' and old.opened_at is null and new.opened_at is not null and (to_jsonb(old) - array['opened_at']) = (to_jsonb(new) - array['opened_at']) then 'opened' end;
    if step is null or not step = any (array['asked > approved', 'asked > refused', 'asked > withdrawn', 'approved > withdrawn', 'asked > void', 'approved > void',
      'approved > released', 'asked > released', 'reviewed', 'opened'])
    then raise exception 'a release goes one step after the other (S10)' using errcode = 'check_violation'; end if;
    if step <> 'opened' and old.opened_at is distinct from new.opened_at
    then raise exception 'when it was opened stands' using errcode = 'check_violation'; end if;
    if step = 'asked > approved' and old.kind = 'bundle' and old.opened_at is null
    then raise exception 'the second person opens the bundle before they approve it' using errcode = 'check_violation'; end if;
    if step <> 'asked > approved' and (old.approved_hash, old.approved_at, old.approval_ends_at, old.approved_fact_id, old.checked)
      is distinct from (new.approved_hash, new.approved_at, new.approval_ends_at, new.approved_fact_id, new.checked)
    then raise exception 'an approval stands as it was given' using errcode = 'check_violation'; end if;
    if step <> 'asked > released' and old.at_once_why is distinct from new.at_once_why
    then raise exception 'at once is said when it is sent' using errcode = 'check_violation'; end if;
    if step <> 'reviewed' and new.reviewed_at is not null or step = 'reviewed' and (old.released_at, old.sent_hash) is distinct from (new.released_at, new.sent_hash)
    then raise exception 'what was sent stands' using errcode = 'check_violation'; end if;
    -- Whoever approves, refuses or looks at it afterwards is the person who was asked, and nobody else.
    if step in ('asked > approved', 'asked > refused', 'reviewed', 'opened') and actor <> old.approver_id
    then raise exception 'the second person answers' using errcode = 'check_violation'; end if;
    if step in ('asked > withdrawn', 'approved > withdrawn', 'approved > released', 'asked > released') and actor <> old.asked_by
    then raise exception 'whoever asked for it sends it, or takes it back' using errcode = 'check_violation'; end if;
    if new.state in ('refused', 'withdrawn', 'void') and new.ended_by is distinct from actor
    then raise exception 'whoever ends it signs for it' using errcode = 'check_violation'; end if;
    if step in ('asked > approved', 'approved > released', 'asked > released') then
      if not private.may_approve_release(old.approver_id, old.asked_by, old.agency_id, old.case_id) or not private.may_release(old.asked_by, old.agency_id, old.case_id)
      then raise exception 'one of the two may not have this case' using errcode = 'check_violation', constraint = 'release_by_two'; end if;
      if old.recipient_id is not null and private.kept_from_release(old.recipient_id, old.case_id)
      then raise exception 'nothing goes to who is close to somebody in the case, or works for the other side' using errcode = 'check_violation', constraint = 'release_by_two'; end if;
      if old.source_hash is distinct from private.source_of(old)
      then raise exception 'what would be sent has changed since it was asked for' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
    end if;
    if step = 'asked > approved' and (new.approved_hash is null or cardinality(new.checked) = 0 or new.approval_ends_at <= new.approved_at
        or new.approval_ends_at > new.approved_at + interval '15 days')
    then raise exception 'an approval is of what was shown, and ends' using errcode = 'check_violation'; end if;
    if step = 'approved > released' and (new.released_at > old.approval_ends_at or new.released_at < old.approved_at)
    then raise exception 'the time of this approval is over' using errcode = 'check_violation', constraint = 'release_is_stale'; end if;
    if step = 'asked > released' and (new.at_once_why is null or old.kind <> 'address')
    then raise exception 'nothing leaves by one hand, unless a life is in danger' using errcode = 'check_violation'; end if;
    return new;
  end $function$


function private.report_matches(report uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.report_matches(report uuid)
   RETURNS SETOF private.missing_match
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select m.* from private.missing_match m where m.report_id = report and not private.is_kept_from_report(private.bound(1), m.case_id) $function$


function private.report_supervisor(report uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.report_supervisor(report uuid)
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id from public.missing_report r join public.practitioner p on p.agency_id = r.agency_id
    where r.id = report and p.role = 'police-supervisor' and p.disabled_at is null
      and not exists (select from private.missing_match m where m.report_id = r.id and private.is_kept_from_report(p.id, m.case_id))
    order by p.id = r.taken_by, p.invited_at, p.id limit 1
  $function$


function private.reviewer_of_look(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.reviewer_of_look(who uuid, of_case uuid)
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with recursive line (id, far) as (select p.supervisor_id, 1 from public.practitioner p where p.id = who and p.supervisor_id is not null
      union select p.supervisor_id, l.far + 1 from line l join public.practitioner p on p.id = l.id where p.supervisor_id is not null and l.far < 10)
    select p.id from public.cases c join public.practitioner p on p.id <> who and p.disabled_at is null and p.role <> 'administrator'
      and not private.is_excluded(p.id, of_case)
      and ((private.supervises(p.role) and p.agency_id = (select w.agency_id from public.practitioner w where w.id = who))
        or (private.supervises(p.role) and p.agency_id = c.agency_id) or p.id = c.risk_lead_id)
    where c.id = of_case
    order by not private.supervises(p.role), p.agency_id <> (select w.agency_id from public.practitioner w where w.id = who),
      p.id in (select l.id from line l where l.id is not null), p.invited_at, p.id
    limit 1
  $function$


function private.route_is_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.route_is_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into private.look_again (case_id) select distinct y.case_id from public.party y where y.person_id = new.person_id;
    return null;
  end $function$


function private.say_kind_of_grant()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.say_kind_of_grant()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if tg_op = 'INSERT' then
      if new.kind = 'named' then new.kind := private.kind_of_grant(new.reason, new.grantee_id); end if;
    elsif new.kind = old.kind and (old.kind <> 'emergency' or new.reason <> old.reason) then
      new.kind := private.kind_of_grant(new.reason, new.grantee_id);
    end if;
    return new;
  end $function$


function private.seal_ends_emergency()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.seal_ends_emergency()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.case_grant set revoked_at = greatest(new.sealed_at, granted_at) where case_id = new.id and kind = 'emergency' and revoked_at is null;
    return null;
  end $function$


function private.seal_standards(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.seal_standards(of_case uuid)
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id from public.case_seal s join public.practitioner p on p.id = s.standards_id and p.role = 'professional-standards' and p.disabled_at is null
    where s.case_id = of_case and not private.is_excluded(p.id, of_case)
      and not exists (select from public.case_seal later where later.case_id = of_case and later.written_at > s.written_at)
  $function$


function private.seen_apart(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.seen_apart(of_case uuid, of_person uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select other.person_id from public.party own join public.party other on other.case_id = own.case_id and other.person_id <> own.person_id
    where own.case_id = of_case and own.person_id = of_person
      and (other.role = 'victim' and own.role in ('victim', 'perpetrator') or other.role = 'child' and own.role = 'perpetrator')
  $function$


function private.seen_whole(role text)
  owner waymark_owner
  CREATE OR REPLACE FUNCTION private.seen_whole(role text)
   RETURNS text[]
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case
      when role in ('investigating-officer', 'abuse-specialist', 'police-supervisor') then array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact', 'management-plans']
      when role in ('idva', 'idva-manager') then array['risk', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans']
      when role = 'first-responder' then array['risk', 'incidents', 'orders', 'justice', 'safe contact']
      when role in ('witness-care-officer', 'wcu-manager') then array['orders', 'justice', 'duties', 'safe contact']
      when role in ('cps-lawyer', 'cps-manager') then array['incidents', 'orders', 'justice', 'duties']
      when role in ('victim-liaison-officer', 'probation-manager') then array['orders', 'justice', 'management-plans']
      else '{}' end
  $function$

  grant execute to waymark_definer

function private.sees_plans(who uuid, of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.sees_plans(who uuid, of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p, public.cases c where p.id = who and c.id = of_case
        and ('safety-plans' = any (private.seen_whole(p.role)) or c.plan_lead_id = who and c.state <> 'closed'))
      and not private.works_for_other_side(who, of_case, false)
      and not exists (select from public.reported_contact r where r.case_id = of_case and r.practitioner_id = who and r.ended_at is null)
  $function$


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
      and not private.is_excluded(who, of_case)
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

function private.setting_is_written()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.setting_is_written()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into private.look_again (case_id) values (new.case_id);
    return null;
  end $function$


function private.sight_ended()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.sight_ended()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.sharing_decision set stopped_at = new.revoked_at, stopped_by = public.current_actor(), stopped_why = 'Their sight of the case ended'
    where case_id = new.case_id and grantee_id = new.grantee_id and shared_at is not null and stopped_at is null;
    return null;
  end $function$


function private.source_of(r public.release)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.source_of(r public.release)
   RETURNS bytea
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case r.kind when 'bundle' then (select private.source_of_bundle(b.case_id, b.items, b.recipient_id) from public.bundle b
        where b.id = r.bundle_id and b.state = 'clear' and b.content_hash = r.content_hash and b.paper is not null)
      else private.source_of_release(r.route_id, r.person_id, r.recipient_id) end
  $function$


function private.source_of_bundle(of_case uuid, of_items jsonb, to_recipient uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.source_of_bundle(of_case uuid, of_items jsonb, to_recipient uuid)
   RETURNS bytea
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with item as (
      select i.nth, i.one ->> 'kind' as kind, (i.one ->> 'id')::uuid as id from jsonb_array_elements(of_items) with ordinality as i (one, nth)),
    part as (
      select item.nth, case item.kind
        when 'entry' then (select jsonb_agg(e.id order by e.position) from public.entry e where e.case_id = of_case and e.fact_id = item.id
          and split_part(e.type, '.', 1) in ('incidents', 'justice', 'orders')
          and e.type not in ('incidents.injury-recorded', 'incidents.moved-in-emergency', 'incidents.moved-to-refuge')
          and not exists (select from public.entry m left join public.incident n on n.entry_id = m.id
            where m.case_id = of_case and m.fact_id = item.id and 'intelligence' in (m.details ->> 'mark', n.mark)))
        when 'file' then (select jsonb_build_array(f.version, f.state, f.checked_at) from public.evidence_file f where f.case_id = of_case and f.id = item.id
          and f.class = 'C3' and f.state in ('clear', 'released'))
        when 'injury' then (select jsonb_build_array(j.content, (select jsonb_agg(jsonb_build_array(m.id, m.struck_at) order by m.id)
            from vault.injury_mark m where m.injury_id = j.id and m.case_id = of_case))
          from vault.injury j where j.case_id = of_case and j.id = item.id) end as said
      from item)
    select case when (select bool_and(said is not null) from part) then sha256(convert_to(jsonb_build_array(
      (select jsonb_agg(said order by nth) from part),
      (select jsonb_agg(jsonb_build_array(w.id, w.kind, w.value) order by w.id) from vault.contact_route w
        where w.person_id in (select y.person_id from public.party y where y.case_id = of_case) and w.value is not null),
      (select jsonb_agg(s.name order by s.name) from public.shared_setting s where s.case_id = of_case and s.kind = 'school'),
      (select jsonb_agg(jsonb_build_array(p.id, p.name) order by p.id) from public.person p where p.id in (select y.person_id from public.party y where y.case_id = of_case)),
      (select jsonb_build_array(r.name, r.agency_id, r.role, r.disabled_at) from public.practitioner r where r.id = to_recipient))::text, 'UTF8')) end
  $function$


function private.source_of_release(of_route uuid, of_person uuid, to_recipient uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.source_of_release(of_route uuid, of_person uuid, to_recipient uuid)
   RETURNS bytea
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select sha256(convert_to(coalesce((select jsonb_build_array(w.kind, w.value, w.ask_for, w.third_party_name, w.third_party_scope, w.windows, w.is_forbidden,
        w.text_is_safe, w.voicemail_is_safe, w.caller_id, w.ends_on, w.ended_at, p.name, p.called, r.name, r.agency_id, r.disabled_at)::text
      from vault.contact_route w join public.person p on p.id = of_person left join public.practitioner r on r.id = to_recipient where w.id = of_route), ''), 'UTF8'))
  $function$


function private.supervises(role text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.supervises(role text)
   RETURNS boolean
   LANGUAGE sql
   IMMUTABLE
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select role = any (array['idva-manager', 'police-supervisor', 'wcu-manager', 'cps-manager', 'probation-manager', 'council-manager', 'housing-manager']) $function$


function private.supervises_reports()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.supervises_reports()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.takes_reports() and exists (select from public.practitioner p where p.id = private.bound(1) and p.role = 'police-supervisor') $function$


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


function private.take_challenge(known_hash bytea, for_purpose text, for_whom uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.take_challenge(known_hash bytea, for_purpose text, for_whom uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    delete from sign_in.challenge where challenge_hash = known_hash and purpose = for_purpose
      and practitioner_id is not distinct from for_whom and ends_at > clock_timestamp();
    return found;
  end $function$


function private.takes_calls()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.takes_calls()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p join public.agency a on a.id = p.agency_id
      where p.id = private.bound(1) and a.kind = 'police' and p.role = 'police-supervisor' and p.disabled_at is null)
  $function$


function private.takes_reports()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.takes_reports()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p join public.agency a on a.id = p.agency_id where p.id = private.bound(1) and a.kind = 'police'
      and p.role in ('first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor') and p.disabled_at is null)
  $function$


function private.team_sees_no_sealed_case()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.team_sees_no_sealed_case()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if exists (select from public.cases c where c.id = new.case_id and c.sealed_at is not null) and exists (select from public.team t where t.id = new.grantee_id)
    then return null; end if;
    return new;
  end $function$


function private.teams_kept_from(known bytea[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.teams_kept_from(known bytea[])
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select m.team_id from public.team_member m where m.until_at is null and m.practitioner_id in (select private.close_to_place(known))
    union
    select t.id from public.person_token o join public.party y on y.person_id = o.person_id join public.sealed_unit u on u.case_id = y.case_id
      join public.team t on u.unit_id in (t.id, t.agency_id)
    where o.kind = 'address' and o.token = any (known)
    union
    select t.id from public.device_number d join public.sealed_unit u on u.case_id = d.case_id join public.team t on u.unit_id in (t.id, t.agency_id)
    where d.token = any (known)
  $function$


function private.tell_misuse(alert uuid, whom uuid[], alarm text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.tell_misuse(alert uuid, whom uuid[], alarm text, moment timestamp with time zone)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    insert into public.alarm (to_id, kind, raised_at) select w.id, alarm, moment from unnest(whom) as w (id) on conflict do nothing
  $function$


function private.tell_of_sign_in(who uuid, what_happened text, on_device text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.tell_of_sign_in(who uuid, what_happened text, on_device text)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    insert into sign_in.notice (about_id, recipient_id, what, device) select p.id, p.id, what_happened, on_device from public.practitioner p where p.id = who
    union all
    select p.id, s.id, what_happened, on_device from public.practitioner p join public.practitioner s on s.id = p.supervisor_id and s.disabled_at is null
    where p.id = who and what_happened in ('recovery code used', 'recovery link used', 'passkey copied')
  $function$


function private.tell_reviewer(call uuid, whom uuid, alarm text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.tell_reviewer(call uuid, whom uuid, alarm text, moment timestamp with time zone)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ insert into public.alarm (to_id, kind, raised_at) select whom, alarm, moment where whom is not null on conflict do nothing $function$


function private.tokens_meet()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.tokens_meet()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$


function private.units_of_children(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.units_of_children(starts timestamp with time zone, ends timestamp with time zone, whole boolean)
   RETURNS TABLE(section text, line text, part text, took interval, later interval)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select distinct on (f.child_id, f.kind) '', 'seen', f.kind, null::interval, null::interval
    from public.child_effect f
    where f.seen_on >= (starts at time zone 'Europe/London')::date and f.seen_on < (ends at time zone 'Europe/London')::date
      and f.case_id in (select private.counted_cases(whole))
    order by f.child_id, f.kind
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


function private.wait_for_seal()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.wait_for_seal()
   RETURNS trigger
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into public.audit_waiting (audit_id) values (new.id);
    return null;
  end $function$


function private.who_see(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION private.who_see(of_case uuid)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select g.grantee_id from public.case_grant g where g.case_id = of_case and g.revoked_at is null and g.until_at is null
    union select m.practitioner_id from public.case_grant g join public.team_member m on m.team_id = g.grantee_id and m.until_at is null
      where g.case_id = of_case and g.revoked_at is null and g.until_at is null
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

function public.access_candidates(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.access_candidates(sought uuid)
   RETURNS TABLE(person_id uuid, name text, born_on date, cases integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  AS $function$
    select p.id, p.name, p.born_on, count(distinct y.case_id)::integer
    from access_request r cross join lateral (select private.plain(r.asker_name) as name) asked
      join person p on similarity(p.plain_name, asked.name) >= 0.5 or word_similarity(asked.name, p.plain_names) >= 0.8
      join party y on y.person_id = p.id join cases c on c.id = y.case_id
    where r.id = sought and r.agency_id = current_agency() and current_is_data_protection_lead() and r.state in ('identity checked', 'searched')
      and (r.asker_born_on is null or p.born_on is null or p.born_on = r.asker_born_on)
      and c.sealed_at is null and y.case_id <> all (current_excluded()) and private.has_records(r.agency_id, y.case_id)
    group by p.id, p.name, p.born_on order by p.name, p.id limit 50
  $function$

  grant execute to waymark_app

function public.access_ends(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.access_ends(sought uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update public.case_grant g set revoked_at = at from public.access_subject s join public.access_request r on r.id = s.request_id
    where r.id = sought and r.agency_id = public.current_agency() and public.current_is_data_protection_lead() and r.state in ('redacted', 'checked', 'released', 'refused')
      and g.case_id = s.case_id and g.agency_id = r.agency_id and g.grantee_id = r.searched_by and g.reason = 'Answers an access request' and g.revoked_at is null
      and not exists (select from public.access_subject os join public.access_request o on o.id = os.request_id
        where os.case_id = s.case_id and o.id <> r.id and o.searched_by = r.searched_by and o.state = 'searched')
  $function$

  grant execute to waymark_app

function public.access_search(sought uuid, people uuid[], at timestamp with time zone, until timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.access_search(sought uuid, people uuid[], at timestamp with time zone, until timestamp with time zone)
   RETURNS text
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'public', 'pg_temp'
  AS $function$
  declare
    r access_request;
    said text;
  begin
    select * into r from access_request where id = sought and agency_id = current_agency() for update;
    if not found or not current_is_data_protection_lead() or r.state not in ('identity checked', 'searched')
      or exists (select unnest(people) except select c.person_id from access_candidates(sought) c) then return null; end if;
    delete from access_subject where request_id = sought;
    insert into access_subject (request_id, agency_id, case_id, person_id)
    select sought, r.agency_id, y.case_id, y.person_id from party y join cases c on c.id = y.case_id
    where y.person_id = any (people) and c.sealed_at is null and y.case_id <> all (current_excluded()) and private.has_records(r.agency_id, y.case_id);
    said := case when r.for_whom = 'themselves' and cardinality(people) > 0
      and not exists (select from party y where y.person_id = any (people) and y.role <> 'victim')
      and not exists (select from relationship l where (l.person_id = any (people) and l.person_role = 'perpetrator')
        or (l.other_id = any (people) and l.other_role = 'perpetrator')) then 'harmed' else 'limited' end;
    insert into case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
    select distinct s.case_id, current_actor(), r.agency_id, 'Answers an access request', current_actor(), at, until from access_subject s
    where s.request_id = sought and not exists (select from case_grant g where g.case_id = s.case_id and g.grantee_id = current_actor() and g.revoked_at is null
      and g.until_at >= until)
    on conflict (case_id, grantee_id, granted_at) do update set revoked_at = null, until_at = excluded.until_at;
    update access_request set state = 'searched', standing = said, searched_by = current_actor(), version = version + 1 where id = sought;
    return said;
  end $function$

  grant execute to waymark_app

function public.access_standing(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.access_standing(sought uuid)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case when r.for_whom = 'themselves' and exists (select from public.access_subject s where s.request_id = r.id)
      and not exists (select from public.access_subject s join public.party y on y.person_id = s.person_id where s.request_id = r.id and y.role <> 'victim')
      and not exists (select from public.access_subject s join public.relationship l on (l.person_id = s.person_id and l.person_role = 'perpetrator')
        or (l.other_id = s.person_id and l.other_role = 'perpetrator') where s.request_id = r.id) then 'harmed' else 'limited' end
    from public.access_request r where r.id = sought and r.agency_id = public.current_agency() and public.current_is_data_protection_lead()
  $function$

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
      and not private.is_excluded(public.current_actor(), sought)
  $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.add_passkey(challenge bytea, new_id uuid, new_credential_id bytea, new_public_key bytea, new_counter bigint, new_transports text[], new_name text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.add_passkey(challenge bytea, new_id uuid, new_credential_id bytea, new_public_key bytea, new_counter bigint, new_transports text[], new_name text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if public.current_actor() is null or not private.take_challenge(challenge, 'add', public.current_actor()) then return false; end if;
    insert into sign_in.passkey (id, practitioner_id, credential_id, public_key, counter, transports, name)
    values (new_id, public.current_actor(), new_credential_id, new_public_key, new_counter, new_transports, new_name) on conflict (credential_id) do nothing;
    if not found then return false; end if;
    perform private.tell_of_sign_in(public.current_actor(), 'passkey added', null);
    return true;
  end $function$

  grant execute to waymark_app

function public.answer_lift(sought uuid, agrees boolean, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.answer_lift(sought uuid, agrees boolean, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    l public.seal_lift;
    me constant uuid := public.current_actor();
  begin
    select * into l from public.seal_lift where id = sought and answer is null;
    if not found then return false; end if;
    perform from public.cases where id = l.case_id and sealed_at is not null for no key update;
    if not found or me is null or me = l.proposed_by or not (public.actor_has_case(l.case_id) or coalesce(me = private.seal_standards(l.case_id), false))
    then return false; end if;
    update public.seal_lift set answer = case when agrees then 'lifted' else 'stays' end, answered_by = me, answered_at = moment where id = sought and answer is null;
    if not found then return false; end if;
    if not agrees then return true; end if;
    update public.cases set sealed_at = null, sealed_by = null, sealed_because = null, version = version + 1 where id = l.case_id;
    delete from public.sealed_unit where case_id = l.case_id;
    update public.case_exclusion set ended_at = moment, ended_because = 'The seal was lifted', ended_by = me
    where case_id = l.case_id and ground = 'employer' and ended_at is null;
    insert into public.entry (case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id, body, told_by, what, details)
    select l.case_id, coalesce(max(e.position), 0) + 1, gen_random_uuid(), 'starts', 'cases.seal-lifted', moment, moment, moment, moment, me, a.id, a.kind, null, l.because, '{}'
    from public.practitioner p join public.agency a on a.id = p.agency_id left join public.entry e on e.case_id = l.case_id where p.id = me group by a.id, a.kind;
    return true;
  end $function$

  grant execute to waymark_app

function public.answer_missing_report(report uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.answer_missing_report(report uuid, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not private.supervises_reports() then return false; end if;
    perform from public.missing_report r where r.id = report for update;
    if not exists (select from public.missing_reports(report, 1, 0) r where r.is_confirmed and r.answered_at is null) then return false; end if;
    update public.missing_report set answered_at = moment, answered_by = private.bound(1) where id = report;
    return true;
  end $function$

  grant execute to waymark_app

function public.answer_release(sought uuid, agrees boolean, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.answer_release(sought uuid, agrees boolean, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if agrees then
      update public.case_exclusion x set ended_at = moment, ended_because = x.release_because, ended_by = public.current_actor()
      where x.id = sought and x.release_by <> public.current_actor() and private.may_settle(x);
    else
      update public.case_exclusion x set release_by = null, release_because = null, release_at = null where x.id = sought and x.release_by is not null and private.may_settle(x);
    end if;
    return found;
  end $function$

  grant execute to waymark_app

function public.answers_misuse(alert uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.answers_misuse(alert uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.misuse_alert a where a.id = alert and (a.agency_id = private.bound(2) or private.bound(1) = any (a.told))
      and private.may_answer_misuse(private.bound(1), a.practitioner_id, a.case_id))
  $function$

  grant execute to waymark_app

function public.apply_directory(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.apply_directory(at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.current_is_administrator() then return; end if;
    perform pg_advisory_xact_lock(hashtextextended('directory ' || public.current_agency()::text, 0));
    perform private.directory_apply(practitioner_id, at) from public.directory_person
      where agency_id = public.current_agency() and practitioner_id <> public.current_actor();
  end $function$

  grant execute to waymark_app

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

function public.attendance_of(call uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.attendance_of(call uuid)
   RETURNS TABLE(asked_at timestamp with time zone, sent text, sent_at timestamp with time zone, command text, phone text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.asked_at, t.name, c.sent_at, p.name, p.phone from public.attendance c join public.team t on t.id = c.sent_team_id
      left join public.practitioner p on p.id = c.command_id
    where c.id = call and c.asked_by = private.bound(1) and private.takes_calls()
  $function$

  grant execute to waymark_app

function public.attendance_reviews()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.attendance_reviews()
   RETURNS TABLE(id uuid, sent text, sent_at timestamp with time zone, sender text, command text, due_at timestamp with time zone, outcome text, said text, reviewed_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id, t.name, c.sent_at, s.name, p.name, c.due_at, c.outcome, c.said, c.reviewed_at
    from public.attendance c join public.team t on t.id = c.sent_team_id join public.practitioner s on s.id = c.asked_by
      left join public.practitioner p on p.id = c.command_id
    where c.reviewer_id = private.bound(1) and private.is_free_of(c.reviewer_id, c.marks, c.sent_team_id)
    order by c.outcome is not null, c.due_at, c.id
  $function$

  grant execute to waymark_app

function public.attendance_teams(hex text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.attendance_teams(hex text[])
   RETURNS TABLE(id uuid, name text, members uuid[])
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare known constant bytea[] := private.marks_of(hex);
  begin
    if not private.takes_calls() then return; end if;
    return query select t.id, t.name, array(select m.practitioner_id from public.team_member m where m.team_id = t.id and m.until_at is null)
    from public.team t
    where t.agency_id = public.current_agency() and t.goes_to_calls and t.closed_at is null and t.id not in (select private.teams_kept_from(known))
    order by sha256(known[1] || uuid_send(t.id));
  end $function$

  grant execute to waymark_app

function public.bind(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.bind(token text)
   RETURNS TABLE(id uuid, agency_id uuid, agency_name text, agency_kind text, name text, role text, supervisor_id uuid, session_ends_at timestamp with time zone, strong_at timestamp with time zone, is_just_proven boolean)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    idle constant interval := '15 minutes';
    proof_lasts constant interval := '12 hours';
    just_now constant interval := '15 minutes';
    hash constant bytea := sha256(convert_to(token, 'UTF8'));
    who record;
    said text;
  begin
    perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
    select p.id, p.agency_id, a.name as agency_name, a.kind as agency_kind, p.name, p.role, p.supervisor_id, s.seen_at, s.ends_at,
      case when s.strong_at > clock_timestamp() - proof_lasts then s.strong_at end as strong_at into who
    from sign_in.session s join public.practitioner p on p.id = s.practitioner_id join public.agency a on a.id = p.agency_id
    where s.token_hash = hash and s.revoked_at is null and p.disabled_at is null
      and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - idle;
    if not found then return; end if;
    if who.seen_at < clock_timestamp() - interval '1 minute' then
      update sign_in.session set seen_at = clock_timestamp() where token_hash = hash;
    end if;
    said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()));
    perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
    return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name, who.role, who.supervisor_id, who.ends_at, who.strong_at,
      coalesce(who.strong_at > clock_timestamp() - just_now, false);
  end $function$

  grant execute to waymark_app

function public.bind_directory_key(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.bind_directory_key(token text)
   RETURNS TABLE(id uuid, agency_id uuid, agency_name text, agency_kind text, name text)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    who record;
    said text;
  begin
    perform set_config('waymark.actor', '', true), set_config('waymark.mac', '', true);
    update public.directory_key k set seen_at = clock_timestamp() from public.agency a
    where k.token_hash = sha256(convert_to(token, 'UTF8')) and k.ended_at is null and a.id = k.agency_id
    returning k.id, k.agency_id, a.name as agency_name, a.kind as agency_kind, k.name into who;
    if not found then return; end if;
    -- One change at a time for each agency: a directory reads a group, changes it and writes it.
    perform pg_advisory_xact_lock(hashtextextended('directory ' || who.agency_id::text, 0));
    said := concat_ws(' ', who.id, who.agency_id, pg_backend_pid(), extract(epoch from transaction_timestamp()), 'directory');
    perform set_config('waymark.actor', said, true), set_config('waymark.mac', private.mac(said), true);
    return query select who.id, who.agency_id, who.agency_name, who.agency_kind, who.name;
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

function public.bundle_source(of_case uuid, of_items jsonb, to_recipient uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.bundle_source(of_case uuid, of_items jsonb, to_recipient uuid)
   RETURNS bytea
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.source_of_bundle(of_case, of_items, to_recipient) where session_user = 'waymark_worker' or public.actor_has_case(of_case) $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.call_read(call uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.call_read(call uuid, moment timestamp with time zone)
   RETURNS TABLE(id uuid, asked_at timestamp with time zone, from_device boolean, unit text, sent_at timestamp with time zone, read_as text, is_mine boolean, command text, phone text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id, c.asked_at, c.from_device, t.name, c.sent_at, private.call_read_as(c, moment), c.asked_by = private.bound(1), p.name, p.phone
    from public.attendance c left join public.team t on t.id = coalesce(c.sent_team_id, c.proposed_team_id) left join public.practitioner p on p.id = c.command_id
    where c.id = call and private.call_read_as(c, moment) is not null
  $function$

  grant execute to waymark_app

function public.call_told(call uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.call_told(call uuid, moment timestamp with time zone)
   RETURNS TABLE(measure_id uuid, case_id uuid, person_id uuid, kind text, state text, read_as text, step text, step_id uuid, content bytea, wrapped bytea, kept_as uuid)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  $function$

  grant execute to waymark_app

function public.calls_read(moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.calls_read(moment timestamp with time zone)
   RETURNS TABLE(id uuid, asked_at timestamp with time zone, from_device boolean, unit text, sent_at timestamp with time zone, read_as text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.id, c.asked_at, c.from_device, t.name, c.sent_at, private.call_read_as(c, moment)
    from public.attendance c left join public.team t on t.id = coalesce(c.sent_team_id, c.proposed_team_id)
    where c.asked_at > moment - interval '12 hours' and private.call_read_as(c, moment) is not null
    order by c.from_device desc, c.asked_at desc, c.id
  $function$

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
      (select count(*)::integer from public.cases c where c.risk_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
      (select count(*)::integer from public.cases c where c.plan_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
      (select count(*)::integer from public.cases c where c.contact_lead_id = who and c.state <> 'closed' and (me.is_head or private.is_countable(c, who))),
      (select count(*)::integer from public.duty d join public.cases c on c.id = d.case_id
        where d.owner_id = who and d.state = 'open' and (me.is_head or private.is_countable(c, who))),
      (select count(*)::integer from public.duty d join public.cases c on c.id = d.case_id
        where d.owner_id = who and d.state = 'open' and d.due_at < at and (me.is_head or private.is_countable(c, who)))
    from (select public.current_is_administrator() as is_head) me, unnest(whom) as who where private.may_manage(who)
  $function$

  grant execute to waymark_app

function public.change_password(in_session text, known_hash text, new_hash text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.change_password(in_session text, known_hash text, new_hash text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from sign_in.session where practitioner_id = public.current_actor() and encode(sha256(token_hash), 'hex') = in_session
      and revoked_at is null and strong_at > clock_timestamp() - interval '15 minutes') then return false; end if;
    update sign_in.credential set password_hash = new_hash, failures = 0
    where practitioner_id = public.current_actor() and password_hash = known_hash and (locked_until is null or locked_until <= clock_timestamp());
    if not found then return false; end if;
    perform public.end_other_sessions(in_session), private.tell_of_sign_in(public.current_actor(), 'password changed', null);
    return true;
  end $function$

  grant execute to waymark_app

function public.children_exposed(of_case uuid, around date, months integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.children_exposed(of_case uuid, around date, months integer)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select distinct x.child_id from public.child_exposure x join public.entry e on e.id = x.entry_id and e.case_id = x.case_id
    where x.case_id = of_case and public.actor_has_case(of_case)
      and (e.happened_from at time zone 'Europe/London')::date <> around
      and (e.happened_from at time zone 'Europe/London')::date between around - make_interval(months => months) and around + make_interval(months => months)
      and not exists (select from public.entry c where c.case_id = e.case_id and c.fact_id = e.fact_id and c.relation = 'corrects' and (c.details -> 'neverHappened')::boolean)
  $function$

  grant execute to waymark_app

function public.children_not_told(of_case uuid, of_code text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.children_not_told(of_case uuid, of_code text)
   RETURNS TABLE(child_id uuid, since timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select y.person_id, max(e.happened_from)
    from public.duty d
    join public.entry e on e.case_id = d.case_id and (e.fact_id = d.fact_id or e.id = any (d.reasons) or e.fact_id = any (d.reasons))
    join public.party y on y.case_id = d.case_id and y.role = 'child' and y.ended_at is null
      and (e.details -> 'childIds' is null or e.details -> 'childIds' ? y.person_id::text)
    where d.case_id = of_case and d.state = 'open' and d.code = of_code and public.actor_has_case(of_case)
      and of_code in ('CHILD_SAFEGUARDING', 'SCHOOL_TOLD', 'CHILD_REASSESSMENT', 'CHILD_QUESTION')
      and (of_code <> 'CHILD_REASSESSMENT' or e.details -> 'againIds' ? y.person_id::text)
    group by y.person_id
    having not case of_code
      when 'CHILD_QUESTION' then exists (select from public.child_answer a where a.case_id = of_case and a.child_id = y.person_id and a.recorded_at >= max(e.entered_at))
      else exists (
        select from public.child_notice n
        where n.case_id = of_case and n.child_id = y.person_id and n.kind = case of_code when 'SCHOOL_TOLD' then 'school' else 'services' end
          and (n.asks_again or of_code <> 'CHILD_REASSESSMENT')
          and n.recorded_at >= max(e.entered_at) and n.told_at >= max(e.happened_from)) end
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

function public.climb_attendance(moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.climb_attendance(moment timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_worker

function public.climb_misuse(moment timestamp with time zone, again interval)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.climb_misuse(moment timestamp with time zone, again interval)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    a record;
    next uuid;
    climbed integer := 0;
  begin
    for a in select * from public.misuse_alert x where x.closed_at is null
      and (x.told = '{}' or (x.due_at < moment and (x.late_at is null or x.late_at < moment - again))) order by x.due_at for update skip locked
    loop
      select h into next from private.misuse_handlers(a.practitioner_id, a.case_id) as h where h <> all (a.told) limit 1;
      if a.told = '{}' and next is null and (a.due_at >= moment or a.late_at >= moment - again) then continue; end if;
      climbed := climbed + 1;
      update public.misuse_alert set told = case when next is null then told else told || next end,
        late_at = case when due_at < moment then moment else late_at end where id = a.id;
      insert into public.misuse_step (alert_id, at, what, said)
      select a.id, moment, case when a.due_at < moment then 'late' else 'told' end,
        case when next is null then 'Nobody else may answer it' else 'Also told: ' || (select p.name from public.practitioner p where p.id = next) end;
      perform private.tell_misuse(a.id, case when next is null then a.told else a.told || next end, case when a.due_at < moment then 'misuse late' else 'misuse' end, moment);
    end loop;
    -- That nobody is there to answer is an alarm of its own, whether or not something waits; once a week.
    if not exists (select from public.practitioner p where p.role in ('professional-standards', 'auditor') and p.disabled_at is null)
      or exists (select from public.misuse_alert x where x.closed_at is null and x.told = '{}') then
      insert into public.alarm (to_id, kind, raised_at)
      select p.id, 'nobody for misuse', moment from public.practitioner p where p.role = 'administrator' and p.disabled_at is null
        and not exists (select from public.alarm l where l.to_id = p.id and l.kind = 'nobody for misuse' and l.raised_at > moment - interval '7 days')
      on conflict do nothing;
    end if;
    return climbed;
  end $function$

  grant execute to waymark_worker

function public.closing_answer(of_case uuid, on_moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.closing_answer(of_case uuid, on_moment timestamp with time zone)
   RETURNS TABLE(entry_id uuid, outcome text, by_id uuid, at timestamp with time zone, counts boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select e.id, e.details ->> 'outcome', e.entered_by, e.entered_at,
      e.details ->> 'outcome' in ('may close', 'stay open') and (e.details ->> 'ownerId')::uuid is not distinct from c.plan_lead_id
        and not exists (select from public.duty d join public.entry r on r.case_id = d.case_id and r.id = any (d.reasons)
          where d.case_id = c.id and d.code in ('RISK_ASSESSMENT', 'RISK_REVIEW', 'PLAN_REVIEW') and d.raised_at <= on_moment
            and r.type not in ('safety-plans.next-review-set', 'risk.next-review-set') and r.position > e.position)
    from public.cases c join lateral (
      select x.* from public.entry x where x.case_id = c.id and x.type = 'cases.closing-answered' and x.entered_at >= coalesce(c.reopened_at, c.opened_at)
      order by x.position desc limit 1) e on true
    where c.id = of_case and public.actor_has_case(of_case)
  $function$

  grant execute to waymark_app

function public.conflicts_to_settle()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.conflicts_to_settle()
   RETURNS TABLE(id uuid, practitioner text, ground text, source text, at timestamp with time zone, said text, reference text, case_id uuid, release_by uuid, proposed_by text, release_because text, release_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select x.id, p.name, x.ground, x.source, x.at, x.said, c.reference, case when public.actor_has_case(c.id) then c.id end, x.release_by, r.name, x.release_because, x.release_at
    from public.case_exclusion x join public.practitioner p on p.id = x.practitioner_id join public.cases c on c.id = x.case_id
      left join public.practitioner r on r.id = x.release_by
    where private.may_settle(x) order by x.release_at nulls last, x.at desc limit 200
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
      union all select * from private.units_of_feedback(starts, ends, whole) where report = 'feedback'
      union all select * from private.units_of_children(starts, ends, whole) where report = 'children'),
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

function public.count_sealed_looks(from_at timestamp with time zone, until_at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.count_sealed_looks(from_at timestamp with time zone, until_at timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not private.current_is_auditor() then return 0; end if;
    return (select count(*)::integer from public.audit a join public.cases c on c.id = a.case_id and c.sealed_at is not null
      where a.agency_id = (select public.current_agency()) and a.at >= from_at and a.at < until_at and c.id <> all ((select public.current_excluded())::uuid[]));
  end $function$

  grant execute to waymark_app

function public.count_sealed_misuse()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.count_sealed_misuse()
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(*)::integer from public.misuse_alert a join public.cases c on c.id = a.case_id and c.sealed_at is not null
    where public.reads_misuse() and a.closed_at is null and a.agency_id = private.bound(2) and a.practitioner_id <> private.bound(1)
      and not private.is_excluded(private.bound(1), c.id) and not public.answers_misuse(a.id)
  $function$

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

function public.current_attends()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_attends()
   RETURNS boolean
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return coalesce((select p.role in ('first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor') from public.practitioner p where p.id = me), false);
  end $function$

  grant execute to waymark_app

function public.current_emergency()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_emergency()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return array(select g.case_id from public.case_grant g where g.grantee_id = me and g.kind = 'emergency' and g.revoked_at is null and g.until_at > now()
      and not exists (select from public.case_grant o where o.case_id = g.case_id and o.kind <> 'emergency' and o.revoked_at is null
        and (o.until_at is null or o.until_at > now()) and o.grantee_id = any ((select public.current_reach_ids())::uuid[])));
  end $function$

  grant execute to waymark_app

function public.current_emergency_people()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_emergency_people()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare opened constant uuid[] := public.current_emergency();
  begin
    if cardinality(opened) = 0 then return '{}'; end if;
    return array(select y.person_id from public.party y where y.case_id = any (opened) and not exists (
      select from public.party o join public.case_grant g on g.case_id = o.case_id where o.person_id = y.person_id and g.case_id <> all (opened)
        and g.revoked_at is null and (g.until_at is null or g.until_at > now()) and g.grantee_id = any ((select public.current_reach_ids())::uuid[])));
  end $function$

  grant execute to waymark_app

function public.current_excluded()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_excluded()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    return array(select x.case_id from public.case_exclusion x where x.practitioner_id = private.bound(1) and x.ended_at is null);
  end $function$

  grant execute to waymark_app

function public.current_grounds()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_grounds()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return array(select d.fact_id from public.duty d where d.owner_id = me union select unnest(d.reasons) from public.duty d where d.owner_id = me);
  end $function$

  grant execute to waymark_app

function public.current_has_cases()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_has_cases()
   RETURNS boolean
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return coalesce((select p.role not in ('administrator', 'auditor', 'professional-standards', 'data-protection-lead') from public.practitioner p where p.id = me), false);
  end $function$

  grant execute to waymark_app

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

function public.current_is_data_protection_lead()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_is_data_protection_lead()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select exists (select from public.practitioner where id = private.bound(1) and role = 'data-protection-lead' and disabled_at is null) $function$

  grant execute to waymark_app

function public.current_is_safeguarding()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_is_safeguarding()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.team t join public.team_member m on m.team_id = t.id and m.until_at is null
      where m.practitioner_id = private.bound(1) and t.agency_id = private.bound(2) and t.is_safeguarding and t.closed_at is null)
  $function$

  grant execute to waymark_app

function public.current_keeps_places()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_keeps_places()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p where p.id = public.current_actor() and p.disabled_at is null and private.keeps_places(p.role))
  $function$

  grant execute to waymark_app

function public.current_led()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_led()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return array(
      select id from public.cases where risk_lead_id = me and state <> 'closed' union select id from public.cases where plan_lead_id = me and state <> 'closed'
      union select id from public.cases where contact_lead_id = me and state <> 'closed'
      union select h.case_id from public.handover h where h.to_id = me and h.answer is null);
  end $function$

  grant execute to waymark_app

function public.current_on_other_side(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_on_other_side(of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.works_for_other_side(public.current_actor(), of_case, false) or exists (select from public.reported_contact r
       where r.case_id = of_case and r.practitioner_id = public.current_actor() and r.ended_at is null) $function$

  grant execute to waymark_app

function public.current_partial()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_partial()
   RETURNS text[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    me constant uuid := private.bound(1);
    whole constant text[] := private.seen_whole((select p.role from public.practitioner p where p.id = me));
  begin
    return array(select word from unnest(array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact', 'safety-plans', 'management-plans']) as word where word <> all (whole));
  end $function$

  grant execute to waymark_app

function public.current_person()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_person()
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select case when split_part(nullif(current_setting('waymark.actor', true), ''), ' ', 5) = '' then private.bound(1) end $function$

  grant execute to waymark_app

function public.current_plans_led()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_plans_led()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return array(select id from public.cases where plan_lead_id = me and state <> 'closed');
  end $function$

  grant execute to waymark_app

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

function public.current_sees_management(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_sees_management(of_case uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select 'management-plans' <> all (public.current_partial()) or of_case = any (public.current_led())
      or 'safety-plans' <> all (public.current_partial()) and not public.current_on_other_side(of_case)
  $function$

  grant execute to waymark_app

function public.current_to_tell()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.current_to_tell()
   RETURNS uuid[]
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare me constant uuid := private.bound(1);
  begin
    return array(select d.case_id from public.duty d where d.owner_id = me and d.state = 'open' and d.person_id is not null);
  end $function$

  grant execute to waymark_app

function public.decide_erasure(sought uuid, says text, because text, keep date, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.decide_erasure(sought uuid, says text, because text, keep date, at timestamp with time zone)
   RETURNS text
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare e public.erasure;
  begin
    select * into e from public.erasure where id = sought and agency_id = public.current_agency() and public.current_is_data_protection_lead()
      and case_id <> all (public.current_excluded()) for update;
    if not found or e.done_at is not null or e.kept_at is not null then return null; end if;
    if says = 'keep' then
      update public.erasure set kept_by = public.current_actor(), kept_at = at, kept_why = because, keep_until = keep where id = e.id;
      return 'kept';
    end if;
    if says is distinct from 'erase' then return null; end if;
    perform from public.cases where id = e.case_id for no key update;
    if private.is_held(e.case_id) then return 'held'; end if;
    if not exists (select from private.past_time(at) p where p.agency_id = e.agency_id and p.case_id = e.case_id and p.kind = e.kind) then return 'not past its time'; end if;
    if e.first_by is null then
      update public.erasure set first_by = public.current_actor(), first_at = at, first_why = because where id = e.id;
      return 'waiting';
    end if;
    if e.first_by = public.current_actor() then return 'waiting'; end if;
    perform private.erase(e.agency_id, e.case_id, e.kind);
    update public.erasure set second_by = public.current_actor(), done_at = at where id = e.id;
    return 'done';
  end $function$

  grant execute to waymark_app

function public.declare_conflict(of_case uuid, who uuid, because text, of_person uuid, in_words text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.declare_conflict(of_case uuid, who uuid, because text, of_person uuid, in_words text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app

function public.decline_sharing(sought uuid, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.decline_sharing(sought uuid, because text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.sharing_decision d set declined_at = at, declined_why = because
    where d.id = sought and d.approver_id = public.current_actor() and public.actor_has_case(d.case_id)
      and d.shared_at is null and d.declined_at is null and d.stopped_at is null;
    return found;
  end $function$

  grant execute to waymark_app

function public.device_callers(call uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.device_callers(call uuid, moment timestamp with time zone)
   RETURNS TABLE(measure_id uuid, device text, name text, called text, born_on date, language text, communication_needs text, lead text, phone text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select m.id, i.name, p.name, p.called, p.born_on, p.language, p.communication_needs, l.name, l.phone
    from public.attendance c join public.device_number d on d.token = any (c.marks) and d.is_current
      join public.measure m on m.id = d.measure_id and m.state in ('issued', 'active', 'faulty')
      join public.device_kind i on i.id = m.device_kind_id join public.person p on p.id = m.person_id
      join public.cases s on s.id = m.case_id left join public.practitioner l on l.id = s.contact_lead_id
    where c.id = call and c.from_device and private.call_read_as(c, moment) = 'control room' and private.is_free_of(private.bound(1), c.marks, null)
      and not private.kept_in_calls(private.bound(1), m.case_id)
    order by m.id
  $function$

  grant execute to waymark_app

function public.device_found(hex text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.device_found(hex text)
   RETURNS TABLE(case_id uuid, measure_id uuid, stands text, marks text[], lead text, phone text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.case_id, d.measure_id, case when not d.is_current then 'replaced' when m.state in ('issued', 'active') then 'live' else m.state end,
      array(select encode(each, 'hex') from unnest(private.device_marks(d.person_id, d.token)) as each), p.name, p.phone
    from public.device_number d join public.measure m on m.id = d.measure_id join public.cases c on c.id = d.case_id
      left join public.practitioner p on p.id = c.contact_lead_id
    where d.token = decode(hex, 'hex') and private.takes_calls() and not private.kept_in_calls(private.bound(1), d.case_id)
      and private.is_free_of(private.bound(1), private.device_marks(d.person_id, d.token), null)
    order by d.measure_id
  $function$

  grant execute to waymark_app

function public.digest_counts(who uuid, at timestamp with time zone, day_ends timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.digest_counts(who uuid, at timestamp with time zone, day_ends timestamp with time zone)
   RETURNS TABLE(late integer, today integer, waiting integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with mine as (select d.due_at from public.duty d where d.owner_id = who and d.state = 'open' and d.raised_at <= at and d.due_at <= day_ends
      and not private.is_excluded(who, d.case_id))
    select (select count(*) from mine where due_at < at)::integer, (select count(*) from mine where due_at >= at)::integer,
      ((select count(*) from public.handover h where h.to_id = who and h.answer is null and not private.is_excluded(who, h.case_id))
        + (select count(*) from public.other_way o where o.asked_of = who and o.decided_at is null and not private.is_excluded(who, o.case_id))
        + (select count(*) from public.risk_level r where r.second_person_id = who and r.proposal = 'waiting' and not private.is_excluded(who, r.case_id)))::integer
  $function$

  grant execute to waymark_worker

function public.directory_groups(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_groups(sought uuid)
   RETURNS TABLE(id uuid, external_id text, name text, made_at timestamp with time zone, changed_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select g.id, g.external_id, g.name, g.made_at, g.changed_at from public.directory_group g
    where g.agency_id = private.directory_agency() and g.removed_at is null and (sought is null or g.id = sought) order by g.made_at, g.id
  $function$

  grant execute to waymark_app

function public.directory_members(of_group uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_members(of_group uuid, of_person uuid)
   RETURNS TABLE(group_id uuid, group_name text, practitioner_id uuid, name text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select g.id, g.name, p.id, p.name from public.directory_member m join public.directory_group g on g.id = m.group_id join public.practitioner p on p.id = m.practitioner_id
    where g.agency_id = private.directory_agency() and g.removed_at is null and m.removed_at is null
      and (of_group is null or g.id = of_group) and (of_person is null or p.id = of_person) order by p.name, p.id
  $function$

  grant execute to waymark_app

function public.directory_people(sought uuid, sought_name text, sought_external text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_people(sought uuid, sought_name text, sought_external text)
   RETURNS TABLE(id uuid, user_name text, external_id text, name text, given_name text, family_name text, email text, phone text, department text, words text[], manager_id uuid, is_active boolean, made_at timestamp with time zone, changed_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, coalesce(d.user_name, p.email), d.external_id, p.name, d.given_name, d.family_name, p.email, p.phone, d.department, coalesce(d.words, '{}'),
      p.supervisor_id, coalesce(d.is_active, true) and p.disabled_at is null and not exists (select from sign_in.stop s where s.practitioner_id = p.id),
      coalesce(d.made_at, p.invited_at), coalesce(d.changed_at, p.invited_at)
    from public.practitioner p left join public.directory_person d on d.practitioner_id = p.id
    where p.agency_id = private.directory_agency() and d.removed_at is null and (sought is null or p.id = sought)
      and (sought_name is null or lower(coalesce(d.user_name, p.email)) = lower(sought_name)) and (sought_external is null or d.external_id = sought_external)
    order by p.invited_at, p.id
  $function$

  grant execute to waymark_app

function public.directory_remove(who uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_remove(who uuid, at timestamp with time zone)
   RETURNS text
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare agency constant uuid := private.directory_agency();
  begin
    if not exists (select from public.directory_people(who, null, null)) then return 'not there'; end if;
    if private.is_break_glass(who) then return 'break glass'; end if;
    insert into public.directory_person (practitioner_id, agency_id, user_name, is_active, made_at, changed_at)
    select p.id, agency, p.email, true, at, at from public.practitioner p where p.id = who on conflict do nothing;
    perform private.directory_stop(who, at);
    update public.directory_person set is_active = false, removed_at = at, changed_at = at where practitioner_id = who;
    update public.directory_member set removed_at = at where practitioner_id = who and removed_at is null;
    perform private.directory_teams(who, at);
    return null;
  end $function$

  grant execute to waymark_app

function public.directory_remove_group(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_remove_group(sought uuid, at timestamp with time zone)
   RETURNS text
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare touched uuid[];
  begin
    update public.directory_group g set removed_at = at, changed_at = at where g.id = sought and g.agency_id = private.directory_agency() and g.removed_at is null;
    if not found then return 'not there'; end if;
    with gone as (update public.directory_member set removed_at = at where group_id = sought and removed_at is null returning practitioner_id)
    select array_agg(practitioner_id) into touched from gone;
    perform private.directory_apply(each, at) from unnest(touched) as each;
    return null;
  end $function$

  grant execute to waymark_app

function public.directory_save(who uuid, new_user_name text, new_external text, new_name text, new_given text, new_family text, new_email text, new_phone text, new_department text, new_words text[], new_manager uuid, now_active boolean, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_save(who uuid, new_user_name text, new_external text, new_name text, new_given text, new_family text, new_email text, new_phone text, new_department text, new_words text[], new_manager uuid, now_active boolean, at timestamp with time zone)
   RETURNS TABLE(id uuid, problem text)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    agency constant uuid := private.directory_agency();
    target uuid := who;
    was record;
  begin
    if agency is null then return query select null::uuid, 'no key'; return; end if;
    if who is null then
      select d.practitioner_id into target from public.directory_person d where d.agency_id = agency and lower(d.user_name) = lower(new_user_name) and d.removed_at is not null;
      if target is null then
        select p.id into target from public.practitioner p where p.agency_id = agency and lower(p.email) = lower(new_email)
          and not exists (select from public.directory_person d where d.practitioner_id = p.id and d.removed_at is null);
      end if;
    elsif not exists (select from public.directory_people(who, null, null)) then
      return query select null::uuid, 'not there'; return;
    end if;
    if target is not null and private.is_break_glass(target) and not now_active then
      return query select null::uuid, 'break glass'; return;
    end if;
    if exists (select from public.practitioner p where lower(p.email) = lower(new_email) and p.id is distinct from target)
      or exists (select from public.directory_person d where d.agency_id = agency and d.practitioner_id is distinct from target
        and (lower(d.user_name) = lower(new_user_name) or d.external_id = new_external))
    then return query select null::uuid, 'taken'; return; end if;
    if target is null then
      target := gen_random_uuid();
      insert into public.practitioner (id, agency_id, name, email, role, phone, invited_at) values (target, agency, new_name, new_email, 'no role yet', new_phone, at);
    else
      update public.practitioner p set name = new_name, email = new_email, phone = new_phone, version = p.version + 1
      where p.id = target and (p.name, p.email, p.phone) is distinct from (new_name, new_email, new_phone);
    end if;
    select d.is_active and d.removed_at is null as is_active into was from public.directory_person d where d.practitioner_id = target;
    insert into public.directory_person as d (practitioner_id, agency_id, user_name, external_id, given_name, family_name, department, words, is_active, made_at, changed_at)
    values (target, agency, new_user_name, new_external, new_given, new_family, new_department, new_words, now_active, at, at)
    on conflict (practitioner_id) do update set user_name = new_user_name, external_id = new_external, given_name = new_given, family_name = new_family,
      department = new_department, words = new_words, is_active = now_active, removed_at = null, changed_at = at;
    if not now_active and coalesce(was.is_active, true) then perform private.directory_stop(target, at); end if;
    if now_active then delete from sign_in.stop s where s.practitioner_id = target and s.by_whom = 'directory'; end if;
    perform private.directory_line(target, new_manager);
    perform private.directory_apply(target, at);
    return query select target, null::text;
  exception when unique_violation then
    return query select null::uuid, 'taken';
  end $function$

  grant execute to waymark_app

function public.directory_save_group(sought uuid, new_name text, new_external text, new_members uuid[], at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.directory_save_group(sought uuid, new_name text, new_external text, new_members uuid[], at timestamp with time zone)
   RETURNS TABLE(id uuid, problem text)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    agency constant uuid := private.directory_agency();
    target uuid := sought;
    touched uuid[];
  begin
    if agency is null then return query select null::uuid, 'no key'; return; end if;
    if exists (select from unnest(new_members) as given(id) where not exists (select from public.practitioner p
      left join public.directory_person d on d.practitioner_id = p.id where p.id = given.id and p.agency_id = agency and d.removed_at is null))
    then return query select null::uuid, 'unknown member'; return; end if;
    if target is null then
      target := gen_random_uuid();
      insert into public.directory_group (id, agency_id, name, external_id, made_at, changed_at) values (target, agency, new_name, new_external, at, at);
    else
      update public.directory_group g set name = new_name, external_id = new_external, changed_at = at where g.id = target and g.agency_id = agency and g.removed_at is null;
      if not found then return query select null::uuid, 'not there'; return; end if;
    end if;
    insert into public.directory_person (practitioner_id, agency_id, user_name, is_active, made_at, changed_at)
    select p.id, agency, p.email, true, at, at from public.practitioner p where p.id = any(new_members) on conflict do nothing;
    with gone as (
      update public.directory_member m set removed_at = at where m.group_id = target and m.removed_at is null and m.practitioner_id <> all(new_members) returning m.practitioner_id
    ), come as (
      insert into public.directory_member as m (group_id, practitioner_id) select distinct target, given from unnest(new_members) as given
      on conflict (group_id, practitioner_id) do update set removed_at = null where m.removed_at is not null returning m.practitioner_id
    ) select array_agg(both_of.practitioner_id) into touched from (select * from gone union select * from come) as both_of;
    perform private.directory_apply(each, at) from unnest(touched) as each;
    return query select target, null::text;
  end $function$

  grant execute to waymark_app

function public.emergency_use_of(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.emergency_use_of(who uuid)
   RETURNS TABLE(opened integer, tries integer, words integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(l.case_id)::integer, count(l.id)::integer, (select count(*)::integer from public.emergency_word w where w.practitioner_id = who and w.used_at is null
      and w.given_at > clock_timestamp() - interval '24 hours')
    from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id and p.id = who
      left join public.emergency_look l on l.practitioner_id = who and l.opened_at > clock_timestamp() - interval '24 hours'
    where me.id = public.current_actor() and (me.id = who or private.supervises(me.role)) group by p.id
  $function$

  grant execute to waymark_app

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
      where id = who and agency_id = public.current_agency() and (disabled_at is not null or role in ('administrator', 'auditor', 'professional-standards')))
    then return false; end if;
    update public.case_grant set revoked_at = at where grantee_id = who and revoked_at is null;
    update public.team_member set until_at = greatest(at, from_at) where practitioner_id = who and until_at is null;
    update public.desk_shift set cancelled_at = at where practitioner_id = who and cancelled_at is null and until_at > at;
    return true;
  end $function$

  grant execute to waymark_app

function public.end_connection(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_connection(sought uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.connection set ended_at = at where id = sought and practitioner_id = public.current_actor() and ended_at is null and source = 'own';
    return found;
  end $function$

  grant execute to waymark_app

function public.end_emergency(of_look uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_emergency(of_look uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    l public.emergency_look;
    me constant uuid := public.current_actor();
  begin
    select * into l from public.emergency_look where id = of_look and ended_at is null and until_at > clock_timestamp() for update;
    if not found or not public.actor_has_case(l.case_id) or not (me in (l.practitioner_id, l.reviewer_id) or exists (
      select from public.cases c where c.id = l.case_id and me in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id))) then return false; end if;
    update public.emergency_look set ended_at = clock_timestamp(), ended_by = me where id = l.id;
    update public.case_grant set revoked_at = greatest(at, granted_at) where case_id = l.case_id and grantee_id = l.practitioner_id and kind = 'emergency' and revoked_at is null;
    return true;
  end $function$

  grant execute to waymark_app

function public.end_other_sessions(kept text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_other_sessions(kept text)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.session set revoked_at = clock_timestamp()
    where practitioner_id = public.current_actor() and revoked_at is null and encode(sha256(token_hash), 'hex') <> kept
  $function$

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

function public.end_police_card(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_police_card(sought uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    card vault.police_card;
    actor constant uuid := public.current_actor();
  begin
    select * into card from vault.police_card c where c.id = sought for update;
    if not found or actor is null or card.ended_at is not null or not public.actor_has_case(card.case_id) or card.case_id = any (public.current_emergency())
      or public.current_on_other_side(card.case_id) or not (public.current_attends() or private.sees_plans(actor, card.case_id)) then return false; end if;
    update vault.police_card set ended_as = 'withdrawn', ended_at = at, ended_by = actor where id = sought;
    return true;
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
    update public.feed set ended_at = at where practitioner_id = who and ended_at is null;
    update public.inbox_key set revoked_at = at where practitioner_id = who and revoked_at is null;
    perform private.end_ways_in(who);
    delete from sign_in.organisation_subject where practitioner_id = who;
    insert into sign_in.stop (practitioner_id, by_whom, at) values (who, 'administrator', at) on conflict do nothing;
    return true;
  end $function$

  grant execute to waymark_app

function public.end_terms(of_case uuid, terms uuid[], by_entry uuid, at timestamp with time zone, because text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.end_terms(of_case uuid, terms uuid[], by_entry uuid, at timestamp with time zone, because text)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare ended integer;
  begin
    if not exists (select from public.entry e where e.id = by_entry and e.case_id = of_case and e.entered_by = public.current_actor())
      or not public.actor_has_case(of_case) then return 0; end if;
    update public.condition c set ended_at = at, ended_why = because, ended_entry_id = by_entry
    where c.case_id = of_case and c.id = any (terms) and c.ended_at is null;
    get diagnostics ended = row_count;
    return ended;
  end $function$

  grant execute to waymark_app

function public.ends_ahead_of(of_case uuid, from_on text, until_on text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.ends_ahead_of(of_case uuid, from_on text, until_on text)
   RETURNS TABLE(what text, "on" text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with fact as (
      select distinct on (e.fact_id) e.fact_id, e.type, e.details from public.entry e
      where e.case_id = of_case and e.relation <> 'confirms' and public.actor_has_case(of_case) order by e.fact_id, e.position desc)
    select case f.type when 'orders.made' then 'An order ends' else 'Release from prison' end, coalesce(f.details ->> 'releaseOn', f.details ->> 'endsOn')
    from fact f where coalesce(f.details ->> 'neverHappened', 'false') <> 'true'
      and ((f.type = 'justice.release-date-known' and f.details ->> 'releaseOn' between from_on and until_on)
        or (f.type = 'orders.made' and f.details ->> 'endsOn' between from_on and until_on and not exists (
          select from public.entry e where e.case_id = of_case and e.type = 'orders.renewal-decided' and e.details ->> 'about' = f.fact_id::text)))
    order by 2
  $function$

  grant execute to waymark_app

function public.enter_missing_report(moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.enter_missing_report(moment timestamp with time zone)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    m private.missing_match;
    r public.missing_report;
    made constant uuid := gen_random_uuid();
  begin
    if session_user <> 'waymark_worker' then raise exception 'only the worker writes into a case what came by a call' using errcode = 'insufficient_privilege'; end if;
    select x.* into m from private.missing_match x join public.missing_report asked on asked.id = x.report_id and asked.answered_at is null
    join public.cases c on c.id = x.case_id and c.state <> 'closed'
    where x.entry_id is null order by x.report_id, x.case_id limit 1 for update of x skip locked;
    if not found then return null; end if;
    select * into r from public.missing_report x where x.id = m.report_id;
    perform from public.cases c where c.id = m.case_id and c.state <> 'closed' for no key update;
    if not found then return null; end if;
    insert into public.entry (id, case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id, body, what, details)
    select made, m.case_id, coalesce(max(x.position), 0) + 1, made, 'starts', 'missing-reports.taken', r.came_at, r.came_at, r.taken_at, moment, null, r.agency_id, 'police',
      concat(r.caller, ' (', r.caller_is, ') reported ', r.name, ' to police: ', array_to_string(r.said, ', '), '. It may be somebody of this case.'), '{}'
    from public.entry x where x.case_id = m.case_id;
    update private.missing_match set entry_id = made where report_id = m.report_id and case_id = m.case_id;
    return m.case_id;
  end $function$

  grant execute to waymark_worker

function public.entries_of_terms(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.entries_of_terms(of_case uuid)
   RETURNS TABLE(id uuid, type text, fact_id uuid, happened_from timestamp with time zone, suspect_id uuid)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select e.id, e.type, e.fact_id, e.happened_from, e.suspect_id from public.entry e
    where e.case_id = of_case and public.actor_has_case(of_case)
      and e.id in (select c.entry_id from public.condition c where c.case_id = of_case union select c.ended_entry_id from public.condition c where c.case_id = of_case)
  $function$

  grant execute to waymark_app

function public.facts_of_young(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.facts_of_young(of_case uuid, of_person uuid)
   RETURNS TABLE(fact_id uuid, is_effect boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select f.fact_id, true from public.child_effect f where f.case_id = of_case and f.child_id = of_person and public.actor_has_case(of_case)
    union select e.fact_id, false from public.entry e where e.case_id = of_case and e.type = 'incidents.young-person-known' and e.details -> 'childIds' ? of_person::text
      and public.actor_has_case(of_case)
  $function$

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
    if e.suspect_id is null or e.type = any (array['justice.suspect-located', 'justice.prison-linked']) then return; end if;
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
         where key in ('hearingOn', 'hearing', 'releaseOn', 'confirmed', 'released', 'stage', 'inCustody', 'forBreach', 'decidedBy', 'anotherStands')), true
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
      and not private.is_excluded(p.id, d.case_id)
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
    where c.id <> all ((select current_excluded())::uuid[]) and (c.reference = upper(sought) or alike.part > 0.4 or alike.whole > 0.3 or (born is not null and p.born_on = born))
    order by 9 desc, p.name limit least(at_most, 100)
  $function$

  grant execute to waymark_app

function public.forget_missing_reports(moment timestamp with time zone, days integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.forget_missing_reports(moment timestamp with time zone, days integer)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare gone integer;
  begin
    if session_user <> 'waymark_worker' then raise exception 'only the worker lets records go' using errcode = 'insufficient_privilege'; end if;
    if days is null or days < 1 then raise exception 'a report is kept for a day at least' using errcode = 'check_violation'; end if;
    delete from public.missing_report r where coalesce(r.answered_at, r.taken_at) < moment - make_interval(days => days)
      and (r.answered_at is not null or not exists (select from private.missing_match m where m.report_id = r.id))
      and not exists (select from private.missing_match m where m.report_id = r.id and private.is_held(m.case_id));
    get diagnostics gone = row_count;
    return gone;
  end $function$

  grant execute to waymark_worker

function public.give_connection(who uuid, relation text, tokens jsonb, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.give_connection(who uuid, relation text, tokens jsonb, at timestamp with time zone)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app

function public.give_emergency_review(of_look uuid, by_entry uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.give_emergency_review(of_look uuid, by_entry uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    l public.emergency_look;
    owed uuid;
  begin
    select * into l from public.emergency_look where id = of_look and practitioner_id = public.current_actor() and duty_id is null and case_id is not null;
    if not found then return false; end if;
    update public.duty set owner_id = l.reviewer_id where case_id = l.case_id and because_id = by_entry and code = 'EMERGENCY_LOOK' and state = 'open' returning id into owed;
    update public.emergency_look set duty_id = owed where id = l.id;
    return owed is not null;
  end $function$

  grant execute to waymark_app

function public.give_emergency_word(word uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.give_emergency_word(word uuid, who uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id and p.id <> me.id and p.disabled_at is null
      where me.id = public.current_actor() and private.supervises(me.role) and p.id = who and private.may_use_emergency(p.role)) then return false; end if;
    insert into public.emergency_word (id, practitioner_id, given_by) values (word, who, public.current_actor());
    return true;
  end $function$

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

function public.held_back(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.held_back(at timestamp with time zone)
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(*)::integer from private.past_time(at) p
    where p.agency_id = public.current_agency() and public.current_is_data_protection_lead() and private.is_held(p.case_id)
  $function$

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
      and private.is_countable(c, who)
      and c.id in (
        select id from public.cases where risk_lead_id = who and state <> 'closed' union select id from public.cases where plan_lead_id = who and state <> 'closed'
        union select id from public.cases where contact_lead_id = who and state <> 'closed' union select d.case_id from public.duty d where d.owner_id = who and d.state = 'open')
    order by c.reference
  $function$

  grant execute to waymark_app

function public.held_of(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.held_of(of_case uuid)
   RETURNS text[]
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select array_remove(array[
      case when exists (select from public.risk_level r where r.case_id = of_case) then 'risk' end,
      case when exists (select from public.entry e where e.case_id = of_case and e.type like 'incidents.%') then 'incidents' end], null)
    where public.actor_has_case(of_case)
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
      'entries', (select coalesce(jsonb_agg(jsonb_build_object('id', e.id, 'factId', e.fact_id, 'position', e.position, 'enteredBy', e.entered_by, 'relation', e.relation, 'suspectId', e.suspect_id,
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

function public.idle_holder(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.idle_holder(token text)
   RETURNS uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id from sign_in.session s join public.practitioner p on p.id = s.practitioner_id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null and p.disabled_at is null
      and (s.seen_at <= clock_timestamp() - interval '15 minutes' or s.ends_at <= clock_timestamp())
      and s.ends_at > clock_timestamp() - interval '1 hour'
  $function$

  grant execute to waymark_app

function public.keep_attendance(new_id uuid, hex text[], proposed uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_attendance(new_id uuid, hex text[], proposed uuid, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare known constant bytea[] := private.marks_of(hex);
  begin
    if not private.takes_calls() or proposed in (select private.teams_kept_from(known)) then return false; end if;
    insert into public.attendance (id, agency_id, asked_by, asked_at, marks, proposed_team_id)
    values (new_id, public.current_agency(), private.bound(1), moment, known, proposed);
    return true;
  end $function$

  grant execute to waymark_app

function public.keep_device_call(new_id uuid, hex text[], proposed uuid, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_device_call(new_id uuid, hex text[], proposed uuid, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from public.device_number d join public.measure m on m.id = d.measure_id
      where d.token = any (private.marks_of(hex)) and d.is_current and m.state in ('issued', 'active', 'faulty')) then return false; end if;
    if not public.keep_attendance(new_id, hex, proposed, moment) then return false; end if;
    update public.attendance set from_device = true where id = new_id;
    return true;
  end $function$

  grant execute to waymark_app

function public.keep_device_numbers(of_measure uuid, hex text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_device_numbers(of_measure uuid, hex text[])
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    m public.measure;
    known constant bytea[] := private.marks_of(hex);
  begin
    select * into m from public.measure where id = of_measure and kind = 'device' for update;
    if not found or not public.actor_has_case(m.case_id) or public.current_on_other_side(m.case_id) then return; end if;
    update public.device_number set is_current = false where measure_id = m.id and is_current and token <> all (known);
    insert into public.device_number (measure_id, case_id, person_id, token, is_current) select m.id, m.case_id, m.person_id, each, true from unnest(known) as each
    on conflict (measure_id, token) do update set is_current = true;
  end $function$

  grant execute to waymark_app

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

function public.keep_idle_draft(token text, of_address text, of_page text, of_case uuid, content bytea, by_writer bytea, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_idle_draft(token text, of_address text, of_page text, of_case uuid, content bytea, by_writer bytea, at timestamp with time zone)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare who constant uuid := public.idle_holder(token);
  begin
    if who is null then return; end if;
    if of_case is not null and not exists (select from public.cases c where c.id = of_case) then return; end if;
    insert into public.draft as d (practitioner_id, address, page, case_id, sealed, begun_at, saved_at, writer, interrupted_at)
    values (who, of_address, of_page, of_case, content, at, at, by_writer, at)
    on conflict (practitioner_id, address) do update set page = excluded.page, sealed = excluded.sealed, saved_at = excluded.saved_at,
      version = d.version + 1, writer = excluded.writer, saves = 0, interrupted_at = excluded.interrupted_at;
  end $function$

  grant execute to waymark_app

function public.keep_person_tokens(of_person uuid, tokens jsonb)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keep_person_tokens(of_person uuid, tokens jsonb)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.knows_person(of_person) then return; end if;
    insert into public.person_token (person_id, kind, token) select of_person, t.kind, t.token from private.keep_tokens(tokens) t on conflict do nothing;
  end $function$

  grant execute to waymark_app

function public.kept_out_of(of_case uuid, whom uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.kept_out_of(of_case uuid, whom uuid[])
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select x.practitioner_id from public.case_exclusion x
    where x.case_id = of_case and x.ended_at is null and x.practitioner_id = any (whom) and public.actor_has_case(of_case)
  $function$

  grant execute to waymark_app

function public.key_was_forgotten(of_name uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.key_was_forgotten(of_name uuid, at timestamp with time zone)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update private.erased_key set forgotten_at = at where name = of_name and forgotten_at is null
  $function$

  grant execute to waymark_worker

function public.keys_to_forget(most integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.keys_to_forget(most integer)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select e.name from private.erased_key e where e.forgotten_at is null order by e.erased_at, e.name limit most
  $function$

  grant execute to waymark_worker

function public.knows_person(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.knows_person(sought uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.party y join public.case_grant g on g.case_id = y.case_id where y.person_id = sought and g.revoked_at is null
        and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach())
        and g.case_id <> all (public.current_excluded()))
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

function public.lift_hold(sought uuid, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.lift_hold(sought uuid, because text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.legal_hold set lifted_by = public.current_actor(), lifted_at = at, lifted_why = because
    where id = sought and lifted_at is null and agency_id = public.current_agency() and public.current_is_data_protection_lead()
      and case_id <> all (public.current_excluded());
    return found;
  end $function$

  grant execute to waymark_app

function public.list_needs_two(of_cases uuid[], at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.list_needs_two(of_cases uuid[], at timestamp with time zone)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.list_needs_two(public.current_actor(), of_cases, at) $function$

  grant execute to waymark_app

function public.list_stands(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.list_stands(sought uuid, at timestamp with time zone)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case
      when l.state = 'approved' and at > l.approval_ends_at or l.state = 'asked' and l.approver_id is null and at > l.asked_at + interval '1 day' then 'over'
      when l.approver_id is null and private.list_needs_two(l.asked_by, l.case_ids, at) then 'more'
      when l.approver_id is not null and not private.may_approve_list(l.approver_id, l.asked_by, l.agency_id, l.case_ids) then 'person'
      when exists (select from unnest(l.case_ids) as c (id) where not private.may_release(l.asked_by, l.agency_id, c.id)) then 'changed' end
    from public.list_export l where l.id = sought and public.current_actor() in (l.asked_by, l.approver_id)
  $function$

  grant execute to waymark_app

function public.look_purpose(in_case uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.look_purpose(in_case uuid, at timestamp with time zone)
   RETURNS TABLE(purpose text, reason_id uuid)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    me constant uuid := private.bound(1);
    today constant date := (look_purpose.at at time zone 'Europe/London')::date;
    leads uuid[];
    kinds text[];
    away uuid[];
  begin
    if not public.actor_has_case(in_case) then return; end if;
    select array[c.risk_lead_id, c.plan_lead_id, c.contact_lead_id] into leads from public.cases c where c.id = in_case and c.state <> 'closed';
    -- Who let themselves in by name is asked like the rest of their team.
    select coalesce(array_agg(g.kind), '{}') into kinds from public.case_grant g where g.case_id = in_case and g.grantee_id = me and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()) and not (g.kind = 'named' and g.granted_by = me);
    reason_id := null;
    if 'emergency' = any (kinds) and in_case = any (public.current_emergency()) then
      purpose := 'emergency';
      select l.id into reason_id from public.emergency_look l where l.case_id = in_case and l.practitioner_id = me and l.ended_at is null and l.until_at > now()
        order by l.opened_at desc limit 1;
    elsif me = any (leads) then purpose := 'lead';
    elsif exists (select from public.duty d where d.case_id = in_case and d.owner_id = me and d.state = 'open') then purpose := 'task';
    elsif exists (select from public.referral r where r.case_id = in_case and r.worker_id = me and r.answer = 'accepted' and r.outcome_at is null) then purpose := 'referral';
    elsif kinds && array['lead', 'named'] then purpose := 'own';
    elsif 'referral' = any (kinds) then purpose := 'referral';
    elsif 'task' = any (kinds) then purpose := 'task';
    elsif 'listing' = any (kinds) then purpose := 'listing';
    else
      away := array(select l.practitioner_id from public.leave l where l.cover_id = me and l.cancelled_at is null and today between l.from_on and l.until_on);
      if cardinality(away) > 0 and (leads && away
        or exists (select from public.duty d where d.case_id = in_case and d.state = 'open' and d.owner_id = any (away))
        or exists (select from public.case_grant g where g.case_id = in_case and g.grantee_id = any (away) and g.revoked_at is null and g.kind <> 'emergency'
          and (g.until_at is null or g.until_at > now()) and g.granted_by <> g.grantee_id))
      then purpose := 'rota';
      -- Whoever sits at a desk that sees the case, while something there is late or has called the desk.
      elsif exists (select from public.desk_shift s join public.team t on t.id = s.team_id and t.is_desk and t.closed_at is null
          join public.case_grant g on g.grantee_id = t.id and g.case_id = in_case and g.revoked_at is null and (g.until_at is null or g.until_at > now())
        where s.practitioner_id = me and s.cancelled_at is null and s.from_at <= look_purpose.at and look_purpose.at < s.until_at
          and (exists (select from public.duty d where d.case_id = in_case and d.state = 'open' and d.due_at < look_purpose.at)
            or exists (select from public.alarm a join public.team_member m on m.practitioner_id = a.to_id and m.team_id = t.id and m.until_at is null
              where a.case_id = in_case and a.seen_at is null and a.raised_at <= look_purpose.at)))
      then purpose := 'rota';
      else
        select r.id into reason_id from public.look_reason r where r.case_id = in_case and r.practitioner_id = me
          and r.at <= look_purpose.at and r.until_at > look_purpose.at order by r.at desc limit 1;
        if found then purpose := 'stated'; end if;
      end if;
    end if;
    return next;
  end $function$

  grant execute to waymark_app

function public.looks_of(sought uuid, at_most integer, from_line integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.looks_of(sought uuid, at_most integer, from_line integer)
   RETURNS TABLE(practitioner_id uuid, name text, role text, agency text, on_day date, first_at timestamp with time zone, last_at timestamp with time zone, looks integer, routes text[], kinds text[], purpose text, pick text, said text, lines integer)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.actor_has_case(sought) then return; end if;
    return query
      with of_case as (
        select a.actor_id, (a.at at time zone 'Europe/London')::date as day, a.at, a.route, a.kind, a.purpose as why, a.reason_id as because
        from public.audit a where a.case_id = sought and a.actor_id is not null and a.kind <> 'fail' and coalesce(a.purpose, '') not in ('asked', 'repeat')
      ), grouped as (
        select o.actor_id, o.day, min(o.at) as first_at, max(o.at) as last_at, count(*)::integer as looks, array_agg(distinct o.route) as routes,
          array_agg(distinct o.kind) as kinds, o.why, o.because, count(*) over ()::integer as lines
        from of_case o group by o.actor_id, o.day, o.why, o.because
      ), paged as (select * from grouped o order by o.last_at desc, o.actor_id limit least(at_most, 5000) offset from_line)
      select g.actor_id, p.name, p.role, y.name, g.day, g.first_at, g.last_at, g.looks, g.routes, g.kinds, g.why,
        coalesce((select r.pick from public.look_reason r where r.id = g.because), (select l.pick from public.emergency_look l where l.id = g.because)),
        coalesce((select r.said from public.look_reason r where r.id = g.because), (select l.said from public.emergency_look l where l.id = g.because)), g.lines
      from paged g join public.practitioner p on p.id = g.actor_id join public.agency y on y.id = p.agency_id
      order by g.last_at desc, g.actor_id;
  end $function$

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

function public.make_passkey_challenge(new_hash bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.make_passkey_challenge(new_hash bytea)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.keep_challenge(new_hash, 'add', public.current_actor()) where public.current_actor() is not null $function$

  grant execute to waymark_app

function public.make_recovery_codes(hashes text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.make_recovery_codes(hashes text[])
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if public.current_actor() is null or cardinality(hashes) <> 10 then raise exception 'ten codes, for somebody who is signed in' using errcode = 'check_violation'; end if;
    delete from sign_in.recovery_code where practitioner_id = public.current_actor();
    insert into sign_in.recovery_code (practitioner_id, slot, code_hash)
    select public.current_actor(), place - 1, code_hash from unnest(hashes) with ordinality as u (code_hash, place);
    perform private.tell_of_sign_in(public.current_actor(), 'recovery codes made', null);
  end $function$

  grant execute to waymark_app

function public.management_plan_stands(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.management_plan_stands(of_case uuid, of_person uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select public.actor_has_case(of_case)
      and exists (select from public.party y where y.case_id = of_case and y.person_id = of_person and y.role = 'perpetrator')
      and exists (select from public.management_plan m where m.person_id = of_person and m.ended_at is null)
  $function$

  grant execute to waymark_app

function public.management_standing(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.management_standing(of_case uuid, of_person uuid)
   RETURNS TABLE(looked_on date, next_review_on date, written_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select m.looked_on, m.next_review_on, m.written_at from public.management_plan m
    where m.person_id = of_person and m.ended_at is null and public.actor_has_case(of_case) and public.current_sees_management(of_case)
      and exists (select from public.party y where y.case_id = of_case and y.person_id = of_person and y.role = 'perpetrator' and y.ended_at is null)
    order by m.written_at desc, m.id
  $function$

  grant execute to waymark_app

function public.may_approve_lists(whom uuid[], of_cases uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.may_approve_lists(whom uuid[], of_cases uuid[])
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select w.id from unnest(whom) as w (id) where private.may_approve_list(w.id, public.current_actor(), public.current_agency(), of_cases) $function$

  grant execute to waymark_app

function public.missing_reports(of_report uuid, at_most integer, skipped integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.missing_reports(of_report uuid, at_most integer, skipped integer)
   RETURNS TABLE(id uuid, taken_at timestamp with time zone, came_at timestamp with time zone, name text, born_on date, said_where text, said text[], caller text, caller_is text, caller_reached text, taker text, supervisor text, due_at timestamp with time zone, may_be_protected boolean, is_ended boolean, is_confirmed boolean, answered_at timestamp with time zone, answerer text, total bigint)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select r.id, r.taken_at, r.came_at, r.name, r.born_on, r.said_where, r.said, r.caller, r.caller_is, r.caller_reached, t.name,
      case when found.is_told then s.name end, r.due_at, found.is_told, found.is_ended, found.is_told and found.confirmed, r.answered_at, a.name, count(*) over ()
    from public.missing_report r join public.practitioner t on t.id = r.taken_by
    left join public.practitioner s on s.id = r.supervisor_id left join public.practitioner a on a.id = r.answered_by
    cross join lateral (select count(*) > 0 as is_told, coalesce(bool_or(c.state = 'closed'), false) as is_ended, coalesce(bool_and(c.state = 'closed' or exists (
      select from public.duty d where d.case_id = m.case_id and m.entry_id = any (d.reasons) and d.code = 'SAFE_AND_WELL' and d.state = 'met')), false) as confirmed
      from private.report_matches(r.id) m join public.cases c on c.id = m.case_id) found
    where private.takes_reports() and r.agency_id = public.current_agency() and (private.supervises_reports() or r.taken_by = private.bound(1))
      and (of_report is null or r.id = of_report)
    order by r.taken_at desc, r.id limit least(at_most, 100) offset skipped
  $function$

  grant execute to waymark_app

function public.misuse_answered(people uuid[], in_cases uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.misuse_answered(people uuid[], in_cases uuid[])
   RETURNS TABLE(who uuid, kind text, case_id uuid, closed_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select a.practitioner_id, a.kind, a.case_id, a.closed_at from public.misuse_alert a
    where a.closed_at is not null and (a.practitioner_id = any (people) or a.case_id = any (in_cases))
  $function$

  grant execute to waymark_worker

function public.misuse_cases(alerts uuid[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.misuse_cases(alerts uuid[])
   RETURNS TABLE(alert_id uuid, reference text, is_sealed boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select a.id, case when c.sealed_at is null then c.reference end, c.sealed_at is not null
    from public.misuse_alert a join public.cases c on c.id = a.case_id where a.id = any (alerts) and public.answers_misuse(a.id)
  $function$

  grant execute to waymark_app

function public.misuse_days(since timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.misuse_days(since timestamp with time zone)
   RETURNS TABLE(who uuid, on_day date, cases integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select a.actor_id, (a.at at time zone 'Europe/London')::date, count(distinct a.case_id)::integer from public.audit a
    where a.actor_id is not null and a.at >= since and a.form > 0 and a.case_id is not null and a.kind = 'consult'
      and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none'))
      and not exists (select from public.cases c join public.practitioner l on l.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
        where c.id = a.case_id and l.supervisor_id = a.actor_id)
    group by 1, 2
  $function$

  grant execute to waymark_worker

function public.misuse_looks(people uuid[], in_cases uuid[], since timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.misuse_looks(people uuid[], in_cases uuid[], since timestamp with time zone)
   RETURNS TABLE(id uuid, who uuid, at timestamp with time zone, kind text, case_id uuid, purpose text, ties text[], surname_share real, is_supervising boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with asked as (
      select a.* from public.audit a left join public.cases c on c.id = a.case_id
      where a.actor_id is not null and a.at >= since and a.form > 0 and (a.actor_id = any (people) or a.case_id = any (in_cases))
        and (a.case_id is null or c.id is not null) and a.purpose is distinct from 'asked'
        and (a.kind in ('export', 'print', 'disclose') or (a.kind = 'search' and a.detail = 'own name')
          or (a.kind = 'fail' and a.case_id is not null and not private.had_sight(a.actor_id, a.case_id, a.at))
          or (a.case_id is not null and a.kind = 'consult' and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none'))))
    ), pairs as (select distinct k.actor_id, k.case_id from asked k where k.case_id is not null),
    facts as (
      select p.actor_id, p.case_id,
        exists (select from public.cases c join public.practitioner l on l.id in (c.risk_lead_id, c.plan_lead_id, c.contact_lead_id)
          where c.id = p.case_id and l.supervisor_id = p.actor_id) as supervises,
        exists (select from public.party y join public.person o on o.id = y.person_id join public.practitioner w on w.id = p.actor_id
          where y.case_id = p.case_id and private.misuse_surname(o.name) = private.misuse_surname(w.name)) as same_name
      from pairs p)
    select k.id, k.actor_id, k.at, case k.kind when 'disclose' then 'export' else k.kind end, k.case_id,
      case when k.kind = 'fail' then 'none' else coalesce(k.purpose, 'none') end,
      array(select 'own name' where k.kind = 'search' union all select 'surname' where f.same_name
        union all select distinct case when x.ground in ('address', 'household') then 'address' when x.ground in ('phone', 'e-mail') then 'phone'
            when x.ground in ('own team', 'employer') then 'employer' else 'connection' end
          from public.case_exclusion x where x.practitioner_id = k.actor_id and x.case_id = k.case_id and x.ended_at is null
            -- Whoever says it themself after a look has done what was asked of them.
            and (x.source = 'computed' or k.at > x.at)),
      case when f.same_name then (select (count(*) filter (where private.misuse_surname(o.name) = private.misuse_surname(w.name)) * 10000.0
        / greatest(count(*), 2000))::real from public.practitioner o) end,
      coalesce(f.supervises, false)
    from asked k join public.practitioner w on w.id = k.actor_id left join facts f on f.actor_id = k.actor_id and f.case_id = k.case_id
  $function$

  grant execute to waymark_worker

function public.misuse_new(after bigint, most integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.misuse_new(after bigint, most integer)
   RETURNS TABLE(last_batch bigint, people uuid[], in_cases uuid[])
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    with batches as (select b.number from public.audit_batch b where b.number > after order by b.number limit most),
    fresh as (
      select a.actor_id, a.case_id from batches b join public.audit_place l on l.batch = b.number join public.audit a on a.id = l.audit_id
      where a.form > 0 and a.actor_id is not null and (a.kind in ('export', 'print', 'disclose', 'fail') or (a.kind = 'search' and a.detail = 'own name')
        or (a.case_id is not null and a.kind = 'consult' and (a.purpose is null or a.purpose in ('team', 'stated', 'emergency', 'none')))))
    select (select max(number) from batches),
      array(select distinct f.actor_id from fresh f union select p.id from public.practitioner p where p.disabled_at > now() - interval '3 days'),
      array(select distinct f.case_id from fresh f where f.case_id is not null)
  $function$

  grant execute to waymark_worker

function public.names_in_case(of_case uuid, of_person uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.names_in_case(of_case uuid, of_person uuid)
   RETURNS TABLE(person_id uuid, name text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.name from public.person p where session_user = 'waymark_worker' and (p.id = of_person or p.id in (select private.seen_apart(of_case, of_person)))
  $function$

  grant execute to waymark_worker

function public.next_position(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.next_position(of_case uuid)
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select coalesce(max(e.position), 0) + 1 from public.entry e where e.case_id = of_case and public.actor_has_case(of_case) $function$

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

function public.open_duties_of(of_case uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.open_duties_of(of_case uuid, at timestamp with time zone)
   RETURNS SETOF uuid
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.id from public.duty d
    where d.case_id = of_case and d.state = 'open' and d.raised_at <= at and d.code <> all (array['LOOK_AGAIN', 'PLAN_COPY', 'PLAN_TOLD', 'MANAGEMENT_REVIEW']) and public.actor_has_case(of_case) order by d.due_at
  $function$

  grant execute to waymark_app

function public.open_in_emergency(look uuid, sought_reference text, sought_name text, born date, picked text, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.open_in_emergency(look uuid, sought_reference text, sought_name text, born date, picked text, because text, at timestamp with time zone)
   RETURNS TABLE(answer text, opened uuid)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    me constant uuid := public.current_actor();
    who public.practitioner;
    found_case uuid;
    reviewer uuid;
    word uuid;
    told uuid[];
  begin
    select * into who from public.practitioner p where p.id = me and p.disabled_at is null;
    if not found or not private.may_use_emergency(who.role) then return query select 'nothing', null::uuid; return; end if;
    perform pg_advisory_xact_lock(hashtextextended('emergency ' || me, 0));
    found_case := private.emergency_case(me, sought_reference, sought_name, born);
    if found_case is not null and public.actor_has_case(found_case) then return query select 'seen', found_case; return; end if;
    -- Two in a day, or six tries; then it takes a supervisor's word.
    if (select count(*) filter (where l.case_id is not null) >= 2 or count(*) >= 6 from public.emergency_look l
      where l.practitioner_id = me and l.opened_at > clock_timestamp() - interval '24 hours') then
      select w.id into word from public.emergency_word w where w.practitioner_id = me and w.used_at is null
        and w.given_at > clock_timestamp() - interval '24 hours' order by w.given_at limit 1;
      if word is null then return query select 'too many', null::uuid; return; end if;
      update public.emergency_word set used_at = clock_timestamp() where id = word;
    end if;
    reviewer := private.reviewer_of_look(me, found_case);
    told := array(select x.id from (
      select c.risk_lead_id as id from public.cases c where c.id = found_case
      union select reviewer
      union (select p.id from public.practitioner p join public.cases c on c.id = found_case
        where p.role = 'auditor' and p.disabled_at is null and p.id <> me and p.agency_id in (who.agency_id, c.agency_id)
        order by p.agency_id <> who.agency_id, p.invited_at limit 3)) as x where x.id is not null and x.id <> me);
    insert into public.emergency_look (id, practitioner_id, agency_id, case_id, pick, said, opened_at, until_at, told, reviewer_id)
    select look, me, who.agency_id, found_case, picked, because, t, case when found_case is not null then t + interval '60 minutes' end, told, reviewer
    from clock_timestamp() as t;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at, kind)
    select l.case_id, me, who.agency_id, 'Emergency access', me, at, l.until_at, 'emergency' from public.emergency_look l where l.id = look and l.case_id is not null;
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at, kind)
    select found_case, p.id, p.agency_id, 'An alarm about this case: emergency access to look at', c.risk_lead_id, at, at + interval '28 days', 'task'
    from public.practitioner p, public.cases c where p.id = reviewer and c.id = found_case and not private.works_for_other_side(reviewer, found_case, false)
      and not exists (select from public.case_grant g where g.case_id = found_case and g.grantee_id = reviewer and g.revoked_at is null
        and (g.until_at is null or g.until_at > at + interval '28 days'))
    on conflict do nothing;
    -- An auditor hears that it happened; the log has the rest, and the case stays closed to them.
    insert into public.alarm (to_id, case_id, kind, raised_at, emergency_look_id)
    select t.id, case when p.role = 'auditor' then null else found_case end, 'emergency access', at, look from unnest(told) as t (id) join public.practitioner p on p.id = t.id
    where found_case is not null on conflict do nothing;
    return query select case when found_case is null then 'nothing' else 'opened' end, found_case;
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

function public.openings_of(of_case uuid, of_entry uuid, at_most integer, from_line integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.openings_of(of_case uuid, of_entry uuid, at_most integer, from_line integer)
   RETURNS TABLE(name text, role text, agency text, at timestamp with time zone, what text, lines integer)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.actor_has_case(of_case) or public.current_on_other_side(of_case) or of_case = any (public.current_emergency()) then return; end if;
    return query select p.name, p.role, y.name, o.at, o.what, (count(*) over ())::integer from private.openings(of_case, of_entry) o
      join public.practitioner p on p.id = o.practitioner_id join public.agency y on y.id = p.agency_id
      order by o.at desc, p.name limit least(at_most, 500) offset from_line;
  end $function$

  grant execute to waymark_app

function public.own_connections()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.own_connections()
   RETURNS TABLE(id uuid, relation text, source text, given_at timestamp with time zone, names integer, phones integer, emails integer, addresses integer)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select k.id, k.relation, k.source, k.given_at,
      (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'name')::integer,
      (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'phone')::integer,
      (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'e-mail')::integer,
      (select count(*) from public.connection_token t where t.connection_id = k.id and t.kind = 'address')::integer
    from public.connection k where k.practitioner_id = public.current_actor() and k.ended_at is null and k.source in ('own', 'employer') order by k.given_at
  $function$

  grant execute to waymark_app

function public.own_passkeys()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.own_passkeys()
   RETURNS TABLE(id uuid, name text, credential_id bytea, transports text[], made_at timestamp with time zone, used_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select id, name, credential_id, transports, made_at, used_at from sign_in.passkey
    where practitioner_id = public.current_actor() and ended_at is null order by made_at
  $function$

  grant execute to waymark_app

function public.own_recovery_codes()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.own_recovery_codes()
   RETURNS TABLE(unused integer, made_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select count(*) filter (where used_at is null)::integer, max(made_at) from sign_in.recovery_code where practitioner_id = public.current_actor()
  $function$

  grant execute to waymark_app

function public.own_sessions()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.own_sessions()
   RETURNS TABLE(ref text, method text, device text, started_at timestamp with time zone, seen_at timestamp with time zone, ends_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select encode(sha256(token_hash), 'hex'), method, device, started_at, seen_at, ends_at from sign_in.session
    where practitioner_id = public.current_actor() and revoked_at is null and ends_at > clock_timestamp() and seen_at > clock_timestamp() - interval '15 minutes'
    order by started_at desc
  $function$

  grant execute to waymark_app

function public.people_of_case(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.people_of_case(sought uuid)
   RETURNS TABLE(practitioner_id uuid, team_id uuid, kind text, reason text, granted_by uuid, granted_at timestamp with time zone, until_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, m.team_id, g.kind, g.reason, g.granted_by, g.granted_at, g.until_at
    from public.case_grant g left join public.team_member m on m.team_id = g.grantee_id and m.until_at is null
      join public.practitioner p on p.id = coalesce(m.practitioner_id, g.grantee_id) and p.disabled_at is null
    where g.case_id = sought and g.revoked_at is null and (g.until_at is null or g.until_at > now()) and public.actor_has_case(sought)
      and not private.is_excluded(p.id, sought)
    order by g.granted_at, p.name
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

function public.place_found_late(of_file uuid, of_release uuid, of_places uuid[], at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.place_found_late(of_file uuid, of_release uuid, of_places uuid[], at timestamp with time zone)
   RETURNS TABLE(entry_id uuid, case_id uuid)
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    f public.evidence_file;
    r public.release;
    made constant uuid := gen_random_uuid();
    of_case uuid;
    by_agency uuid;
    seen integer;
    lead uuid;
  begin
    if session_user <> 'waymark_worker' or num_nonnulls(of_file, of_release) <> 1 then raise exception 'only whoever looks through it says so' using errcode = 'insufficient_privilege'; end if;
    select * into f from public.evidence_file where id = of_file for no key update;
    select * into r from public.release where id = of_release for no key update;
    of_case := coalesce(f.case_id, r.case_id);
    by_agency := coalesce(f.agency_id, r.agency_id);
    if of_case is null or r.late_entry_id is not null or exists (select from public.entry e where e.id = f.late_entry_id and e.entered_at >= f.stood_open_until) then return; end if;
    select c.risk_lead_id into lead from public.cases c where c.id = of_case for no key update;
    insert into public.entry (id, case_id, position, fact_id, relation, type, happened_from, happened_until, known_at, entered_at, entered_by, agency_id, body, details)
    select made, of_case, coalesce(max(x.position), 0) + 1, made, 'starts', 'releases.place-found-late', at, at, at, at, null, by_agency,
      (select case a.kind when 'refuge' then 'advocacy' else a.kind end from public.agency a where a.id = by_agency), '{}'
    from public.entry x where x.case_id = of_case;
    update public.evidence_file set late_entry_id = made where id = of_file;
    update public.release set late_entry_id = made, to_look_at = false where id = of_release;
    select count(distinct o.practitioner_id)::integer into seen from private.openings(of_case, made) o;
    with told as (
      insert into vault.place_found (agency_id, place_ids, what, found_at, people, lead_id)
      select p.agency_id, array_agg(p.id order by p.added_at, p.id), case when of_file is not null then 'file' else r.kind end, at, seen, lead from vault.protected_place p
      where p.id = any (of_places) group by p.agency_id
      returning agency_id)
    insert into public.alarm (to_id, kind, raised_at)
    select p.id, 'place found late', at from public.practitioner p where p.agency_id in (select t.agency_id from told t) and p.disabled_at is null
      and private.keeps_places(p.role) on conflict do nothing;
    return query select made, of_case;
  end $function$

  grant execute to waymark_worker

function public.places_to_look_for(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.places_to_look_for(of_case uuid)
   RETURNS TABLE(id uuid, agency_id uuid, sealed bytea, wrapped bytea, kept_as uuid)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.agency_id, p.sealed, k.wrapped, k.kept_as from vault.protected_place p join vault.provider_key k on k.agency_id = p.agency_id
    where session_user = 'waymark_worker' or public.actor_has_case(of_case)
  $function$

  grant execute to waymark_app
  grant execute to waymark_worker

function public.plan_reviews_open(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.plan_reviews_open(of_case uuid)
   RETURNS TABLE(key text, asked_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.key, (select max(e.entered_at) from public.entry r join public.entry e on e.case_id = r.case_id and e.fact_id = r.fact_id
      where r.case_id = d.case_id and r.id = any (d.reasons) and r.type <> 'safety-plans.next-review-set')
    from public.duty d where d.case_id = of_case and d.code = 'PLAN_REVIEW' and d.state = 'open' and public.actor_has_case(of_case)
  $function$

  grant execute to waymark_app

function public.propose_erasures(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.propose_erasures(at timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare made integer;
  begin
    insert into public.erasure (agency_id, case_id, reference, kind, due_on, proposed_at)
    select p.agency_id, p.case_id, p.reference, p.kind, p.due_on, at from private.past_time(at) p
    where not private.is_held(p.case_id) and not exists (select from public.erasure e where e.agency_id = p.agency_id and e.case_id = p.case_id
      and e.kind = p.kind and e.done_at is null and (e.kept_at is null or e.keep_until > (at at time zone 'Europe/London')::date));
    get diagnostics made = row_count;
    return made;
  end $function$

  grant execute to waymark_worker

function public.propose_lift(of_case uuid, because text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.propose_lift(of_case uuid, because text, moment timestamp with time zone)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    me constant uuid := public.current_actor();
    made uuid;
  begin
    perform from public.cases where id = of_case and sealed_at is not null for no key update;
    if not found or not public.actor_has_case(of_case) then return null; end if;
    insert into public.seal_lift (case_id, because, proposed_by, proposed_at) values (of_case, because, me, moment) on conflict do nothing returning id into made;
    if made is null then return null; end if;
    insert into public.alarm (to_id, case_id, kind, raised_at)
    select w.id, of_case, 'seal to lift', moment from private.who_see(of_case) as w (id) where w.id <> me order by w.id on conflict do nothing;
    insert into public.alarm (to_id, kind, raised_at)
    select p, 'seal to lift', moment from private.seal_standards(of_case) p where p <> me on conflict do nothing;
    return made;
  end $function$

  grant execute to waymark_app

function public.propose_release(sought uuid, because text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.propose_release(sought uuid, because text, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.case_exclusion x set release_by = public.current_actor(), release_because = because, release_at = moment
    where x.id = sought and x.release_by is null and private.may_settle(x);
    return found;
  end $function$

  grant execute to waymark_app

function public.raise_misuse(about uuid, of_kind text, of_case uuid, since timestamp with time zone, moment timestamp with time zone, due timestamp with time zone, looks jsonb)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.raise_misuse(about uuid, of_kind text, of_case uuid, since timestamp with time zone, moment timestamp with time zone, due timestamp with time zone, looks jsonb)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    alert uuid;
    is_new boolean := false;
    added integer;
    whom uuid[];
  begin
    perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'misuse', about, of_kind, of_case), 0));
    select a.id into alert from public.misuse_alert a
    where a.practitioner_id = about and a.kind = of_kind and a.case_id is not distinct from of_case and a.closed_at is null;
    if alert is null then
      if exists (select from public.misuse_alert a where a.practitioner_id = about and a.kind = of_kind and a.case_id is not distinct from of_case
        and a.closed_at >= since) then return false; end if;
      whom := array(select h from private.misuse_handlers(about, of_case) as h limit 2);
      insert into public.misuse_alert (practitioner_id, agency_id, kind, case_id, raised_at, noticed_at, due_at, told)
      select p.id, p.agency_id, of_kind, of_case, since, moment, due, whom from public.practitioner p where p.id = about returning id into alert;
      is_new := true;
    end if;
    insert into public.misuse_look (alert_id, audit_id, at, kind, purpose, ties, surname_share, is_off_duty, is_supervising)
    select alert, l.id, l.at, l.kind, l.purpose, l.ties, l.surname_share, l.is_off_duty, l.is_supervising
    from jsonb_to_recordset(looks) as l (id uuid, at timestamptz, kind text, purpose text, ties text[], surname_share real, is_off_duty boolean, is_supervising boolean)
    on conflict do nothing;
    get diagnostics added = row_count;
    if is_new or added > 0 then
      insert into public.misuse_step (alert_id, at, what, looks) values (alert, moment, case when is_new then 'raised' else 'looks added' end, added);
    end if;
    if is_new then perform private.tell_misuse(alert, whom, 'misuse', moment); end if;
    return is_new or added > 0;
  end $function$

  grant execute to waymark_worker

function public.reads_misuse()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.reads_misuse()
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.practitioner p where p.id = private.bound(1) and p.disabled_at is null and p.role <> 'administrator'
      and (p.role in ('professional-standards', 'auditor') or p.id in (select private.misuse_desk_people())
        or exists (select from public.misuse_alert a where p.id = any (a.told))))
  $function$

  grant execute to waymark_app

function public.referral_clashes(sought uuid, who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.referral_clashes(sought uuid, who uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.referral r join public.practitioner p on p.id = who and p.agency_id = r.to_agency_id
      where r.id = sought and r.to_agency_id = public.current_agency() and r.answer is null
        and (private.works_for_other_side(who, r.case_id, false) or private.is_excluded(who, r.case_id)))
  $function$

  grant execute to waymark_app

function public.release_stands(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.release_stands(sought uuid, at timestamp with time zone)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select case
      when r.state = 'approved' and at > r.approval_ends_at then 'over'
      when not private.may_approve_release(r.approver_id, r.asked_by, r.agency_id, r.case_id) or not private.may_release(r.asked_by, r.agency_id, r.case_id) then 'person'
      when r.recipient_id is not null and private.kept_from_release(r.recipient_id, r.case_id) then 'person'
      when r.source_hash is distinct from private.source_of(r) then 'changed' end
    from public.release r where r.id = sought and public.current_actor() in (r.asked_by, r.approver_id) and public.actor_has_case(r.case_id)
  $function$

  grant execute to waymark_app

function public.remove_passkey(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.remove_passkey(sought uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.passkey set ended_at = clock_timestamp(), ended_why = 'removed' where id = sought and practitioner_id = public.current_actor() and ended_at is null;
    if not found then return false; end if;
    perform private.tell_of_sign_in(public.current_actor(), 'passkey removed', null);
    return true;
  end $function$

  grant execute to waymark_app

function public.rename_passkey(sought uuid, new_name text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.rename_passkey(sought uuid, new_name text)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.passkey set name = new_name where id = sought and practitioner_id = public.current_actor() and ended_at is null;
    return found;
  end $function$

  grant execute to waymark_app

function public.review_attendance(call uuid, found_as text, in_words text, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.review_attendance(call uuid, found_as text, in_words text, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.attendance c set outcome = found_as, said = in_words, reviewed_by = private.bound(1), reviewed_at = moment
    where c.id = call and c.reviewer_id = private.bound(1) and c.outcome is null and private.is_free_of(c.reviewer_id, c.marks, c.sent_team_id);
    return found;
  end $function$

  grant execute to waymark_app

function public.review_emergency(of_look uuid, found_it text, then_what text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.review_emergency(of_look uuid, found_it text, then_what text, at timestamp with time zone)
   RETURNS text
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    l public.emergency_look;
    me constant uuid := public.current_actor();
  begin
    select * into l from public.emergency_look where id = of_look and reviewed_at is null and case_id is not null for update;
    if not found or l.practitioner_id = me or not public.actor_has_case(l.case_id) or l.case_id = any (public.current_emergency())
      or not exists (select from public.practitioner p left join public.duty d on d.id = l.duty_id
        where p.id = me and (private.supervises(p.role) or me in (l.reviewer_id, d.owner_id))) then return null; end if;
    update public.emergency_look set reviewed_at = at, reviewed_by = me, outcome = found_it, follows = then_what where id = l.id;
    insert into public.alarm (to_id, kind, raised_at, emergency_look_id)
    select t.id, 'emergency access not justified', at, l.id from unnest(l.told) as t (id) where found_it = 'not justified' and t.id <> me on conflict do nothing;
    return (select d.key from public.duty d where d.id = l.duty_id);
  end $function$

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

function public.risk_reviews_owed(of_case uuid, on_moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.risk_reviews_owed(of_case uuid, on_moment timestamp with time zone)
   RETURNS TABLE(key text, person_id uuid)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select d.key, y.person_id
    from public.duty d
    join public.party y on y.case_id = d.case_id and y.role = 'victim' and y.ended_at is null
    cross join lateral (
      select max(e.entered_at) as last from public.entry r join public.entry e on e.case_id = r.case_id and e.fact_id = r.fact_id
      where r.case_id = d.case_id and r.id = any (d.reasons)
        and r.type not in ('risk.next-review-set', 'risk.assessed', 'risk.regraded', 'risk.reviewed')) as asked
    left join lateral (
      select l.decided_at, l.next_review_on from public.risk_level l
      where l.case_id = y.case_id and l.person_id = y.person_id and (l.proposal is null or l.proposal = 'agreed')
      order by l.decided_at desc limit 1) as looked on true
    where d.case_id = of_case and d.code = 'RISK_REVIEW' and d.state = 'open' and d.raised_at <= on_moment and public.actor_has_case(of_case)
      and (looked.decided_at is null
        or (asked.last is not null and looked.decided_at < greatest(asked.last, d.raised_at))
        or (asked.last is null and looked.next_review_on <= (d.due_at at time zone 'Europe/London')::date))
  $function$

  grant execute to waymark_app

function public.say_late_reports(moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.say_late_reports(moment timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    late constant uuid[] := array(select r.id from public.missing_report r where r.answered_at is null and r.late_at is null and r.due_at <= moment
      and exists (select from private.missing_match m where m.report_id = r.id) order by r.due_at limit 100 for update skip locked);
  begin
    if session_user <> 'waymark_worker' then raise exception 'only the worker keeps the clocks' using errcode = 'insufficient_privilege'; end if;
    insert into public.alarm (to_id, kind, raised_at)
    select distinct p.id, 'missing report late', moment from public.missing_report r
    join public.practitioner p on p.agency_id = r.agency_id and p.role = 'police-supervisor' and p.disabled_at is null
    where r.id = any (late) and not exists (select from private.missing_match m where m.report_id = r.id and private.is_kept_from_report(p.id, m.case_id))
    on conflict do nothing;
    update public.missing_report set late_at = moment where id = any (late);
    return cardinality(late);
  end $function$

  grant execute to waymark_worker

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

function public.seal_case(of_case uuid, because text, named uuid[], units uuid[], about jsonb, moment timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.seal_case(of_case uuid, because text, named uuid[], units uuid[], about jsonb, moment timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app

function public.seals_to_lift()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.seals_to_lift()
   RETURNS TABLE(id uuid, reference text, case_id uuid, because text, by_id uuid, proposed_by text, proposed_at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select l.id, c.reference, case when public.actor_has_case(c.id) then c.id end, l.because, p.id, p.name, l.proposed_at
    from public.seal_lift l join public.cases c on c.id = l.case_id and c.sealed_at is not null join public.practitioner p on p.id = l.proposed_by
    where l.answer is null and (public.actor_has_case(c.id) or public.current_actor() = private.seal_standards(c.id)) order by l.proposed_at
  $function$

  grant execute to waymark_app

function public.search_audit(by_person uuid, in_case text, of_kind text, at_route text, from_at timestamp with time zone, until_at timestamp with time zone, passed integer, most integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.search_audit(by_person uuid, in_case text, of_kind text, at_route text, from_at timestamp with time zone, until_at timestamp with time zone, passed integer, most integer)
   RETURNS TABLE(id uuid, at timestamp with time zone, actor text, actor_role text, kind text, route text, names_case boolean, reference text, whose text, purpose text, pick text, said text, detail text, total integer)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    mine constant uuid := public.current_agency();
    hidden constant uuid[] := public.current_excluded();
    sought constant uuid[] := array(select c.id from public.cases c where c.reference = upper(in_case));
  begin
    if not private.current_is_auditor() then return; end if;
    return query
      with matched as materialized (
        select a.* from public.audit a
        where (a.agency_id = mine or (a.agency_id is null and a.actor_id is null
            and not exists (select from public.practitioner o where o.id = a.object_id and o.agency_id <> mine)))
          and a.at >= from_at and a.at < until_at
          and (by_person is null or a.actor_id = by_person or (a.actor_id is null and a.object_id = by_person))
          and (in_case is null or a.case_id = any (sought))
          and (of_kind is null or a.kind = of_kind)
          and (at_route is null or strpos(lower(a.route), lower(at_route)) > 0)
          and (a.case_id is null or (a.case_id <> all (hidden)
            and not exists (select from public.cases s where s.id = a.case_id and s.sealed_at is not null)))
        order by a.at desc, a.written_at desc, a.id desc limit 10001)
      select m.id, m.at, p.name, p.role, m.kind, m.route, m.case_id is not null, c.reference,
        case when m.actor_id is null then o.name end, m.purpose, coalesce(r.pick, e.pick), coalesce(r.said, e.said), m.detail, (select count(*)::integer from matched)
      from matched m left join public.practitioner p on p.id = m.actor_id left join public.cases c on c.id = m.case_id
        left join public.practitioner o on o.id = m.object_id
        left join public.look_reason r on r.id = m.reason_id left join public.emergency_look e on e.id = m.reason_id
      order by m.at desc, m.written_at desc, m.id desc offset passed limit most;
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

function public.send_nearest(call uuid, team uuid, at_work uuid[], moment timestamp with time zone, due timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.send_nearest(call uuid, team uuid, at_work uuid[], moment timestamp with time zone, due timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app

function public.send_to_desk(whom text, what text, tokens jsonb, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.send_to_desk(whom text, what text, tokens jsonb, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
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
  end $function$

  grant execute to waymark_app

function public.set_hold(for_reference text, on_ground text, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.set_hold(for_reference text, on_ground text, because text, at timestamp with time zone)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    held public.cases;
    made uuid;
  begin
    if not public.current_is_data_protection_lead() then return null; end if;
    select c.* into held from public.cases c where c.reference = upper(for_reference) and private.has_records(public.current_agency(), c.id)
      and c.id <> all (public.current_excluded()) for no key update;
    if not found then return null; end if;
    insert into public.legal_hold (case_id, reference, agency_id, ground, reason, set_by, set_at)
    values (held.id, held.reference, public.current_agency(), on_ground, because, public.current_actor(), at) returning id into made;
    return made;
  end $function$

  grant execute to waymark_app

function public.settle_conflicts(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.settle_conflicts(of_case uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare y record;
  begin
    if not public.actor_has_case(of_case) then return false; end if;
    for y in select p.person_id from public.party p where p.case_id = of_case loop perform private.match_person(of_case, y.person_id); end loop;
    return private.is_excluded(public.current_actor(), of_case);
  end $function$

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

function public.share_items(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.share_items(sought uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    d public.sharing_decision;
    said text;
  begin
    select * into d from public.sharing_decision where id = sought for update;
    if not found or not public.actor_has_case(d.case_id) or d.from_agency_id is distinct from public.current_agency()
      or d.shared_at is not null or d.declined_at is not null or d.stopped_at is not null then return false; end if;
    select w.state into said from public.sharing_word w where w.sharing_id = d.id and w.about = 'agreement' order by w.position desc limit 1;
    if said is null or said = 'withdrawn' then return false; end if;
    if said = 'agreed' and d.asked_by is distinct from public.current_actor() then return false; end if;
    if said <> 'agreed' and (d.approver_id is null or d.approver_id is distinct from public.current_actor()) then return false; end if;
    update public.sharing_decision set shared_at = at where id = d.id;
    insert into public.item_grant (sharing_id, case_id, kind, record_id, agency_id, from_at, until_at)
    select d.id, d.case_id, w.kind, w.id, d.to_agency_id, at, ((d.expires_on + 1)::timestamp at time zone 'Europe/London')
    from jsonb_to_recordset(d.what) as w (kind text, id uuid)
    where d.to_agency_id is not null and case w.kind
      when 'note' then exists (select from public.note n where n.id = w.id and n.case_id = d.case_id and n.agency_id = d.from_agency_id)
      when 'entry' then exists (select from public.entry e where e.id = w.id and e.case_id = d.case_id and e.agency_id = d.from_agency_id)
      when 'level' then exists (select from public.risk_level r where r.id = w.id and r.case_id = d.case_id and r.agency_id = d.from_agency_id)
      when 'condition' then exists (select from public.condition c join public.practitioner p on p.id = c.recorded_by
        where c.id = w.id and c.case_id = d.case_id and p.agency_id = d.from_agency_id)
      when 'plan item' then exists (select from vault.plan_item i where i.id = w.id and i.case_id = d.case_id and i.replaced_at is null)
        and private.sees_plans(d.asked_by, d.case_id) and not exists (select from public.agency a where a.id = d.to_agency_id and a.kind in ('probation', 'cps', 'wcu', 'library'))
      else false end;
    return true;
  end $function$

  grant execute to waymark_app

function public.share_referral(sought uuid, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.share_referral(sought uuid, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update public.sharing_decision d set shared_at = at
    where d.id = sought and d.asked_by = public.current_actor() and d.shared_at is null and d.declined_at is null and d.stopped_at is null
      and exists (select from public.referral r where r.id = d.referral_id and r.case_id = d.case_id and r.sent_by = d.asked_by and r.to_agency_id = d.to_agency_id
        and (r.agreement = 'agreed' or r.approved_by = d.approver_id));
    return found;
  end $function$

  grant execute to waymark_app

function public.shown_by_fact(of_case uuid, fact uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.shown_by_fact(of_case uuid, fact uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.entry e join public.item_grant g on g.record_id = e.id and g.case_id = of_case
      where e.case_id = of_case and e.fact_id = fact and g.agency_id = public.current_agency() and g.ended_at is null and g.until_at > now())
      and not public.current_on_other_side(of_case)
  $function$

  grant execute to waymark_app

function public.shown_by_itself(of_case uuid, record uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.shown_by_itself(of_case uuid, record uuid)
   RETURNS boolean
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select exists (select from public.item_grant g where g.record_id = record and g.case_id = of_case and g.agency_id = public.current_agency()
      and g.ended_at is null and g.until_at > now()) and not public.current_on_other_side(of_case)
  $function$

  grant execute to waymark_app

function public.shut_for_another_look(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.shut_for_another_look(at timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    written uuid[];
    asked integer;
  begin
    with gone as (delete from private.look_again where id in (select l.id from private.look_again l for update skip locked) returning case_id)
    select array_agg(distinct case_id), count(*) into written, asked from gone;
    if asked = 0 then return 0; end if;
    if array_position(written, null) is not null then
      update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, state_before = case f.state when 'checking' then f.state_before else f.state end,
        stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
        where f.state in ('clear', 'held', 'covered', 'released', 'checking');
      update public.release r set to_look_at = true, looks_asked = r.looks_asked + 1 where r.state = 'released' and r.late_entry_id is null;
    else
      update public.evidence_file f set state = 'received', waits_for = '{}', version = f.version + 1, state_before = case f.state when 'checking' then f.state_before else f.state end,
        stood_open_from = private.open_since(f), stood_open_until = private.open_until(f, at)
        where f.case_id = any (written) and f.state in ('clear', 'held', 'covered', 'released', 'checking');
      update public.release r set to_look_at = true, looks_asked = r.looks_asked + 1 where r.case_id = any (written) and r.state = 'released' and r.late_entry_id is null;
    end if;
    return asked;
  end $function$

  grant execute to waymark_worker

function public.sight_of(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.sight_of(who uuid)
   RETURNS TABLE(kind text, case_id uuid, reference text, is_mine boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select g.kind, case when mine.seen then c.id end, case when mine.seen then c.reference end, mine.seen
    from public.case_grant g join public.cases c on c.id = g.case_id
      cross join lateral (select public.actor_has_case(c.id) and c.sealed_at is null as seen) mine
    where g.revoked_at is null and (g.until_at is null or g.until_at > now()) and c.sealed_at is null and not private.is_excluded(who, c.id)
      and c.id <> all (public.current_excluded())
      and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null))
      and exists (select from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id
        where me.id = public.current_actor() and p.id = who and private.supervises(me.role))
  $function$

  grant execute to waymark_app

function public.sign_in_notices(who uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.sign_in_notices(who uuid)
   RETURNS TABLE(what text, device text, at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select what, device, at from sign_in.notice where about_id = who and recipient_id = who and private.may_manage(who) order by at desc limit 20
  $function$

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

function public.stage_moves(of_case uuid, kinds text[])
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.stage_moves(of_case uuid, kinds text[])
   RETURNS TABLE(type text, suspect_id uuid, happened_from timestamp with time zone, "position" integer, undone boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select distinct on (e.fact_id) e.type, e.suspect_id, e.happened_from, e.position, coalesce(e.details ->> 'neverHappened', '') = 'true'
    from public.entry e
    where e.case_id = of_case and e.relation <> 'confirms' and public.actor_has_case(of_case)
      and e.fact_id in (select k.fact_id from public.entry k where k.case_id = of_case and k.type = any (kinds))
    order by e.fact_id, e.position desc
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

function public.stop_sharing(sought uuid, because text, at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.stop_sharing(sought uuid, because text, at timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from public.sharing_decision d where d.id = sought and d.from_agency_id = public.current_agency() and public.actor_has_case(d.case_id))
    then return false; end if;
    return private.end_sharing(sought, because, at);
  end $function$

  grant execute to waymark_app

function public.take_missing_report(new_id uuid, whom text, born date, last_seen text, what text[], by_caller text, by_relation text, by_reach text, came timestamp with time zone, moment timestamp with time zone, due timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.take_missing_report(new_id uuid, whom text, born date, last_seen text, what text[], by_caller text, by_relation text, by_reach text, came timestamp with time zone, moment timestamp with time zone, due timestamp with time zone)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare named uuid;
  begin
    if not private.takes_reports() then return false; end if;
    insert into public.missing_report (id, agency_id, taken_by, taken_at, came_at, name, born_on, said_where, said, caller, caller_is, caller_reached, due_at)
    values (new_id, public.current_agency(), private.bound(1), moment, came, whom, born, last_seen, what, by_caller, by_relation, by_reach, due);
    insert into private.missing_match (report_id, case_id) select new_id, c.id from private.protected_alike(whom, born) as c (id);
    named := private.report_supervisor(new_id);
    update public.missing_report set supervisor_id = named where id = new_id;
    if exists (select from private.missing_match m where m.report_id = new_id) then
      insert into public.alarm (to_id, kind, raised_at) select named, 'missing report', moment where named is not null on conflict do nothing;
    end if;
    -- One name after another is no call: professional standards are told who asks.
    if (select count(*) from public.missing_report r where r.taken_by = private.bound(1) and r.taken_at > moment - interval '1 hour') > 10 then
      insert into public.alarm (to_id, kind, raised_at)
      select p.id, 'many missing reports', moment from public.practitioner p
      where p.agency_id = public.current_agency() and p.role = 'professional-standards' and p.disabled_at is null on conflict do nothing;
    end if;
    return true;
  end $function$

  grant execute to waymark_app

function public.take_sign_in_notice(sought uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.take_sign_in_notice(sought uuid)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.notice set mailed_at = clock_timestamp() where id = sought and mailed_at is null;
    return found;
  end $function$

  grant execute to waymark_worker

function public.terms_of(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.terms_of(of_case uuid)
   RETURNS SETOF public.condition
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select c.* from public.condition c where c.case_id = of_case and public.actor_has_case(of_case) order by c.recorded_at, c.kind $function$

  grant execute to waymark_app

function public.tidy_sign_in(at timestamp with time zone)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.tidy_sign_in(at timestamp with time zone)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare gone integer;
  begin
    delete from sign_in.tries where until <= at;
    get diagnostics gone = row_count;
    delete from sign_in.challenge where ends_at <= clock_timestamp();
    delete from sign_in.notice n where n.at < clock_timestamp() - interval '90 days';
    delete from sign_in.device where last_at < clock_timestamp() - interval '400 days';
    return gone;
  end $function$

  grant execute to waymark_worker

function public.to_protect_on_paper(of_case uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.to_protect_on_paper(of_case uuid)
   RETURNS TABLE(id uuid, person_id uuid, kind text, sealed bytea, name text)
   LANGUAGE plpgsql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not public.actor_has_case(of_case) or of_case = any (public.current_emergency()) or not private.sees_plans(public.current_actor(), of_case) then return; end if;
    return query
      select distinct r.id, r.person_id, r.kind, r.value, null::text from vault.contact_route r join public.party y on y.person_id = r.person_id
        where y.case_id = of_case and r.value is not null
      union all select s.id, s.person_id, s.kind, null::bytea, s.name from public.shared_setting s where s.case_id = of_case and s.kind = 'school';
  end $function$

  grant execute to waymark_app

function public.untold_sign_ins()
  owner waymark_definer
  CREATE OR REPLACE FUNCTION public.untold_sign_ins()
   RETURNS TABLE(id uuid, email text, is_own boolean, what text, at timestamp with time zone)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select n.id, p.email, n.about_id = n.recipient_id, n.what, n.at from sign_in.notice n join public.practitioner p on p.id = n.recipient_id and p.disabled_at is null
    where n.mailed_at is null and n.at > clock_timestamp() - interval '1 day' order by n.at limit 100
  $function$

  grant execute to waymark_worker

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

function sign_in.begin_try(from_address bytea, most integer, at timestamp with time zone, lasting interval)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.begin_try(from_address bytea, most integer, at timestamp with time zone, lasting interval)
   RETURNS timestamp with time zone
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    insert into sign_in.tries as t (from_hash, failures, until) values (from_address, 1, at + lasting)
    on conflict (from_hash) do update set failures = case when t.until > at then t.failures + 1 else 1 end,
      until = case when t.until > at then t.until else excluded.until end
    where t.until <= at or t.failures < most;
    if found then return null; end if;
    return (select until from sign_in.tries where from_hash = from_address);
  end $function$

  grant execute to waymark_sign_in

function sign_in.end_session(old_token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.end_session(old_token text)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ update sign_in.session set revoked_at = clock_timestamp() where token_hash = sha256(convert_to(old_token, 'UTF8')) and revoked_at is null $function$

  grant execute to waymark_sign_in

function sign_in.give_back_try(from_address bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.give_back_try(from_address bytea)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ update sign_in.tries set failures = failures - 1 where from_hash = from_address and failures > 0 $function$

  grant execute to waymark_sign_in

function sign_in.holder_of(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.holder_of(token text)
   RETURNS TABLE(practitioner_id uuid, agency_id uuid, name text, totp_cipher bytea, locked_until timestamp with time zone, has_passkey boolean)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, p.agency_id, p.name, c.totp_cipher, c.locked_until,
      exists (select from sign_in.passkey k where k.practitioner_id = p.id and k.ended_at is null)
    from sign_in.session s join public.practitioner p on p.id = s.practitioner_id and p.disabled_at is null left join sign_in.credential c on c.practitioner_id = p.id
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null
      and s.ends_at > clock_timestamp() and s.seen_at > clock_timestamp() - interval '15 minutes'
  $function$

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

function sign_in.locked_session(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.locked_session(token text)
   RETURNS TABLE(practitioner_id uuid, why text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select p.id, case when s.ends_at <= clock_timestamp() then 'ended' else 'idle' end
    from sign_in.session s join public.practitioner p on p.id = s.practitioner_id and p.disabled_at is null
    where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null and s.ends_at > clock_timestamp() - interval '12 hours'
      and (s.ends_at <= clock_timestamp() or s.seen_at <= clock_timestamp() - interval '15 minutes')
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
    where lower(p.email) = lower(sought_email) and p.disabled_at is null and not private.must_use_organisation(p.id)
  $function$

  grant execute to waymark_sign_in

function sign_in.make_challenge(new_hash bytea, for_purpose text, for_whom uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.make_challenge(new_hash bytea, for_purpose text, for_whom uuid)
   RETURNS void
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select private.keep_challenge(new_hash, for_purpose, for_whom) where for_purpose in ('sign-in', 'confirm') $function$

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

function sign_in.organisation_answered(sought_state_hash bytea, sought_browser_hash bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_answered(sought_state_hash bytea, sought_browser_hash bytea)
   RETURNS TABLE(agency_id uuid, purpose text, session_hash bytea, return_to text, waited integer)
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.organisation_ask a set used_at = clock_timestamp()
    where a.state_hash = sought_state_hash and a.browser_hash = sought_browser_hash and a.used_at is null and a.asked_at > clock_timestamp() - interval '10 minutes'
    returning a.agency_id, a.purpose, a.session_hash, a.return_to, ceil(extract(epoch from clock_timestamp() - a.asked_at))::integer
  $function$

  grant execute to waymark_sign_in

function sign_in.organisation_ask(new_state_hash bytea, new_browser_hash bytea, agency uuid, for_purpose text, of_session bytea, back_to text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_ask(new_state_hash bytea, new_browser_hash bytea, agency uuid, for_purpose text, of_session bytea, back_to text)
   RETURNS void
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    delete from sign_in.organisation_ask where asked_at < clock_timestamp() - interval '1 day';
    insert into sign_in.organisation_ask (state_hash, browser_hash, agency_id, purpose, session_hash, return_to)
    values (new_state_hash, new_browser_hash, agency, for_purpose, of_session, back_to);
  end $function$

  grant execute to waymark_sign_in

function sign_in.organisation_confirm(of_session bytea, agency uuid, at_issuer text, of_subject text, is_strong boolean)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_confirm(of_session bytea, agency uuid, at_issuer text, of_subject text, is_strong boolean)
   RETURNS uuid
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.session s set strong_at = case when is_strong then clock_timestamp() else s.strong_at end
    from sign_in.organisation_subject o
    where s.token_hash = of_session and s.revoked_at is null and s.ends_at > clock_timestamp() and o.practitioner_id = s.practitioner_id
      and o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject
    returning s.practitioner_id
  $function$

  grant execute to waymark_sign_in

function sign_in.organisation_enter(agency uuid, at_issuer text, of_subject text, directory_id text, verified_email text, new_token_hash bytea, length interval, on_device text, from_device bytea, is_strong boolean, sid text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_enter(agency uuid, at_issuer text, of_subject text, directory_id text, verified_email text, new_token_hash bytea, length interval, on_device text, from_device bytea, is_strong boolean, sid text)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare who uuid;
  begin
    if not exists (select from public.single_sign_on s where s.agency_id = agency and s.is_on and s.issuer = at_issuer) then return null; end if;
    select practitioner_id into who from sign_in.organisation_subject o where o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject;
    if who is null then
      select d.practitioner_id into who from public.directory_person d
      where d.agency_id = agency and d.external_id = directory_id and d.removed_at is null;
      if who is null then
        select p.id into who from public.practitioner p where p.agency_id = agency and lower(p.email) = lower(verified_email);
      end if;
    end if;
    if who is null or not exists (select from public.practitioner p where p.id = who and p.agency_id = agency and p.disabled_at is null)
      or exists (select from sign_in.stop where practitioner_id = who)
    then return null; end if;
    insert into sign_in.organisation_subject (agency_id, issuer, subject, practitioner_id) values (agency, at_issuer, of_subject, who) on conflict do nothing;
    -- Somebody else of the organisation has been this person before: not guessed, an administrator makes a link first.
    if not exists (select from sign_in.organisation_subject o where o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject and o.practitioner_id = who)
    then return null; end if;
    update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
    perform private.open_session(who, new_token_hash, length, on_device, 'oidc', is_strong), private.note_device(who, from_device, on_device);
    update sign_in.session set organisation_sid = sid where token_hash = new_token_hash;
    return who;
  end $function$

  grant execute to waymark_sign_in

function sign_in.organisation_of(agency uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_of(agency uuid)
   RETURNS TABLE(agency_id uuid, name text, issuer text, client_id text, secret_cipher bytea, external_claim text, strong_values text[])
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select a.id, a.name, s.issuer, s.client_id, s.secret_cipher, s.external_claim, s.strong_values
    from public.single_sign_on s join public.agency a on a.id = s.agency_id where s.agency_id = agency and s.is_on
  $function$

  grant execute to waymark_sign_in

function sign_in.organisation_out(agency uuid, at_issuer text, of_subject text, of_sid text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisation_out(agency uuid, at_issuer text, of_subject text, of_sid text)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare ended integer;
  begin
    update sign_in.session s set revoked_at = clock_timestamp() from public.practitioner p
    where p.id = s.practitioner_id and p.agency_id = agency and s.method = 'oidc' and s.revoked_at is null
      and (of_sid is null or s.organisation_sid = of_sid) and (of_subject is not null or of_sid is not null)
      and (of_subject is null or exists (select from sign_in.organisation_subject o
        where o.practitioner_id = p.id and o.agency_id = agency and o.issuer = at_issuer and o.subject = of_subject));
    get diagnostics ended = row_count;
    return ended;
  end $function$

  grant execute to waymark_sign_in

function sign_in.organisations_for(domain text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.organisations_for(domain text)
   RETURNS TABLE(agency_id uuid, name text)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select a.id, a.name from public.single_sign_on s join public.agency a on a.id = s.agency_id
    where s.is_on and lower(domain) = any(s.domains) and exists (select from public.practitioner p
      where p.agency_id = a.id and p.disabled_at is null and lower(split_part(p.email, '@', 2)) = lower(domain))
    order by a.name
  $function$

  grant execute to waymark_sign_in

function sign_in.passkey_of(sought bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.passkey_of(sought bytea)
   RETURNS TABLE(id uuid, practitioner_id uuid, agency_id uuid, public_key bytea)
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select k.id, p.id, p.agency_id, k.public_key from sign_in.passkey k join public.practitioner p on p.id = k.practitioner_id
    where k.credential_id = sought and k.ended_at is null and p.disabled_at is null and not private.must_use_organisation(p.id)
  $function$

  grant execute to waymark_sign_in

function sign_in.password_of(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.password_of(token text)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select c.password_hash from sign_in.holder_of(token) h join sign_in.credential c on c.practitioner_id = h.practitioner_id
  $function$

  grant execute to waymark_sign_in

function sign_in.prove_by_code(token text, totp_step bigint)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.prove_by_code(token text, totp_step bigint)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.credential c set totp_last_step = totp_step, failures = 0, locked_until = null from sign_in.holder_of(token) h
    where c.practitioner_id = h.practitioner_id and c.totp_last_step < totp_step and (c.locked_until is null or c.locked_until <= clock_timestamp());
    if not found then return false; end if;
    perform private.mark_proven(token);
    return true;
  end $function$

  grant execute to waymark_sign_in

function sign_in.prove_by_passkey(token text, of_passkey uuid, new_counter bigint)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.prove_by_passkey(token text, of_passkey uuid, new_counter bigint)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    if not exists (select from sign_in.holder_of(token) h join sign_in.passkey k on k.practitioner_id = h.practitioner_id where k.id = of_passkey)
      or not private.count_passkey(of_passkey, new_counter) then return false; end if;
    perform private.mark_proven(token);
    return true;
  end $function$

  grant execute to waymark_sign_in

function sign_in.recovery_of(who uuid, in_slot integer)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.recovery_of(who uuid, in_slot integer)
   RETURNS text
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select code_hash from sign_in.recovery_code where practitioner_id = who and slot = in_slot and used_at is null $function$

  grant execute to waymark_sign_in

function sign_in.renew_token(old_token text, new_token_hash bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.renew_token(old_token text, new_token_hash bytea)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.session set token_hash = new_token_hash where token_hash = sha256(convert_to(old_token, 'UTF8')) and revoked_at is null;
    return found;
  end $function$

  grant execute to waymark_sign_in

function sign_in.seconds_left(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.seconds_left(token text)
   RETURNS integer
   LANGUAGE sql
   STABLE SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    select coalesce((select greatest(0, ceil(extract(epoch from least(s.seen_at + interval '15 minutes', s.ends_at) - clock_timestamp())))::integer
      from sign_in.holder_of(token) h, sign_in.session s where s.token_hash = sha256(convert_to(token, 'UTF8'))), 0)
  $function$

  grant execute to waymark_sign_in

function sign_in.start_passkey_session(of_passkey uuid, new_counter bigint, new_token_hash bytea, length interval, on_device text, from_device bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.start_passkey_session(of_passkey uuid, new_counter bigint, new_token_hash bytea, length interval, on_device text, from_device bytea)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare who uuid;
  begin
    select p.id into who from sign_in.passkey k join public.practitioner p on p.id = k.practitioner_id and p.disabled_at is null
    where k.id = of_passkey and k.ended_at is null;
    if who is null or not private.count_passkey(of_passkey, new_counter) then return false; end if;
    perform private.open_session(who, new_token_hash, length, on_device, 'passkey', true), private.note_device(who, from_device, on_device);
    return true;
  end $function$

  grant execute to waymark_sign_in

function sign_in.start_recovery_session(who uuid, new_token_hash bytea, in_slot integer, known_hash text, length interval, on_device text, from_device bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.start_recovery_session(who uuid, new_token_hash bytea, in_slot integer, known_hash text, length interval, on_device text, from_device bytea)
   RETURNS integer
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    perform from sign_in.credential where practitioner_id = who and (locked_until is null or locked_until <= clock_timestamp()) for update;
    if not found then return null; end if;
    update sign_in.recovery_code set used_at = clock_timestamp()
    where practitioner_id = who and slot = in_slot and code_hash = known_hash and used_at is null;
    if not found then return null; end if;
    update sign_in.credential set failures = 0, locked_until = null where practitioner_id = who;
    perform private.open_session(who, new_token_hash, length, on_device, 'password', true), private.note_device(who, from_device, on_device),
      private.tell_of_sign_in(who, 'recovery code used', on_device);
    return (select count(*)::integer from sign_in.recovery_code where practitioner_id = who and used_at is null);
  end $function$

  grant execute to waymark_sign_in

function sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text, from_device bytea)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.start_session(who uuid, new_token_hash bytea, totp_step bigint, length interval, on_device text, from_device bytea)
   RETURNS boolean
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  begin
    update sign_in.credential set totp_last_step = totp_step, failures = 0, locked_until = null
    where practitioner_id = who and totp_last_step < totp_step and (locked_until is null or locked_until <= clock_timestamp());
    if not found then return false; end if;
    perform private.open_session(who, new_token_hash, length, on_device, 'password', true), private.note_device(who, from_device, on_device);
    return true;
  end $function$

  grant execute to waymark_sign_in

function sign_in.stay(token text)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.stay(token text)
   RETURNS integer
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
    update sign_in.session set seen_at = clock_timestamp()
    where token_hash = sha256(convert_to(token, 'UTF8')) and exists (select from sign_in.holder_of(token));
    select sign_in.seconds_left(token)
  $function$

  grant execute to waymark_sign_in

function sign_in.use_challenge(known_hash bytea, for_purpose text, for_whom uuid)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.use_challenge(known_hash bytea, for_purpose text, for_whom uuid)
   RETURNS boolean
   LANGUAGE sql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$ select for_purpose in ('sign-in', 'confirm') and private.take_challenge(known_hash, for_purpose, for_whom) $function$

  grant execute to waymark_sign_in

function sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint)
  owner waymark_definer
  CREATE OR REPLACE FUNCTION sign_in.use_link(token text, new_password_hash text, new_totp_cipher bytea, totp_step bigint)
   RETURNS uuid
   LANGUAGE plpgsql
   SECURITY DEFINER
   SET search_path TO 'pg_catalog', 'pg_temp'
  AS $function$
  declare
    who uuid;
    kind text;
  begin
    update sign_in.link l set used_at = clock_timestamp() from public.practitioner p
    where l.token_hash = sha256(convert_to(token, 'UTF8')) and l.used_at is null and l.ends_at > clock_timestamp()
      and p.id = l.practitioner_id and p.disabled_at is null
    returning p.id, l.purpose into who, kind;
    if who is null then return null; end if;
    insert into sign_in.credential (practitioner_id, password_hash, totp_cipher, totp_last_step)
    values (who, new_password_hash, new_totp_cipher, totp_step)
    on conflict (practitioner_id) do update set password_hash = excluded.password_hash, totp_cipher = excluded.totp_cipher,
      totp_last_step = excluded.totp_last_step, failures = 0, locked_until = null;
    update sign_in.session set revoked_at = clock_timestamp() where practitioner_id = who and revoked_at is null;
    update public.practitioner set joined_at = coalesce(joined_at, clock_timestamp()) where id = who;
    if kind = 'recover' then perform private.tell_of_sign_in(who, 'recovery link used', null); end if;
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

table private.erased_key
  owner waymark_owner, row-level security forced
  name uuid not null
  erased_at timestamp with time zone not null
  forgotten_at timestamp with time zone
  constraint erased_key_pkey PRIMARY KEY (name)
  CREATE INDEX erased_key_waiting ON private.erased_key USING btree (erased_at) WHERE (forgotten_at IS NULL)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer

table private.keeper
  owner waymark_owner, row-level security forced
  one boolean not null default true
  id uuid not null
  constraint keeper_one_check CHECK (one)
  constraint keeper_pkey PRIMARY KEY (one)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer

table private.look_again
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid
  constraint look_again_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint look_again_pkey PRIMARY KEY (id)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table private.measure_way
  owner waymark_owner, row-level security forced
  kind text not null
  step text not null
  from_state text not null
  to_state text not null
  is_end boolean not null
  not_by text[] not null
  needs_partners boolean not null
  asks_partners text
  needs_step text
  when_marked boolean
  constraint measure_way_asks_partners_check CHECK ((asks_partners = ANY (ARRAY['set'::text, 'take off'::text])))
  constraint measure_way_pkey PRIMARY KEY (kind, step, from_state)
  policy definer_read permissive for select to waymark_definer using (true)
  grant select to waymark_definer

table private.missing_match
  owner waymark_owner, row-level security forced
  report_id uuid not null
  case_id uuid not null
  entry_id uuid
  constraint missing_match_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id) ON DELETE CASCADE
  constraint missing_match_pkey PRIMARY KEY (report_id, case_id)
  constraint missing_match_report_id_fkey FOREIGN KEY (report_id) REFERENCES public.missing_report(id) ON DELETE CASCADE
  CREATE INDEX missing_match_case ON private.missing_match USING btree (case_id)
  CREATE INDEX missing_match_waiting ON private.missing_match USING btree (report_id) WHERE (entry_id IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer

table public.access_request
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  reference text not null
  asker_name text not null
  asker_born_on date
  for_whom text not null
  asks text not null
  received_on date not null
  received_by uuid not null
  received_at timestamp with time zone not null
  delivery text not null
  state text not null default 'received'::text
  identity_how text
  identity_on date
  due_on date
  extended_why text
  standing text
  searched_by uuid
  answer text
  exemption text
  refused_why text
  redacted_by uuid
  pack_for uuid
  pack bytea
  checked_by uuid
  ended_at timestamp with time zone
  ended_by uuid
  pack_until timestamp with time zone
  version integer not null default 1
  constraint access_request_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint access_request_answer_check CHECK ((answer = ANY (ARRAY['pack'::text, 'nothing'::text, 'refused'::text])))
  constraint access_request_check CHECK ((checked_by <> redacted_by))
  constraint access_request_check1 CHECK (((identity_on IS NULL) = (due_on IS NULL)))
  constraint access_request_check2 CHECK (((state = ANY (ARRAY['received'::text, 'identity checked'::text, 'searched'::text])) OR (answer IS NOT NULL)))
  constraint access_request_check3 CHECK (((state = ANY (ARRAY['received'::text, 'identity checked'::text])) OR (standing IS NOT NULL)))
  constraint access_request_check4 CHECK ((((answer = 'refused'::text) = (exemption IS NOT NULL)) AND ((exemption IS NULL) = (refused_why IS NULL))))
  constraint access_request_check5 CHECK (((state <> ALL (ARRAY['checked'::text, 'released'::text, 'refused'::text])) OR (checked_by IS NOT NULL)))
  constraint access_request_checked_by_fkey FOREIGN KEY (checked_by) REFERENCES public.practitioner(id)
  constraint access_request_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint access_request_for_whom_check CHECK ((for_whom = ANY (ARRAY['themselves'::text, 'somebody else'::text])))
  constraint access_request_pack_for_fkey FOREIGN KEY (pack_for) REFERENCES public.person(id)
  constraint access_request_pkey PRIMARY KEY (id)
  constraint access_request_received_by_fkey FOREIGN KEY (received_by) REFERENCES public.practitioner(id)
  constraint access_request_redacted_by_fkey FOREIGN KEY (redacted_by) REFERENCES public.practitioner(id)
  constraint access_request_searched_by_fkey FOREIGN KEY (searched_by) REFERENCES public.practitioner(id)
  constraint access_request_standing_check CHECK ((standing = ANY (ARRAY['harmed'::text, 'limited'::text])))
  constraint access_request_state_check CHECK ((state = ANY (ARRAY['received'::text, 'identity checked'::text, 'searched'::text, 'redacted'::text, 'checked'::text, 'released'::text, 'refused'::text])))
  CREATE INDEX access_request_agency ON public.access_request USING btree (agency_id, received_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_lead permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  policy received_by_the_actor restrictive for insert to waymark_app with check (((received_by = ( SELECT public.current_actor() AS current_actor)) AND (state = 'received'::text)))
  policy worker_reads permissive for select to waymark_worker using ((pack_until IS NOT NULL))
  policy worker_wipes permissive for update to waymark_worker using (((pack_until IS NOT NULL) AND (pack IS NOT NULL))) with check ((pack IS NULL))
  CREATE TRIGGER access_request_moves BEFORE UPDATE ON public.access_request FOR EACH ROW EXECUTE FUNCTION private.access_request_moves()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant select (id) to waymark_worker
  grant select (pack_until) to waymark_worker
  grant select, update (pack) to waymark_worker
  grant update (answer) to waymark_app
  grant update (checked_by) to waymark_app
  grant update (due_on) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (exemption) to waymark_app
  grant update (extended_why) to waymark_app
  grant update (identity_how) to waymark_app
  grant update (identity_on) to waymark_app
  grant update (pack) to waymark_app
  grant update (pack_for) to waymark_app
  grant update (pack_until) to waymark_app
  grant update (redacted_by) to waymark_app
  grant update (refused_why) to waymark_app
  grant update (state) to waymark_app
  grant update (version) to waymark_app

table public.access_step
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  request_id uuid not null
  agency_id uuid not null
  step text not null
  note text
  by_id uuid not null
  at timestamp with time zone not null
  constraint access_step_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint access_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.practitioner(id)
  constraint access_step_pkey PRIMARY KEY (id)
  constraint access_step_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.access_request(id)
  CREATE INDEX access_step_request ON public.access_step USING btree (request_id, at)
  policy by_the_actor restrictive for insert to waymark_app with check ((by_id = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_lead permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table public.access_subject
  owner waymark_owner, row-level security forced
  request_id uuid not null
  agency_id uuid not null
  case_id uuid not null
  person_id uuid not null
  constraint access_subject_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint access_subject_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint access_subject_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint access_subject_pkey PRIMARY KEY (request_id, case_id, person_id)
  constraint access_subject_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.access_request(id)
  policy conflicts_subtracted restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[])))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_lead permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app

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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy by_role restrictive for select to waymark_app using ((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR private.is_of_current_agency(written_by) OR (reviewer_id = ( SELECT public.current_actor() AS current_actor)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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
  policy by_role restrictive for select to waymark_app using ((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR private.is_of_current_agency(reviewed_by) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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
  emergency_look_id uuid
  constraint alarm_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint alarm_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duty(id)
  constraint alarm_emergency_look_id_fkey FOREIGN KEY (emergency_look_id) REFERENCES public.emergency_look(id)
  constraint alarm_pkey PRIMARY KEY (id)
  constraint alarm_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES public.referral(id)
  constraint alarm_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.practitioner(id)
  constraint alarm_to_id_kind_duty_id_key UNIQUE (to_id, kind, duty_id)
  CREATE INDEX alarm_unseen ON public.alarm USING btree (to_id, raised_at) WHERE (seen_at IS NULL)
  CREATE UNIQUE INDEX alarm_emergency ON public.alarm USING btree (to_id, kind, emergency_look_id) WHERE (emergency_look_id IS NOT NULL)
  CREATE UNIQUE INDEX alarm_referral ON public.alarm USING btree (to_id, kind, referral_id) WHERE (referral_id IS NOT NULL)
  CREATE UNIQUE INDEX alarm_without_duty ON public.alarm USING btree (to_id, kind, COALESCE(case_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE ((duty_id IS NULL) AND (referral_id IS NULL) AND (emergency_look_id IS NULL) AND (seen_at IS NULL))
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using ((to_id = ( SELECT public.current_actor() AS current_actor))) with check ((to_id = ( SELECT public.current_actor() AS current_actor)))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  CREATE TRIGGER alarm_reaches AFTER INSERT ON public.alarm FOR EACH ROW EXECUTE FUNCTION private.alarm_reaches()
  CREATE TRIGGER next_who_may BEFORE INSERT ON public.alarm FOR EACH ROW EXECUTE FUNCTION private.next_who_may()
  grant insert, select to waymark_definer
  grant insert, select to waymark_worker
  grant select to waymark_app
  grant update (raised_at) to waymark_worker
  grant update (seen_at) to waymark_app
  grant update (seen_at) to waymark_worker

table public.assessment
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  agency_id uuid not null
  questions jsonb not null
  code text not null
  answers jsonb not null
  risk_to jsonb not null
  asked text not null
  alone text not null
  interpreter text
  count integer
  done_by uuid not null
  done_at timestamp with time zone not null
  constraint assessment_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint assessment_alone_check CHECK ((alone = ANY (ARRAY['yes'::text, 'no'::text, 'not known'::text])))
  constraint assessment_answers_check CHECK ((jsonb_typeof(answers) = 'object'::text))
  constraint assessment_asked_check CHECK ((asked = ANY (ARRAY['the person'::text, 'somebody for them'::text, 'nobody: from records'::text])))
  constraint assessment_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint assessment_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint assessment_count_check CHECK (((count >= 0) AND (count <= 24)))
  constraint assessment_done_by_fkey FOREIGN KEY (done_by) REFERENCES public.practitioner(id)
  constraint assessment_id_case_id_key UNIQUE (id, case_id)
  constraint assessment_pkey PRIMARY KEY (id)
  constraint assessment_risk_to_check CHECK ((jsonb_typeof(risk_to) = 'object'::text))
  CREATE INDEX assessment_case ON public.assessment USING btree (case_id, done_at)
  policy by_role restrictive for select to waymark_app using ((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (EXISTS ( SELECT
     FROM public.risk_level r
    WHERE (r.assessment_id = assessment.id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((done_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = assessment.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = assessment.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = assessment.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = assessment.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

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
  policy by_role restrictive for select to waymark_app using ((('duties'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR private.is_of_current_agency(tried_by) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (case_id = ANY (( SELECT public.current_to_tell() AS current_to_tell)::uuid[]))))
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

table public.attendance
  owner waymark_owner, row-level security forced
  id uuid not null
  agency_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  marks bytea[] not null
  proposed_team_id uuid
  sent_team_id uuid
  sent_at timestamp with time zone
  command_id uuid
  is_exception boolean not null default false
  reviewer_id uuid
  due_at timestamp with time zone
  late_at timestamp with time zone
  outcome text
  said text
  reviewed_by uuid
  reviewed_at timestamp with time zone
  from_device boolean not null default false
  constraint attendance_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint attendance_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint attendance_check CHECK (((sent_team_id IS NULL) = (sent_at IS NULL)))
  constraint attendance_check1 CHECK (((is_exception = (due_at IS NOT NULL)) AND ((reviewer_id IS NULL) OR is_exception)))
  constraint attendance_check2 CHECK ((((outcome IS NULL) = (reviewed_at IS NULL)) AND ((outcome IS NULL) = (reviewed_by IS NULL))))
  constraint attendance_command_id_fkey FOREIGN KEY (command_id) REFERENCES public.practitioner(id)
  constraint attendance_marks_check CHECK ((cardinality(marks) > 0))
  constraint attendance_outcome_check CHECK ((outcome = ANY (ARRAY['right'::text, 'another unit could have gone'::text])))
  constraint attendance_pkey PRIMARY KEY (id)
  constraint attendance_proposed_team_id_fkey FOREIGN KEY (proposed_team_id) REFERENCES public.team(id)
  constraint attendance_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES public.practitioner(id)
  constraint attendance_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES public.practitioner(id)
  constraint attendance_sent_team_id_fkey FOREIGN KEY (sent_team_id) REFERENCES public.team(id)
  CREATE INDEX attendance_asked ON public.attendance USING btree (asked_at)
  CREATE INDEX attendance_reviewer ON public.attendance USING btree (reviewer_id) WHERE is_exception
  CREATE INDEX attendance_waiting ON public.attendance USING btree (due_at) WHERE (is_exception AND (outcome IS NULL))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer

table public.audit
  owner waymark_owner, row-level security forced
  id uuid not null
  at timestamp with time zone not null
  actor_id uuid
  agency_id uuid
  kind text not null
  route text not null
  case_id uuid
  object_id uuid
  detail text
  reference text not null
  form smallint not null
  hmac bytea
  purpose text
  reason_id uuid
  written_at timestamp with time zone not null default clock_timestamp()
  constraint audit_check CHECK (((form = 0) = (hmac IS NULL)))
  constraint audit_kind_check CHECK ((kind = ANY (ARRAY['collect'::text, 'alter'::text, 'consult'::text, 'search'::text, 'disclose'::text, 'export'::text, 'print'::text, 'fail'::text, 'sign-in'::text, 'sign-out'::text])))
  constraint audit_pkey PRIMARY KEY (id)
  CREATE INDEX audit_actor ON public.audit USING btree (actor_id, at)
  CREATE INDEX audit_agency ON public.audit USING btree (agency_id, at)
  CREATE INDEX audit_case ON public.audit USING btree (case_id, at) WHERE (case_id IS NOT NULL)
  CREATE INDEX audit_for_misuse ON public.audit USING btree (actor_id, at) WHERE ((actor_id IS NOT NULL) AND ((kind = ANY (ARRAY['export'::text, 'print'::text, 'disclose'::text, 'fail'::text])) OR ((kind = 'search'::text) AND (detail = 'own name'::text)) OR ((case_id IS NOT NULL) AND (kind = 'consult'::text) AND ((purpose IS NULL) OR (purpose = ANY (ARRAY['team'::text, 'stated'::text, 'emergency'::text, 'none'::text]))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_rows permissive for insert to waymark_app with check (((form > 0) AND (NOT (actor_id IS DISTINCT FROM ( SELECT public.current_actor() AS current_actor))) AND (NOT (agency_id IS DISTINCT FROM ( SELECT public.current_agency() AS current_agency)))))
  policy sign_in_rows permissive for insert to waymark_sign_in with check (((form > 0) AND (kind = ANY (ARRAY['sign-in'::text, 'sign-out'::text, 'fail'::text])) AND (case_id IS NULL)))
  policy worker_rows permissive for insert to waymark_worker with check (((form > 0) AND (actor_id IS NULL) AND (agency_id IS NULL)))
  policy worker_seals permissive for select to waymark_worker using (true)
  CREATE TRIGGER wait_for_seal AFTER INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION private.wait_for_seal()
  grant insert (actor_id) to waymark_app
  grant insert (actor_id) to waymark_sign_in
  grant insert (actor_id) to waymark_worker
  grant insert (agency_id) to waymark_app
  grant insert (agency_id) to waymark_sign_in
  grant insert (agency_id) to waymark_worker
  grant insert (at) to waymark_app
  grant insert (at) to waymark_sign_in
  grant insert (at) to waymark_worker
  grant insert (case_id) to waymark_app
  grant insert (case_id) to waymark_sign_in
  grant insert (case_id) to waymark_worker
  grant insert (detail) to waymark_app
  grant insert (detail) to waymark_sign_in
  grant insert (detail) to waymark_worker
  grant insert (form) to waymark_app
  grant insert (form) to waymark_sign_in
  grant insert (form) to waymark_worker
  grant insert (hmac) to waymark_app
  grant insert (hmac) to waymark_sign_in
  grant insert (hmac) to waymark_worker
  grant insert (id) to waymark_app
  grant insert (id) to waymark_sign_in
  grant insert (id) to waymark_worker
  grant insert (kind) to waymark_app
  grant insert (kind) to waymark_sign_in
  grant insert (kind) to waymark_worker
  grant insert (object_id) to waymark_app
  grant insert (object_id) to waymark_sign_in
  grant insert (object_id) to waymark_worker
  grant insert (purpose) to waymark_app
  grant insert (purpose) to waymark_sign_in
  grant insert (purpose) to waymark_worker
  grant insert (reason_id) to waymark_app
  grant insert (reason_id) to waymark_sign_in
  grant insert (reason_id) to waymark_worker
  grant insert (reference) to waymark_app
  grant insert (reference) to waymark_sign_in
  grant insert (reference) to waymark_worker
  grant insert (route) to waymark_app
  grant insert (route) to waymark_sign_in
  grant insert (route) to waymark_worker
  grant select to waymark_definer
  grant select to waymark_worker

table public.audit_batch
  owner waymark_owner, row-level security forced
  number bigint not null
  form smallint not null
  rows integer not null
  first_at timestamp with time zone
  last_at timestamp with time zone
  sealed_at timestamp with time zone not null
  root bytea not null
  previous bytea
  signature bytea not null
  constraint audit_batch_form_check CHECK ((form > 0))
  constraint audit_batch_number_check CHECK ((number > 0))
  constraint audit_batch_pkey PRIMARY KEY (number)
  constraint audit_batch_rows_check CHECK ((rows >= 0))
  policy all_read permissive for select to waymark_app using (true)
  policy definer_reads permissive for select to waymark_definer using (true)
  policy worker_adds permissive for insert to waymark_worker with check (true)
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_worker
  grant select (number) to waymark_app
  grant select (sealed_at) to waymark_app
  grant select to waymark_definer

table public.audit_place
  owner waymark_owner, row-level security forced
  batch bigint not null
  "position" integer not null
  audit_id uuid not null
  constraint audit_place_audit_id_key UNIQUE (audit_id)
  constraint audit_place_pkey PRIMARY KEY (batch, "position")
  constraint audit_place_position_check CHECK (("position" > 0))
  policy definer_reads permissive for select to waymark_definer using (true)
  policy worker_adds permissive for insert to waymark_worker with check (true)
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_worker
  grant select to waymark_definer

table public.audit_waiting
  owner waymark_owner, row-level security forced
  audit_id uuid not null
  constraint audit_waiting_pkey PRIMARY KEY (audit_id)
  policy definer_adds permissive for insert to waymark_definer with check (true)
  policy worker_reads permissive for select to waymark_worker using (true)
  policy worker_takes permissive for delete to waymark_worker using (true)
  grant delete, select to waymark_worker
  grant insert to waymark_definer

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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = behaviour.entry_id) AND (e.case_id = behaviour.case_id))))))
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
  policy by_role restrictive for select to waymark_app using ((('justice'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = breach_action.entry_id) AND (e.case_id = breach_action.case_id))))))
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

table public.bundle
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  agency_id uuid not null
  made_by uuid not null
  made_at timestamp with time zone not null
  recipient_id uuid
  outside_kind text
  outside_name text
  why text not null
  items jsonb not null
  state text not null default 'waiting'::text
  since timestamp with time zone not null
  begun_at timestamp with time zone
  tries integer not null default 0
  pages integer
  pages_read integer not null default 0
  checked_at timestamp with time zone
  found jsonb not null default '[]'::jsonb
  failed_as text
  source_hash bytea not null
  content_hash bytea
  plan bytea
  paper bytea
  readings bytea
  version integer not null default 1
  constraint bundle_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint bundle_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint bundle_check CHECK (((num_nonnulls(recipient_id, outside_name) = 1) AND ((outside_name IS NULL) = (outside_kind IS NULL))))
  constraint bundle_check1 CHECK (((state = 'failed'::text) = (failed_as IS NOT NULL)))
  constraint bundle_check2 CHECK (((state = 'held'::text) = (found <> '[]'::jsonb)))
  constraint bundle_check3 CHECK (((state = 'clear'::text) = (content_hash IS NOT NULL)))
  constraint bundle_content_hash_check CHECK ((length(content_hash) = 32))
  constraint bundle_found_check CHECK ((jsonb_typeof(found) = 'array'::text))
  constraint bundle_id_case_id_key UNIQUE (id, case_id)
  constraint bundle_items_check CHECK (((jsonb_typeof(items) = 'array'::text) AND ((jsonb_array_length(items) >= 1) AND (jsonb_array_length(items) <= 200))))
  constraint bundle_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint bundle_outside_name_check CHECK ((outside_name <> ''::text))
  constraint bundle_pkey PRIMARY KEY (id)
  constraint bundle_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES public.practitioner(id)
  constraint bundle_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'reading'::text, 'clear'::text, 'held'::text, 'stopped'::text, 'failed'::text])))
  constraint bundle_why_check CHECK ((why <> ''::text))
  CREATE INDEX bundle_case ON public.bundle USING btree (case_id, made_at)
  CREATE INDEX bundle_to_read ON public.bundle USING btree (since) WHERE (state = ANY (ARRAY['waiting'::text, 'reading'::text]))
  policy by_the_actor restrictive for insert to waymark_app with check (((made_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy for_the_two restrictive for select to waymark_app using ((((made_by = ( SELECT public.current_actor() AS current_actor)) OR (EXISTS ( SELECT
     FROM public.release r
    WHERE ((r.bundle_id = bundle.id) AND (r.case_id = bundle.case_id) AND (r.approver_id = ( SELECT public.current_actor() AS current_actor)))))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id))))
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = bundle.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = bundle.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = bundle.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = bundle.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  CREATE TRIGGER bundle_moves BEFORE INSERT OR UPDATE ON public.bundle FOR EACH ROW EXECUTE FUNCTION private.bundle_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (begun_at) to waymark_app
  grant update (begun_at) to waymark_worker
  grant update (checked_at) to waymark_app
  grant update (checked_at) to waymark_worker
  grant update (content_hash) to waymark_app
  grant update (content_hash) to waymark_worker
  grant update (failed_as) to waymark_app
  grant update (failed_as) to waymark_worker
  grant update (found) to waymark_app
  grant update (found) to waymark_worker
  grant update (items) to waymark_app
  grant update (pages) to waymark_app
  grant update (pages) to waymark_worker
  grant update (pages_read) to waymark_app
  grant update (pages_read) to waymark_worker
  grant update (paper) to waymark_app
  grant update (paper) to waymark_worker
  grant update (plan) to waymark_app
  grant update (readings) to waymark_app
  grant update (readings) to waymark_worker
  grant update (since) to waymark_app
  grant update (source_hash) to waymark_app
  grant update (state) to waymark_app
  grant update (state) to waymark_worker
  grant update (tries) to waymark_app
  grant update (tries) to waymark_worker
  grant update (version) to waymark_app
  grant update (version) to waymark_worker

table public.case_exclusion
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  practitioner_id uuid not null
  ground text not null
  source text not null
  person_id uuid
  declared_by uuid
  said text
  at timestamp with time zone not null
  release_by uuid
  release_because text
  release_at timestamp with time zone
  ended_at timestamp with time zone
  ended_because text
  ended_by uuid
  constraint case_exclusion_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint case_exclusion_check CHECK (((release_by IS NULL) = (release_because IS NULL)))
  constraint case_exclusion_check1 CHECK (((release_by IS NULL) = (release_at IS NULL)))
  constraint case_exclusion_check2 CHECK (((ended_at IS NULL) = (ended_because IS NULL)))
  constraint case_exclusion_check3 CHECK ((ended_by <> release_by))
  constraint case_exclusion_check4 CHECK (((ended_by IS NULL) OR (ground <> 'self'::text)))
  constraint case_exclusion_declared_by_fkey FOREIGN KEY (declared_by) REFERENCES public.practitioner(id)
  constraint case_exclusion_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint case_exclusion_ground_check CHECK ((ground = ANY (ARRAY['self'::text, 'partner'::text, 'former partner'::text, 'kin'::text, 'household'::text, 'friend'::text, 'address'::text, 'phone'::text, 'e-mail'::text, 'own team'::text, 'employer'::text, 'other'::text])))
  constraint case_exclusion_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint case_exclusion_pkey PRIMARY KEY (id)
  constraint case_exclusion_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint case_exclusion_release_by_fkey FOREIGN KEY (release_by) REFERENCES public.practitioner(id)
  constraint case_exclusion_source_check CHECK ((source = ANY (ARRAY['computed'::text, 'declared'::text])))
  CREATE INDEX case_exclusion_case ON public.case_exclusion USING btree (case_id, practitioner_id)
  CREATE INDEX case_exclusion_practitioner ON public.case_exclusion USING btree (practitioner_id) INCLUDE (case_id) WHERE (ended_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  CREATE TRIGGER conflict_found AFTER INSERT ON public.case_exclusion FOR EACH ROW EXECUTE FUNCTION private.conflict_found()
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
  kind text not null default 'named'::text
  constraint case_grant_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint case_grant_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint case_grant_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES public.practitioner(id)
  constraint case_grant_kind_check CHECK ((kind = ANY (ARRAY['lead'::text, 'team'::text, 'named'::text, 'task'::text, 'referral'::text, 'listing'::text, 'emergency'::text])))
  constraint case_grant_pkey PRIMARY KEY (case_id, grantee_id, granted_at)
  CREATE INDEX case_grant_emergency ON public.case_grant USING btree (grantee_id, case_id) WHERE ((kind = 'emergency'::text) AND (revoked_at IS NULL))
  CREATE INDEX case_grant_grantee ON public.case_grant USING btree (grantee_id, case_id) INCLUDE (until_at) WHERE (revoked_at IS NULL)
  policy conflicts_subtracted restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[])))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_grants permissive for select to waymark_app using ((grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
  CREATE CONSTRAINT TRIGGER leads_are_real AFTER UPDATE OF until_at, revoked_at ON public.case_grant DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new.until_at IS NOT NULL) OR (new.revoked_at IS NOT NULL))) EXECUTE FUNCTION private.leads_are_real()
  CREATE TRIGGER administrator_has_no_case BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.administrator_has_no_case()
  CREATE TRIGGER excluded_gets_nothing BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.excluded_gets_nothing()
  CREATE TRIGGER excluded_keeps_nothing BEFORE UPDATE OF revoked_at, until_at ON public.case_grant FOR EACH ROW WHEN ((new.revoked_at IS NULL)) EXECUTE FUNCTION private.excluded_gets_nothing()
  CREATE TRIGGER lead_sees_for_a_request BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.lead_sees_for_a_request()
  CREATE TRIGGER library_sees_its_own BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.library_sees_its_own()
  CREATE TRIGGER one_side_only BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.one_side_only()
  CREATE TRIGGER say_kind_of_grant BEFORE INSERT OR UPDATE OF reason ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.say_kind_of_grant()
  CREATE TRIGGER sight_ended AFTER UPDATE OF revoked_at ON public.case_grant FOR EACH ROW WHEN (((new.revoked_at IS NOT NULL) AND (old.revoked_at IS NULL))) EXECUTE FUNCTION private.sight_ended()
  CREATE TRIGGER team_sees_no_sealed_case BEFORE INSERT ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.team_sees_no_sealed_case()
  CREATE TRIGGER then_emergency_lets_nobody_in BEFORE INSERT OR UPDATE OF until_at, revoked_at, grantee_id, kind ON public.case_grant FOR EACH ROW EXECUTE FUNCTION private.emergency_lets_nobody_in()
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.case_seal
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  member text not null
  handled_by text not null
  agreement text
  alternate text not null
  colleague_id uuid
  colleague_asked text
  standards_id uuid
  written_by uuid not null
  written_at timestamp with time zone not null
  constraint case_seal_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint case_seal_check CHECK (((colleague_id IS NULL) = (colleague_asked IS NULL)))
  constraint case_seal_colleague_id_fkey FOREIGN KEY (colleague_id) REFERENCES public.practitioner(id)
  constraint case_seal_member_check CHECK ((member = ANY (ARRAY['harmed'::text, 'worried about their own behaviour'::text, 'reported'::text])))
  constraint case_seal_pkey PRIMARY KEY (id)
  constraint case_seal_standards_id_fkey FOREIGN KEY (standards_id) REFERENCES public.practitioner(id)
  constraint case_seal_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX case_seal_case ON public.case_seal USING btree (case_id, written_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = case_seal.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = case_seal.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = case_seal.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = case_seal.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
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
  sealed_at timestamp with time zone
  sealed_by uuid
  sealed_because text
  constraint "an open case has a risk lead, a plan lead and a contact lead (I" CHECK (((state = 'closed'::text) OR ((risk_lead_id IS NOT NULL) AND (plan_lead_id IS NOT NULL) AND (contact_lead_id IS NOT NULL))))
  constraint cases_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint cases_check CHECK ((((state = 'closed'::text) = (closed_at IS NOT NULL)) AND ((state <> 'closed'::text) OR (closed_as IS NOT NULL))))
  constraint cases_check1 CHECK (((sealed_at IS NULL) = (sealed_because IS NULL)))
  constraint cases_closed_as_check CHECK ((closed_as = ANY (ARRAY['ended'::text, 'recorded in error'::text, 'double of another case'::text, 'moved to another area'::text])))
  constraint cases_closing_by_fkey FOREIGN KEY (closing_by) REFERENCES public.practitioner(id)
  constraint cases_contact_lead_id_fkey FOREIGN KEY (contact_lead_id) REFERENCES public.practitioner(id)
  constraint cases_double_of_fkey FOREIGN KEY (double_of) REFERENCES public.cases(id)
  constraint cases_level_check CHECK ((level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint cases_opened_by_fkey FOREIGN KEY (opened_by) REFERENCES public.practitioner(id)
  constraint cases_pkey PRIMARY KEY (id)
  constraint cases_plan_lead_id_fkey FOREIGN KEY (plan_lead_id) REFERENCES public.practitioner(id)
  constraint cases_risk_lead_id_fkey FOREIGN KEY (risk_lead_id) REFERENCES public.practitioner(id)
  constraint cases_sealed_by_fkey FOREIGN KEY (sealed_by) REFERENCES public.practitioner(id)
  constraint cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'closing'::text, 'closed'::text])))
  CREATE INDEX cases_contact_lead ON public.cases USING btree (contact_lead_id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_open ON public.cases USING btree (id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_plan_lead ON public.cases USING btree (plan_lead_id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_reference ON public.cases USING btree (reference)
  CREATE INDEX cases_review ON public.cases USING btree (level_review_on) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_risk_lead ON public.cases USING btree (risk_lead_id) WHERE (state <> 'closed'::text)
  CREATE INDEX cases_sealed ON public.cases USING btree (id) WHERE (sealed_at IS NOT NULL)
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
  CREATE CONSTRAINT TRIGGER excluded_leads_nothing AFTER INSERT OR UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id, state ON public.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.excluded_leads_nothing()
  CREATE CONSTRAINT TRIGGER leads_are_real AFTER INSERT OR UPDATE OF state, risk_lead_id, plan_lead_id, contact_lead_id ON public.cases DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.leads_are_real()
  CREATE TRIGGER case_opened AFTER INSERT ON public.cases FOR EACH ROW EXECUTE FUNCTION private.case_opened()
  CREATE TRIGGER lead_moved AFTER UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.lead_moved()
  CREATE TRIGGER lead_moves_by_handover BEFORE UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.lead_moves_by_handover()
  CREATE TRIGGER one_side_only BEFORE UPDATE OF risk_lead_id, plan_lead_id, contact_lead_id ON public.cases FOR EACH ROW EXECUTE FUNCTION private.one_side_only()
  CREATE TRIGGER plans_archived AFTER UPDATE OF state ON public.cases FOR EACH ROW WHEN (((new.state = 'closed'::text) AND (old.state <> 'closed'::text))) EXECUTE FUNCTION private.plans_archived()
  CREATE TRIGGER police_cards_end AFTER UPDATE OF state ON public.cases FOR EACH ROW WHEN (((new.state = 'closed'::text) AND (old.state <> 'closed'::text))) EXECUTE FUNCTION private.police_cards_end()
  CREATE TRIGGER seal_ends_emergency AFTER UPDATE OF sealed_at ON public.cases FOR EACH ROW WHEN (((new.sealed_at IS NOT NULL) AND (old.sealed_at IS NULL))) EXECUTE FUNCTION private.seal_ends_emergency()
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
  policy by_role restrictive for select to waymark_app using ((('justice'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = checked_point.entry_id) AND (e.case_id = checked_point.case_id))))))
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

table public.child_answer
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  child_id uuid not null
  entry_id uuid not null
  answer text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint child_answer_answer_check CHECK ((answer = ANY (ARRAY['yes'::text, 'not sure'::text, 'no'::text, 'not asked'::text])))
  constraint child_answer_case_id_child_id_fkey FOREIGN KEY (case_id, child_id) REFERENCES public.party(case_id, person_id)
  constraint child_answer_case_id_entry_id_child_id_key UNIQUE (case_id, entry_id, child_id)
  constraint child_answer_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint child_answer_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint child_answer_pkey PRIMARY KEY (id)
  constraint child_answer_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  CREATE INDEX child_answer_child ON public.child_answer USING btree (case_id, child_id)
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = child_answer.entry_id) AND (e.case_id = child_answer.case_id))))))
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_answer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_answer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_answer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_answer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.child_effect
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  child_id uuid not null
  entry_id uuid not null
  fact_id uuid not null
  kind text not null
  seen_on date not null
  seen_by text not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint child_effect_case_id_child_id_fkey FOREIGN KEY (case_id, child_id) REFERENCES public.party(case_id, person_id)
  constraint child_effect_case_id_entry_id_child_id_key UNIQUE (case_id, entry_id, child_id)
  constraint child_effect_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint child_effect_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint child_effect_kind_check CHECK ((kind = ANY (ARRAY['inward'::text, 'outward'::text])))
  constraint child_effect_pkey PRIMARY KEY (id)
  constraint child_effect_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  constraint child_effect_seen_by_check CHECK ((seen_by <> ''::text))
  CREATE INDEX child_effect_child ON public.child_effect USING btree (case_id, child_id)
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = child_effect.entry_id) AND (e.case_id = child_effect.case_id))))))
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_effect.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_effect.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_effect.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_effect.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
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
  constraint child_exposure_how_check CHECK ((how = ANY (ARRAY['saw it'::text, 'heard it from another room'::text, 'saw injuries or distress after'::text, 'was hurt nearby or while trying to stop it'::text, 'was there, not known how'::text, 'saw or heard it'::text, 'in another room'::text, 'felt it afterwards'::text])))
  constraint child_exposure_pkey PRIMARY KEY (case_id, entry_id, child_id)
  constraint child_exposure_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = child_exposure.entry_id) AND (e.case_id = child_exposure.case_id))))))
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

table public.child_notice
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  child_id uuid not null
  entry_id uuid not null
  fact_id uuid not null
  kind text not null
  told_who text not null
  told_at timestamp with time zone not null
  reference text
  voice text
  is_home_educated boolean not null default false
  asks_again boolean not null default false
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint child_notice_case_id_child_id_fkey FOREIGN KEY (case_id, child_id) REFERENCES public.party(case_id, person_id)
  constraint child_notice_case_id_entry_id_child_id_key UNIQUE (case_id, entry_id, child_id)
  constraint child_notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint child_notice_check CHECK (((kind = 'services'::text) OR (NOT asks_again)))
  constraint child_notice_check1 CHECK (((kind = 'school'::text) OR (NOT is_home_educated)))
  constraint child_notice_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint child_notice_kind_check CHECK ((kind = ANY (ARRAY['services'::text, 'school'::text])))
  constraint child_notice_pkey PRIMARY KEY (id)
  constraint child_notice_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  constraint child_notice_reference_check CHECK ((reference <> ''::text))
  constraint child_notice_told_who_check CHECK ((told_who <> ''::text))
  constraint child_notice_voice_check CHECK ((voice <> ''::text))
  CREATE INDEX child_notice_child ON public.child_notice USING btree (case_id, child_id)
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = child_notice.entry_id) AND (e.case_id = child_notice.case_id))))))
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_notice.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_notice.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_notice.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = child_notice.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.complex_case
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  fact_id uuid not null
  agency_id uuid not null
  reason text not null
  owner_id uuid not null
  marked_by uuid not null
  marked_at timestamp with time zone not null
  outcome text
  met_on date
  said text
  closed_by uuid
  closed_at timestamp with time zone
  constraint complex_case_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint complex_case_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint complex_case_check CHECK ((((outcome IS NULL) = (closed_at IS NULL)) AND ((outcome IS NULL) = (closed_by IS NULL)) AND ((outcome IS NULL) OR (said IS NOT NULL))))
  constraint complex_case_check1 CHECK ((COALESCE((outcome = 'held'::text), false) = (met_on IS NOT NULL)))
  constraint complex_case_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES public.practitioner(id)
  constraint complex_case_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES public.practitioner(id)
  constraint complex_case_outcome_check CHECK ((outcome = ANY (ARRAY['held'::text, 'called off'::text])))
  constraint complex_case_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.practitioner(id)
  constraint complex_case_pkey PRIMARY KEY (id)
  constraint complex_case_reason_check CHECK ((reason <> ''::text))
  CREATE INDEX complex_case_case ON public.complex_case USING btree (case_id, marked_at)
  policy by_role restrictive for select to waymark_app using (((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((marked_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (outcome IS NULL)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = complex_case.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = complex_case.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = complex_case.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = complex_case.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER complex_case_moves BEFORE UPDATE ON public.complex_case FOR EACH ROW EXECUTE FUNCTION private.complex_case_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (closed_at) to waymark_app
  grant update (closed_by) to waymark_app
  grant update (met_on) to waymark_app
  grant update (outcome) to waymark_app
  grant update (said) to waymark_app

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
  policy by_role restrictive for select to waymark_app using ((('orders'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (case_id = ANY (( SELECT public.current_to_tell() AS current_to_tell)::uuid[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = condition.entry_id) AND (e.case_id = condition.case_id)))) OR public.shown_by_itself(case_id, id)))
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

table public.connection
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  practitioner_id uuid not null
  relation text not null
  source text not null
  given_by uuid
  given_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint connection_given_by_fkey FOREIGN KEY (given_by) REFERENCES public.practitioner(id)
  constraint connection_pkey PRIMARY KEY (id)
  constraint connection_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint connection_relation_check CHECK ((relation = ANY (ARRAY['self'::text, 'partner'::text, 'former partner'::text, 'kin'::text, 'household'::text, 'friend'::text, 'other'::text])))
  constraint connection_source_check CHECK ((source = ANY (ARRAY['own'::text, 'supervisor'::text, 'employer'::text, 'case'::text])))
  CREATE INDEX connection_practitioner ON public.connection USING btree (practitioner_id) WHERE (ended_at IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer

table public.connection_token
  owner waymark_owner, row-level security forced
  connection_id uuid not null
  kind text not null
  token bytea not null
  constraint connection_token_connection_id_fkey FOREIGN KEY (connection_id) REFERENCES public.connection(id)
  constraint connection_token_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'phone'::text, 'e-mail'::text, 'address'::text])))
  constraint connection_token_pkey PRIMARY KEY (connection_id, kind, token)
  constraint connection_token_token_check CHECK ((octet_length(token) = 32))
  CREATE INDEX connection_token_token ON public.connection_token USING btree (token, kind)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  CREATE CONSTRAINT TRIGGER tokens_meet AFTER INSERT ON public.connection_token DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.tokens_meet()
  grant insert, select, update to waymark_definer

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
  policy by_role restrictive for select to waymark_app using ((('safe contact'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR private.is_of_current_agency(shared_by) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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

table public.desk_message
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  kind text not null
  from_id uuid
  to_id uuid
  readers uuid[] not null default '{}'::uuid[]
  hidden_from uuid[] not null default '{}'::uuid[]
  about text not null
  said text not null
  sent_at timestamp with time zone not null
  case_id uuid
  done_by uuid
  done_at timestamp with time zone
  done_as text
  constraint desk_message_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint desk_message_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint desk_message_check CHECK ((((done_by IS NULL) = (done_at IS NULL)) AND ((done_by IS NULL) = (done_as IS NULL))))
  constraint desk_message_done_by_fkey FOREIGN KEY (done_by) REFERENCES public.practitioner(id)
  constraint desk_message_from_id_fkey FOREIGN KEY (from_id) REFERENCES public.practitioner(id)
  constraint desk_message_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'past looks'::text])))
  constraint desk_message_pkey PRIMARY KEY (id)
  constraint desk_message_to_id_fkey FOREIGN KEY (to_id) REFERENCES public.practitioner(id)
  CREATE INDEX desk_message_agency ON public.desk_message USING btree (agency_id, sent_at) WHERE (done_at IS NULL)
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy readers_answer permissive for update to waymark_app using (((done_at IS NULL) AND (from_id IS DISTINCT FROM ( SELECT public.current_actor() AS current_actor)) AND (( SELECT public.current_actor() AS current_actor) <> ALL (hidden_from)) AND ((to_id = ( SELECT public.current_actor() AS current_actor)) OR (( SELECT public.current_actor() AS current_actor) = ANY (readers)) OR ((to_id IS NULL) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_safeguarding() AS current_is_safeguarding))))) with check ((done_by = ( SELECT public.current_actor() AS current_actor)))
  policy readers_read permissive for select to waymark_app using (((from_id IS DISTINCT FROM ( SELECT public.current_actor() AS current_actor)) AND (( SELECT public.current_actor() AS current_actor) <> ALL (hidden_from)) AND ((to_id = ( SELECT public.current_actor() AS current_actor)) OR (( SELECT public.current_actor() AS current_actor) = ANY (readers)) OR ((to_id IS NULL) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_safeguarding() AS current_is_safeguarding)))))
  grant insert, select, update to waymark_definer
  grant select to waymark_app
  grant update (case_id) to waymark_app
  grant update (done_as) to waymark_app
  grant update (done_at) to waymark_app
  grant update (done_by) to waymark_app

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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (cancelled_at) to waymark_app

table public.device_kind
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  name text not null
  purpose text not null
  route text not null
  consent text not null
  test_days integer not null
  reason text not null
  added_by uuid
  added_at timestamp with time zone not null
  retired_by uuid
  retired_at timestamp with time zone
  constraint device_kind_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint device_kind_check CHECK (((retired_by IS NULL) = (retired_at IS NULL)))
  constraint device_kind_consent_check CHECK ((consent <> ''::text))
  constraint device_kind_name_check CHECK ((name <> ''::text))
  constraint device_kind_pkey PRIMARY KEY (id)
  constraint device_kind_purpose_check CHECK ((purpose <> ''::text))
  constraint device_kind_reason_check CHECK ((reason <> ''::text))
  constraint device_kind_retired_by_fkey FOREIGN KEY (retired_by) REFERENCES public.practitioner(id)
  constraint device_kind_route_check CHECK ((route <> ''::text))
  constraint device_kind_test_days_check CHECK (((test_days >= 1) AND (test_days <= 366)))
  CREATE UNIQUE INDEX device_kind_name ON public.device_kind USING btree (lower(name)) WHERE (retired_at IS NULL)
  policy definer_read permissive for select to waymark_definer using (true)
  policy staff_add permissive for insert to waymark_app with check (((added_by = ( SELECT public.current_actor() AS current_actor)) AND (( SELECT public.current_person() AS current_person) IS NOT NULL) AND (retired_at IS NULL)))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy staff_retire permissive for update to waymark_app using (((( SELECT public.current_person() AS current_person) IS NOT NULL) AND (retired_at IS NULL))) with check ((retired_by = ( SELECT public.current_actor() AS current_actor)))
  grant insert, select to waymark_app
  grant select to waymark_definer
  grant update (retired_at) to waymark_app
  grant update (retired_by) to waymark_app

table public.device_number
  owner waymark_owner, row-level security forced
  measure_id uuid not null
  case_id uuid not null
  person_id uuid not null
  token bytea not null
  is_current boolean not null
  constraint device_number_measure_id_case_id_person_id_fkey FOREIGN KEY (measure_id, case_id, person_id) REFERENCES public.measure(id, case_id, person_id)
  constraint device_number_pkey PRIMARY KEY (measure_id, token)
  constraint device_number_token_check CHECK ((octet_length(token) = 32))
  CREATE INDEX device_number_case ON public.device_number USING btree (case_id)
  CREATE INDEX device_number_token ON public.device_number USING btree (token)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

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

table public.directory_group
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  external_id text
  name text not null
  team_id uuid
  role text
  removed_at timestamp with time zone
  made_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  constraint directory_group_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint directory_group_pkey PRIMARY KEY (id)
  constraint directory_group_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(id)
  CREATE INDEX directory_group_agency ON public.directory_group USING btree (agency_id)
  policy administrator permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_team restrictive for update to waymark_app using (true) with check (((team_id IS NULL) OR (EXISTS ( SELECT
     FROM public.team t
    WHERE ((t.id = directory_group.team_id) AND (t.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app
  grant update (role) to waymark_app
  grant update (team_id) to waymark_app

table public.directory_key
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  name text not null
  token_hash bytea not null
  made_by uuid not null
  made_at timestamp with time zone not null
  seen_at timestamp with time zone
  ended_at timestamp with time zone
  constraint directory_key_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint directory_key_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint directory_key_pkey PRIMARY KEY (id)
  constraint directory_key_token_hash_key UNIQUE (token_hash)
  policy administrator permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy by_the_actor restrictive for insert to waymark_app with check ((made_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant update (ended_at) to waymark_app

table public.directory_member
  owner waymark_owner, row-level security forced
  group_id uuid not null
  practitioner_id uuid not null
  gave_team_id uuid
  removed_at timestamp with time zone
  constraint directory_member_gave_team_id_fkey FOREIGN KEY (gave_team_id) REFERENCES public.team(id)
  constraint directory_member_group_id_fkey FOREIGN KEY (group_id) REFERENCES public.directory_group(id)
  constraint directory_member_pkey PRIMARY KEY (group_id, practitioner_id)
  constraint directory_member_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX directory_member_practitioner ON public.directory_member USING btree (practitioner_id)
  policy administrator permissive for select to waymark_app using ((( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.directory_group g
    WHERE ((g.id = directory_member.group_id) AND (g.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app

table public.directory_person
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  agency_id uuid not null
  user_name text not null
  external_id text
  given_name text
  family_name text
  department text
  words text[] not null default '{}'::text[]
  is_active boolean not null
  removed_at timestamp with time zone
  given_role text
  role_state text not null default 'no word'::text
  made_at timestamp with time zone not null
  changed_at timestamp with time zone not null
  constraint directory_person_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint directory_person_pkey PRIMARY KEY (practitioner_id)
  constraint directory_person_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint directory_person_role_state_check CHECK ((role_state = ANY (ARRAY['given'::text, 'no word'::text, 'unknown word'::text, 'two roles'::text, 'hands over first'::text, 'break glass'::text])))
  CREATE UNIQUE INDEX directory_person_external ON public.directory_person USING btree (agency_id, external_id)
  CREATE UNIQUE INDEX directory_person_name ON public.directory_person USING btree (agency_id, lower(user_name))
  policy administrator permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app

table public.directory_word
  owner waymark_owner, row-level security forced
  agency_id uuid not null
  word text not null
  role text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  constraint directory_word_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint directory_word_pkey PRIMARY KEY (agency_id, word)
  constraint directory_word_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  policy administrator permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy by_the_actor restrictive for insert to waymark_app with check ((set_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_app
  grant delete, insert, select, update to waymark_definer

table public.draft
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  address text not null
  page text not null
  case_id uuid
  sealed bytea not null
  begun_at timestamp with time zone not null
  saved_at timestamp with time zone not null
  version integer not null default 1
  writer bytea not null
  saves integer not null default 0
  interrupted_at timestamp with time zone
  constraint draft_address_check CHECK (((address ~ '^/[a-z]'::text) AND (length(address) <= 400)))
  constraint draft_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint draft_page_check CHECK (((page ~ '^/[a-z]'::text) AND (length(page) <= 400)))
  constraint draft_pkey PRIMARY KEY (practitioner_id, address)
  constraint draft_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX draft_case ON public.draft USING btree (case_id)
  CREATE INDEX draft_saved_at ON public.draft USING btree (saved_at)
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own permissive for all to waymark_app using (((practitioner_id = ( SELECT public.current_actor() AS current_actor)) AND ((case_id IS NULL) OR (EXISTS ( SELECT
     FROM public.cases c
    WHERE (c.id = draft.case_id)))))) with check (((practitioner_id = ( SELECT public.current_actor() AS current_actor)) AND ((case_id IS NULL) OR (EXISTS ( SELECT
     FROM public.cases c
    WHERE (c.id = draft.case_id))))))
  policy worker_counts_days permissive for select to waymark_worker using (true)
  policy worker_removes permissive for delete to waymark_worker using (true)
  grant delete to waymark_worker
  grant delete, insert, select, update to waymark_app
  grant insert, select, update to waymark_definer
  grant select (saved_at) to waymark_worker

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
  CREATE INDEX duty_owned ON public.duty USING btree (owner_id)
  CREATE INDEX duty_owner ON public.duty USING btree (owner_id, due_at) WHERE (state = 'open'::text)
  CREATE INDEX duty_to_tell ON public.duty USING btree (due_at) WHERE ((state = 'open'::text) AND (person_id IS NOT NULL))
  policy by_role restrictive for select to waymark_app using ((('duties'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR private.is_of_current_agency(owner_id) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
  policy by_side restrictive for select to waymark_app using (((code <> ALL (ARRAY['MEASURE'::text, 'INTERVENTION'::text, 'INTERVENTION_REVIEW'::text, 'COMPLEX_CASE_MEETING'::text, 'CHANGE_TOLD'::text, 'RELEASE_OUTSIDE_APPROVAL'::text, 'RELEASE_OUTSIDE_SENDING'::text, 'RELEASE_OUTSIDE_REVIEW'::text, 'RELEASE_OUTSIDE_TAKE_BACK'::text, 'RELEASE_OUTSIDE_TELL'::text, 'RELEASE_OUTSIDE_BREACH'::text, 'PLAN_OFFER'::text, 'PLAN_OFFER_ANSWER'::text, 'LOOK_AGAIN'::text, 'PLAN_COPY'::text, 'PLAN_TOLD'::text, 'PRISON_RELEASE_WATCH'::text, 'PRISON_RELEASE_DEVICES'::text])) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (NOT public.current_on_other_side(case_id))))
  policy calls_by_side restrictive for select to waymark_app using (((code <> 'SAFE_AND_WELL'::text) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (NOT public.current_on_other_side(case_id))))
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
  policy management_by_role restrictive for select to waymark_app using (((code <> ALL (ARRAY['MANAGEMENT_PLAN'::text, 'MANAGEMENT_REVIEW'::text])) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR ('management-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) AND (NOT public.current_on_other_side(case_id)))))
  policy plans_by_role restrictive for select to waymark_app using (((code <> ALL (ARRAY['LOOK_AGAIN'::text, 'PLAN_COPY'::text, 'PLAN_TOLD'::text])) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR ((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))))
  policy split_by_side restrictive for select to waymark_app using (((code <> 'FILE_SPLIT'::text) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (NOT public.current_on_other_side(case_id))))
  policy to_own_agency restrictive for update to waymark_app using (true) with check ((EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = duty.owner_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND (p.disabled_at IS NULL)))))
  policy worker_changes permissive for update to waymark_worker using (true)
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER clock_set BEFORE INSERT OR UPDATE OF state, raised_at, statutory_due_at, safety_due_at ON public.duty FOR EACH ROW EXECUTE FUNCTION private.clock_set()
  CREATE TRIGGER next_who_may BEFORE INSERT OR UPDATE OF owner_id ON public.duty FOR EACH ROW WHEN ((new.state = 'open'::text)) EXECUTE FUNCTION private.next_who_may()
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
  policy by_side restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.duty d
    WHERE ((d.id = duty_move.duty_id) AND (d.case_id = duty_move.case_id)))))
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

table public.emergency_look
  owner waymark_owner, row-level security forced
  id uuid not null
  practitioner_id uuid not null
  agency_id uuid not null
  case_id uuid
  pick text not null
  said text not null
  opened_at timestamp with time zone not null default clock_timestamp()
  until_at timestamp with time zone
  ended_at timestamp with time zone
  ended_by uuid
  told uuid[] not null default '{}'::uuid[]
  letters_at timestamp with time zone
  reviewer_id uuid
  duty_id uuid
  reviewed_at timestamp with time zone
  reviewed_by uuid
  outcome text
  follows text
  constraint emergency_look_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint emergency_look_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint emergency_look_check CHECK ((reviewer_id <> practitioner_id))
  constraint emergency_look_check1 CHECK ((reviewed_by <> practitioner_id))
  constraint emergency_look_check2 CHECK ((until_at <= (opened_at + '01:00:00'::interval)))
  constraint emergency_look_check3 CHECK (((case_id IS NULL) = (until_at IS NULL)))
  constraint emergency_look_check4 CHECK ((((reviewed_at IS NULL) = (outcome IS NULL)) AND ((reviewed_at IS NULL) = (reviewed_by IS NULL))))
  constraint emergency_look_check5 CHECK (((outcome IS DISTINCT FROM 'not justified'::text) OR (length(btrim(follows)) > 0)))
  constraint emergency_look_duty_id_fkey FOREIGN KEY (duty_id) REFERENCES public.duty(id)
  constraint emergency_look_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint emergency_look_outcome_check CHECK ((outcome = ANY (ARRAY['justified'::text, 'not justified'::text])))
  constraint emergency_look_pkey PRIMARY KEY (id)
  constraint emergency_look_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint emergency_look_reviewed_by_fkey FOREIGN KEY (reviewed_by) REFERENCES public.practitioner(id)
  constraint emergency_look_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES public.practitioner(id)
  constraint emergency_look_said_check CHECK ((length(btrim(said)) > 0))
  CREATE INDEX emergency_look_case ON public.emergency_look USING btree (case_id) WHERE (case_id IS NOT NULL)
  CREATE INDEX emergency_look_untold ON public.emergency_look USING btree (opened_at) WHERE ((letters_at IS NULL) AND (case_id IS NOT NULL))
  CREATE INDEX emergency_look_whose ON public.emergency_look USING btree (practitioner_id, opened_at)
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_or_granted permissive for select to waymark_app using (((practitioner_id = ( SELECT public.current_actor() AS current_actor)) OR ((case_id IS NOT NULL) AND COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = emergency_look.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))))
  policy worker_reads permissive for select to waymark_worker using (true)
  policy worker_says permissive for update to waymark_worker using (true) with check (true)
  CREATE CONSTRAINT TRIGGER emergency_look_is_looked_at AFTER INSERT ON public.emergency_look DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.emergency_look_is_looked_at()
  grant insert, select, update to waymark_definer
  grant select (case_id) to waymark_worker
  grant select (id) to waymark_worker
  grant select (opened_at) to waymark_worker
  grant select (told) to waymark_worker
  grant select to waymark_app
  grant select, update (letters_at) to waymark_worker

table public.emergency_word
  owner waymark_owner, row-level security forced
  id uuid not null
  practitioner_id uuid not null
  given_by uuid not null
  given_at timestamp with time zone not null default clock_timestamp()
  used_at timestamp with time zone
  constraint emergency_word_check CHECK ((given_by <> practitioner_id))
  constraint emergency_word_given_by_fkey FOREIGN KEY (given_by) REFERENCES public.practitioner(id)
  constraint emergency_word_pkey PRIMARY KEY (id)
  constraint emergency_word_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX emergency_word_whose ON public.emergency_word USING btree (practitioner_id, given_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_or_of_own_people permissive for select to waymark_app using (((practitioner_id = ( SELECT public.current_actor() AS current_actor)) OR (given_by = ( SELECT public.current_actor() AS current_actor))))
  grant insert, select, update to waymark_definer
  grant select to waymark_app

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
  policy by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR public.shown_by_fact(case_id, fact_id)))
  policy by_the_actor restrictive for insert to waymark_app with check (((entered_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (NOT from_other_case)))
  policy calls_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'missing-reports'::text) OR ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[]))) AND (NOT public.current_on_other_side(case_id)))))
  policy cards_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'police-cards'::text) OR ((NOT public.current_on_other_side(case_id)) AND (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) OR ( SELECT public.current_attends() AS current_attends)))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy files_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'files'::text) OR (entered_by = ( SELECT public.current_actor() AS current_actor)) OR ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id)))))
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
  policy interventions_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> ALL ('{interventions,measures}'::text[])) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR public.shown_by_fact(case_id, fact_id) OR ((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id)))))
  policy own_requests restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'information-requests'::text) OR (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy plans_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'safety-plans'::text) OR ((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id)))))
  policy releases_by_role restrictive for select to waymark_app using (((split_part(type, '.'::text, 1) <> 'releases'::text) OR (((agency_id = ( SELECT public.current_agency() AS current_agency)) OR ('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id)))))
  policy said_by_its_act restrictive for insert to waymark_app with check (((type !~~ 'access.%'::text) OR ((relation = 'starts'::text) AND (EXISTS ( SELECT
     FROM public.emergency_look l
    WHERE ((l.case_id = entry.case_id) AND (((entry.type = 'access.opened-in-emergency'::text) AND (l.practitioner_id = ( SELECT public.current_actor() AS current_actor))) OR ((entry.type = 'access.emergency-reviewed'::text) AND (l.reviewed_by = ( SELECT public.current_actor() AS current_actor))))))))))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER death_holds AFTER INSERT ON public.entry FOR EACH ROW WHEN ((new.type = 'cases.victim-died'::text)) EXECUTE FUNCTION private.death_holds()
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

table public.erasure
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  case_id uuid not null
  reference text not null
  kind text not null
  due_on date not null
  proposed_at timestamp with time zone not null
  first_by uuid
  first_at timestamp with time zone
  first_why text
  second_by uuid
  kept_by uuid
  kept_at timestamp with time zone
  kept_why text
  keep_until date
  done_at timestamp with time zone
  constraint erasure_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint erasure_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint erasure_check CHECK ((second_by <> first_by))
  constraint erasure_check1 CHECK ((((done_at IS NULL) = (second_by IS NULL)) AND ((kept_at IS NULL) = (keep_until IS NULL)) AND ((done_at IS NULL) OR (first_by IS NOT NULL))))
  constraint erasure_first_by_fkey FOREIGN KEY (first_by) REFERENCES public.practitioner(id)
  constraint erasure_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES public.practitioner(id)
  constraint erasure_kind_check CHECK ((kind = ANY (ARRAY['notes'::text, 'contact details'::text, 'safety plans'::text, 'measures and injuries'::text, 'files'::text])))
  constraint erasure_pkey PRIMARY KEY (id)
  constraint erasure_second_by_fkey FOREIGN KEY (second_by) REFERENCES public.practitioner(id)
  CREATE INDEX erasure_agency ON public.erasure USING btree (agency_id, proposed_at)
  CREATE INDEX erasure_case ON public.erasure USING btree (case_id, agency_id)
  policy conflicts_subtracted restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[])))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_lead permissive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.evidence_bytes
  owner waymark_owner, row-level security forced
  file_id uuid not null
  part text not null
  case_id uuid not null
  sealed bytea not null
  made_at timestamp with time zone not null
  constraint evidence_bytes_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint evidence_bytes_file_id_fkey FOREIGN KEY (file_id) REFERENCES public.evidence_file(id)
  constraint evidence_bytes_part_check CHECK ((part = ANY (ARRAY['original'::text, 'copy'::text, 'readings'::text])))
  constraint evidence_bytes_pkey PRIMARY KEY (file_id, part)
  CREATE INDEX evidence_bytes_case ON public.evidence_bytes USING btree (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_bytes.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_bytes.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_bytes.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_bytes.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy open_copies restrictive for select to waymark_app using (((part = 'copy'::text) AND (EXISTS ( SELECT
     FROM public.evidence_file f
    WHERE ((f.id = evidence_bytes.file_id) AND (f.case_id = evidence_bytes.case_id) AND (f.state = ANY (ARRAY['clear'::text, 'released'::text])))))))
  policy own_originals restrictive for insert to waymark_app with check (((part = 'original'::text) AND (EXISTS ( SELECT
     FROM public.evidence_file f
    WHERE ((f.id = evidence_bytes.file_id) AND (f.case_id = evidence_bytes.case_id) AND (f.state = 'received'::text) AND (f.added_by = ( SELECT public.current_actor() AS current_actor)))))))
  policy worker_all permissive for all to waymark_worker using (true) with check ((part = ANY (ARRAY['copy'::text, 'readings'::text])))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant insert, select to waymark_worker
  grant update (made_at) to waymark_worker
  grant update (sealed) to waymark_worker

table public.evidence_file
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  agency_id uuid not null
  entry_id uuid
  kind text not null
  shows text not null
  taken_by text not null
  taken_on date
  taken_found text
  agreed text not null
  class text not null
  size integer not null
  sha256 bytea not null
  added_by uuid not null
  added_at timestamp with time zone not null
  state text not null default 'received'::text
  type text
  pages integer
  refused_as text
  waits_for text[] not null default '{}'::text[]
  tries integer not null default 0
  begun_at timestamp with time zone
  checked_at timestamp with time zone
  found jsonb not null default '[]'::jsonb
  covers jsonb not null default '[]'::jsonb
  covered_by uuid
  covered_at timestamp with time zone
  decided_by uuid
  decided_at timestamp with time zone
  decided_why text
  closed_by uuid
  closed_at timestamp with time zone
  closed_why text
  version integer not null default 1
  stood_open_from timestamp with time zone
  stood_open_until timestamp with time zone
  late_entry_id uuid
  state_before text
  must_cover boolean not null default false
  others uuid[]
  not_in uuid[] not null default '{}'::uuid[]
  people_by uuid
  people_at timestamp with time zone
  people_why text
  named jsonb not null default '[]'::jsonb
  must_split boolean not null default false
  split_fact_id uuid
  split_of uuid
  keeps integer[]
  constraint evidence_file_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint evidence_file_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint evidence_file_agreed_check CHECK ((agreed = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked'::text])))
  constraint evidence_file_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint evidence_file_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint evidence_file_check CHECK (((state = 'refused'::text) = (refused_as IS NOT NULL)))
  constraint evidence_file_check1 CHECK (((state <> ALL (ARRAY['clear'::text, 'held'::text, 'covered'::text, 'released'::text])) OR ((type IS NOT NULL) AND (checked_at IS NOT NULL))))
  constraint evidence_file_check10 CHECK (((NOT must_split) OR (others <> '{}'::uuid[])))
  constraint evidence_file_check11 CHECK ((((people_by IS NULL) = (people_at IS NULL)) AND ((people_why IS NULL) OR (people_by IS NOT NULL))))
  constraint evidence_file_check2 CHECK (((state <> 'released'::text) OR ((decided_by IS NOT NULL) AND (decided_at IS NOT NULL) AND (decided_why IS NOT NULL))))
  constraint evidence_file_check3 CHECK (((state <> 'released'::text) OR ((decided_by <> added_by) AND (decided_by IS DISTINCT FROM covered_by))))
  constraint evidence_file_check4 CHECK ((((covered_by IS NULL) = (covered_at IS NULL)) AND ((closed_by IS NULL) = (closed_at IS NULL)) AND ((closed_by IS NULL) = (closed_why IS NULL))))
  constraint evidence_file_check5 CHECK (((jsonb_typeof(found) = 'array'::text) AND (jsonb_typeof(covers) = 'array'::text)))
  constraint evidence_file_check6 CHECK (((stood_open_from IS NULL) = (stood_open_until IS NULL)))
  constraint evidence_file_check7 CHECK (((state_before IS NULL) OR (state = ANY (ARRAY['received'::text, 'checking'::text]))))
  constraint evidence_file_check8 CHECK (((split_of IS NULL) = (keeps IS NULL)))
  constraint evidence_file_check9 CHECK (((split_of IS NULL) OR (others = '{}'::uuid[])))
  constraint evidence_file_class_check CHECK ((class = ANY (ARRAY['C3'::text, 'C4'::text])))
  constraint evidence_file_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES public.practitioner(id)
  constraint evidence_file_covered_by_fkey FOREIGN KEY (covered_by) REFERENCES public.practitioner(id)
  constraint evidence_file_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint evidence_file_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES public.entry(id)
  constraint evidence_file_keeps_check CHECK ((cardinality(keeps) > 0))
  constraint evidence_file_kind_check CHECK ((kind = ANY (ARRAY['injury'::text, 'damage'::text, 'message'::text, 'document'::text])))
  constraint evidence_file_late_entry_id_fkey FOREIGN KEY (late_entry_id) REFERENCES public.entry(id)
  constraint evidence_file_named_check CHECK ((jsonb_typeof(named) = 'array'::text))
  constraint evidence_file_people_by_fkey FOREIGN KEY (people_by) REFERENCES public.practitioner(id)
  constraint evidence_file_pkey PRIMARY KEY (id)
  constraint evidence_file_sha256_check CHECK ((length(sha256) = 32))
  constraint evidence_file_size_check CHECK ((size > 0))
  constraint evidence_file_split_of_fkey FOREIGN KEY (split_of) REFERENCES public.evidence_file(id)
  constraint evidence_file_state_before_check CHECK ((state_before = ANY (ARRAY['clear'::text, 'held'::text, 'covered'::text, 'released'::text])))
  constraint evidence_file_state_check CHECK ((state = ANY (ARRAY['received'::text, 'checking'::text, 'clear'::text, 'held'::text, 'covered'::text, 'released'::text, 'refused'::text])))
  constraint evidence_file_taken_found_check CHECK ((taken_found ~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'::text))
  constraint evidence_file_type_check CHECK ((type = ANY (ARRAY['image/jpeg'::text, 'image/png'::text, 'image/webp'::text, 'application/pdf'::text, 'text/plain'::text])))
  CREATE INDEX evidence_file_case ON public.evidence_file USING btree (case_id, added_at)
  CREATE INDEX evidence_file_late ON public.evidence_file USING btree (late_entry_id) WHERE (late_entry_id IS NOT NULL)
  CREATE INDEX evidence_file_split ON public.evidence_file USING btree (split_of) WHERE (split_of IS NOT NULL)
  CREATE INDEX evidence_file_to_check ON public.evidence_file USING btree (added_at) WHERE (state = ANY (ARRAY['received'::text, 'checking'::text]))
  CREATE INDEX evidence_file_waiting ON public.evidence_file USING btree (((waits_for <> '{}'::text[])), ((state_before IS NOT NULL)), added_at) WHERE (state = ANY (ARRAY['received'::text, 'checking'::text]))
  policy by_class restrictive for all to waymark_app using (((class = 'C3'::text) OR (added_by = ( SELECT public.current_actor() AS current_actor)) OR ((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (NOT public.current_on_other_side(case_id)) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))))
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
  policy by_the_actor restrictive for insert to waymark_app with check (((added_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((entry_id IS NULL) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = evidence_file.entry_id) AND (e.case_id = evidence_file.case_id)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_file.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_file.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_file.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_file.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_all permissive for all to waymark_worker using (true) with check (true)
  CREATE TRIGGER evidence_file_moves BEFORE INSERT OR UPDATE ON public.evidence_file FOR EACH ROW EXECUTE FUNCTION private.evidence_file_moves()
  CREATE TRIGGER evidence_file_people BEFORE INSERT OR UPDATE ON public.evidence_file FOR EACH ROW EXECUTE FUNCTION private.evidence_file_people()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant select (keeps) to waymark_worker
  grant select (must_split) to waymark_worker
  grant select (not_in) to waymark_worker
  grant select (others) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (split_of) to waymark_worker
  grant select to waymark_worker
  grant update (begun_at) to waymark_worker
  grant update (checked_at) to waymark_worker
  grant update (closed_at) to waymark_app
  grant update (closed_by) to waymark_app
  grant update (closed_why) to waymark_app
  grant update (covered_at) to waymark_app
  grant update (covered_by) to waymark_app
  grant update (covers) to waymark_app
  grant update (decided_at) to waymark_app
  grant update (decided_by) to waymark_app
  grant update (decided_why) to waymark_app
  grant update (found) to waymark_worker
  grant update (must_cover) to waymark_worker
  grant update (named) to waymark_worker
  grant update (not_in) to waymark_app
  grant update (others) to waymark_app
  grant update (pages) to waymark_worker
  grant update (people_at) to waymark_app
  grant update (people_by) to waymark_app
  grant update (people_why) to waymark_app
  grant update (refused_as) to waymark_worker
  grant update (split_fact_id) to waymark_app
  grant update (state) to waymark_app
  grant update (state) to waymark_worker
  grant update (state_before) to waymark_worker
  grant update (stood_open_from) to waymark_worker
  grant update (stood_open_until) to waymark_worker
  grant update (taken_found) to waymark_worker
  grant update (tries) to waymark_worker
  grant update (type) to waymark_worker
  grant update (version) to waymark_app
  grant update (version) to waymark_worker
  grant update (waits_for) to waymark_worker

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
  policy by_role restrictive for select to waymark_app using ((('duties'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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
  policy by_role restrictive for select to waymark_app using (((((( SELECT public.current_actor() AS current_actor) = from_id) OR (( SELECT public.current_actor() AS current_actor) = to_id)) OR (( SELECT public.current_actor() AS current_actor) = offered_by)) OR private.is_of_current_agency(from_id) OR private.is_of_current_agency(to_id) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (( SELECT public.current_person() AS current_person) IS NOT NULL))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
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
  policy by_role restrictive for select to waymark_app using ((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (EXISTS ( SELECT
     FROM public.entry e
    WHERE ((e.id = incident.entry_id) AND (e.case_id = incident.case_id))))))
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

table public.information_request
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  agency_id uuid not null
  fact_id uuid not null
  from_body text not null
  from_who text not null
  from_reference text
  asks text not null
  counselling text not null
  received_on date not null
  answer_by date not null
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  state text not null default 'received'::text
  tests_met text[]
  tests_words text
  tests_by uuid
  tests_at timestamp with time zone
  sharing_id uuid
  why text
  advice text
  answered_by uuid
  answered_at timestamp with time zone
  notice text
  notice_how text
  notice_view text
  notice_on date
  notice_again_on date
  notice_by uuid
  notice_fact_id uuid
  version integer not null default 1
  constraint information_request_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint information_request_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.practitioner(id)
  constraint information_request_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint information_request_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint information_request_check CHECK ((answer_by >= received_on))
  constraint information_request_check1 CHECK ((((state = 'received'::text) = (tests_met IS NULL)) AND ((tests_met IS NULL) = (tests_at IS NULL)) AND ((tests_met IS NULL) = (tests_words IS NULL)) AND ((tests_met IS NULL) = (tests_by IS NULL))))
  constraint information_request_check2 CHECK ((((state = ANY (ARRAY['narrowed'::text, 'refused'::text, 'answered'::text])) = (answered_at IS NOT NULL)) AND ((answered_at IS NULL) = (answered_by IS NULL))))
  constraint information_request_check3 CHECK (((sharing_id IS NOT NULL) = (state = ANY (ARRAY['narrowed'::text, 'answered'::text]))))
  constraint information_request_check4 CHECK (((state <> ALL (ARRAY['narrowed'::text, 'refused'::text])) OR (why IS NOT NULL)))
  constraint information_request_check5 CHECK (((state <> ALL (ARRAY['narrowed'::text, 'answered'::text])) OR (advice IS NOT NULL)))
  constraint information_request_check6 CHECK ((((notice IS NULL) = (notice_on IS NULL)) AND ((notice IS NULL) = (notice_by IS NULL)) AND ((notice IS NULL) OR (notice_how IS NOT NULL))))
  constraint information_request_check7 CHECK (((COALESCE((notice = 'put off'::text), false) = (notice_again_on IS NOT NULL)) AND ((notice_fact_id IS NULL) OR (notice_again_on IS NOT NULL))))
  constraint information_request_counselling_check CHECK ((counselling = ANY (ARRAY['yes'::text, 'no'::text, 'not clear'::text])))
  constraint information_request_notice_by_fkey FOREIGN KEY (notice_by) REFERENCES public.practitioner(id)
  constraint information_request_notice_check CHECK ((notice = ANY (ARRAY['told'::text, 'told by them'::text, 'put off'::text])))
  constraint information_request_pkey PRIMARY KEY (id)
  constraint information_request_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  constraint information_request_sharing_id_fkey FOREIGN KEY (sharing_id) REFERENCES public.sharing_decision(id)
  constraint information_request_state_check CHECK ((state = ANY (ARRAY['received'::text, 'tests checked'::text, 'narrowed'::text, 'refused'::text, 'answered'::text])))
  constraint information_request_tests_by_fkey FOREIGN KEY (tests_by) REFERENCES public.practitioner(id)
  constraint information_request_tests_met_check CHECK ((tests_met <@ ARRAY['written'::text, 'held'::text, 'line'::text, 'needed'::text, 'notice'::text, 'probative'::text]))
  CREATE INDEX information_request_case ON public.information_request USING btree (case_id, received_on)
  CREATE INDEX information_request_sharing ON public.information_request USING btree (sharing_id)
  policy by_the_actor restrictive for insert to waymark_app with check ((recorded_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = information_request.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = information_request.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = information_request.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = information_request.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_agency restrictive for all to waymark_app using ((agency_id = ( SELECT public.current_agency() AS current_agency))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  CREATE TRIGGER information_request_moves BEFORE INSERT OR UPDATE ON public.information_request FOR EACH ROW EXECUTE FUNCTION private.information_request_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (advice) to waymark_app
  grant update (answered_at) to waymark_app
  grant update (answered_by) to waymark_app
  grant update (notice) to waymark_app
  grant update (notice_again_on) to waymark_app
  grant update (notice_by) to waymark_app
  grant update (notice_fact_id) to waymark_app
  grant update (notice_how) to waymark_app
  grant update (notice_on) to waymark_app
  grant update (notice_view) to waymark_app
  grant update (sharing_id) to waymark_app
  grant update (state) to waymark_app
  grant update (tests_at) to waymark_app
  grant update (tests_by) to waymark_app
  grant update (tests_met) to waymark_app
  grant update (tests_words) to waymark_app
  grant update (version) to waymark_app
  grant update (why) to waymark_app

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

table public.instrument
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  code text not null
  edition text not null
  title text not null
  body jsonb not null
  loaded_by uuid not null
  loaded_at timestamp with time zone not null
  ended_by uuid
  ended_at timestamp with time zone
  constraint instrument_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint instrument_body_check CHECK ((jsonb_typeof(body) = 'object'::text))
  constraint instrument_check CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
  constraint instrument_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint instrument_loaded_by_fkey FOREIGN KEY (loaded_by) REFERENCES public.practitioner(id)
  constraint instrument_pkey PRIMARY KEY (id)
  CREATE UNIQUE INDEX instrument_live ON public.instrument USING btree (agency_id, code) WHERE (ended_at IS NULL)
  policy own_agency permissive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (( SELECT public.current_person() AS current_person) IS NOT NULL)))
  policy own_agency_adds permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (loaded_by = ( SELECT public.current_actor() AS current_actor)) AND (ended_at IS NULL)))
  policy own_agency_ends permissive for update to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (ended_at IS NULL))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND (ended_by = ( SELECT public.current_actor() AS current_actor))))
  grant insert, select to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app

table public.intervention
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  fact_id uuid not null
  review_fact_id uuid not null
  agency_id uuid not null
  item text
  menu_version integer
  side text not null
  name text not null
  what text not null
  because jsonb not null
  instead_of text
  instead_why text
  lead_agency_id uuid
  lead_outside text
  owner_id uuid not null
  due_on date not null
  review_on date not null
  chosen_by uuid not null
  chosen_at timestamp with time zone not null
  state text not null default 'chosen'::text
  version integer not null default 1
  constraint intervention_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint intervention_because_check CHECK ((jsonb_typeof(because) = 'object'::text))
  constraint intervention_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint intervention_check CHECK (((item IS NULL) = (menu_version IS NULL)))
  constraint intervention_check1 CHECK (((instead_of IS NULL) = (instead_why IS NULL)))
  constraint intervention_check2 CHECK (((lead_agency_id IS NULL) <> (lead_outside IS NULL)))
  constraint intervention_chosen_by_fkey FOREIGN KEY (chosen_by) REFERENCES public.practitioner(id)
  constraint intervention_id_case_id_key UNIQUE (id, case_id)
  constraint intervention_lead_agency_id_fkey FOREIGN KEY (lead_agency_id) REFERENCES public.agency(id)
  constraint intervention_menu_version_check CHECK ((menu_version > 0))
  constraint intervention_name_check CHECK ((name <> ''::text))
  constraint intervention_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.practitioner(id)
  constraint intervention_pkey PRIMARY KEY (id)
  constraint intervention_side_check CHECK ((side = ANY (ARRAY['harmed'::text, 'reported'::text])))
  constraint intervention_state_check CHECK ((state = ANY (ARRAY['chosen'::text, 'done'::text, 'stopped'::text])))
  constraint intervention_what_check CHECK ((what <> ''::text))
  CREATE INDEX intervention_case ON public.intervention USING btree (case_id, chosen_at)
  CREATE INDEX intervention_owner ON public.intervention USING btree (owner_id) WHERE (state = 'chosen'::text)
  policy by_role restrictive for select to waymark_app using (((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (lead_agency_id = ( SELECT public.current_agency() AS current_agency)) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND ((side = 'reported'::text) OR (NOT public.current_on_other_side(case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((chosen_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (state = 'chosen'::text) AND (version = 1)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.intervention_decision
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  agency_id uuid not null
  intervention_id uuid
  not_chosen_id uuid
  level_id uuid
  about text not null
  framework text not null
  headings jsonb not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  constraint intervention_decision_about_check CHECK ((about <> ''::text))
  constraint intervention_decision_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint intervention_decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint intervention_decision_check CHECK ((num_nonnulls(intervention_id, not_chosen_id, level_id) = 1))
  constraint intervention_decision_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint intervention_decision_framework_check CHECK ((framework <> ''::text))
  constraint intervention_decision_headings_check CHECK (((jsonb_typeof(headings) = 'array'::text) AND ((jsonb_array_length(headings) >= 3) AND (jsonb_array_length(headings) <= 8))))
  constraint intervention_decision_headings_check1 CHECK ((NOT jsonb_path_exists(headings, '$[*]?(((!(exists (@."heading")) || @."heading" == "") || !(exists (@."words"))) || @."words" == "")'::jsonpath)))
  constraint intervention_decision_intervention_id_case_id_fkey FOREIGN KEY (intervention_id, case_id) REFERENCES public.intervention(id, case_id)
  constraint intervention_decision_level_id_case_id_fkey FOREIGN KEY (level_id, case_id) REFERENCES public.risk_level(id, case_id)
  constraint intervention_decision_not_chosen_id_case_id_fkey FOREIGN KEY (not_chosen_id, case_id) REFERENCES public.intervention_not_chosen(id, case_id)
  constraint intervention_decision_pkey PRIMARY KEY (id)
  CREATE INDEX intervention_decision_case ON public.intervention_decision USING btree (case_id, decided_at)
  CREATE INDEX intervention_decision_intervention ON public.intervention_decision USING btree (intervention_id)
  CREATE INDEX intervention_decision_level ON public.intervention_decision USING btree (level_id)
  CREATE INDEX intervention_decision_not_chosen ON public.intervention_decision USING btree (not_chosen_id)
  policy by_role restrictive for select to waymark_app using (((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((decided_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.intervention_menu
  owner waymark_owner, row-level security forced
  number integer not null
  items jsonb not null
  reason text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  constraint intervention_menu_items_check CHECK (((jsonb_typeof(items) = 'array'::text) AND ((jsonb_array_length(items) >= 1) AND (jsonb_array_length(items) <= 120))))
  constraint intervention_menu_number_check CHECK ((number > 1))
  constraint intervention_menu_pkey PRIMARY KEY (number)
  constraint intervention_menu_reason_check CHECK ((reason <> ''::text))
  constraint intervention_menu_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check (((set_by = ( SELECT public.current_actor() AS current_actor)) AND (( SELECT public.current_person() AS current_person) IS NOT NULL)))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  grant insert, select to waymark_app
  grant select to waymark_definer

table public.intervention_not_chosen
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  agency_id uuid not null
  item text not null
  menu_version integer not null
  name text not null
  side text not null
  at_level text not null
  reason text not null
  decided_by uuid not null
  decided_at timestamp with time zone not null
  constraint intervention_not_chosen_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint intervention_not_chosen_at_level_check CHECK ((at_level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint intervention_not_chosen_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint intervention_not_chosen_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint intervention_not_chosen_id_case_id_key UNIQUE (id, case_id)
  constraint intervention_not_chosen_menu_version_check CHECK ((menu_version > 0))
  constraint intervention_not_chosen_pkey PRIMARY KEY (id)
  constraint intervention_not_chosen_reason_check CHECK ((reason <> ''::text))
  constraint intervention_not_chosen_side_check CHECK ((side = ANY (ARRAY['harmed'::text, 'reported'::text])))
  CREATE INDEX intervention_not_chosen_case ON public.intervention_not_chosen USING btree (case_id, decided_at)
  policy by_role restrictive for select to waymark_app using (((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND ((side = 'reported'::text) OR (NOT public.current_on_other_side(case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((decided_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_not_chosen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_not_chosen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_not_chosen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_not_chosen.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.intervention_step
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  intervention_id uuid not null
  kind text not null
  happened_on date not null
  said text not null
  evidence text
  review_on date
  review_fact_id uuid
  of_version integer not null
  agency_id uuid not null
  taken_by uuid not null
  taken_at timestamp with time zone not null
  constraint intervention_step_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint intervention_step_check CHECK ((((kind = 'reviewed'::text) = (review_on IS NOT NULL)) AND ((kind = 'reviewed'::text) = (review_fact_id IS NOT NULL))))
  constraint intervention_step_check1 CHECK (((kind <> 'done'::text) OR (evidence <> ''::text)))
  constraint intervention_step_intervention_id_case_id_fkey FOREIGN KEY (intervention_id, case_id) REFERENCES public.intervention(id, case_id)
  constraint intervention_step_intervention_id_of_version_key UNIQUE (intervention_id, of_version)
  constraint intervention_step_kind_check CHECK ((kind = ANY (ARRAY['reviewed'::text, 'done'::text, 'stopped'::text])))
  constraint intervention_step_pkey PRIMARY KEY (id)
  constraint intervention_step_said_check CHECK ((said <> ''::text))
  constraint intervention_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.practitioner(id)
  CREATE INDEX intervention_step_case ON public.intervention_step USING btree (case_id, taken_at)
  CREATE UNIQUE INDEX intervention_ends_once ON public.intervention_step USING btree (intervention_id) WHERE (kind = ANY (ARRAY['done'::text, 'stopped'::text]))
  policy by_role restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.intervention i
    WHERE ((i.id = intervention_step.intervention_id) AND (i.case_id = intervention_step.case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((taken_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (EXISTS ( SELECT
     FROM public.intervention i
    WHERE ((i.id = intervention_step.intervention_id) AND (i.case_id = intervention_step.case_id))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER intervention_moves BEFORE INSERT ON public.intervention_step FOR EACH ROW EXECUTE FUNCTION private.intervention_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.intervention_told
  owner waymark_owner, row-level security forced
  case_id uuid not null
  intervention_id uuid not null
  of_version integer not null
  is_known text not null
  known_words text not null
  said_by uuid not null
  said_at timestamp with time zone not null
  constraint intervention_told_intervention_id_case_id_fkey FOREIGN KEY (intervention_id, case_id) REFERENCES public.intervention(id, case_id)
  constraint intervention_told_is_known_check CHECK ((is_known = ANY (ARRAY['there'::text, 'reached'::text, 'not yet'::text, 'not theirs'::text])))
  constraint intervention_told_known_words_check CHECK ((known_words <> ''::text))
  constraint intervention_told_of_version_check CHECK ((of_version >= 0))
  constraint intervention_told_pkey PRIMARY KEY (intervention_id, of_version)
  constraint intervention_told_said_by_fkey FOREIGN KEY (said_by) REFERENCES public.practitioner(id)
  CREATE INDEX intervention_told_case ON public.intervention_told USING btree (case_id)
  policy by_role restrictive for select to waymark_app using (((NOT public.current_on_other_side(case_id)) AND (EXISTS ( SELECT
     FROM public.intervention i
    WHERE ((i.id = intervention_told.intervention_id) AND (i.case_id = intervention_told.case_id))))))
  policy by_the_actor restrictive for insert to waymark_app with check (((said_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM public.intervention i
    WHERE ((i.id = intervention_told.intervention_id) AND (i.case_id = intervention_told.case_id))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_told.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_told.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_told.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = intervention_told.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

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
  is_police_adviser boolean not null default false
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
  CREATE TRIGGER police_adviser_is_of_police BEFORE INSERT ON public.involvement FOR EACH ROW WHEN (new.is_police_adviser) EXECUTE FUNCTION private.police_adviser_is_of_police()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (until_on) to waymark_app

table public.item_grant
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  sharing_id uuid not null
  case_id uuid not null
  kind text not null
  record_id uuid not null
  agency_id uuid not null
  from_at timestamp with time zone not null
  until_at timestamp with time zone not null
  ended_at timestamp with time zone
  constraint item_grant_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint item_grant_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint item_grant_kind_check CHECK ((kind = ANY (ARRAY['note'::text, 'entry'::text, 'level'::text, 'condition'::text, 'plan item'::text])))
  constraint item_grant_pkey PRIMARY KEY (id)
  constraint item_grant_sharing_id_fkey FOREIGN KEY (sharing_id) REFERENCES public.sharing_decision(id)
  CREATE INDEX item_grant_case ON public.item_grant USING btree (case_id)
  CREATE INDEX item_grant_record ON public.item_grant USING btree (record_id, agency_id) WHERE (ended_at IS NULL)
  CREATE INDEX item_grant_sharing ON public.item_grant USING btree (sharing_id)
  policy between_the_two restrictive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) OR (EXISTS ( SELECT
     FROM public.sharing_decision d
    WHERE (d.id = item_grant.sharing_id)))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = item_grant.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = item_grant.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = item_grant.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = item_grant.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app

table public.language_check
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  language text not null
  words_hash text not null
  read_by text not null
  evidence text not null
  signed_by uuid not null
  signed_at timestamp with time zone not null
  constraint language_check_language_check CHECK ((language ~ '^[a-z]{2,3}$'::text))
  constraint language_check_pkey PRIMARY KEY (id)
  constraint language_check_signed_by_fkey FOREIGN KEY (signed_by) REFERENCES public.practitioner(id)
  constraint language_check_words_hash_check CHECK ((words_hash ~ '^[0-9a-f]{64}$'::text))
  CREATE INDEX language_check_language ON public.language_check USING btree (language, words_hash)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_add permissive for insert to waymark_app with check ((signed_by = ( SELECT public.current_actor() AS current_actor)))
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  grant insert, select to waymark_app

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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (cancelled_at) to waymark_app

table public.legal_hold
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  reference text not null
  agency_id uuid not null
  ground text not null
  reason text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  lifted_by uuid
  lifted_at timestamp with time zone
  lifted_why text
  constraint legal_hold_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint legal_hold_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint legal_hold_check CHECK (((lifted_at IS NULL) = (lifted_why IS NULL)))
  constraint legal_hold_ground_check CHECK ((ground = ANY (ARRAY['a review of a death'::text, 'proceedings in court'::text, 'a complaint or claim'::text, 'another reason'::text])))
  constraint legal_hold_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES public.practitioner(id)
  constraint legal_hold_pkey PRIMARY KEY (id)
  constraint legal_hold_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  CREATE INDEX legal_hold_agency ON public.legal_hold USING btree (agency_id, set_at)
  CREATE INDEX legal_hold_case ON public.legal_hold USING btree (case_id) WHERE (lifted_at IS NULL)
  policy conflicts_subtracted restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[])))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_lead permissive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.list_export
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  list text not null
  query text not null
  format text not null
  why text not null
  for_whom text not null
  row_count integer not null
  case_ids uuid[] not null
  people integer not null generated as (cardinality(case_ids))
  content_hash bytea not null
  sealed bytea
  approver_id uuid
  state text not null default 'asked'::text
  approved_hash bytea
  approved_at timestamp with time zone
  approval_ends_at timestamp with time zone
  released_at timestamp with time zone
  ended_by uuid
  ended_at timestamp with time zone
  ended_why text
  version integer not null default 1
  constraint list_export_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint list_export_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES public.practitioner(id)
  constraint list_export_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint list_export_check CHECK ((approver_id <> asked_by))
  constraint list_export_check1 CHECK ((approved_hash = content_hash))
  constraint list_export_check2 CHECK ((num_nonnulls(approved_hash, approved_at, approval_ends_at) = ANY (ARRAY[0, 3])))
  constraint list_export_check3 CHECK (((state <> 'approved'::text) OR (approved_at IS NOT NULL)))
  constraint list_export_check4 CHECK (((state = 'released'::text) = (released_at IS NOT NULL)))
  constraint list_export_check5 CHECK (((state <> 'released'::text) OR ((approver_id IS NULL) = (approved_at IS NULL))))
  constraint list_export_check6 CHECK ((((state = ANY (ARRAY['refused'::text, 'void'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL)) AND (num_nonnulls(ended_by, ended_at, ended_why) = ANY (ARRAY[0, 3]))))
  constraint list_export_check7 CHECK (((state = ANY (ARRAY['asked'::text, 'approved'::text])) = (sealed IS NOT NULL)))
  constraint list_export_content_hash_check CHECK ((length(content_hash) = 32))
  constraint list_export_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint list_export_ended_why_check CHECK ((ended_why <> ''::text))
  constraint list_export_for_whom_check CHECK ((for_whom <> ''::text))
  constraint list_export_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text])))
  constraint list_export_list_check CHECK ((list = ANY (ARRAY['mine'::text, 'cases'::text, 'team'::text, 'team-cases'::text])))
  constraint list_export_pkey PRIMARY KEY (id)
  constraint list_export_row_count_check CHECK ((row_count > 0))
  constraint list_export_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'released'::text, 'refused'::text, 'void'::text, 'withdrawn'::text])))
  constraint list_export_why_check CHECK ((why <> ''::text))
  CREATE INDEX list_export_approver ON public.list_export USING btree (approver_id) WHERE (state = 'asked'::text)
  CREATE INDEX list_export_asked ON public.list_export USING btree (asked_by, asked_at)
  policy by_the_actor permissive for insert to waymark_app with check (((asked_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy for_the_two permissive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((( SELECT public.current_actor() AS current_actor) = asked_by) OR (( SELECT public.current_actor() AS current_actor) = approver_id))))
  policy moved_by_the_two permissive for update to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((( SELECT public.current_actor() AS current_actor) = asked_by) OR (( SELECT public.current_actor() AS current_actor) = approver_id))))
  CREATE TRIGGER list_export_moves BEFORE INSERT OR UPDATE ON public.list_export FOR EACH ROW EXECUTE FUNCTION private.list_export_moves()
  grant insert, select to waymark_app
  grant select to waymark_definer
  grant update (approval_ends_at) to waymark_app
  grant update (approved_at) to waymark_app
  grant update (approved_hash) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (ended_why) to waymark_app
  grant update (released_at) to waymark_app
  grant update (sealed) to waymark_app
  grant update (state) to waymark_app
  grant update (version) to waymark_app

table public.look_reason
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  practitioner_id uuid not null
  pick text not null
  said text not null
  at timestamp with time zone not null
  until_at timestamp with time zone not null
  constraint look_reason_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint look_reason_check CHECK (((until_at > at) AND (until_at <= (at + '12:00:00'::interval))))
  constraint look_reason_pkey PRIMARY KEY (id)
  constraint look_reason_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint look_reason_said_check CHECK ((length(btrim(said)) > 0))
  CREATE INDEX look_reason_whose ON public.look_reason USING btree (practitioner_id, case_id, until_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = look_reason.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = look_reason.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = look_reason.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = look_reason.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy own_reason restrictive for insert to waymark_app with check ((practitioner_id = ( SELECT public.current_actor() AS current_actor)))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.management_plan
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  fact_id uuid not null
  agency_id uuid not null
  lead_id uuid
  lead_outside text
  covers text not null
  looked_on date not null
  next_review_on date not null
  written_by uuid not null
  written_at timestamp with time zone not null
  ended_as text
  ended_why text
  ended_at timestamp with time zone
  ended_by uuid
  constraint management_plan_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint management_plan_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint management_plan_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint management_plan_check CHECK ((next_review_on > looked_on))
  constraint management_plan_check1 CHECK ((num_nonnulls(lead_id, lead_outside) = 1))
  constraint management_plan_check2 CHECK ((num_nonnulls(ended_as, ended_at, ended_by) = ANY (ARRAY[0, 3])))
  constraint management_plan_check3 CHECK (((ended_as IS DISTINCT FROM 'ended'::text) OR (ended_why IS NOT NULL)))
  constraint management_plan_covers_check CHECK ((covers <> ''::text))
  constraint management_plan_ended_as_check CHECK ((ended_as = ANY (ARRAY['replaced'::text, 'ended'::text])))
  constraint management_plan_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint management_plan_ended_why_check CHECK ((ended_why <> ''::text))
  constraint management_plan_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.practitioner(id)
  constraint management_plan_lead_outside_check CHECK ((lead_outside <> ''::text))
  constraint management_plan_pkey PRIMARY KEY (id)
  constraint management_plan_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX management_plan_case ON public.management_plan USING btree (case_id, written_at)
  CREATE INDEX management_plan_person ON public.management_plan USING btree (person_id, written_at) WHERE (ended_at IS NULL)
  CREATE UNIQUE INDEX management_plan_stands ON public.management_plan USING btree (case_id, person_id, agency_id) WHERE (ended_at IS NULL)
  policy by_role restrictive for select to waymark_app using ((('management-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (ended_at IS NULL) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = management_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = management_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = management_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = management_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER management_plan_ends BEFORE UPDATE ON public.management_plan FOR EACH ROW EXECUTE FUNCTION private.management_plan_ends()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (ended_as) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (ended_why) to waymark_app

table public.measure
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  device_kind_id uuid
  state text not null default ''::text
  is_over boolean not null default false
  version integer not null default 0
  fact_id uuid
  owner_id uuid not null
  next_on date
  round integer not null default 0
  agency_id uuid not null
  begun_by uuid not null
  begun_at timestamp with time zone not null
  parent_id uuid
  constraint measure_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint measure_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES public.practitioner(id)
  constraint measure_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint measure_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint measure_check CHECK (((kind = 'device'::text) = (device_kind_id IS NOT NULL)))
  constraint measure_device_kind_id_fkey FOREIGN KEY (device_kind_id) REFERENCES public.device_kind(id)
  constraint measure_id_case_id_person_id_key UNIQUE (id, case_id, person_id)
  constraint measure_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.practitioner(id)
  constraint measure_parent FOREIGN KEY (parent_id, case_id, person_id) REFERENCES public.measure(id, case_id, person_id)
  constraint measure_part CHECK (((parent_id IS NULL) OR (kind = 'security'::text)))
  constraint measure_pkey PRIMARY KEY (id)
  CREATE INDEX measure_case ON public.measure USING btree (case_id, begun_at)
  CREATE INDEX measure_owner ON public.measure USING btree (owner_id) WHERE (NOT is_over)
  CREATE INDEX measure_parts ON public.measure USING btree (parent_id) WHERE (parent_id IS NOT NULL)
  policy by_role restrictive for select to waymark_app using (((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (owner_id = ( SELECT public.current_actor() AS current_actor)) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((begun_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (state = ''::text) AND (version = 0) AND (round = 0) AND (fact_id IS NULL) AND (NOT is_over)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER measure_is_part BEFORE INSERT ON public.measure FOR EACH ROW EXECUTE FUNCTION private.measure_is_part()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.measure_mark
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  measure_id uuid not null
  case_id uuid not null
  person_id uuid not null
  round integer not null
  partner text not null
  asks text not null
  asked_on date not null
  confirmed_on date
  confirmed_how text
  confirmed_by uuid
  confirmed_at timestamp with time zone
  never_set boolean not null default false
  constraint measure_mark_asks_check CHECK ((asks = ANY (ARRAY['set'::text, 'take off'::text])))
  constraint measure_mark_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint measure_mark_check CHECK ((((confirmed_on IS NULL) = (confirmed_by IS NULL)) AND ((confirmed_on IS NULL) = (confirmed_at IS NULL)) AND ((confirmed_on IS NULL) OR (confirmed_how IS NOT NULL))))
  constraint measure_mark_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES public.practitioner(id)
  constraint measure_mark_measure_id_case_id_person_id_fkey FOREIGN KEY (measure_id, case_id, person_id) REFERENCES public.measure(id, case_id, person_id)
  constraint measure_mark_measure_id_round_partner_key UNIQUE (measure_id, round, partner)
  constraint measure_mark_partner_check CHECK ((partner <> ''::text))
  constraint measure_mark_pkey PRIMARY KEY (id)
  constraint never_set_is_said CHECK (((NOT never_set) OR (confirmed_on IS NOT NULL)))
  CREATE INDEX measure_mark_case ON public.measure_mark USING btree (case_id, measure_id, round)
  policy by_role restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.measure m
    WHERE ((m.id = measure_mark.measure_id) AND (m.case_id = measure_mark.case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((confirmed_on IS NULL) AND (EXISTS ( SELECT
     FROM public.measure m
    WHERE ((m.id = measure_mark.measure_id) AND (m.case_id = measure_mark.case_id) AND (m.round = measure_mark.round) AND (NOT m.is_over))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER measure_mark_moves BEFORE UPDATE ON public.measure_mark FOR EACH ROW EXECUTE FUNCTION private.measure_mark_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant update (confirmed_at) to waymark_app
  grant update (confirmed_by) to waymark_app
  grant update (confirmed_how) to waymark_app
  grant update (confirmed_on) to waymark_app
  grant update (never_set) to waymark_app

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

table public.missing_report
  owner waymark_owner, row-level security forced
  id uuid not null
  agency_id uuid not null
  taken_by uuid not null
  taken_at timestamp with time zone not null
  came_at timestamp with time zone not null
  name text not null
  born_on date
  said_where text
  said text[] not null
  caller text not null
  caller_is text not null
  caller_reached text
  supervisor_id uuid
  due_at timestamp with time zone not null
  answered_at timestamp with time zone
  answered_by uuid
  late_at timestamp with time zone
  constraint missing_report_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint missing_report_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.practitioner(id)
  constraint missing_report_caller_check CHECK ((caller <> ''::text))
  constraint missing_report_caller_is_check CHECK ((caller_is <> ''::text))
  constraint missing_report_check CHECK ((came_at <= taken_at))
  constraint missing_report_check1 CHECK (((answered_at IS NULL) = (answered_by IS NULL)))
  constraint missing_report_name_check CHECK ((name <> ''::text))
  constraint missing_report_pkey PRIMARY KEY (id)
  constraint missing_report_said_check CHECK (((cardinality(said) > 0) AND (said <@ ARRAY['missing'::text, 'mental health'::text, 'welfare check'::text, 'safeguarding'::text])))
  constraint missing_report_supervisor_id_fkey FOREIGN KEY (supervisor_id) REFERENCES public.practitioner(id)
  constraint missing_report_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.practitioner(id)
  CREATE INDEX missing_report_agency ON public.missing_report USING btree (agency_id, taken_at)
  CREATE INDEX missing_report_open ON public.missing_report USING btree (due_at) WHERE ((answered_at IS NULL) AND (late_at IS NULL))
  CREATE INDEX missing_report_taker ON public.missing_report USING btree (taken_by, taken_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table public.misuse_alert
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  practitioner_id uuid not null
  agency_id uuid not null
  kind text not null
  case_id uuid
  raised_at timestamp with time zone not null
  noticed_at timestamp with time zone not null
  due_at timestamp with time zone
  late_at timestamp with time zone
  told uuid[] not null default '{}'::uuid[]
  state text not null default 'new'::text
  closed_at timestamp with time zone
  version integer not null default 1
  constraint misuse_alert_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint misuse_alert_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint misuse_alert_check CHECK (((state = ANY (ARRAY['explained'::text, 'passed on'::text])) = (closed_at IS NOT NULL)))
  constraint misuse_alert_check1 CHECK (((due_at IS NULL) = (closed_at IS NOT NULL)))
  constraint misuse_alert_kind_check CHECK ((kind = ANY (ARRAY['repeated looks'::text, 'same name'::text, 'same address'::text, 'neighbour'::text, 'colleague'::text, 'refused tries'::text, 'browsing'::text, 'many copies'::text, 'odd hours'::text, 'own name'::text, 'one case, many people'::text])))
  constraint misuse_alert_pkey PRIMARY KEY (id)
  constraint misuse_alert_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint misuse_alert_state_check CHECK ((state = ANY (ARRAY['new'::text, 'asked'::text, 'explained'::text, 'passed on'::text])))
  CREATE INDEX misuse_alert_agency ON public.misuse_alert USING btree (agency_id, noticed_at)
  CREATE INDEX misuse_alert_due ON public.misuse_alert USING btree (due_at) WHERE (closed_at IS NULL)
  CREATE UNIQUE INDEX misuse_alert_open ON public.misuse_alert USING btree (practitioner_id, kind, case_id) NULLS NOT DISTINCT WHERE (closed_at IS NULL)
  policy answerers_answer permissive for update to waymark_app using (((closed_at IS NULL) AND public.answers_misuse(id))) with check (public.answers_misuse(id))
  policy answerers_read permissive for select to waymark_app using (public.answers_misuse(id))
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer
  grant select (agency_id) to waymark_app
  grant select (id) to waymark_app
  grant select (kind) to waymark_app
  grant select (noticed_at) to waymark_app
  grant select (practitioner_id) to waymark_app
  grant select (raised_at) to waymark_app
  grant select (told) to waymark_app
  grant select, update (closed_at) to waymark_app
  grant select, update (due_at) to waymark_app
  grant select, update (late_at) to waymark_app
  grant select, update (state) to waymark_app
  grant select, update (version) to waymark_app

table public.misuse_desk
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  team_id uuid not null
  named_by uuid not null
  named_at timestamp with time zone not null
  constraint misuse_desk_named_by_fkey FOREIGN KEY (named_by) REFERENCES public.practitioner(id)
  constraint misuse_desk_pkey PRIMARY KEY (id)
  constraint misuse_desk_team_id_fkey FOREIGN KEY (team_id) REFERENCES public.team(id)
  policy administrator_names permissive for insert to waymark_app with check (((named_by = ( SELECT public.current_actor() AS current_actor)) AND ( SELECT public.current_is_administrator() AS current_is_administrator) AND (EXISTS ( SELECT
     FROM public.team t
    WHERE ((t.id = misuse_desk.team_id) AND (t.agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.misuse_look
  owner waymark_owner, row-level security forced
  alert_id uuid not null
  audit_id uuid not null
  at timestamp with time zone not null
  kind text not null
  purpose text not null
  ties text[] not null
  surname_share real
  is_off_duty boolean not null
  is_supervising boolean not null
  constraint misuse_look_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES public.misuse_alert(id)
  constraint misuse_look_pkey PRIMARY KEY (alert_id, audit_id)
  policy answerers_read permissive for select to waymark_app using (public.answers_misuse(alert_id))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.misuse_reading
  owner waymark_owner, row-level security forced
  one boolean not null default true
  batch bigint not null
  read_at timestamp with time zone
  constraint misuse_reading_one_check CHECK (one)
  constraint misuse_reading_pkey PRIMARY KEY (one)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy worker_reads permissive for all to waymark_worker using (true) with check (true)
  grant insert, select, update to waymark_definer
  grant insert, select, update to waymark_worker

table public.misuse_step
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  alert_id uuid not null
  at timestamp with time zone not null
  by_id uuid
  what text not null
  said text
  to_whom text
  looks integer
  constraint misuse_step_alert_id_fkey FOREIGN KEY (alert_id) REFERENCES public.misuse_alert(id)
  constraint misuse_step_by_id_fkey FOREIGN KEY (by_id) REFERENCES public.practitioner(id)
  constraint misuse_step_check CHECK (((by_id IS NULL) = (what = ANY (ARRAY['raised'::text, 'looks added'::text, 'told'::text, 'late'::text]))))
  constraint misuse_step_pkey PRIMARY KEY (id)
  constraint misuse_step_what_check CHECK ((what = ANY (ARRAY['raised'::text, 'looks added'::text, 'told'::text, 'late'::text, 'asked'::text, 'explained'::text, 'passed on'::text])))
  CREATE INDEX misuse_step_alert ON public.misuse_step USING btree (alert_id, at)
  policy answerers_add permissive for insert to waymark_app with check (((by_id = ( SELECT public.current_actor() AS current_actor)) AND public.answers_misuse(alert_id)))
  policy answerers_read permissive for select to waymark_app using (public.answers_misuse(alert_id))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

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
  policy own_or_shared restrictive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) OR (shared_at IS NOT NULL) OR (COALESCE(( SELECT true
     FROM public.item_grant g
    WHERE ((g.record_id = note.id) AND (g.agency_id = ( SELECT public.current_agency() AS current_agency)) AND (g.ended_at IS NULL) AND (g.until_at > now()))
   LIMIT 1), false) AND (NOT public.current_on_other_side(case_id)))))
  policy shared_once restrictive for update to waymark_app using ((shared_at IS NULL)) with check ((shared_by = ( SELECT public.current_actor() AS current_actor)))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
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
  policy by_role restrictive for select to waymark_app using ((('orders'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR private.is_of_current_agency(recorded_by)))
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
  policy by_role restrictive for select to waymark_app using ((('safe contact'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (asked_of = ( SELECT public.current_actor() AS current_actor)) OR private.is_of_current_agency(asked_of) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))))
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
  CREATE TRIGGER next_who_may BEFORE INSERT OR UPDATE OF asked_of ON public.other_way FOR EACH ROW EXECUTE FUNCTION private.next_who_may()
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
  CREATE CONSTRAINT TRIGGER tokens_meet AFTER INSERT ON public.party DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.tokens_meet()
  CREATE TRIGGER look_again AFTER INSERT ON public.party FOR EACH ROW EXECUTE FUNCTION private.party_is_written()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (added_at) to waymark_worker
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
  CREATE INDEX person_alike ON public.person USING gin (plain_name public.gin_trgm_ops, plain_names public.gin_trgm_ops)
  CREATE INDEX person_born ON public.person USING btree (born_on) WHERE (born_on IS NOT NULL)
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

table public.person_token
  owner waymark_owner, row-level security forced
  person_id uuid not null
  kind text not null
  token bytea not null
  constraint person_token_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'phone'::text, 'e-mail'::text, 'address'::text])))
  constraint person_token_person_id_fkey FOREIGN KEY (person_id) REFERENCES public.person(id)
  constraint person_token_pkey PRIMARY KEY (person_id, kind, token)
  constraint person_token_token_check CHECK ((octet_length(token) = 32))
  CREATE INDEX person_token_token ON public.person_token USING btree (token, kind)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  CREATE CONSTRAINT TRIGGER tokens_meet AFTER INSERT ON public.person_token DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.tokens_meet()
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE CONSTRAINT TRIGGER administrator_hands_over AFTER UPDATE OF role ON public.practitioner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.role = ANY (ARRAY['administrator'::text, 'auditor'::text, 'professional-standards'::text]))) EXECUTE FUNCTION private.leaver_hands_over()
  CREATE CONSTRAINT TRIGGER joiner_is_kept_out AFTER INSERT OR UPDATE OF agency_id ON public.practitioner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.joiner_is_kept_out()
  CREATE CONSTRAINT TRIGGER leaver_hands_over AFTER UPDATE OF disabled_at ON public.practitioner DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.disabled_at IS NOT NULL)) EXECUTE FUNCTION private.leaver_hands_over()
  CREATE TRIGGER mover_is_out AFTER UPDATE OF role, agency_id, disabled_at ON public.practitioner FOR EACH ROW WHEN (((new.role IS DISTINCT FROM old.role) OR (new.agency_id IS DISTINCT FROM old.agency_id) OR (new.disabled_at IS DISTINCT FROM old.disabled_at))) EXECUTE FUNCTION private.mover_is_out()
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
  constraint referral_agreement_check CHECK ((agreement = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked: unsafe'::text, 'not asked: reason'::text, 'not asked: could not reach'::text])))
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
  policy by_role restrictive for select to waymark_app using (( SELECT public.current_has_cases() AS current_has_cases))
  policy conflicts_subtracted restrictive for all to waymark_app using (((case_id IS NULL) OR (case_id <> ALL (( SELECT public.current_excluded() AS current_excluded)::uuid[]))))
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
  CREATE TRIGGER excluded_takes_nothing BEFORE UPDATE OF answer ON public.referral FOR EACH ROW WHEN (((new.answer = 'accepted'::text) AND (old.answer IS NULL))) EXECUTE FUNCTION private.excluded_takes_nothing()
  CREATE TRIGGER one_side_only BEFORE UPDATE OF worker_id ON public.referral FOR EACH ROW WHEN ((new.worker_id IS NOT NULL)) EXECUTE FUNCTION private.one_side_only()
  CREATE TRIGGER referral_over AFTER UPDATE OF answer, outcome_at ON public.referral FOR EACH ROW WHEN ((((new.answer = ANY (ARRAY['declined'::text, 'withdrawn'::text])) AND (new.answer IS DISTINCT FROM old.answer)) OR ((new.outcome_at IS NOT NULL) AND (old.outcome_at IS NULL)))) EXECUTE FUNCTION private.referral_over()
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

table public.release
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  fact_id uuid not null
  kind text not null
  person_id uuid
  route_id uuid
  agency_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  recipient_id uuid
  outside_kind text
  outside_name text
  why text not null
  basis text not null
  special text not null
  agreement text not null
  sent_how text not null
  approver_id uuid not null
  at_once_why text
  content_hash bytea not null
  source_hash bytea not null
  state text not null default 'asked'::text
  approved_hash bytea
  approved_at timestamp with time zone
  approval_ends_at timestamp with time zone
  approved_fact_id uuid
  checked text[] not null default '{}'::text[]
  released_at timestamp with time zone
  sent_hash bytea
  ended_by uuid
  ended_at timestamp with time zone
  ended_why text
  reviewed_at timestamp with time zone
  review_found text
  review_words text
  version integer not null default 1
  bundle_id uuid
  opened_at timestamp with time zone
  to_look_at boolean not null default false
  late_entry_id uuid
  looks_asked integer not null default 0
  constraint release_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint release_agreement_check CHECK ((agreement = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked: unsafe'::text, 'not asked: reason'::text])))
  constraint release_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES public.practitioner(id)
  constraint release_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint release_at_once_why_check CHECK ((at_once_why <> ''::text))
  constraint release_bundle_id_case_id_fkey FOREIGN KEY (bundle_id, case_id) REFERENCES public.bundle(id, case_id)
  constraint release_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint release_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint release_check CHECK ((approver_id <> asked_by))
  constraint release_check1 CHECK (((num_nonnulls(recipient_id, outside_name) = 1) AND ((outside_name IS NULL) = (outside_kind IS NULL))))
  constraint release_check2 CHECK (((state <> 'approved'::text) OR (approved_at IS NOT NULL)))
  constraint release_check3 CHECK (((num_nonnulls(approved_hash, approved_at, approval_ends_at, approved_fact_id) = ANY (ARRAY[0, 4])) AND ((approved_hash IS NULL) OR (approved_hash = content_hash))))
  constraint release_check4 CHECK ((((state = 'released'::text) = (released_at IS NOT NULL)) AND ((state = 'released'::text) = (sent_hash IS NOT NULL))))
  constraint release_check5 CHECK (((state <> 'released'::text) OR (sent_hash = COALESCE(approved_hash, content_hash))))
  constraint release_check6 CHECK (((state <> 'released'::text) OR ((approved_at IS NULL) = (at_once_why IS NOT NULL))))
  constraint release_check7 CHECK ((((state = ANY (ARRAY['refused'::text, 'void'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL)) AND (num_nonnulls(ended_by, ended_at, ended_why) = ANY (ARRAY[0, 3]))))
  constraint release_check8 CHECK (((num_nonnulls(reviewed_at, review_found, review_words) = ANY (ARRAY[0, 3])) AND ((reviewed_at IS NULL) OR ((at_once_why IS NOT NULL) AND (state = 'released'::text)))))
  constraint release_check9 CHECK ((((kind = 'address'::text) AND (num_nonnulls(person_id, route_id) = 2) AND (num_nonnulls(bundle_id, opened_at) = 0)) OR ((kind = 'bundle'::text) AND (num_nonnulls(person_id, route_id, at_once_why) = 0) AND (bundle_id IS NOT NULL) AND (sent_how <> 'by telephone'::text))))
  constraint release_content_hash_check CHECK ((length(content_hash) = 32))
  constraint release_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint release_ended_why_check CHECK ((ended_why <> ''::text))
  constraint release_id_case_id_key UNIQUE (id, case_id)
  constraint release_id_case_id_person_id_key UNIQUE (id, case_id, person_id)
  constraint release_late_entry_id_fkey FOREIGN KEY (late_entry_id) REFERENCES public.entry(id)
  constraint release_outside_name_check CHECK ((outside_name <> ''::text))
  constraint release_pkey PRIMARY KEY (id)
  constraint release_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES public.practitioner(id)
  constraint release_review_found_check CHECK ((review_found = ANY (ARRAY['right'::text, 'not right'::text])))
  constraint release_review_words_check CHECK ((review_words <> ''::text))
  constraint release_route_id_fkey FOREIGN KEY (route_id) REFERENCES vault.contact_route(id)
  constraint release_sent_how_check CHECK ((sent_how = ANY (ARRAY['by hand'::text, 'by telephone'::text, 'secure e-mail'::text, 'post'::text])))
  constraint release_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'approved'::text, 'released'::text, 'refused'::text, 'void'::text, 'withdrawn'::text])))
  constraint release_why_check CHECK ((why <> ''::text))
  CREATE INDEX release_approver ON public.release USING btree (approver_id) WHERE (state = 'asked'::text)
  CREATE INDEX release_case ON public.release USING btree (case_id, asked_at)
  CREATE INDEX release_fact ON public.release USING btree (fact_id)
  CREATE INDEX release_late ON public.release USING btree (late_entry_id) WHERE (late_entry_id IS NOT NULL)
  CREATE INDEX release_to_look_at ON public.release USING btree (id) WHERE to_look_at
  CREATE UNIQUE INDEX release_bundle ON public.release USING btree (bundle_id) WHERE (state = ANY (ARRAY['asked'::text, 'approved'::text, 'released'::text]))
  policy by_role restrictive for select to waymark_app using ((((agency_id = ( SELECT public.current_agency() AS current_agency)) OR (approver_id = ( SELECT public.current_actor() AS current_actor)) OR ('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (fact_id = ANY (( SELECT public.current_grounds() AS current_grounds)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((asked_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_looked permissive for update to waymark_worker using ((state = 'released'::text)) with check (((state = 'released'::text) AND (NOT to_look_at)))
  policy worker_looks permissive for select to waymark_worker using ((state = 'released'::text))
  CREATE TRIGGER release_moves BEFORE INSERT OR UPDATE ON public.release FOR EACH ROW EXECUTE FUNCTION private.release_moves()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (bundle_id) to waymark_worker
  grant select (case_id) to waymark_worker
  grant select (id) to waymark_worker
  grant select (kind) to waymark_worker
  grant select (late_entry_id) to waymark_worker
  grant select (looks_asked) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (route_id) to waymark_worker
  grant select (state) to waymark_worker
  grant select, update (to_look_at) to waymark_worker
  grant update (approval_ends_at) to waymark_app
  grant update (approved_at) to waymark_app
  grant update (approved_fact_id) to waymark_app
  grant update (approved_hash) to waymark_app
  grant update (at_once_why) to waymark_app
  grant update (checked) to waymark_app
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (ended_why) to waymark_app
  grant update (opened_at) to waymark_app
  grant update (released_at) to waymark_app
  grant update (review_found) to waymark_app
  grant update (review_words) to waymark_app
  grant update (reviewed_at) to waymark_app
  grant update (sent_hash) to waymark_app
  grant update (state) to waymark_app
  grant update (version) to waymark_app

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

table public.retention_period
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  kind text not null
  years integer not null
  source text not null
  set_by uuid not null
  set_at timestamp with time zone not null
  constraint retention_period_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint retention_period_kind_check CHECK ((kind = ANY (ARRAY['notes'::text, 'contact details'::text, 'safety plans'::text, 'measures and injuries'::text, 'files'::text])))
  constraint retention_period_pkey PRIMARY KEY (id)
  constraint retention_period_set_by_fkey FOREIGN KEY (set_by) REFERENCES public.practitioner(id)
  constraint retention_period_years_check CHECK (((years >= 1) AND (years <= 100)))
  CREATE INDEX retention_period_agency ON public.retention_period USING btree (agency_id, kind, set_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy lead_sets permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead) AND (set_by = ( SELECT public.current_actor() AS current_actor))))
  policy own_lead permissive for select to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead)))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

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
  assessment_id uuid
  risk_to jsonb not null default '{}'::jsonb
  constraint risk_level_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint risk_level_assessment_id_case_id_fkey FOREIGN KEY (assessment_id, case_id) REFERENCES public.assessment(id, case_id)
  constraint risk_level_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint risk_level_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint risk_level_check CHECK ((second_person_id <> decided_by))
  constraint risk_level_check1 CHECK (((victim_view IS NOT NULL) OR (victim_view_not_asked IS NOT NULL)))
  constraint risk_level_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.practitioner(id)
  constraint risk_level_id_case_id_key UNIQUE (id, case_id)
  constraint risk_level_level_check CHECK ((level = ANY (ARRAY['standard'::text, 'medium'::text, 'high'::text])))
  constraint risk_level_pkey PRIMARY KEY (id)
  constraint risk_level_proposal_check CHECK ((proposal = ANY (ARRAY['waiting'::text, 'agreed'::text, 'not agreed'::text])))
  constraint risk_level_second_person_id_fkey FOREIGN KEY (second_person_id) REFERENCES public.practitioner(id)
  CREATE INDEX risk_level_assessment ON public.risk_level USING btree (assessment_id)
  CREATE INDEX risk_level_case ON public.risk_level USING btree (case_id, person_id, decided_at)
  CREATE INDEX risk_level_waiting ON public.risk_level USING btree (second_person_id) WHERE (proposal = 'waiting'::text)
  policy by_role restrictive for select to waymark_app using ((('risk'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (second_person_id = ( SELECT public.current_actor() AS current_actor)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR public.shown_by_itself(case_id, id)))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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

table public.seal_lift
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  because text not null
  proposed_by uuid not null
  proposed_at timestamp with time zone not null
  answer text
  answered_by uuid
  answered_at timestamp with time zone
  constraint seal_lift_answer_check CHECK ((answer = ANY (ARRAY['lifted'::text, 'stays'::text])))
  constraint seal_lift_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.practitioner(id)
  constraint seal_lift_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint seal_lift_check CHECK ((answered_by <> proposed_by))
  constraint seal_lift_check1 CHECK ((((answer IS NULL) = (answered_by IS NULL)) AND ((answer IS NULL) = (answered_at IS NULL))))
  constraint seal_lift_pkey PRIMARY KEY (id)
  constraint seal_lift_proposed_by_fkey FOREIGN KEY (proposed_by) REFERENCES public.practitioner(id)
  CREATE INDEX seal_lift_case ON public.seal_lift USING btree (case_id, proposed_at)
  CREATE UNIQUE INDEX seal_lift_open ON public.seal_lift USING btree (case_id) WHERE (answer IS NULL)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seal_lift.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seal_lift.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seal_lift.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = seal_lift.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select, update to waymark_definer
  grant select to waymark_app

table public.sealed_unit
  owner waymark_owner, row-level security forced
  case_id uuid not null
  unit_id uuid not null
  added_by uuid not null
  added_at timestamp with time zone not null
  constraint sealed_unit_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint sealed_unit_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint sealed_unit_pkey PRIMARY KEY (case_id, unit_id)
  CREATE INDEX sealed_unit_unit ON public.sealed_unit USING btree (unit_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

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
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER look_again AFTER INSERT OR UPDATE ON public.shared_setting FOR EACH ROW WHEN ((new.kind = 'school'::text)) EXECUTE FUNCTION private.setting_is_written()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select (case_id) to waymark_worker
  grant select (kind) to waymark_worker
  grant select (name) to waymark_worker
  grant select (person_id) to waymark_worker
  grant select (recorded_at) to waymark_worker
  grant update (ended_at) to waymark_app
  grant update (ended_by) to waymark_app
  grant update (what_is_done) to waymark_app

table public.sharing_decision
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  case_id uuid not null
  person_id uuid not null
  from_agency_id uuid not null
  asked_by uuid not null
  asked_at timestamp with time zone not null
  what jsonb not null
  also text
  why text not null
  basis text not null
  special text not null
  to_agency_id uuid
  outside_kind text
  outside_name text
  approver_id uuid
  expires_on date
  shared_at timestamp with time zone
  declined_at timestamp with time zone
  declined_why text
  stopped_at timestamp with time zone
  stopped_by uuid
  stopped_why text
  grantee_id uuid
  referral_id uuid
  constraint sharing_decision_approver_id_fkey FOREIGN KEY (approver_id) REFERENCES public.practitioner(id)
  constraint sharing_decision_asked_by_fkey FOREIGN KEY (asked_by) REFERENCES public.practitioner(id)
  constraint sharing_decision_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint sharing_decision_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint sharing_decision_check CHECK ((to_agency_id <> from_agency_id))
  constraint sharing_decision_check1 CHECK ((approver_id <> asked_by))
  constraint sharing_decision_check2 CHECK ((((to_agency_id IS NULL) <> (outside_name IS NULL)) AND ((outside_name IS NULL) = (outside_kind IS NULL))))
  constraint sharing_decision_check3 CHECK (((jsonb_array_length(what) > 0) OR (also IS NOT NULL)))
  constraint sharing_decision_check4 CHECK ((((stopped_at IS NULL) = (stopped_why IS NULL)) AND ((declined_at IS NULL) = (declined_why IS NULL))))
  constraint sharing_decision_check5 CHECK (((expires_on IS NOT NULL) OR (grantee_id IS NOT NULL) OR (referral_id IS NOT NULL)))
  constraint sharing_decision_check6 CHECK (((grantee_id IS NULL) OR (referral_id IS NULL)))
  constraint sharing_decision_from_agency_id_fkey FOREIGN KEY (from_agency_id) REFERENCES public.agency(id)
  constraint sharing_decision_pkey PRIMARY KEY (id)
  constraint sharing_decision_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES public.referral(id)
  constraint sharing_decision_stopped_by_fkey FOREIGN KEY (stopped_by) REFERENCES public.practitioner(id)
  constraint sharing_decision_to_agency_id_fkey FOREIGN KEY (to_agency_id) REFERENCES public.agency(id)
  constraint sharing_decision_what_check CHECK ((jsonb_typeof(what) = 'array'::text))
  CREATE INDEX sharing_decision_approver ON public.sharing_decision USING btree (approver_id) WHERE ((shared_at IS NULL) AND (declined_at IS NULL) AND (stopped_at IS NULL))
  CREATE INDEX sharing_decision_case ON public.sharing_decision USING btree (case_id, asked_at)
  CREATE INDEX sharing_decision_referral ON public.sharing_decision USING btree (referral_id) WHERE (referral_id IS NOT NULL)
  policy between_the_two restrictive for select to waymark_app using (((from_agency_id = ( SELECT public.current_agency() AS current_agency)) OR ((to_agency_id = ( SELECT public.current_agency() AS current_agency)) AND (shared_at IS NOT NULL))))
  policy by_the_actor restrictive for insert to waymark_app with check (((asked_by = ( SELECT public.current_actor() AS current_actor)) AND (from_agency_id = ( SELECT public.current_agency() AS current_agency)) AND (shared_at IS NULL) AND (declined_at IS NULL) AND (stopped_at IS NULL)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_decision.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.sharing_word
  owner waymark_owner, row-level security forced
  sharing_id uuid not null
  about text not null
  "position" integer not null
  case_id uuid not null
  state text not null
  on_day date not null
  how text
  recorded_by uuid not null
  recorded_at timestamp with time zone not null
  constraint sharing_word_about_check CHECK ((about = ANY (ARRAY['agreement'::text, 'told'::text])))
  constraint sharing_word_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint sharing_word_check CHECK (
  CASE about
      WHEN 'agreement'::text THEN (state = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked: unsafe'::text, 'not asked: reason'::text, 'withdrawn'::text]))
      ELSE (state = ANY (ARRAY['told'::text, 'will be told'::text, 'not told: unsafe'::text]))
  END)
  constraint sharing_word_check1 CHECK (((state = ANY (ARRAY['agreed'::text, 'did not agree'::text, 'not asked: unsafe'::text, 'withdrawn'::text])) OR (how IS NOT NULL)))
  constraint sharing_word_pkey PRIMARY KEY (sharing_id, about, "position")
  constraint sharing_word_recorded_by_fkey FOREIGN KEY (recorded_by) REFERENCES public.practitioner(id)
  constraint sharing_word_sharing_id_fkey FOREIGN KEY (sharing_id) REFERENCES public.sharing_decision(id)
  policy between_the_two restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.sharing_decision d
    WHERE (d.id = sharing_word.sharing_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((recorded_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM public.sharing_decision d
    WHERE ((d.id = sharing_word.sharing_id) AND (d.case_id = sharing_word.case_id) AND (d.from_agency_id = ( SELECT public.current_agency() AS current_agency)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_word.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_word.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_word.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = sharing_word.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER agreement_withdrawn AFTER INSERT ON public.sharing_word FOR EACH ROW WHEN ((new.state = 'withdrawn'::text)) EXECUTE FUNCTION private.agreement_withdrawn()
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer

table public.single_sign_on
  owner waymark_owner, row-level security forced
  agency_id uuid not null
  issuer text not null
  client_id text not null
  secret_cipher bytea not null
  domains text[] not null default '{}'::text[]
  external_claim text
  strong_values text[] not null default '{}'::text[]
  is_on boolean not null
  is_only boolean not null
  break_glass_id uuid
  changed_by uuid not null
  changed_at timestamp with time zone not null
  constraint single_sign_on_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint single_sign_on_break_glass_id_fkey FOREIGN KEY (break_glass_id) REFERENCES public.practitioner(id)
  constraint single_sign_on_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES public.practitioner(id)
  constraint single_sign_on_check CHECK (((NOT is_only) OR (break_glass_id IS NOT NULL)))
  constraint single_sign_on_pkey PRIMARY KEY (agency_id)
  policy administrator permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy by_the_actor restrictive for all to waymark_app using (true) with check (((changed_by = ( SELECT public.current_actor() AS current_actor)) AND ((break_glass_id IS NULL) OR (EXISTS ( SELECT
     FROM public.practitioner p
    WHERE ((p.id = single_sign_on.break_glass_id) AND (p.agency_id = ( SELECT public.current_agency() AS current_agency)) AND (p.role = 'administrator'::text) AND (p.disabled_at IS NULL)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer
  grant insert, select, update to waymark_app

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
  is_safeguarding boolean not null default false
  goes_to_calls boolean not null default false
  constraint team_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint team_pkey PRIMARY KEY (id)
  policy administrator_adds permissive for insert to waymark_app with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator)))
  policy administrator_changes permissive for update to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_is_administrator() AS current_is_administrator))) with check ((agency_id = ( SELECT public.current_agency() AS current_agency)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE CONSTRAINT TRIGGER joiner_is_kept_out AFTER INSERT ON public.team_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION private.joiner_is_kept_out()
  CREATE CONSTRAINT TRIGGER lead_keeps_sight AFTER UPDATE OF until_at ON public.team_member DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.until_at IS NOT NULL)) EXECUTE FUNCTION private.lead_keeps_sight()
  CREATE TRIGGER administrator_has_no_case BEFORE INSERT ON public.team_member FOR EACH ROW EXECUTE FUNCTION private.administrator_has_no_case()
  CREATE TRIGGER lead_sees_for_a_request BEFORE INSERT ON public.team_member FOR EACH ROW EXECUTE FUNCTION private.lead_sees_for_a_request()
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
  policy by_role restrictive for select to waymark_app using ((('duties'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR private.is_of_current_agency(told_by) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[])) OR (case_id = ANY (( SELECT public.current_to_tell() AS current_to_tell)::uuid[]))))
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
  policy staff_read permissive for select to waymark_app using ((( SELECT public.current_person() AS current_person) IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant insert, select to waymark_app
  grant insert, select, update to waymark_definer
  grant select to waymark_worker
  grant update (until_on) to waymark_app

table sign_in.challenge
  owner waymark_owner, row-level security forced
  challenge_hash bytea not null
  purpose text not null
  practitioner_id uuid
  ends_at timestamp with time zone not null
  constraint challenge_pkey PRIMARY KEY (challenge_hash)
  constraint challenge_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint challenge_purpose_check CHECK ((purpose = ANY (ARRAY['add'::text, 'sign-in'::text, 'confirm'::text])))
  CREATE INDEX challenge_ends ON sign_in.challenge USING btree (ends_at)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

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

table sign_in.device
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  device_hash bytea not null
  first_at timestamp with time zone not null default clock_timestamp()
  last_at timestamp with time zone not null default clock_timestamp()
  constraint device_pkey PRIMARY KEY (practitioner_id, device_hash)
  constraint device_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
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
  CREATE TRIGGER link_lets_in AFTER INSERT ON sign_in.link FOR EACH ROW EXECUTE FUNCTION private.link_lets_in()
  grant delete, insert, select, update to waymark_definer

table sign_in.notice
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  about_id uuid not null
  recipient_id uuid not null
  what text not null
  device text
  at timestamp with time zone not null default clock_timestamp()
  mailed_at timestamp with time zone
  constraint notice_about_id_fkey FOREIGN KEY (about_id) REFERENCES public.practitioner(id)
  constraint notice_pkey PRIMARY KEY (id)
  constraint notice_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES public.practitioner(id)
  constraint notice_what_check CHECK ((what = ANY (ARRAY['new device'::text, 'recovery code used'::text, 'recovery link used'::text, 'recovery codes made'::text, 'passkey added'::text, 'passkey removed'::text, 'passkey copied'::text, 'password changed'::text])))
  CREATE INDEX notice_about ON sign_in.notice USING btree (about_id, at)
  CREATE INDEX notice_unsent ON sign_in.notice USING btree (at) WHERE (mailed_at IS NULL)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.organisation_ask
  owner waymark_owner, row-level security forced
  state_hash bytea not null
  browser_hash bytea not null
  agency_id uuid not null
  purpose text not null
  session_hash bytea
  return_to text
  asked_at timestamp with time zone not null default clock_timestamp()
  used_at timestamp with time zone
  constraint organisation_ask_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint organisation_ask_pkey PRIMARY KEY (state_hash)
  constraint organisation_ask_purpose_check CHECK ((purpose = ANY (ARRAY['enter'::text, 'confirm'::text])))
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.organisation_subject
  owner waymark_owner, row-level security forced
  agency_id uuid not null
  issuer text not null
  subject text not null
  practitioner_id uuid not null
  linked_at timestamp with time zone not null default clock_timestamp()
  constraint organisation_subject_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint organisation_subject_pkey PRIMARY KEY (agency_id, issuer, subject)
  constraint organisation_subject_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint organisation_subject_practitioner_id_key UNIQUE (practitioner_id)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.passkey
  owner waymark_owner, row-level security forced
  id uuid not null
  practitioner_id uuid not null
  credential_id bytea not null
  public_key bytea not null
  counter bigint not null
  transports text[] not null
  name text not null
  made_at timestamp with time zone not null default clock_timestamp()
  used_at timestamp with time zone
  ended_at timestamp with time zone
  ended_why text
  constraint passkey_check CHECK (((ended_at IS NULL) = (ended_why IS NULL)))
  constraint passkey_credential_id_key UNIQUE (credential_id)
  constraint passkey_ended_why_check CHECK ((ended_why = ANY (ARRAY['removed'::text, 'copied'::text, 'access stopped'::text])))
  constraint passkey_pkey PRIMARY KEY (id)
  constraint passkey_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX passkey_practitioner ON sign_in.passkey USING btree (practitioner_id) WHERE (ended_at IS NULL)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.recovery_code
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  slot smallint not null
  code_hash text not null
  made_at timestamp with time zone not null default clock_timestamp()
  used_at timestamp with time zone
  constraint recovery_code_pkey PRIMARY KEY (practitioner_id, slot)
  constraint recovery_code_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  constraint recovery_code_slot_check CHECK (((slot >= 0) AND (slot <= 9)))
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
  method text not null default 'password'::text
  strong_at timestamp with time zone
  organisation_sid text
  constraint session_method_check CHECK ((method = ANY (ARRAY['password'::text, 'passkey'::text, 'oidc'::text])))
  constraint session_pkey PRIMARY KEY (token_hash)
  constraint session_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  CREATE INDEX session_organisation ON sign_in.session USING btree (organisation_sid) WHERE ((organisation_sid IS NOT NULL) AND (revoked_at IS NULL))
  CREATE INDEX session_practitioner ON sign_in.session USING btree (practitioner_id) WHERE (revoked_at IS NULL)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  CREATE TRIGGER only_by_organisation BEFORE INSERT ON sign_in.session FOR EACH ROW EXECUTE FUNCTION private.only_by_organisation()
  grant delete, insert, select, update to waymark_definer

table sign_in.stop
  owner waymark_owner, row-level security forced
  practitioner_id uuid not null
  by_whom text not null
  at timestamp with time zone not null
  constraint stop_by_whom_check CHECK ((by_whom = ANY (ARRAY['administrator'::text, 'directory'::text])))
  constraint stop_pkey PRIMARY KEY (practitioner_id, by_whom)
  constraint stop_practitioner_id_fkey FOREIGN KEY (practitioner_id) REFERENCES public.practitioner(id)
  policy definer_only permissive for all to waymark_definer using (true) with check (true)
  grant delete, insert, select, update to waymark_definer

table sign_in.tries
  owner waymark_owner, row-level security forced
  from_hash bytea not null
  failures integer not null
  until timestamp with time zone not null
  constraint tries_pkey PRIMARY KEY (from_hash)
  CREATE INDEX tries_until ON sign_in.tries USING btree (until)
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
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  policy worker_reads permissive for select to waymark_worker using (true)
  CREATE TRIGGER look_again AFTER INSERT ON vault.contact_route FOR EACH ROW WHEN ((new.value IS NOT NULL)) EXECUTE FUNCTION private.route_is_written()
  CREATE TRIGGER look_again_changed AFTER UPDATE OF value ON vault.contact_route FOR EACH ROW WHEN (((new.value IS NOT NULL) AND (new.value IS DISTINCT FROM old.value))) EXECUTE FUNCTION private.route_is_written()
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
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
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

table vault.evidence_key
  owner waymark_owner, row-level security forced
  case_id uuid not null
  wrapped bytea not null
  made_at timestamp with time zone not null
  kept_as uuid
  constraint evidence_key_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint evidence_key_kept_as_key UNIQUE (kept_as)
  constraint evidence_key_pkey PRIMARY KEY (case_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_key.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_key.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_key.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = evidence_key.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy kept_apart restrictive for insert to waymark_app with check ((kept_as IS NOT NULL))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant select to waymark_worker

table vault.injury
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  seen_on date not null
  content bytea not null
  agency_id uuid not null
  written_by uuid not null
  written_at timestamp with time zone not null
  constraint injury_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint injury_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint injury_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint injury_id_case_id_person_id_key UNIQUE (id, case_id, person_id)
  constraint injury_kind_check CHECK ((kind = ANY (ARRAY['body-map'::text, 'effect'::text, 'medical-record'::text])))
  constraint injury_pkey PRIMARY KEY (id)
  constraint injury_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX injury_case ON vault.injury USING btree (case_id, seen_on)
  policy by_role restrictive for select to waymark_app using (((('incidents'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (agency_id = ( SELECT public.current_agency() AS current_agency)) OR (case_id = ANY (( SELECT public.current_led() AS current_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.injury_mark
  owner waymark_owner, row-level security forced
  id uuid not null
  injury_id uuid not null
  case_id uuid not null
  person_id uuid not null
  content bytea not null
  added_at timestamp with time zone not null
  struck_at timestamp with time zone
  struck_why bytea
  constraint injury_mark_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint injury_mark_check CHECK (((struck_at IS NULL) = (struck_why IS NULL)))
  constraint injury_mark_injury_id_case_id_person_id_fkey FOREIGN KEY (injury_id, case_id, person_id) REFERENCES vault.injury(id, case_id, person_id)
  constraint injury_mark_pkey PRIMARY KEY (id)
  CREATE INDEX injury_mark_case ON vault.injury_mark USING btree (case_id, injury_id)
  policy by_role restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM vault.injury i
    WHERE ((i.id = injury_mark.injury_id) AND (i.case_id = injury_mark.case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((struck_at IS NULL) AND (EXISTS ( SELECT
     FROM vault.injury i
    WHERE ((i.id = injury_mark.injury_id) AND (i.case_id = injury_mark.case_id) AND (i.kind = 'body-map'::text) AND (i.written_by = ( SELECT public.current_actor() AS current_actor)))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = injury_mark.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy struck_by_the_actor restrictive for update to waymark_app using (((struck_at IS NULL) AND (EXISTS ( SELECT
     FROM vault.injury i
    WHERE ((i.id = injury_mark.injury_id) AND (i.written_by = ( SELECT public.current_actor() AS current_actor))))))) with check ((struck_at IS NOT NULL))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant update (struck_at) to waymark_app
  grant update (struck_why) to waymark_app

table vault.measure_step
  owner waymark_owner, row-level security forced
  id uuid not null
  measure_id uuid not null
  case_id uuid not null
  person_id uuid not null
  version integer not null
  step text not null
  from_state text not null
  to_state text not null
  happened_on date not null
  content bytea not null
  fact_id uuid not null
  owner_id uuid
  next_on date
  agency_id uuid not null
  taken_by uuid not null
  taken_at timestamp with time zone not null
  constraint measure_step_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint measure_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint measure_step_check CHECK (((owner_id IS NULL) = (next_on IS NULL)))
  constraint measure_step_measure_id_case_id_person_id_fkey FOREIGN KEY (measure_id, case_id, person_id) REFERENCES public.measure(id, case_id, person_id)
  constraint measure_step_measure_id_version_key UNIQUE (measure_id, version)
  constraint measure_step_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.practitioner(id)
  constraint measure_step_pkey PRIMARY KEY (id)
  constraint measure_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.practitioner(id)
  constraint measure_step_version_check CHECK ((version > 0))
  CREATE INDEX measure_step_case ON vault.measure_step USING btree (case_id)
  policy by_role restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.measure m
    WHERE ((m.id = measure_step.measure_id) AND (m.case_id = measure_step.case_id)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((taken_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (EXISTS ( SELECT
     FROM public.measure m
    WHERE ((m.id = measure_step.measure_id) AND (m.case_id = measure_step.case_id))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = measure_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER device_number_goes AFTER DELETE ON vault.measure_step FOR EACH ROW WHEN ((old.step = 'issue'::text)) EXECUTE FUNCTION private.device_number_goes()
  CREATE TRIGGER measure_moves BEFORE INSERT ON vault.measure_step FOR EACH ROW EXECUTE FUNCTION private.measure_moves()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.person_key
  owner waymark_owner, row-level security forced
  person_id uuid not null
  wrapped bytea not null
  made_at timestamp with time zone not null
  kept_as uuid
  constraint person_key_kept_as_key UNIQUE (kept_as)
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
  policy kept_apart restrictive for insert to waymark_app with check ((kept_as IS NOT NULL))
  policy not_in_emergency restrictive for all to waymark_app using (((person_id <> ALL (( SELECT public.current_emergency_people() AS current_emergency_people)::uuid[])) OR COALESCE(( SELECT true
     FROM vault.police_card c
    WHERE (c.person_id = person_key.person_id)
   LIMIT 1), false))) with check ((person_id <> ALL (( SELECT public.current_emergency_people() AS current_emergency_people)::uuid[])))
  policy pack_of_own_agency permissive for select to waymark_app using ((( SELECT public.current_is_data_protection_lead() AS current_is_data_protection_lead) AND (EXISTS ( SELECT
     FROM public.access_request r
    WHERE ((r.pack_for = person_key.person_id) AND (r.pack IS NOT NULL))))))
  policy referred_to permissive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.referral r
    WHERE ((r.person_id = person_key.person_id) AND (r.to_agency_id = ( SELECT public.current_agency() AS current_agency)) AND ((r.answer IS NULL) OR (r.answer = 'accepted'::text)) AND (r.outcome_at IS NULL)))))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant select to waymark_worker

table vault.place_found
  owner waymark_owner, row-level security forced
  id uuid not null default gen_random_uuid()
  agency_id uuid not null
  what text not null
  found_at timestamp with time zone not null
  people integer not null
  lead_id uuid
  place_ids uuid[] not null default '{}'::uuid[]
  constraint place_found_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint place_found_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES public.practitioner(id)
  constraint place_found_people_check CHECK ((people >= 0))
  constraint place_found_pkey PRIMARY KEY (id)
  constraint place_found_what_check CHECK ((what = ANY (ARRAY['file'::text, 'bundle'::text, 'address'::text])))
  CREATE INDEX place_found_agency ON vault.place_found USING btree (agency_id, found_at)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places)))
  grant delete, insert, select, update to waymark_definer
  grant select to waymark_app

table vault.plan_copy
  owner waymark_owner, row-level security forced
  id uuid not null
  record_id uuid not null
  version integer not null
  case_id uuid not null
  person_id uuid not null
  step text not null
  given_on date
  fact_id uuid
  content bytea not null
  agency_id uuid not null
  taken_by uuid not null
  taken_at timestamp with time zone not null
  constraint plan_copy_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint plan_copy_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_copy_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint plan_copy_check CHECK (((step = 'given'::text) = (given_on IS NOT NULL)))
  constraint plan_copy_pkey PRIMARY KEY (id)
  constraint plan_copy_step_check CHECK ((step = ANY (ARRAY['made'::text, 'given'::text])))
  constraint plan_copy_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.practitioner(id)
  CREATE INDEX plan_copy_case ON vault.plan_copy USING btree (case_id)
  CREATE INDEX plan_copy_person ON vault.plan_copy USING btree (person_id)
  CREATE INDEX plan_copy_record ON vault.plan_copy USING btree (record_id, taken_at)
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((taken_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  policy with_the_plan restrictive for insert to waymark_app with check (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  CREATE TRIGGER plan_copy_taken BEFORE INSERT ON vault.plan_copy FOR EACH ROW EXECUTE FUNCTION private.plan_copy_taken()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.plan_item
  owner waymark_owner, row-level security forced
  id uuid not null
  plan_id uuid not null
  case_id uuid not null
  person_id uuid not null
  item_id uuid not null
  version integer not null
  content bytea not null
  agency_id uuid not null
  written_by uuid not null
  written_at timestamp with time zone not null
  replaced_at timestamp with time zone
  offer_id uuid
  constraint plan_item_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint plan_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_item_offer_id_case_id_person_id_fkey FOREIGN KEY (offer_id, case_id, person_id) REFERENCES vault.plan_offer(id, case_id, person_id) ON DELETE SET NULL (offer_id)
  constraint plan_item_pkey PRIMARY KEY (id)
  constraint plan_item_plan_id_case_id_person_id_fkey FOREIGN KEY (plan_id, case_id, person_id) REFERENCES vault.safety_plan(id, case_id, person_id)
  constraint plan_item_plan_id_item_id_version_key UNIQUE (plan_id, item_id, version)
  constraint plan_item_version_check CHECK ((version > 0))
  constraint plan_item_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX plan_item_case ON vault.plan_item USING btree (case_id)
  CREATE UNIQUE INDEX plan_item_current ON vault.plan_item USING btree (plan_id, item_id) WHERE (replaced_at IS NULL)
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[])) OR public.shown_by_itself(case_id, id)) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (replaced_at IS NULL) AND (EXISTS ( SELECT
     FROM vault.safety_plan p
    WHERE (p.id = plan_item.plan_id)))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_item.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_item.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_item.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_item.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  CREATE TRIGGER plan_item_written BEFORE INSERT ON vault.plan_item FOR EACH ROW EXECUTE FUNCTION private.plan_item_written()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.plan_offer
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  fact_id uuid not null
  content bytea not null
  agency_id uuid not null
  offered_by uuid not null
  offered_at timestamp with time zone not null
  outcome text
  answer bytea
  answered_by uuid
  answered_at timestamp with time zone
  constraint plan_offer_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint plan_offer_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES public.practitioner(id)
  constraint plan_offer_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_offer_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint plan_offer_check CHECK (((num_nonnulls(outcome, answered_by, answered_at) = ANY (ARRAY[0, 3])) AND ((outcome IS NOT NULL) OR (answer IS NULL))))
  constraint plan_offer_check1 CHECK (((outcome IS DISTINCT FROM 'not taken up'::text) OR (answer IS NOT NULL)))
  constraint plan_offer_id_case_id_person_id_key UNIQUE (id, case_id, person_id)
  constraint plan_offer_offered_by_fkey FOREIGN KEY (offered_by) REFERENCES public.practitioner(id)
  constraint plan_offer_outcome_check CHECK ((outcome = ANY (ARRAY['taken up'::text, 'not taken up'::text])))
  constraint plan_offer_pkey PRIMARY KEY (id)
  CREATE INDEX plan_offer_case ON vault.plan_offer USING btree (case_id, offered_at)
  policy answered_with_the_plan restrictive for update to waymark_app using ((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))))
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[])) OR (offered_by = ( SELECT public.current_actor() AS current_actor))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((offered_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (outcome IS NULL) AND (NOT public.current_on_other_side(case_id))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_offer.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  CREATE TRIGGER plan_offer_moves BEFORE UPDATE ON vault.plan_offer FOR EACH ROW EXECUTE FUNCTION private.plan_offer_moves()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant update (answer) to waymark_app
  grant update (answered_at) to waymark_app
  grant update (answered_by) to waymark_app
  grant update (outcome) to waymark_app

table vault.plan_paper
  owner waymark_owner, row-level security forced
  id uuid not null
  plan_id uuid not null
  case_id uuid not null
  person_id uuid not null
  version integer not null
  content bytea not null
  made_by uuid not null
  made_at timestamp with time zone not null
  constraint plan_paper_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_paper_made_by_fkey FOREIGN KEY (made_by) REFERENCES public.practitioner(id)
  constraint plan_paper_pkey PRIMARY KEY (id)
  constraint plan_paper_plan_id_case_id_person_id_fkey FOREIGN KEY (plan_id, case_id, person_id) REFERENCES vault.safety_plan(id, case_id, person_id)
  constraint plan_paper_version_check CHECK ((version > 0))
  CREATE INDEX plan_paper_plan ON vault.plan_paper USING btree (case_id, plan_id, made_at)
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((made_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM vault.safety_plan p
    WHERE ((p.id = plan_paper.plan_id) AND (p.version = plan_paper.version) AND (p.state <> ALL (ARRAY['paused'::text, 'archived'::text])))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_paper.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_paper.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_paper.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_paper.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.plan_record
  owner waymark_owner, row-level security forced
  id uuid not null
  record_id uuid not null
  version integer not null
  case_id uuid not null
  person_id uuid not null
  kind text not null
  content bytea not null
  is_over boolean not null default false
  fact_id uuid
  agency_id uuid not null
  written_by uuid not null
  written_at timestamp with time zone not null
  replaced_at timestamp with time zone
  decision text
  of_record uuid
  constraint plan_record_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint plan_record_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_record_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint plan_record_decided CHECK (((kind = ANY (ARRAY['party'::text, 'telling'::text])) = (decision IS NOT NULL)))
  constraint plan_record_decision_check CHECK (((decision = ANY (ARRAY['safe'::text, 'not safe'::text])) OR ((kind = 'telling'::text) AND (decision = 'not decided'::text))))
  constraint plan_record_kind_check CHECK ((kind = ANY (ARRAY['collection list'::text, 'visits'::text, 'party'::text, 'consultation'::text, 'telling'::text, 'told'::text, 'told look'::text])))
  constraint plan_record_of CHECK (((kind = ANY (ARRAY['consultation'::text, 'told'::text, 'told look'::text])) = (of_record IS NOT NULL)))
  constraint plan_record_pkey PRIMARY KEY (id)
  constraint plan_record_record_id_version_key UNIQUE (record_id, version)
  constraint plan_record_version_check CHECK ((version > 0))
  constraint plan_record_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX plan_record_case ON vault.plan_record USING btree (case_id, kind, person_id)
  CREATE INDEX plan_record_of_record ON vault.plan_record USING btree (of_record) WHERE (of_record IS NOT NULL)
  CREATE INDEX plan_record_person ON vault.plan_record USING btree (person_id)
  CREATE UNIQUE INDEX plan_record_current ON vault.plan_record USING btree (record_id) WHERE (replaced_at IS NULL)
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (replaced_at IS NULL)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_record.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_record.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_record.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_record.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  policy with_the_plan restrictive for insert to waymark_app with check (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  CREATE TRIGGER plan_record_written BEFORE INSERT ON vault.plan_record FOR EACH ROW EXECUTE FUNCTION private.plan_record_written()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.plan_step
  owner waymark_owner, row-level security forced
  id uuid not null
  plan_id uuid not null
  case_id uuid not null
  person_id uuid not null
  "position" integer not null
  step text not null
  items uuid[]
  version integer
  next_review_on date
  content bytea
  taken_by uuid
  taken_at timestamp with time zone not null
  constraint plan_step_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint plan_step_check CHECK ((((step = 'agreed'::text) = (items IS NOT NULL)) AND ((step = 'agreed'::text) = (version IS NOT NULL))))
  constraint plan_step_check1 CHECK (((step = ANY (ARRAY['agreed'::text, 'kept'::text])) = (next_review_on IS NOT NULL)))
  constraint plan_step_check2 CHECK ((((content IS NOT NULL) AND (taken_by IS NOT NULL)) OR (step = 'archived'::text)))
  constraint plan_step_pkey PRIMARY KEY (id)
  constraint plan_step_plan_id_case_id_person_id_fkey FOREIGN KEY (plan_id, case_id, person_id) REFERENCES vault.safety_plan(id, case_id, person_id)
  constraint plan_step_plan_id_position_key UNIQUE (plan_id, "position")
  constraint plan_step_step_check CHECK ((step = ANY (ARRAY['started'::text, 'circumstance'::text, 'checked'::text, 'agreed'::text, 'opened'::text, 'kept'::text, 'paused'::text, 'taken up'::text, 'parting'::text, 'archived'::text])))
  constraint plan_step_taken_by_fkey FOREIGN KEY (taken_by) REFERENCES public.practitioner(id)
  CREATE INDEX plan_step_case ON vault.plan_step USING btree (case_id)
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((taken_by = ( SELECT public.current_actor() AS current_actor)) AND (EXISTS ( SELECT
     FROM vault.safety_plan p
    WHERE (p.id = plan_step.plan_id)))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = plan_step.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  CREATE TRIGGER plan_step_taken BEFORE INSERT ON vault.plan_step FOR EACH ROW EXECUTE FUNCTION private.plan_step_taken()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.police_card
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  fact_id uuid not null
  content bytea not null
  agreed_on date not null
  ends_on date not null
  agency_id uuid not null
  written_by uuid not null
  written_at timestamp with time zone not null
  ended_as text
  ended_at timestamp with time zone
  ended_by uuid
  constraint police_card_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint police_card_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint police_card_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint police_card_check CHECK ((ends_on > agreed_on))
  constraint police_card_check1 CHECK (((ended_as IS NULL) = (ended_at IS NULL)))
  constraint police_card_ended_as_check CHECK ((ended_as = ANY (ARRAY['replaced'::text, 'withdrawn'::text, 'case closed'::text])))
  constraint police_card_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES public.practitioner(id)
  constraint police_card_pkey PRIMARY KEY (id)
  constraint police_card_written_by_fkey FOREIGN KEY (written_by) REFERENCES public.practitioner(id)
  CREATE INDEX police_card_case ON vault.police_card USING btree (case_id, written_at)
  CREATE INDEX police_card_person ON vault.police_card USING btree (person_id)
  CREATE UNIQUE INDEX police_card_stands ON vault.police_card USING btree (case_id, person_id) WHERE (ended_at IS NULL)
  policy by_role restrictive for select to waymark_app using (((NOT public.current_on_other_side(case_id)) AND (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) OR (( SELECT public.current_attends() AS current_attends) AND (ended_at IS NULL) AND (ends_on >= ((now() AT TIME ZONE 'Europe/London'::text))::date)))))
  policy by_the_actor restrictive for insert to waymark_app with check (((written_by = ( SELECT public.current_actor() AS current_actor)) AND (agency_id = ( SELECT public.current_agency() AS current_agency)) AND (ended_at IS NULL) AND (('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])) AND (NOT public.current_on_other_side(case_id))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = police_card.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = police_card.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = police_card.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = police_card.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  CREATE TRIGGER police_card_agreed BEFORE INSERT ON vault.police_card FOR EACH ROW WHEN ((new.ended_at IS NULL)) EXECUTE FUNCTION private.police_card_agreed()
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.protected_place
  owner waymark_owner, row-level security forced
  id uuid not null
  agency_id uuid not null
  sealed bytea not null
  added_by uuid not null
  added_at timestamp with time zone not null
  constraint protected_place_added_by_fkey FOREIGN KEY (added_by) REFERENCES public.practitioner(id)
  constraint protected_place_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint protected_place_pkey PRIMARY KEY (id)
  CREATE INDEX protected_place_agency ON vault.protected_place USING btree (agency_id, added_at)
  policy by_the_actor restrictive for insert to waymark_app with check ((added_by = ( SELECT public.current_actor() AS current_actor)))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places)))
  CREATE TRIGGER drop_provider_key AFTER DELETE ON vault.protected_place FOR EACH ROW EXECUTE FUNCTION private.drop_provider_key()
  CREATE TRIGGER look_again AFTER INSERT ON vault.protected_place FOR EACH ROW EXECUTE FUNCTION private.place_is_written()
  grant delete, insert, select to waymark_app
  grant delete, insert, select, update to waymark_definer

table vault.provider_key
  owner waymark_owner, row-level security forced
  agency_id uuid not null
  wrapped bytea not null
  kept_as uuid not null
  made_at timestamp with time zone not null
  constraint provider_key_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES public.agency(id)
  constraint provider_key_kept_as_key UNIQUE (kept_as)
  constraint provider_key_pkey PRIMARY KEY (agency_id)
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy own_agency permissive for all to waymark_app using (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places))) with check (((agency_id = ( SELECT public.current_agency() AS current_agency)) AND ( SELECT public.current_keeps_places() AS current_keeps_places)))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app

table vault.release_copy
  owner waymark_owner, row-level security forced
  release_id uuid not null
  case_id uuid not null
  person_id uuid not null
  sealed bytea not null
  made_at timestamp with time zone not null
  constraint release_copy_pkey PRIMARY KEY (release_id)
  constraint release_copy_release_id_case_id_person_id_fkey FOREIGN KEY (release_id, case_id, person_id) REFERENCES public.release(id, case_id, person_id)
  CREATE INDEX release_copy_case ON vault.release_copy USING btree (case_id)
  policy by_the_sender restrictive for insert to waymark_app with check ((EXISTS ( SELECT
     FROM public.release r
    WHERE ((r.id = release_copy.release_id) AND (r.case_id = release_copy.case_id) AND (r.state = 'released'::text) AND (r.asked_by = ( SELECT public.current_actor() AS current_actor))))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy for_the_two restrictive for select to waymark_app using ((EXISTS ( SELECT
     FROM public.release r
    WHERE ((r.id = release_copy.release_id) AND (r.case_id = release_copy.case_id) AND ((( SELECT public.current_actor() AS current_actor) = r.asked_by) OR (( SELECT public.current_actor() AS current_actor) = r.approver_id))))))
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = release_copy.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy worker_reads permissive for select to waymark_worker using (true)
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
  grant select to waymark_worker

table vault.safety_plan
  owner waymark_owner, row-level security forced
  id uuid not null
  case_id uuid not null
  person_id uuid not null
  state text not null default 'drafting'::text
  version integer not null default 0
  next_review_on date
  started_by uuid not null
  started_at timestamp with time zone not null
  constraint safety_plan_case_id_fkey FOREIGN KEY (case_id) REFERENCES public.cases(id)
  constraint safety_plan_case_id_person_id_fkey FOREIGN KEY (case_id, person_id) REFERENCES public.party(case_id, person_id)
  constraint safety_plan_case_id_person_id_key UNIQUE (case_id, person_id)
  constraint safety_plan_check CHECK (((state <> 'active'::text) OR ((version > 0) AND (next_review_on IS NOT NULL))))
  constraint safety_plan_id_case_id_person_id_key UNIQUE (id, case_id, person_id)
  constraint safety_plan_pkey PRIMARY KEY (id)
  constraint safety_plan_started_by_fkey FOREIGN KEY (started_by) REFERENCES public.practitioner(id)
  constraint safety_plan_state_check CHECK ((state = ANY (ARRAY['drafting'::text, 'ready'::text, 'active'::text, 'reviewing'::text, 'paused'::text, 'archived'::text])))
  constraint safety_plan_version_check CHECK ((version >= 0))
  policy by_role restrictive for select to waymark_app using (((('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[]))) AND (NOT public.current_on_other_side(case_id))))
  policy by_the_actor restrictive for insert to waymark_app with check (((started_by = ( SELECT public.current_actor() AS current_actor)) AND (state = 'drafting'::text) AND (version = 0) AND (next_review_on IS NULL) AND (('safety-plans'::text <> ALL (( SELECT public.current_partial() AS current_partial)::text[])) OR (case_id = ANY (( SELECT public.current_plans_led() AS current_plans_led)::uuid[])))))
  policy definer_all permissive for all to waymark_definer using (true) with check (true)
  policy granted_add permissive for insert to waymark_app with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = safety_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_change permissive for update to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = safety_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false)) with check (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = safety_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy granted_read permissive for select to waymark_app using (COALESCE(( SELECT true
     FROM public.case_grant g
    WHERE ((g.case_id = safety_plan.case_id) AND (g.revoked_at IS NULL) AND ((g.until_at IS NULL) OR (g.until_at > now())) AND (g.grantee_id = ANY (( SELECT public.current_reach_ids() AS current_reach_ids)::uuid[])))
   LIMIT 1), false))
  policy not_in_emergency restrictive for all to waymark_app using ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[]))) with check ((case_id <> ALL (( SELECT public.current_emergency() AS current_emergency)::uuid[])))
  grant delete, insert, select, update to waymark_definer
  grant insert, select to waymark_app
