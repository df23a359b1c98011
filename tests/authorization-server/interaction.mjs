import { emailOf, signIn } from './accounts.mjs';

/** The pages on which a person signs in and consents. A form is sent to the page's own address. */
export async function interact(provider, request, response) {
  const interaction = await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(interaction.prompt.name === 'login' ? loginPage() : consentPage(interaction));
    return;
  }
  const form = new URLSearchParams(await body(request));
  await provider.interactionFinished(request, response, await result(provider, interaction, form));
}

async function result(provider, interaction, form) {
  if (interaction.prompt.name === 'login') return { login: { accountId: signIn(form.get('email')) } };
  if (form.get('decision') !== 'allow') {
    return { error: 'access_denied', error_description: 'The person did not allow it.' };
  }
  return { consent: { grantId: await grantAll(provider, interaction) } };
}

/** Allows what was asked for and not allowed before. */
async function grantAll(provider, { grantId, params, prompt, session }) {
  const known = grantId && (await provider.Grant.find(grantId));
  const grant = known || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  const { missingOIDCScope = [], missingResourceScopes = {} } = prompt.details;
  if (missingOIDCScope.length > 0) grant.addOIDCScope(missingOIDCScope.join(' '));
  for (const [resource, scopes] of Object.entries(missingResourceScopes)) {
    grant.addResourceScope(resource, scopes.join(' '));
  }
  return grant.save();
}

const loginPage = () => page('Sign in', '<label>E-mail <input name="email" type="email" required></label><button>Sign in</button>');

const consentPage = ({ params, session }) =>
  page(
    `Let ${escaped(params.client_id)} act for ${escaped(emailOf(session.accountId))}?`,
    '<button name="decision" value="allow">Allow</button><button name="decision" value="deny">Deny</button>',
  );

const page = (title, fields) =>
  `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><form method="post">${fields}</form></html>`;

const escaped = (text) => text.replace(/[&<>"]/g, (character) => `&#${character.codePointAt(0)};`);

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
