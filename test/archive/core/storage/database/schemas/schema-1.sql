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
