/** jsdom lays nothing out: this is as much of a layout as the virtual list measures. */
const ROW_PX = 61;
/** What stands above the list, and how much of it stays in view. */
const ABOVE_PX = 100;
const HEADER_PX = 30;

/** Says nothing by itself: `layout.resized` does. */
export class FakeResizeObserver implements ResizeObserver {
  static readonly all = new Set<FakeResizeObserver>();
  readonly #callback: ResizeObserverCallback;
  readonly #seen = new Set<Element>();

  constructor(callback: ResizeObserverCallback) {
    this.#callback = callback;
    FakeResizeObserver.all.add(this);
  }

  observe(element: Element): void {
    this.#seen.add(element);
  }

  unobserve(element: Element): void {
    this.#seen.delete(element);
  }

  disconnect(): void {
    this.#seen.clear();
    FakeResizeObserver.all.delete(this);
  }

  tell(element: HTMLElement): void {
    if (!this.#seen.has(element)) return;
    const size = { blockSize: element.offsetHeight, inlineSize: element.offsetWidth };
    this.#callback([{ target: element, borderBoxSize: [size] } as unknown as ResizeObserverEntry], this);
  }
}

export const layout = {
  abovePx: ABOVE_PX,
  headerPx: HEADER_PX,
  /** Of what scrolls. */
  viewportPx: 740,
  /** The rows that are higher than others, by team. */
  heights: new Map<string, number>(),
  /** Has everybody hear of another size of an element. */
  resized(element: HTMLElement | undefined): void {
    if (element) for (const observer of [...FakeResizeObserver.all]) observer.tell(element);
  },
  reset(): void {
    layout.viewportPx = 740;
    layout.heights.clear();
  },
};

const isScroller = (element: Element) => element.tagName === "MAIN";
const listOf = (scroller: Element) => scroller.querySelector<HTMLElement>('ul[aria-label="Teams"]');

function define(name: string, get: (this: HTMLElement) => number): void {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get });
}

define("clientHeight", function () {
  return isScroller(this) ? layout.viewportPx : 30;
});
define("clientWidth", () => 900);
define("scrollHeight", function () {
  if (!isScroller(this)) return 30;
  return ABOVE_PX + Number.parseFloat(listOf(this)?.style.blockSize || "0");
});
define("offsetHeight", function () {
  const { teamId } = this.dataset;
  return teamId === undefined ? HEADER_PX : (layout.heights.get(teamId) ?? ROW_PX);
});
define("offsetTop", function () {
  return this.ariaLabel === "Teams" && this.tagName === "UL" ? ABOVE_PX : 0;
});
define("offsetWidth", () => 100);

const tops = new WeakMap<Element, number>();

Object.defineProperty(HTMLElement.prototype, "scrollTop", {
  configurable: true,
  get(this: HTMLElement) {
    return tops.get(this) ?? 0;
  },
  set(this: HTMLElement, top: number) {
    const within = Math.max(0, Math.min(top, this.scrollHeight - this.clientHeight));
    if (within === this.scrollTop) return;
    tops.set(this, within);
    queueMicrotask(() => this.dispatchEvent(new Event("scroll")));
  },
});

Element.prototype.scrollTo = function (this: Element, options?: ScrollToOptions | number) {
  this.scrollTop = typeof options === "object" ? (options.top ?? 0) : 0;
};
