-- What was read in a file is kept, sealed as its bytes are and for the worker alone: so a place that is written down later is looked for in it at once, and no
-- page is read anew (S-14, INV-08). The app reads copies, as before.
alter table evidence_bytes drop constraint evidence_bytes_part_check;
alter table evidence_bytes add constraint evidence_bytes_part_check check (part in ('original', 'copy', 'readings'));
alter policy worker_all on evidence_bytes with check (part in ('copy', 'readings'));
