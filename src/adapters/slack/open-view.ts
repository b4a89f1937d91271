import { WebAPIPlatformError } from '@slack/web-api';
import type { WebClient } from '@slack/web-api';
import type { Modal } from './draw-form.ts';

/**
 * Opens a view with the trigger of a command or a press, which Slack gives once and for three seconds.
 *
 * @returns `opened`, also when this same trigger had opened it before (Slack delivered the press twice); `too-late`
 *   when the three seconds had passed, so that nothing is shown
 */
export async function openView(
  client: WebClient,
  trigger: string,
  view: Modal,
): Promise<'opened' | 'too-late'> {
  try {
    await client.views.open({ trigger_id: trigger, view });
    return 'opened';
  } catch (error) {
    const code = error instanceof WebAPIPlatformError ? error.data.error : undefined;
    // Both names of each are in use: docs.slack.dev/interactivity/handling-user-interaction and the method's page.
    if (code === 'exchanged_trigger_id' || code === 'trigger_exchanged') return 'opened';
    if (code === 'expired_trigger_id' || code === 'trigger_expired') return 'too-late';
    throw error;
  }
}
