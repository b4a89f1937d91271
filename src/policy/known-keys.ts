import { z } from 'zod';
import { policySchema } from './policy.ts';
import type { Path } from './problem.ts';

/** The keys that the format knows at a place of a policy file, so that a mistyped one can be set right. */
export function knownKeys(path: Path): readonly string[] {
  let here: readonly unknown[] = ways(policySchema);
  for (const step of path) here = here.flatMap((schema) => within(schema, step)).flatMap(ways);
  return [
    ...new Set(here.flatMap((schema) => (schema instanceof z.ZodObject ? Object.keys(schema.shape) : []))),
  ];
}

/** The forms that a part of the format can take, with "optional" and "default" taken off. */
function ways(schema: unknown): readonly unknown[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap(ways);
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodLazy
  ) {
    return ways(schema.unwrap());
  }
  return [schema];
}

function within(schema: unknown, step: string | number): readonly unknown[] {
  if (schema instanceof z.ZodArray) return [schema.element];
  if (schema instanceof z.ZodRecord) return [schema.valueType];
  if (schema instanceof z.ZodObject && Object.hasOwn(schema.shape, step)) return [schema.shape[step]];
  return [];
}
