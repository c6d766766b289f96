// Reads the server's catalogue as a harvester does: JSON-LD into RDF, without fetching anything else. Prints { datasets, lacking, distributions } as JSON, where
// lacking names what DCAT-AP 3 makes mandatory and a node has not.
import jsonld from 'jsonld';

const [url] = process.argv.slice(2);
const document = await (await fetch(url)).json();
const documentLoader = (address) => { throw new Error(`The catalogue asks for ${address}`); };
const quads = await jsonld.toRDF(document, { documentLoader, safe: true });

const dcat = 'http://www.w3.org/ns/dcat#';
const dct = 'http://purl.org/dc/terms/';
const mandatory = {
  [`${dcat}Catalog`]: [`${dct}title`, `${dct}description`, `${dct}publisher`],
  [`${dcat}Dataset`]: [`${dct}title`, `${dct}description`],
  [`${dcat}Distribution`]: [`${dcat}accessURL`],
  'http://xmlns.com/foaf/0.1/Agent': ['http://xmlns.com/foaf/0.1/name'],
};
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const typed = (name) => [...new Set(quads.filter((quad) => quad.predicate.value === type && quad.object.value === name).map((quad) => quad.subject.value))];
const has = (subject, predicate) => quads.some((quad) => quad.subject.value === subject && quad.predicate.value === predicate);
process.stdout.write(JSON.stringify({
  datasets: typed(`${dcat}Dataset`).length,
  distributions: typed(`${dcat}Distribution`).length,
  lacking: Object.entries(mandatory).flatMap(([name, properties]) => {
    const nodes = typed(name);
    return nodes.length === 0 ? [name] : nodes.flatMap((node) => properties.filter((property) => !has(node, property)).map((property) => `${node} ${property}`));
  }),
}));
