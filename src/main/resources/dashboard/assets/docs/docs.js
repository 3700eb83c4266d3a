// @ts-check

/**
 * Makes of the contract what is worth trying here. Requests go to the service that this page came from, wherever that is.
 * A browser sends the cookie of a session by itself, so there is nothing to fill in for it. What may be left out is left
 * out, but for the account: an old cursor, say, would only be refused.
 *
 * @param {any} contract
 */
function toTry(contract) {
  const tried = structuredClone(contract);
  delete tried.servers;
  tried.security = [{ bearerKey: [] }];
  delete tried.components.securitySchemes.sessionCookie;
  const paths = /** @type {any[]} */ (Object.values(tried.paths));
  const own = paths.flatMap((path) => [path, ...Object.values(path)].flatMap((part) => part.parameters ?? []));
  for (const parameter of [...own, ...Object.values(tried.components.parameters)]) {
    if (!parameter.required && parameter.name !== 'account') delete parameter.example;
  }
  return tried;
}

/** Dark or light as on the page, where that was chosen; else as the system has it. */
function colours() {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let chosen;
  try {
    chosen = localStorage.getItem('weekline.theme');
  } catch { /* Storage may be shut off. */ }
  const fixed = chosen === 'dark' || chosen === 'light' ? chosen : undefined;
  if (fixed) document.documentElement.dataset.theme = fixed;
  const apply = () => document.documentElement.classList.toggle('dark-mode', fixed ? fixed === 'dark' : dark.matches);
  dark.addEventListener('change', apply);
  apply();
}

colours();
// @ts-ignore: the bundle brings no types.
SwaggerUIBundle({
  url: '/openapi.yaml',
  domNode: document.getElementById('docs'),
  plugins: [{
    statePlugins: { spec: { wrapActions: { updateJsonSpec: (/** @type {any} */ go) => (/** @type {any} */ contract) => go(toTry(contract)) } } },
  }],
  deepLinking: true,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  // Nothing of a key is kept: it is gone with the page.
  persistAuthorization: false,
  // Answers of others' services would be asked for otherwise.
  validatorUrl: null,
});
