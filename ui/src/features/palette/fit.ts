import { fold, wordsOf } from "../../shared/fold";

/** How well a text fits what was typed: the better, the higher. */
export const FIT = { none: 0, anywhere: 1, keyword: 2, word: 3, start: 4 } as const;

const startsWord = (text: string, word: string) =>
  text.split(/[^\p{L}\p{N}]+/u).some((each) => each.startsWith(word));

/**
 * How well a label fits: every word that was typed has to be in it, or in its keywords, in any order. Languages without
 * spaces have no words to begin with, so it may be anywhere.
 */
export function fit(label: string, keywords: string, words: string[]): number {
  const text = fold(label);
  const all = `${text} ${fold(keywords)}`;
  if (!words.every((word) => all.includes(word))) return FIT.none;
  if (text.startsWith(words.join(" "))) return FIT.start;
  if (words.every((word) => startsWord(text, word))) return FIT.word;
  return words.every((word) => startsWord(all, word)) ? FIT.keyword : FIT.anywhere;
}

/** Those that fit, the best first; of the same fit, in the order that they had. */
export function fitting<Found extends { label: string; keywords?: string }>(
  all: Found[],
  query: string,
): { found: Found[]; best: number } {
  const words = wordsOf(query);
  const fits = all
    .map((each) => ({ each, how: fit(each.label, each.keywords ?? "", words) }))
    .filter(({ how }) => how > FIT.none)
    .sort((a, b) => b.how - a.how);
  return { found: fits.map(({ each }) => each), best: fits[0]?.how ?? FIT.none };
}
