/** Without case and accents. */
export const fold = (text: string): string =>
  /^[ -~]*$/.test(text) ? text.toLowerCase() : text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The words that are searched for: all of them have to match. */
export const wordsOf = (search: string): string[] => fold(search).split(/\s+/).filter(Boolean);
