// The page's texts: one file a language, fetched when it is first spoken.

const spoken = new Map();

/**
 * The texts of a language, as a function of a key and what is filled in. A text is a string with {places}, a function of what is filled in,
 * or one string for each plural of its language, chosen by `n`: `{ one: '{count} ligne', other: '{count} lignes' }`.
 */
export async function texts(lang) {
  if (!spoken.has(lang)) {
    spoken.set(lang, (await import(`./texts/${lang}.js`)).default);
  }

  const all = spoken.get(lang);
  const plurals = new Intl.PluralRules(lang);
  return (key, values = {}) => {
    const text = all[key] ?? key;
    const chosen = typeof text === 'function' ? text(values) : typeof text === 'object' ? text[plurals.select(values.n)] ?? text.other : text;
    return chosen.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  };
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
