// The page's texts: one file a language, fetched when it is first spoken.

const spoken = new Map();

/** The texts of a language, as a function of a key and what is filled in. */
export async function texts(lang) {
  if (!spoken.has(lang)) {
    spoken.set(lang, (await import(`./texts/${lang}.js`)).default);
  }

  const all = spoken.get(lang);
  return (key, values = {}) => (all[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** Whether a language has a text. */
export const has = (lang, key) => key in (spoken.get(lang) ?? {});

/** Puts the texts in their places of the page as it was sent. */
export function translate(t, lang) {
  document.documentElement.lang = lang;
  document.documentElement.dir = lang === 'ar' ? 'rtl' : 'ltr';
  document.title = t('document');
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = t(element.dataset.text);
  }

  for (const element of document.querySelectorAll('[data-label]')) {
    element.setAttribute('aria-label', t(element.dataset.label));
  }
}
