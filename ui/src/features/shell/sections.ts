export type Section = "teams" | "activity" | "settings";
