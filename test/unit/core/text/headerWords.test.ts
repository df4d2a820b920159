import assert from 'node:assert/strict';
import { cardText } from '../../../../src/core/text/card';
import {
  declinationText,
  headerSummary,
  rightAscensionText,
  siteText,
} from '../../../../src/core/text/headerWords';
import { card, report } from '../../language/report';

describe('a header in words', () => {
  it('says what matters first', () => {
    const { title, facts } = headerSummary(report());
    assert.equal(title, 'Light · NGC 7000 · Ha · 300 s');
    const fact = (label: string) => facts.find((f) => f.label === label)?.value;
    assert.equal(fact('Temperature'), '−9.9 °C (set −10 °C)');
    assert.equal(fact('Gain'), '100, offset 50');
    assert.equal(fact('Binning'), '1×1');
    assert.equal(fact('Camera'), 'ZWO ASI2600MM Pro, 3.76 µm pixels');
    assert.equal(fact('Telescope'), 'Esprit 100, 550 mm');
    assert.equal(fact('Start'), '2024-09-13 20:30:00 UTC');
    assert.equal(fact('Position'), '20h 59m 00.0s, +44° 22′ 12″');
    assert.equal(fact('Image'), '6248 × 4176 pixels');
    assert.equal(fact('File'), '52.2 MB (fits)');
    assert.equal(fact('Readout mode'), undefined);
  });

  it('takes 0 for a value and leaves out what is not said', () => {
    const { title, facts } = headerSummary(
      report({
        type: 'bias',
        exposure: 0,
        gain: 0,
        offset: null,
        ccdTemp: 0,
        setTemp: null,
        object: 'x',
        filter: null,
      }),
    );
    assert.equal(title, 'Bias');
    const labels = facts.map(({ label, value }) => `${label} ${value}`);
    assert.ok(
      labels.includes('Exposure 0 s') && labels.includes('Gain 0') && labels.includes('Temperature 0 °C'),
    );
    assert.ok(!labels.some((text) => text.includes('offset')));
  });

  it('writes electrons, ISO speed and places with their units', () => {
    const fact = (changes: Parameters<typeof report>[0], label: string) =>
      headerSummary(report(changes)).facts.find((f) => f.label === label);
    assert.equal(fact({ electronsPerAdu: 0.24986 }, 'Gain')?.value, '100, offset 50, 0.25 e−/ADU');
    const iso = { gain: 800, offset: null, sources: { gain: 'ISOSPEED' } };
    assert.deepEqual(fact(iso, 'Gain'), { key: 'gain', label: 'Gain', value: 'ISO 800', source: 'ISOSPEED' });
    const site = { siteLatitude: -33.5, siteLongitude: -70.75 };
    assert.equal(fact(site, 'Site')?.value, '33° 30′ 00″ S, 70° 45′ 00″ W');
    assert.equal(fact({ ...site, site: 'Rio' }, 'Site')?.value, 'Rio, 33° 30′ 00″ S, 70° 45′ 00″ W');
    assert.equal(fact({ ...site, site: 'Rio', siteLatitude: null }, 'Site')?.value, 'Rio');
  });

  it('says so where a temperature was only asked for', () => {
    const { facts } = headerSummary(report({ ccdTemp: -10, setTemp: -10, sources: { ccdTemp: 'SET-TEMP' } }));
    assert.ok(facts.some(({ value }) => value === 'set −10 °C'));
  });

  it('names the keywords that a fact came from, each once', () => {
    const sources = { ccdTemp: 'CCD-TEMP', setTemp: 'SET-TEMP', binningX: 'BINNING', binningY: 'BINNING' };
    const { facts } = headerSummary(report({ sources }));
    const from = (label: string) => facts.find((f) => f.label === label)?.source;
    assert.deepEqual(
      [from('Temperature'), from('Binning'), from('Night')],
      ['CCD-TEMP, SET-TEMP', 'BINNING', ''],
    );
  });

  it('keeps fractions of a second of the start', () => {
    const { facts } = headerSummary(report({ dateObs: '2024-09-13T20:30:00.250Z' }));
    assert.ok(facts.some(({ value }) => value === '2024-09-13 20:30:00.250 UTC'));
  });

  it('names a master, its frames and its filter, not an object', () => {
    const { title, facts } = headerSummary(
      report({ type: 'flat', master: true, exposure: 2.5, stackCount: 20 }),
    );
    assert.equal(title, 'Master flat · Ha · 2.5 s');
    assert.ok(facts.some(({ label, value }) => label === 'Stacked frames' && value === '20'));
  });

  it('says when there is no image', () => {
    const { title, facts } = headerSummary(report(null));
    assert.equal(title, 'No image');
    assert.equal(facts[0]?.value, '1 header-data unit, 52.2 MB (fits)');
  });
});

describe('a card as text', () => {
  it('writes each type as FITS does', () => {
    assert.equal(
      cardText(card('EXPTIME', 300, '[s] Exposure')),
      'EXPTIME =                  300 / [s] Exposure',
    );
    assert.equal(cardText(card('OBJECT', "Barnard's Loop")), "OBJECT  = 'Barnard''s Loop'");
    assert.equal(cardText(card('SIMPLE', true)), 'SIMPLE  =                    T');
    assert.equal(cardText(card('BIG', 2n ** 63n, '', 'integer')), 'BIG     =  9223372036854775808');
    assert.equal(cardText(card('CPLX', [1.5, -2], '', 'complex')), 'CPLX    =            (1.5, -2)');
    assert.equal(cardText(card('UNDEF', null, 'none', 'undefined')), 'UNDEF   =                      / none');
    assert.equal(cardText(card('ESO DET CHIP', 'x')), "ESO DET CHIP= 'x'");
  });

  it('writes commentary without an equals sign, wherever the reader keeps its text', () => {
    assert.equal(cardText(card('HISTORY', 'stacked', '', 'commentary')), 'HISTORY  stacked');
    assert.equal(cardText(card('COMMENT', null, 'by hand', 'commentary')), 'COMMENT  by hand');
  });
});

describe('sky coordinates in words', () => {
  it('writes right ascension in hours', () => {
    assert.equal(rightAscensionText(314.75), '20h 59m 00.0s');
    assert.equal(rightAscensionText(83.633083), '05h 34m 31.9s');
    assert.equal(rightAscensionText(0), '00h 00m 00.0s');
  });

  it('writes declination in degrees, with the sign of −0° 30′', () => {
    assert.equal(declinationText(44.37), '+44° 22′ 12″');
    assert.equal(declinationText(-0.5), '−00° 30′ 00″');
    assert.equal(declinationText(-5.391), '−05° 23′ 28″');
  });

  it('writes a site with the halves of the globe', () => {
    assert.equal(siteText(48.1371, 11.5754), '48° 08′ 14″ N, 11° 34′ 31″ E');
    assert.equal(siteText(-0.5, -122.309), '00° 30′ 00″ S, 122° 18′ 32″ W');
  });

  it('carries when rounding and wraps at 24 h', () => {
    assert.equal(rightAscensionText(359.99999), '00h 00m 00.0s');
    assert.equal(rightAscensionText(-15), '23h 00m 00.0s');
    assert.equal(declinationText(59.99999), '+60° 00′ 00″');
    assert.equal(declinationText(-0.00001), '+00° 00′ 00″');
  });
});
