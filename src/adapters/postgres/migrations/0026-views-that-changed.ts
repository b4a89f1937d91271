/**
 * Of the rows of a case for lists, only those that changed are written anew: most changes touch one date, and each row that
 * is written costs a look at its case, its indexes and the log.
 */
export const viewsThatChanged = `
create or replace function write_views(the_case uuid, doc jsonb) returns void language plpgsql set search_path = concordat, pg_temp as $$
begin
  delete from participants p where p.case_id = the_case and not exists (
    select from jsonb_to_recordset(doc->'participants') as n (person text, side text, role text, "as" text)
    where n.person = p.person and n.side = p.side and n.role = p.role and n."as" = p.taken_as
  );
  insert into participants (case_id, person, side, role, taken_as)
    select the_case, n.person, n.side, n.role, n."as"
    from jsonb_to_recordset(doc->'participants') as n (person text, side text, role text, "as" text)
    on conflict do nothing;
  delete from dues d where d.case_id = the_case and not exists (
    select from jsonb_to_recordset(doc->'dues') as n (obligation text, person text, duty text, due timestamptz(3), passed boolean)
    where n.obligation = d.obligation and n.person = d.person and n.duty = d.duty
      and n.due is not distinct from d.due and n.passed = d.passed
  );
  insert into dues (case_id, obligation, person, duty, due, passed)
    select the_case, n.obligation, n.person, n.duty, n.due, n.passed
    from jsonb_to_recordset(doc->'dues') as n (obligation text, person text, duty text, due timestamptz, passed boolean)
    on conflict do nothing;
end $$;
`;
