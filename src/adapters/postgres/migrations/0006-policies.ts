/** Each board's procedure in every version that a case may have begun under; what is in use; who accepted it. */
export const policies = `
create table policies (
  board text not null,
  version text not null,
  body text not null,
  stored_at timestamptz(3) not null,
  accepted_by text,
  accepted_at timestamptz(3),
  primary key (board, version)
);
create table policies_in_use (
  board text primary key,
  version text not null,
  since timestamptz(3) not null,
  foreign key (board, version) references policies (board, version)
);

grant select, insert on policies to concordat_app;
grant update (accepted_by, accepted_at) on policies to concordat_app;
grant select, insert, update on policies_in_use to concordat_app;
`;
