-- A bundle of records goes to nobody who works here no longer, holds no move to safety, and goes with the records that it holds (decision 36).
create or replace function private.kept_from_release(who uuid, of_case uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select private.is_excluded(who, of_case) or private.works_for_other_side(who, of_case, false)
    or exists (select from public.reported_contact c where c.case_id = of_case and c.practitioner_id = who and c.ended_at is null)
    or exists (select from public.practitioner p where p.id = who and p.disabled_at is not null)
$$;

-- All that a bundle is made from, and all that must not stand in it; null where one of its items may not be in a bundle (any more).
create or replace function private.source_of_bundle(of_case uuid, of_items jsonb, to_recipient uuid) returns bytea language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  with item as (
    select i.nth, i.one ->> 'kind' as kind, (i.one ->> 'id')::uuid as id from jsonb_array_elements(of_items) with ordinality as i (one, nth)),
  part as (
    select item.nth, case item.kind
      when 'entry' then (select jsonb_agg(e.id order by e.position) from public.entry e where e.case_id = of_case and e.fact_id = item.id
        and split_part(e.type, '.', 1) in ('incidents', 'justice', 'orders')
        and e.type not in ('incidents.injury-recorded', 'incidents.moved-in-emergency', 'incidents.moved-to-refuge'))
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
$$;

create or replace function private.erase(of_agency uuid, of_case uuid, of_kind text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as
$$
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
end $$;
