import {
  defaultRangeExtractor,
  elementScroll,
  measureElement,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import { tick, untrack } from "svelte";
import type { Attachment } from "svelte/attachments";

/** Rows beyond what is visible, on either side, once that is painted. */
const OVERSCAN = 6;
/** Of a row that is closed, until one is measured. */
const ROW_PX = 61;

interface Places {
  ids: string[];
  /** The places of rows that stay on the page wherever the list is scrolled to. */
  kept: number[];
}

/** Which rows of a list are on the page and where: TanStack Virtual as a source of Svelte's state. */
export class VirtualList {
  items = $state.raw<VirtualItem[]>([]);
  height = $state.raw(0);
  /** The first and the last row in view; `top` follows once the scrolling stops. */
  range = $state.raw({ from: 0, to: -1 });
  top = $state.raw<string | null>(null);
  isScrolling = $state(false);
  readonly #virtualizer: Virtualizer<HTMLElement, HTMLElement>;
  #ids: string[] = [];
  #kept: number[] = [];
  #getKey = (index: number) => this.#ids[index] ?? index;
  #extract = defaultRangeExtractor;
  #list: HTMLElement | null = null;
  #scroller: HTMLElement | null = null;
  /** Where the list begins in what scrolls, in px. */
  margin = 0;
  /** How much of the top is covered by what sticks there, in px. */
  #covered = 0;
  #rowPx = ROW_PX;
  #width = 0;
  #overscan = 0;
  #place: Place | null = null;
  /** Where the next list begins, so that what stays in view stays on the page. */
  #next: Place | null = null;

  /** For the component that is being made. */
  constructor(places: () => Places) {
    this.#virtualizer = new Virtualizer(this.#options());
    $effect.pre(() => {
      const { ids, kept } = places();
      untrack(() => this.#become(ids, kept));
    });
    $effect(() => {
      if (this.items && this.height >= 0) untrack(this.#virtualizer._willUpdate);
    });
    $effect(() => this.#virtualizer._didMount());
  }

  /** On the list: `scroller` is what scrolls, `header` sticks to its top, and `page` is all that moves the list. */
  attach = (scroller: HTMLElement, page: HTMLElement, header: HTMLElement): Attachment<HTMLElement> => {
    return (list) => {
      this.#list = list;
      this.#scroller = scroller;
      const fit = () => untrack(() => this.#fit(header));
      fit();
      this.#virtualizer._willUpdate();
      const observer = new ResizeObserver(fit);
      for (const element of [list, page, header]) observer.observe(element);
      return () => observer.disconnect();
    };
  };

  /** On the element of a row, which has its place as `data-index`. */
  measure = (id: string): Attachment<HTMLElement> => {
    return (row) => {
      untrack(() => this.#virtualizer.measureElement(row));
      return () => {
        // The element may be another row's by now, whose size is not this one's.
        const { elementsCache } = this.#virtualizer;
        if (elementsCache.get(id) === row) elementsCache.delete(id);
      };
    };
  };

  /** What is in view is painted: from now on, there are rows on either side of it, too. */
  goBeyondView(): void {
    this.#overscan = OVERSCAN;
    this.#virtualizer.setOptions(this.#options());
    this.#publish();
  }

  /** Scrolls as little as is needed to have a row in full view. */
  show(index: number): void {
    this.#virtualizer.scrollToIndex(index, { align: "auto" });
  }

  scrollToTop(): void {
    if (this.#scroller) this.#scroller.scrollTop = 0;
  }

  /** How many rows fit into the view. */
  get pageSize(): number {
    return Math.max(1, Math.floor((this.#virtualizer.scrollRect?.height ?? 0) / this.#rowPx) - 1);
  }

  /**
   * Remembers where on the screen a row is, the first visible one or `preferred` where that is in view. What is
   * returned puts it there again, or the one after it where it is gone.
   */
  keepPlace(preferred: string | null = null): () => void {
    const place = this.#placeNow(preferred);
    this.#next = place;
    return () => this.#restore(place);
  }

  #become(ids: string[], kept: number[]): void {
    if (ids !== this.#ids) {
      this.#ids = ids;
      // Another function says that the keys are others.
      this.#getKey = (index) => ids[index] ?? index;
    }
    if (kept.join() !== this.#kept.join()) {
      this.#kept = kept;
      this.#extract = (range: Range) => {
        const near = defaultRangeExtractor(range);
        return kept.length === 0 ? near : [...new Set([...near, ...kept])].sort((a, b) => a - b);
      };
    }
    this.#virtualizer.setOptions(this.#options());
    this.#goOn();
    this.#publish();
  }

  #goOn(): void {
    const offset = this.#offsetOf(this.#next);
    this.#next = null;
    if (offset !== null) this.#virtualizer.scrollOffset = offset;
  }

  #options(): VirtualizerOptions<HTMLElement, HTMLElement> {
    return {
      count: this.#ids.length,
      getItemKey: this.#getKey,
      rangeExtractor: this.#extract,
      getScrollElement: () => this.#scroller,
      estimateSize: () => this.#rowPx,
      overscan: this.#overscan,
      scrollMargin: this.margin,
      scrollPaddingStart: this.#covered,
      scrollPaddingEnd: 8,
      // Until there is a layout: the first rows are there at once.
      initialRect: { width: 0, height: window.innerHeight },
      // What is hidden has no size, and keeps its rows.
      observeElementRect: (instance, report) =>
        observeElementRect(instance, (rect) => {
          if (rect.height > 0) report(rect);
        }),
      observeElementOffset,
      scrollToFn: elementScroll,
      measureElement: (row, entry, instance) =>
        // How high a closed row is, is known: to ask for it would be a layout of the page.
        (entry === undefined && row.dataset.plain !== undefined ? 0 : measureElement(row, entry, instance)) ||
        (instance.itemSizeCache.get(row.dataset.teamId ?? "") ?? this.#rowPx),
      onChange: () => this.#publish(),
    };
  }

  #publish(): void {
    this.items = this.#virtualizer.getVirtualItems();
    this.height = this.#virtualizer.getTotalSize();
    const { range } = this.#virtualizer;
    if (range && (range.startIndex !== this.range.from || range.endIndex !== this.range.to))
      this.range = { from: range.startIndex, to: range.endIndex };
    if (this.#width > 0) this.#place = this.#placeNow(null);
    this.isScrolling = this.#virtualizer.isScrolling;
    if (!this.isScrolling) this.top = this.#ids[this.#firstVisible()] ?? null;
  }

  /** Follows a change of the layout around the list, and of the rows' own height where they became narrower. */
  #fit(header: HTMLElement): void {
    if (this.#list === null || this.#scroller === null) return;
    const width = this.#list.clientWidth;
    if (width === 0) {
      this.#width = 0;
      return;
    }
    const place = this.#place;
    const before = this.margin;
    const wasHidden = this.#width === 0;
    const isOther = width !== this.#width;
    this.#width = width;
    this.margin = offsetIn(this.#scroller, this.#list);
    this.#covered = header.offsetHeight;
    this.#virtualizer.setOptions(this.#options());
    const isResized = isOther && this.#fitRows();
    this.#publish();
    if (wasHidden || isResized || this.margin !== before) {
      void tick().then(() => this.#restore(place));
    }
  }

  /** Takes the height of a closed row for that of all that were not measured; says whether it is another one. */
  #fitRows(): boolean {
    const rowPx = this.#list?.querySelector<HTMLElement>("[data-plain]")?.offsetHeight;
    if (!rowPx || rowPx === this.#rowPx) return false;
    this.#rowPx = rowPx;
    this.#virtualizer.measure();
    for (const row of this.#list?.children ?? []) this.#virtualizer.measureElement(row as HTMLElement);
    return true;
  }

  #firstVisible(): number {
    const top = (this.#scroller?.scrollTop ?? 0) + this.#covered;
    return this.#virtualizer.getVirtualItemForOffset(top)?.index ?? 0;
  }

  #startOf(index: number): number {
    return this.#virtualizer.measurementsCache[index]?.start ?? 0;
  }

  #placeNow(preferred: string | null): Place | null {
    const scrollTop = this.#scroller?.scrollTop ?? 0;
    const chosen = preferred === null ? -1 : this.#ids.indexOf(preferred);
    const isInView = chosen >= this.range.from && chosen <= this.range.to;
    // At its very beginning, a list shows what comes first.
    if (scrollTop === 0 && !(chosen >= 0 && isInView)) return null;
    const index = chosen >= 0 && isInView ? chosen : this.#firstVisible();
    return { ids: this.#ids, index, top: this.#startOf(index) - scrollTop };
  }

  #restore(place: Place | null): void {
    const offset = this.#offsetOf(place);
    if (offset !== null && this.#scroller) this.#scroller.scrollTop = offset;
  }

  /** How far to scroll to have a row where it was, or the one after it where it is gone. */
  #offsetOf(place: Place | null): number | null {
    if (place === null) return null;
    // It reads what the options say of the rows.
    this.#virtualizer.getTotalSize();
    const places = new Map(this.#ids.map((id, index) => [id, index]));
    for (const id of place.ids.slice(place.index)) {
      const index = places.get(id);
      if (index !== undefined) return Math.max(0, this.#startOf(index) - place.top);
    }
    return null;
  }
}

interface Place {
  /** The list that it is of. */
  ids: string[];
  index: number;
  /** From the top of what is visible, in px. */
  top: number;
}

function offsetIn(scroller: HTMLElement, element: HTMLElement): number {
  let offset = 0;
  for (
    let each: HTMLElement | null = element;
    each !== null && each !== scroller;
    each = each.offsetParent as HTMLElement | null
  ) {
    offset += each.offsetTop;
  }
  return offset;
}
