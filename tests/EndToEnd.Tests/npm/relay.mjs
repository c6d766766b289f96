// Compiles a small Relay project against the served schema, then runs what was compiled, as Relay does in a browser, and prints what it read.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [url] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const project = path.join(here, 'relay');
const generated = path.join(project, 'generated');
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });

const sdl = await fetch(`${url}?sdl`);
writeFileSync(path.join(generated, 'schema.graphql'), await sdl.text());
mkdirSync(path.join(generated, 'artifacts'));
writeFileSync(path.join(generated, 'artifacts', 'package.json'), '{ "type": "commonjs" }');

execFileSync(process.execPath, [path.join(here, 'node_modules', 'relay-compiler', 'cli.js')], { cwd: project, stdio: 'pipe' });

const require = createRequire(import.meta.url);
const { Environment, Network, RecordSource, Store, fetchQuery, getSingularSelector } = require('relay-runtime');
const artifact = (name) => require(path.join(generated, 'artifacts', `${name}.graphql.js`));
const environment = new Environment({
  network: Network.create(async (request, variables) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: request.text, variables }),
    });
    const body = await answer.json();
    if (body.errors) {
      throw new Error(JSON.stringify(body.errors));
    }
    return body;
  }),
  store: new Store(new RecordSource()),
});
const ask = (name, variables) => fetchQuery(environment, artifact(name), variables).toPromise();
const fragment = artifact('cooperative_grants');
const read = (holder) => environment.lookup(getSingularSelector(fragment, holder)).data;

const page = await ask('cooperativePageQuery', { name: 'oussra' });
const cooperative = page.cooperatives.nodes[0];
const first = read(cooperative).grants;

// What a list does that loads more: the refetch query, by the id of the object around it.
await ask('cooperativeGrantsRefetchQuery', { id: cooperative.id, count: 5, cursor: first.pageInfo.endCursor });
const refetched = await ask('cooperativeGrantsRefetchQuery', { id: cooperative.id, count: 5, cursor: null });
const grant = first.edges[0].node;
const node = (await ask('cooperativeNodeQuery', { id: grant.id })).node;
const nodes = (await ask('cooperativeNodesQuery', { ids: [node.cooperative.province.id, grant.id, cooperative.id] })).nodes;
process.stdout.write(JSON.stringify({
  name: cooperative.name,
  refetch: fragment.metadata.refetch.operation.params?.name ?? fragment.metadata.refetch.operation.default.params.name,
  cooperative: cooperative.id,
  grants: read(refetched.node).grants.edges.map((edge) => edge.node),
  node,
  nodes,
}));
