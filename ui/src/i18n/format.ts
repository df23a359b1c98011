import type { Money } from "../bindings/Money";
import type { NumberFormat } from "../bindings/NumberFormat";
import { active, perLanguage } from "./active.svelte";

/** `$1,284.37`. Amounts under one cent keep their decimals, so that something never reads as nothing. */
export const formatMoney = (money: Money): string => written(money, amounts(), tinyAmounts());

/** `$208.5649`, with all decimals that there are: where amounts have to add up. */
export const formatMoneyInFull = (money: Money): string => written(money, tinyAmounts(), tinyAmounts());

/** `+$25.00`, `-$0.0123`: the same of what comes in and what goes out. */
export const formatSignedInFull = (money: Money): string =>
  written(money, signedTinyAmounts(), signedTinyAmounts());

type Formats = (currency: string) => Intl.NumberFormat;

function written({ amount, currency }: Money, usual: Formats, tiny: Formats): string {
  const value = Number(amount);
  const isTiny = value !== 0 && Math.abs(value) < 0.01;
  try {
    const text = (isTiny ? tiny : usual)(currency).format(amount as Intl.StringNumericLiteral);
    return active.direction === "rtl" ? isolated(text) : text;
  } catch {
    // A currency of a newer server, such as one that is no ISO 4217 code.
    return `${amount} ${currency}`;
  }
}

/** From left to right whatever is around it, so that neither a sign nor `US$` is turned over. */
const isolated = (text: string): string => `\u2066${text.replace(/[\u200e\u200f\u061c]/g, "")}\u2069`;

const amounts = currencies({ maximumFractionDigits: 2 });
const tinyAmounts = currencies({ maximumFractionDigits: 6 });
const signedTinyAmounts = currencies({ maximumFractionDigits: 6, signDisplay: "exceptZero" });
const wholeAmounts = currencies({ maximumFractionDigits: 0 });

function currencies(options: Intl.NumberFormatOptions): () => Formats {
  return perLanguage((tag) => {
    const known = new Map<string, Intl.NumberFormat>();
    return (currency) => {
      // Amounts are in dollars of the United States: their sign is enough, which not all languages write by themselves.
      const currencyDisplay = currency === "USD" ? "narrowSymbol" : "symbol";
      const format =
        known.get(currency) ??
        new Intl.NumberFormat(tag, { ...options, style: "currency", currency, currencyDisplay });
      known.set(currency, format);
      return format;
    };
  });
}

/** `$10,000`: a limit or a proposal, which has no cents. */
export const formatDollars = (dollars: number): string =>
  written({ amount: String(dollars), currency: "USD" }, wholeAmounts(), wholeAmounts());

/** `$`: what stands in a field, in all languages alike, since a field has little room. */
export function currencySign(currency: string): string {
  try {
    const parts = new Intl.NumberFormat("en-US", { style: "currency", currency }).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? currency;
  } catch {
    return currency;
  }
}

/** How the user's region writes numbers, whatever the language of the words: amounts are typed like that. */
export const numberFormat: NumberFormat = separatorsOf(navigator.language);

export function separatorsOf(locale: string): NumberFormat {
  const parts = new Intl.NumberFormat(languageTag(locale)).formatToParts(-12345.6);
  const of = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return { decimal: of("decimal") ?? ".", group: of("group") ?? "," };
}

/** A system without a language has a locale that is no language tag, such as `c`, or `en-US@posix`. */
export function languageTag(locale: string): string {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? active.tag;
  } catch {
    return active.tag;
  }
}

/** As it would be typed: `1234.50`, or `1234,50`. */
export const formatPlain = ({ amount }: Money): string => amount.replace(".", numberFormat.decimal);

/** Whether nothing is left: `0`, `0.00`. A debt is not nothing. */
export function isZero({ amount }: Money): boolean {
  return Number(amount) === 0;
}

const integers = perLanguage((tag) => new Intl.NumberFormat(tag));

/** `10,000`. */
export const formatCount = (n: number): string => integers().format(n);

const shares = perLanguage((tag) => new Intl.NumberFormat(tag, { style: "percent" }));

/** `74%`; of 1. */
export const formatShare = (share: number): string => shares().format(share);

const listed = perLanguage((tag) => new Intl.ListFormat(tag, { type: "conjunction" }));

/** `Research, Design, and Data`. */
export const formatList = (items: string[]): string => listed().format(items);

export function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

const dates = (options: Intl.DateTimeFormatOptions) => {
  const format = perLanguage((tag) => new Intl.DateTimeFormat(tag, options));
  return (at: string | Date): string => format().format(new Date(at));
};

/** `Jan 2026`. */
export const formatMonth = dates({ month: "short", year: "numeric" });
/** `14:02`. */
export const formatClock = dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
/** `January 12, 2026 at 14:02`, for titles. */
export const formatExact = dates({ dateStyle: "long", timeStyle: "short", hourCycle: "h23" });
/** `January 12, 2026 at 14:02 GMT+01:00`, for what is read elsewhere too. */
export const formatZoned = dates({
  year: "numeric",
  month: "long",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZoneName: "longOffset",
});
/** `Nov 23, 2025`. */
export const formatDate = dates({ month: "short", day: "numeric", year: "numeric" });
/** `Nov 23`, of a day without a time, such as `2026-11-23`: the same one wherever it is read. */
export const formatPlainDay = dates({ month: "short", day: "numeric", timeZone: "UTC" });
/** `Nov 23`. */
export const formatShortDay = dates({ month: "short", day: "numeric" });

const dayOfYear = dates({ weekday: "long", month: "long", day: "numeric" });
const dayWithYear = dates({ month: "long", day: "numeric", year: "numeric" });

/** `Monday, November 23`; with the year where it is another one. */
export function formatDay(at: Date, now: Date): string {
  return (at.getFullYear() === now.getFullYear() ? dayOfYear : dayWithYear)(at);
}

/** `ana@example.com` is `AN`, `Ana Kovac` is `AK`. */
export function initials(text: string): string {
  const words = text
    .replace(/@.*/, "")
    .split(/[\s._+-]+/u)
    .filter(Boolean);
  const letters =
    words.length > 1 ? words.slice(0, 2).map((word) => [...word][0]) : [...(words[0] ?? "")].slice(0, 2);
  return letters.join("").toUpperCase();
}
