import type { Services } from '../services.ts';

type Random = Pick<Services, 'newId'> & { readonly cases: Pick<Services['cases'], 'idOfReference'> };

/** Without I, L, O and U: nobody reads a letter for a figure, and no word comes about by chance. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * A reference that no other case has: the first three letters of the board's id and five letters or figures that
 * say nothing about the case.
 *
 * @example
 * await newReference(services, 'redbridge') // => 'RED-4F7K2'
 */
export async function newReference(services: Random, board: string): Promise<string> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const reference = `${lettersOf(board)}-${fiveOf(services.newId())}`;
    if ((await services.cases.idOfReference(reference)) === undefined) return reference;
  }
  throw new Error(`No free reference was found for ${board} in 20 attempts`);
}

function lettersOf(board: string): string {
  return board
    .replace(/[^a-z]/gi, '')
    .slice(0, 3)
    .toUpperCase()
    .padEnd(3, 'X');
}

/** 25 of the random bits of a uuid; its last group is random in every kind of uuid that is made here. */
function fiveOf(id: string): string {
  let bits = Number.parseInt(id.replace(/-/g, '').slice(-7), 16);
  let five = '';
  for (let place = 0; place < 5; place += 1) {
    five = (alphabet[bits % 32] ?? '0') + five;
    bits = Math.floor(bits / 32);
  }
  return five;
}
