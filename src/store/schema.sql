-- The hub's database as it is today. A new database is made from this file; older ones are raised step by step by
-- upgrade/NNN.sql (NNN = the version that the step leads to). tests/store holds both ways against each other.
--
-- Conventions: ids are blobs of 16 bytes (UUIDv7); times are integers, microseconds since 1970-01-01T00:00:00Z, on the
-- hub's clock unless a comment says otherwise; enumerations are stored by name; text is UTF-8. All tables are STRICT.
-- Why this is long: a table stands in one place, with what each of its columns means.

-- What the database knows about itself: 'epoch' (random per database; half of every feed cursor), 'argon2_passes' and
-- 'argon2_memory_kib' (of new password hashes; absent: as the program says), 'second_factor' ('off': nobody must have
-- one; 'all': everybody; 'policy' or absent: whose role needs it; or names of roles with commas between them).
create table meta (
  key text primary key,
  value text not null
) strict, without rowid;

-- Everything that people may have to answer for, in commit order (design.md §2). Rows are never changed or deleted;
-- the law may empty body and salt of one, and its commitment and leaf still hold.
create table journal (
  seq integer primary key,           -- 1, 2, 3 … without gaps
  at integer not null,               -- never goes back
  actor blob not null,               -- a person, or nil for the hub itself
  on_behalf_of blob,
  kind text not null,                -- protocol/event_kind.h
  subject blob not null,             -- the SOS, the person, or nil
  unit blob not null,                -- where it happened; nil for the hub
  body text not null,                -- JSON, byte for byte as it was committed to and is sent
  salt blob not null,                -- 16 random bytes
  commitment blob not null,          -- SHA-256(salt ‖ body)
  leaf blob not null,                -- SHA-256(0x00 ‖ leaf data): proof/leaf.h
  people blob not null               -- versions of persons that the body names, 16 bytes each: derived, not proven
) strict;
create index journal_by_subject on journal (subject, seq);

-- Where people belong. zone is an IANA name; emergency is the number to call; the first, where there are several.
create table unit (
  id blob primary key,
  name text not null,
  zone text not null,
  emergency text not null,
  parent blob references unit        -- the unit that it is a part of
) strict, without rowid;

-- Who can sign in. What is shown about a person is in the version that `version` names.
create table person (
  id blob primary key,
  version blob not null references person_version,
  email text unique collate nocase,  -- both are ways to sign in (R29); null when there is none
  nrp text unique,
  password text                      -- Argon2id as libsodium writes it; null: can't sign in
) strict, without rowid;

-- A person as they were from `since` on. Events refer to versions, so a logbook keeps the name as it was (R31).
create table person_version (
  version blob primary key,
  person blob not null,
  unit blob not null references unit,
  name text not null,
  nrp text not null,
  email text not null,
  phone text not null,
  post text not null,
  since integer not null
) strict, without rowid;

-- Who holds which role, for a unit and all below it; counts from `since` on and no longer from `until` on. Ended ones stay.
create table role_grant (
  id blob primary key,               -- given by whoever grants
  person blob not null references person,
  role text not null,                -- domain/role.h
  unit blob not null,                -- nil: the whole organisation
  since integer not null,
  until integer,
  deputy_for blob references person, -- acts when this person is absent (R42)
  given_at integer                   -- when the hub heard of it; null: before version 10
) strict, without rowid;
create index role_grant_of_person on role_grant (person);

-- Named points (R23).
create table place (
  id blob primary key,
  unit blob not null references unit,
  name text not null,
  lat real not null,
  lon real not null,
  radius_m real not null
) strict, without rowid;

-- Who is signed in. The token itself is nowhere: only its SHA-256.
create table session (
  token_hash blob primary key,
  person blob not null references person,
  console text not null,             -- name of the console or device
  opened_at integer not null,
  expires_at integer not null,
  closed_at integer,                 -- signed out, or ended from another session
  id blob,                           -- names it to its owner, who sees the token only once
  peer text not null default '',     -- the address it was opened from
  used_at integer,                   -- when its last request came, to some minutes
  second_factor text not null default 'none', -- how it was opened: none, needed (may only enrol), active
  alarms_only_at integer             -- since when a role has made it too old for anything else
) strict, without rowid;
create unique index session_id on session (id);
create index session_of_person on session (person);

