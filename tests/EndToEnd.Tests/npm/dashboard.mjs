// Uses the dashboard as people do, in a real browser: reads it, filters, follows a query into the explorer, downloads, changes
// the language, goes by keyboard, on a desk and on a phone. Prints what was seen as JSON.
// argv: URL of the server, file for a screenshot or nothing.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { framing, launch, step } from './browser.mjs';

const [server, screenshot] = process.argv.slice(2);
const origin = new URL(server).origin;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser = await launch();
const complaints = [];

/** A page that keeps what goes wrong on it. */
async function open(address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-MA', ...options });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(`${address}: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`${address}: ${error.message}`));
  page.on('request', (request) => {
    if (request.url().startsWith('http') && new URL(request.url()).origin !== origin) {
      complaints.push(`${address}: asks ${request.url()}`);
    }
  });
  page.sizes = [];
  page.on('requestfinished', (request) => page.sizes.push(request.sizes().then(({ responseBodySize }) => ({ path: new URL(request.url()).pathname, size: responseBodySize }))));
  await page.goto(new URL(address, server).href);
  await ready(page);
  return page;
}

/** Waits until all figures show what the address says. */
const ready = (page) => page.waitForFunction(() =>
  document.documentElement.dataset.ready === (location.search || location.pathname) && !document.querySelector('[aria-busy="true"]'));

const digits = (text) => text.replace(/\D/g, '');
const cells = async (page, figure) => {
  const rows = page.locator(`#${figure} tbody tr`);
  await rows.first().waitFor({ state: 'attached' });
  return rows.evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent)));
};

/** What a screen reader would stumble over, and what stands out at the side, with the table of a figure open. */
async function judge(page, name) {
  const table = page.locator('#regions summary').first();
  await table.click();
  seen.overflow[name] = await overflow(page);

  // Evaluated by the browser's own hand, which the page's policy does not bind.
  await page.evaluate(axe);
  seen.faults[name] = await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
  await table.click();
}

