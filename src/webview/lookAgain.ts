/**
 * Looks again and again where it is wanted, `pause` milliseconds (1000) after the look before: a drive that does
 * not answer is not asked twice. `look` must not reject. Returns a function that ends it.
 */
export function lookAgain(look: () => Promise<void>, isWanted: () => boolean, pause: number): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;
  const next = async () => {
    if (isWanted()) await look();
    if (!isEnded) wait();
  };
  const wait = () => {
    timer = setTimeout(() => void next(), pause).unref();
  };
  wait();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
}
