import { expect, it } from "vitest";
import { splitOf } from "./split";

const DOABLE = [
  { what: "top_up", label: "Top up ", keywords: "add credits" },
  { what: "rename", label: "Rename ", keywords: "" },
  { what: "invite", label: "Invite to ", keywords: "add member" },
];

it("takes a text for something to do and a name", () => {
  expect(splitOf("rename dev", DOABLE)).toEqual({ what: ["rename"], name: "dev" });
  expect(splitOf(" top up  old proto ", DOABLE)).toEqual({ what: ["top_up"], name: "old proto" });
  expect(splitOf("add dev", DOABLE)).toEqual({ what: ["top_up", "invite"], name: "dev" });
});

it("takes nothing for it that is only a name, or only something to do", () => {
  expect(splitOf("dev", DOABLE)).toBeNull();
  expect(splitOf("rename", DOABLE)).toBeNull();
  expect(splitOf("name dev", DOABLE)).toBeNull();
  expect(splitOf("", DOABLE)).toBeNull();
});
