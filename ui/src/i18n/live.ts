/** An object that always is what `read` gives now, all the way down; so its parts can be kept. */
export function live<T extends object>(read: () => T): T {
  const parts = new Map<PropertyKey, object>();
  return new Proxy({} as T, {
    get(_, key) {
      const value: unknown = Reflect.get(read(), key);
      if (typeof value !== "object" || value === null) return value;
      const part = parts.get(key) ?? live(() => Reflect.get(read(), key) as object);
      parts.set(key, part);
      return part;
    },
  });
}
