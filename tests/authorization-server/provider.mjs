import { generateKeyPair, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

import { Provider } from 'oidc-provider';

import { claims } from './accounts.mjs';

const CLIENT = 'ollm-teams';
const SCOPES = ['openid', 'email', 'offline_access'];
const HOUR = 3600;

const newKeyPair = promisify(generateKeyPair);
const cookieKeys = [randomBytes(32).toString('hex')];

/** A provider with new keys. `options` are those of the crate beside this file. */
export async function newProvider(issuer, store, options) {
  const provider = new Provider(issuer, {
    adapter: store.adapter,
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    clients: [
      {
        client_id: CLIENT,
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        // With any port: RFC 8252, section 7.3.
        redirect_uris: ['http://127.0.0.1/callback'],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: cookieKeys },
    extraTokenClaims: (_context, token) => claims(token.accountId),
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => ({
          audience: options.audience,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: options.signingAlgorithm } },
          scope: SCOPES.join(' '),
        }),
      },
      revocation: { enabled: true },
    },
    findAccount: (_context, accountId) => ({ accountId, claims: () => claims(accountId) }),
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    jwks: { keys: await newKeys() },
    pkce: { required: () => true },
    rotateRefreshToken: true,
    scopes: SCOPES,
    ttl: {
      AccessToken: options.accessTtl,
      AuthorizationCode: options.codeTtl,
      RefreshToken: options.refreshTtl,
      IdToken: HOUR,
      Interaction: HOUR,
      Session: 24 * HOUR,
      Grant: 24 * HOUR,
    },
  });
  if (options.statedIssuer) {
    provider.on('authorization.success', (_context, response) => {
      response.iss = options.statedIssuer;
    });
  }
  return provider;
}

async function newKeys() {
  const pairs = await Promise.all([
    newKeyPair('rsa', { modulusLength: 2048 }),
    newKeyPair('ec', { namedCurve: 'P-256' }),
  ]);
  return pairs.map(({ privateKey }) => privateKey.export({ format: 'jwk' }));
}
