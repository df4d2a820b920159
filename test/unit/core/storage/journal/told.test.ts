/** The log of thousands of files: the first of each kind, then a number. */
import assert from 'node:assert/strict';
import { silentLog } from '../../../../../src/core/base/ports';
import { Told } from '../../../../../src/core/storage/journal/told';

function recorder() {
  const said: string[] = [];
  const on = (level: string) => (line: string) => void said.push(`${level} ${line}`);
  const log = { ...silentLog, debug: on('debug'), info: on('info'), warn: on('warn'), error: on('error') };
  return { said, told: new Told(log) };
}

describe('the log of single files', () => {
  it('has twenty lines of a kind at their level, the rest only for debugging', () => {
    const { said, told } = recorder();
    for (let i = 1; i <= 21; i++) told.say('warn', 'gone', `${i}`);
    told.say('error', 'another kind', 'x');
    assert.deepEqual(said.slice(18), ['warn 19', 'warn 20', 'debug 21', 'error x']);
  });

  it('says how many were not told, of each kind that has more than twenty', () => {
    const { said, told } = recorder();
    for (let i = 0; i < 20; i++) told.say('info', 'just enough', `${i}`);
    for (let i = 0; i < 23; i++) told.say('info', 'too many', `${i}`);
    said.length = 0;
    told.end();
    assert.equal(said.length, 1);
    assert.ok(said[0]?.startsWith('info ') && said[0].includes('3') && said[0].includes('too many'));
  });

  it('begins to count again after the end', () => {
    const { said, told } = recorder();
    for (let i = 0; i < 21; i++) told.say('info', 'kind', `${i}`);
    told.end();
    said.length = 0;
    told.say('info', 'kind', 'again');
    told.end();
    assert.deepEqual(said, ['info again']);
  });
});
