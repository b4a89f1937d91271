import { z } from 'zod';

const detailsSchema = z.object({
  name: z.string(),
  /** A civil date, `1948-03-21`. */
  born: z.string().optional(),
  /** As it is written: `943 476 5919`. */
  nhsNumber: z.string().optional(),
  address: z.string().optional(),
  /** What a board's own form asks about the adult besides. */
  more: z.array(z.object({ label: z.string(), said: z.string() })).optional(),
});

/** Who the adult is. One sealed text of the case holds it, as JSON. */
export type AdultDetails = {
  readonly name: string;
  readonly born?: string;
  readonly nhsNumber?: string;
  readonly address?: string;
  readonly more?: readonly { readonly label: string; readonly said: string }[];
};

export function writeAdultDetails(details: AdultDetails): string {
  return JSON.stringify(details);
}

/** Reads what `writeAdultDetails` wrote, once it was opened. */
export function readAdultDetails(json: string): AdultDetails {
  const value: unknown = JSON.parse(json);
  const { name, born, nhsNumber, address, more } = detailsSchema.parse(value);
  return {
    name,
    ...(born === undefined ? {} : { born }),
    ...(nhsNumber === undefined ? {} : { nhsNumber }),
    ...(address === undefined ? {} : { address }),
    ...(more === undefined ? {} : { more }),
  };
}

/** Which parts of who the adult is were given: a form of the board asks for what is missing. */
export function partsGiven({ born, nhsNumber, address }: AdultDetails) {
  return [
    'name' as const,
    ...(born === undefined ? [] : ['born' as const]),
    ...(nhsNumber === undefined ? [] : ['nhs-number' as const]),
    ...(address === undefined ? [] : ['address' as const]),
  ];
}
