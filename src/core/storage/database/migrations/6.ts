/**
 * What the user wants to have, and what AstroBin calls the filters. An older version has kept goals of the
 * notebook without knowing them, so the notebook is read once more.
 */
export const SCHEMA_6 = `
create table goal (
  object text not null,   -- as the user calls it
  filter text not null,
  wanted text not null,   -- as the user said it: 10h, 60x300s
  primary key (object, filter)
) without rowid;

create table filter_number (
  filter text not null primary key,
  number integer not null  -- in AstroBin's equipment database
) without rowid;

update meta set value = json_set(value, '$.sha256', '') where key = 'notebook' and json_valid(value);
`;
