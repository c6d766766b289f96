// Runs the audits of GraphQL over HTTP against a server. Prints one JSON array of { id, name, status, reason }.
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
const results = [];
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  results.push({ id: audit.id, name: audit.name, status: result.status, reason: result.reason ?? null });
}

process.stdout.write(JSON.stringify(results));
