import { z } from 'zod';
import { startStubSmtp } from '../../test/support/stub-smtp.ts';
import type { StubSmtp } from '../../test/support/stub-smtp.ts';
import { answerParent } from '../support/answer-parent.ts';
import { sharedNow } from '../support/measure.ts';

/** A mail server, as a process of its own: its work is not counted as anybody's. */

let mail: StubSmtp | undefined;

answerParent(
  {
    start: async () => {
      mail = await startStubSmtp();
      return { port: mail.port };
    },
    /** What arrived for an address: its subject, and when by the shared clock. */
    arrived: (address) => {
      const toShared = sharedNow() - performance.now();
      const wanted = z.string().parse(address);
      const arrived = mail?.arrived() ?? [];
      return arrived
        .filter(({ to }) => to === wanted)
        .map(({ mail: { subject = '' }, at }) => ({ says: subject, at: at + toShared }));
    },
  },
  async () => mail?.stop(),
);
