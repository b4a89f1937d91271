import type { Act } from '../case/acts.ts';

/**
 * What an act of a case is about, as a button carries it (`Act.on` of chat-input.ts) and as it is compared when the
 * button is pressed; `undefined` where there is only one thing that it can be about.
 */
export function aboutOf({
  entry,
  proposal,
  request,
  recommendation,
  step,
  place,
  copy,
  stage,
  form,
  closing,
  from,
  to,
  alertId,
}: Act): string | undefined {
  const about =
    entry ??
    proposal ??
    request ??
    recommendation ??
    step ??
    place ??
    form ??
    copy ??
    stage ??
    closing ??
    from ??
    to ??
    alertId;
  return about === undefined ? undefined : String(about);
}

/** Whether a button means this act. A form that has several parts is named with the part: `monitoring.2`. */
export function isAbout(about: string | undefined, wanted: string): boolean {
  return about === undefined || about === wanted || wanted.startsWith(`${about}.`);
}
