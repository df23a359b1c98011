import { describe, expect, it } from "vitest";
import { daysLeft } from "../backend/fake/world";
import { formatMoney, initials, isZero, separatorsOf } from "./format";
import { t } from "./index";

const usd = (amount: string) => ({ amount, currency: "USD" });
const now = new Date("2026-11-24T14:05:00");
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

describe("money", () => {
  it.each([
    ["1284.37", "$1,284.37"],
    ["12.5", "$12.50"],
    ["0.00", "$0.00"],
    ["-3.10", "-$3.10"],
    ["0.004", "$0.004"],
    ["9007199254740993.01", "$9,007,199,254,740,993.01"],
  ])("%s reads as %s", (amount, expected) => {
    expect(formatMoney(usd(amount))).toBe(expected);
  });

  it("of a currency that is no code is shown as it is", () => {
    expect(formatMoney({ amount: "5.00", currency: "credits" })).toBe("5.00 credits");
  });

  it("is nothing only when it is zero", () => {
    expect(["0", "0.00", "0.000001", "-1"].map((amount) => isZero(usd(amount)))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

it("counts with the right plural", () => {
  expect([0, 1, 2, 1234].map((n) => t.teams.subtitle([], n))).toEqual([
    "0 teams",
    "1 team",
    "2 teams",
    "1,234 teams",
  ]);
});

it("makes initials of names and addresses", () => {
  expect(
    ["you@example.com", "ana.kovac@example.com", "Ana Maria Kovac", "x@example.com", "研究 室"].map(initials),
  ).toEqual(["YO", "AK", "AM", "X", "研室"]);
});

it.each([
  [0, "less than a day left"],
  [1, "about 1 day left"],
  [24, "about 24 days left"],
  [91, "about 3 months left"],
  [4000, "more than 2 years left"],
])("%s days are '%s'", (days, expected) => {
  expect(t.teams.forecast(daysLeft(days))).toBe(expected);
});

it.each([
  [3, "Live, updated 3 s ago"],
  [125, "Live, updated 2 min ago"],
  [3 * 3600, "Live, updated at 11:05"],
])("a list of %s s ago reads '%s'", (seconds, expected) => {
  expect(t.common.connection.of("live", ago(seconds), now)).toBe(expected);
});

it("says the day of an offline copy that is not of today", () => {
  expect(t.common.connection.of("offline", ago(180), now)).toBe("Offline, as of 14:02");
  expect(t.common.connection.of("offline", ago(24 * 3600), now)).toBe("Offline, as of Nov 23, 14:05");
});

it.each([
  ["connecting", "Connecting, as of 14:02", "Connecting…"],
  ["failing", "The server has a problem, as of 14:02", "The server has a problem"],
  ["offline", "Offline, as of 14:02", "Offline"],
  ["signed_out", "Not signed in, as of 14:02", "Not signed in"],
  ["signing_in", "Signing in…", "Signing in…"],
] as const)("%s reads '%s', and '%s' before anything was fetched", (connection, known, unknown) => {
  expect(t.common.connection.of(connection, ago(180), now)).toBe(known);
  expect(t.common.connection.of(connection, null, now)).toBe(unknown);
});

it("says how far a first sync has come", () => {
  const { progress } = t.common.connection;
  expect(progress({ step: "teams", done: 4200, total: 10_000 })).toBe("Teams 4,200 of 10,000");
  expect(progress({ step: "people", done: 0, total: null })).toBe("Fetching people…");
  expect(progress({ step: "people", done: 7400, total: 10_000 })).toBe("Fetching people, 74%");
});

it.each([
  [["Research"], "You are no longer in Research. It was removed from this computer."],
  [["Research", "Design"], "You are no longer in Research and Design. They were removed from this computer."],
  [
    ["A", "B", "C", "D", "E", "F", "G"],
    "You are no longer in A, B, C, and 4 more. They were removed from this computer.",
  ],
])("says which teams are gone: %s", (names, expected) => {
  expect(t.lostTeams.gone(names)).toBe(expected);
});

it("says what a delete loses, whatever the balance is", () => {
  const { lost } = t.teams.remove;
  expect(lost(usd("12.00"), 3)).toBe("$12.00 of unused balance and 3 members will be lost.");
  expect(lost(usd("0.00"), 1)).toBe("No balance is left; 1 member will be lost.");
  expect(lost(usd("-2.00"), 2)).toBe("The balance is -$2.00; 2 members will be lost.");
  expect(lost(null, 2)).toBe("Any unused balance and 2 members will be lost.");
});

it("says how long an invitation waits", () => {
  const inHours = (hours: number) =>
    t.people.pending(new Date(now.getTime() + hours * 3_600_000).toISOString(), now);
  expect([6.5 * 24, 24, 5, 0.5, -1].map(inHours)).toEqual([
    "Pending, 7 days left",
    "Pending, 1 day left",
    "Pending, 5 hours left",
    "Pending, less than an hour left",
    "Pending, expired",
  ]);
});

it.each([
  ["en-US", ".", ","],
  ["de-DE", ",", "."],
  ["es-ES", ",", "."],
  ["fr-FR", ",", "\u202f"],
  ["c", ".", ","],
])("knows the separators of %s", (locale, decimal, group) => {
  expect(separatorsOf(locale)).toEqual({ decimal, group });
});
