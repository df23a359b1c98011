import { screen, within } from "@testing-library/svelte";
import { beforeEach, describe, expect, it, vi } from "vitest";
import en from "../../messages/en.json";
import { signedIn } from "../backend/fake/account";
import { addSampleData } from "../backend/fake/sample";
import { World } from "../backend/fake/world";
import { button, expectAccessible, type RunningApp, row, startApp } from "../testing/app";
import { speak, t } from ".";
import { LANGUAGES, type Spoken } from "./languages";

vi.mock("../features/ledger/loadChart", async () => ({
  loadChart: async () => (await import("../testing/chart")).Chart,
}));

const OTHERS = (Object.keys(LANGUAGES) as Spoken[]).filter((language) => language !== "en");

/** All English texts without placeholders: none of them may be on a screen in another language. */
const ENGLISH = new Set(textsOf(en).filter((text) => text.length > 5 && !text.includes("{")));

function textsOf(catalogue: object): string[] {
  return Object.values(catalogue).flatMap((value) => (typeof value === "string" ? [value] : textsOf(value)));
}

/** What people read and hear on the page: texts, and the attributes that are read out. */
function said(): string[] {
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts: string[] = [];
  for (let node = nodes.nextNode(); node !== null; node = nodes.nextNode())
    if (!node.parentElement?.closest("style, script, [lang='en']")) texts.push(node.textContent ?? "");
  for (const element of document.body.querySelectorAll("*"))
    for (const name of ["aria-label", "title", "placeholder"]) texts.push(element.getAttribute(name) ?? "");
  return texts.map((text) => text.trim()).filter(Boolean);
}

/** Words that are the same in the language are no forgotten English. */
function expectNoEnglish(own: Set<string>) {
  expect(said().filter((text) => ENGLISH.has(text) && !own.has(text))).toEqual([]);
  expect(said().join(" ")).not.toMatch(/undefined|NaN|\{\w+\}/);
}

/** Something for the ledger of a team and for its chart. */
function use(world: World) {
  const cost = { amount: "0.42", currency: "USD" };
  const credit = { amount: "25.00", currency: "USD" };
  world.book(world.team("dev-d7035d80"), {
    kind: "adjustment",
    amount: credit,
    description: "Goodwill",
    top_up_id: null,
  });
  const day = world.at().slice(0, 10);
  world.usage.set("dev-d7035d80", { days: [{ day, cost }], models: [], total: cost, requests: 3 });
}

async function start(): Promise<RunningApp> {
  const prepare = ({ world }: { world: World }) => {
    addSampleData(world);
    use(world);
  };
  const app = startApp({ session: signedIn(new World()), prepare });
  await screen.findByRole("list", { name: t.teams.list });
  return app;
}

describe.each(OTHERS)("in %s", (language) => {
  let own: Set<string>;

  beforeEach(async () => {
    const catalogues = import.meta.glob<object>("../../messages/*.json", { import: "default" });
    own = new Set(textsOf((await catalogues[`../../messages/${language}.json`]?.()) ?? {}));
    await speak(language);
  });

  it("the teams and the top-up dialog have all their words, and are accessible", async () => {
    const { user } = await start();
    expectNoEnglish(own);
    await expectAccessible();
    await user.click(within(row("Development")).getByText(t.teams.topUp.action));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByText(t.topUp.custom)).toBeInTheDocument();
    expectNoEnglish(own);
    await expectAccessible();
  });

  it("where the money goes has all its words, and is accessible", async () => {
    const { user } = await start();
    await user.click(button("Development"));
    await user.click(await screen.findByRole("tab", { name: t.ledger.billing }));
    await screen.findByRole("img");
    await screen.findByRole("table", { name: t.ledger.transactions.table({ team: "Development" }) });
    expectNoEnglish(own);
    await expectAccessible();
  });

  it("the settings have all their words, and are accessible", async () => {
    const { user } = await start();
    await user.click(button(t.common.sections.settings));
    await screen.findByRole("heading", { name: t.settings.language.title });
    expectNoEnglish(own);
    await expectAccessible();
  });
});

it("is spoken at once when it is chosen, on the same page", async () => {
  const { user, control } = await start();
  await user.click(button("Settings"));
  const german = await screen.findByRole("radio", { name: "Deutsch" });
  await user.click(german);
  expect(await screen.findByRole("heading", { name: "Einstellungen" })).toBeVisible();
  // The page is the one that was there, so nothing that was typed into it is lost.
  expect(screen.getByRole("radio", { name: "Deutsch" })).toBe(german);
  expect(german).toBeChecked();
  expect(control.preferences.language).toBe("de");
  await user.click(screen.getByRole("radio", { name: "العربية" }));
  expect(await screen.findByRole("heading", { name: "الإعدادات" })).toBeVisible();
  expect(document.documentElement).toHaveAttribute("dir", "rtl");
});
