import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDirectory } from '../../src/directory/read-directory.ts';
import { agencies, fileOf, problemsOf } from './build-directory.ts';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const says = (text: string, format: 'yaml' | 'csv' = 'yaml'): string =>
  problemsOf(text, format)
    .map((problem) => `${problem.line}:${problem.column} ${problem.says}`)
    .join('\n');
const people = (rows: string): string => `${agencies}people:\n${rows}`;

describe('a directory in YAML', () => {
  it('is read whole: agencies, people, leavers', () => {
    const file = fileOf(read('examples/directory.yaml'));
    expect(file.agencies.map(({ agency }) => agency.id)).toEqual([
      'northbrook-council',
      'st-aldhelms',
      'board-office',
    ]);
    expect(file.agencies[1]?.agency).toEqual({
      id: 'st-aldhelms',
      name: "St Aldhelm's Hospital Trust",
      sector: 'health',
      boards: ['redbridge'],
      spaces: [{ platform: 'teams', id: '7d1f0c3e-2b4a-4c5d-8e6f-90a1b2c3d4e5' }],
      outOfHours: '01632 960199',
    });
    expect(file.people.find(({ person }) => person.name === 'Desmond Fairlight')?.person).toEqual({
      name: 'Desmond Fairlight',
      email: 'desmond.fairlight@example.org',
      telephone: '020 7946 0103',
      jobTitle: 'Team manager',
      agency: 'northbrook-council',
      roles: ['line-manager', 'safeguarding-lead'],
      lineManager: 'helen.starling@example.org',
      deputy: 'helen.starling@example.org',
      away: [{ from: '2026-12-21', to: '2026-12-31' }],
    });
    expect(file.leavers).toMatchObject([
      { email: 'wilf.rowan@example.org', successor: 'amara.quill@example.org' },
    ]);
  });

  it('keeps the leading zero of a telephone number that is not in quotation marks', () => {
    const file = fileOf(
      people('  - { name: Ann, email: ann@example.org, agency: council, telephone: 01632960123 }'),
    );
    expect(file.people[0]?.person.telephone).toBe('01632960123');
  });

  it('tells everything that is wrong at once, with line, column and remedy', () => {
    const found = problemsOf(`agencies:
  - id: council
    name: Northbrook Council
    sector: adult-social-care
    boards: [redbridge]
    slack: [C01CHANNEL]
peple: []
people:
  - name: Ann Field
    emial: ann@example.org
    agency: council
  - name: Bob Lane
    email: bob-at-example.org
    agency: concil
    away: [{ from: 2027-04-31, to: 2027-05-02 }, { from: 2026-12-31, to: 2026-12-21 }]
`);
    expect(found.map(({ line, column }) => [line, column])).toEqual([
      [6, 13],
      [7, 1],
      [9, 5],
      [10, 5],
      [13, 12],
      [15, 12],
      [15, 50],
    ]);
    expect(found.map((problem) => problem.says)).toEqual([
      expect.stringContaining('"C01CHANNEL" is not the id of a Slack workspace. It begins with T'),
      'There is no section "peple". Did you mean "people"?',
      'The person "Ann Field" has no "email". Add it.',
      'There is no key of a person "emial". Did you mean "email"?',
      expect.stringContaining('"bob-at-example.org" is not an e-mail address'),
      '"2027-04-31" is not a date. There is no such day: look at the day and the month.',
      'The absence ends on 2026-12-21, before it begins on 2026-12-31. Swap the two dates.',
    ]);
  });

  it.each([
    ['a tab', 'agencies:\n\t- id: x', /2:1 This line begins with a tab. Use spaces/],
    ['a key written twice', 'agencies: []\nagencies: []', /2:1 This key is written twice/],
    ['an open quotation mark', 'agencies: "x', /A closing quotation mark, bracket or comma is missing/],
    ['an open bracket', 'agencies: [', /a bracket is not closed/],
    ['only text', 'hello', /1:1 The file should have a list "agencies:" and a list "people:"/],
    ['a section that is no list', 'agencies: {id: x}', /1:1 "agencies" should be a list/],
    ['an entry that is no entry', 'agencies: [x]', /1:12 This should be the entry of one agency/],
    ['a list where one value belongs', people('  - { name: [a, b] }'), /"name" should be one value/],
    [
      'an alias',
      people('  - { name: *a }'),
      /A reference \(\*\) to another place in the file is not read here. Write the value out/,
    ],
    ['brackets without end', '['.repeat(200_000), /nested too deeply/],
    ['dashes without end', '- '.repeat(200_000), /nested too deeply/],
  ])('refuses %s in plain words', (_, text, expected) => {
    expect(says(text)).toMatch(expected);
  });
});

