// Uses the page for entering data as people do, in a real browser: signs in, imports, pays, lets the session end; by keyboard, on a desk
// and on a phone. Prints what was seen as JSON. argv: URL of the page, scene, folder for screenshots or nothing, a file to import.
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launch } from './browser.mjs';

const [address, scene, screenshots, workbook] = process.argv.slice(2);
const { origin } = new URL(address);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

const browser = await launch();
const complaints = [];
const seen = { faults: {}, overflow: {}, shift: 0 };

/** A page that keeps what goes wrong on it; what the server refuses by its status is no mistake of the page. */
async function open(search = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'fr-FR', ...options });
  const page = await context.newPage();
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && !/status of 40[13]|ERR_FAILED|ERR_UPLOAD_FILE_CHANGED/.test(message.text()) && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((entry) => { globalThis.shift += entry.hadRecentInput ? 0 : entry.value; }))
      .observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(address + search);
  await settle(page);
  return page;
}

const ready = (page) => page.waitForFunction(() => document.documentElement.dataset.ready);

/** Waits until the page is there, and notes by how much it moved by itself until then. */
async function settle(page) {
  await ready(page);
  await page.waitForLoadState('networkidle');
  seen.shift = Math.max(seen.shift, await page.evaluate(() => globalThis.shift));
}

/** Picks somebody at the authority, and comes back. */
async function pick(page, who) {
  await page.getByRole('link', { name: `${who} (` }).click();
  await page.waitForURL((url) => url.origin === origin);
  await settle(page);
  await page.locator('#work').waitFor();
}

async function signIn(page, who) {
  await page.locator('#sign-in').click();
  await pick(page, who);
}

