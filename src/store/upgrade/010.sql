-- From version 9 to 10. Never changed again; what the tables mean is in schema.sql.

-- Replacements that were withdrawn under an older version are kept for two years from then, too.
update user_id set ended_at = (
  select max(withdrawn_at) from user_id_case where user_id_case.user_id = user_id.id and kind = 'replace')
where state = 'dropped' and ended_at is null;
-- As in the step to version 8.
update user_id set keep_until = (
  select (cast(strftime('%s', ended_at / 1000000 + hours * 3600, 'unixepoch', 'start of day', '+2 years', '+1 day')
    as integer) - hours * 3600) * 1000000
  from (select case zone when 'Asia/Jakarta' then 7 when 'Asia/Pontianak' then 7 when 'Asia/Makassar' then 8
    when 'Asia/Jayapura' then 9 else 0 end as hours from unit where unit.id = user_id.unit))
where state = 'dropped' and ended_at is not null and keep_until is null;

-- Disposal looks for what findings say of somebody.
create index finding_of_user_id on finding (user_id) where user_id is not null;
create index finding_user_of_name on finding_user (user_name collate nocase);

-- A session that a role has made too old.
alter table session add column alarms_only_at integer;

-- What a planned move ends.
alter table role_grant add column given_at integer;

-- Recordings that are looked at while they grow, and what the disk had no room for.
alter table recording add column part_bytes integer;
alter table recording add column part_until integer;
alter table recording add column no_room integer;
drop index recording_unexamined;
create index recording_unexamined on recording (id)
  where state = 'finished' and (readable is null or part_bytes is not null);

-- Some applications hide whom they switched off.
alter table user_id_case add column seen_there integer not null default 0;
