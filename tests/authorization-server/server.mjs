// An OpenID provider on loopback for tests. Its one argument is the options, as JSON; its first line says where it
// listens; it ends when its input does, so that it never outlives the test.
import './quiet.mjs';

import { createServer } from 'node:http';

import { interact } from './interaction.mjs';
import { newProvider } from './provider.mjs';
import { Store } from './store.mjs';

const options = JSON.parse(process.argv[2]);
const store = new Store();
const counts = { tokenRequests: 0, codes: 0, refreshes: 0, refused: 0, revocations: 0 };
let outage = 'none';
let issuer;
let provider;

// The clock of the whole server, not of its tokens alone.
const now = Date.now;
Date.now = () => now() + options.clockOffset * 1000;

async function replaceProvider() {
  provider = await newProvider(issuer, store, options);
  provider.on('grant.success', ({ oidc }) => {
    counts[oidc.params.grant_type === 'refresh_token' ? 'refreshes' : 'codes'] += 1;
  });
  provider.on('grant.error', () => {
    counts.refused += 1;
  });
}

const control = {
  '/control/counts': () => counts,
  '/control/expire-codes': () => store.expireCodes(),
  '/control/outage/none': () => void (outage = 'none'),
  '/control/outage/unavailable': () => void (outage = 'unavailable'),
  '/control/outage/closed': () => void (outage = 'closed'),
  '/control/outage/silent': () => void (outage = 'silent'),
  '/control/revoke-all': () => store.revokeAll(),
  '/control/rotate-keys': replaceProvider,
};

function fail(request, response) {
  if (outage === 'unavailable') response.writeHead(503).end();
  if (outage === 'closed') request.socket.destroy();
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, issuer);
  if (pathname in control) {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify((await control[pathname]()) ?? null));
    return;
  }
  if (pathname === '/token') counts.tokenRequests += 1;
  if (pathname === '/token/revocation') counts.revocations += 1;
  if (outage !== 'none') fail(request, response);
  else if (pathname.startsWith('/interaction/')) await interact(provider, request, response);
  else await provider.callback()(request, response);
}

const server = createServer((request, response) => {
  answer(request, response).catch((error) => response.writeHead(error.statusCode ?? 500).end(String(error)));
});
server.listen(0, '127.0.0.1', async () => {
  issuer = `http://127.0.0.1:${server.address().port}`;
  await replaceProvider();
  console.log(`listening on ${issuer}`);
});
process.stdin.on('close', () => process.exit()).resume();