describe('a directory from a spreadsheet', () => {
  it('says the same as the YAML file', () => {
    const fromCsv = fileOf(read('examples/directory.csv'), 'csv');
    const fromYaml = fileOf(read('examples/directory.yaml'));
    expect(fromCsv.agencies.map(({ agency }) => agency)).toEqual(
      fromYaml.agencies.map(({ agency }) => agency),
    );
    expect(fromCsv.people.map(({ person }) => person)).toEqual(fromYaml.people.map(({ person }) => person));
    expect(fromCsv.leavers).toMatchObject(
      fromYaml.leavers.map(({ email, successor }) => ({ email, successor })),
    );
  });

  it('is read as Excel writes it: byte order mark, sep=, semicolons, CR LF, quoted cells, empty rows', () => {
    const file = fileOf(
      [
        '\ufeffsep=;',
        'Kind;Agency;Name;E-mail;Line manager;Roles;Boards;Sector;Slack',
        'Agency;council;"Northbrook ""North"" Council";;;;redbridge;health;"T01AAA\nT02BBB"',
        ';;;;;;;;',
        'Person;Council;Ann Field;ann@example.org;;Line Manager, professional;;;',
        'person;council;Bo;bo@example.org;ANN@example.org',
        '',
      ].join('\r\n'),
      'csv',
    );
    expect(file.agencies[0]?.agency.name).toBe('Northbrook "North" Council');
    expect(file.agencies[0]?.agency.spaces.map(({ id }) => id)).toEqual(['T01AAA', 'T02BBB']);
    expect(
      file.people.map(({ line, person }) => [line, person.agency, person.roles, person.lineManager]),
    ).toEqual([
      [6, 'council', ['line-manager', 'professional'], undefined],
      [7, 'council', [], 'ann@example.org'],
    ]);
  });

  it('reads British dates, day before month', () => {
    const row =
      'kind,agency,name,email,away,sector,boards\nagency,a,A,,,health,b\nperson,a,Ann,ann@example.org,"3/4/2027, 21/12/2026 to 31/12/2026"';
    expect(fileOf(row, 'csv').people[0]?.person.away).toEqual([
      { from: '2027-04-03', to: '2027-04-03' },
      { from: '2026-12-21', to: '2026-12-31' },
    ]);
  });

  it('names the row of the sheet too, where line breaks in cells move it from the line', () => {
    const text =
      'kind,agency,name,email,sector,boards\nagency,a,A,,health,"b\nc"\npersn,a,Ann,ann@example.org\n';
    expect(says(text, 'csv')).toContain(
      '4:1 Row 3 of the sheet: There is no kind of row "persn". Did you mean "person"?',
    );
  });

  it.each([
    ['no heading row', 'person,council,Ann,ann@x.org', /1:1 The first row should name the columns: kind, /],
    ['a missing column', 'kind,agency,name\n', /1:1 The column "email" is missing. Add it to the first row/],
    [
      'a mistyped column',
      'kind,agency,name,email,telefone\n',
      /1:5 There is no column "telefone". Did you mean "telephone"/,
    ],
    ['a column twice', 'kind,agency,name,email,name\n', /1:5 The column "name" is there twice/],
    ['an empty kind', 'kind,agency,name,email\n,a,Ann,ann@example.org', /2:1 The column "kind" is empty/],
    [
      'a cell of another kind of row',
      'kind,agency,name,email,boards\nperson,a,Ann,ann@example.org,b',
      /2:5 The column "boards" says nothing about a person/,
    ],
    [
      'a cell without a heading',
      'kind,agency,name,email\nperson,a,Ann,ann@example.org,more',
      /2:5 "more" stands in a column that has no heading/,
    ],
    [
      'a quotation mark that never closes',
      'kind,agency,name,email\nagency,a,A\nperson,a,"Ann,x\n\n',
      /3:1 A quotation mark opens a cell of this row and is never closed/,
    ],
  ])('refuses %s', (_, text, expected) => {
    expect(says(text, 'csv')).toMatch(expected);
  });
});

