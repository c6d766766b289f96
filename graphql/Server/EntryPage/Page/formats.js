// Numbers and days as each language writes them, and amounts as people type them.

// Since this day Morocco stays at UTC+0. A browser that is older has its clock an hour ahead.
const changed = Date.UTC(2026, 8, 20);

// CLDR has dots between thousands for Morocco; offices there write narrow spaces, in both languages, as fr-FR has them.
const locales = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA-u-nu-latn' };
const figures = { ...locales, ar: 'fr-FR' };

/** The formats of a language. Morocco writes Arabic with Western digits. */
export function formats(lang) {
  const locale = locales[lang];
  const money = lang === 'ar'
    ? new Intl.NumberFormat(figures.ar, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
    : new Intl.NumberFormat(locale, { style: 'currency', currency: 'MAD', currencyDisplay: 'code', minimumFractionDigits: 2 });
  const unit = lang === 'ar' ? '\u00A0درهم' : '';
  const count = new Intl.NumberFormat(figures[lang]);
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const clock = (timeZone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const [morocco, utc] = [clock('Africa/Casablanca'), clock('UTC')];
  return {
    money: (value) => money.format(value) + unit,
    count: (value) => count.format(value),
    day: (value) => day.format(new Date(`${value}T00:00:00Z`)),
    /** A moment by Morocco's clock, as on the other pages. */
    moment: (value) => (Date.parse(value) < changed ? morocco : utc).format(new Date(value)),
  };
}

// Twelve digits and two decimals stay exact in a number of JavaScript. 1,234 alone can be read in two ways, and is none of these.
const plain = /^-?\d{1,12}([.,]\d{1,2})?$/;
const points = /^-?\d{1,3}((\.\d{3}){1,3},\d{1,2}|(\.\d{3}){2,3})$/;
const commas = /^-?\d{1,3}((,\d{3}){1,3}\.\d{1,2}|(,\d{3}){2,3})$/;

/** An amount as it is typed (`1 234,50`, `1.234,50`, `1,234.50`), as a number; null where it is none. */
export function amountOf(text) {
  const compact = text.replace(/[\s']/g, '').replace('\u2212', '-').replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).replace('٫', ',');
  return plain.test(compact) ? Number(compact.replace(',', '.'))
    : points.test(compact) ? Number(compact.replaceAll('.', '').replace(',', '.'))
    : commas.test(compact) ? Number(compact.replaceAll(',', ''))
    : null;
}
