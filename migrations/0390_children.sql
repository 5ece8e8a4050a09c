-- Each child of a case in their own right (CATALOGUE CH-05 to CH-14; RULES 12; MODEL 8; INV-40): how they were part of it, who was told of them and what came
-- back, whether anybody asked if they are harmed themselves, and what is seen in them since. The words stand in the entry; here stands which child.

grant create on schema public to waymark_definer;

-- The kinds of the catalogue (CH-10). What was written before keeps its words.
alter table child_exposure drop constraint child_exposure_how_check;
alter table child_exposure add constraint child_exposure_how_check check (how in (
  'saw it', 'heard it from another room', 'saw injuries or distress after', 'was hurt nearby or while trying to stop it', 'was there, not known how',
  'saw or heard it', 'in another room', 'felt it afterwards'));

-- One line a child and a telling: one call may be about several.
create table child_notice (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  child_id uuid not null,
  entry_id uuid not null references entry,
  fact_id uuid not null,
  kind text not null check (kind in ('services', 'school')),
  -- Which council or which school, and who there.
  told_who text not null check (told_who <> ''),
  told_at timestamptz not null,
  reference text check (reference <> ''),
  -- The school is given the child's voice, and no home or safe address (MODEL 16).
  voice text check (voice <> ''),
  is_home_educated boolean not null default false,
  asks_again boolean not null default false,
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  unique (case_id, entry_id, child_id),
  foreign key (case_id, child_id) references party,
  check (kind = 'services' or not asks_again),
  check (kind = 'school' or not is_home_educated)
);
call private.protect_case_table('child_notice');
create index child_notice_child on child_notice (case_id, child_id);

-- Is this child harmed themselves? Asked of each child; that nobody asked is an answer, with the reason (CH-05, CH-13).
create table child_answer (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  child_id uuid not null,
  entry_id uuid not null references entry,
  answer text not null check (answer in ('yes', 'not sure', 'no', 'not asked')),
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  unique (case_id, entry_id, child_id),
  foreign key (case_id, child_id) references party
);
call private.protect_case_table('child_answer');
create index child_answer_child on child_answer (case_id, child_id);

-- What is seen in a child who lived with it, of two kinds (CH-14).
create table child_effect (
  id uuid primary key default gen_random_uuid(),
  case_id uuid not null references cases,
  child_id uuid not null,
  entry_id uuid not null references entry,
  fact_id uuid not null,
  kind text not null check (kind in ('inward', 'outward')),
  seen_on date not null,
  seen_by text not null check (seen_by <> ''),
  recorded_by uuid not null references practitioner,
  recorded_at timestamptz not null,
  unique (case_id, entry_id, child_id),
  foreign key (case_id, child_id) references party
);
call private.protect_case_table('child_effect');
create index child_effect_child on child_effect (case_id, child_id);

-- Shown as incidents are, with the entry that says it (MODEL 13).
create policy by_role on child_notice as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = child_notice.case_id));
create policy by_role on child_answer as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = child_answer.case_id));
create policy by_role on child_effect as restrictive for select to waymark_app using (
  'incidents' <> all ((select current_partial())::text[]) or exists (select from entry e where e.id = entry_id and e.case_id = child_effect.case_id));
create policy by_the_actor on child_notice as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));
create policy by_the_actor on child_answer as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));
create policy by_the_actor on child_effect as restrictive for insert to waymark_app with check (recorded_by = (select current_actor()));

-- For whom somebody has still to be told, and since when, whoever asks: the duty and what raised it may not be shown to them, and must still be right. A cause
-- that names children is about those; any other about each child of the case.
create function children_not_told(of_case uuid, of_code text) returns table (child_id uuid, since timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
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
$$;
alter function children_not_told(uuid, text) owner to waymark_definer;
revoke all on function children_not_told(uuid, text) from public;
grant execute on function children_not_told(uuid, text) to waymark_app;

revoke create on schema public from waymark_definer;
