-- What was marked as intelligence goes nowhere as it stands: nothing of its fact is in a bundle for a court (INV-29).
create or replace function private.source_of_bundle(of_case uuid, of_items jsonb, to_recipient uuid) returns bytea language sql stable security definer
set search_path = pg_catalog, pg_temp as
$$
  with item as (
    select i.nth, i.one ->> 'kind' as kind, (i.one ->> 'id')::uuid as id from jsonb_array_elements(of_items) with ordinality as i (one, nth)),
  part as (
    select item.nth, case item.kind
      when 'entry' then (select jsonb_agg(e.id order by e.position) from public.entry e where e.case_id = of_case and e.fact_id = item.id
        and split_part(e.type, '.', 1) in ('incidents', 'justice', 'orders')
        and e.type not in ('incidents.injury-recorded', 'incidents.moved-in-emergency', 'incidents.moved-to-refuge')
        and not exists (select from public.entry m left join public.incident n on n.entry_id = m.id
          where m.case_id = of_case and m.fact_id = item.id and 'intelligence' in (m.details ->> 'mark', n.mark)))
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
