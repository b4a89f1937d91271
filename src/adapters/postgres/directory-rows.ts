import type { Agency, Directory, Person } from '../../directory/directory.ts';
import type { SetInChat } from '../../directory/set-in-chat.ts';

/** One statement, so that what it answers belongs together. `$1`: the version that is known; unchanged, only the numbers come. */
export const readDirectory = `
  select version::float8 as version, links::float8 as links,
    case when version <> $1 then (select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
        'id', a.id, 'name', a.name, 'sector', a.sector, 'boards', a.boards, 'officeOf', a.office_of,
        'outOfHours', a.out_of_hours, 'spaces', (select coalesce(jsonb_agg(jsonb_build_object(
          'platform', s.platform, 'id', s.id) order by s.place), '[]') from spaces s where s.agency = a.id)
      )) order by a.id), '[]') from agencies a where left_at is null) end as agencies,
    case when version <> $1 then (select coalesce(jsonb_agg(jsonb_build_object('left', left_at is not null,
        'person', jsonb_strip_nulls(jsonb_build_object('id', id, 'name', name, 'email', email,
          'telephone', telephone, 'jobTitle', job_title, 'agency', agency, 'roles', roles, 'lineManager', line_manager,
          'seniorManager', senior_manager, 'deputy', deputy, 'away', away)))
        order by id), '[]') from people) end as people,
    case when version <> $1 then (select coalesce(jsonb_agg(jsonb_build_object('number', number, 'person', person,
        'by', by_person, 'at', at, 'value', value) order by number), '[]')
      from (select distinct on (person, field) * from set_in_chat where field <> 'cases'
        order by person, field, number desc) as latest
      where value is not null) end as changes
  from directory_version`;

/** What `readDirectory` answers; `null` where nothing changed. */
export type DirectoryAnswer = {
  readonly version: number;
  readonly links: number;
  readonly agencies: readonly Agency[] | null;
  readonly people: readonly { readonly left: boolean; readonly person: Person }[] | null;
  readonly changes: readonly (Omit<SetInChat, 'at'> & { readonly at: string })[] | null;
};

/** Everything in two lists, as `writeDirectory` takes it. */
export function directoryDocument(directory: Directory): string {
  return JSON.stringify({
    agencies: [...directory.agencies.values()],
    people: [...directory.people.values()],
  });
}

/** Statements in their order; `$1` the document, `$2` the moment. Who is no longer listed has left from then on. */
export const writeDirectory: readonly string[] = [
  `insert into agencies (id, name, sector, boards, office_of, out_of_hours, left_at)
    select a.id, a.name, a.sector, a.boards, a."officeOf", a."outOfHours", null
    from jsonb_to_recordset($1::jsonb->'agencies')
      as a (id text, name text, sector text, boards text[], "officeOf" text, "outOfHours" text), (select $2::timestamptz) as at
    on conflict (id) do update set name = excluded.name, sector = excluded.sector, boards = excluded.boards,
      office_of = excluded.office_of, out_of_hours = excluded.out_of_hours, left_at = null`,
  `update agencies set left_at = $2 where left_at is null
    and id not in (select a->>'id' from jsonb_array_elements($1::jsonb->'agencies') as a)`,
  `delete from spaces where $1::jsonb is not null and $2::timestamptz is not null`,
  `insert into spaces (agency, platform, id, place)
    select a->>'id', s->>'platform', s->>'id', place
    from jsonb_array_elements($1::jsonb->'agencies') as a,
      jsonb_array_elements(a->'spaces') with ordinality as listed (s, place), (select $2::timestamptz) as at
    on conflict do nothing`,
  `insert into people (id, name, email, telephone, job_title, agency, roles, line_manager, senior_manager, deputy, away,
      left_at)
    select p.id, p.name, p.email, p.telephone, p."jobTitle", p.agency, p.roles, p."lineManager", p."seniorManager",
      p.deputy, p.away, null
    from jsonb_to_recordset($1::jsonb->'people')
      as p (id text, name text, email text, telephone text, "jobTitle" text, agency text, roles text[],
        "lineManager" text, "seniorManager" text, deputy text, away jsonb), (select $2::timestamptz) as at
    on conflict (id) do update set name = excluded.name, email = excluded.email, telephone = excluded.telephone,
      job_title = excluded.job_title, agency = excluded.agency, roles = excluded.roles,
      line_manager = excluded.line_manager, senior_manager = excluded.senior_manager, deputy = excluded.deputy,
      away = excluded.away, left_at = null`,
  `update people set left_at = $2 where left_at is null
    and id not in (select p->>'id' from jsonb_array_elements($1::jsonb->'people') as p)`,
];