describe('a file that is the wrong one', () => {
  it.each([
    ['empty', '\ufeff \r\n', /^1:1 directory.csv is empty. Begin from examples/],
    ['a workbook', 'PK\u0003\u0004\u0014', /^1:1 directory.csv is a workbook, not a text/],
    [
      'not in UTF-8',
      'kind,agency,name,email\nperson,a,Ren\ufffde,r@example.org',
      /^2:13 directory.csv is not in UTF-8/,
    ],
    ['in UTF-16', '\ufffd\ufffdk\0i\0n\0d\0', /^1:1 directory.csv is not in UTF-8/],
    [
      'a hundred megabytes',
      'person,a,b,c\n'.repeat(8_000_000),
      /^1:1 directory.csv has 104000000 characters; the most is 100000000/,
    ],
    ['without agencies or people', 'kind,agency,name,email\n', /lists no agency[^]*lists no person/],
  ])('is refused: %s', (_, text, expected) => {
    expect(says(text, 'csv')).toMatch(expected);
  });

  it('is answered within the time of a test when thousands of rows are wrong', () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, n) => `person,a,P${n},p${n}@example.org,q${n}@example.org`,
    );
    const text = `kind,agency,name,email,line_manager\n${rows.join('\n')}`;
    expect(problemsOf(text, 'csv').length).toBeGreaterThan(20_000);
  });
});

describe('what people type into a cell', () => {
  const person = (rest: string): string =>
    people(`  - { name: Ann, email: ann@example.org, agency: council, ${rest} }`);

  it.each([
    ['a formula as a name', '"=1+1"', /The name "=1\+1" begins like a formula/],
    ['an error of the spreadsheet', '"#REF!"', /is an error of the spreadsheet/],
    [
      'a turned direction',
      '"Ann \\u202Edleif"',
      /turns the direction of the text \(U\+202E\). Type it again/,
    ],
    ['a zero-width space', '"An\\u200Bn"', /cannot be seen \(U\+200B\)/],
    ['a control character', '"An\\u0007n"', /cannot be seen \(U\+0007\)/],
    ['a line break', '"Ann\\nField"', /holds a line break/],
    ['two hundred letters', 'n'.repeat(200), /has 200 characters; the most is 120/],
  ])('refuses as a name %s', (_, name, expected) => {
    expect(says(people(`  - { name: ${name}, email: ann@example.org, agency: council }`))).toMatch(expected);
  });

  it.each(['Zoë O’Ness-Åberg', 'آوا نور', 'נועה לוי', 'Nguyễn Thị Minh', '李小龍'])(
    'welcomes the name %s',
    (name) => {
      expect(
        fileOf(people(`  - { name: ${name}, email: ann@example.org, agency: council }`)).people[0]?.person
          .name,
      ).toBe(name);
    },
  );

  it.each([
    ['telephone: 1632960123', /has lost its first 0. Format the column as Text/],
    ['telephone: 4.41632E+11', /turned into a sum by the spreadsheet/],
    ['telephone: ask Joan', /"ask Joan" is not a telephone number/],
    ['roles: ["ward/manager"]', /The role "ward\/manager" should be small letters/],
    ['away: Christmas', /"Christmas" is not a date. Write it as year-month-day/],
    ['away: 21/12/26 to 31/12/26', /"21\/12\/26" is not a date/],
    ['away: 2026-12-21 to 2026-12-23 to 2026-12-24', /should be two dates/],
    ['away: [{ from: 2026-12-21 }]', /An absence has two dates/],
  ])('refuses %s', (rest, expected) => {
    expect(says(person(rest))).toMatch(expected);
  });

  it.each(['+44 1632 960123', '01632 960123 ext 12', '(020) 7946 0123', '999'])(
    'takes the telephone number %s',
    (telephone) => {
      expect(fileOf(person(`telephone: "${telephone}"`)).people[0]?.person.telephone).toBe(telephone);
    },
  );

  it('takes the domains of e-mail addresses, and an address for the domain it is in', () => {
    const file = fileOf(
      `agencies:\n  - { id: a, name: A, sector: health, boards: [redbridge], slack: [T01A], email: [Lantern.Example.org, noor@care.example.org] }\npeople:\n  - { name: N, email: n@example.org, agency: a }\n`,
    );
    expect(file.agencies[0]?.agency.spaces).toEqual([
      { platform: 'slack', id: 'T01A' },
      { platform: 'email', id: 'lantern.example.org' },
      { platform: 'email', id: 'care.example.org' },
    ]);
    const csv =
      'kind,agency,name,email,sector,boards,slack,teams\nagency,a,Lantern,lantern.example.org,health,redbridge,,\nperson,a,N,n@lantern.example.org,,,,\n';
    expect(readDirectory(csv, 'directory.csv', 'csv')).toMatchObject({
      file: { agencies: [{ agency: { spaces: [{ platform: 'email', id: 'lantern.example.org' }] } }] },
    });
    for (const wrong of ['localhost', 'noor', 'a b.org', '@'])
      expect(
        says(
          `agencies:\n  - { id: a, name: A, sector: health, boards: [redbridge], email: ["${wrong}"] }\npeople: []\n`,
        ),
      ).toContain('is not a domain of e-mail addresses');
  });

  it('tells an Enterprise organisation and a tenant by name from an id', () => {
    const agency = (space: string): string =>
      `agencies: [{ id: a, name: A, sector: s, boards: [b], ${space} }]`;
    expect(says(agency('slack: [E01ABCDEF]'))).toContain('list the workspaces in it, whose ids begin with T');
    expect(says(agency('teams: [contoso.example.org]'))).toContain('is not the id of a Microsoft 365 tenant');
  });
});

