/** What others wrote and the app is made of, as `cargo xtask licences` collects it. */
export interface Licences {
  components: Component[];
  texts: string[];
}

export interface Component {
  name: string;
  version: string;
  licence: string;
  /** Places in `texts`. */
  texts: number[];
}

const files = import.meta.glob<Licences>("./licences.json", { import: "default" });

/** Loads the list, which is large and seldom read. `null` where a build was made without it. */
export async function loadLicences(): Promise<Licences | null> {
  return (await files["./licences.json"]?.()) ?? null;
}
