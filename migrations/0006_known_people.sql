-- Only a person whom one sees already, or has just added, is put into a case: knowing an id is not enough.
grant create on schema public to waymark_definer;
create function knows_person(sought uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select exists (select from public.party y join public.case_grant g on g.case_id = y.case_id where y.person_id = sought and g.revoked_at is null
      and (g.until_at is null or g.until_at > now()) and g.grantee_id in (select public.current_reach()))
    or exists (select from public.person p where p.id = sought and p.added_by = public.current_actor()
      and not exists (select from public.party y where y.person_id = sought))
$$;
alter function knows_person(uuid) owner to waymark_definer;
revoke all on function knows_person(uuid) from public;
grant execute on function knows_person(uuid) to waymark_app;
revoke create on schema public from waymark_definer;
create policy known_person on party as restrictive for insert to waymark_app with check (knows_person(person_id));
