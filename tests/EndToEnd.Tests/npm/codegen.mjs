// Generates a typed client from the running server, type-checks a program that uses it, and prints the program's answer.
// Anything said on the way is a warning, and a warning is a failure.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';

const [url] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const generated = path.join(here, 'client', 'generated');
rmSync(generated, { recursive: true, force: true });
mkdirSync(generated, { recursive: true });

const said = [];
for (const level of ['warn', 'error']) {
  console[level] = (...words) => said.push(words.join(' '));
}
process.on('warning', (warning) => said.push(String(warning)));

await generate({
  cwd: here,
  schema: url,
  documents: ['client/program.ts'],
  importExtension: '.js',
  silent: true,
  generates: {
    [`${generated}/`]: {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      config: {
        documentMode: 'string',
        strictScalars: true,
        scalars: { DateTime: 'string', Decimal: 'number', LocalDate: 'string', Long: 'number', UUID: 'string', Upload: 'File' },
        useTypeImports: true,
        enumsAsTypes: true,
      },
    },
  },
});

try {
  execFileSync(process.execPath, [path.join(here, 'node_modules', 'typescript', 'bin', 'tsc'), '--project', path.join(here, 'client')]);
} catch (failure) {
  said.push(String(failure.stdout));
}

if (said.length > 0) {
  process.stderr.write(said.join('\n'));
  process.exit(1);
}

const program = path.join(here, 'client', 'built', 'program.js');
writeFileSync(path.join(here, 'client', 'built', 'package.json'), '{ "type": "module" }');
process.stdout.write(execFileSync(process.execPath, [program, url]));
