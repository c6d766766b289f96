// PostGraphile over a database, as its documentation sets it up, with the plugin that gives it filters:
//   node postgraphile.mjs --database URL --port N
import { createServer } from "node:http";
import { parseArgs } from "node:util";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { PostGraphileConnectionFilterPreset } from "postgraphile-plugin-connection-filter";

const { values } = parseArgs({ options: { database: { type: "string" }, port: { type: "string" } } });

const graph = postgraphile({
  extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset],
  // It takes columns without an index of their own out of filters and orders.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [makePgService({ connectionString: values.database, schemas: ["public"] })],
  schema: { connectionFilterRelations: true },
  grafserv: { graphqlPath: "/graphql", graphiql: false, websockets: false },
});

const answer = graph.createServ(grafserv).createHandler();
await graph.getSchema();
const server = createServer((request, response) => (request.url === "/health" ? response.end("ready") : answer(request, response)));
server.keepAliveTimeout = 60_000;
server.listen(Number(values.port), "127.0.0.1");
