import { randomUUID } from 'node:crypto';
import type { Effect } from '../../case/effect.ts';
import type { Change, SealedRows } from '../../flows/ports.ts';
import { canonical } from './canonical.ts';
import { linksFor } from './chain.ts';

/** One change of a case as the one document that `concordat.append_with_figures` takes; the ids of its effects are made here. */
export function appendDocument(
  caseId: string,
  commandId: string,
  change: Change,
  last: { readonly entry: number; readonly hash: string },
) {
  const at = change.at.toISOString();
  const links = linksFor(caseId, at, change.events, last);
  const effects = change.effects.map(effectRow);
  const refreshId = randomUUID();
  const document = {
    caseId,
    commandId,
    at,
    expectedVersion: last.entry,
    expectedHash: last.hash,
    version: last.entry + links.length,
    hash: links.at(-1)?.hash ?? last.hash,
    case: change.views.case,
    participants: change.views.participants,
    dues: change.views.dues,
    figures: change.figures,
    events: links.map((link, index) => ({ ...link, type: change.events[index]?.type, at })),
    effects,
    refreshId,
    erases: change.erases === true,
    ...sealedDocument(change.sealed),
  };
  return { document, refreshId, effectIds: effects.map(({ id }) => id) };
}

/** Sealed bytes in base64, as `concordat.write_key` and `concordat.write_texts` take them. */
export function sealedDocument({ key, texts }: SealedRows) {
  return {
    key: key === undefined ? null : { keyId: key.keyId, wrapped: base64(key.wrapped) },
    texts: texts.map(({ id, caseId, nonce, sealed }) => ({
      id,
      caseId,
      nonce: base64(nonce),
      sealed: base64(sealed),
    })),
  };
}

function effectRow(effect: Effect) {
  const row = { id: randomUUID(), kind: effect.kind, at: effect.at };
  switch (effect.kind) {
    case 'notice':
      return { ...row, to: effect.to, body: canonical(effect.about) };
    case 'mailbox':
      return { ...row, body: canonical({ contact: effect.contact, about: effect.about }) };
    case 'wake':
      return { ...row, body: canonical(effect.wake) };
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
