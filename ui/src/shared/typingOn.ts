/** Keys that follow one another faster than this are one piece of typing. */
const PAUSE_MS = 1500;

let until = 0;

/** A field that somebody may be typing in is gone: what they still type was for it. */
export function fieldIsGone(): void {
  until = Date.now() + PAUSE_MS;
}

/** Whether a key still belongs to what was being typed into a field that is gone; then the next one may too. */
export function isTypingOn(): boolean {
  const isOn = Date.now() < until;
  if (isOn) until = Date.now() + PAUSE_MS;
  return isOn;
}
