-- Questions by which the danger and the needs of somebody are asked about, and what was answered (RM-13 to RM-15, RULES 4). An assessment keeps the
-- questions as they were asked: a later edition changes nothing that was said.

-- Instruments that an agency loaded for its own people; nobody else asks with them. An assessment shows its questions to whoever may read it.
create table instrument (
  id uuid primary key default gen_random_uuid(),
  agency_id uuid not null references agency,
  code text not null,
  edition text not null,
  title text not null,
  body jsonb not null check (jsonb_typeof(body) = 'object'),
  loaded_by uuid not null references practitioner,
  loaded_at timestamptz not null,
  ended_by uuid references practitioner,
  ended_at timestamptz,
  check ((ended_at is null) = (ended_by is null))
);
create unique index instrument_live on instrument (agency_id, code) where ended_at is null;
alter table instrument enable row level security;
alter table instrument force row level security;
create policy own_agency on instrument for select to waymark_app using (agency_id = (select current_agency()) and (select current_person()) is not null);
create policy own_agency_adds on instrument for insert to waymark_app with check (agency_id = (select current_agency()) and loaded_by = (select current_actor())
  and ended_at is null);
create policy own_agency_ends on instrument for update to waymark_app using (agency_id = (select current_agency()) and ended_at is null)
  with check (agency_id = (select current_agency()) and ended_by = (select current_actor()));
grant select, insert on instrument to waymark_app;
grant update (ended_by, ended_at) on instrument to waymark_app;

-- Added to and never changed.
create table assessment (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  person_id uuid not null,
  agency_id uuid not null references agency,
  -- The instrument as it was asked.
  questions jsonb not null,
  code text not null,
  -- {"throat": {"answer": "yes", "comment": "..."}}: what is not there was not asked.
  answers jsonb not null check (jsonb_typeof(answers) = 'object'),
  -- {"children": "some"}: each who may come to harm, thought of apart.
  risk_to jsonb not null check (jsonb_typeof(risk_to) = 'object'),
  asked text not null check (asked in ('the person', 'somebody for them', 'nobody: from records')),
  alone text not null check (alone in ('yes', 'no', 'not known')),
  interpreter text,
  -- How many "yes", where the instrument counts; never over two of them.
  count integer check (count between 0 and 24),
  done_by uuid not null references practitioner,
  done_at timestamptz not null,
  unique (id, case_id),
  foreign key (case_id, person_id) references party
);
create index assessment_case on assessment (case_id, done_at);
-- The level that was decided with it.
alter table risk_level add column assessment_id uuid, add foreign key (assessment_id, case_id) references assessment (id, case_id);
create index risk_level_assessment on risk_level (assessment_id);
call private.protect_case_table('assessment');
create policy by_role on assessment as restrictive for select to waymark_app using (
  'risk' <> all ((select current_partial())::text[]) or agency_id = (select current_agency()) or case_id = any ((select current_led())::uuid[])
  or exists (select from risk_level r where r.assessment_id = assessment.id));
create policy by_the_actor on assessment as restrictive for insert to waymark_app with check (
  done_by = (select current_actor()) and agency_id = (select current_agency()));
