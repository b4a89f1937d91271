import { z } from 'zod';
import { policySchema } from '../../src/policy/policy.ts';
import type { Described } from './comments.ts';

type Json = { readonly [key: string]: unknown };

/** The JSON Schema of a policy file as a person types it, with what the comments say of each key. */
export function jsonSchemaOf(comments: readonly Described[]): Json {
  const schema = z.toJSONSchema(policySchema, { io: 'input' });
  const described = describe(schema, bySize(comments));
  return isJson(described)
    ? { ...described, title: 'A policy of Concordat: one board’s procedure as a file' }
    : {};
}

function bySize(comments: readonly Described[]): readonly Described[] {
  return [...comments].sort((one, other) => other.keys.length - one.keys.length);
}

function describe(node: unknown, comments: readonly Described[]): unknown {
  if (isList(node)) return node.map((each) => describe(each, comments));
  if (!isJson(node)) return node;
  const inside = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, describe(value, comments)]),
  );
  const { properties } = inside;
  if (node['type'] !== 'object' || !isJson(properties)) return inside;
  const [own, ...spread] = groupsOf(Object.keys(properties), comments);
  const said = new Map([own, ...spread].flatMap((group) => (group === undefined ? [] : [...group.ofKey])));
  const named = Object.entries(properties).map(([key, value]): readonly [string, unknown] => {
    const says = said.get(key);
    return [key, says === undefined || !isJson(value) ? value : { ...value, description: says }];
  });
  const about = own?.says === undefined ? {} : { description: own.says };
  return { ...inside, ...about, properties: Object.fromEntries<unknown>(named) };
}

/** The groups of keys that an object is made of, the largest first: its own, and what every rule shares. */
function groupsOf(keys: readonly string[], comments: readonly Described[]): readonly Described[] {
  const found: Described[] = [];
  let left = new Set(keys);
  for (const group of comments) {
    if (!group.keys.every((key) => left.has(key))) continue;
    found.push(group);
    left = new Set([...left].filter((key) => !group.keys.includes(key)));
  }
  return found;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
