import { expect, it } from "vitest";
import { wordsOf } from "../../shared/fold";
import { FIT, fit, fitting } from "./fit";

const how = (label: string, query: string, keywords = "") => fit(label, keywords, wordsOf(query));

it("says how well a label fits, by where the words stand", () => {
  expect(how("Top up Development", "top u")).toBe(FIT.start);
  expect(how("Top up Development", "dev top")).toBe(FIT.word);
  expect(how("Top up Development", "add", "add credits")).toBe(FIT.keyword);
  expect(how("Top up Development", "lopment")).toBe(FIT.anywhere);
  expect(how("Top up Development", "top x")).toBe(FIT.none);
});

it("looks past case and accents, and finds what has no spaces", () => {
  expect(how("Einstellungen öffnen", "OFFNEN")).toBe(FIT.word);
  expect(how("Équipe", "equ")).toBe(FIT.start);
  expect(how("テーマ: ダーク", "ダーク")).toBe(FIT.word);
  expect(how("チームの一覧", "一覧")).toBe(FIT.anywhere);
});

it("puts the best first, and else keeps the order", () => {
  const labels = ["Go to Settings", "Settings: Language", "Theme", "Reset"].map((label) => ({ label }));
  const { found, best } = fitting(labels, "set");
  expect(found.map(({ label }) => label)).toEqual(["Settings: Language", "Go to Settings", "Reset"]);
  expect(best).toBe(FIT.start);
  expect(fitting(labels, "zzz")).toEqual({ found: [], best: FIT.none });
});
