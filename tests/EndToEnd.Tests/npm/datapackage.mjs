// Reads every table of a Data Package, checking names, types and constraints. Prints { errors, rows } as JSON.
// Usage: node datapackage.mjs URL
import datapackage from 'datapackage';

const loaded = await datapackage.Package.load(process.argv[2]);
const errors = loaded.errors.map(String);
let rows = 0;
for (const resource of loaded.resources) {
  try {
    rows += (await resource.read({ keyed: true })).length;
  } catch (error) {
    errors.push(...(error.errors?.length ? error.errors : [error]).map(String));
  }
}

process.stdout.write(JSON.stringify({ errors, rows }));
