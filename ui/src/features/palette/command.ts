import type { Component } from "svelte";
import type { Fragment } from "../../bindings/Fragment";
import type { TeamView } from "../../bindings/TeamView";

/** Something that can be done from the palette, by what does it elsewhere too. */
export interface Command {
  /** Among all of them, and the same whenever it is offered. */
  id: string;
  label: string;
  /** The label with what was searched for in it. */
  fragments?: Fragment[] | undefined;
  /** Other words that it is found by. */
  keywords?: string;
  /** What tells it apart from others of the same name. */
  detail?: string;
  icon: Component<{ "aria-hidden"?: "true" }>;
  /** The ways to do it from the keyboard, each the keys that are pressed together. */
  keys?: string[][];
  /** Why it can not be done now. */
  denied?: string | undefined;
  /** It is how things are now. */
  isOn?: boolean;
  /** The team that it is about. */
  teamId?: string;
  does: { run: () => unknown } | { opens: TeamView };
}

export interface Group {
  title: string;
  commands: Command[];
}
