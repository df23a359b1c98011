// Imported before oidc-provider, which warns on the console of the Node version as soon as it is loaded. The first line
// on the output is for who started this server, and the test's output is for the test.
console.info = () => {};
console.warn = () => {};
