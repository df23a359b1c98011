import { afterEach, describe, expect, it, vi } from "vitest";
import { applyLanguage } from "../shared/language";
import { formatDay, formatList, formatMoney, formatShare } from "./format";
import { speak, t } from "./index";
import { LANGUAGES, type Spoken, spokenLanguage } from "./languages";

/** What index.html runs before the app. */
const BEFORE_PAINT = "../../public/start.js";

const SPOKEN = Object.keys(LANGUAGES) as Spoken[];
const root = document.documentElement;

afterEach(() => {
  vi.resetModules();
});

it.each([
  [["de-AT", "en"], "de"],
  [["nl-NL", "fr-CA", "en"], "fr"],
  [["ar-EG"], "ar"],
  [["nl-NL"], "en"],
  [["c"], "en"],
  [[], "en"],
] as const)("a system that asks for %s gets %s", (system, expected) => {
  expect(spokenLanguage("system", system)).toBe(expected);
  expect(spokenLanguage("ja", system)).toBe("ja");
});

describe.each<"system" | Spoken>(["system", ...SPOKEN])("the language %s", (language) => {
  it.each(["de-CH", "ar", "nl"])(
    "is the same before the first paint, where the system's is %s",
    async (system) => {
      vi.spyOn(navigator, "languages", "get").mockReturnValue([system]);
      await applyLanguage(language);
      const applied = { lang: root.lang, dir: root.dir };
      expect(applied.lang).toBe(spokenLanguage(language, [system]));
      root.lang = "";
      root.dir = "";
      await import(BEFORE_PAINT);
      expect({ lang: root.lang, dir: root.dir }).toEqual(applied);
    },
  );
});

it("is written from right to left in Arabic alone", async () => {
  for (const language of SPOKEN) {
    await speak(language);
    expect([root.lang, root.dir]).toEqual([language, language === "ar" ? "rtl" : "ltr"]);
  }
});

it("speaks the last of several languages that were asked for at once", async () => {
  await Promise.all([speak("fr"), speak("de")]);
  expect(t.teams.newTeam).toBe("Neues Team");
  expect(root.lang).toBe("de");
});

it("gives what was kept of the words in the new language", async () => {
  const { search } = t.teams;
  await speak("de");
  expect(search.none({ query: "x" })).toBe("Kein Team und keine Person passt zu „x“.");
});

const counted = (numbers: number[]) => numbers.map((n) => t.teams.subtitle([], n));

it.each<[Spoken, string[]]>([
  ["en", ["0 teams", "1 team", "2 teams", "1,000,000 teams"]],
  ["de", ["0 Teams", "1 Team", "2 Teams", "1.000.000 Teams"]],
  ["es", ["0 equipos", "1 equipo", "2 equipos", "1.000.000 de equipos"]],
  ["fr", ["0 équipe", "1 équipe", "2 équipes", "1\u202f000\u202f000 d’équipes"]],
  ["ja", ["0 チーム", "1 チーム", "2 チーム", "1,000,000 チーム"]],
])("counts in %s", async (language, expected) => {
  await speak(language);
  expect(counted([0, 1, 2, 1_000_000])).toEqual(expected);
});

it("has all six plural forms of Arabic, in digits that can be typed", async () => {
  await speak("ar");
  const plain = counted([0, 1, 2, 3, 11, 100]).map((text) => text.replace(/[\u2066-\u2069]/g, ""));
  expect(plain).toEqual(["لا فرق", "فريق واحد", "فريقان", "3 فرق", "11 فريقًا", "100 فريق"]);
});

it.each<[Spoken, string, string, string, string]>([
  ["en", "$1,284.37", "Monday, November 23", "74%", "A, B, and C"],
  ["de", "1.284,37 $", "Montag, 23. November", "74 %", "A, B und C"],
  ["es", "1284,37 $", "lunes, 23 de noviembre", "74 %", "A, B y C"],
  ["fr", "1 284,37 $", "lundi 23 novembre", "74 %", "A, B et C"],
  ["ja", "$1,284.37", "11月23日月曜日", "74%", "A、B、C"],
  ["ar", "1,284.37 US$", "الاثنين، 23 نوفمبر", "74%", "A وB وC"],
])("writes money, days, shares and lists as in %s", async (language, money, day, share, list) => {
  await speak(language);
  const at = new Date("2026-11-23T12:00:00");
  const written = [
    formatMoney({ amount: "1284.37", currency: "USD" }),
    formatDay(at, at),
    formatShare(0.74),
    formatList(["A", "B", "C"]),
  ];
  // Spaces that do not break, and marks of direction, are as good as others here.
  expect(
    written.map((text) => text.replace(/\s/gu, " ").replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, "")),
  ).toEqual([money, day, share, list]);
});
