/**
 * Lint rules from the order of floors and rooms: no import upwards, no folder that the order does not know.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import importX from 'eslint-plugin-import-x';
import { BESIDE, BROWSER, FLOORS } from './floors.mjs';

const VIEW =
  'A view uses the engine’s client, types, words and rules; a command id is the only link between views.';

/**
 * @param {string} root the folder that holds `src`
 * @returns {object[]} for ESLint's flat configuration
 */
export function house(root) {
  return [
    {
      files: ['src/**/*.ts'],
      plugins: { 'import-x': importX },
      settings: {
        // Without these the rule about circles looks into no file, and finds none.
        'import-x/extensions': ['.ts'],
        'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
        'import-x/resolver-next': [
          importX.createNodeResolver({ extensions: ['.ts', '.mjs', '.js', '.json'] }),
        ],
      },
      rules: {
        'import-x/no-restricted-paths': ['error', { basePath: root, zones: zones() }],
        'import-x/no-cycle': 'error',
      },
    },
    ...unlisted(root).map((place) => ({
      files: [place],
      rules: {
        'no-restricted-syntax': [
          'error',
          {
            selector: 'Program',
            message: 'No floor has this room: put the file into one, or list the room in eslint/floors.mjs.',
          },
        ],
      },
    })),
  ];
}

/** Which folder may import which; the message is what the author of a wrong import reads. */
function zones() {
  const floors = Object.keys(FLOORS);
  const core = floors.flatMap((floor, index) => [
    only(
      `core/${floor}`,
      floors.slice(0, index + 1).map((each) => `core/${each}`),
      `${floor} imports only floors below it: ${floors.join(', ')} from the ground up.`,
    ),
    ...inOrder(`core/${floor}`, FLOORS[floor]),
  ]);
  const beside = Object.entries(BESIDE).flatMap(([folder, { imports, rooms = [], why = VIEW }]) => [
    only(folder, [folder, ...imports], why),
    ...inOrder(folder, rooms),
  ]);
  return [
    only('core', ['core'], 'The core knows nothing of the rest of the program.'),
    ...core,
    ...beside,
    only(BROWSER.folder, BROWSER.imports, 'Browser code imports only its protocol, types and texts.'),
  ];
}

/** Everything of `src` but `allowed` is out of reach of the folder. */
function only(folder, allowed, message) {
  return { target: `./src/${folder}`, from: './src', except: allowed.map((each) => `./${each}`), message };
}

/** No room of the folder imports one that stands behind it. `.` is what lies in the folder itself. */
function inOrder(folder, rooms) {
  const place = (room) => (room === '.' ? `./src/${folder}/*.ts` : `./src/${folder}/${room}/**/*.ts`);
  return rooms
    .slice(0, -1)
    .map((room, index) => ({
      target: place(room),
      from: rooms.slice(index + 1).map(place),
      message: `${room} stands before what it imports; the rooms of ${folder} in order: ${rooms.join(', ')}.`,
    }));
}

/** Patterns of the places that hold code and are in no list. */
function unlisted(root) {
  const folders = (...parts) => {
    const folder = join(root, 'src', ...parts);
    const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
    return entries.flatMap((entry) => (entry.isDirectory() ? entry.name : []));
  };
  const beside = folders().filter((name) => name !== 'core' && !(name in BESIDE));
  const floors = folders('core').filter((name) => !(name in FLOORS));
  const rooms = Object.entries(FLOORS).flatMap(([floor, listed]) =>
    folders('core', floor).flatMap((room) => (listed.includes(room) ? [] : `core/${floor}/${room}`)),
  );
  return [
    'src/core/*.ts',
    // A floor with rooms has no loose files, unless `.` is one of its rooms.
    ...Object.entries(FLOORS).flatMap(([floor, rooms]) =>
      rooms.length === 0 || rooms.includes('.') ? [] : `src/core/${floor}/*.ts`,
    ),
    ...[...beside, ...floors.map((name) => `core/${name}`), ...rooms].map((place) => `src/${place}/**/*.ts`),
  ];
}
