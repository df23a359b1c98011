import { fireEvent, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";
import { accountsOf, showing } from "../../testing/accounts";
import { startApp } from "../../testing/app";

const NAMES = ["ana", "lena", "omar"];

/** The same sequence at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The name of the account that the sidebar says is shown. */
const shown = () => document.querySelector(".account .who span")?.textContent?.replace(/@.*/, "");

/** What of other accounts is on the page. */
function strangers(): string[] {
  const name = shown();
  const ids = [...document.querySelectorAll<HTMLElement>("[data-team-id]")].map((row) => row.dataset.teamId);
  const text = document.querySelector("main")?.textContent ?? "";
  return [
    ...ids.filter((id) => !id?.startsWith(`${name}-`)).map(String),
    ...NAMES.filter((other) => other !== name && text.includes(`${other}-`)),
  ];
}

it("shows no row, person or find of another account in 200 switches with late answers", async () => {
  const accounts = accountsOf(...NAMES);
  const { control } = startApp({
    session: showing(accounts),
    prepare: ({ worldOf }) => {
      for (const [index, account] of accounts.entries()) {
        const name = NAMES[index];
        for (let n = 0; n < 2; n += 1) {
          const id = `${name}-${n}`;
          const team = worldOf(account).addTeam({ id, name: `${name}-team-${n}`, role: "owner" });
          worldOf(account).addMember(team, `${name}-friend@example.com`, "member");
        }
      }
    },
  });
  await screen.findByRole("button", { name: "ana-team-0" });
  const chance = random(3);
  // Late, and in another order than it was asked for.
  control.latency = () => Math.floor(chance() * 25);
  const mixed: string[] = [];
  const observer = new MutationObserver(() => mixed.push(...strangers()));
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });

  let seen = 0;
  for (let n = 0; n < 200; n += 1) {
    const others = NAMES.filter((name) => name !== shown());
    const target = others[Math.floor(chance() * others.length)] ?? "";
    if (n % 4 === 0) {
      const row = document.querySelector("[data-team-id] [aria-expanded=false]");
      if (row) await fireEvent.click(row);
    }
    if (n % 10 === 1) {
      await fireEvent.input(screen.getByRole("searchbox"), { target: { value: "friend" } });
      await pause(125);
    }
    await fireEvent.keyDown(document.body, { key: `${NAMES.indexOf(target) + 1}`, ctrlKey: true });
    await expect.poll(shown, { interval: 2 }).toBe(target);
    expect(strangers()).toEqual([]);
    await pause(Math.floor(chance() * 30));
    expect(strangers()).toEqual([]);
    seen += document.querySelectorAll("[data-team-id]").length;
  }
  observer.disconnect();
  expect(mixed).toEqual([]);
  expect(control.count("switchAccount")).toBe(200);
  expect(seen).toBeGreaterThan(50);
  await screen.findByRole("button", { name: `${shown()}-team-0` });
}, 180_000);
