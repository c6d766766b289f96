// Numbers and days as each language writes them, and amounts as people type them.

const locales = { fr: 'fr-MA', en: 'en-GB', ar: 'ar-MA-u-nu-latn' };

/** The formats of a language. Morocco writes Arabic with Western digits. */
export function formats(lang) {
  const locale = locales[lang];
  const money = new Intl.NumberFormat(locale, { style: 'currency', currency: 'MAD', currencyDisplay: 'code', minimumFractionDigits: 2 });
  const count = new Intl.NumberFormat(locale);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return {
    money: (value) => money.format(value),
    count: (value) => count.format(value),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    moment: (value) => moment.format(new Date(value)),
  };
}

// Twelve digits and two decimals stay exact in a number of JavaScript.
const shape = /^-?\d{1,12}([.,]\d{1,2})?$/;

/** An amount as it is typed (`1 234,50`), as a number; null where it is none. */
export function amountOf(text) {
  const compact = text.replace(/[\s\u00a0\u202f']/g, '').replace('\u2212', '-').replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660);
  return shape.test(compact) ? Number(compact.replace(',', '.')) : null;
}
