import { Tooltip } from "bits-ui";

/** One tooltip serves every button: a list of a thousand rows has a thousand triggers and one layer. */
export const tooltip = Tooltip.createTether<string>();
