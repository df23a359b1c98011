import { en } from "./en";

/** The words of the app. Another language is another object of this type. */
export type Words = typeof en;

export const t: Words = en;
