alter table setting add column processing text;        -- calibrated, registered, stretched; null: raw
alter table setting add column byproduct integer not null default 0;  -- 1: made by a processing program
alter table setting add column conversion_gain text;   -- HCG, LCG
alter table setting add column usb_limit real;
alter table setting add column row_order text;         -- TOP-DOWN, BOTTOM-UP
alter table setting add column bayer_offset_x integer;
alter table setting add column bayer_offset_y integer;
alter table setting add column subframe_x integer;     -- binned pixels
alter table setting add column subframe_y integer;

alter table session add column processing text;
alter table session add column conversion_gain text;
alter table session add column usb_limit real;
alter table session add column row_order text;
alter table session add column bayer_offset_x integer;
alter table session add column bayer_offset_y integer;
alter table session add column subframe_x integer;
alter table session add column subframe_y integer;

alter table result add column lights integer;   -- that were asked for
alter table result add column left_out text;    -- JSON: those of them that are not in it, and why

alter table frame add column rules integer not null default 0;  -- by which its header was read

drop view whole_frame;
create view whole_frame as
  select frame.*, type, master, processing, byproduct, object, telescope, imager, filter, night, binning_x, binning_y,
    set_temp, gain, offset, readout_mode, conversion_gain, usb_limit, row_order, bayer_pattern, bayer_offset_x,
    bayer_offset_y, subframe_x, subframe_y, width, height, channels, focal_length, pixel_size, program, observer, site,
    (select session.id from member join session on session.number = member.session
     where member.frame = frame.id) as session
  from frame join setting on setting.id = frame.setting;
