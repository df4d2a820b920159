/** The choice of a time, a rig and an object, which counts for the whole page. */
import * as l10n from '@vscode/l10n';
import { type choices, EVERYTHING, type Selection } from '../../../core/rules/figures/selection';
import { element } from '../dom';

const ALL = '';
const CHOSEN = 'chosen';
/** Nobody has taken a frame before. */
const FIRST_DAY = '1900-01-01';

/** `changed` is called with what the user has chosen. */
export function selectionBar(
  { rigs, objects, years }: ReturnType<typeof choices>,
  selection: Selection,
  changed: (selection: Selection) => void,
): HTMLElement {
  const { from, to, rig, object } = selection;
  const choose = (change: Partial<Selection>) => changed({ ...selection, ...change });
  const year = years.find((each) => from === `${each}-01-01` && to === `${each}-12-31`);
  const isLimited = from !== null || to !== null;
  const times: readonly Option[] = [
    [ALL, l10n.t('All nights')],
    ...years.map((each): Option => [each, each]),
    ...(isLimited && year === undefined ? [[CHOSEN, l10n.t('Chosen nights')] as const] : []),
  ];
  const time = picker('time', l10n.t('Time'), times, year ?? (isLimited ? CHOSEN : ALL), (value) => {
    if (value === CHOSEN) return;
    choose(value === ALL ? { from: null, to: null } : { from: `${value}-01-01`, to: `${value}-12-31` });
  });
  return element(
    'div',
    { class: 'selection', role: 'group', 'aria-label': l10n.t('What the figures are about') },
    time,
    day('from', l10n.t('From'), from, (value) => choose({ from: value })),
    day('to', l10n.t('To'), to, (value) => choose({ to: value })),
    names('rig', l10n.t('Rig'), l10n.t('All rigs'), rigs, rig, (value) => choose({ rig: value })),
    names('object', l10n.t('Object'), l10n.t('All objects'), objects, object, (value) =>
      choose({ object: value }),
    ),
  );
}

/** What a page has kept may be gone: a rig that was renamed, an object that was merged. */
export function stillThere(selection: Selection, { rigs, objects }: ReturnType<typeof choices>): Selection {
  const { rig, object, from, to } = { ...EVERYTHING, ...selection };
  return {
    ...{ from, to },
    rig: rig !== null && rigs.includes(rig) ? rig : null,
    object: object !== null && objects.includes(object) ? object : null,
  };
}

type Option = readonly [value: string, text: string];

/** A list with a label. */
export function picker(
  key: string,
  label: string,
  options: readonly Option[],
  value: string,
  changed: (value: string) => void,
): HTMLLabelElement {
  const select = element(
    'select',
    { 'data-key': key },
    ...options.map(([each, text]) => element('option', { value: each }, text)),
  );
  select.value = value;
  select.addEventListener('change', () => changed(select.value));
  return element('label', {}, label, select);
}

/** Names are numbered, since a header can hold any text, also none. */
function names(
  key: string,
  label: string,
  all: string,
  values: readonly string[],
  value: string | null,
  changed: (value: string | null) => void,
): HTMLLabelElement {
  const options = [[ALL, all] as const, ...values.map((each, i): Option => [String(i), each])];
  const at = value === null ? -1 : values.indexOf(value);
  return picker(key, label, options, at < 0 ? ALL : String(at), (chosen) =>
    changed(chosen === ALL ? null : (values[Number(chosen)] ?? null)),
  );
}

function day(
  key: string,
  label: string,
  value: string | null,
  changed: (value: string | null) => void,
): HTMLLabelElement {
  const input = element('input', { type: 'date', 'data-key': key, value: value ?? '' });
  input.addEventListener('change', () => {
    // While a date is typed, the years 2, 20 and 202 are dates as well.
    if (input.value >= FIRST_DAY && input.value !== value) changed(input.value);
  });
  input.addEventListener('blur', () => {
    if (input.value === '' && value !== null) changed(null);
  });
  return element('label', {}, label, input);
}
