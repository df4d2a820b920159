/** The JSON answers of `map`, field by field. */
import type { FileEditsReport, ImportNamesReport, MapReport, NameSuggestion } from '../../core/api/archive';
import { aliasJson } from './json';

export function suggestionJson({
  kind,
  name,
  frameCount: frames,
  spellings,
  why,
  rules,
}: NameSuggestion): unknown {
  return {
    kind,
    name,
    frames,
    spellings: spellings.map((each) => ({ name: each.name, frames: each.frameCount })),
    why,
    rules: rules.map(aliasJson),
  };
}

export function mapJson({
  names,
  frameCount: frames,
  misnamed,
  rules,
  files,
  cancelled,
  seconds,
}: MapReport): unknown {
  return {
    names: names.map(({ kind, from, to, frameCount: count }) => ({ kind, from, to, frames: count })),
    frames,
    misnamed,
    rules: rules.map(aliasJson),
    files: files && filesJson(files),
    cancelled,
    seconds,
  };
}

function filesJson({ changed, left, failed, counts }: FileEditsReport): unknown {
  return {
    changed: changed.map(({ path, to, type, differences }) => ({
      path,
      to,
      type,
      cards: differences.map(({ keyword, before, after }) => ({ keyword, before, after })),
    })),
    left: left.map(({ path, why }) => ({ path, why })),
    failed: failed.map(({ path, error }) => ({ path, error })),
    counts: {
      changed: counts.changed,
      renamed: counts.renamed,
      edited: counts.edited,
      left: counts.left,
      unchanged: counts.unchanged,
      failed: counts.failed,
    },
  };
}

export function importNamesJson({ added, replaced, conflicts, same, refused }: ImportNamesReport): unknown {
  const rivals = (list: ImportNamesReport['conflicts']) =>
    list.map(({ rule, own }) => ({ rule: aliasJson(rule), own: aliasJson(own) }));
  return {
    added: added.map(aliasJson),
    replaced: rivals(replaced),
    conflicts: rivals(conflicts),
    same,
    refused: refused.map(({ entry, why }) => ({ entry, why })),
  };
}
