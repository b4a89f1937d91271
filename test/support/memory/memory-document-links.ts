import { mostTries, type DocumentLink, type DocumentLinks } from '../../../src/flows/documents/links.ts';

type Kept = {
  readonly link: DocumentLink;
  readonly codeHash: string;
  readonly tries: number;
  readonly isSpent: boolean;
};

/** The twin of the links to documents. */
export function memoryDocumentLinks(): DocumentLinks {
  const kept = new Map<string, Kept>();
  return {
    keep: (link, hash, codeHash) => {
      kept.set(hash, { link, codeHash, tries: 0, isSpent: false });
      return Promise.resolve();
    },
    find: (hash) => {
      const found = kept.get(hash);
      return Promise.resolve(found && { ...found.link, isSpent: found.isSpent });
    },
    tryCode: (id, codeHash, at) => {
      const [hash, found] = [...kept].find(([, { link }]) => link.id === id) ?? [];
      if (hash === undefined || found === undefined || found.isSpent || found.link.until <= at)
        return Promise.resolve('spent');
      const right = found.codeHash === codeHash;
      const tries = found.tries + 1;
      const isSpent = right || tries >= mostTries;
      kept.set(hash, { ...found, tries, isSpent });
      return Promise.resolve(right ? 'right' : isSpent ? 'spent' : 'wrong');
    },
  };
}
