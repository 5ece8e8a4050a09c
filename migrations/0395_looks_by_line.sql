-- Who looked is shown a page at a time: the reasons are sought for the lines of that page, each by its key, however many were ever given.
create or replace function public.looks_of(sought uuid, at_most integer, from_line integer)
returns table(practitioner_id uuid, name text, role text, agency text, on_day date, first_at timestamptz, last_at timestamptz, looks integer, routes text[], kinds text[], purpose text, pick text, said text, lines integer)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as
$$
begin
  if not public.actor_has_case(sought) then return; end if;
  return query
    with of_case as (
      select a.actor_id, (a.at at time zone 'Europe/London')::date as day, a.at, a.route, a.kind, a.purpose as why, a.reason_id as because
      from public.audit a where a.case_id = sought and a.actor_id is not null and a.kind <> 'fail' and coalesce(a.purpose, '') not in ('asked', 'repeat')
    ), grouped as (
      select o.actor_id, o.day, min(o.at) as first_at, max(o.at) as last_at, count(*)::integer as looks, array_agg(distinct o.route) as routes,
        array_agg(distinct o.kind) as kinds, o.why, o.because, count(*) over ()::integer as lines
      from of_case o group by o.actor_id, o.day, o.why, o.because
    ), paged as (select * from grouped o order by o.last_at desc, o.actor_id limit least(at_most, 5000) offset from_line)
    select g.actor_id, p.name, p.role, y.name, g.day, g.first_at, g.last_at, g.looks, g.routes, g.kinds, g.why,
      coalesce((select r.pick from public.look_reason r where r.id = g.because), (select l.pick from public.emergency_look l where l.id = g.because)),
      coalesce((select r.said from public.look_reason r where r.id = g.because), (select l.said from public.emergency_look l where l.id = g.because)), g.lines
    from paged g join public.practitioner p on p.id = g.actor_id join public.agency y on y.id = p.agency_id
    order by g.last_at desc, g.actor_id;
end $$;
