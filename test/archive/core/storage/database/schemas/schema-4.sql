create table damage (
  frame integer primary key references frame (id) on delete cascade,
  what text not null,                -- pixels, content, unreadable
  found text not null                -- ISO 8601, UTC
);
