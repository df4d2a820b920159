/**
 * What the user knows, results, folders that were looked into, and what a regeneration has to look at again.
 */
export const SCHEMA_2 = `
alter table frame add column edited_sha256 blob;  -- of the file as the last edit left it; null: never edited
alter table frame add column rejected integer not null default 0;  -- 1: the user wants it in no session

alter table frame add column observer text;
alter table frame add column site text;            -- its name

alter table frame add column missing integer not null default 0;   -- 1: its file was not there when last looked for
create index frame_missing on frame (id) where missing = 1;

alter table operation add column journal text;    -- name of its journal, null where it moved and edited no file
alter table operation add column undone text;     -- when it was taken back

alter table alias add column matching text not null default 'folded';  -- exact, folded, pattern

create table note (
  subject text not null,             -- session, object, frame
  key text not null,                 -- session id, name of an object as written, SHA-256 of a frame
  text text not null,
  primary key (subject, key)
) without rowid;

create table result (
  id integer primary key,
  path text not null unique,         -- inside the repository: relative, "/" between parts; else absolute
  kind text not null,                -- stack, composition
  object text, object_key text, filter text,
  stack_count integer,
  total_exposure real,               -- seconds
  made text not null                 -- when the file was written, UTC
);
create index result_object on result (object_key);
create table result_session (
  result integer not null references result (id) on delete cascade,
  session text not null,             -- outlives the session's row: its id is the same after a regeneration
  primary key (session, result)
) without rowid;

create table awaited (               -- frames that something is known of and that are not there (yet)
  sha256 text primary key,           -- as the frame had it; it has another one where it was edited since
  image_key text, date_obs text,
  path text,                         -- where it was, for people
  rejected integer not null
) without rowid;
create index awaited_image on awaited (image_key);

create table seen_folder (           -- of the repository, as it was when it was last looked into
  path text primary key,             -- relative, "/" between parts; empty for the repository itself
  mtime real,                        -- milliseconds since 1970; null: look again
  looked real not null               -- when, milliseconds since 1970
) without rowid;

alter table session add column bucket text;       -- of which bucket of frames it is a part
create index session_bucket on session (bucket);
create index frame_rejected on frame (rejected) where rejected = 1;
create index frame_unknown on frame (id) where type = 'unknown';
create index frame_stack on frame (id) where type = 'stack' or type = 'light' and master = 1;
create index frame_master on frame (session) where master = 1;
create index frame_doubtful on frame (id) where problems is not null;

-- What a regeneration has to look at again: frames by themselves, and the sessions that frames have left.
create table stale_frame (id integer primary key);
create table stale_session (id text primary key) without rowid;
create trigger frame_added after insert on frame begin
  insert or ignore into stale_frame values (new.id);
  insert or ignore into stale_session select new.session where new.session is not null;
end;
create trigger frame_removed after delete on frame begin
  delete from stale_frame where id = old.id;
  insert or ignore into stale_session select old.session where old.session is not null;
end;
-- The columns that grouping reads (sessions/key.ts, split.ts, summary.ts).
create trigger frame_changed after update of
    type, master, object, telescope, imager, filter, exposure, binning_x, binning_y, ccd_temp, set_temp, gain,
    offset, readout_mode, bayer_pattern, width, height, channels, rotator, focal_length, date_obs, night, sha256, rejected
  on frame begin
  insert or ignore into stale_frame values (new.id);
  insert or ignore into stale_session select old.session where old.session is not null;
end;
create trigger wish_added after insert on link when new.manual = 1 begin
  insert or ignore into stale_session values (new.session);
end;
create trigger wish_changed after update on link when new.manual = 1 or old.manual = 1 begin
  insert or ignore into stale_session values (old.session);
  insert or ignore into stale_session values (new.session);
end;
create trigger wish_removed after delete on link when old.manual = 1 begin
  insert or ignore into stale_session values (old.session);
end;
`;