/** What a screen reader would stumble over, and what stands out at the side. */
async function judge(page, name) {
  // Evaluated by the browser's own hand, which the page's policy does not bind.
  await page.evaluate(axe);
  seen.faults[name] = await page.evaluate(async () => (await globalThis.axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`));
  seen.overflow[name] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (screenshots && name.startsWith('entry-page')) {
    await page.screenshot({ path: `${screenshots}/${name}.png` });
  }
}

const csv = (name, text) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const cells = (page, table) => page.locator(`${table} tbody tr`).evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
const region = (page, name) => page.getByRole('region', { name });

/** Gives the page a file, and waits for what it says of it. */
async function look(page, file) {
  await page.locator('#file').setInputFiles(file);
  await page.locator('#preview:not([aria-busy]) h3, #import-state .failed').first().waitFor();
}

/** Drops files on the page, each a name and a text. */
async function letGo(page, files) {
  const dataTransfer = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    files.forEach(([name, text]) => transfer.items.add(new File([text], name)));
    return transfer;
  }, files);
  await page.locator('#drop').dispatchEvent('drop', { dataTransfer });
}

/** Drops a file on the page, and waits for what it says of it. */
async function drop(page, name, text) {
  await letGo(page, [[name, text]]);
  await page.locator('#preview:not([aria-busy]) h3').waitFor();
}

/** Holds the next file back until the page has been seen without an answer, as a slow server does. */
function answerLate(page) {
  return page.route('**/graphql', async (route) => {
    if (route.request().headers()['content-type'].startsWith('multipart/')) {
      await ready(page);
      await page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
    }

    await route.continue();
  });
}

const verdict = (page) => page.locator('#preview h3').innerText();

/** Presses what stands under the preview, and waits for the outcome. */
async function accept(page) {
  await page.locator('#preview .main').focus();
  await page.keyboard.press('Enter');
  await page.locator('#preview:not([aria-busy]) h3:is(.verdict-committed, .verdict-committed-sound, .verdict-refused)').waitFor();
  return verdict(page);
}

async function ask(page, query, variables) {
  const response = await page.request.post(new URL('/graphql', address).href, { data: { query, variables } });
  return (await response.json()).data;
}

async function saved(page, click) {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return download.suggestedFilename();
}

const scenes = {
  async import() {
    const page = await open();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#sign-in').focus();
    await page.keyboard.press('Enter');
    await pick(page, 'Salma');
    seen.who = await page.locator('#who').innerText();
    seen.address = page.url().slice(origin.length);
    seen.cookies = (await page.context().cookies()).filter(({ domain, path }) => origin.includes(domain) && path === '/').length;
    seen.localStorage = await page.evaluate(() => localStorage.length);
    const written = async () => (await ask(page, '{ cooperatives(where: { reference: { startsWith: "EX-" } }) { totalCount } }')).cooperatives.totalCount;

    await look(page, workbook);
    seen.preview = { verdict: await verdict(page), sheets: await cells(page, '#preview [role="table"]') };
    seen.writtenBefore = await written();
    await judge(page, 'entry-page');
    seen.accepted = await accept(page);
    seen.written = await written();
    await look(page, workbook);
    seen.again = await verdict(page);
    await page.locator('#history tbody tr').first().waitFor();
    [seen.history] = await cells(page, '#history');

    await look(page, csv('première.csv', 'Référence;Nom;Province;Année de création\nSAISIE-1;Nour des Oasis;Tiznit;2019\n'));
    await accept(page);
    await drop(page, 'corrections.csv', 'Référence;Nom;Province;Année de création\nSAISIE-1;Nour des Oasis;Tiznit;2020\n');
    seen.changes = await region(page, 'Ce qui change').locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    await look(page, csv('refus.csv', 'Référence;Nom;Province\nSAISIE-2;Al Baraka du Souss;Tiznit\nSAISIE-3;Tissaliouine;Tizni\n'));
    seen.refusals = await region(page, 'Ce qui est refusé').locator('tbody tr').evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent)));
    seen.refusedFile = await saved(page, () => page.getByRole('button', { name: 'Télécharger les lignes refusées' }).click());
    await judge(page, 'refusals');
    seen.acceptedSound = await accept(page);
    seen.template = await saved(page, () => page.locator('#template').click());
    await look(page, { name: 'photo.xlsx', mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]) });
    seen.noWorkbook = await page.locator('#preview').innerText();

    const small = await open('?lang=ar', phone);
    await signIn(small, 'Salma');
    await look(small, csv('refus.csv', 'Référence;Nom;Province\nSAISIE-4;Amal;Tiznit\nSAISIE-5;Itri;Tizni\n'));
    await judge(small, 'entry-page-phone');
  },

  async pay() {
    const page = await open('?lang=ar', phone);
    await signIn(page, 'Idriss');
    seen.direction = await page.evaluate(() => getComputedStyle(document.body).direction);
    seen.lacks = await page.locator('#import-needs').innerText();
    await look(page, csv('essai.csv', 'Référence;Nom;Province\nSAISIE-9;Nour;Tiznit\n'));
    seen.refusedImport = await page.locator('#import-state').innerText();

    // The grant with the most left to pay.
    const { grants } = await ask(page, `{ grants(first: 20, where: { reference: { neq: null } }, order: [{ awardedOn: DESC }]) {
      nodes { id reference awardedOn movements(first: 1, order: [{ effectiveOn: DESC }, { recordedAt: DESC }]) { nodes { effectiveOn balanceAfter } } } } }`);
    const left = ({ movements }) => movements.nodes[0]?.balanceAfter ?? 0;
    const [grant] = grants.nodes.toSorted((one, other) => left(other) - left(one));
    const day = grant.movements.nodes[0].effectiveOn;

    const submit = page.locator('#payment-form [type="submit"]');
    await submit.click();
    seen.withoutGrant = await page.locator('#grants-state').innerText();
    await page.locator('#grant-text').fill(grant.reference);
    await page.keyboard.press('Enter');
    await page.locator(`[value="${grant.id}"]`).check();
    await page.locator('#amount').fill('9 000 000,00');
    await page.locator('#day').fill(day);
    await submit.click();
    seen.overdrawn = await page.locator('#payment-outcome.failed').innerText();
    await judge(page, 'payment-phone');

    // The server takes it, and the answer does not arrive.
    await page.locator('#amount').fill('123,45');
    seen.reference = await page.locator('#reference').innerText();
    await page.route('**/graphql', async (route) => {
      await route.fetch();
      await route.abort();
    }, { times: 1 });
    await submit.click();
    await page.locator('#payment-outcome.failed').getByText('الخادم لا يجيب').waitFor();
    seen.lost = await page.locator('#payment-outcome').innerText();
    await submit.click();
    await page.locator('#payment-outcome.done').waitFor();
    seen.outcome = await page.locator('#payment-outcome').innerText();
    seen.nextReference = await page.locator('#reference').innerText();
    const paid = await ask(page, `query($reference: String!) { movements(where: { reference: { eq: $reference } }) { totalCount nodes { balanceAfter } } }`, { reference: seen.reference });
    seen.payments = paid.movements.totalCount;
    const digits = (text) => text.replace(/\D/g, '');
    seen.balance = digits(paid.movements.nodes[0].balanceAfter.toFixed(2));
    seen.shownBalance = digits(await page.locator('#payment-outcome dl > div', { hasText: 'الباقي' }).locator('dd').innerText());
    await judge(page, 'paid');
  },

  async session() {
    const page = await open();
    await signIn(page, 'Anas');
    seen.referenceBefore = await page.locator('#reference').textContent();
    await page.locator('#amount').fill('250,75');
    await page.locator('#day').fill('2025-03-01');
    await page.locator('#document').fill('OP 7');
    await page.locator('#grant-text').fill('Al Oussra');
    await page.keyboard.press('Enter');
    await page.locator('#grants-found input').first().check();
    await page.locator('#file').setInputFiles(csv('gardé.csv', 'Référence;Nom;Province\nSAISIE-6;Tifaouine;Tiznit\n'));
    await page.locator('#notice').waitFor();
    seen.expired = await page.locator('#notice strong').innerText();
    await judge(page, 'expired');
    await page.locator('#notice button').click();
    await answerLate(page);
    await pick(page, 'Salma');
    seen.who = await page.locator('#who').innerText();
    seen.typed = await Promise.all(['#amount', '#day', '#document'].map((field) => page.locator(field).inputValue()));
    seen.reference = await page.locator('#reference').textContent();
    seen.grantKept = await page.locator('#grants-found input').first().isChecked();
    seen.fileKept = await page.locator('#file-name').innerText();
    await page.locator('#preview:not([aria-busy]) h3').waitFor();
    seen.lookedAt = await verdict(page);
    seen.left = await page.evaluate(async () => (await caches.keys()).length);

    // As after the authority has changed its keys.
    await page.evaluate(() => {
      const [key] = Object.keys(sessionStorage).filter((name) => name.startsWith('oidc.user:'));
      const user = JSON.parse(sessionStorage.getItem(key));
      sessionStorage.setItem(key, JSON.stringify({ ...user, access_token: `${user.access_token.slice(0, -20)}AAAAAAAAAAAAAAAAAAAA` }));
    });
    await page.reload();
    await ready(page);
    await page.locator('#payment-form [type="submit"]').click();
    await page.locator('#notice').waitFor();
    seen.refused = await page.locator('#notice strong').innerText();
    await page.locator('#sign-out').click();
    await page.locator('#sign-in').waitFor();
    seen.signedOut = await page.evaluate(() => sessionStorage.length === 0);
  },

  async mishaps() {
    const folder = mkdtempSync(join(tmpdir(), 'indhcoops-'));
    const written = (name, text, second = 1_700_000_000) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      utimesSync(path, second, second); // By this browsers tell that a file has changed.
      return path;
    };
    const page = await open('', { timezoneId: 'Asia/Tokyo' });
    await signIn(page, 'Salma');

    // Somebody corrects the file in Excel after the page has looked at it.
    const head = 'Référence;Nom;Province\n';
    await look(page, written('suivi.csv', `${head}MIS-1;Amal;Tiznit\n`));
    seen.one = await page.locator('#preview .main').innerText();

    // Two files at once: none is read, and what is shown stays.
    await letGo(page, [['a.csv', `${head}MIS-8;Amal;Tiznit\n`], ['b.csv', `${head}MIS-9;Amal;Tiznit\n`]]);
    seen.several = await page.locator('#import-state').innerText();
    seen.stillOne = await page.locator('#preview .main').innerText();
    written('suivi.csv', `${head}MIS-1;Amal;Tiznit\nMIS-2;Amal des Oasis;Tiznit\n`, 1_800_000_000);
    await page.locator('#preview .main').click();
    seen.changed = await page.locator('#import-state .failed').innerText();

    // More imports than the list shows at first, asked for twice by an impatient hand, and once where the server is away.
    await page.evaluate(async (head) => {
      const { upload } = await import('/saisie/graph.js');
      const user = Object.entries(sessionStorage).find(([key]) => key.startsWith('oidc.user:'))[1];
      const mutation = 'mutation($input: ImportFileInput!) { importFile(input: $input) { importOutcome { committed } } }';
      for (let i = 0; i < 21; i++) {
        await upload({ token: JSON.parse(user).access_token }, mutation, { dryRun: false }, new File([`${head}MIS-${10 + i};Amal ${i};Tiznit\n`], `import-${i}.csv`));
      }
    }, head);
    await page.reload();
    await settle(page);
    const more = page.locator('#history button');
    const files = () => page.locator('#history tbody th').allInnerTexts();
    await more.waitFor();
    await more.dblclick();
    await page.locator('#history tbody tr').nth(10).waitFor();
    await page.waitForLoadState('networkidle');
    seen.listed = await files();
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await more.click();
    await page.locator('#history .hint').waitFor();
    seen.keptRows = (await files()).length;
    await more.click();
    await page.locator('#history tbody tr').nth(20).waitFor();
    seen.hints = await page.locator('#history .hint').count();
    seen.clock = await page.locator('#history thead th').nth(1).innerText();
    seen.moments = await page.evaluate(async (moments) => {
      const { formats } = await import('/saisie/formats.js');
      return moments.map(formats('fr').moment);
    }, ['2025-07-01T12:00:00Z', '2026-11-30T23:30:00Z']);

    // A language that does not arrive is said not to, and comes when it is asked for again.
    await page.route('**/texts/en.js', (route) => route.abort(), { times: 1 });
    await page.locator('[data-lang="en"]').click();
    await page.locator('#notice').waitFor();
    seen.languageAway = await page.locator('#notice').innerText();
    seen.languageKept = await page.evaluate(() => document.documentElement.lang + location.search);
    await judge(page, 'language-away');
    await page.locator('[data-lang="en"]').click();
    await page.locator('html[lang="en"]').waitFor();
    seen.noticeAfter = await page.locator('#notice').isVisible();

    // What was said is said in the next language, too, and nothing else is.
    await page.locator('#grant-text').fill('Al Oussra');
    await page.keyboard.press('Enter');
    await page.locator('#grants-found input').first().check();
    await page.locator('#payment-form [type="submit"]').click();
    await page.route('**/graphql', (route) => route.abort(), { times: 1 });
    await page.locator('#amount').fill('10');
    await page.locator('#day').fill('2025-01-01');
    await page.locator('#payment-form [type="submit"]').click();
    await page.locator('#payment-outcome.failed').waitFor();
    await page.locator('#amount').fill('dix');
    await page.locator('#payment-form [type="submit"]').click();
    await page.locator('[data-lang="ar"]').click();
    await page.locator('html[lang="ar"]').waitFor();
    seen.inArabic = await page.locator('#payment').innerText();
    seen.aboutGrant = await page.locator('#grants-found .about').first().locator('bdi').allInnerTexts();
    seen.grant = await page.locator('#grants-found .about').last().innerText();

    // The session ends, and the chosen file is not what it was any more.
    const late = await open();
    await signIn(late, 'Anas');
    await late.locator('#file').setInputFiles(written('suivi.csv', head));
    await late.locator('#notice button').waitFor();
    written('suivi.csv', `${head}MIS-3;Amal;Tiznit\n`, 1_800_000_000);
    await late.locator('#notice button').click();
    await pick(late, 'Salma');
    seen.lost = await late.locator('#import-state .failed').innerText();

    // A kept file takes long to read: what stands below waits for it, and for nobody who wants to use it.
    await late.locator('#sign-out').click();
    await late.locator('#sign-in').waitFor();
    await late.evaluate(async (head) => {
      const { keepFile } = await import('/saisie/kept-file.js');
      await keepFile(new File([`${head}MIS-4;Amal;Tiznit\n`], 'gardé.csv'));
    }, head);
    let release;
    const held = new Promise((resolve) => { release = resolve; });
    await late.route('**/graphql', async (route) => {
      if (route.request().headers()['content-type'].startsWith('multipart/')) {
        await held;
      }

      await route.continue();
    });
    await late.locator('#sign-in').click();
    await late.getByRole('link', { name: 'Salma (' }).click();
    await late.waitForURL((url) => url.origin === origin);
    await ready(late);
    const isBelowShown = () => late.locator('#payment').isVisible();
    seen.below = [await isBelowShown()];
    await late.keyboard.press('Tab');
    seen.below.push(await isBelowShown());
    release();
    await late.locator('#preview:not([aria-busy]) h3').waitFor();
    rmSync(folder, { recursive: true });
  },

  async unconfigured() {
    const page = await open();
    seen.text = await page.locator('#welcome-body').innerText();
    await judge(page, 'unconfigured');
  },
};

try {
  await scenes[scene]();
  process.stdout.write(JSON.stringify({ ...seen, complaints }));
} finally {
  await browser.close();
}
