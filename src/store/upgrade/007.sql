-- From version 6 to 7: what of a person stands beside their name. Never changed again; what the columns mean is in
-- schema.sql.

create table profile (
  person blob primary key references person,
  born text
) strict, without rowid;

create table photo (
  person blob not null unique references person,
  content_type text not null,
  bytes blob not null,
  since integer not null
-- From version 6 to 7: the tree over the journal, what was signed of it, and with which keys. Never changed again; what
-- the columns mean is in schema.sql. The tree of an older journal is built later, beside the hub's work.

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
