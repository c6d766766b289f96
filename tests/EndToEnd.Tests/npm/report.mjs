// Reads a month's report as an office does, in a real browser: on a desk, on a phone, and on paper. Prints what was seen as JSON.
// argv: URL of the page.
import { createRequire } from 'node:module';
import { launch } from './browser.mjs';

const [url] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

// What A4 leaves between the margins of the page's style sheet, in pixels of CSS: 210 mm less twice 11.
const paper = { width: Math.floor((188 / 25.4) * 96), height: 1000 };

const browser = await launch();
try {
  const seen = { complaints: [], faults: {}, overflow: {} };
  for (const [name, media, viewport] of [
    ['desk', 'screen', { width: 1280, height: 900 }],
    ['phone', 'screen', { width: 390, height: 844 }],
    ['paper', 'print', paper],
  ]) {
    const context = await browser.newContext({ viewport, bypassCSP: true });
    const page = await context.newPage();
    // Browsers ask every site for an icon of their own accord; this one has none.
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !message.location().url.endsWith('/favicon.ico') && seen.complaints.push(`${name}: ${message.text()}`));
    page.on('pageerror', (error) => seen.complaints.push(`${name}: ${error.message}`));
    page.on('request', (request) => request.url() !== url && seen.complaints.push(`${name}: asks ${request.url()}`));
    await page.goto(url);
    await page.emulateMedia({ media });
    seen.overflow[name] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.addScriptTag({ path: axe });
    seen.faults[name] = await page.evaluate(async () =>
      (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
    if (media === 'print') {
      const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
      seen.pages = pdf.match(/\/Type \/Page\b/g).length;
      seen.sizes = [...new Set([...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, width, height]) => `${Math.round(width)} x ${Math.round(height)}`))];
    }

    await context.close();
  }

  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
}
