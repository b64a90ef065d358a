-- From version 6 to 7. Never changed again; what the columns mean is in schema.sql.

-- What of a person stands beside their name.

create table profile (
  person blob primary key references person,
  born text
) strict, without rowid;

create table photo (
  person blob not null unique references person,
  content_type text not null,
  bytes blob not null,
  since integer not null
) strict;

-- The tree over the journal, what was signed of it, and with which keys. That of an older journal is built later, beside
-- the hub's work.

create table merkle_node (
  tier integer not null,
  idx integer not null,
  hash blob not null,
  primary key (tier, idx)
) strict, without rowid;

create table checkpoint (
  size integer primary key,
  at integer not null,
  note text not null
) strict;

create table log_key (
  number integer primary key,
  note text not null
) strict;

-- Several emergency numbers a unit, and moves from a day on.

create table emergency_number (
  unit blob not null references unit,
  position integer not null,
  label text not null,
  number text not null,
  primary key (unit, position)
) strict, without rowid;

create table planned_move (
  id blob primary key,
  person blob not null references person,
  unit blob not null references unit,
  at integer not null,
  planned_by blob not null references person,
  planned_by_version blob not null references person_version,
  planned_at integer not null,
  ended_at integer,
  end text
) strict, without rowid;
create index planned_move_to_come on planned_move (at) where ended_at is null;
create index planned_move_of_person on planned_move (person, at);

-- User IDs, their cases and letters (R36–R42).

create table application (
  id blob primary key,
  unit blob not null,
  name text not null,
  connector text not null,
  target_minutes integer,
  settings text not null
) strict, without rowid;

create table application_secret (
  application blob primary key references application,
  sealed blob not null
) strict, without rowid;

create table user_id (
  id blob primary key,
  application blob not null references application,
  unit blob not null references unit,
  user_name text not null,
  agent text not null,
  email text not null,
  team text not null,
  person blob,
  hired_on text,
  state text not null,
  listed_at integer not null,
  ended_at integer,
  replaces blob,
  replaced_by blob,
  seen_active integer not null,
  seen_active_at integer
) strict, without rowid;
create unique index user_id_in_use on user_id (application, user_name collate nocase) where state in ('planned', 'active');
create index user_id_of_email on user_id (application, email collate nocase);

create table user_id_case (
  id blob primary key,
  kind text not null,
  state text not null,
  application blob not null references application,
  user_id blob not null references user_id,
  unit blob not null references unit,
  replaces blob references user_id,
  letter_date text, last_day text,
  letter blob,
  zone text not null,
  ends_at integer,
  deadline integer,
  target integer,
  opened_by blob not null,
  opened_at integer not null,
  requested_by blob, requested_at integer,
  order_by blob, order_by_version blob, order_given_at integer, order_due integer, order_early integer,
  attempts integer not null,
  failures integer not null,
  attempt_begun_at integer,
  next_try integer,
  done_by blob, done_by_version blob, done_at integer,
  confirmed_by blob, confirmed_at integer,
  handed_over_at integer,
  documented_at integer,
  withdrawn_at integer,
  reopened integer not null,
  warned integer not null
) strict, without rowid;
create index user_id_case_of_user_id on user_id_case (user_id);
create index user_id_case_open on user_id_case (deadline)
  where state in ('received', 'requested', 'carried_out', 'confirmed', 'handed_over');
create index user_id_case_done on user_id_case (opened_at, unit) where state in ('documented', 'withdrawn');
create index user_id_case_confirmed on user_id_case (confirmed_at);

create table attempt (
  of_case blob not null references user_id_case,
  number integer not null,
  begun_at integer not null,
  by blob,
  on_behalf_of blob,
  ended_at integer,
  done integer not null,
  text text not null,
  proof blob,
  primary key (of_case, number)
) strict, without rowid;

create table letter (
  id blob primary key,
  uploader blob not null references person,
  file_name text not null,
  content_type text not null,
  size integer not null,
  sha256 blob not null,
  at integer not null,
  of_case blob
) strict, without rowid;
create index letter_of_case on letter (of_case);

create table logbook (
  book_no integer primary key,
  seq integer not null unique references journal,
  user_id blob not null
) strict;
create index logbook_of_user_id on logbook (user_id, book_no);

-- Consoles that are known, and codes that they asked for.

create table known_console (
  person blob not null references person,
  token_hash blob not null,
  used_at integer not null,
  primary key (person, token_hash)
) strict, without rowid;

alter table reset_code add column known integer not null default 0;
alter table reset_code add column peer text not null default '';
