/**
 * When this database was put back from a backup, and who was told of it: what was written between the backup and then is lost,
 * and what was sent between may come again.
 */
export const restores = `
create table restores (
  number bigint generated always as identity primary key,
  made timestamptz(3) not null,
  noted timestamptz(3) not null check (noted >= made),
  begun timestamptz(3),
  told timestamptz(3)
);

create table restore_words (
  restore bigint not null references restores (number),
  person text not null,
  at timestamptz(3) not null,
  primary key (restore, person)
);

grant select, insert, update on restores to concordat_app;
grant select, insert on restore_words to concordat_app;
`;
