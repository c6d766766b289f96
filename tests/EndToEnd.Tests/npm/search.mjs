// Finds places and a cooperative by the search box in a real browser: by keyboard, in French and Arabic, at a desk and on a phone by night. Prints what was seen as JSON.
// argv: URL of the server, the name of a cooperative as it is typed, folder for screenshots or nothing.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { launch } from './browser.mjs';

const [server, cooperative, folder] = process.argv.slice(2);
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: 'dark' };
const browser = await launch();
const complaints = [];

async function search(name, options, path, text) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(`${page.url()}: ${message.text()}`));
  await page.goto(new URL(path, server).href);
  const box = page.getByRole('combobox').first();
  await box.pressSequentially(text);
  const first = page.getByRole('option').first();
  await first.waitFor();
  await box.press('ArrowDown');
  const chosen = await box.getAttribute('aria-activedescendant');
  const shown = await first.innerText();
  const direction = await page.locator('#search-results').evaluate((list) => getComputedStyle(list).direction);
  if (folder) {
    await page.screenshot({ path: join(folder, `search-${name}.png`) });
  }

  await page.addScriptTag({ path: axe });
  const faults = await page.evaluate(async () => (await globalThis.axe.run(document.querySelector('form.search'))).violations.map(({ id }) => id));
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await box.press('Escape');
  const closed = await box.getAttribute('aria-expanded');
  await box.press('ArrowDown');
  await first.waitFor();
  await box.press('ArrowDown');
  page.removeAllListeners('console');
  await Promise.all([page.waitForURL((url) => url.href !== new URL(path, server).href), box.press('Enter')]);
  const { pathname, search: query } = new URL(page.url());
  await context.close();
  return { chosen, shown, direction, faults, overflow, closed, at: decodeURIComponent(pathname + query) };
}

try {
  const french = await search('desk', desk, 'recherche?lang=fr', 'khemisset');
  const arabic = await search('arabic', desk, '?lang=ar', 'الخميسات');
  const night = await search('phone', phone, 'recherche', cooperative);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await page.goto(new URL('recherche?lang=fr', server).href);
  await page.locator('form.search input[type=search]').fill('khemisset');
  await page.locator('form.search button').click();
  const plain = { title: await page.title(), first: await page.locator('.found a').first().getAttribute('href'), at: decodeURIComponent(new URL(page.url()).search) };
  if (folder) {
    await page.screenshot({ path: join(folder, 'search-page.png') });
  }

  process.stdout.write(JSON.stringify({ french, arabic, night, plain, complaints }));
} finally {
  await browser.close();
}
