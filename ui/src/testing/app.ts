import { render, screen, within } from "@testing-library/svelte";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import axe from "axe-core";
import { expect } from "vitest";
// The app loads it when a menu opens: hundreds of modules to compile are more than a test waits for.
import "bits-ui";
import App from "../App.svelte";
import type { AccountBackend } from "../backend/backend";
import { signedIn } from "../backend/fake/account";
import { createFake, dataOf, type Fake } from "../backend/fake/fake";
import { addSampleData } from "../backend/fake/sample";
import { FAKE_TOKEN } from "../backend/fake/session";
import { World } from "../backend/fake/world";
import type { SessionView } from "../bindings/SessionView";
import { Session } from "../features/session/session.svelte";

export { dataOf };

export interface RunningApp extends Fake {
  readonly data: AccountBackend;
  user: UserEvent;
}

interface Options {
  session?: SessionView;
  /** Prepares what the server holds and how it answers. */
  prepare?: (fake: Fake) => void;
  user?: UserEvent;
}

/** The whole app on a fake backend, at its first screen. */
export function startApp({ session, prepare, user = userEvent.setup() }: Options = {}): RunningApp {
  const fake = createFake(session ? { session } : {});
  prepare?.(fake);
  const { backend } = fake;
  const opened = new Session(backend);
  void opened.start();
  render(App, { backend, preferences: fake.control.preferences, session: opened });
  return {
    ...fake,
    user,
    get data() {
      return dataOf(fake);
    },
  };
}

/** The app with a user signed in: the teams of the sample, or what `prepare` makes. */
export async function startSignedIn({ prepare, user }: Omit<Options, "session"> = {}): Promise<RunningApp> {
  const app = startApp({
    session: signedIn(new World()),
    prepare: prepare ?? (({ world }) => addSampleData(world)),
    ...(user && { user }),
  });
  await screen.findByText(/across|^\d+ teams?$/);
  return app;
}

export const button = (name: string | RegExp): HTMLElement => screen.getByRole("button", { name });

/** Signs in to the same server, from an error that asks for it. */
export async function signInAgain({ user }: RunningApp): Promise<void> {
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  const token = await screen.findByLabelText("API token");
  await expect.poll(() => document.activeElement).toBe(token);
  await user.keyboard(`${FAKE_TOKEN}{Enter}`);
  await expect.poll(() => screen.queryByLabelText("API token")).toBeNull();
}

/** The row of a team. */
export function row(name: string): HTMLElement {
  const found = screen
    .getAllByRole("listitem")
    .find((item) => item.dataset.teamId && item.textContent?.includes(name));
  if (!found) throw new Error(`no row of ${name}`);
  return found;
}

/** Opens a team's row, and returns it when its people are there. */
export async function openTeam({ user }: RunningApp, name: string): Promise<ReturnType<typeof within>> {
  await user.click(button(name));
  await screen.findByRole("table", { name: `Members of ${name}` });
  return within(row(name));
}

/** Opens the form for a team's name, and returns when it takes what is typed. */
export async function rename({ user }: RunningApp, name: string): Promise<void> {
  await user.click(button(`Rename ${name}`));
  const field = await screen.findByRole("textbox", { name: "Team name" });
  await expect.poll(() => document.activeElement).toBe(field);
}

/** What automation can see of WCAG 2.2 AA without a layout; contrast, sizes and visible text need a real browser. */
export async function expectAccessible(): Promise<void> {
  // A menu or a list of choices floats outside the landmarks of the page, as it has to.
  const isFloating = document.querySelector("[data-bits-floating-content-wrapper]") !== null;
  const { violations } = await axe.run(document.body, {
    resultTypes: ["violations"],
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: {
      "color-contrast": { enabled: false },
      "label-content-name-mismatch": { enabled: false },
      "target-size": { enabled: false },
      region: { enabled: !isFloating },
    },
  });
  const summary = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" | ")}`);
  expect(summary).toEqual([]);
}
