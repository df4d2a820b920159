/** Every command can be found without knowing its name, and says whether it asks first. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as path from 'node:path';

interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly submenus: readonly { readonly id: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  };
}

const root = path.join(__dirname, '../..');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(root, name), 'utf8'));
const { commands, menus, submenus } = (read('package.json') as Manifest).contributes;
const texts = read('package.nls.json') as Readonly<Record<string, string>>;
const ids = commands.map(({ command }) => command.replace('astroArchive.', ''));

/** Commands that belong to what they work on, and are found there. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  runScript: 'works on a Siril script, and stands in the editor and the menu of the file',
  acceptPlan: 'works on the page of a plan, and stands in its title',
  turnDownPlan: 'works on the page of a plan, and stands in its title',
  copyReport: 'works on a page of a report, and stands in its title',
  nextFrame: 'works on the page of an image, and is a button of it',
  previousFrame: 'works on the page of an image, and is a button of it',
  playFrames: 'works on the page of an image, and is a button of it',
  rejectShownFrame: 'works on the page of an image, and is a button of it',
  restoreShownFrame: 'works on the page of an image, and is a button of it',
  compareFrames: 'works on the page of an image, and is a button of it',
  linkPictures: 'works on the page of an image, and is a button of it',
};

/** Commands that want to know something, or a confirmation, before they begin. */
const ASKING = [
  ...['setGoals', 'saveAstrobin', 'duplicates'],
  ...[
    'register',
    'makeSample',
    'importAstrofiler',
    'checkout',
    'cleanCheckout',
    'mapNames',
    'merge',
    'editHeader',
  ],
  ...[
    'linkCalibrations',
    'exportNames',
    'importNames',
    'verify',
    'joinDatabases',
    'restore',
    'rebuild',
    'undo',
  ],
];

/**
 * Commands that begin at once, or open something to look at. Those for items of a view ask only where they are
 * called without one.
 */
const AT_ONCE = [
  ...['copyAstrobin'],
  ...['registerHere', 'regenerate', 'runScript', 'explain', 'contactSheet', 'copyMissing', 'rejectFrame'],
  ...['takeBackFrame', 'stats', 'history', 'acceptPlan', 'turnDownPlan', 'showHeader', 'nextFrame'],
  ...[
    'previousFrame',
    'playFrames',
    'rejectShownFrame',
    'restoreShownFrame',
    'compareFrames',
    'linkPictures',
  ],
  ...['copyReport', 'openFrame', 'revealFrame', 'copySessionId', 'refresh', 'showLog', 'copyDiagnostics'],
];

/** The commands of a menu and of the menus below it. */
function commandsIn(menu: string): string[] {
  return (menus[menu] ?? []).flatMap(({ command, submenu }) => [
    ...(command === undefined ? [] : [command.replace('astroArchive.', '')]),
    ...(submenu === undefined ? [] : commandsIn(submenu)),
  ]);
}

describe('the menus of the views', () => {
  it('have every command, in the title of a view or on an item, but those that belong elsewhere', () => {
    const found = new Set([...commandsIn('view/title'), ...commandsIn('view/item/context')]);
    const lost = ids.filter((id) => !found.has(id) && ELSEWHERE[id] === undefined);
    assert.deepEqual(lost, [], 'put it into a menu of the views, or say here where else it is found');
    assert.deepEqual(
      Object.keys(ELSEWHERE).filter((id) => found.has(id) || !ids.includes(id)),
      [],
    );
  });

  it('have no menu without items, and show each in the title of a view', () => {
    const shown = new Set((menus['view/title'] ?? []).map(({ submenu }) => submenu));
    for (const { id } of submenus) {
      assert.ok(commandsIn(id).length > 1, id);
      assert.ok(shown.has(id), id);
    }
  });

  it('have a command once in each menu', () => {
    for (const { id } of submenus) assert.equal(new Set(commandsIn(id)).size, commandsIn(id).length, id);
  });
});

describe('the title of a command', () => {
  it('ends with … where the command asks before it begins, and only there', () => {
    const titleOf = (id: string) => {
      const command = commands.find((each) => each.command === `astroArchive.${id}`);
      return texts[command?.title.slice(1, -1) ?? ''] ?? '';
    };
    const dotted = ids.filter((id) => titleOf(id).endsWith('…'));
    assert.deepEqual(dotted.sort(), ASKING.filter((id) => ids.includes(id)).sort());
    assert.ok(ids.every((id) => !titleOf(id).includes('...')));
  });

  it('is sorted out for every command', () => {
    const sorted = new Set([...ASKING, ...AT_ONCE]);
    assert.equal(sorted.size, ASKING.length + AT_ONCE.length, 'each is in one list only');
    assert.deepEqual(
      ids.filter((id) => !sorted.has(id)),
      [],
      'say above whether it asks before it begins',
    );
  });
});
