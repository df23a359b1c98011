import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import { asAppError } from "./appError";
import type { AppCommands } from "./backend";
import { COMMANDS } from "./commands";
import { signedIn } from "./fake/account";
import { appError } from "./fake/errors";
import { createFake } from "./fake/fake";
import { World } from "./fake/world";
import { tauriBackend } from "./tauri";

afterEach(clearMocks);

type Call = (args?: unknown) => Promise<unknown>;

const account = "https://api.example.com/ usr_you";

it("invokes the command of each method with its arguments as they are", async () => {
  const invoked: [string, unknown][] = [];
  mockIPC((command, args) => {
    invoked.push([command, args]);
    return command;
  });
  const backend = tauriBackend();
  for (const [method, command] of Object.entries(COMMANDS)) {
    const call = backend[method as keyof AppCommands] as Call;
    expect(await call({ teamId: "dev-d7035d80" })).toBe(command);
  }
  expect(invoked).toEqual(Object.values(COMMANDS).map((command) => [command, { teamId: "dev-d7035d80" }]));
  expect(new Set(Object.values(COMMANDS)).size).toBe(Object.keys(COMMANDS).length);
});

it("says of which account each piece of data is to be", async () => {
  const invoked: unknown[] = [];
  mockIPC((command, args) => {
    invoked.push([command, args]);
    return null;
  });
  const data = tauriBackend().forAccount(account);
  await data.myInvitations();
  await data.teamPeople({ teamId: "dev-d7035d80" });
  expect(invoked).toEqual([
    ["my_invitations", { account }],
    ["team_people", { account, teamId: "dev-d7035d80" }],
  ]);
});

it("has the same methods as the fake", () => {
  const { backend } = createFake({ session: signedIn(new World()) });
  const methods = [...Object.keys(backend), ...Object.keys(backend.forAccount(account))];
  expect(methods.filter((method) => method !== "forAccount").sort()).toEqual(Object.keys(COMMANDS).sort());
});

it("passes an AppError on, and makes one of anything else", async () => {
  const error = appError("forbidden", "req_1");
  mockIPC(() => Promise.reject(error));
  await expect(tauriBackend().signOutAll()).rejects.toEqual(error);
  expect(asAppError(error)).toBe(error);
  expect(asAppError("sign_out_all not allowed")).toMatchObject({
    code: "unexpected_answer",
    message: "sign_out_all not allowed",
  });
  expect(asAppError(new Error("broken")).message).toBe("broken");
});
