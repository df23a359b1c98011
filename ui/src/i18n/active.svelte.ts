/** What is known of the language of the words. Whoever reads it in the page is written anew when it changes. */
class Active {
  /** How `Intl` is asked. */
  tag = $state.raw("en-US");
  direction = $state.raw<"ltr" | "rtl">("ltr");
}

export const active = new Active();

/** What is made once for each language that is spoken. */
export function perLanguage<T>(make: (tag: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const known = made.get(active.tag);
    if (known !== undefined) return known;
    const fresh = make(active.tag);
    made.set(active.tag, fresh);
    return fresh;
  };
}
