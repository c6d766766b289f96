// One figure: asks its queries, shows the answers, draws when it is about to be seen.

import { asks } from './figures/index.js';
import { charts } from './libraries.js';
import { ask, variablesOf } from './queries.js';
import { fail, postpone, show } from './view.js';

/** Asks for a figure and shows it; says what came of it, or nothing where it failed. */
export async function run(figure, element, page, { queries, signal, on, again }) {
  const { t } = page;
  try {
    const asked = asks(figure, page).map((one) => {
      const saved = queries.get(one.name);
      if (!saved) {
        throw new Error(t('no-query', { name: one.name }));
      }

      const variables = variablesOf(saved, one.state);
      const defaults = Object.fromEntries(saved.variables.filter((variable) => variable.default !== null).map((variable) => [variable.name, variable.default]));
      return { isReport: figure.isReport, ...one, saved, variables, all: { ...defaults, ...variables } };
    });
    const answers = await Promise.all(asked.map(({ name, variables }) => ask(name, variables, { signal, onWait: (seconds) => signal.aborted || postpone(element, t, seconds) })));
    if (signal.aborted) {
      return undefined;
    }

    const own = { ...page, variables: asked[0].all };
    const content = { isTable: figure.isTable, choices: figure.choices?.(page), ...figure.of(figure.asks && answers.length > 1 ? answers : answers[0], own) };
    show(element, content, page, asked, on(figure, content, element));
    return content;
  } catch (error) {
    if (!signal.aborted) {
      fail(element, error, t, again);
    }

    return undefined;
  }
}

/** Draws a figure's chart at the width that it has. */
export async function draw(element, content, page) {
  element.unfold?.();
  const chart = element.querySelector('.chart');
  if (!chart?.clientWidth || !content?.draw) {
    return;
  }

  try {
    const drawn = await content.draw(content.isMap ? undefined : await charts(), Math.floor(chart.clientWidth), page.lang === 'ar');
    chart.replaceChildren(...[drawn].flat());
  } catch (error) {
    chart.textContent = page.t('not-drawn-here', { why: error.message });
  }
}
