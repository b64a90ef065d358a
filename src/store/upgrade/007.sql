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
) strict;
