-- A duty says what is done: whoever works with the person reported is shown none of what is done with the person harmed,
-- by its name as little as by its record (INV-01, INV-02). A duty that is theirs stays theirs.
create policy by_side on duty as restrictive for select to waymark_app using (
  code <> all (array['MEASURE', 'INTERVENTION', 'INTERVENTION_REVIEW', 'COMPLEX_CASE_MEETING', 'RELEASE_OUTSIDE_APPROVAL', 'RELEASE_OUTSIDE_SENDING', 'RELEASE_OUTSIDE_REVIEW'])
  or owner_id = (select current_actor()) or not current_on_other_side(case_id));
drop policy by_role on duty_move;
create policy by_side on duty_move as restrictive for select to waymark_app using (
  exists (select from duty d where d.id = duty_id and d.case_id = duty_move.case_id));
