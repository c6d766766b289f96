// One payment: the form, its sending, and what became of it.

import { dropDraft, keepDraft, readDraft } from './draft.js';
import { amountOf } from './formats.js';
import { ask } from './graph.js';
import { choices, findGrants, hasMoved, leftOn } from './grants.js';
import { make } from './make.js';
import { detailOf, wordsFor } from './notice.js';

const kinds = ['DISBURSEMENT', 'COMMITMENT', 'AMENDMENT', 'REFUND', 'CANCELLATION'];
const typed = ['kind', 'amount', 'day', 'document', 'reason'];

const mutation = `mutation RecordPayment($input: RecordMovementInput!) {
  recordMovement(input: $input) {
    movement { id kind amount effectiveOn reference document
      grant { reference cooperative { name nameArabic } last: movements(first: 1, order: [{ effectiveOn: DESC }, { recordedAt: DESC }]) { nodes { balanceAfter } } } }
    alreadyRecorded
    errors { __typename ... on Error { message } } } }`;

// Once for each form, so that whatever is sent twice is paid once.
const newReference = () => `SAISIE-${crypto.randomUUID()}`;

/** The part of the page that records a payment. */
export class Payment {
  #page;
  #form = document.getElementById('payment-form');
  #search = document.getElementById('grant-search');
  #text = document.getElementById('grant-text');
  #state = document.getElementById('grants-state');
  #outcome = document.getElementById('payment-outcome');
  #found = [];
  #more = 0;
  #asking;
  #draft = readDraft();
  #told = null;

