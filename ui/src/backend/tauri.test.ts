import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import { asAppError } from "./appError";
import type { Backend } from "./backend";
import { COMMANDS } from "./commands";
import { appError } from "./fake/errors";
import { createFake } from "./fake/fake";
import { tauriBackend } from "./tauri";

afterEach(clearMocks);

it("invokes the command of each method with its arguments as they are", async () => {
  const invoked: [string, unknown][] = [];
  mockIPC((command, args) => {
    invoked.push([command, args]);
    return command;
  });
  const backend = tauriBackend();
  for (const [method, command] of Object.entries(COMMANDS)) {
    const call = backend[method as keyof Backend] as (args: unknown) => Promise<unknown>;
    expect(await call({ teamId: "dev-d7035d80" })).toBe(command);
  }
  expect(invoked).toEqual(Object.values(COMMANDS).map((command) => [command, { teamId: "dev-d7035d80" }]));
  expect(new Set(Object.values(COMMANDS)).size).toBe(Object.keys(COMMANDS).length);
});

it("has the same methods as the fake", () => {
  expect(Object.keys(createFake().backend).sort()).toEqual(Object.keys(tauriBackend()).sort());
});

it("passes an AppError on, and makes one of anything else", async () => {
  const error = appError("forbidden", "req_1");
  mockIPC(() => Promise.reject(error));
  await expect(tauriBackend().signOut()).rejects.toEqual(error);
  expect(asAppError(error)).toBe(error);
  expect(asAppError("sign_out not allowed")).toMatchObject({
    code: "unexpected_answer",
    message: "sign_out not allowed",
  });
  expect(asAppError(new Error("broken")).message).toBe("broken");
});
