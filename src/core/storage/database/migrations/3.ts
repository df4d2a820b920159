/**
 * What many frames of a night have in common is stored once, which session a frame belongs to in its own
 * table, and the links that the archive has made with their session: a frame takes half the room, and a
 * regeneration reads and writes a fraction of what it did.
 */
export const SCHEMA_3 = `
-- Names, night and settings of the camera, once for all frames that agree in all of them.
create table setting (
  id integer primary key,
  type text not null,
  master integer not null,
  object text, telescope text, imager text, filter text, night text,
  binning_x real, binning_y real,
  set_temp real,                     -- degrees Celsius
  gain real, offset real, readout_mode text, bayer_pattern text,
  width integer, height integer, channels integer,
  focal_length real,                 -- millimetres
  pixel_size real,                   -- micrometres
  program text, observer text, site text
);
insert into setting (type, master, object, telescope, imager, filter, night, binning_x, binning_y, set_temp, gain, offset,
    readout_mode, bayer_pattern, width, height, channels, focal_length, pixel_size, program, observer, site)
  select distinct type, master, object, telescope, imager, filter, night, binning_x, binning_y, set_temp, gain, offset,
    readout_mode, bayer_pattern, width, height, channels, focal_length, pixel_size, program, observer, site
  from frame order by id;
create index setting_equal on setting (night, imager, object, filter);

create table narrow_frame (
  id integer primary key,
  folder integer not null references folder (id),
  name text not null,
  size integer not null,             -- bytes
  mtime real not null,               -- milliseconds since 1970
  sha256 blob not null,              -- of the file as it was before any edit
  edited_sha256 blob,                -- of the file as the last edit left it; null: never edited
  image_key text not null,
  source_folder integer references folder (id),  -- where it was copied or moved from
  source_name text,
  setting integer not null references setting (id),
  exposure real,                     -- seconds; flats of one setting can have many
  ccd_temp real,                     -- degrees Celsius
  rotator real,                      -- degrees
  ra real, dec real, site_latitude real, site_longitude real,  -- degrees
  date_obs text, stack_count integer,
  problems text,                     -- JSON, null when there are none
  rejected integer not null default 0,  -- 1: the user wants it in no session
  missing integer not null default 0,   -- 1: its file was not there when last looked for
  unique (folder, name)
);
insert into narrow_frame
  select frame.id, folder, name, size, mtime, sha256, edited_sha256, image_key, source_folder, source_name,
    same.id, exposure, ccd_temp, rotator, ra, dec, site_latitude, site_longitude, date_obs, stack_count,
    problems, rejected, missing
  from frame join setting as same on same.night is frame.night and same.imager is frame.imager
    and same.object is frame.object and same.filter is frame.filter and same.type = frame.type
    and same.master = frame.master and same.telescope is frame.telescope and same.binning_x is frame.binning_x
    and same.binning_y is frame.binning_y and same.set_temp is frame.set_temp and same.gain is frame.gain
    and same.offset is frame.offset and same.readout_mode is frame.readout_mode
    and same.bayer_pattern is frame.bayer_pattern and same.width is frame.width and same.height is frame.height
    and same.channels is frame.channels and same.focal_length is frame.focal_length
    and same.pixel_size is frame.pixel_size and same.program is frame.program
    and same.observer is frame.observer and same.site is frame.site;

-- Sessions get a number for the table below, and the links that the archive has made for them.
create table linked_session (
  number integer primary key,
  id text not null unique,
  bucket text,                       -- of which bucket of frames it is a part
  type text not null, master integer not null,
  object text, object_key text, night text,
  telescope text, imager text, filter text,
  exposure real, binning_x real, binning_y real, ccd_temp real, gain real, offset real,
  readout_mode text, bayer_pattern text, width integer, height integer,
  rotator real, focal_length real, start text,
  frames integer not null, total_exposure real not null,
  bias text, dark text, flat text, flat_dark text  -- ids of sessions, as the archive has chosen them
);
insert into linked_session
  select null, id, bucket, type, master, object, object_key, night, telescope, imager, filter, exposure,
    binning_x, binning_y, ccd_temp, gain, offset, readout_mode, bayer_pattern, width, height, rotator, focal_length,
    start, frames, total_exposure,
    (select target from link where session = id and kind = 'bias' and manual = 0),
    (select target from link where session = id and kind = 'dark' and manual = 0),
    (select target from link where session = id and kind = 'flat' and manual = 0),
    (select target from link where session = id and kind = 'flatDark' and manual = 0)
  from session order by id;

create table member (                -- frames that are in a session
  frame integer primary key,
  session integer not null           -- its number
);
insert into member
  select frame.id, number from frame join linked_session on linked_session.id = frame.session order by frame.id;
create index member_session on member (session);

create table link_by_hand (
  session text not null,
  kind text not null,                -- bias, dark, flat, flatDark
  target text,                       -- null: the user wants none; wins while its target exists
  primary key (session, kind)
) without rowid;
insert into link_by_hand select session, kind, target from link where manual = 1;

drop table link;                     -- with their indices and triggers
drop table session;
drop table frame;
alter table narrow_frame rename to frame;
alter table linked_session rename to session;
alter table link_by_hand rename to link;

create index frame_sha256 on frame (sha256);
create index frame_image_key on frame (image_key);
create index frame_setting on frame (setting);
create index frame_source on frame (source_folder, source_name) where source_folder is not null;
create index frame_rejected on frame (rejected) where rejected = 1;
create index frame_missing on frame (id) where missing = 1;
create index frame_doubtful on frame (id) where problems is not null;
create index session_object on session (type, object_key);
create index session_bucket on session (bucket);

-- Frames as people know them: with everything that their headers say, and the id of their session.
create view whole_frame as
  select frame.*, type, master, object, telescope, imager, filter, night, binning_x, binning_y, set_temp, gain, offset,
    readout_mode, bayer_pattern, width, height, channels, focal_length, pixel_size, program, observer, site,
    (select session.id from member join session on session.number = member.session
     where member.frame = frame.id) as session
  from frame join setting on setting.id = frame.setting;

create trigger frame_added after insert on frame begin
  insert or ignore into stale_frame values (new.id);
end;
create trigger frame_removed before delete on frame begin
  delete from stale_frame where id = old.id;
  insert or ignore into stale_session
    select session.id from member join session on session.number = member.session where member.frame = old.id;
  delete from member where frame = old.id;
end;
-- The columns that grouping reads (sessions/key.ts, split.ts, summary.ts).
create trigger frame_changed after update of setting, exposure, ccd_temp, rotator, date_obs, sha256, rejected
  on frame begin
  insert or ignore into stale_frame values (new.id);
  insert or ignore into stale_session
    select session.id from member join session on session.number = member.session where member.frame = old.id;
end;
create trigger wish_added after insert on link begin
  insert or ignore into stale_session values (new.session);
end;
create trigger wish_changed after update on link begin
  insert or ignore into stale_session values (old.session);
  insert or ignore into stale_session values (new.session);
end;
create trigger wish_removed after delete on link begin
  insert or ignore into stale_session values (old.session);
end;
`;
