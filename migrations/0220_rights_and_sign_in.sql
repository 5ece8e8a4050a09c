-- What was missing of rights and of sign-in: one's own password; a session that goes when another begins; asking bodies; lifting a seal.
grant create on schema public, private, sign_in to waymark_definer;

-- One's own password (ASVS 6.2.2, 6.2.3) -------------------------------------------------------------------------------
alter table sign_in.notice drop constraint notice_what_check, add constraint notice_what_check check (what in ('new device', 'recovery code used',
  'recovery link used', 'recovery codes made', 'passkey added', 'passkey removed', 'passkey copied', 'password changed'));

-- For the sign-in pages' own role alone: what a typed password is compared with. Null: this person has none here.
create function sign_in.password_of(token text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select c.password_hash from sign_in.holder_of(token) h join sign_in.credential c on c.practitioner_id = h.practitioner_id
$$;
-- Whoever can run SQL as the app knows no hash and so changes no password; and nobody does without proof given just now.
create function change_password(in_session text, known_hash text, new_hash text) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not exists (select from sign_in.session where practitioner_id = public.current_actor() and encode(sha256(token_hash), 'hex') = in_session
    and revoked_at is null and strong_at > clock_timestamp() - interval '15 minutes') then return false; end if;
  update sign_in.credential set password_hash = new_hash, failures = 0
  where practitioner_id = public.current_actor() and password_hash = known_hash and (locked_until is null or locked_until <= clock_timestamp());
  if not found then return false; end if;
  perform public.end_other_sessions(in_session), private.tell_of_sign_in(public.current_actor(), 'password changed', null);
  return true;
end $$;
-- Proof given within a session gives it another token: one that was copied before is worth nothing after (ASVS 7.2.4).
create function sign_in.renew_token(old_token text, new_token_hash bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update sign_in.session set token_hash = new_token_hash where token_hash = sha256(convert_to(old_token, 'UTF8')) and revoked_at is null;
  return found;
end $$;
alter function sign_in.password_of(text) owner to waymark_definer;
alter function change_password(text, text, text) owner to waymark_definer;
alter function sign_in.renew_token(text, bytea) owner to waymark_definer;
revoke all on function sign_in.password_of(text), change_password(text, text, text), sign_in.renew_token(text, bytea) from public;
grant execute on function sign_in.password_of(text), sign_in.renew_token(text, bytea) to waymark_sign_in;
grant execute on function change_password(text, text, text) to waymark_app;

-- Whoever lets in another agency, or refers to it, decides to share in the same act (INV-19) -----------------------------
-- The decision then names who is let in, or the referral; sight without an end has no last day.
alter table sharing_decision alter column expires_on drop not null,
  add column grantee_id uuid,
  add column referral_id uuid references referral,
  add check (expires_on is not null or grantee_id is not null or referral_id is not null),
  add check (grantee_id is null or referral_id is null);
create index sharing_decision_referral on sharing_decision (referral_id) where referral_id is not null;
alter table referral drop constraint referral_agreement_check, add constraint referral_agreement_check
  check (agreement in ('agreed', 'did not agree', 'not asked: unsafe', 'not asked: reason', 'not asked: could not reach'));

-- A referral is sent with the name of whoever agreed to it, and its decision holds from then on.
create function share_referral(sought uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.sharing_decision d set shared_at = at
  where d.id = sought and d.asked_by = public.current_actor() and d.shared_at is null and d.declined_at is null and d.stopped_at is null
    and exists (select from public.referral r where r.id = d.referral_id and r.case_id = d.case_id and r.sent_by = d.asked_by and r.to_agency_id = d.to_agency_id
      and (r.agreement = 'agreed' or r.approved_by = d.approver_id));
  return found;
end $$;
-- Sight that ends ends its decision, and so does a referral that is over, whoever ends it.
create function private.sight_ended() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.sharing_decision set stopped_at = new.revoked_at, stopped_by = public.current_actor(), stopped_why = 'Their sight of the case ended'
  where case_id = new.case_id and grantee_id = new.grantee_id and shared_at is not null and stopped_at is null;
  return null;
end $$;
create trigger sight_ended after update of revoked_at on case_grant for each row when (new.revoked_at is not null and old.revoked_at is null)
  execute function private.sight_ended();
create function private.referral_over() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  update public.sharing_decision set stopped_at = coalesce(new.outcome_at, new.answered_at), stopped_by = public.current_actor(),
    stopped_why = case when new.outcome_at is not null then 'The referral was completed' else 'The referral was ' || new.answer end
  where referral_id = new.id and stopped_at is null;
  return null;
end $$;
create trigger referral_over after update of answer, outcome_at on referral for each row
  when ((new.answer in ('declined', 'withdrawn') and new.answer is distinct from old.answer) or (new.outcome_at is not null and old.outcome_at is null))
  execute function private.referral_over();
alter function share_referral(uuid, timestamptz) owner to waymark_definer;
alter function private.sight_ended() owner to waymark_definer;
alter function private.referral_over() owner to waymark_definer;
revoke all on function share_referral(uuid, timestamptz), private.sight_ended(), private.referral_over() from public;
grant execute on function share_referral(uuid, timestamptz) to waymark_app;

-- Lifting a seal (INV-37, INV-38, S-03) ------------------------------------------------------------------------------------
-- Somebody named proposes it, and somebody else agrees: another who is named, or the one in professional standards who knows of the seal.
create table seal_lift (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  because text not null,
  proposed_by uuid not null references practitioner,
  proposed_at timestamptz not null,
  answer text check (answer in ('lifted', 'stays')),
  answered_by uuid references practitioner check (answered_by <> proposed_by),
  answered_at timestamptz,
  check ((answer is null) = (answered_by is null) and (answer is null) = (answered_at is null))
);
create unique index seal_lift_open on seal_lift (case_id) where answer is null;
create index seal_lift_case on seal_lift (case_id, proposed_at);
call private.protect_case_table('seal_lift');
revoke insert on seal_lift from waymark_app;
grant delete on sealed_unit to waymark_definer;

create function private.seal_standards(of_case uuid) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id from public.case_seal s join public.practitioner p on p.id = s.standards_id and p.role = 'professional-standards' and p.disabled_at is null
  where s.case_id = of_case and not private.is_excluded(p.id, of_case)
    and not exists (select from public.case_seal later where later.case_id = of_case and later.written_at > s.written_at)
$$;
create function propose_lift(of_case uuid, because text, moment timestamptz) returns uuid language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
-- What this person may answer, or has proposed: of a case that they do not see, the reference and the reason alone.
create function seals_to_lift() returns table (id uuid, reference text, case_id uuid, because text, by_id uuid, proposed_by text, proposed_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select l.id, c.reference, case when public.actor_has_case(c.id) then c.id end, l.because, p.id, p.name, l.proposed_at
  from public.seal_lift l join public.cases c on c.id = l.case_id and c.sealed_at is not null join public.practitioner p on p.id = l.proposed_by
  where l.answer is null and (public.actor_has_case(c.id) or public.current_actor() = private.seal_standards(c.id)) order by l.proposed_at
$$;
-- Lifted, the case is like any other: whoever was kept out as one of a unit may be let in again, and nobody is let in by this.
create function answer_lift(sought uuid, agrees boolean, moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
alter function private.seal_standards(uuid) owner to waymark_definer;
alter function propose_lift(uuid, text, timestamptz) owner to waymark_definer;
alter function seals_to_lift() owner to waymark_definer;
alter function answer_lift(uuid, boolean, timestamptz) owner to waymark_definer;
revoke all on function private.seal_standards(uuid), propose_lift(uuid, text, timestamptz), seals_to_lift(), answer_lift(uuid, boolean, timestamptz) from public;
grant execute on function propose_lift(uuid, text, timestamptz), seals_to_lift(), answer_lift(uuid, boolean, timestamptz) to waymark_app;

revoke create on schema public, private, sign_in from waymark_definer;
