-- What a person has typed and not yet sent: kept for them alone, sealed, and for some days only (SAFETY U1, U2, S16).
grant create on schema public to waymark_definer;

create table draft (
  practitioner_id uuid not null references practitioner,
  -- Where the form is sent, and the page on which it stands: paths with ids, never with words.
  address text not null check (address ~ '^/[a-z]' and length(address) <= 400),
  page text not null check (page ~ '^/[a-z]' and length(page) <= 400),
  case_id uuid references cases,
  sealed bytea not null,
  begun_at timestamptz not null,
  saved_at timestamptz not null,
  version integer not null default 1,
  -- Which showing of the form wrote it last, and how often that one has saved: an older one never writes over it.
  writer bytea not null,
  saves integer not null default 0,
  -- Sent when the session had ended: the page that the person is led to when they are back.
  interrupted_at timestamptz,
  primary key (practitioner_id, address)
);
create index draft_saved_at on draft (saved_at);
create index draft_case on draft (case_id);

alter table draft enable row level security;
alter table draft force row level security;
-- One's own, and about a case only while that case is there for one: what hides the case hides the draft.
create policy own on draft to waymark_app
  using (practitioner_id = (select current_actor()) and (case_id is null or exists (select from cases c where c.id = case_id)))
  with check (practitioner_id = (select current_actor()) and (case_id is null or exists (select from cases c where c.id = case_id)));
-- Said again by itself, as wherever a case is named.
create policy conflicts_subtracted on draft as restrictive to waymark_app
  using (case_id is null or case_id <> all ((select public.current_excluded())::uuid[]));
create policy definer_all on draft to waymark_definer using (true) with check (true);
create policy worker_counts_days on draft for select to waymark_worker using (true);
create policy worker_removes on draft for delete to waymark_worker using (true);
grant select, insert, update, delete on draft to waymark_app;
grant select, insert, update on draft to waymark_definer;
-- The worker learns how old a draft is, and nothing else of it.
grant select (saved_at), delete on draft to waymark_worker;

-- Whose session this was, when it ended by itself: nothing for one that runs, was revoked, or belongs to somebody who left.
create function idle_holder(token text) returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select p.id from sign_in.session s join public.practitioner p on p.id = s.practitioner_id
  where s.token_hash = sha256(convert_to(token, 'UTF8')) and s.revoked_at is null and p.disabled_at is null
    and (s.seen_at <= clock_timestamp() - interval '15 minutes' or s.ends_at <= clock_timestamp())
    and s.ends_at > clock_timestamp() - interval '1 hour'
$$;
-- Keeps what such a session sent last. It answers nothing, whatever it did.
create function keep_idle_draft(token text, of_address text, of_page text, of_case uuid, content bytea, by_writer bytea, at timestamptz)
returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
declare who constant uuid := public.idle_holder(token);
begin
  if who is null then return; end if;
  if of_case is not null and not exists (select from public.cases c where c.id = of_case) then return; end if;
  insert into public.draft as d (practitioner_id, address, page, case_id, sealed, begun_at, saved_at, writer, interrupted_at)
  values (who, of_address, of_page, of_case, content, at, at, by_writer, at)
  on conflict (practitioner_id, address) do update set page = excluded.page, sealed = excluded.sealed, saved_at = excluded.saved_at,
    version = d.version + 1, writer = excluded.writer, saves = 0, interrupted_at = excluded.interrupted_at;
end $$;
do $$
declare f text;
begin
  foreach f in array array['idle_holder(text)', 'keep_idle_draft(text, text, text, uuid, bytea, bytea, timestamptz)'] loop
    execute format('alter function %s owner to waymark_definer', f);
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to waymark_app', f);
  end loop;
end $$;
