import { fileOf, PSEUDO, SOURCE } from "./languages.mjs";
import { moduleOf } from "./module.mjs";

const PREFIX = "words:";

/**
 * `import("words:de")` is the German catalogue, compiled.
 * @returns {import("vite").Plugin}
 */
export const words = () => ({
  name: "words",
  resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith(`\0${PREFIX}`)) return undefined;
    const language = id.slice(PREFIX.length + 1);
    this.addWatchFile(fileOf(language === PSEUDO ? SOURCE : language));
    return moduleOf(language);
  },
});
