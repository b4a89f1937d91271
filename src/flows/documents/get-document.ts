import { boxesToFill } from '../../case/form.ts';
import { capacityOf } from '../../case/capacity.ts';
import type { Block, Reply } from '../chat-message.ts';
import { labelOfBox } from '../forms/content-of.ts';
import { showPageOnTo, text } from '../page.ts';
import { noteLook, notForYou, raisedReading } from '../read/read-page.ts';
import type { RaisedReading, Reading } from '../read/read-page.ts';
import type { Wanted } from './case-document.ts';
import { handOver } from './hand-over.ts';
import { wantedOf } from './wanted-of.ts';

/** A link to a document of a case, for whoever pressed; of a form, with what is still missing in it. */
export async function getDocument(reading: Reading): Promise<Reply> {
  const raised = raisedReading(reading);
  const wanted = raised && wantedOf(reading.act.on, raised);
  if (raised === undefined || wanted === undefined) return notForYou(reading);
  const { services, act, known } = raised;
  await noteLook(reading);
  const handed = await handOver(services, {
    ...raised,
    caseId: known.caseId,
    wanted: act.on ?? '',
    called: known.state.reference,
  });
  const fills = missingBlocks(wanted, raised);
  return showPageOnTo('Get as a document', [...handed, ...fills.blocks], act, fills.onTo);
}

/** What a form still lacks, and the way to fill it in for somebody who can. */
function missingBlocks(wanted: Wanted, { known, person, now, act }: RaisedReading) {
  if (wanted.kind !== 'form' || wanted.version.missing.length === 0) return { blocks: [], onTo: undefined };
  const { version } = wanted;
  const { state, rules } = known;
  const missing = version.boxes.filter(({ id }) => version.missing.includes(id));
  const capacity = capacityOf(person.id, state, rules, now);
  const own = capacity?.acts === true ? boxesToFill(version.form, capacity.side, state, rules) : [];
  const canFill = version.entry === undefined && own.some(({ id }) => version.missing.includes(id));
  const blocks: readonly Block[] = [
    text('Still missing in it, and shown as missing:'),
    { kind: 'list', items: missing.map((box) => labelOfBox(box, rules)) },
  ];
  const { caseId } = act;
  const fill = {
    label: 'Fill in the form',
    act: { do: 'fill-form', ...(caseId === undefined ? {} : { caseId }), on: version.form.id },
  };
  return { blocks, onTo: canFill ? fill : undefined };
}
