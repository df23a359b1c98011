import { expect, it } from "vitest";
import { Drafts } from "./drafts.svelte";

it("knows what was typed for a team until it is empty, cleared or dropped", () => {
  const drafts = new Drafts();
  drafts.set("a", "name", "New");
  drafts.set("a", "emails", "x@example.com");
  drafts.set("b", "name", "Other");
  expect(drafts.of("a")).toEqual([
    { what: "name", text: "New" },
    { what: "emails", text: "x@example.com" },
  ]);
  drafts.set("a", "emails", "  ");
  expect(drafts.of("a")).toEqual([{ what: "name", text: "New" }]);
  drafts.clear("a", "name");
  expect(drafts.of("a")).toEqual([]);
  drafts.drop(["b"]);
  expect(drafts.of("b")).toEqual([]);
});
