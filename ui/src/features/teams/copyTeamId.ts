import { t } from "../../i18n";
import { copyText } from "../../shared/copyText";
import type { Notices } from "../../shared/notices.svelte";

/** Says so, where it worked. */
export async function copyTeamId(id: string, notices: Notices): Promise<boolean> {
  const isCopied = await copyText(id);
  if (isCopied) notices.say(t.common.copied({ what: id }));
  return isCopied;
}
