// The browser of all scripts here: Chromium's headless shell where it is installed, since it does the same with two thirds of the work, otherwise Chromium.
import { accessSync } from 'node:fs';
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
