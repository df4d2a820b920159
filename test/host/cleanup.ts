/** What must end with this process, however it ends: a signal, a crash, or the death of the process that started it. */
const actions = new Set<() => void>();
let armed = false;

/** Registers a synchronous action for the exit; returns what takes it back. */
export function onExit(action: () => void): () => void {
  arm();
  actions.add(action);
  return () => actions.delete(action);
}

function arm(): void {
  if (armed) return;
  armed = true;
  process.on('exit', () => actions.forEach((action) => action()));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(130));
  }
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) process.exit(130);
  }, 1000);
  watch.unref();
}
