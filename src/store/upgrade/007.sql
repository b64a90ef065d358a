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
-- From version 6 to 7: several emergency numbers a unit, and moves from a day on. Never changed again; what the columns
-- mean is in schema.sql.

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
