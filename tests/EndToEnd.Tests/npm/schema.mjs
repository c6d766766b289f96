// Asks a server for its schema with all that introspection can be asked, and compares it with the one it offers for download:
// type by type as text, and by GraphQL Inspector, which sees directives too. Prints { types, differences, changes } as JSON.
import { diff } from '@graphql-inspector/core';
import { buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printType } from 'graphql';

const [url] = process.argv.slice(2);
const query = getIntrospectionQuery({
  descriptions: true, specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true,
});
const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
const { data, errors } = await answer.json();
if (errors) {
  throw new Error(JSON.stringify(errors));
}

const types = (schema) => new Map(Object.values(lexicographicSortSchema(schema).getTypeMap()).map((type) => [type.name, printType(type)]));
const asked = buildClientSchema(data);
const offered = buildSchema(await (await fetch(`${url}?sdl`)).text());
const [introspected, downloaded] = [types(asked), types(offered)];
const names = new Set([...introspected.keys(), ...downloaded.keys()]);
process.stdout.write(JSON.stringify({
  types: names.size,
  differences: [...names].filter((name) => introspected.get(name) !== downloaded.get(name)),
  // Introspection does not tell where a directive is used.
  changes: (await diff(offered, asked)).filter((change) => !change.type.startsWith('DIRECTIVE_USAGE')).map((change) => change.message),
}));
