import type { Account } from "../../bindings/Account";
import { t } from "../../i18n";

/** Where an account is, for people: a local workspace's address says nothing to them. */
export function hostName({ kind, host }: Account): string {
  if (kind === "local") return t.session.localHost;
  if (kind === "sample") return t.session.sampleHost;
  return host;
}
