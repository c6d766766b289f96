// Finds the newest report in Arabic from the list of reports, as a visitor does. Prints what was seen as JSON. argv: URL of the server.
import { createRequire } from 'node:module';
import { launch } from './browser.mjs';

const [server] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const browser = await launch();
try {
  const seen = { complaints: [], faults: {} };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  const judge = async (name) => {
    await page.addScriptTag({ path: axe });
    seen.faults[name] = await page.evaluate(async () =>
      (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
  };

  await page.goto(new URL('reports?lang=ar', server).href);
  await judge('list');
  await page.click('a[hreflang="ar"].button');
  await page.waitForURL(/report\.ar\.html$/);
  await judge('report');
  seen.report = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.documentElement.scrollWidth - innerWidth]);
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
