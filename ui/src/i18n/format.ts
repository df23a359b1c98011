import type { Money } from "../bindings/Money";

/** Numbers and dates are written as in the language of the words. */
const LOCALE = "en-US";

/** `$1,284.37`. Amounts under one cent keep their decimals, so that something never reads as nothing. */
export function formatMoney({ amount, currency }: Money): string {
  const value = Number(amount);
  const tiny = value !== 0 && Math.abs(value) < 0.01;
  try {
    const format = new Intl.NumberFormat(LOCALE, {
      style: "currency",
      currency,
      maximumFractionDigits: tiny ? 6 : 2,
    });
    return format.format(amount as Intl.StringNumericLiteral);
  } catch {
    // A currency of a newer server, such as one that is no ISO 4217 code.
    return `${amount} ${currency}`;
  }
}

/** Whether nothing is left: `0`, `0.00`. A debt is not nothing. */
export function isZero({ amount }: Money): boolean {
  return Number(amount) === 0;
}

const pluralRules = new Intl.PluralRules(LOCALE);
const integers = new Intl.NumberFormat(LOCALE);

/** `10,000`. */
export const formatCount = (n: number): string => integers.format(n);

const shares = new Intl.NumberFormat(LOCALE, { style: "percent" });

/** `74%`; of 1. */
export const formatShare = (share: number): string => shares.format(share);

/** `1 team`, `2 teams`. */
export function count(n: number, one: string, other: string): string {
  return `${formatCount(n)} ${pluralRules.select(n) === "one" ? one : other}`;
}

const listed = new Intl.ListFormat(LOCALE, { type: "conjunction" });

/** `Research, Design, and Data`. */
export const formatList = (items: string[]): string => listed.format(items);

const monthAndYear = new Intl.DateTimeFormat(LOCALE, { month: "short", year: "numeric" });
const day = new Intl.DateTimeFormat(LOCALE, { weekday: "long", month: "long", day: "numeric" });
const dayAndYear = new Intl.DateTimeFormat(LOCALE, { month: "long", day: "numeric", year: "numeric" });
const shortDay = new Intl.DateTimeFormat(LOCALE, { month: "short", day: "numeric" });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const exact = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeStyle: "short", hourCycle: "h23" });

export function isSameDay(a: Date, b: Date): boolean {
  return a.toDateString() === b.toDateString();
}

/** `Jan 2026`. */
export const formatMonth = (at: string): string => monthAndYear.format(new Date(at));
/** `14:02`. */
export const formatClock = (at: string): string => clock.format(new Date(at));
/** `January 12, 2026 at 14:02`, for titles. */
export const formatExact = (at: string): string => exact.format(new Date(at));
/** `Nov 23`. */
export const formatShortDay = (at: string): string => shortDay.format(new Date(at));

/** `Monday, November 23`; with the year where it is another one. */
export function formatDay(at: Date, now: Date): string {
  return (at.getFullYear() === now.getFullYear() ? day : dayAndYear).format(at);
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