-- One row an SOS: the present state, made from its events.
create table sos (
  id blob primary key,               -- given by the phone
  raised integer not null unique,    -- seq of its sos.raised: the order of history
  unit blob not null references unit,
  reporter blob not null references person,
  reporter_version blob not null references person_version,
  pressed_at integer not null,       -- the phone's clock
  sent_at integer not null,          -- the phone's clock
  received_at integer not null,
  drill integer not null,
  lat real, lon real, accuracy_m real,
  position_at integer,               -- the phone's clock
  nearest_place blob, nearest_m real,
  owner blob references person,
  first_shown_at integer,
  claimed_at integer,
  responded_at integer,
  withdrawn_at integer,
  closed_at integer,
  outcome text,
  response text,                     -- the newest answer, for the officer's side
  tracked_at integer,                -- when its newest sos.track was journaled
  tracked_to integer                 -- the newest position in it, the phone's clock
) strict, without rowid;
create index sos_open on sos (raised) where closed_at is null;
create index sos_of_reporter on sos (reporter, raised);

-- Recordings: bytes are in media/aa/<id> (aa = the id's last two digits). size is what is durable: after a crash the
-- file is cut to it. The digest covers exactly the bytes of the file.
create table recording (
  id blob primary key,
  sos blob not null references sos,
  uploader blob not null references person,
  content_type text not null,        -- as the phone said
  file_name text not null,           -- as the phone said; never used as a path
  started_at integer not null,
  state text not null,               -- growing, finished
  size integer not null,
  declared_size integer,             -- tus Upload-Length; null while deferred
  sha256 blob,                       -- once finished
  readable integer,                  -- from here: what siaga-probe found; null before it looked
  container text, video text, audio text,
  duration_ms integer,
  trouble text,
  width integer, height integer,     -- pixels, before rotation
  rotation integer,                  -- degrees clockwise
  frame_rate real,
  posters text,                      -- when each poster frame stands, ms: '0,4000'; pictures are in media/aa/<id>.preview
  loudness integer,                  -- whether there is a strip, in the same file
  play_copy text,                    -- '', or the container of media/aa/<id>.play
  part_bytes integer,                -- it was looked at while it grew: so many bytes; null: as a whole
  part_until integer,                -- when the last of them came
  no_room integer                    -- 1: the disk had none for its preview or its copy; they are made later
) strict, without rowid;
create index recording_of_sos on recording (sos, started_at);
create index recording_growing on recording (uploader) where state = 'growing';
create index recording_unexamined on recording (id)
  where state = 'finished' and (readable is null or part_bytes is not null);

-- Commands that were obeyed: a retry with the same id gets the same receipt.
create table command (
  id blob primary key,
  person blob not null,
  kind text not null,
  subject blob not null,
  seq integer not null,
  at integer not null
) strict, without rowid;

-- Where officers are now; newest wins, nothing is kept (tracks of an SOS are in the journal).
create table position (
  person blob primary key references person,
  lat real not null,
  lon real not null,
  accuracy_m real not null,
  at integer not null                -- the phone's clock
) strict, without rowid;

-- What goes out by mail. A row stays for a month after its end, without its text.
create table mail (
  id blob primary key,               -- also in its Message-ID: sent twice, it is known for one
  kind text not null,                -- password_reset, password_changed
  recipient text not null,
  subject text not null,
  body text not null,                -- '' once it was sent or given up: it may hold a code
  created_at integer not null,
  expires_at integer not null,       -- of no more use from then on
  tries integer not null,
  next_try_at integer,               -- null: sent, or given up
  sent_at integer,
  last_error text not null           -- '' or why the last try failed
) strict, without rowid;
create index mail_waiting on mail (next_try_at) where next_try_at is not null;

-- Codes for a forgotten password (R30): six digits, so what guards one is its short life and its few tries. A row stays
-- for a day, so that codes of a day can be counted.
create table reset_code (
  id blob primary key,
  person blob references person,     -- null: asked for with an address that is nobody's; both take the same time
  salt blob not null,                -- 16 random bytes
  hash blob not null,                -- SHA-256(salt ‖ code)
  created_at integer not null,
  expires_at integer not null,
  tries integer not null,            -- wrong ones
  used_at integer,
  known integer not null default 0,  -- 1: a known console of that person asked for it; 2: an administrator did
  peer text not null default ''      -- the address that asked
) strict, without rowid;
create index reset_code_of_person on reset_code (person, created_at);

-- One-time codes by time (RFC 6238). The secret is sealed with a key that isn't in the database but in the data
-- folder's keys/: a copy of the database alone opens nothing.
create table second_factor (
  person blob primary key references person,
  secret blob not null,              -- nonce ‖ box of person ‖ secret
  begun_at integer not null,
  confirmed_at integer,              -- by a first code; until then it isn't asked for
  last_step integer                  -- of the newest accepted code, in periods of 30 s since 1970: none counts twice
) strict, without rowid;

-- Codes on paper for a lost phone, each once. The hash is keyed too.
create table recovery_code (
  person blob not null references person,
  salt blob not null,                -- 16 random bytes
  hash blob not null,
  used_at integer,
  primary key (person, salt)
) strict, without rowid;

-- What of a person stands beside their name and goes into no event, so that erasing it here erases it.
create table profile (
  person blob primary key references person,
  born text                          -- '1985-06-30'; null: not said (R31)
) strict, without rowid;

-- As it came: recognised by its first bytes, never decoded here. With rowid, since the rows are long.
create table photo (
  person blob not null unique references person,
  content_type text not null,        -- image/jpeg or image/png
  bytes blob not null,               -- 2 MiB at most
  since integer not null
) strict;

-- The tree over the journal's leaves (proof/tree.h): hashes of whole subtrees. The leaves are in the journal; nodes follow
-- them before a checkpoint is signed, so an alarm never waits for them.
create table merkle_node (
  tier integer not null,             -- of 256^tier leaves; 1 is the lowest
  idx integer not null,              -- from 0, without gaps
  hash blob not null,
  primary key (tier, idx)
) strict, without rowid;

-- What was signed. After a restore the older ones are of another epoch's log: their notes say which.
create table checkpoint (
  size integer primary key,          -- events
  at integer not null,               -- when it was signed
  note text not null                 -- verbatim (proof/checkpoint.h)
) strict;

-- With which keys, oldest first: public ones alone, each in a statement (proof/key_chain.h). The secret is in the data
-- folder's keys/ and in no backup.
create table log_key (
  number integer primary key,
  note text not null
) strict;
-- Whom a unit calls in an emergency, in the order in which they are shown. No rows: emergency, 110 and 119.
create table emergency_number (
  unit blob not null references unit,
  position integer not null,         -- 0, 1, 2 …
  label text not null,               -- 'Polisi'
  number text not null,              -- as it is dialled
  primary key (unit, position)
) strict, without rowid;

-- Who moves to which unit on which day (R20). Rows stay.
create table planned_move (
  id blob primary key,               -- given by whoever plans it
  person blob not null references person,
  unit blob not null references unit, -- where they go
  at integer not null,               -- when the day begins in that unit's zone
  planned_by blob not null references person,
  planned_by_version blob not null references person_version,
  planned_at integer not null,
  ended_at integer,                  -- null: still to come
  end text                           -- done, dropped
) strict, without rowid;
create index planned_move_to_come on planned_move (at) where ended_at is null;
create index planned_move_of_person on planned_move (person, at);
-- What user IDs are for (R36).
create table application (
  id blob primary key,
  unit blob not null,                -- whose people may have user IDs in it; nil: everybody's
  name text not null,
  connector text not null,           -- domain/user_id.h: manual, scim, command
  target_minutes integer,            -- the unit's own target (R41), after the last working day's end
  settings text not null             -- of the connector, JSON, nothing secret
) strict, without rowid;

-- What a connector signs in with, sealed with the key of data/keys: no backup has it.
create table application_secret (
  application blob primary key references application,
  sealed blob not null               -- nonce ‖ box of application ‖ secret: hub/secret_box.h
) strict, without rowid;

-- Every user ID that ever was (R39), and those that are planned. A row is never deleted.
create table user_id (
  id blob primary key,               -- given by whoever lists it
  application blob not null references application,
  unit blob not null references unit,
  user_name text not null,
  agent text not null,               -- an agent needs no account: the name as it is called in the logbook
  email text not null,               -- '' when there is none
  team text not null,
  person blob,                       -- when the agent is somebody in the directory
  hired_on text,                     -- 2026-11-21
  state text not null,               -- planned, active, inactive, dropped
  listed_at integer not null,
  ended_at integer,                  -- inactive since
  replaces blob,
  replaced_by blob,
  seen_active integer not null,      -- signs of activity after the last working day
  seen_active_at integer,
  keep_until integer                 -- when its two years are over (R39); null while it isn't inactive
) strict, without rowid;
create unique index user_id_in_use on user_id (application, user_name collate nocase) where state in ('planned', 'active');
create index user_id_of_email on user_id (application, email collate nocase);
create index user_id_of_name on user_id (application, user_name collate nocase);

-- One row a case: the present state, made from its events (R36–R38, R40–R42).
create table user_id_case (
  id blob primary key,               -- given by whoever records it
  kind text not null,                -- deactivate, replace
  state text not null,
  application blob not null references application,
  user_id blob not null references user_id,
  unit blob not null references unit,
  replaces blob references user_id,
  letter_date text, last_day text,   -- 2026-11-21
  letter blob,
  zone text not null,                -- of the unit when it was opened
  ends_at integer,                   -- 24:00 of the last working day
  deadline integer,                  -- R36
  target integer,                    -- R41
  opened_by blob not null,           -- versions of persons, as all …_by but order_by and done_by
  opened_at integer not null,
  requested_by blob, requested_at integer,
  order_by blob, order_by_version blob, order_given_at integer, order_due integer, order_early integer,
  attempts integer not null,
  failures integer not null,         -- since the order was given
  attempt_begun_at integer,          -- of one that runs
  next_try integer,
  done_by blob, done_by_version blob, done_at integer,  -- nil: the hub
  confirmed_by blob, confirmed_at integer,
  handed_over_at integer,
  documented_at integer,
  withdrawn_at integer,
  reopened integer not null,
  warned integer not null,           -- bits of domain::CaseWarning
  seen_there integer not null default 0 -- an attempt of the hub's has seen it active in the application
) strict, without rowid;
create index user_id_case_of_user_id on user_id_case (user_id);
create index user_id_case_open on user_id_case (deadline)
  where state in ('received', 'requested', 'carried_out', 'confirmed', 'handed_over');
create index user_id_case_done on user_id_case (opened_at, unit) where state in ('documented', 'withdrawn');
create index user_id_case_confirmed on user_id_case (confirmed_at);

-- What was tried in the application, and what came of it.
create table attempt (
  of_case blob not null references user_id_case,
  number integer not null,           -- 1, 2, 3 …
  begun_at integer not null,
  by blob,                           -- version of the person; null: the hub
  on_behalf_of blob,                 -- version of whose order it was (R42)
  ended_at integer,                  -- null: under way, or cut off
  done integer not null,
  text text not null,                -- why it failed
  proof blob,
  primary key (of_case, number)
) strict, without rowid;

-- Resignation letters and proofs: bytes are in media/aa/<id>, as recordings are.
create table letter (
  id blob primary key,               -- given by whoever sends it
  uploader blob not null references person,
  file_name text not null,           -- as said; never used as a path
  content_type text not null,        -- as its first bytes say
  size integer not null,
  sha256 blob not null,
  at integer not null,
  of_case blob                       -- null until a case names it; then it stays
) strict, without rowid;
create index letter_of_case on letter (of_case);

-- Which events are entries of the logbook of user IDs (R39): a view of the journal with numbers of its own.
create table logbook (
  book_no integer primary key,       -- 1, 2, 3 … without gaps, in the order of seq
  seq integer not null unique references journal,
  user_id blob not null              -- nil: of none
) strict;
create index logbook_of_user_id on logbook (user_id, book_no);
-- Consoles from which somebody has signed in: guesses of strangers don't slow them down. A console knows a random token;
-- only its SHA-256 is here.
create table known_console (
  person blob not null references person,
  token_hash blob not null,
  used_at integer not null,          -- when that person last signed in there
  primary key (person, token_hash)
) strict, without rowid;
-- The logbook as pages of user IDs: what they are found and ordered by. A user ID stands here from its first entry on.
-- Triggers keep it in step with user_id and logbook, in the same transaction, whoever writes those.
create table logbook_row (
  first_book_no integer primary key, -- also the rowid of its words
  user_id blob not null unique references user_id,
  last_book_no integer not null unique,
  application blob not null,
  unit blob not null,
  status text not null,              -- planned (of a replacement, not shown), active, inactive, disposed
  words text not null,               -- in lower case, each after a blank
  keep_until integer,
  held text,                         -- why it is kept beyond its two years
  disposed_at integer
) strict;
create index logbook_row_of_status on logbook_row (status, last_book_no);
create index logbook_row_of_application on logbook_row (application, last_book_no);
create index logbook_row_of_unit on logbook_row (unit, last_book_no);
create index logbook_row_ends on logbook_row (keep_until)
  where keep_until is not null and held is null and disposed_at is null;
create index logbook_row_held on logbook_row (last_book_no) where held is not null;
-- FTS5 keeps what was deleted until segments are merged: hub/logbook_disposal.h sees to it.
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
-- Periods of the logbook that were reviewed.
create table logbook_sign_off (
  seq integer primary key references journal,
  book_no integer not null,
  by blob not null,                  -- version of the person
  first_day text not null,           -- 2026-11-01
  last_day text not null,
  text text not null
) strict;

-- Reconciliation: where an application's users and the logbook differ. A row stays when its matter is over.
create table finding (
  id blob primary key,               -- made of what was found: domain/reconciliation.h
  application blob not null references application,
  unit blob not null,                -- the user ID's, else the person's, else the application's; nil: everybody's
  kind text not null,                -- orphan, active_after_leaving, reactivated, duplicate, seen_active
  user_id blob,                      -- the logbook's, where it has one
  person blob,
  left_at integer,                   -- 24:00 of the last working day
  opened_at integer not null,        -- found, or found again after it was over
  ended_at integer,                  -- wasn't found any more
  accepted_by blob,                  -- version of the person
  accepted_at integer,
  reason text not null,              -- '' unless accepted
  of_case blob                       -- that takes care of it
) strict, without rowid;
create index finding_standing on finding (application) where ended_at is null;
create index finding_opened on finding (opened_at, id);
create index finding_of_user_id on finding (user_id) where user_id is not null;

-- The application's users that a finding is about: one, or all of a duplicate.
create table finding_user (
  finding blob not null references finding,
  position integer not null,
  user text not null,                -- the application's own id
  user_name text not null,
  email text not null,
  name text not null,
  active integer not null,
  last_active integer,               -- newest sign of activity, where the application tells
  primary key (finding, position)
) strict, without rowid;
create index finding_user_of_name on finding_user (user_name collate nocase);

-- When each application was last read, and what came of it.
create table reconciliation (
  application blob primary key references application,
  since integer not null,            -- first thought of: the night after it is the first one
  begun_at integer,
  ended_at integer,
  fault text not null,               -- base::name_of(Fault); '' when it went well
  good_at integer,                   -- the end of the last one that went well
  users integer not null,            -- of the last one that went well
  listed integer not null            -- of them new in the logbook
) strict, without rowid;

-- Of a user ID that the hub made: until the team leader has read it, for a day at most. In no backup.
create table first_password (
  of_case blob primary key references user_id_case,
  reader blob not null references person,
  sealed blob not null,              -- nonce ‖ box of case ‖ password: hub/secret_box.h
  made_at integer not null
) strict, without rowid;

-- How many rows have which word: before FTS5 joins the lists of all words that begin alike.
create virtual table logbook_terms using fts5vocab(logbook_words, row);

-- Accounts that were closed: nobody signs in with one. What they did stays under their name; opened again, the row goes.
create table closed_account (
  person blob primary key references person,
  closed_at integer not null
) strict, without rowid;

-- Letters whose rows are gone, and whose files are deleted next (hub/logbook_upkeep.h), also after a crash in between.
create table letter_to_delete (
  id blob primary key
) strict, without rowid;
