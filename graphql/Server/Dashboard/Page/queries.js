// The saved queries of this server: their list, their answers, and the addresses of their tables.

/** Where the graph is, wherever a proxy has put this server: this file stands in a folder beside it. */
export const graph = new URL('../graphql', import.meta.url).pathname;

const root = `${graph}/persisted`;
let list;

/** The saved queries by name, as the server lists them. */
export async function saved() {
  list ??= (async () => {
    const response = await fetch(root);
    if (!response.ok) {
      throw new Error(`${root}: ${response.status}`);
    }

    return new Map((await response.json()).map((query) => [query.name, query]));
  })();
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

/** The data of an answer. */
export async function ask(name, variables, signal) {
  const response = await fetch(addressOf(name, variables), { headers: { accept: 'application/graphql-response+json' }, signal });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok || answer.errors || !answer.data) {
    throw new Error(answer.errors?.[0]?.message ?? `${response.status} ${response.statusText}`);
  }

  return answer.data;
}
