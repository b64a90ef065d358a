-- From version 8 to 9. Never changed again; what the tables mean is in schema.sql.

-- Somebody who may read one small unit of a large logbook.
create index logbook_row_of_unit on logbook_row (unit, last_book_no);
create virtual table logbook_terms using fts5vocab(logbook_words, row);

-- Accounts that were closed.
create table closed_account (
  person blob primary key references person,
  closed_at integer not null
) strict, without rowid;

create table letter_to_delete (
  id blob primary key
) strict, without rowid;
