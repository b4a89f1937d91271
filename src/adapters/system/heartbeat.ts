const patienceMs = 10_000;

/**
 * Tells an outside watchdog that all is well, by asking for its address.
 *
 * @throws an Error without the address, which is as good as a password, where it does not answer or refuses
 */
export async function beat(url: string): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) }).catch(() => undefined);
  await response?.body?.cancel();
  if (response === undefined) throw new Error('the watchdog of HEARTBEAT_URL does not answer');
  if (!response.ok) throw new Error(`the watchdog of HEARTBEAT_URL answers ${response.status}`);
}
