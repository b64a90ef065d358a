-- From version 4 to 5: mails that wait for the SMTP server, and codes for a forgotten password (R30). Never changed
-- again; what the columns mean is in schema.sql.

create table mail (
  id blob primary key,
  kind text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at integer not null,
  expires_at integer not null,
  tries integer not null,
  next_try_at integer,
  sent_at integer,
  last_error text not null
) strict, without rowid;
create index mail_waiting on mail (next_try_at) where next_try_at is not null;
create table reset_code (
  id blob primary key,
  person blob references person,
  salt blob not null,
  hash blob not null,
  created_at integer not null,
  expires_at integer not null,
  tries integer not null,
  used_at integer
) strict, without rowid;
create index reset_code_of_person on reset_code (person, created_at);
