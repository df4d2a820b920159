/** What verifying has found wrong with the files of frames is kept until it is dealt with. */
export const SCHEMA_4 = `
create table damage (
  frame integer primary key references frame (id) on delete cascade,
  what text not null,                -- pixels, content, unreadable
  found text not null                -- ISO 8601, UTC
);
`;
