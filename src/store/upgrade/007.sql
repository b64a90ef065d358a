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