describe('how a directory fits together', () => {
  const row = (name: string, rest = ''): string =>
    `  - { name: ${name}, email: ${name.toLowerCase()}@example.org, agency: council${rest} }\n`;
  const manager = (email: string): string => `, line_manager: ${email}@example.org`;

  it.each([
    [
      'an address that is there twice, in other capitals',
      row('Ann') + row('ANN'),
      /^19:5 ann@example.org is already the e-mail of Ann on line 18/,
    ],
    [
      'an unknown agency',
      '  - { name: Ann, email: a@example.org, agency: hospitl }',
      /works for "hospitl", which is not an agency of this file. Did you mean hospital\?/,
    ],
    [
      'an unknown manager',
      row('Ann', manager('bobb')) + row('Bob'),
      /The line manager of Ann, bobb@example.org, is not a person of this file. Did you mean bob@example.org\?/,
    ],
    [
      'an unknown deputy',
      row('Ann', ', deputy: zara@example.net'),
      /The deputy of Ann, zara@example.net, is not a person of this file/,
    ],
    ['their own line manager', row('Ann', manager('ann')), /Ann is named as their own line manager/],
    ['their own deputy', row('Ann', ', deputy: ann@example.org'), /Ann is named as their own deputy/],
    [
      'a circle of managers',
      row('Ann', manager('bob')) + row('Bob', manager('cy')) + row('Cy', manager('ann')),
      /^18:5 The line managers go round in a circle: Ann → Bob → Cy → Ann/,
    ],
    [
      'a deputy in another agency',
      `${row('Ann', ', deputy: tom@example.org')}  - { name: Tom, email: tom@example.org, agency: hospital }`,
      /The deputy of Ann, Tom, works for another agency \("hospital"\)/,
    ],
    [
      'a successor who is not there',
      `${row('Ann')}leavers: [{ email: x@example.org, successor: anne@example.org }]`,
      /^19:11 The successor anne@example.org is not a person of this file. Did you mean ann@example.org/,
    ],
    [
      'somebody who succeeds themselves',
      `${row('Ann')}leavers: [{ email: x@example.org, successor: x@example.org }]`,
      /cannot succeed themselves/,
    ],
  ])('refuses %s', (_, rows, expected) => {
    expect(problemsOf(people(rows))).toHaveLength(1);
    expect(says(people(rows))).toMatch(expected);
  });

  it('refuses an agency that is there twice and a second office of a board', () => {
    const text = `agencies:
  - { id: a, name: A, office_of: redbridge }
  - { id: a, name: B, office_of: redbridge }
people: [{ name: Ann, email: ann@example.org, agency: a }]`;
    expect(says(text)).toMatch(/3:5 The agency "a" is already on line 2/);
    expect(says(text)).toMatch(/3:5 The board "redbridge" already has its office on line 2: A/);
  });

  it('does not call a manager unknown because something else in their row is wrong', () => {
    const found = says(
      people(`${row('Ann', manager('bob'))}  - { name: "=x", email: bob@example.org, agency: council }`),
    );
    expect(found.split('\n')).toEqual([expect.stringContaining('begins like a formula')]);
  });

  it('allows deputies who stand in for each other', () => {
    const rows = row('Ann', ', deputy: bob@example.org') + row('Bob', ', deputy: ann@example.org');
    expect(fileOf(people(rows)).people).toHaveLength(2);
  });

  it('notes what is allowed and may be a slip: a shared workspace, a manager elsewhere, a leaver who is still there', () => {
    const text =
      people(`${row('Ann', manager('tom'))}  - { name: Tom, email: tom@example.org, agency: hospital }
leavers: [{ email: tom@example.org, successor: ann@example.org }]`);
    const result = readDirectory(text, 'directory.yaml', 'yaml');
    expect(result.kind === 'directory' ? result.notes.map((note) => note.says) : result.problems).toEqual([
      expect.stringContaining(
        'The workspace T01COUNCIL is listed for Northbrook Council too. That is allowed',
      ),
      expect.stringContaining('The line manager of Ann, Tom, works for another agency'),
      expect.stringContaining('Tom is a leaver and still on line 19'),
    ]);
  });
});
