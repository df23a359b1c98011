/**
 * What the provider keeps: sessions, grants, codes and refresh tokens, in memory. It outlives a provider, so that new
 * keys end nobody's session, and tests reach into it.
 */
export class Store {
  #models = new Map();

  /** The provider's adapter for one kind of record. */
  adapter = (model) => {
    const records = this.#records(model);
    const byUid = (uid) => [...records.values()].find((record) => record.uid === uid);
    return {
      upsert: async (id, record) => void records.set(id, record),
      find: async (id) => records.get(id),
      findByUid: async (uid) => byUid(uid),
      findByUserCode: async () => undefined,
      destroy: async (id) => void records.delete(id),
      consume: async (id) => {
        records.get(id).consumed = Math.floor(Date.now() / 1000);
      },
      revokeByGrantId: async (grantId) => {
        for (const [id, record] of records) {
          if (record.grantId === grantId) records.delete(id);
        }
      },
    };
  };

  /** Every refresh token, code and consent is worth nothing from now on. */
  revokeAll() {
    for (const model of ['Grant', 'AuthorizationCode', 'RefreshToken']) this.#records(model).clear();
  }

  /** Every code that was not exchanged yet has expired. */
  expireCodes() {
    for (const record of this.#records('AuthorizationCode').values()) record.exp = 0;
  }

  #records(model) {
    if (!this.#models.has(model)) this.#models.set(model, new Map());
    return this.#models.get(model);
  }
}
