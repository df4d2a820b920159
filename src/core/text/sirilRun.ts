/** How far a run of Siril is, in words. */
import * as l10n from '@vscode/l10n';
import type { RunPosition } from '../siril/running/runFollower';
import type { RunStep, StepImages, StepVerb } from '../siril/running/runStep';

const VERBS: Readonly<Record<StepVerb, (images: string) => string>> = {
  convert: (images) => l10n.t('Converting {0}', images),
  calibrate: (images) => l10n.t('Calibrating {0}', images),
  register: (images) => l10n.t('Registering {0}', images),
  merge: (images) => l10n.t('Merging {0}', images),
  stack: (images) => l10n.t('Stacking {0}', images),
  compose: (images) => l10n.t('Composing {0}', images),
};

const IMAGES: Readonly<
  Record<Exclude<StepImages, 'other'>, readonly [() => string, (name: string) => string]>
> = {
  lights: [() => l10n.t('lights'), (name) => l10n.t('{0} lights', name)],
  darks: [() => l10n.t('darks'), (name) => l10n.t('{0} darks', name)],
  flats: [() => l10n.t('flats'), (name) => l10n.t('{0} flats', name)],
  bias: [() => l10n.t('bias frames'), (name) => l10n.t('{0} bias frames', name)],
  flatDarks: [() => l10n.t('flat-darks'), (name) => l10n.t('{0} flat-darks', name)],
  channels: [() => l10n.t('channels'), (name) => l10n.t('channels of {0}', name)],
};

/** `Stacking Ha lights`, `Calibrating flats`, `Composing NGC 7000 SHO`. */
export function stepText({ verb, images, name }: RunStep): string {
  return VERBS[verb](imagesText(images, name));
}

function imagesText(images: StepImages, name: string): string {
  if (images === 'other') return name;
  const [alone, named] = IMAGES[images];
  return name === '' ? alone() : named(name);
}

/**
 * `Stacking Ha lights · 7 of 12 commands · 32%`. The command itself where it is no step of the processing
 * and none came before: `cd · 1 of 12 commands`. Empty before the first command.
 */
export function runText({ command, step, number, count, percent }: RunPosition): string {
  if (command === null) return '';
  const parts = [
    step === null ? command.name.text : stepText(step),
    l10n.t('{0} of {1} commands', number, count),
    ...(percent === null ? [] : [`${percent}%`]),
  ];
  return parts.join(' · ');
}
