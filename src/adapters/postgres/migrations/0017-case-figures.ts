/**
 * The figures of each case, for reports: written with every change of it, in the same transaction, and worked out again from
 * its record at will. Nothing points at the case, because the figures stay when what was written in it is erased. The version is
 * that of the record they were worked out from, so that nothing older ever takes the place of something newer.
 */
export const caseFigures = `
create table case_figures (
  case_id uuid primary key,
  board text not null,
  raised_on date,
  closed_on date,
  agencies text[] not null,
  version integer not null,
  body json not null
);
create index case_figures_closed on case_figures (board, closed_on);
create index case_figures_of_agency on case_figures using gin (agencies);

grant select, insert, update on case_figures to concordat_app;

create function write_figures(the_case uuid, the_version integer, figures jsonb) returns void
language sql set search_path = concordat, pg_temp as $$
  insert into case_figures (case_id, board, raised_on, closed_on, agencies, version, body)
    select the_case, f.board, f.raised, f.closed, array_remove(f.receiving || f.raising, null), the_version, figures::json
    from jsonb_to_record(figures) as f (board text, raised date, closed date, raising text, receiving text[])
    on conflict (case_id) do update set
      board = excluded.board, raised_on = excluded.raised_on, closed_on = excluded.closed_on,
      agencies = excluded.agencies, version = excluded.version, body = excluded.body
    where case_figures.version <= excluded.version;
$$;

-- What append does, and the figures with it.
create function append_with_figures(doc jsonb) returns jsonb language plpgsql set search_path = concordat, pg_temp as $$
declare
  written constant jsonb := append(doc);
begin
  if written->>'kind' = 'written' then
    perform write_figures((doc->>'caseId')::uuid, (doc->>'version')::integer, doc->'figures');
  end if;
  return written;
end $$;
`;
