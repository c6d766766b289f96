// The saved queries of this server: their list, their answers, and the addresses of their tables.

/** Where this server is, wherever a proxy has put it: this file stands in a folder of it. */
export const base = new URL('..', import.meta.url).pathname;

/** Where the graph is. */
export const graph = `${base}graphql`;

const root = `${graph}/persisted`;
const mostTries = 5;
const longestWait = 60;
let list;

/** Why a question has no answer: `kind` names a text (`error-busy`), `message` is the server's own. */
export class AskError extends Error {
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** The saved queries by name, as the server lists them. */
export async function saved() {
  list ??= (async () => new Map((await (await get(root, 'application/json')).json()).map((query) => [query.name, query])))();
  try {
    return await list;
  } catch (error) {
    list = undefined;
    throw error;
  }
}

const ends = (month) => new Date(Date.UTC(+month.slice(0, 4), +month.slice(5), 0)).toISOString().slice(0, 10);

/** The variables that a query is asked with: those of the page's filters that it has. */
export function variablesOf(query, state) {
  const all = {
    region: state.region,
    province: state.province,
    programme: state.programme,
    from: state.from && `${state.from}-01`,
    to: state.to && ends(state.to),
    month: state.to && `${state.to}-01`,
  };
  return Object.fromEntries(query.variables.map(({ name }) => [name, all[name]]).filter(([, value]) => value !== undefined));
}

/** Where a query is answered; with a format, as a table, of which more can be wished: `{ lang: 'fr' }`. */
export function addressOf(name, variables, format = '', wishes = {}) {
  const search = Object.entries({ ...(Object.keys(variables).length && { variables: JSON.stringify(variables) }), ...wishes }).map(([key, value]) => `${key}=${encodeURIComponent(value)}`);
  return `${root}/${name}${format && `.${format}`}${search.length ? `?${search.join('&')}` : ''}`;
}

/** The data of an answer. A server that asks for patience is asked again when it says so; `onWait` hears of it. */
export async function ask(name, variables, { signal, onWait } = {}) {
  const response = await get(addressOf(name, variables), 'application/graphql-response+json', { signal, onWait });
  const answer = await response.json().catch(() => ({}));
  if (answer.errors || !answer.data) {
    throw new AskError('error-broken', answer.errors?.[0]?.message ?? '');
  }

  return answer.data;
}

async function get(address, accept, { signal, onWait } = {}) {
  for (let tries = 1; ; tries++) {
    let response;
    try {
      response = await fetch(address, { headers: { accept }, signal });
    } catch (error) {
      throw signal?.aborted ? error : new AskError('error-offline', error.message);
    }

    if (response.ok) {
      return response;
    }

    const isBusy = response.status === 503 || response.status === 429;
    const seconds = isBusy && secondsOf(response.headers.get('retry-after'));
    if (!seconds || seconds > longestWait || tries === mostTries) {
      const answer = await response.json().catch(() => ({}));
      const kind = isBusy ? 'error-busy' : response.status === 401 || response.status === 403 ? 'error-forbidden' : response.status < 500 ? 'error-refused' : 'error-broken';
      throw new AskError(kind, answer.errors?.[0]?.message ?? `${response.status} ${response.statusText}`);
    }

    onWait?.(seconds);
    await sleep(seconds, signal);
  }
}

// Retry-After is a number of seconds or a moment.
function secondsOf(text) {
  const seconds = /^\d+$/.test(text ?? '') ? +text : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isNaN(seconds) ? 0 : Math.max(1, seconds);
}

const sleep = (seconds, signal) => new Promise((resolve, reject) => {
  const timer = setTimeout(resolve, seconds * 1000);
  signal?.addEventListener('abort', () => {
    clearTimeout(timer);
    reject(signal.reason);
  });
});
