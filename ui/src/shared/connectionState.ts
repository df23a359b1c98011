import type { Connection } from "../bindings/Connection";

/** How things stand between the account that is shown and its server; without a sign-in, nothing is asked. */
export type ConnectionState = Connection | "signed_out";
