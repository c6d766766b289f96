// Opens each page that scripts build, each time with one of its scripts kept from it, as a bad network does. Prints those where the page then says nothing.
// argv: URL of the server.
import { launch } from './browser.mjs';

const [server] = process.argv.slice(2);
const browser = await launch();
const seen = { tried: 0, silent: [] };

try {
  for (const path of ['/?lang=ar', '/saisie', '/embed/months?lang=en']) {
    const page = await (await browser.newContext({ locale: 'fr-FR' })).newPage();
    const scripts = new Set();
    page.on('request', (request) => request.resourceType() === 'script' && scripts.add(request.url()));
    await page.goto(new URL(path, server).href, { waitUntil: 'networkidle' });
    for (const script of scripts) {
      await page.route(script, (route) => route.abort());
      await page.reload({ waitUntil: 'networkidle' });
      seen.tried++;
      // Without a chart's library, or the script that watches over the others, the page is there.
      const isThere = await page.evaluate(() => document.documentElement.dataset.ready !== undefined);
      if (!isThere && !await page.locator('#not-loaded').isVisible()) {
        seen.silent.push(`${path} ${new URL(script).pathname}`);
      }

      await page.unroute(script);
    }

    await page.context().close();
  }

  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