const overflow = (page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

const seen = { overflow: {}, faults: {} };

try {
  step('On a desk, in French.');
  const page = await open('/');
  seen.title = await page.title();
  seen.disbursed = digits(await page.locator('#tile-disbursed strong').innerText());
  seen.paid = await page.locator('#tile-disbursed span').innerText();
  seen.written = await page.locator('#tile-disbursed strong').innerText();
  seen.cooperatives = digits(await page.locator('#tile-cooperatives strong').innerText());
  seen.figures = await page.locator('figure:not([hidden])').evaluateAll((figures) => figures.map(({ id }) => id));
  seen.charts = await page.locator('figure .chart svg').count();
  seen.marks = await page.locator('figure:has(.mark)').evaluateAll((figures) => figures.map(({ id }) => id));
  seen.banner = await page.locator('#banner').innerText();
  seen.total = digits(await page.locator('#months tfoot td').nth(1).textContent());
  seen.regions = (await cells(page, 'regions')).map((row) => ({ name: row[0], disbursed: digits(row[3]) }));
  const sizes = await Promise.all(page.sizes);
  seen.weight = sizes.filter(({ path }) => !path.includes('/library/')).reduce((sum, { size }) => sum + size, 0);
  if (screenshot) {
    await page.setViewportSize({ width: 1280, height: 1320 });
    await page.evaluate(() => document.fonts.ready);
    await page.screenshot({ path: screenshot });
  }

  step('By keyboard: the skip link comes first, a filter follows, and a dialog gives the focus back.');
  await page.keyboard.press('Tab');
  seen.firstStop = await page.evaluate(() => document.activeElement.className);
  await page.keyboard.press('Enter');
  seen.skippedTo = await page.evaluate(() => document.activeElement.id);
  const see = page.locator('#regions button[aria-haspopup="dialog"]').first();
  await see.focus();
  await page.keyboard.press('Enter');
  seen.dialog = await page.locator('dialog[open] pre').first().innerText();
  await page.keyboard.press('Escape');
  seen.focusReturned = await page.waitForFunction(() =>
    !document.querySelector('dialog[open]') && document.activeElement === document.querySelector('#regions button[aria-haspopup="dialog"]')).then(() => true);

  step('A filter stands in the address, survives loading again, and the way back takes it away.');
  await page.locator('#region').selectOption({ value: 'MA-04' });
  await ready(page);
  seen.filteredAddress = new URL(page.url()).search;
  seen.filtered = digits(await page.locator('#tile-disbursed strong').innerText());
  await page.reload();
  await ready(page);
  seen.filteredAgain = digits(await page.locator('#tile-disbursed strong').innerText());
  seen.provinces = await page.locator('#province option').count() - 1;

  step('The query of a figure, opened in the explorer and run there.');
  await page.locator('#months button[aria-haspopup="dialog"]').first().click();
  await page.locator('dialog .button').waitFor();
  const link = await page.locator('dialog .button').evaluate(({ href }) => href);
  await page.keyboard.press('Escape');
  await page.goBack();
  await ready(page);
  seen.afterBack = digits(await page.locator('#tile-disbursed strong').innerText());
  await judge(page, 'french');
  const explorer = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  await explorer.goto(link);
  await explorer.getByText('Create Document').click();
  await explorer.getByText('Schema available').waitFor();
  await explorer.getByText('DisbursedByMonth').first().waitFor();
  const [answer] = await Promise.all([
    explorer.waitForResponse((response) => (response.request().postData() ?? '').includes('DisbursedByMonth')),
    explorer.getByText('Run', { exact: true }).first().click(),
  ]);
  seen.explored = answer.status();
  seen.exploredVariables = answer.request().postDataJSON().variables;
  await explorer.context().close();

  step('The map: every province is an area, an arrow key goes to a neighbour, Enter chooses a province and marks its region; a heading sorts.');
  await page.locator('#map').scrollIntoViewIfNeeded();
  await page.locator('#map a').first().waitFor();
  seen.areas = await page.locator('#map .area').count();
  await page.locator('#map a[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  seen.neighbour = await page.evaluate(() => document.activeElement.closest('svg')?.getAttribute('class'));
  await page.locator('#map a[aria-label^="Khémisset"]').focus();
  await page.keyboard.press('Enter');
  await ready(page);
  seen.chosen = new URL(page.url()).search;
  seen.marked = await page.locator('#region').inputValue();
  await page.goBack();
  await ready(page);
  await page.locator('#regions summary').first().click();
  await page.locator('#regions .sort').nth(4).click();
  seen.sorted = (await cells(page, 'regions')).map((row) => +digits(row[4]));
  await page.locator('#regions summary').first().click();

  step('A picture, and one chart for a page of somebody else.');
  const [picture] = await Promise.all([page.waitForEvent('download'), page.locator('#regions .download').evaluate((details) => {
    details.open = true;
    details.querySelector('li:nth-last-child(2) button').click();
  })]);

  // How many colours there are in the strip that holds the title, and in all of it.
  seen.picture = await page.evaluate(async ({ name, content }) => {
    const image = Object.assign(new Image(), { src: `data:image/png;base64,${content}` });
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
    canvas.getContext('2d').drawImage(image, 0, 0);
    const points = new Uint32Array(canvas.getContext('2d').getImageData(0, 0, image.width, image.height).data.buffer);
    return { name, title: new Set(points.subarray(0, 80 * image.width)).size, all: new Set(points).size };
  }, { name: picture.suggestedFilename(), content: await readFile(await picture.path(), 'base64') });
  const embedded = await page.context().newPage();
  const framed = await embedded.goto(new URL('/embed/months?province=MA-KHE', server).href);
  seen.frames = framed.headers()['content-security-policy'];
  await embedded.locator('.chart svg').first().waitFor();
  seen.back = await embedded.locator('main > .note a').evaluate(({ href }) => new URL(href).search);
  const site = await framing(embedded.url());
  const refused = embedded.waitForEvent('console', (message) => message.text().includes('frame-ancestors'));
  await embedded.goto(site.address);
  seen.framed = (await refused).text();
  site.close();
  await embedded.close();

  step('What is downloaded.');
  const csv = await page.locator('#provinces .download a').first().evaluate(({ href }) => href);
  const download = await page.request.get(csv);
  seen.download = { type: download.headers()['content-type'], lines: (await download.text()).trim().split('\n').length, rows: (await cells(page, 'provinces')).length };

  step('In Arabic, from right to left; with what nobody can choose left out of the address.');
  await page.goto(new URL('/?lang=ar&region=MA-99&province=nowhere&per=head&to=9999-12', server).href);
  await page.waitForFunction(() => document.documentElement.dataset.ready === '?lang=ar&per=head');
  seen.overflow.arabic = await overflow(page);
  seen.direction = await page.evaluate(() => getComputedStyle(document.body).direction);
  seen.arabicRegion = await page.locator('#region option').nth(1).innerText();
  seen.mended = new URL(page.url()).search;
  seen.said = await page.locator('#notice p').allInnerTexts();

  step('Side by side.');
  await page.goto(new URL('/?compare=MA-KHE,MA-CAS&by=year&per=head', server).href);
  await ready(page);
  await page.locator('#compare .chart svg').first().waitFor();
  seen.compared = await page.locator('#compare tbody tr').evaluateAll((rows) => rows.map((row) => row.firstChild.textContent));

  step('A figure whose query fails says so, and can be tried again; the others stand.');
  const broken = await browser.newContext();
  const hurt = await broken.newPage();
  await hurt.route('**/persisted/by-region*', (route) => route.fulfill({ status: 503, json: { errors: [{ message: 'Too busy.' }] } }));
  await hurt.goto(server);
  await hurt.locator('#regions .failed').waitFor();
  seen.failure = await hurt.locator('#regions .detail').innerText();
  seen.othersStand = await hurt.locator('#provinces .chart svg').first().waitFor().then(() => true);
  await hurt.unroute('**/persisted/by-region*');
  await hurt.locator('#regions .failed button').click();
  await hurt.locator('#regions .chart svg').first().waitFor();
  await broken.close();

  step('The page is in one language, also where a browser asks for another one than it tells its scripts of.');
  const asking = await open('/', { locale: undefined, extraHTTPHeaders: { 'accept-language': 'ar' } });
  seen.asked = await asking.evaluate(() => [document.querySelector('label[for="region"]'), document.querySelector('#region option'), document.querySelector('#regions h3')]
    .map((element) => element.textContent));
  await asking.context().close();

  step('On a phone; and what a screen reader would stumble over in the other languages, by day and by night.');
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
  for (const [name, address, options] of [
    ['phone', '/?lang=en&by=year', {}],
    ['phone in Arabic by night', '/?lang=ar&region=MA-06', { colorScheme: 'dark' }],
  ]) {
    const other = await open(address, { ...phone, ...options });
    await judge(other, name);
    if (screenshot && name === 'phone') {
      await other.evaluate(() => scrollTo(0, 0));
      await other.screenshot({ path: screenshot.replace('.png', '-phone.png') });
    }

    await other.context().close();
  }

  process.stdout.write(JSON.stringify({ ...seen, complaints }));
} finally {
  await browser.close();
}
