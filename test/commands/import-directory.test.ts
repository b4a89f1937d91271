import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDirectory } from '../../src/commands/import-directory.ts';
import { changesOf } from '../../src/commands/say-directory-changes.ts';
import { lineOfMet } from '../../src/commands/say-set-in-chat.ts';
import type { Kept } from '../../src/commands/with-database.ts';
import type { DirectoryFile, FilePerson } from '../../src/directory/directory-file.ts';
import { isRaised } from '../../src/case/case-state.ts';
import type { RaisedCase } from '../../src/case/state.ts';
import type { Directory, Person } from '../../src/directory/directory.ts';
import type { SetValue } from '../../src/directory/set-in-chat.ts';
import { fold } from '../../src/flows/run-command.ts';
import { changed, everybody } from '../support/case-world.ts';
import { freshDatabase, type FreshDatabase } from '../support/database.ts';
import { openKept } from '../support/kept.ts';
import { at } from '../policy/policies.ts';

const now = '2026-12-22T10:00';
const place = { line: 1, column: 1 };

let database: FreshDatabase;
let opened: Awaited<ReturnType<typeof openKept>>;
let kept: Kept;

beforeAll(async () => {
  database = await freshDatabase();
  opened = await openKept(database, now);
  ({ kept } = opened);
});

afterAll(async () => {
  await opened.close();
  await database.close();
});

/** Everybody is there again; cases of other tests are about other people. */
async function givenEverybody(): Promise<void> {
  await kept.people.importDirectory(everybody, kept.people.version(), at(now));
}

/** The file that would bring about a directory without these people; nobody names them any more. */
function fileWithout(
  gone: readonly string[],
  successors: Readonly<Record<string, string>> = {},
  directory: Directory = everybody,
): DirectoryFile {
  const emailOf = (id: string | undefined) =>
    id === undefined || gone.includes(id) ? undefined : directory.people.get(id)?.email;
  return {
    agencies: [...directory.agencies.values()].map((agency) => ({ ...place, agency })),
    people: [...directory.people.values()]
      .filter(({ id }) => !gone.includes(id))
      .map((person) => ({ ...place, person: inFile(person, emailOf) })),
    leavers: Object.entries(successors).map(([who, successor]) => {
      return { line: 7, column: 5, email: `${who}@example.org`, successor: `${successor}@example.org` };
    }),
  };
}

function inFile(person: Person, emailOf: (id: string | undefined) => string | undefined): FilePerson {
  const { id, lineManager, seniorManager, deputy, ...rest } = person;
  const [line, senior, standIn] = [emailOf(lineManager), emailOf(seniorManager), emailOf(deputy)];
  return {
    ...rest,
    ...(line === undefined ? {} : { lineManager: line }),
    ...(senior === undefined ? {} : { seniorManager: senior }),
    ...(standIn === undefined ? {} : { deputy: standIn }),
  };
}

async function caseOf(caseId: string): Promise<RaisedCase> {
  const loaded = await kept.cases.load(caseId);
  const state = loaded === undefined ? undefined : fold(loaded);
  if (state === undefined || !isRaised(state)) throw new Error('The case was not raised');
  return state;
}

