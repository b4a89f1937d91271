import { z } from 'zod';
import type { Act, FormContext } from './chat-input.ts';

/* What a platform carries for us and gives back, as it may look: read again by these before anything is made of it. */

/** An act as a button carries it. */
export const actShape: z.ZodType<Act> = z.strictObject({
  do: z.string().min(1).max(100),
  caseId: z.string().min(1).max(100).exactOptional(),
  on: z.string().min(1).max(800).exactOptional(),
});

/** A form's context as the form carries it. */
export const contextShape: z.ZodType<FormContext> = z.strictObject({
  act: actShape,
  step: z.string().max(200),
  draft: z.string().min(1).max(100).exactOptional(),
});
