-- What was done to somebody's body and mind (CC-09, CC-10): body maps, the effect on them, and who holds a medical record. What they say is sealed under the key
-- of the person whose it is. Nothing is edited: a mark that does not hold is struck out, with the reason.


create table vault.injury (
  id uuid primary key,
  case_id uuid not null references cases,
  person_id uuid not null,
  kind text not null check (kind in ('body-map', 'effect', 'medical-record')),
  seen_on date not null,
  content bytea not null,
  agency_id uuid not null references agency,
  written_by uuid not null references practitioner,
  written_at timestamptz not null,
  unique (id, case_id, person_id),
  foreign key (case_id, person_id) references party
);
create index injury_case on vault.injury (case_id, seen_on);
call private.protect_case_table('injury');
-- Shown as incidents are, and to nobody who works with the person reported or for the other of two (INV-01, INV-02).
create policy by_role on vault.injury as restrictive for select to waymark_app using (
  ('incidents' <> all ((select public.current_partial())::text[]) or agency_id = (select public.current_agency()) or case_id = any ((select public.current_led())::uuid[]))
  and not public.current_on_other_side(case_id));
create policy by_the_actor on vault.injury as restrictive for insert to waymark_app with check (
  written_by = (select public.current_actor()) and agency_id = (select public.current_agency()));

create table vault.injury_mark (
  id uuid primary key,
  injury_id uuid not null,
  case_id uuid not null references cases,
  person_id uuid not null,
  content bytea not null,
  added_at timestamptz not null,
  struck_at timestamptz,
  -- Why, sealed.
  struck_why bytea,
  foreign key (injury_id, case_id, person_id) references vault.injury (id, case_id, person_id),
  check ((struck_at is null) = (struck_why is null))
);
create index injury_mark_case on vault.injury_mark (case_id, injury_id);
call private.protect_case_table('injury_mark');
grant update (struck_at, struck_why) on vault.injury_mark to waymark_app;
create policy by_role on vault.injury_mark as restrictive for select to waymark_app using (
  exists (select from vault.injury i where i.id = injury_id and i.case_id = injury_mark.case_id));
-- A map is one person's look: whoever made it adds to it and strikes out.
create policy by_the_actor on vault.injury_mark as restrictive for insert to waymark_app with check (
  struck_at is null and exists (select from vault.injury i where i.id = injury_id and i.case_id = injury_mark.case_id and i.kind = 'body-map'
    and i.written_by = (select public.current_actor())));
create policy struck_by_the_actor on vault.injury_mark as restrictive for update to waymark_app
  using (struck_at is null and exists (select from vault.injury i where i.id = injury_id and i.written_by = (select public.current_actor())))
  with check (struck_at is not null);
