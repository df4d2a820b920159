/** Link calibration sessions to other sessions by hand: what was dropped on one, or from a menu. */
import * as vscode from 'vscode';
import type { Archive, SessionExplanation } from '../core/api/archive';
import { ArchiveError } from '../core/base/errors';
import type { LinkKind, Session } from '../core/base/session';
import { translated } from '../core/base/translation';
import { offeredRole } from '../core/rules/sessions/offeredRole';
import { criterionText } from '../core/text/criteria';
import { capitalised, countText, nightText, sessionTitle } from '../core/text/words';
import { argumentOf, linkArguments } from './arguments';
import { pickSessions } from './pickSessions';
import type { Handler } from './services';
import { targetsOf } from './targets';

type LinkSource = Pick<Archive, 'explain' | 'link' | 'session' | 'sessions'>;

/** One calibration session in its role. */
interface Offer {
  readonly kind: LinkKind;
  readonly session: Session;
}

export const linkCalibrations: Handler = async ({ archive }, ...args) => {
  const given = argumentOf(linkArguments, args[0]);
  const offered = given
    ? await Promise.all(given.calibrations.map((id) => archive.session(id)))
    : targetsOf(args).flatMap((target) => (target.kind === 'session' ? [target.session] : []));
  if (offered.length === 0) {
    throw new ArchiveError('request', vscode.l10n.t('No calibration session is selected'), {
      advice: vscode.l10n.t('Use the menu of a session in the Calibrations view.'),
    });
  }
  const wanting = given ? [await archive.session(given.session)] : await askSessions(archive);
  if (wanting === undefined) return undefined;
  let linked = 0;
  for (const session of wanting) {
    if (await linkTo(archive, session, offered)) linked++;
  }
  if (linked === 0) return undefined;
  const summary = vscode.l10n.t('{0} linked to {1}', names(offered), countText(linked, 'session'));
  void vscode.window.showInformationMessage(summary);
  return summary;
};

function askSessions(archive: LinkSource): Promise<Session[] | undefined> {
  return pickSessions(archive, {
    title: vscode.l10n.t('Link to light sessions'),
    placeholder: vscode.l10n.t('Choose the sessions to calibrate'),
    many: true,
  });
}

/** Returns false if the user does not want what does not fit. Throws for what can serve in no role. */
async function linkTo(archive: LinkSource, session: Session, offered: readonly Session[]): Promise<boolean> {
  const offers = offered.map((each) => ({ kind: roleIn(session, each), session: each }));
  const doubts = doubtsOf(await archive.explain(session.id), offers);
  if (doubts.length > 0 && !(await confirm(session, offers, doubts))) return false;
  const links = Object.fromEntries(offers.map(({ kind, session: { id } }) => [kind, id]));
  await archive.link({ session: session.id, links });
  return true;
}

function roleIn(session: Session, offered: Session): LinkKind {
  const kind = offeredRole(session, offered);
  if (kind !== null) return kind;
  throw new ArchiveError(
    'request',
    vscode.l10n.t('{0} cannot calibrate {1}', sessionTitle(offered), sessionTitle(session)),
    {
      advice: vscode.l10n.t(
        'Lights take bias frames, darks, flats and flat-darks; raw flats take bias frames and flat-darks.',
      ),
    },
  );
}

/** The criteria that fail: `Exposure: 120 s for 300 s (180 s apart, 3 s allowed)`. */
function doubtsOf({ candidates }: SessionExplanation, offers: readonly Offer[]): string[] {
  return offers.flatMap(({ kind, session }) => {
    const found = candidates[kind].find(({ candidate }) => candidate === session.id);
    const failed = (found?.criteria ?? []).filter(({ verdict }) => verdict === 'failed');
    return failed.map(({ name, light, candidate, note }) =>
      vscode.l10n.t(
        '{0}: {1} for {2} ({3})',
        capitalised(criterionText(name)),
        translated(candidate),
        translated(light),
        translated(note),
      ),
    );
  });
}

async function confirm(
  session: Session,
  offers: readonly Offer[],
  doubts: readonly string[],
): Promise<boolean> {
  const anyway = vscode.l10n.t('Link anyway');
  const question = vscode.l10n.t(
    '{0} do not fit {1} of {2}',
    names(offers.map((offer) => offer.session)),
    sessionTitle(session),
    nightText(session.night),
  );
  const detail = doubts.join('\n');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, anyway)) === anyway;
}

/** `darks · 300 s · −10 °C, flats · Ha`. */
const names = (sessions: readonly Session[]): string => sessions.map(sessionTitle).join(', ');
