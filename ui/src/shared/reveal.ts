/** Scrolls what has just been put on the page into view, once the page is laid out with it. */
export function reveal(element: Element | null | undefined): void {
  requestAnimationFrame(() => element?.scrollIntoView({ block: "nearest" }));
}
