/** When panels ask, and which answers they show. */

/** Runs a task now and, where it is called meanwhile, once more after the pause, until the signal. */
export function paced(task: () => void, pause: number, signal: AbortSignal): () => void {
  let resting = false;
  let wanted = false;
  const run = () => {
    if (signal.aborted) return;
    resting = true;
    wanted = false;
    task();
    setTimeout(() => {
      resting = false;
      if (wanted) run();
    }, pause);
  };
  return () => {
    if (resting) wanted = true;
    else run();
  };
}

/** Shows answers but for those that come after the answer to a later question. */
export function inOrder<T>(show: (answer: T) => void): (answer: Promise<T>) => Promise<void> {
  let asked = 0;
  let shown = 0;
  return async (answer) => {
    const number = ++asked;
    const value = await answer;
    if (number < shown) return;
    shown = number;
    show(value);
  };
}
