/**
 * What people found to belong elsewhere before anything was raised: which answer of the policy, for which board, on which day. A raise
 * that was begun counts once for each answer. Nobody's name, no account and no word is in it, and no case is opened for most of them.
 */
export const diversions = `
create table diversions (
  draft uuid not null,
  way text not null,
  board text not null,
  on_day date not null,
  primary key (draft, way)
);
create index diversions_of_board on diversions (board, on_day);

grant select, insert on diversions to concordat_app;
`;
