// Numbers and dates as each language writes them, and exact sums.

// CLDR has dots between thousands for Morocco; offices there write narrow spaces, in both languages, as fr-FR has them.
const locales = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA-u-nu-latn' };
const figures = { ...locales, ar: 'fr-FR' };
const utc = (date) => new Date(`${date.slice(0, 7)}-01T00:00:00Z`);

/** The formats of a language. Morocco writes Arabic with Western digits. */
export function formats(lang) {
  const locale = locales[lang];
  const number = ({ unit = '', ...options }) => {
    const plain = new Intl.NumberFormat(options.notation ? locale : figures[lang], options);
    const format = { format: (value) => plain.format(value) + unit };
    return (value) => (value === null || value === undefined || Number.isNaN(value) ? '–' : format.format(value));
  };
  const date = (options) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (value) => format.format(value instanceof Date ? value : utc(value));
  };
  const money = lang === 'ar' ? { unit: '\u00A0درهم', minimumFractionDigits: 2, maximumFractionDigits: 2 } : { style: 'currency', currency: 'MAD', currencyDisplay: 'code' };
  return {
    count: number({}),
    money: number({ ...money, minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    wholeMoney: number({ ...money, minimumFractionDigits: 0, maximumFractionDigits: 0 }),
    amount: number({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    shortMoney: number({ ...money, notation: 'compact', minimumFractionDigits: undefined, maximumFractionDigits: undefined, maximumSignificantDigits: 3 }),
    short: number({ notation: 'compact', maximumSignificantDigits: 3 }),
    percent: number({ style: 'percent', maximumFractionDigits: 1 }),
    month: date({ month: 'long', year: 'numeric' }),
    shortMonth: date({ month: 'short', year: 'numeric' }),
    year: date({ year: 'numeric' }),
    compare: new Intl.Collator(locale).compare,
  };
}

const centimes = (value) => BigInt(Math.round(value * 100));

/** The sum of amounts, exact to the centime. */
export const sum = (values) => Number(values.reduce((total, value) => total + centimes(value ?? 0), 0n)) / 100;

/** The least reliable of sources: one synthetic row makes a figure synthetic. */
export const worst = (sources) => ['SYNTHETIC', 'PRESS', 'OFFICIAL'].find((source) => sources.includes(source)) ?? null;

/** What was paid of what was committed, amendments included; unknown where nothing was committed. Both add up from the beginning of the ledger. */
export const paidOf = ({ committed, amended, disbursed }) => (committed + amended > 0 ? disbursed / (committed + amended) : null);
