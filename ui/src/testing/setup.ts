import "@testing-library/jest-dom/vitest";
import { configure } from "@testing-library/svelte";
import { afterEach, beforeEach } from "vitest";
import { speak } from "../i18n";
import { FakeIntersectionObserver } from "./intersection";
import { FakeResizeObserver, layout } from "./layout";

configure({
  asyncUtilTimeout: 15_000,
  // The page is hundreds of lines: the message and the place say enough.
  getElementError: (message) => new Error(message ?? "not found"),
});

// What jsdom does not have, in the smallest form that the view and its libraries need.
window.ResizeObserver = FakeResizeObserver;
window.IntersectionObserver = FakeIntersectionObserver;
window.matchMedia = (query) =>
  Object.assign(new EventTarget(), {
    matches: false,
    media: query,
    onchange: null,
    addListener() {},
    removeListener() {},
  });
// jsdom lays nothing out, and what floats is hidden while the button that it belongs to has no size.
const box = new DOMRect(0, 0, 100, 30);
Element.prototype.getBoundingClientRect = () => box;
Element.prototype.getClientRects = () => Object.assign([box], { item: () => box }) as unknown as DOMRectList;
Element.prototype.scrollIntoView = () => {};
Element.prototype.hasPointerCapture = () => false;
Element.prototype.releasePointerCapture = () => {};
Element.prototype.getAnimations = () => [];

beforeEach(async () => {
  localStorage.clear();
  await speak("en");
});

afterEach(() => {
  layout.reset();
  document.documentElement.removeAttribute("data-theme");
  document.documentElement.className = "";
});
