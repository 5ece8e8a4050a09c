-- An invented partnership is marked from its first row, and says when all of it was there (INV-58).
alter table installation add column loaded_at timestamptz;
grant update (loaded_at) on installation to waymark_definer;
create policy loaded_once on installation for update to waymark_definer
  using (is_demo and loaded_at is null) with check (is_demo and loaded_at is not null);
