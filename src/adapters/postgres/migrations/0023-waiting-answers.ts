/**
 * The office's list of what waits for an agency's answer, the oldest first: a date beside the figures of a case, which is there while
 * something waits, and an index of those alone. Cases of before get theirs when the worker starts next: their figures count as
 * older than their record.
 */
export const waitingAnswers = `
alter table case_figures add column waits_since date;
create index case_figures_waiting on case_figures (board, waits_since, case_id) where waits_since is not null;

create or replace function write_figures(the_case uuid, the_version integer, figures jsonb) returns void
language sql set search_path = concordat, pg_temp as $$
  insert into case_figures (case_id, board, raised_on, closed_on, waits_since, agencies, version, body)
    select the_case, f.board, f.raised, f.closed, f."waitsSince", array_remove(f.receiving || f.raising, null), the_version,
      figures::json
    from jsonb_to_record(figures)
      as f (board text, raised date, closed date, "waitsSince" date, raising text, receiving text[])
    on conflict (case_id) do update set
      board = excluded.board, raised_on = excluded.raised_on, closed_on = excluded.closed_on,
      waits_since = excluded.waits_since, agencies = excluded.agencies, version = excluded.version, body = excluded.body
    where case_figures.version <= excluded.version;
$$;

update case_figures set version = version - 1
  where closed_on is null and json_array_length(body->'recommendations') > 0;
`;
