-- Why somebody sees a case, a reason for each look, emergency access, and who looked (SAFETY S7, S11; INV-55; CATALOGUE IS-03).

grant create on schema public, private to waymark_definer;

-- Why a grant is there, so that a page can say it and a rule can ask it. What is not said follows from the reason.
alter table case_grant add kind text not null default 'named'
  check (kind in ('lead', 'team', 'named', 'task', 'referral', 'listing', 'emergency'));
create function private.kind_of_grant(reason text, grantee uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select case when exists (select from public.team t where t.id = grantee) then 'team'
    when reason in ('Opened the case', 'Opened the case again', 'Handover accepted') then 'lead'
    when private.is_for_a_task(reason) or reason = 'Handover offered' then 'task'
    when reason = 'Referral accepted' then 'referral' else 'named' end
$$;
create function private.say_kind_of_grant() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if tg_op = 'INSERT' then
    if new.kind = 'named' then new.kind := private.kind_of_grant(new.reason, new.grantee_id); end if;
  elsif new.kind = old.kind and (old.kind <> 'emergency' or new.reason <> old.reason) then
    new.kind := private.kind_of_grant(new.reason, new.grantee_id);
  end if;
  return new;
end $$;
alter function private.kind_of_grant(text, uuid) owner to waymark_definer;
alter function private.say_kind_of_grant() owner to waymark_definer;
do $$ begin
  set local role waymark_definer;
  update public.case_grant set kind = private.kind_of_grant(reason, grantee_id);
  reset role;
end $$;
create trigger say_kind_of_grant before insert or update of reason on case_grant for each row execute function private.say_kind_of_grant();
-- Who is let in for an hour is found among all grants of a reader at once.
create index case_grant_emergency on case_grant (grantee_id, case_id) where kind = 'emergency' and revoked_at is null;

-- A reason that somebody gave before they looked. It holds for twelve hours, and is never changed.
create table look_reason (
  id uuid primary key,
  case_id uuid not null references cases,
  practitioner_id uuid not null references practitioner,
  pick text not null,
  said text not null check (length(btrim(said)) > 0),
  at timestamptz not null,
  until_at timestamptz not null check (until_at > at and until_at <= at + interval '12 hours')
);
create index look_reason_whose on look_reason (practitioner_id, case_id, until_at);
call private.protect_case_table('look_reason');
create policy own_reason on look_reason as restrictive for insert to waymark_app with check (practitioner_id = (select current_actor()));

-- One use of emergency access: for one person, of one case, for an hour at most. Without a case: nothing was opened.
create table emergency_look (
  id uuid primary key,
  practitioner_id uuid not null references practitioner,
  agency_id uuid not null references agency,
  case_id uuid references cases,
  pick text not null,
  said text not null check (length(btrim(said)) > 0),
  opened_at timestamptz not null default clock_timestamp(),
  until_at timestamptz,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  told uuid[] not null default '{}',
  letters_at timestamptz,
  reviewer_id uuid references practitioner check (reviewer_id <> practitioner_id),
  duty_id uuid references duty,
  reviewed_at timestamptz,
  reviewed_by uuid references practitioner check (reviewed_by <> practitioner_id),
  outcome text check (outcome in ('justified', 'not justified')),
  follows text,
  check (until_at <= opened_at + interval '60 minutes'),
  check ((case_id is null) = (until_at is null)),
  check ((reviewed_at is null) = (outcome is null) and (reviewed_at is null) = (reviewed_by is null)),
  check (outcome is distinct from 'not justified' or length(btrim(follows)) > 0)
);
create index emergency_look_case on emergency_look (case_id) where case_id is not null;
create index emergency_look_whose on emergency_look (practitioner_id, opened_at);
create index emergency_look_untold on emergency_look (opened_at) where letters_at is null and case_id is not null;
-- Each use and each case has alarms of its own: one that is unseen stands for no other.
alter table alarm add column emergency_look_id uuid references emergency_look;
create unique index alarm_emergency on alarm (to_id, kind, emergency_look_id) where emergency_look_id is not null;
drop index alarm_without_duty;
create unique index alarm_without_duty on alarm (to_id, kind, coalesce(case_id, '00000000-0000-0000-0000-000000000000'))
  where duty_id is null and referral_id is null and emergency_look_id is null and seen_at is null;
-- A supervisor's word that somebody may use it once more within a day.
create table emergency_word (
  id uuid primary key,
  practitioner_id uuid not null references practitioner,
  given_by uuid not null references practitioner check (given_by <> practitioner_id),
  given_at timestamptz not null default clock_timestamp(),
  used_at timestamptz
);
create index emergency_word_whose on emergency_word (practitioner_id, given_at);
do $$
declare t text;
begin
  foreach t in array array['emergency_look', 'emergency_word'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy definer_all on %I to waymark_definer using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to waymark_definer', t);
    execute format('grant select on %I to waymark_app', t);
  end loop;
end $$;
create policy own_or_granted on emergency_look for select to waymark_app using (
  practitioner_id = (select current_actor()) or (case_id is not null and coalesce((select true from public.case_grant g where g.case_id = emergency_look.case_id
    and g.revoked_at is null and (g.until_at is null or g.until_at > now()) and g.grantee_id = any ((select public.current_reach_ids())::uuid[]) limit 1), false)));
create policy conflicts_subtracted on emergency_look as restrictive to waymark_app
  using (case_id is null or case_id <> all ((select public.current_excluded())::uuid[]));
create policy own_or_of_own_people on emergency_word for select to waymark_app using (
  practitioner_id = (select current_actor()) or given_by = (select current_actor()));
create policy worker_reads on emergency_look for select to waymark_worker using (true);
create policy worker_says on emergency_look for update to waymark_worker using (true) with check (true);
grant select (id, case_id, opened_at, told, letters_at), update (letters_at) on emergency_look to waymark_worker;

-- Whoever may use it, and whoever answers for others: the same lists as in the product's own table of roles.
create function private.may_use_emergency(role text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$ select role = any (array['idva', 'idva-manager', 'first-responder', 'investigating-officer', 'abuse-specialist', 'police-supervisor',
  'witness-care-officer', 'wcu-manager', 'social-worker', 'council-manager', 'housing-officer', 'housing-manager']) $$;
create function private.supervises(role text) returns boolean language sql immutable set search_path = pg_catalog, pg_temp as
$$ select role = any (array['idva-manager', 'police-supervisor', 'wcu-manager', 'cps-manager', 'probation-manager', 'council-manager', 'housing-manager']) $$;

-- The cases that this person sees through emergency access and through nothing else.
create function current_emergency() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare me constant uuid := private.bound(1);
begin
  return array(select g.case_id from public.case_grant g where g.grantee_id = me and g.kind = 'emergency' and g.revoked_at is null and g.until_at > now()
    and not exists (select from public.case_grant o where o.case_id = g.case_id and o.kind <> 'emergency' and o.revoked_at is null
      and (o.until_at is null or o.until_at > now()) and o.grantee_id = any ((select public.current_reach_ids())::uuid[])));
end $$;
-- The people whom this person knows from such cases alone.
create function current_emergency_people() returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare opened constant uuid[] := public.current_emergency();
begin
  if cardinality(opened) = 0 then return '{}'; end if;
  return array(select y.person_id from public.party y where y.case_id = any (opened) and not exists (
    select from public.party o join public.case_grant g on g.case_id = o.case_id where o.person_id = y.person_id and g.case_id <> all (opened)
      and g.revoked_at is null and (g.until_at is null or g.until_at > now()) and g.grantee_id = any ((select public.current_reach_ids())::uuid[])));
end $$;
-- Emergency access never opens the vault, nor the copies that its keys open (INV-55, INV-02, INV-06).
do $$
declare place text;
begin
  for place in select format('vault.%I', c.table_name) from information_schema.columns c where c.table_schema = 'vault' and c.column_name = 'case_id' loop
    execute format('create policy not_in_emergency on %s as restrictive to waymark_app using (case_id <> all ((select public.current_emergency())::uuid[]))
      with check (case_id <> all ((select public.current_emergency())::uuid[]))', place);
  end loop;
end $$;
create policy not_in_emergency on vault.person_key as restrictive to waymark_app using (person_id <> all ((select public.current_emergency_people())::uuid[]))
  with check (person_id <> all ((select public.current_emergency_people())::uuid[]));
-- An hour's sight lets nobody else in, and does not make itself longer.
create function private.emergency_lets_nobody_in() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.kind not in ('emergency', 'task') and new.case_id = any (public.current_emergency()) then
    raise exception 'emergency access lets nobody in (INV-55)' using errcode = 'check_violation', constraint = 'emergency_lets_nobody_in'; end if;
  if new.kind = 'emergency' and (new.until_at is null or new.until_at > clock_timestamp() + interval '60 minutes') then
    raise exception 'emergency access ends within the hour (INV-55)' using errcode = 'check_violation', constraint = 'emergency_lets_nobody_in'; end if;
  return new;
end $$;
create trigger then_emergency_lets_nobody_in before insert or update of until_at, revoked_at, grantee_id, kind on case_grant
  for each row execute function private.emergency_lets_nobody_in();
-- A case that is sealed is seen by named people alone: whoever looks in an emergency is out at that moment.
create function private.seal_ends_emergency() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.case_grant set revoked_at = greatest(new.sealed_at, granted_at) where case_id = new.id and kind = 'emergency' and revoked_at is null;
  return null;
end $$;
create trigger seal_ends_emergency after update of sealed_at on cases for each row when (new.sealed_at is not null and old.sealed_at is null)
  execute function private.seal_ends_emergency();
-- What says that emergency access was used or looked at is written by those two acts alone, and stays as it was written.
create policy said_by_its_act on entry as restrictive for insert to waymark_app with check (type not like 'access.%' or (relation = 'starts' and exists (
  select from public.emergency_look l where l.case_id = entry.case_id and ((type = 'access.opened-in-emergency' and l.practitioner_id = (select current_actor()))
    or (type = 'access.emergency-reviewed' and l.reviewed_by = (select current_actor()))))));

-- Why this person sees this case now: null is the one answer that asks them. One look into the grants, duties and rotas of one case.
create function look_purpose(in_case uuid, at timestamptz) returns table (purpose text, reason_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;

-- Each person who sees a case now, through which grant. Who has a conflict sees nothing, and is named to nobody.
create function people_of_case(sought uuid)
returns table (practitioner_id uuid, team_id uuid, kind text, reason text, granted_by uuid, granted_at timestamptz, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id, m.team_id, g.kind, g.reason, g.granted_by, g.granted_at, g.until_at
  from public.case_grant g left join public.team_member m on m.team_id = g.grantee_id and m.until_at is null
    join public.practitioner p on p.id = coalesce(m.practitioner_id, g.grantee_id) and p.disabled_at is null
  where g.case_id = sought and g.revoked_at is null and (g.until_at is null or g.until_at > now()) and public.actor_has_case(sought)
    and not private.is_excluded(p.id, sought)
  order by g.granted_at, p.name
$$;
-- What one person of the asker's own agency can see, in numbers by kind of grant; a case's reference only where the asker sees that case too.
create function sight_of(who uuid) returns table (kind text, case_id uuid, reference text, is_mine boolean) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select g.kind, case when mine.seen then c.id end, case when mine.seen then c.reference end, mine.seen
  from public.case_grant g join public.cases c on c.id = g.case_id
    cross join lateral (select public.actor_has_case(c.id) and c.sealed_at is null as seen) mine
  where g.revoked_at is null and (g.until_at is null or g.until_at > now()) and c.sealed_at is null and not private.is_excluded(who, c.id)
    and c.id <> all (public.current_excluded())
    and (g.grantee_id = who or g.grantee_id in (select m.team_id from public.team_member m where m.practitioner_id = who and m.until_at is null))
    and exists (select from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id
      where me.id = public.current_actor() and p.id = who and private.supervises(me.role))
$$;

-- Who looks after an emergency look: a supervisor of the same agency who is not in line with whoever looked, where there is one; never that
-- person, never somebody with a conflict, and never nobody.
create function private.reviewer_of_look(who uuid, of_case uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
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
$$;
create function private.emergency_case(who uuid, sought_reference text, sought_name text, born date) returns uuid language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
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
$$;
-- Opens one case for one person for an hour. The same statements run whether or not there is such a case: none, sealed and excluded are one answer.
create function open_in_emergency(look uuid, sought_reference text, sought_name text, born date, picked text, because text, at timestamptz)
returns table (answer text, opened uuid) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
-- The duty that the rule raised goes to whoever looks after it. Every opened case has one before anything is kept.
create function give_emergency_review(of_look uuid, by_entry uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare
  l public.emergency_look;
  owed uuid;
begin
  select * into l from public.emergency_look where id = of_look and practitioner_id = public.current_actor() and duty_id is null and case_id is not null;
  if not found then return false; end if;
  update public.duty set owner_id = l.reviewer_id where case_id = l.case_id and because_id = by_entry and code = 'EMERGENCY_LOOK' and state = 'open' returning id into owed;
  update public.emergency_look set duty_id = owed where id = l.id;
  return owed is not null;
end $$;
create function private.emergency_look_is_looked_at() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if exists (select from public.emergency_look l where l.id = new.id and l.case_id is not null and (l.duty_id is null or l.reviewer_id is null)) then
    raise exception 'an emergency look is looked at by somebody (INV-55)' using errcode = 'check_violation', constraint = 'emergency_look_is_looked_at'; end if;
  return null;
end $$;
create constraint trigger emergency_look_is_looked_at after insert on emergency_look
  deferrable initially deferred for each row execute function private.emergency_look_is_looked_at();
-- Ends it before its hour: whoever leads the case, whoever looks after it, and the person themself.
create function end_emergency(of_look uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
-- Says whether it was justified: a supervisor who sees the case otherwise, or whoever it was given to, and never the person who looked.
create function review_emergency(of_look uuid, found_it text, then_what text, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
create function give_emergency_word(word uuid, who uuid) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id and p.id <> me.id and p.disabled_at is null
    where me.id = public.current_actor() and private.supervises(me.role) and p.id = who and private.may_use_emergency(p.role)) then return false; end if;
  insert into public.emergency_word (id, practitioner_id, given_by) values (word, who, public.current_actor());
  return true;
end $$;
-- How often somebody of the supervisor's own agency used it in the last day, and whether a word waits.
create function emergency_use_of(who uuid) returns table (opened integer, tries integer, words integer) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select count(l.case_id)::integer, count(l.id)::integer, (select count(*)::integer from public.emergency_word w where w.practitioner_id = who and w.used_at is null
    and w.given_at > clock_timestamp() - interval '24 hours')
  from public.practitioner me join public.practitioner p on p.agency_id = me.agency_id and p.id = who
    left join public.emergency_look l on l.practitioner_id = who and l.opened_at > clock_timestamp() - interval '24 hours'
  where me.id = public.current_actor() and (me.id = who or private.supervises(me.role)) group by p.id
$$;

-- Who looked at a case and why, for those who see it: each person's looks of one London day with one purpose are one line. Tries that were
-- refused are not here: they are the auditor's. Newest first.
create function looks_of(sought uuid, at_most integer, from_line integer)
returns table (practitioner_id uuid, name text, role text, agency text, on_day date, first_at timestamptz, last_at timestamptz, looks integer, routes text[],
  kinds text[], purpose text, pick text, said text, lines integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
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
    )
    select g.actor_id, p.name, p.role, y.name, g.day, g.first_at, g.last_at, g.looks, g.routes, g.kinds, g.why,
      coalesce(r.pick, l.pick), coalesce(r.said, l.said), g.lines
    from grouped g join public.practitioner p on p.id = g.actor_id join public.agency y on y.id = p.agency_id
      left join public.look_reason r on r.id = g.because left join public.emergency_look l on l.id = g.because
    order by g.last_at desc, g.actor_id limit least(at_most, 5000) offset from_line;
end $$;

do $$
declare f text;
begin
  foreach f in array array['private.may_use_emergency(text)', 'private.supervises(text)', 'current_emergency()', 'current_emergency_people()',
    'private.emergency_lets_nobody_in()', 'private.seal_ends_emergency()', 'look_purpose(uuid, timestamptz)', 'people_of_case(uuid)', 'sight_of(uuid)', 'private.reviewer_of_look(uuid, uuid)',
    'private.emergency_case(uuid, text, text, date)', 'open_in_emergency(uuid, text, text, date, text, text, timestamptz)', 'give_emergency_review(uuid, uuid)',
    'private.emergency_look_is_looked_at()', 'end_emergency(uuid, timestamptz)', 'review_emergency(uuid, text, text, timestamptz)',
    'give_emergency_word(uuid, uuid)', 'emergency_use_of(uuid)', 'looks_of(uuid, integer, integer)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
  foreach f in array array['private.kind_of_grant(text, uuid)', 'private.say_kind_of_grant()'] loop
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
grant execute on function current_emergency(), current_emergency_people(), look_purpose(uuid, timestamptz), people_of_case(uuid), sight_of(uuid),
  open_in_emergency(uuid, text, text, date, text, text, timestamptz), give_emergency_review(uuid, uuid), end_emergency(uuid, timestamptz),
  review_emergency(uuid, text, text, timestamptz), give_emergency_word(uuid, uuid), emergency_use_of(uuid), looks_of(uuid, integer, integer) to waymark_app;
grant select, insert, update on look_reason to waymark_definer;
revoke create on schema public, private from waymark_definer;
create index person_born on person (born_on) where born_on is not null;
