import { createRequire } from 'node:module';
import type * as AdaptiveCards from 'adaptivecards';
import { z } from 'zod';

/*
 * Microsoft's own reader of cards (npm `adaptivecards`, which the web clients of Teams and the practice client are built
 * on): what it complains about, and every property that its table does not have in version 1.5.
 */

/** The package's own modules cannot be loaded by Node, its bundle can. */
export const official = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof AdaptiveCards;

/** What is said of a card by the parser, the check of what was parsed, and the table of properties. */
export function problemsOfficially(json: unknown): readonly string[] {
  const context = new official.SerializationContext(official.Versions.v1_5);
  const card = new official.AdaptiveCard();
  // A defect of the package: the pattern of languages goes on where it stopped, and fails every second time.
  const { regEx } = official.CardElement.langProperty;
  if (regEx !== undefined) regEx.lastIndex = 0;
  card.parse(json, context);
  const said = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  const found = card.validateProperties().validationEvents.map(({ message }) => message);
  return [...said, ...found, ...unknownIn(json, 'card')];
}

/** What is read beside the table, by the code of the package. Each is named in its documentation for 1.5 or earlier. */
const parts = ['body', 'actions', 'items', 'inlines', 'card', 'fallback'];
/** Teams' own, read by nobody else: learn.microsoft.com/microsoftteams/platform, "Format cards in Microsoft Teams". */
const ofTeams = ['msteams'];
/** What is opaque to clients. */
const opaque = ['data'];

const recordShape = z.record(z.string(), z.unknown());

function unknownIn(value: unknown, where: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => unknownIn(item, `${where}/${i}`));
  const parsed = recordShape.safeParse(value).data;
  if (parsed === undefined) return [];
  const type = parsed['type'];
  const known = typeof type === 'string' ? propertiesOnce(type) : ['title', 'value'];
  return Object.entries(parsed).flatMap(([name, inner]) => {
    if (ofTeams.includes(name)) return [];
    const told = known.includes(name) || parts.includes(name) ? [] : [`${where}: no ${name} in version 1.5`];
    return opaque.includes(name) ? told : [...told, ...unknownIn(inner, `${where}/${name}`)];
  });
}

const propertiesOfTypes = new Map<string, readonly string[]>();

/** Thousands of cards are checked in one run. */
function propertiesOnce(type: string): readonly string[] {
  const names = propertiesOfTypes.get(type) ?? propertiesOf(type);
  propertiesOfTypes.set(type, names);
  return names;
}

/** The names of the properties of a type that version 1.5 has. */
function propertiesOf(type: string): readonly string[] {
  const { elements, actions } = official.GlobalRegistry;
  const { v1_5 } = official.Versions;
  const made =
    type === 'AdaptiveCard'
      ? new official.AdaptiveCard()
      : (elements.createInstance(type, v1_5) ?? actions.createInstance(type, v1_5));
  if (made === undefined) return [];
  const schema = made.getSchema();
  return Array.from({ length: schema.getCount() }, (_, i) => schema.getItemAt(i))
    .filter(({ targetVersion }) => targetVersion.compareTo(v1_5) <= 0)
    .map(({ name }) => name);
}
