// Opens each page for people once in each language in a real browser: at a desk, on a phone by night, and as it is printed. Prints what was seen as JSON.
// argv: URL of the server, folder for screenshots or nothing.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { framing, launch } from './browser.mjs';

const [server, folder] = process.argv.slice(2);
const origin = new URL(server).origin;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const desk = { viewport: { width: 1280, height: 900 } };
const phone = { viewport: { width: 320, height: 844 }, hasTouch: true, isMobile: true };
const visits = [['fr', 'desk', desk], ['ar', 'phone by night', { ...phone, colorScheme: 'dark' }], ['en', 'print', desk]];
const paths = ['/cooperatives', '/provinces', '/provinces/MA-KHE', '/regions/MA-04', '/programmes', '/programmes/P3', '/a-propos', '/nowhere'];

const browser = await launch();
const complaints = [];
const seen = {};

try {
  for (const [lang, name, options] of visits) {
    const context = await browser.newContext({ ...options, bypassCSP: true });
    const page = await context.newPage();
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !page.url().includes('/nowhere') && complaints.push(`${page.url()}: ${message.text()}`));
    page.on('request', (request) => new URL(request.url()).origin !== origin && complaints.push(`${page.url()}: asks ${request.url()}`));
    await page.goto(new URL(`/cooperatives?lang=${lang}`, server).href);
    const cooperative = await page.locator('tbody th a').first().getAttribute('href');
    for (const path of [...paths, cooperative.split('?')[0]]) {
      await page.goto(new URL(`${path}?lang=${lang}`, server).href);
      if (name === 'print') {
        await page.emulateMedia({ media: 'print' });
      }

      const key = `${path.startsWith('/cooperatives/') ? '/cooperatives/{id}' : path} ${lang}`;
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (folder) {
        const file = join(folder, `${key.replace(/[^\w-]+/g, '-')}-${name.replaceAll(' ', '-')}`);
        await (name === 'print' ? page.pdf({ path: `${file}.pdf`, format: 'A4', preferCSSPageSize: true }) : page.screenshot({ path: `${file}.png`, fullPage: true }));
      }

      await page.addScriptTag({ path: axe });
      seen[key] = {
        title: await page.title(),
        lang: await page.evaluate(() => document.documentElement.lang),
        direction: await page.evaluate(() => getComputedStyle(document.body).direction),
        overflow: name === 'print' ? 0 : overflow,
        // What the page itself says before a colon: notes of sources stay as they were written.
        labels: await page.locator('footer, .actions, .more').evaluateAll((parts) => parts.map(({ innerText }) => innerText).join(' ')),
        addresses: await page.locator('footer [href^="http"], footer .cite bdi').evaluateAll((all) => all.map((address) => getComputedStyle(address).direction)),
        faults: await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)),
      };
    }

    await context.close();
  }

  // Who goes back sees the choices that the page is made of, not those that were made on it before it was left.
  const back = await (await browser.newContext()).newPage();
  await back.goto(new URL('/cooperatives?lang=fr', server).href);
  await back.locator('#region').selectOption('MA-04');
  await back.locator('.filters button').click();
  await back.waitForURL(/region=MA-04/);
  await back.goBack();
  const chosen = await back.locator('#region').inputValue();

  // On the narrowest phone, and with text twice as large: no choice stands out of its card, no amount is cut in two.
  for (const [path, width, size] of [['/?lang=fr', 320, '100%'], ['/provinces/MA-KHE?lang=fr', 1280, '200%']]) {
    const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
    await page.goto(new URL(path, server).href, { waitUntil: 'networkidle' });
    await page.waitForFunction(() => !document.getElementById('figures') || document.documentElement.dataset.ready);
    await page.evaluate((size) => { document.documentElement.style.fontSize = size; }, size);
    complaints.push(...await page.evaluate(() => {
      const isCut = ({ childNodes }) => {
        const text = [...childNodes].find(({ nodeType }) => nodeType === Node.TEXT_NODE);
        const amount = text?.data.match(/\d[\d\s]*(,\d+)?\sMAD/);
        const range = document.createRange();
        range.setStart(text ?? document, amount?.index ?? 0);
        range.setEnd(text ?? document, amount ? amount.index + amount[0].length : 0);
        return range.getClientRects().length > 1;
      };
      document.querySelectorAll('.card').forEach(({ style }) => { style.contentVisibility = 'visible'; });
      const right = (element) => element.getBoundingClientRect().right;
      return [
        ...[...document.querySelectorAll('.tiles strong, .tiles span')].filter(isCut).map(({ textContent }) => `${textContent} is cut`),
        ...[...document.querySelectorAll('.card select')].filter((select) => right(select) > right(select.closest('.card'))).map(({ name }) => `${name} stands out`),
        ...(document.querySelector('.skip').getBoundingClientRect().bottom > 0 ? ['the skip link shows'] : []),
      ];
    }));
    await page.context().close();
  }

  // A page of another site, which the settings name, shows a chart in a frame.
  const other = await (await browser.newContext()).newPage();
  const site = await framing(`${origin}/embed/reported`);
  await other.goto(site.address);
  await other.frameLocator('iframe').locator('.chart svg').waitFor();
  const framed = await other.frameLocator('iframe').locator('h1').innerText();
  site.close();

  process.stdout.write(JSON.stringify({ seen, complaints, framed, chosen }));
} finally {
  await browser.close();
}
