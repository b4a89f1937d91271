import { z } from 'zod';

const codeShape = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9 _-]{0,60}$/u)
  .optional()
  .catch(undefined);
const refusalShape = z.object({
  error: z.object({ code: codeShape, subCode: codeShape }).optional().catch(undefined),
  code: codeShape,
  subCode: codeShape,
  /** All that some answers say by which they are known to be Teams' own. */
  errorCode: z.number().int().optional().catch(undefined),
  /** Of somebody who blocked the bot, this is itself JSON, with the code in it. */
  message: z.string().optional().catch(undefined),
});

/**
 * The narrowest code in what the Bot Connector answered: a `subCode` says why, where the code only says that it was forbidden.
 * `undefined` where there is none, as in a page of a proxy, whose words are not repeated. Source: learn.microsoft.com,
 * "Status codes from bot conversational APIs" and "Send proactive messages".
 *
 * @example codeIn('{"errorCode":209,"message":"{\\"subCode\\":\\"MessageWritesBlocked\\"}"}') // => 'MessageWritesBlocked'
 */
export function codeIn(body: string): string | undefined {
  const refusal = refusalShape.safeParse(parsed(body)).data;
  if (refusal === undefined) return undefined;
  const { error, subCode, code, errorCode, message } = refusal;
  const inMessage = message === undefined ? undefined : refusalShape.safeParse(parsed(message)).data?.subCode;
  const numbered = errorCode === undefined ? undefined : `error ${errorCode}`;
  return error?.subCode ?? subCode ?? inMessage ?? error?.code ?? code ?? numbered;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
