// Opens dashboard, explorer and a report below a path of another site, in a real browser, behind a proxy that strips the path. Prints what was seen as JSON.
// argv: URL of the server, path.
import http from 'node:http';
import { launch } from './browser.mjs';

const [server, prefix] = process.argv.slice(2);
const { port } = new URL(server);

const proxy = http.createServer((asked, answer) => {
  const rest = asked.url.slice(prefix.length);
  if (!asked.url.startsWith(prefix) || !['', '/', '?'].includes(rest.slice(0, 1))) {
    answer.writeHead(404).end();
    return;
  }

  const forwarded = http.request({
    host: '127.0.0.1', port, method: asked.method, path: rest.startsWith('/') ? rest : `/${rest}`,
    headers: { ...asked.headers, 'x-forwarded-for': asked.socket.remoteAddress, 'x-forwarded-proto': 'http', 'x-forwarded-prefix': prefix },
  }, (came) => {
    answer.writeHead(came.statusCode, came.headers);
    came.pipe(answer);
  });
  asked.pipe(forwarded);
});
await new Promise((listening) => { proxy.listen(0, '127.0.0.1', listening); });
const site = `http://127.0.0.1:${proxy.address().port}`;

const browser = await launch();
try {
  const seen = { failures: [], outside: [], graphs: [] };
  const page = await browser.newPage();
  page.on('pageerror', (error) => seen.failures.push(error.message));
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());

    // Browsers ask every site for an icon of their own accord; the explorer asks for a worker that this server does not serve anywhere.
    if (pathname === '/favicon.ico' || pathname === `${prefix}/graphql/service-worker.js` || !response.url().startsWith('http')) {
      return;
    }

    if (!response.url().startsWith(`${site}${prefix}`)) {
      seen.outside.push(response.url());
    }

    if (response.status() >= 400) {
      seen.failures.push(`${response.status()} ${response.url()}`);
    }

    if (response.request().method() === 'POST') {
      seen.graphs.push(pathname);
    }
  });

  // As people type it, and as links lead there.
  seen.dashboards = [];
  for (const address of [`${site}${prefix}`, `${site}${prefix}/?lang=en`]) {
    await page.goto(address);
    await page.waitForFunction(() => document.documentElement.dataset.ready !== undefined);
    seen.dashboards.push(await page.locator('#figures figure, #figures article, #figures section').count());
  }

  await page.goto(`${site}${prefix}/graphql`);
  seen.explorer = new URL(page.url()).pathname;
  await page.getByText('Create Document').click();
  await page.getByText('FirstLook').first().waitFor();
  await page.getByText('Schema available').waitFor();

  const answer = await page.request.post(`${site}${prefix}/graphql`, { data: { query: '{ reports(first: 1) { nodes { files(where: { format: { eq: HTML } }) { url } } } }' } });
  seen.url = (await answer.json()).data.reports.nodes[0].files[0].url;
  const report = await page.goto(new URL(seen.url, site).href);
  seen.report = [report.status(), await page.locator('h1').first().innerText()];
  process.stdout.write(JSON.stringify(seen));
} finally {
  await browser.close();
  proxy.closeAllConnections();
  proxy.close();
}
