/** Links by which one person takes one document, for a quarter of an hour. Of their secrets only hashes are kept. */
export const documentLinks = `
create table document_links (
  id text primary key,
  hash text not null unique,
  code_hash text not null,
  case_id uuid not null references cases (id),
  person text not null,
  wanted text not null,
  until timestamptz(3) not null,
  tries integer not null default 0,
  spent boolean not null default false
);
create index document_links_by_age on document_links (until);

grant select, insert, update, delete on document_links to concordat_app;
`;
