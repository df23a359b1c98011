import { createHash } from 'node:crypto';

const emails = new Map();

/** Whoever states an e-mail address is its owner here. The account's ID is not the address: it could change. */
export function signIn(email) {
  const accountId = createHash('sha256').update(email).digest('hex').slice(0, 16);
  emails.set(accountId, email);
  return accountId;
}

export const emailOf = (accountId) => emails.get(accountId);

/** The claims about a person that tokens carry. */
export function claims(accountId) {
  const email = emailOf(accountId);
  return { sub: accountId, email, email_verified: !email.startsWith('unverified') };
}
