-- From version 5 to 6: a second factor beside the password. Never changed again; what the columns mean is in schema.sql.

-- Sessions that are open go on as they were.
alter table session add column second_factor text not null default 'none';

create table second_factor (
  person blob primary key references person,
  secret blob not null,
  begun_at integer not null,
  confirmed_at integer,
  last_step integer
) strict, without rowid;

create table recovery_code (
  person blob not null references person,
  salt blob not null,
  hash blob not null,
  used_at integer,
  primary key (person, salt)
) strict, without rowid;

-- An upgrade asks nothing new of those who work here already: an administrator turns it on.
insert into meta (key, value) select 'second_factor', 'off' where exists (select 1 from person);
