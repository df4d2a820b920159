/** A header as its page shows it. Pure. */
import { basename } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { HeaderReport } from '../core/api/archive';
import type { Card, Hdu } from '../core/formats/fits/header';
import { valueText } from '../core/text/card';
import { dataText } from '../core/text/header';
import { headerSummary } from '../core/text/headerWords';
import type { ShownCard, ShownHeader, ShownUnit } from './headerProtocol';

/**
 * The most important facts, then every keyword of every unit. Values are text: messages to a page hold no big
 * integers.
 */
export function shownHeader(report: HeaderReport): ShownHeader {
  const { file } = report;
  const { title, facts, problems } = headerSummary(report);
  return { name: basename(file.path), title, facts, problems, units: file.hdus.map(shownUnit) };
}

function shownUnit(hdu: Hdu): ShownUnit {
  const { index, name, type, dataSize, cards } = hdu;
  // A unit without a name is called by its type: PRIMARY.
  const kind = name.toLowerCase() === type ? '' : type;
  return {
    title: [l10n.t('Unit {0}', index), name, kind].filter((part) => part !== '').join(' · '),
    data: dataSize === 0 ? l10n.t('No data') : dataText(hdu),
    cards: cards.map(shownCard),
  };
}

function shownCard({ keyword, value, type, comment }: Card): ShownCard {
  if (type !== 'commentary') return { keyword, value: valueText(value), comment };
  const text = typeof value === 'string' && value !== '' ? value : comment;
  return { keyword, value: text, comment: '' };
}
