-- From an empty database to version 1. Never changed again; what the tables mean is in schema.sql.

create table meta (
  key text primary key,
  value text not null
) strict, without rowid;

create table journal (
  seq integer primary key,
  at integer not null,
  actor blob not null,
  on_behalf_of blob,
  kind text not null,
  subject blob not null,
  unit blob not null,
  body text not null,
  salt blob not null,
  commitment blob not null,
  leaf blob not null,
  people blob not null
) strict;
create index journal_by_subject on journal (subject, seq);

create table unit (
  id blob primary key,
  name text not null,
  zone text not null,
  emergency text not null
) strict, without rowid;

create table person (
  id blob primary key,
  version blob not null references person_version,
  email text unique collate nocase,
  nrp text unique,
  password text
) strict, without rowid;

create table person_version (
  version blob primary key,
  person blob not null,
  unit blob not null references unit,
  name text not null,
  nrp text not null,
  email text not null,
  phone text not null,
  post text not null,
  role text not null,
  scope text not null,
  since integer not null
) strict, without rowid;

create table place (
  id blob primary key,
  unit blob not null references unit,
  name text not null,
  lat real not null,
  lon real not null,
  radius_m real not null
) strict, without rowid;

create table session (
  token_hash blob primary key,
  person blob not null references person,
  console text not null,
  opened_at integer not null,
  expires_at integer not null,
  closed_at integer
) strict, without rowid;

create table sos (
  id blob primary key,
  raised integer not null unique,
  unit blob not null references unit,
  reporter blob not null references person,
  reporter_version blob not null references person_version,
  pressed_at integer not null,
  sent_at integer not null,
  received_at integer not null,
  drill integer not null,
  lat real, lon real, accuracy_m real,
  position_at integer,
  nearest_place blob, nearest_m real,
  owner blob references person,
  first_shown_at integer,
  claimed_at integer,
  responded_at integer,
  withdrawn_at integer,
  closed_at integer,
  outcome text,
  response text,
  tracked_at integer,
  tracked_to integer
) strict, without rowid;
create index sos_open on sos (raised) where closed_at is null;
create index sos_of_reporter on sos (reporter, raised);

create table recording (
  id blob primary key,
  sos blob not null references sos,
  uploader blob not null references person,
  content_type text not null,
  file_name text not null,
  started_at integer not null,
  state text not null,
  size integer not null,
  declared_size integer,
  sha256 blob,
  readable integer,
  container text, video text, audio text,
  duration_ms integer,
  trouble text
) strict, without rowid;
create index recording_of_sos on recording (sos, started_at);
create index recording_growing on recording (uploader) where state = 'growing';
create index recording_unexamined on recording (id) where state = 'finished' and readable is null;

create table command (
  id blob primary key,
  person blob not null,
  kind text not null,
  subject blob not null,
  seq integer not null,
  at integer not null
) strict, without rowid;

create table position (
  person blob primary key references person,
  lat real not null,
  lon real not null,
  accuracy_m real not null,
  at integer not null
) strict, without rowid;
