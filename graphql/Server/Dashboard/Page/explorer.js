// Whether this server serves Banana Cake Pop: outside development it may not, and nothing then leads there.

import { graph } from './queries.js';

let asked;

/** Asks once. */
export const hasExplorer = () => (asked ??= fetch(`${graph}/`, { method: 'HEAD', headers: { accept: 'text/html' } })
  .then(({ ok, headers }) => ok && (headers.get('content-type') ?? '').startsWith('text/html'), () => false));
