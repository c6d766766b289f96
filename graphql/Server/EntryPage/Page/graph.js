// Asks the graph, and turns whatever goes wrong into a few kinds of trouble that the page has words for.

// This file stands in a folder of the server, wherever a proxy has put that.
const root = new URL('../', import.meta.url);
const graph = new URL('graphql', root).pathname;

/** What went wrong: `expired`, `forbidden`, `offline`, `busy`, `too-large`, `unreadable`, `uncertain` or `failed`; with the server's own words, if any. */
export class Trouble extends Error {
  constructor(kind, detail = '') {
    super(detail);
    this.kind = kind;
  }
}

const kinds = { 401: 'expired', 403: 'forbidden', 408: 'busy', 413: 'too-large', 429: 'busy', 502: 'busy', 503: 'busy', 504: 'busy' };
const codes = { AUTH_NOT_AUTHENTICATED: 'expired', AUTH_NOT_AUTHORIZED: 'forbidden', HC0010: 'too-large' };

function troubleOf(response, errors) {
  const [error] = errors ?? [];
  const code = error?.extensions?.code ?? '';
  const kind = code.endsWith('_UNCERTAIN') ? 'uncertain' : codes[code] ?? kinds[response.status] ?? 'failed';
  return new Trouble(kind, error?.message ?? `${response.status} ${response.statusText}`.trim());
}

async function send(session, address, options) {
  const { token } = session;
  if (!token) {
    throw new Trouble('expired');
  }

  try {
    return await fetch(address, { ...options, headers: { ...options.headers, authorization: `Bearer ${token}` } });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }

    throw new Trouble('offline', error.message);
  }
}

async function read(response) {
  const answer = await response.json().catch(() => ({}));
  // What was written is written, though its answer may not be whole.
  const errors = answer.errors?.filter(({ extensions }) => !extensions?.code?.endsWith('_RECORDED'));
  if (!answer.data || errors?.length) {
    throw troubleOf(response, errors);
  }

  return answer.data;
}

const accept = 'application/graphql-response+json';

/** The data of an answer. */
export async function ask(session, query, variables = {}, signal) {
  return read(await send(session, graph, {
    method: 'POST', signal, body: JSON.stringify({ query, variables }), headers: { accept, 'content-type': 'application/json' },
  }));
}

/** The data of an answer to a request with a file: the variable `input` holds it as `file` (GraphQL multipart request specification). */
export async function upload(session, query, input, file, signal) {
  const form = new FormData();
  form.append('operations', JSON.stringify({ query, variables: { input: { ...input, file: null } } }));
  form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
  form.append('0', file, file.name);
  try {
    return await read(await send(session, graph, { method: 'POST', signal, body: form, headers: { accept, 'GraphQL-Preflight': '1' } }));
  } catch (error) {
    throw error.kind === 'offline' && !await isReadable(file) ? new Trouble('unreadable') : error;
  }
}

// A browser reads a file while it sends it. Of one that was changed or taken away since it was chosen it says only that sending failed.
const isReadable = (file) => file.slice(0, 1).arrayBuffer().then(() => true, () => false);

/** A file of this server. */
export async function fetchFile(session, address) {
  const response = await send(session, new URL(address, root), {});
  if (!response.ok) {
    throw troubleOf(response);
  }

  return response.blob();
}
