/** The shapes of the JSON answers about checkouts. */
import type { CheckoutReport, CleanReport } from '../../core/api/archive';

export function checkoutJson(report: CheckoutReport): unknown {
  return {
    folder: report.folder,
    script: report.script,
    groups: report.groups.map((group) => ({
      name: group.name,
      session: group.session,
      object: group.object,
      filter: group.filter,
      night: group.night,
      lights: group.lights,
      biases: group.biases,
      darks: group.darks,
      flats: group.flats,
      flatDarks: group.flatDarks,
      result: group.result,
    })),
    sets: report.sets.map(({ kind, session, place, frameCount: frames, used }) => ({
      kind,
      session,
      place,
      frames,
      used,
    })),
    linked: report.linked,
    copied: report.copied,
    unpacked: report.unpacked,
    links: report.links.map(({ way, files, bytes, reason, needsConsent }) => ({
      way,
      files,
      bytes,
      reason,
      needsConsent,
    })),
    results: report.results,
    palettes: report.palettes,
    keptScripts: report.keptScripts,
    warnings: report.warnings,
    dryRun: report.dryRun,
  };
}

export function cleanJson(report: CleanReport): unknown {
  const amount = ({ files, bytes }: CleanReport['process']) => ({ files, bytes });
  return {
    folder: report.folder,
    process: amount(report.process),
    masters: amount(report.masters),
    frames: amount(report.frames),
    kept: report.kept.map(({ path, why }) => ({ path, why })),
    results: report.stays.results.map(({ path, bytes }) => ({ path, bytes })),
    scripts: report.stays.scripts.map(({ path, bytes }) => ({ path, bytes })),
    dryRun: report.dryRun,
  };
}
