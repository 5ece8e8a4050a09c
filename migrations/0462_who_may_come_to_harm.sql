-- Who may come to harm is thought of apart with each level, also where no questions were asked (RM-13).
alter table risk_level add column risk_to jsonb not null default '{}';
