// What a file would do, or has done: sheet by sheet, field by field, refusal by refusal.

import { make } from './make.js';
import { table } from './table.js';
import { has } from './texts.js';

const total = (sheets, name) => sheets.reduce((sum, sheet) => sum + sheet[name], 0);

function verdict({ dryRun, committed, unchanged, sheets, refusals }, t) {
  return unchanged ? 'verdict-unchanged'
    : committed ? (refusals.length ? 'verdict-committed-sound' : 'verdict-committed')
    : dryRun ? (refusals.length === 0 ? 'verdict-sound' : total(sheets, 'new') + total(sheets, 'changed') > 0 ? 'verdict-some' : 'verdict-none')
    : 'verdict-refused';
}

function button(text, className, act) {
  const element = make('button', { type: 'button', className }, text);
  element.addEventListener('click', act);
  return element;
}

function sheetTable(sheets, { t, f }) {
  const count = (name) => ({ head: t(`rows-${name}`), isNumber: true, value: (sheet) => f.count(sheet[name]) });
  return table(t('by-sheet'), [{ head: t('sheet'), value: ({ name }) => name, isForeign: true }, count('new'), count('changed'), count('same'), count('refused')], sheets);
}

function changeTable(changes, { t, f, lang }) {
  return table(t('changes'), [
    { head: t('sheet'), value: ({ sheet }) => sheet, isForeign: true },
    { head: t('line'), value: ({ line }) => f.count(line), isNumber: true },
    { head: t('what'), value: ({ what }) => t(`what-${what}`) },
    { head: t('field'), value: ({ field }) => has(lang, `field-${field}`) ? t(`field-${field}`) : field, isForeign: true },
    { head: t('old'), value: ({ old }) => old, isForeign: true },
    { head: t('new'), value: (change) => change.new, isForeign: true },
  ], changes);
}

function refusalTable(caption, refusals, { t }) {
  return table(caption, [
    { head: t('sheet'), value: ({ sheet }) => sheet ?? t('whole-file'), isForeign: true },
    { head: t('cell'), value: ({ cell }) => cell, isForeign: true },
    { head: t('value'), value: ({ value }) => value, isForeign: true },
    { head: t('why'), value: ({ reason }) => reason },
    { head: t('remedy'), value: ({ remedy }) => remedy },
  ], refusals);
}

/** What became of a file, or would; with what can be done about it. */
export function preview(outcome, page, { accept, saveRefused }) {
  const { t, f } = page;
  const { dryRun, sheets, ignoredSheets, changes, changesLeftOut, refusals, refusalsLeftOut, warnings, warningsLeftOut, refusedFile } = outcome;
  const writes = total(sheets, 'new') + total(sheets, 'changed');
  const kind = verdict(outcome, t);
  const left = (count, text) => (count > 0 ? [make('p', { className: 'hint' }, t(text, { count: f.count(count), n: count }))] : []);
  const unknown = sheets.filter(({ unknownColumns }) => unknownColumns.length);
  return make('div', {},
    make('h3', { tabIndex: -1, className: kind }, t(kind)),
    ...(sheets.length ? [sheetTable(sheets, page)] : []),
    ignoredSheets.length > 0 && make('p', { className: 'hint' }, t('ignored-sheets', { sheets: ignoredSheets.join(', ') })),
    ...unknown.map(({ name, unknownColumns }) => make('p', { className: 'hint' }, t('unknown-columns', { sheet: name, columns: unknownColumns.join(', ') }))),
    ...(changes.length ? [make('h4', {}, t('changes')), changeTable(changes, page), ...left(changesLeftOut, 'changes-left-out')] : []),
    ...(refusals.length ? [make('h4', {}, t('refusals')), refusalTable(t('refusals'), refusals, page), ...left(refusalsLeftOut, 'refusals-left-out')] : []),
    ...(warnings.length ? [make('h4', {}, t('warnings')), refusalTable(t('warnings'), warnings, page), ...left(warningsLeftOut, 'warnings-left-out')] : []),
    make('p', { className: 'actions' },
      dryRun && writes > 0 && button(t(refusals.length ? 'accept-sound' : 'accept', { count: f.count(writes), n: writes }), 'main', accept),
      refusedFile && sheets.some(({ refused }) => refused > 0) && button(t('save-refused'), '', saveRefused)));
}
