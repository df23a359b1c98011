import { languageTag } from "../../i18n/format";

/** The charts' library, once it is needed. */
export async function loadChart(): Promise<typeof import("uplot")> {
  // uPlot 1.6.32 takes `navigator.language` for a language tag while it is loaded, and throws where it is none; mended in
  // its source (leeoniya/uPlot#1054), and in no release yet.
  Object.defineProperty(navigator, "language", {
    value: languageTag(navigator.language),
    configurable: true,
  });
  return (await import("uplot")).default;
}
