-- From version 7 to 8. Never changed again; what the columns mean is in schema.sql.

-- Since when two years are over, of what is closed already: Indonesian zones have had one offset since 1964.
alter table user_id add column keep_until integer;
update user_id set keep_until = (
  select (cast(strftime('%s', ended_at / 1000000 + hours * 3600, 'unixepoch', 'start of day', '+2 years', '+1 day')
    as integer) - hours * 3600) * 1000000
  from (select case zone when 'Asia/Jakarta' then 7 when 'Asia/Pontianak' then 7 when 'Asia/Makassar' then 8
    when 'Asia/Jayapura' then 9 else 0 end as hours from unit where unit.id = user_id.unit))
where ended_at is not null;

-- The logbook as pages of user IDs.

create table logbook_row (
  first_book_no integer primary key,
  user_id blob not null unique references user_id,
  last_book_no integer not null unique,
  application blob not null,
  unit blob not null,
  status text not null,
  words text not null,
  keep_until integer,
  held text,
  disposed_at integer
) strict;
create index logbook_row_of_status on logbook_row (status, last_book_no);
create index logbook_row_of_application on logbook_row (application, last_book_no);
create index logbook_row_ends on logbook_row (keep_until)
  where keep_until is not null and held is null and disposed_at is null;
create index logbook_row_held on logbook_row (last_book_no) where held is not null;
create virtual table logbook_words using fts5(
  words, content = 'logbook_row', content_rowid = 'first_book_no', prefix = '1 2 3 4', detail = 'none', columnsize = 0);
create trigger logbook_row_made after insert on logbook_row begin
  insert into logbook_words (rowid, words) values (new.first_book_no, new.words);
end;
create trigger logbook_row_renamed after update of words on logbook_row when old.words <> new.words begin
  insert into logbook_words (logbook_words, rowid, words) values ('delete', old.first_book_no, old.words);
  insert into logbook_words (rowid, words) values (new.first_book_no, new.words);
end;
create trigger logbook_entered after insert on logbook begin
  insert into logbook_row (first_book_no, user_id, last_book_no, application, unit, status, words, keep_until)
    select new.book_no, u.id, new.book_no, u.application, u.unit, iif(u.state in ('active', 'inactive'), u.state, 'planned'),
      lower(' ' || replace(replace(replace(replace(replace(
        u.agent || ' ' || u.email || ' ' || u.user_name, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '''', ' ')), u.keep_until
    from user_id u where u.id = new.user_id
    on conflict (user_id) do update set last_book_no = excluded.last_book_no;
end;
create trigger user_id_changed after update on user_id begin
  update logbook_row set unit = new.unit, keep_until = new.keep_until,
    status = iif(disposed_at is not null, 'disposed', iif(new.state in ('active', 'inactive'), new.state, 'planned')),
    words = lower(' ' || replace(replace(replace(replace(replace(
      new.agent || ' ' || new.email || ' ' || new.user_name, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '''', ' '))
  where user_id = new.id;
end;
create table logbook_sign_off (
  seq integer primary key references journal,
  book_no integer not null,
  by blob not null,
  first_day text not null,
  last_day text not null,
  text text not null
) strict;

insert into logbook_row (first_book_no, user_id, last_book_no, application, unit, status, words, keep_until)
  select min(l.book_no), u.id, max(l.book_no), u.application, u.unit, iif(u.state in ('active', 'inactive'), u.state, 'planned'),
    lower(' ' || replace(replace(replace(replace(replace(
      u.agent || ' ' || u.email || ' ' || u.user_name, '@', ' '), '.', ' '), '-', ' '), '_', ' '), '''', ' ')), u.keep_until
  from logbook l join user_id u on u.id = l.user_id group by u.id;

-- What applications have that the logbook doesn't say, and passwords of new user IDs that wait for their reader.
create table finding (
  id blob primary key,
  application blob not null references application,
  unit blob not null,
  kind text not null,
  user_id blob,
  person blob,
  left_at integer,
  opened_at integer not null,
  ended_at integer,
  accepted_by blob,
  accepted_at integer,
  reason text not null,
  of_case blob
) strict, without rowid;
create index finding_standing on finding (application) where ended_at is null;
create index finding_opened on finding (opened_at, id);

create table finding_user (
  finding blob not null references finding,
  position integer not null,
  user text not null,
  user_name text not null,
  email text not null,
  name text not null,
  active integer not null,
  last_active integer,
  primary key (finding, position)
) strict, without rowid;

create table reconciliation (
  application blob primary key references application,
  since integer not null,
  begun_at integer,
  ended_at integer,
  fault text not null,
  good_at integer,
  users integer not null,
  listed integer not null
) strict, without rowid;

create table first_password (
  of_case blob primary key references user_id_case,
  reader blob not null references person,
  sealed blob not null,
  made_at integer not null
) strict, without rowid;
-- A spreadsheet names thousands of user IDs at once, those that are inactive by now, too.
create index user_id_of_name on user_id (application, user_name collate nocase);
