import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openBytes, seal, sealWhole, openWhole } from '../../../src/adapters/crypto/sealing.ts';
import { openVault } from '../../../src/adapters/crypto/vault.ts';

const key = randomBytes(32);
const text = Buffer.from('She says she is afraid.');

test('what was sealed opens as the same thing, and is sealed otherwise each time', () => {
  const sealed = seal(key, 'text:1:case', text);
  expect(openBytes(key, 'text:1:case', sealed)).toEqual(text);
  expect(seal(key, 'text:1:case', text).sealed).not.toEqual(sealed.sealed);
  expect(openWhole(key, 'draft', sealWhole(key, 'draft', text))).toEqual(text);
});

test.each([
  ['with another key', randomBytes(32), 'text:1:case', (bytes: Buffer) => bytes],
  ['as another text', key, 'text:2:case', (bytes: Buffer) => bytes],
  ['as a text of another case', key, 'text:1:other', (bytes: Buffer) => bytes],
  [
    'when one bit of it was turned',
    key,
    'text:1:case',
    (bytes: Buffer) => Buffer.from(bytes.map((byte, at) => (at === 0 ? byte ^ 1 : byte))),
  ],
  ['when its end is missing', key, 'text:1:case', (bytes: Buffer) => bytes.subarray(0, 5)],
])('it does not open %s, and the error holds no word of it', (_, withKey, as, changed) => {
  const { nonce, sealed } = seal(key, 'text:1:case', text);
  const open = () => openBytes(withKey, as, { nonce, sealed: changed(Buffer.from(sealed)) });
  expect(open).toThrow('A sealed text does not open');
  expect(open).not.toThrow('afraid');
});

test.each([
  ['no key at all', [], 'Set CONCORDAT_KEYS'],
  [
    'a key that is too short',
    [{ id: 'a', key: randomBytes(16) }],
    '"a" in CONCORDAT_KEYS is not of 32 bytes',
  ],
  [
    'two keys of one id',
    [
      { id: 'a', key },
      { id: 'a', key },
    ],
    'the same id',
  ],
])('a vault with %s does not open', (_, keys, says) => {
  const store = { loadKey: () => Promise.resolve(undefined), loadTexts: () => Promise.resolve([]) };
  expect(() => openVault(keys, store)).toThrow(says);
});
