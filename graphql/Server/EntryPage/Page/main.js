// The page: who is signed in, in which language, and its three parts.

import { dropDraft } from './draft.js';
import { formats } from './formats.js';
import { Trouble } from './graph.js';
import { History } from './history.js';
import { Import } from './import.js';
import { takeFile } from './kept-file.js';
import { make } from './make.js';
import { hush, say } from './notice.js';
import { Payment } from './payment.js';
import { Session, settings } from './session.js';
import { texts, translate } from './texts.js';

const languages = ['fr', 'en', 'ar'];
const languageOf = (text) => (languages.includes(text) ? text : 'fr');
const welcome = document.getElementById('welcome-body');
const page = { lang: languageOf(new URLSearchParams(location.search).get('lang')) };
let parts;

/** Puts the page in its language. */
async function speak() {
  page.t = await texts(page.lang);
  page.f = formats(page.lang);
  translate(page.t, page.lang);
  for (const anchor of document.querySelectorAll('[data-lang]')) {
    anchor.toggleAttribute('aria-current', false);
    if (anchor.dataset.lang === page.lang) {
      anchor.setAttribute('aria-current', 'true');
    }
  }
}

function signIn(more) {
  return page.session.signIn({ lang: page.lang, ...more }, page.lang).catch((error) => {
    say(page.t('authority-away'), { detail: error.message });
  });
}

/** Says that the session has ended. What was typed is kept already; the chosen file is, before the page is left. */
function sayExpired() {
  say(page.t('expired'), {
    button: page.t('sign-in-again'),
    act: async () => {
      const lost = await parts.import.keep().then(() => false, () => true);
      await signIn({ lost });
    },
  });
}

/** Says at the top what concerns the whole page. */
page.trouble = (error, role) => {
  if (error instanceof Trouble && error.kind === 'expired') {
    sayExpired();
    document.getElementById('notice').focus();
  } else if (error instanceof Trouble && error.kind === 'forbidden' && role) {
    warn(role);
  }
};

/** Says at a part that the role is missing which it needs. */
function warn(role) {
  for (const [part, needed] of Object.entries(page.roles)) {
    const element = document.getElementById(`${part === 'import' ? 'import' : 'payment'}-needs`);
    if (needed === role || (role === undefined && page.session.has(needed) === false)) {
      element.textContent = page.t('needs-role', { role: needed });
      element.hidden = false;
    }
  }
}

function showWelcome(unconfigured) {
  const { t } = page;
  document.getElementById('welcome').hidden = false;
  if (unconfigured) {
    welcome.replaceChildren(
      make('p', {}, t('unconfigured')),
      make('pre', { dir: 'ltr', lang: 'en', tabIndex: 0, role: 'region', 'aria-label': t('settings') }, make('code', {}, 'INDHCOOPS_Access__Authority=https://…\nINDHCOOPS_Access__Audience=…\nINDHCOOPS_SignIn__ClientId=…')),
      make('p', {}, t('unconfigured-laptop'), ' ', make('code', { dir: 'ltr' }, './run.sh --sign-in')));
    return;
  }

  if (!globalThis.isSecureContext) {
    welcome.replaceChildren(make('p', {}, t('insecure')));
    return;
  }

  const button = make('button', { type: 'button', className: 'main', id: 'sign-in' }, t('sign-in'));
  button.addEventListener('click', () => signIn());
  welcome.replaceChildren(make('p', {}, t('welcome-text')), make('p', { className: 'actions' }, button));
}

function showWork() {
  document.getElementById('work').hidden = false;
  document.getElementById('account').hidden = false;
  document.getElementById('who').textContent = page.session.name;
  document.getElementById('sign-out').addEventListener('click', async () => {
    dropDraft();
    await page.session.signOut();
  });
  parts = { import: new Import(page), payment: new Payment(page), history: new History(page) };
  page.imported = () => parts.history.load();
  parts.payment.speak();
  warn();
  page.session.onExpired(sayExpired);
  return parts.history.load();
}

/**
 * Looks at the file that was kept. What it says takes room, so what stands below is shown afterwards, where it stays; or to whoever does
 * something meanwhile.
 */
async function lookAgain(file) {
  const { classList } = document.documentElement;
  const show = () => classList.remove('looking');
  classList.add('looking');
  ['keydown', 'pointerdown', 'wheel'].forEach((name) => addEventListener(name, show, { once: true, passive: true }));
  await parts.import.take(file).finally(show);
}

async function start() {
  let returned = null;
  let failure = null;
  const said = await settings();
  page.roles = { import: said.importRole, record: said.recordRole };
  page.maxFileBytes = said.maxFileBytes;
  const canSignIn = said.authority !== null && globalThis.isSecureContext;
  if (canSignIn) {
    page.session = new Session(said);
    try {
      returned = await page.session.start();
    } catch (error) {
      failure = error;
    }
  }

  page.lang = languageOf(returned?.lang ?? page.lang);
  await speak();
  if (failure) {
    say(page.t('sign-in-failed'), { detail: failure.message });
  }

  const kept = canSignIn ? await takeFile().catch(() => null) : null;
  if (page.session?.isKnown) {
    const loaded = showWork();
    if (page.session.isExpired) {
      sayExpired();
    } else if (returned && kept) {
      lookAgain(kept);
    } else if (returned?.lost) {
      parts.import.lose();
    }

    await loaded;
  } else {
    showWelcome(said.authority === null);
  }
}

for (const anchor of document.querySelectorAll('[data-lang]')) {
  anchor.addEventListener('click', async (event) => {
    event.preventDefault();
    const before = page.lang;
    page.lang = anchor.dataset.lang;
    try {
      await speak();
    } catch {
      page.lang = before;
      say(page.t('language-away', { language: anchor.textContent }));
      return;
    }

    history.replaceState(null, '', page.lang === 'fr' ? location.pathname : `?lang=${page.lang}`);
    hush();
    if (parts) {
      warn();
      parts.payment.speak();
      parts.history.speak();
      parts.import.speak();
      if (page.session.isExpired) {
        sayExpired();
      }
    } else {
      showWelcome(!page.session && globalThis.isSecureContext);
    }
  });
}

try {
  await start();
} catch (error) {
  page.t ??= await texts(page.lang);
  say(page.t('trouble-offline'), { detail: error.message });
}

document.documentElement.classList.remove('waiting');
document.documentElement.dataset.ready = page.lang;
