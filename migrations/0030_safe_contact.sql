-- Safe contact and messages, part two: who is asked for another safe way, what is shared item by item, messages sent again.

-- One way to reach a person, shared with one agency for its task (MODEL 13, S): a housing officer who visits sees the visit only.
create table contact_share (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  route_id uuid not null references vault.contact_route,
  agency_id uuid not null references agency,
  why text not null,
  shared_by uuid not null references practitioner,
  shared_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid references practitioner,
  foreign key (case_id, person_id) references party
);
create index contact_share_case on contact_share (case_id, agency_id) where ended_at is null;
call private.protect_case_table('contact_share');
grant update (ended_at, ended_by) on contact_share to waymark_app;

alter table attempt add column duty_ids uuid[] not null default '{}';
-- A text or e-mail that the sender could not send is tried once more; a letter never is.
alter table message add column retry_of uuid references message;
grant update (duty_ids) on message to waymark_app, waymark_worker;
grant insert on message to waymark_worker;
-- A call that was moved is said again.
grant update (raised_at, seen_at) on alarm to waymark_worker;
create index duty_to_tell on duty (due_at) where state = 'open' and person_id is not null;

-- Asks a supervisor for another safe way, once for each duty: the question, sight of the case, and word of it.
create function ask_other_way(of_duty uuid, of_whom uuid, next_window timestamptz, booked timestamptz, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;

-- What the sender says became of a message. A state that is final stays; after word of a failure (`sent`) the worker looks
-- for itself at once. The caller has shown the sender's token.
create function note_message_state(sought_reference text, sent_as text, became text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if became not in ('sent', 'delivered') then return false; end if;
  update public.message set state = became, notify_id = coalesce(notify_id, sent_as), checked_at = case when became <> 'sent' then at end,
    ended_at = case when became <> 'sent' then at end
  where reference = sought_reference and channel <> 'call' and state in ('sending', 'sent') and (notify_id is null or notify_id = sent_as);
  return found;
end $$;

grant create on schema public to waymark_definer;
do $$
declare f text;
begin
  foreach f in array array['ask_other_way(uuid, uuid, timestamptz, timestamptz, timestamptz)', 'note_message_state(text, text, text, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
  end loop;
end $$;
revoke create on schema public from waymark_definer;
grant execute on function ask_other_way(uuid, uuid, timestamptz, timestamptz, timestamptz) to waymark_app, waymark_worker;
grant execute on function note_message_state(text, text, text, timestamptz) to waymark_app;
