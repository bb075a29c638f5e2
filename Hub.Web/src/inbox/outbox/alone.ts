const longestWait = 20_000;

/**
 * Runs one at a time over all tabs of this browser. Where there are no locks, as over plain http in an office network, and when a tab
 * that was put to sleep holds one, it runs beside another: the hub knows each message by its key and takes it once.
 */
export async function alone(name: string, run: () => Promise<void>): Promise<void> {
  if (!navigator.locks) return run();
  let ran = false;
  try {
    await navigator.locks.request(`hub.outbox.${name}`, { signal: AbortSignal.timeout(longestWait) }, async () => {
      ran = true;
      await run();
    });
  } catch (error) {
    if (ran) throw error;
    await run();
  }
}
