// The browser of all scripts here: Chromium's headless shell where it is installed, since it does the same with two thirds of the work, otherwise Chromium.
import { accessSync } from 'node:fs';
import { createServer } from 'node:http';
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

/** A page of another site on this machine that shows an address in a frame: { address, close }. */
export async function framing(address) {
  const site = createServer((_, response) => response.setHeader('content-type', 'text/html').end(`<iframe src="${address}" width="800" height="600"></iframe>`));
  const host = new URL(address).hostname === 'localhost' ? '127.0.0.1' : 'localhost';
  await new Promise((resolve) => site.listen(0, host, resolve));
  return { address: `http://${host}:${site.address().port}/`, close: () => site.close() };
}

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
