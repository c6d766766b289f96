// Uses the explorer as a person would, in a real browser: opens it, types a query with a filter, runs it, reads
// the answer, browses the schema. Prints what was seen as JSON. argv: URL of the graph, file for a screenshot or nothing.
import { launch, step } from './browser.mjs';

const [url, screenshot] = process.argv.slice(2);
const origin = new URL(url).origin;

const browser = await launch();
const foreign = [];
const violations = [];

async function use() {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(60_000);
  context.on('request', (request) => {
    const target = new URL(request.url());
    if (target.protocol.startsWith('http') && target.origin !== origin) {
      foreign.push(request.url());
    }
  });
  context.on('console', (message) => {
    if (message.text().includes('violation:')) {
      violations.push(message.text());
    }
  });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.warn('violation:', event.effectiveDirective, event.blockedURI);
    });
  });

  const page = await context.newPage();

  // Opens: the redirect to the page, then the page, told by the server what to ask first.
  await page.goto(url);
  await page.getByText('Create Document').click();
  await page.getByText('FirstLook').first().waitFor();
  await page.getByText('Schema available').waitFor();

  step('types');
  // Types, on one line, in which the editor closes what is opened; has it laid out by the editor.
  const editor = page.locator('.monaco-editor').first();
  await editor.click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.keyboard.type(
    'query Khemisset { cooperatives(where: { province: { code: { eq: "MA-KHE" } } }) { totalCount nodes { name province { name',
    { delay: 25 },
  );
  await page.keyboard.press('Escape');
  await page.getByLabel('Format Document').click();
  await editor.getByText('query Khemisset {', { exact: true }).first().waitFor();

  step('runs');
  // Runs, and reads.
  const [answer] = await Promise.all([
    page.waitForResponse((response) => (response.request().postData() ?? '').includes('query Khemisset')),
    page.getByText('Run ▷').click(),
  ]);
  const shown = page.locator('.monaco-editor .view-lines').filter({ hasText: '"data"' });
  await shown.filter({ hasText: 'Al Oussra' }).waitFor();
  const text = await shown.first().innerText();

  if (screenshot) {
    await page.mouse.move(700, 600);
    await page.waitForTimeout(500);
    await page.screenshot({ path: screenshot });
  }

  step('browses');
  // Browses, last: the reference says "No Schema" to whoever opens it before the page has indexed the schema, and may stay so.
  const field = page.getByText('cooperatives(...)');
  for (let attempt = 1; !(await field.isVisible()) && attempt <= 120; attempt++) {
    await page.getByText('Operation', { exact: true }).click();
    await page.getByText('Schema Reference', { exact: true }).click();
    await page.waitForTimeout(500);
  }
  await field.click();
  await page.getByText('CooperativeFilterInput').first().waitFor();
  await page.getByText('Schema Definition', { exact: true }).click();
  await page.locator('.view-lines:visible').filter({ hasText: /\b(type|enum|input|scalar|directive)\s@?\w+/ }).first().waitFor();
  await page.getByText('Operation', { exact: true }).click();

  const licence = await page.evaluate(async () => (await fetch('LICENSE')).text());
  const seen = { title: await page.title(), status: answer.status(), text: text.replaceAll('\u00a0', ' '), licence: licence.includes('ChilliCream License 1.0') };
  await context.close();
  return seen;
}

// The page loses what is typed or clicked while it is busy with something else: on a machine with much to do it is opened anew.
async function patiently(attempt = 1) {
  try {
    return await use();
  } catch (error) {
    if (attempt === 3) {
      throw error;
    }

    step(`begins anew: ${error.message}`);
    await Promise.all(browser.contexts().map((context) => context.close()));
    return patiently(attempt + 1);
  }
}

try {
  process.stdout.write(JSON.stringify({ ...await patiently(), foreign, violations }));
} finally {
  await browser.close();
}
