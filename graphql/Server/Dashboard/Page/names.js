// What things are called in the page's language: Arabic names come with the data, programmes and sectors are translated where they are known.

import { has } from './texts.js';

/** The names in a language. */
export function namesIn(lang, t) {
  return {
    territory: ({ name, nameArabic }) => (lang === 'ar' && nameArabic) || name,
    programme(programme) {
      if (!programme?.code) {
        return t('no-programme');
      }

      const key = `programme-${programme.code}`;
      return has(lang, key) ? t(key) : [programme.name, programme.axis].filter(Boolean).join(' · ') || programme.code;
    },
    sector: (sector) => (sector === null ? t('no-sector') : has(lang, `sector-${sector}`) ? t(`sector-${sector}`) : sector),
  };
}
