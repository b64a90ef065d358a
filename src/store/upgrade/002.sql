-- From version 1 to 2: recordings get poster frames, a loudness strip and, where it helps, an indexed copy. Never
-- changed again; what the columns mean is in schema.sql.

alter table recording add column width integer;
alter table recording add column height integer;
alter table recording add column rotation integer;
alter table recording add column frame_rate real;
alter table recording add column posters text;
alter table recording add column loudness integer;
alter table recording add column play_copy text;

-- What was looked at before is looked at again.
update recording set readable = null where state = 'finished';
