import assert from 'node:assert/strict';
import { distinctLabels, type LabelPart } from '../../../../src/core/text/distinctLabels';

type Row = readonly [name: string, rig: string, id: string];
const PARTS: readonly LabelPart<Row>[] = [
  { text: ([name]) => name, shown: 'always' },
  { text: ([, rig]) => rig, shown: 'several' },
  { text: ([, , id]) => id, shown: 'needed' },
];

describe('labels of the rows of a list', () => {
  it('leave out what all rows have in common', () => {
    assert.deepEqual(
      distinctLabels(
        [
          ['Ha', 'FSQ', '1'],
          ['L', 'FSQ', '2'],
        ],
        PARTS,
      ),
      ['Ha', 'L'],
    );
  });

  it('have what differs in every row, and a detail only where rows are equal without it', () => {
    const rows: readonly Row[] = [
      ['Ha', 'FSQ', '1'],
      ['Ha', 'C11', '2'],
      ['L', '', '3'],
      ['L', '', '4'],
    ];
    assert.deepEqual(distinctLabels(rows, PARTS), ['Ha · FSQ', 'Ha · C11', 'L · 3', 'L · 4']);
  });

  it('stay equal only for rows that are equal in everything', () => {
    const rows: readonly Row[] = [
      ['Ha', 'FSQ', '1'],
      ['Ha', 'FSQ', '1'],
    ];
    assert.deepEqual(distinctLabels(rows, PARTS), ['Ha', 'Ha']);
    assert.deepEqual(distinctLabels([], PARTS), []);
  });
});
