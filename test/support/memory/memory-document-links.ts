import { mostTries, type DocumentLink, type DocumentLinks } from '../../../src/flows/documents/links.ts';

type Kept = {
  readonly link: DocumentLink;
  readonly codeHash: string;
  readonly input: string;
  readonly tries: number;
  readonly isSpent: boolean;
};

/** The twin of the links to documents. */
export function memoryDocumentLinks(): DocumentLinks {
  const kept = new Map<string, Kept>();
  return {
    keep: (link, input, hash, codeHash) => {
      if ([...kept.values()].some((one) => one.input === input)) return Promise.resolve('repeated');
      const { person, wanted, caseId } = link;
      for (const [key, one] of kept) {
        const { link: other } = one;
        if (other.person === person && other.wanted === wanted && other.caseId === caseId)
          kept.set(key, { ...one, isSpent: true });
      }
      kept.set(hash, { link, codeHash, input, tries: 0, isSpent: false });
      return Promise.resolve('kept');
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