  constructor(page) {
    this.#page = page;
    this.#draft.reference ??= newReference();
    this.#text.value = this.#draft.text ?? '';
    this.#found = this.#draft.grant ? [this.#draft.grant] : [];
    this.#search.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#find();
    });
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#send();
    });
    document.getElementById('clear-form').addEventListener('click', () => {
      this.#clear();
      this.#tell('', () => []);
      this.#text.focus();
    });
    this.#form.addEventListener('input', () => this.#keep());
    this.#text.addEventListener('input', () => this.#keep());
    this.#fill();
  }

  /** Says everything in the page's language. */
  speak() {
    const { t } = this.#page;
    const { kind } = this.#form.elements;
    const { value } = kind;
    kind.replaceChildren(...kinds.map((name) => make('option', { value: name }, t(`kind-${name}`))));
    kind.value = value || this.#draft.kind || kinds[0];
    this.#show();
    for (const problem of this.#form.querySelectorAll('.problem:not(:empty)')) {
      problem.textContent = t(problem.id);
    }

    this.#outcome.replaceChildren(...this.#told?.() ?? []);
  }

  // From the draft into the fields.
  #fill() {
    for (const name of typed.slice(1)) {
      this.#form.elements[name].value = this.#draft[name] ?? '';
    }

    document.getElementById('reference').textContent = this.#draft.reference;
  }

  #keep() {
    const { elements } = this.#form;
    for (const name of typed) {
      this.#draft[name] = elements[name].value;
    }

    this.#draft.text = this.#text.value;
    const chosen = this.#form.querySelector('[name="grant"]:checked')?.value;
    this.#draft.grant = this.#found.find(({ id }) => id === chosen) ?? null;
    keepDraft(this.#draft);
  }

  #show() {
    const { t } = this.#page;
    document.getElementById('grants-found').replaceChildren(...choices(this.#found, this.#draft.grant?.id, this.#page));
    this.#state.textContent = this.#found.length === 0 ? t('grants-none-yet') : this.#more > 0 ? t('grants-more', { count: this.#page.f.count(this.#more), n: this.#more }) : '';
  }

  async #find() {
    const { t, session, trouble } = this.#page;
    const text = this.#text.value.trim();
    if (!text) {
      this.#text.focus();
      return;
    }

    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    this.#state.textContent = t('searching');
    try {
      const { grants, more } = await findGrants(session, text, signal);
      [this.#found, this.#more] = [grants, more];
      if (grants.length === 1) {
        [this.#draft.grant] = grants;
      } else if (!grants.some(({ id }) => id === this.#draft.grant?.id)) {
        this.#draft.grant = null;
      }

      this.#show();
      keepDraft(this.#draft);
      if (grants.length === 0) {
        this.#state.textContent = t('grants-none', { text });
      }
    } catch (error) {
      if (!signal.aborted) {
        this.#state.textContent = wordsFor(error, t);
        trouble(error);
      }
    }
  }

  // Says what is missing, at its place; gives the input, or null.
  #read() {
    const { t } = this.#page;
    const { elements } = this.#form;
    const amount = amountOf(elements.amount.value);
    const problems = {
      amount: amount === null || amount === 0 ? t('amount-problem') : '',
      day: elements.day.value ? '' : t('day-problem'),
    };
    this.#point(problems);
    if (!this.#draft.grant) {
      this.#state.textContent = t('grant-problem');
      this.#text.focus();
      return null;
    }

    const wrong = Object.keys(problems).find((name) => problems[name]);
    if (wrong) {
      elements[wrong].focus();
      return null;
    }

    return {
      grantId: this.#draft.grant.id, kind: elements.kind.value, amount, effectiveOn: elements.day.value, reference: this.#draft.reference,
      document: elements.document.value.trim() || null, reason: elements.reason.value.trim() || null,
    };
  }

  // Says at each field what is wrong with it, and of the others nothing.
  #point(problems = {}) {
    for (const problem of this.#form.querySelectorAll('.problem')) {
      const name = problem.id.replace('-problem', '');
      const field = this.#form.elements[name];
      problem.textContent = problems[name] ?? '';
      field.toggleAttribute('aria-invalid', false);
      if (problems[name]) {
        field.setAttribute('aria-invalid', 'true');
      }
    }
  }

  async #send() {
    const { session, roles, trouble } = this.#page;
    this.#keep();
    const input = this.#read();
    if (!input) {
      return;
    }

    const button = this.#form.querySelector('[type="submit"]');
    button.disabled = true;
    this.#tell('', () => [this.#strong('sending')]);
    try {
      const { recordMovement: payload } = await ask(session, mutation, { input });
      if (payload?.errors?.length) {
        this.#refuse(payload.errors);
      } else {
        this.#succeed(payload, input);
      }
    } catch (error) {
      this.#tell('failed', () => [make('p', {}, make('strong', {}, wordsFor(error, this.#page.t, roles.record))), ...this.#detail(detailOf(error))]);
      trouble(error, roles.record);
    } finally {
      button.disabled = false;
    }
  }

  #refuse(errors) {
    const { awardedOn, ...grant } = this.#draft.grant;
    this.#tell('failed', () => {
      const { t, f } = this.#page;
      const facts = {
        EffectiveOnError: awardedOn && t('fact-award', { day: f.day(awardedOn) }),
        OverdrawnError: hasMoved(grant) ? t('fact-left', { amount: f.money(leftOn(grant)) }) : t('fact-unmoved'),
      };
      return [this.#strong('not-recorded'), ...errors.flatMap(({ __typename, message }) => [
        make('p', {}, t(`refused-${__typename}`), facts[__typename] && ` ${facts[__typename]}`),
        ...this.#detail(message),
      ])];
    });
    this.#outcome.focus();
  }

  #succeed(payload, input) {
    const movement = payload?.movement;
    this.#tell('done', () => {
      const { t, f, lang } = this.#page;
      const lines = [[t('kind'), t(`kind-${input.kind}`)], [t('amount'), f.money(input.amount)], [t('day'), f.day(input.effectiveOn)]];
      if (movement) {
        const { cooperative } = movement.grant;
        lines.unshift([t('cooperative'), (lang === 'ar' && cooperative.nameArabic) || cooperative.name]);
        lines.push([t('left-on-grant'), f.money(movement.grant.last.nodes[0].balanceAfter)]);
      }

      lines.push([t('reference'), input.reference]);
      return [
        this.#strong(payload?.alreadyRecorded ? 'already-recorded' : 'recorded'),
        make('dl', {}, ...lines.map(([term, value]) => make('div', {}, make('dt', {}, term), make('dd', {}, make('bdi', {}, value))))),
      ];
    });
    this.#clear();
    this.#outcome.focus();
  }

  // For another payment, under another reference.
  #clear() {
    this.#draft = { reference: newReference() };
    [this.#found, this.#more] = [[], 0];
    dropDraft();
    this.#text.value = '';
    this.#form.reset();
    this.#fill();
    this.#point();
    this.speak();
  }

  // Says what became of the form; `words` makes it, and makes it again in another language.
  #tell(kind, words) {
    this.#told = words;
    this.#outcome.className = `outcome ${kind}`;
    this.#outcome.replaceChildren(...words());
  }

  #strong(key) {
    return make('p', {}, make('strong', {}, this.#page.t(key)));
  }

  #detail(text) {
    return text ? [make('p', { className: 'detail', lang: 'en', dir: 'ltr' }, text)] : [];
  }
}
