-- What somebody holds of a safety plan on paper (SP-22, P1-03, P2-06; INV-07, INV-12, S8), and who read a translation of the words printed there (IS-06, MT-09).

grant create on schema public, private, vault to waymark_definer;

-- Which version of a plan was put on paper, when and by whom. What was made, for whom and in which language is sealed under the person's own key.
create table vault.plan_paper (
  id uuid primary key,
  plan_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  version integer not null check (version > 0),
  content bytea not null,
  made_by uuid not null references practitioner,
  made_at timestamptz not null,
  foreign key (plan_id, case_id, person_id) references vault.safety_plan (id, case_id, person_id)
);
create index plan_paper_plan on vault.plan_paper (case_id, plan_id, made_at);
call private.protect_case_table('plan_paper');
create policy not_in_emergency on vault.plan_paper as restrictive to waymark_app using (case_id <> all ((select public.current_emergency())::uuid[]))
  with check (case_id <> all ((select public.current_emergency())::uuid[]));
create policy by_role on vault.plan_paper as restrictive for select to waymark_app using (
  ('safety-plans' <> all ((select public.current_partial())::text[]) or case_id = any ((select public.current_plans_led())::uuid[]))
  and not public.current_on_other_side(case_id));
-- Whoever sees the plan, as themselves, and of what was agreed: the version that holds while it is in use.
create policy by_the_actor on vault.plan_paper as restrictive for insert to waymark_app with check (
  made_by = (select public.current_actor())
  and exists (select from vault.safety_plan p where p.id = plan_id and p.version = plan_paper.version and p.state not in ('paused', 'archived')));

-- What must not stand on paper: ways to reach the people of a case, in whichever case they were written down, and the schools that two of them share.
-- Sealed as they are; for whoever sees the plans of the case.
create function to_protect_on_paper(of_case uuid) returns table (id uuid, person_id uuid, kind text, sealed bytea, name text)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(of_case) or of_case = any (public.current_emergency()) or not private.sees_plans(public.current_actor(), of_case) then return; end if;
  return query
    select distinct r.id, r.person_id, r.kind, r.value, null::text from vault.contact_route r join public.party y on y.person_id = r.person_id
      where y.case_id = of_case and r.value is not null
    union all select s.id, s.person_id, s.kind, null::bytea, s.name from public.shared_setting s where s.case_id = of_case and s.kind = 'school';
end $$;
alter function to_protect_on_paper(uuid) owner to waymark_definer;
revoke all on function to_protect_on_paper(uuid) from public;
grant execute on function to_protect_on_paper(uuid) to waymark_app;

-- A named person says who read the words of a language, beside the English, and how they know it. It counts for exactly those words.
create table language_check (
  id uuid primary key default gen_random_uuid(),
  language text not null check (language ~ '^[a-z]{2,3}$'),
  words_hash text not null check (words_hash ~ '^[0-9a-f]{64}$'),
  read_by text not null,
  evidence text not null,
  signed_by uuid not null references practitioner,
  signed_at timestamptz not null
);
create index language_check_language on language_check (language, words_hash);
alter table language_check enable row level security;
alter table language_check force row level security;
-- A directory is no person.
create policy staff_read on language_check for select to waymark_app using ((select current_person()) is not null);
create policy staff_add on language_check for insert to waymark_app with check (signed_by = (select current_actor()));
create policy definer_all on language_check to waymark_definer using (true) with check (true);
grant select, insert on language_check to waymark_app;

revoke create on schema public, private, vault from waymark_definer;
