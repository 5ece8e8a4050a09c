-- More that is kept beside a plan: how a child sees somebody (SP-31), whom it is safe to involve (SP-25, SP-43), and what each of them was asked (SP-05).

grant create on schema private to waymark_definer;

alter table vault.plan_record drop constraint plan_record_kind_check;
alter table vault.plan_record add constraint plan_record_kind_check check (kind in ('collection list', 'visits', 'party', 'consultation'));
-- Of a party: whether it is safe to involve it. Who it is, is sealed.
alter table vault.plan_record add column decision text check (decision in ('safe', 'not safe'));
-- Of a consultation: the party that was asked.
alter table vault.plan_record add column of_record uuid;
alter table vault.plan_record add constraint plan_record_decided check ((kind = 'party') = (decision is not null));
alter table vault.plan_record add constraint plan_record_of check ((kind = 'consultation') = (of_record is not null));
create index plan_record_of_record on vault.plan_record (of_record) where of_record is not null;

-- As in 0430; and nobody is asked whom it is not safe to involve. What came back from somebody who was asked before may still be written down.
create or replace function private.plan_record_written() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  was vault.plan_record;
  party vault.plan_record;
begin
  select * into was from vault.plan_record r where r.record_id = new.record_id order by r.version desc limit 1 for update;
  if new.version <> coalesce(was.version, 0) + 1 then raise exception 'somebody else changed this record first (INV-28)' using errcode = 'serialization_failure'; end if;
  if was.id is not null and (was.case_id, was.person_id, was.kind, was.of_record) is distinct from (new.case_id, new.person_id, new.kind, new.of_record)
  then raise exception 'a version is of the same record' using errcode = 'check_violation'; end if;
  if new.kind = 'consultation' and was.id is null then
    select * into party from vault.plan_record r where r.record_id = new.of_record and r.replaced_at is null for update;
    if not found or party.kind <> 'party' or party.decision <> 'safe' or party.is_over or (party.case_id, party.person_id) is distinct from (new.case_id, new.person_id)
    then raise exception 'nobody is asked before it was decided that this is safe (SP-25)' using errcode = 'check_violation'; end if;
  end if;
  update vault.plan_record set replaced_at = new.written_at where record_id = new.record_id and replaced_at is null;
  return new;
end $$;

revoke create on schema private from waymark_definer;
