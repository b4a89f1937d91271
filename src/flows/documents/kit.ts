import type { DrawBars } from './bars.ts';
import type { Writers } from './case-document.ts';

/**
 * What makes a file of a document, and what draws for it: the adapters' work. Their libraries are large, so each is loaded when
 * it is first needed.
 */
export type Kit = { readonly writers: Writers; readonly loadBars: () => Promise<DrawBars> };
