/** Nobody looks at nothing for longer than this. */
const AT_THE_LATEST_MS = 300;

let resolve = () => {};
const there = new Promise<void>((done) => (resolve = done));

/** Says that there is something on the page to look at: the list as it was last known, or what there is instead. */
export const isShown = (): void => resolve();

/** Until then the window stays hidden. */
export function firstShown(): Promise<void> {
  setTimeout(resolve, AT_THE_LATEST_MS);
  return there;
}
