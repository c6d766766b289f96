// What is chosen, in words.

/** "Khémisset · 2023", as the server writes it too. */
export function describe({ t, f, state, choices, names }) {
  const where = state.province ? names.territory(choices.provinces.get(state.province))
    : state.region ? names.territory(choices.regions.get(state.region))
    : t('morocco');
  const what = state.programme && names.programme(choices.programmes.get(state.programme));
  return [where, what, periodText(state, t, f)].filter(Boolean).join(' · ');
}

function periodText({ from, to }, t, f) {
  if (from?.endsWith('-01') && to?.endsWith('-12')) {
    return from.slice(0, 4) === to.slice(0, 4) ? to.slice(0, 4) : t('period-years', { from: from.slice(0, 4), to: to.slice(0, 4) });
  }

  return from && from === to ? f.month(from)
    : from && to ? t('period-between', { from: f.month(from), to: f.month(to) })
    : from ? t('period-since', { from: f.month(from) })
    : to ? t('period-until', { to: f.month(to) })
    : t('since-beginning');
}