describe('importing a directory in which somebody is no longer listed', () => {
  it('hands the case to a successor who comes with the same file, and only then removes the leaver', async () => {
    await givenEverybody();
    const caseId = await opened.raise('RED-NEW01', { by: 'rosa', to: 'nadia', about: 'a discharge' });
    const file = fileWithout(['nadia'], { nadia: 'newcomer' });
    const newcomer: FilePerson = {
      name: 'Newcomer Example',
      email: 'newcomer@example.org',
      agency: 'st-aldhelms',
      roles: ['professional'],
      lineManager: 'tom@example.org',
      away: [],
    };
    const imported = await importDirectory(kept, {
      ...file,
      people: [...file.people, { ...place, person: newcomer }],
    });
    expect(imported).toMatchObject({
      kind: 'imported',
      handOvers: [{ reference: 'RED-NEW01', from: 'nadia' }],
    });
    const successor = [...kept.people.directory().people.values()].find(
      ({ email }) => email === newcomer.email,
    );
    const state = await caseOf(caseId);
    expect(state.sides.find(({ agency }) => agency === 'st-aldhelms')?.professional).toBe(successor?.id);
    expect(state.entries.at(-1)?.event).toMatchObject({
      type: 'HandedOver',
      from: 'nadia',
      to: successor?.id,
    });
    // Nobody has seen it on that side yet, and the record must not say that the leaver had.
    expect(state.obligations.filter(({ status }) => status === 'met').map(({ duty }) => duty)).toEqual([
      'raise',
    ]);
    expect(kept.people.directory().people.has('nadia')).toBe(false);
    expect(kept.people.former().get('nadia')?.name).toBe('Nadia Example');
  });

  it('changes nothing at all when a successor is missing for one of two leavers', async () => {
    await givenEverybody();
    const caseId = await opened.raise('RED-TWO01', { by: 'rosa', to: 'piet', about: 'a visit' });
    const [before, entries] = [kept.people.version(), (await caseOf(caseId)).entries.length];
    const imported = await importDirectory(kept, fileWithout(['rosa', 'piet'], { rosa: 'omar' }));
    expect(imported).toMatchObject({
      kind: 'refused',
      problems: [{ says: expect.stringMatching(/Piet Example .* RED-TWO01 .*successor/) as string }],
    });
    expect(kept.people.version()).toBe(before);
    expect((await caseOf(caseId)).entries).toHaveLength(entries);
  });

  it('refuses while an immediate risk that the leaver was told of has no answer', async () => {
    await givenEverybody();
    await opened.step({
      type: 'report-immediate-risk',
      id: kept.people.version().toString(),
      caseId: '5f0c7f0e-8a8e-4f43-9d0e-0d6a2b1c9e77',
      at: at(now),
      by: 'yusuf',
      reference: 'RED-RISK1',
      board: 'redbridge',
      policyVersion: 'v1',
      alsoTell: [],
    });
    const imported = await importDirectory(kept, fileWithout(['tom']));
    expect(imported).toMatchObject({
      kind: 'refused',
      problems: [{ says: expect.stringMatching(/Tom Example .*immediate risk in RED-RISK1/) as string }],
    });
  });

  it('lets somebody go who has no part in any open case', async () => {
    await givenEverybody();
    expect(await importDirectory(kept, fileWithout(['hana', 'desi']))).toMatchObject({
      kind: 'imported',
      handOvers: [],
      merged: { removed: ['desi', 'hana'] },
    });
  });
});

describe('importing a directory beside what was set in chat', () => {
  const christmas = { from: '2026-12-24', to: '2026-12-31' };

  async function set(person: string, value: SetValue): Promise<void> {
    const { people } = kept;
    const seen = people.setInChat(person).find((one) => one.value.field === value.field)?.number ?? 0;
    const input = `press ${people.version()}`;
    expect(await people.set({ person, by: 'bella', at: at(now), value }, input, seen)).toBe('set');
  }

  async function imported(directory: Directory, gone: readonly string[] = []) {
    const found = await importDirectory(kept, fileWithout(gone, {}, directory));
    if (found.kind === 'refused') throw new Error(JSON.stringify(found.problems));
    return { changes: changesOf(found), in: kept.people.directory().people };
  }

  it('keeps it while the file says what it said before, and says so each time', async () => {
    await givenEverybody();
    await set('hugo', { field: 'deputy', deputy: 'desi' });
    await set('hugo', { field: 'away', away: [christmas] });
    const found = await imported(everybody);
    expect(found.in.get('hugo')).toMatchObject({ deputy: 'desi', away: [christmas] });
    expect(found.changes.people).toEqual({ added: [], changed: [], removed: [] });
    expect(found.changes.setInChat).toEqual([
      {
        name: 'Hugo Example',
        email: 'hugo@example.org',
        field: 'deputy',
        value: 'Desi Example',
        by: 'Bella Example',
        at: at(now).toISOString(),
      },
      expect.objectContaining({ field: 'away', value: '2026-12-24 to 2026-12-31' }),
    ]);
  });

  it('lets the file win where it says something new, and says whose word that ended', async () => {
    await givenEverybody();
    await set('lena', { field: 'deputy', deputy: 'desi' });
    await set('lena', { field: 'away', away: [christmas] });
    const found = await imported(changed('lena', { deputy: 'hugo' }));
    expect(found.in.get('lena')).toMatchObject({ deputy: 'hugo', away: [christmas] });
    const dropped = found.changes.setInChat.filter((one) => one.dropped !== undefined);
    expect(dropped.map(lineOfMet)).toEqual([
      [
        'dropped',
        'set in chat',
        'deputy of Lena Example (lena@example.org): Desi Example, set by Bella Example on Tuesday 22 December 2026, 10:00; the file says something new',
      ],
    ]);
  });

  it('drops a deputy who leaves with the same file', async () => {
    await givenEverybody();
    await set('omar', { field: 'deputy', deputy: 'desi' });
    const found = await imported(everybody, ['desi']);
    expect(found.in.get('omar')?.deputy).toBeUndefined();
    expect(found.changes.setInChat).toContainEqual(
      expect.objectContaining({ name: 'Omar Example', dropped: 'the deputy no longer works there' }),
    );
  });
});
