/**
 * Who cannot be reached in chat, why, and since when: a row for each of them, and none for anybody else. And which of
 * several accounts somebody chose to be written to first: the one that they chose last.
 */
export const reach = `
create table unreachable_people (
  person text primary key references people (id),
  why text not null,
  since timestamptz(3) not null,
  noted_at timestamptz(3) not null
);
alter table accounts add column preferred_at timestamptz(3);

grant select, insert, update, delete on unreachable_people to concordat_app;
`;
