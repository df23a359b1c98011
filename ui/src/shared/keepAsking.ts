/** How long the next question waits after one that was not answered. */
const PAUSE_MS = 2000;

/**
 * Asks one question after another, each of which is answered once there is news. Returns what ends that: the last
 * question may still be answered afterwards.
 */
export function keepAsking(ask: () => Promise<void>): () => void {
  let isOver = false;
  let endPause = () => {};
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PAUSE_MS);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  const go = async () => {
    while (!isOver) {
      try {
        await ask();
      } catch {
        await pause();
      }
    }
  };
  void go();
  return () => {
    isOver = true;
    endPause();
  };
}
