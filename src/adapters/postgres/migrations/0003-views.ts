/** Rows for "my cases", "the register" and "what is due": replaced with every change, and rebuilt from the record at will. */
export const views = `
create table participants (
  case_id uuid not null references cases (id),
  person text not null,
  side text not null,
  role text not null,
  taken_as text not null,
  primary key (case_id, person, side, role, taken_as)
);
create index participants_by_person on participants (person, case_id);

create table dues (
  case_id uuid not null references cases (id),
  obligation text not null,
  person text not null,
  duty text not null,
  due timestamptz(3),
  passed boolean not null,
  primary key (case_id, obligation, person)
);
create index dues_by_person on dues (person, case_id);

create index cases_open on cases (board, opened_at desc, id desc) where closed_at is null;
create index cases_closed on cases (board, closed_at desc, id desc) where closed_at is not null;

grant select, insert, delete on participants, dues to concordat_app;

create function write_views(the_case uuid, doc jsonb) returns void language plpgsql set search_path = concordat, pg_temp as $$
begin
  delete from participants where case_id = the_case;
  insert into participants (case_id, person, side, role, taken_as)
    select distinct the_case, p.person, p.side, p.role, p."as"
    from jsonb_to_recordset(doc->'participants') as p (person text, side text, role text, "as" text);
  delete from dues where case_id = the_case;
  insert into dues (case_id, obligation, person, duty, due, passed)
    select the_case, d.obligation, d.person, d.duty, d.due, d.passed
    from jsonb_to_recordset(doc->'dues') as d (obligation text, person text, duty text, due timestamptz, passed boolean)
    on conflict do nothing;
end $$;
`;
