create table meta (key text primary key, value text) without rowid;

create table folder (
  id integer primary key,
  path text not null unique          -- inside the repository: relative, "/" between parts; else absolute
);

create table frame (
  id integer primary key,
  folder integer not null references folder (id),
  name text not null,
  size integer not null,             -- bytes
  mtime real not null,               -- milliseconds since 1970
  sha256 blob not null,              -- of the file as it was before any edit
  image_key text not null,
  source_folder integer references folder (id),  -- where it was copied or moved from
  source_name text,
  type text not null,
  master integer not null,
  object text, telescope text, imager text, filter text,
  exposure real,                     -- seconds
  binning_x real, binning_y real,
  ccd_temp real, set_temp real,      -- degrees Celsius
  gain real, offset real, readout_mode text, bayer_pattern text,
  width integer, height integer, channels integer,
  rotator real,                      -- degrees
  focal_length real,                 -- millimetres
  pixel_size real,                   -- micrometres
  ra real, dec real, site_latitude real, site_longitude real,  -- degrees
  date_obs text, night text, program text, stack_count integer,
  problems text,                     -- JSON, null when there are none
  session text,
  unique (folder, name)
);
create index frame_sha256 on frame (sha256);
create index frame_image_key on frame (image_key);
create index frame_session on frame (session);
create index frame_source on frame (source_folder, source_name) where source_folder is not null;

create table session (
  id text primary key,
  type text not null, master integer not null,
  object text, object_key text, night text,
  telescope text, imager text, filter text,
  exposure real, binning_x real, binning_y real, ccd_temp real, gain real, offset real,
  readout_mode text, bayer_pattern text, width integer, height integer,
  rotator real, focal_length real, start text,
  frames integer not null, total_exposure real not null
) without rowid;
create index session_object on session (type, object_key);

create table link (
  session text not null,
  kind text not null,                -- bias, dark, flat, flatDark
  target text,                       -- null: the user wants none
  manual integer not null,           -- 1: made by the user, and wins while its target exists
  primary key (session, kind, manual)
) without rowid;

create table alias (
  kind text not null, spelling text not null, name text not null,
  primary key (kind, spelling)
) without rowid;

create table operation (
  id integer primary key,
  kind text not null,                -- register, regenerate, checkout
  started text not null, finished text,
  summary text not null              -- JSON
);

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
