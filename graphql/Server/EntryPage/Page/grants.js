// The search for a grant: by its reference, or by the name or reference of the cooperative.

import { ask } from './graph.js';
import { make } from './make.js';

const shown = 6;

const fields = `id reference amount awardedOn
  cooperative { name nameArabic province { name nameArabic } } programme { code }
  last: movements(first: 1, order: [{ effectiveOn: DESC }, { recordedAt: DESC }]) { nodes { balanceAfter } }`;

const search = `query GrantsToPay($text: String!) {
  grants(first: ${shown}, order: [{ cooperative: { name: ASC } }, { awardedOn: DESC }], where: { or: [
    { reference: { contains: $text } }
    { cooperative: { or: [{ name: { contains: $text } }, { nameArabic: { contains: $text } }, { reference: { contains: $text } }] } }] }) {
    totalCount nodes { ${fields} } } }`;

/** The grants that fit a text, the first of them, and how many there are. */
export async function findGrants(session, text, signal) {
  const { grants } = await ask(session, search, { text }, signal);
  return { grants: grants.nodes, more: grants.totalCount - grants.nodes.length };
}

/** Whether a grant has any movement: without one nothing is known to be left to pay. */
export const hasMoved = ({ last }) => last.nodes.length > 0;

/** What is left to pay on a grant that has moved. */
export const leftOn = ({ last }) => last.nodes[0].balanceAfter;

/** The grants as something to choose one of. */
export function choices(grants, chosen, { t, f, lang }) {
  const nameIn = ({ name, nameArabic }) => (lang === 'ar' && nameArabic) || name;
  return grants.map((grant) => {
    const radio = make('input', { type: 'radio', name: 'grant', value: grant.id, id: `grant-${grant.id}`, checked: grant.id === chosen });
    const about = [
      grant.reference && t('grant-reference', { reference: grant.reference }),
      nameIn(grant.cooperative.province),
      grant.programme?.code,
      grant.awardedOn && f.day(grant.awardedOn),
    ].filter(Boolean);
    return make('p', { className: 'choice' }, radio,
      make('label', { htmlFor: radio.id },
        make('span', { className: 'cooperative' }, make('bdi', {}, nameIn(grant.cooperative))),
        // Each by itself: from right to left a code would otherwise take the day out of the date that follows it.
        make('span', { className: 'about' }, ...about.flatMap((part, index) => [index > 0 && ' · ', make('bdi', {}, part)])),
        make('span', { className: 'about' }, hasMoved(grant)
          ? t('grant-money', { amount: f.money(grant.amount), left: f.money(leftOn(grant)) })
          : t('grant-unmoved', { amount: f.money(grant.amount) }))));
  });
}
