import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { DEFAULT_TOLERANCES } from '../../src/core/base/matching';
import { DEFAULT_PATTERNS } from '../../src/core/rules/place/patterns';
import { LONGEST_DAYS, STALE_DAYS } from '../../src/core/rules/sessions/mastersOf';
import { LARGEST_TOLERANCES } from '../../src/core/rules/sessions/tolerances';

const root = path.join(__dirname, '../..');
const text = (name: string) => readFileSync(path.join(root, name), 'utf8');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly configuration: readonly {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly default: unknown;
            readonly scope: string;
            readonly minimum?: number;
            readonly maximum?: number;
          }
        >
      >;
    }[];
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
}

const manifest = JSON.parse(text('package.json')) as Manifest;
const properties = Object.fromEntries(
  manifest.contributes.configuration.flatMap((group) => Object.entries(group.properties)),
);

describe('the manifest', () => {
  it('has a text for each key it names, and names each key that has a text', () => {
    const named = new Set([...text('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    const given = new Set(Object.keys(JSON.parse(text('package.nls.json')) as object));
    assert.deepEqual([...named].sort(), [...given].sort());
  });

  it('puts only commands into menus that it has', () => {
    const commands = new Set(manifest.contributes.commands.map(({ command }) => command));
    for (const items of Object.values(manifest.contributes.menus)) {
      for (const { command } of items) assert.ok(command === undefined || commands.has(command), command);
    }
  });

  it('shows the defaults that the engine has', () => {
    const value = (key: string) => properties[`astroArchive.${key}`]?.default;
    assert.deepEqual(
      {
        lightName: value('names.light'),
        calibrationName: value('names.calibration'),
        lightFolder: value('folders.light'),
        calibrationFolder: value('folders.calibration'),
        masterFolder: value('folders.master'),
        stackFolder: value('folders.stack'),
      },
      DEFAULT_PATTERNS,
    );
    for (const [name, usual] of Object.entries(DEFAULT_TOLERANCES)) {
      assert.equal(value(`tolerances.${name}`), usual, name);
    }
    assert.equal(value('staleMasterDays'), STALE_DAYS);
    assert.equal(properties['astroArchive.staleMasterDays']?.maximum, LONGEST_DAYS);
  });

  it('has every tolerance as a setting, and bounds it as the engine does', () => {
    const set = Object.keys(properties).filter((key) => key.startsWith('astroArchive.tolerances.'));
    assert.deepEqual(
      set.sort(),
      Object.keys(DEFAULT_TOLERANCES)
        .map((name) => `astroArchive.tolerances.${name}`)
        .sort(),
    );
    for (const [name, largest] of Object.entries(LARGEST_TOLERANCES)) {
      const { minimum, maximum } = properties[`astroArchive.tolerances.${name}`] ?? {};
      assert.deepEqual({ minimum, maximum }, { minimum: 0, maximum: largest }, name);
    }
  });

  it('restricts settings with paths in untrusted workspaces, and no setting that there is not', () => {
    const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
    assert.deepEqual(
      [...restrictedConfigurations].sort(),
      Object.keys(properties)
        .filter((key) => /repository|database|Path|checkoutFolder|scriptTemplates/.test(key))
        .sort(),
    );
  });
});
