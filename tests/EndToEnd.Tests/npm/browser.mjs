// The browser of all scripts here: Chromium's headless shell where it is installed, since it does the same with two thirds of the work, otherwise Chromium.
import { accessSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

// Guards against hanging only: who runs a script ends it before this, with the steps that it had reached.
const patience = 20 * 60_000;

const exists = (path) => {
  try {
    accessSync(path);
    return true;
  } catch {
    return false;
  }
};

/** Says which step a script has reached, for whoever reads why it failed. */
export const step = (text) => process.stderr.write(`# ${new Date().toISOString().slice(11, 19)} ${text}\n`);

/** Starts it. It asks nothing of the network by itself. Each page that it opens is a step. */
export async function launch() {
  step('starts the browser');
  const browser = await chromium.launch({
    executablePath: ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(exists),
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    timeout: patience,
  });
  browser.on('context', (context) => {
    context.setDefaultTimeout(patience);
    context.on('page', (page) => page.on('framenavigated', (frame) => step(`is at ${frame.url()}`)));
  });
  return browser;
}

let axe;

/** What a screen reader would stumble over on a page, or in a part of it. */
export async function faults(page, part = 'html') {
  axe ??= await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

  // Evaluated by the browser's own hand, which the page's policy does not bind.
  await page.evaluate(axe);
  return page.evaluate(async (part) => {
    const { violations } = await globalThis.axe.run(document.querySelector(part), { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, part);
}
