-- Police and others ask a service for what it holds of a person harmed (MODEL 5.19; RULES 9; S-27; INV-42). What is asked, what was checked and what
-- was answered is the asked agency's own: others on the case are not shown it. Nothing leaves by this: what does is a decision to share.

grant create on schema public, private to waymark_definer;

create table information_request (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  agency_id uuid not null references agency,
  -- The fact that raised the duties.
  fact_id uuid not null,
  from_body text not null,
  from_who text not null,
  from_reference text,
  asks text not null,
  counselling text not null check (counselling in ('yes', 'no', 'not clear')),
  received_on date not null,
  answer_by date not null check (answer_by >= received_on),
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  state text not null default 'received' check (state in ('received', 'tests checked', 'narrowed', 'refused', 'answered')),
  tests_met text[] check (tests_met <@ array['written', 'held', 'line', 'needed', 'notice', 'probative']),
  tests_words text,
  tests_by uuid references practitioner,
  tests_at timestamptz,
  -- What left is in the decision to share that it was answered with.
  sharing_id uuid references sharing_decision,
  why text,
  advice text,
  answered_by uuid references practitioner,
  answered_at timestamptz,
  -- Put off: until the day on which it is looked at again. Told: by us or by those who asked.
  notice text check (notice in ('told', 'told by them', 'put off')),
  notice_how text,
  notice_view text,
  notice_on date,
  notice_again_on date,
  notice_by uuid references practitioner,
  -- The fact that the telling was put off, which asks again.
  notice_fact_id uuid,
  version integer not null default 1,
  foreign key (case_id, person_id) references party,
  check ((state = 'received') = (tests_met is null) and (tests_met is null) = (tests_at is null) and (tests_met is null) = (tests_words is null)
    and (tests_met is null) = (tests_by is null)),
  check ((state in ('narrowed', 'refused', 'answered')) = (answered_at is not null) and (answered_at is null) = (answered_by is null)),
  check ((sharing_id is not null) = (state in ('narrowed', 'answered'))),
  check (state not in ('narrowed', 'refused') or why is not null),
  check (state not in ('narrowed', 'answered') or advice is not null),
  check ((notice is null) = (notice_on is null) and (notice is null) = (notice_by is null) and (notice is null or notice_how is not null)),
  check (coalesce(notice = 'put off', false) = (notice_again_on is not null) and (notice_fact_id is null or notice_again_on is not null))
);
create index information_request_case on information_request (case_id, received_on);
create index information_request_sharing on information_request (sharing_id);
call private.protect_case_table('information_request');
grant update (state, tests_met, tests_words, tests_by, tests_at, sharing_id, why, advice, answered_by, answered_at, notice, notice_how, notice_view,
  notice_on, notice_again_on, notice_by, notice_fact_id, version) on information_request to waymark_app;
create policy own_agency on information_request as restrictive to waymark_app using (agency_id = (select current_agency()))
  with check (agency_id = (select current_agency()));
create policy by_the_actor on information_request as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));

-- Its history stands beside it for the agency that was asked alone, whoever leads.
create policy own_requests on entry as restrictive for select to waymark_app using (
  split_part(type, '.', 1) <> 'information-requests' or agency_id = (select current_agency()));

-- The tests are checked before anything is answered; the whole only where each is met; counselling needs one more; and what left was shared.
create function private.information_request_moves() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
create trigger information_request_moves before insert or update on information_request for each row execute function private.information_request_moves();
alter function private.information_request_moves() owner to waymark_definer;
revoke all on function private.information_request_moves() from public;

-- Whoever sees safe contact in part, or may only know that it is there, is not shown what a supervisor chose, nor where the person reported was
-- believed to be, nor why a way was shared with somebody else (MODEL 13). Two leaks that the probes of every page found: whoever saw the duty of a
-- watch read the one on the page of the watch, and whoever was on the case the other on the page of what was shared.
create or replace function private.seen_whole(role text) returns text[] language sql immutable set search_path = pg_catalog, pg_temp as
$$
  select case
    when role in ('investigating-officer', 'abuse-specialist', 'police-supervisor') then array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact']
    when role in ('idva', 'idva-manager') then array['risk', 'orders', 'justice', 'duties', 'safe contact']
    when role = 'first-responder' then array['risk', 'incidents', 'orders', 'justice', 'safe contact']
    when role in ('witness-care-officer', 'wcu-manager') then array['orders', 'justice', 'duties', 'safe contact']
    when role in ('cps-lawyer', 'cps-manager') then array['incidents', 'orders', 'justice', 'duties']
    when role in ('victim-liaison-officer', 'probation-manager') then array['orders', 'justice']
    else '{}' end
$$;
create or replace function current_partial() returns text[] language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  me constant uuid := private.bound(1);
  whole constant text[] := private.seen_whole((select p.role from public.practitioner p where p.id = me));
begin
  return array(select word from unnest(array['risk', 'incidents', 'orders', 'justice', 'duties', 'safe contact']) as word where word <> all (whole));
end $$;
create policy by_role on other_way as restrictive for select to waymark_app using (
  'safe contact' <> all ((select current_partial())::text[]) or asked_of = (select current_actor()) or private.is_of_current_agency(asked_of)
  or case_id = any ((select current_led())::uuid[]));
create policy by_role on contact_share as restrictive for select to waymark_app using (
  'safe contact' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or private.is_of_current_agency(shared_by)
  or case_id = any ((select current_led())::uuid[]));
revoke create on schema public, private from waymark_definer;
