-- Who is called to a case can look at it: an alarm lets its reader see the case for a week, with the alarm as the recorded reason.
grant create on schema private to waymark_definer;
create function private.alarm_reaches() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if new.case_id is not null and not exists (select from public.case_grant g where g.case_id = new.case_id and g.grantee_id = new.to_id and g.revoked_at is null
      and (g.until_at is null or g.until_at >= new.raised_at + interval '7 days'))
  then
    insert into public.case_grant (case_id, grantee_id, agency_id, reason, granted_by, granted_at, until_at)
    select new.case_id, p.id, p.agency_id, 'An alarm about this case: ' || new.kind, c.contact_lead_id, new.raised_at, new.raised_at + interval '7 days'
    from public.practitioner p, public.cases c where p.id = new.to_id and p.disabled_at is null and c.id = new.case_id and c.contact_lead_id is not null
    on conflict do nothing;
  end if;
  return null;
end $$;
alter function private.alarm_reaches() owner to waymark_definer;
revoke all on function private.alarm_reaches() from public;
revoke create on schema private from waymark_definer;
create trigger alarm_reaches after insert on alarm for each row execute function private.alarm_reaches();
