// Finds the newest report in Arabic from the list of reports, as a visitor does. Prints what was seen as JSON. argv: URL of the server.
import { faults, launch } from './browser.mjs';

const [server] = process.argv.slice(2);
const browser = await launch();
try {
  const seen = { complaints: [], faults: {} };
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => seen.complaints.push(error.message));
  const judge = async (name) => {
    seen.faults[name] = await faults(page);
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
