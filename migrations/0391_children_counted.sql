-- What is seen in children, as a count of both kinds and of nobody (CATALOGUE CH-14, INV-47): small numbers are held back as in every report.

grant create on schema public, private to waymark_definer;

-- Each child counts once a kind, in the quarter in which it was seen.
create function private.units_of_children(starts timestamptz, ends timestamptz, whole boolean)
returns table (section text, line text, part text, took interval, later interval)
language sql stable security definer set search_path = pg_catalog, pg_temp as
$$
  select distinct on (f.child_id, f.kind) '', 'seen', f.kind, null::interval, null::interval
  from public.child_effect f
  where f.seen_on >= (starts at time zone 'Europe/London')::date and f.seen_on < (ends at time zone 'Europe/London')::date
    and f.case_id in (select private.counted_cases(whole))
  order by f.child_id, f.kind
$$;
alter function private.units_of_children(timestamptz, timestamptz, boolean) owner to waymark_definer;
revoke all on function private.units_of_children(timestamptz, timestamptz, boolean) from public;

create or replace function count_report(report text, quarter date, whole boolean, below integer, at timestamptz, codes text[], days_off date[])
returns table (section text, line text, parts text[], counts integer[], total integer, middle_minutes integer, longest_days integer, later_minutes integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
declare
  least_shown constant integer := greatest(below, 5);
  starts constant timestamptz := date_trunc('quarter', quarter::timestamp) at time zone 'Europe/London';
  ends constant timestamptz := (date_trunc('quarter', quarter::timestamp) + interval '3 months') at time zone 'Europe/London';
begin
  if not private.may_read_reports() or (whole and ends > at) then return; end if;
  return query
  with unit as (
    select * from private.units_of_stops(starts, ends, whole, at) where report = 'stops'
    union all select * from private.units_of_tellings(starts, ends, whole, at, codes) where report = 'tellings'
    union all select * from private.units_of_latency(starts, ends, whole, days_off) where report = 'court-latency'
    union all select * from private.units_of_triggers(starts, ends, whole, at) where report = 'triggers'
    union all select * from private.units_of_equality(starts, ends, whole) where report = 'equality'
    union all select * from private.units_of_feedback(starts, ends, whole) where report = 'feedback'
    union all select * from private.units_of_children(starts, ends, whole) where report = 'children'),
  part as (select u.section, u.line, u.part, count(*)::integer as n from unit u group by 1, 2, 3),
  line as (
    select p.section, p.line, array_agg(p.part order by p.part) as parts,
      private.hide_small(array_agg(p.n order by p.part), least_shown, report in ('equality', 'feedback')) as counts,
      sum(p.n)::integer as n from part p group by 1, 2),
  -- A middle or a longest is shown when enough went into it, and never to the minute.
  took as (
    select u.section, u.line,
      case when count(u.took) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.took)) / 900) end as middle,
      case when count(u.took) >= least_shown then ceil(extract(epoch from max(u.took)) / 86400) end as longest,
      case when count(u.later) >= least_shown then 15 * round(extract(epoch from percentile_cont(0.5) within group (order by u.later)) / 900) end as later
    from unit u group by 1, 2)
  select l.section, l.line, case when l.counts is null then '{}' else l.parts end, coalesce(l.counts, '{}'),
    case when l.n >= least_shown then (5 * round(l.n / 5.0))::integer end, t.middle::integer, t.longest::integer, t.later::integer
  from line l join took t on t.section = l.section and t.line = l.line
  order by l.section, l.line;
end $$;

revoke create on schema public, private from waymark_definer;
