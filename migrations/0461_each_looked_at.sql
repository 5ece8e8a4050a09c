-- Where several people of a case are harmed, a review of the risk is of each: whom nobody has looked at since it was asked for, or whose own
-- day has come. It is reckoned over every agency's levels, and names nobody's level.
create function risk_reviews_owed(of_case uuid, on_moment timestamptz) returns table (key text, person_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select d.key, y.person_id
  from public.duty d
  join public.party y on y.case_id = d.case_id and y.role = 'victim' and y.ended_at is null
  cross join lateral (
    select max(e.entered_at) as last from public.entry r join public.entry e on e.case_id = r.case_id and e.fact_id = r.fact_id
    where r.case_id = d.case_id and r.id = any (d.reasons)
      and r.type not in ('risk.next-review-set', 'risk.assessed', 'risk.regraded', 'risk.reviewed')) as asked
  left join lateral (
    select l.decided_at, l.next_review_on from public.risk_level l
    where l.case_id = y.case_id and l.person_id = y.person_id and (l.proposal is null or l.proposal = 'agreed')
    order by l.decided_at desc limit 1) as looked on true
  where d.case_id = of_case and d.code = 'RISK_REVIEW' and d.state = 'open' and d.raised_at <= on_moment and public.actor_has_case(of_case)
    and (looked.decided_at is null
      or (asked.last is not null and looked.decided_at < greatest(asked.last, d.raised_at))
      or (asked.last is null and looked.next_review_on <= (d.due_at at time zone 'Europe/London')::date))
$$;

grant create on schema public to waymark_definer;
alter function risk_reviews_owed(uuid, timestamptz) owner to waymark_definer;
revoke create on schema public from waymark_definer;
revoke all on function risk_reviews_owed(uuid, timestamptz) from public;
grant execute on function risk_reviews_owed(uuid, timestamptz) to waymark_app;
