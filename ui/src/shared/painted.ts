/** Ends when what was changed by now is on the screen. */
export function painted(): Promise<void> {
  // A frame is asked for, and the one after it begins only once that one is on the screen.
  return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())));
}
