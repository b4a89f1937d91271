import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** What the comments of one group of keys say: of the group itself, and of each key. */
export type Described = {
  readonly keys: readonly string[];
  readonly says?: string;
  readonly ofKey: ReadonlyMap<string, string>;
};

/** The doc comments of the format, from the one place where they are written: the schemas of src/policy. */
export function commentsOf(folder: string): readonly Described[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), 'utf8');
      const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
      return file.statements.filter(ts.isVariableStatement).flatMap((statement) => groupsIn(statement, text));
    });
}

function groupsIn(statement: ts.VariableStatement, text: string): readonly Described[] {
  const groups: Described[] = [];
  let first = true;
  const visit = (node: ts.Node): void => {
    if (ts.isObjectLiteralExpression(node)) {
      const found = groupOf(node, text);
      // The comment above a schema is about its outermost group.
      const says = first ? commentBefore(statement, text) : undefined;
      groups.push(says === undefined ? found : { ...found, says });
      first = false;
    }
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return groups.filter(({ keys }) => keys.length > 0);
}

function groupOf(literal: ts.ObjectLiteralExpression, text: string): Described {
  const named = literal.properties.flatMap((property): readonly (readonly [string, string | undefined])[] => {
    const { name } = property;
    if (name === undefined || !(ts.isIdentifier(name) || ts.isStringLiteral(name))) return [];
    return [[name.text, commentBefore(property, text)]];
  });
  const ofKey = named.flatMap(([key, says]) => (says === undefined ? [] : [[key, says] as const]));
  return { keys: named.map(([key]) => key), ofKey: new Map(ofKey) };
}

/** The doc comment right before something, as one line. */
function commentBefore(node: ts.Node, text: string): string | undefined {
  const ranges = ts.getLeadingCommentRanges(text, node.getFullStart()) ?? [];
  const last = ranges.at(-1);
  if (last === undefined) return undefined;
  const comment = text.slice(last.pos, last.end);
  if (!comment.startsWith('/**')) return undefined;
  return comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^\s*\* ?/gm, '')
    .replace(/\s+/g, ' ')
    .trim();
}
