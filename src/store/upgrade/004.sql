-- From version 3 to 4: units form a tree, and roles are granted for a part of it, from a day until a day. What a
-- person's role and scope were becomes a grant. Never changed again; what the columns mean is in schema.sql.

alter table unit add column parent blob references unit;

create table role_grant (
  id blob primary key,
  person blob not null references person,
  role text not null,
  unit blob not null,
  since integer not null,
  until integer,
  deputy_for blob references person
) strict, without rowid;
create index role_grant_of_person on role_grant (person);

insert into role_grant (id, person, role, unit, since)
  select randomblob(16), p.id, v.role, iif(v.scope = 'all_units', zeroblob(16), v.unit), v.since
  from person p join person_version v on v.version = p.version;
alter table person_version drop column role;
alter table person_version drop column scope;
