import type { ExportFormat } from "../bindings/ExportFormat";
import { t } from "../i18n";
import { Action } from "./action.svelte";
import type { Workspace } from "./context";

export const EXPORT_FORMATS: ExportFormat[] = ["csv", "json"];

/** Saves something in a format, and says where. `save` tells where that is. */
export function exporting(
  { app, notices }: Pick<Workspace, "app" | "notices">,
  save: (format: ExportFormat) => Promise<string>,
): (format: ExportFormat) => Promise<boolean> {
  const action = new Action({ started: notices.dismiss, failed: (error) => notices.complain(error) });
  return (format) =>
    action.run(async () => {
      const path = await save(format);
      const { done, show } = t.common.export;
      notices.say(done({ path }), { label: show, act: app.showExported });
    });
}
