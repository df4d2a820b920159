import assert from 'node:assert/strict';
import type { Card, FitsFile } from '../../../../../src/core/formats/fits/header';
import { imageHeader } from '../../../../../src/core/formats/fits/image';
import { bytesSource } from '../../../../../src/core/formats/fits/source';
import { readXisf } from '../../../../../src/core/formats/xisf/read';
import { frameOf } from '../../../../../src/core/rules/frame/frameOf';
import { image, keyword, makeXisf, pixels, property } from '../../../../support/makeXisf';

function read(body: string): FitsFile {
  return readXisf(bytesSource('/a/x.xisf', makeXisf({ body, blocks: [pixels()] })));
}

function cards(body: string): readonly Card[] {
  return read(image(body)).hdus[0]?.cards ?? [];
}

function valueOf(list: readonly Card[], name: string): Card['value'] | undefined {
  return list.find(({ keyword: one }) => one === name)?.value;
}

function frame(body: string, attributes = '', path = '/a/x.xisf') {
  const header = imageHeader(read(image(body, attributes)));
  assert.ok(header);
  return frameOf(header, { path, timeZone: 'UTC' });
}

describe('properties', () => {
  const PROPERTIES =
    property('Instrument:ExposureTime', 'Float32', '300') +
    '<Property id="Instrument:Camera:Name" type="String">ZWO ASI2600MM Pro</Property>' +
    property('Instrument:Camera:XBinning', 'Int32', '2') +
    property('Instrument:Camera:YBinning', 'Int32', '2') +
    property('Instrument:Camera:Gain', 'Float32', '0.25') +
    property('Instrument:Sensor:Temperature', 'Float32', '-9.9') +
    property('Instrument:Sensor:TargetTemperature', 'Float32', '-10') +
    property('Instrument:Sensor:XPixelSize', 'Float32', '3.76') +
    '<Property id="Instrument:Telescope:Name" type="String">Esprit</Property>' +
    property('Instrument:Telescope:FocalLength', 'Float32', '0.55') +
    '<Property id="Instrument:Filter:Name" type="String">Ha</Property>' +
    property('Observation:Time:Start', 'TimePoint', '2024-09-13T20:30:00.5Z') +
    '<Property id="Observation:Object:Name" type="String">NGC 7000</Property>' +
    property('Observation:Object:RA', 'Float64', '314.75') +
    property('Observation:Object:Dec', 'Float64', '44.37') +
    property('Observation:Location:Latitude', 'Float64', '48.1') +
    property('Observation:Location:Longitude', 'Float64', '11.6');

  it('make a frame where there are no keywords', () => {
    const made = frame(PROPERTIES, ' imageType="Light"');
    const { type, exposure, imager, binningX, binningY, gain, ccdTemp, setTemp, pixelSize, telescope } = made;
    assert.deepEqual(
      { type, exposure, imager, binningX, binningY, gain, ccdTemp, setTemp, pixelSize, telescope },
      {
        type: 'light',
        exposure: 300,
        imager: 'ZWO ASI2600MM Pro',
        binningX: 2,
        binningY: 2,
        // Electrons per data number are not the gain that is set.
        gain: null,
        ccdTemp: -9.9,
        setTemp: -10,
        pixelSize: 3.76,
        telescope: 'Esprit',
      },
    );
    const { focalLength, filter, dateObs, object, ra, dec, siteLatitude, siteLongitude, night } = made;
    assert.deepEqual(
      { focalLength, filter, dateObs, object, ra, dec, siteLatitude, siteLongitude, night },
      {
        focalLength: 550,
        filter: 'Ha',
        dateObs: '2024-09-13T20:30:00.500Z',
        object: 'NGC 7000',
        ra: 314.75,
        dec: 44.37,
        siteLatitude: 48.1,
        siteLongitude: 11.6,
        night: '2024-09-13',
      },
    );
  });

  it('give way to keywords that say the same in any spelling', () => {
    const list = cards(PROPERTIES + keyword('EXPOSURE', '120.') + keyword('OBJECT', "'M 31'"));
    assert.equal(valueOf(list, 'EXPTIME'), undefined);
    assert.equal(valueOf(list, 'EXPOSURE'), 120);
    assert.equal(valueOf(list, 'OBJECT'), 'M 31');
    assert.equal(valueOf(list, 'EGAIN'), 0.25);
  });

  it('are no electrons per data number where they repeat the gain that is set', () => {
    const gain = property('Instrument:Camera:Gain', 'Float32', '90');
    assert.equal(valueOf(cards(gain + keyword('GAIN', '90')), 'EGAIN'), undefined);
  });

  it('count a focal length in metres, unless no telescope is that long', () => {
    const length = (value: string) =>
      frame(property('Instrument:Telescope:FocalLength', 'Float32', value)).focalLength;
    assert.equal(length('0.135'), 135);
    assert.equal(length('2.8'), 2800);
    assert.equal(length('300'), 300);
  });

  it('tell one frame of a master from the sum of all', () => {
    const both =
      property('Instrument:ExposureTime', 'Float32', '6000') +
      property('Instrument:FrameExposureTime', 'Float32', '300');
    assert.equal(frame(both, ' imageType="MasterDark"').exposure, 300);
  });

  it('take the type of the image and its colour filters', () => {
    const types = (imageType: string, body = '') => {
      const { type, master } = frame(body, ` imageType="${imageType}"`, '/a/0001.xisf');
      return [type, master];
    };
    assert.deepEqual(types('Flat'), ['flat', false]);
    assert.deepEqual(types('MasterDark'), ['dark', true]);
    assert.deepEqual(types('MasterLight'), ['stack', false]);
    assert.deepEqual(types('Dark', keyword('IMAGETYP', "'LIGHT'")), ['light', false]);
    const mosaic = '<ColorFilterArray pattern="GRBG" width="2" height="2" name="GRBG"/>';
    assert.equal(frame(mosaic).bayerPattern, 'GRBG');
    const source = '<Property id="PCL:CFASourcePattern" type="String">RGGB</Property>';
    assert.equal(frame(source).bayerPattern, 'RGGB');
    assert.equal(frame(source + keyword('BAYERPAT', "'BGGR'")).bayerPattern, 'BGGR');
  });

  it('name the program, but not PixInsight, which signs whatever it saves', () => {
    const program = (name: string, body = '') => {
      const metadata = `<Metadata><Property id="XISF:CreatorApplication" type="String">${name}</Property></Metadata>`;
      return valueOf(read(image(body) + metadata).hdus[0]?.cards ?? [], 'SWCREATE');
    };
    assert.equal(program('MountWizzard4'), 'MountWizzard4');
    assert.equal(program('PixInsight 1.8.9-2'), undefined);
    assert.equal(program('N.I.N.A.', keyword('SWCREATE', "'N.I.N.A. 3.1'")), 'N.I.N.A. 3.1');
    assert.equal(program('other', keyword('CREATOR', "'ZWO ASIAIR Plus'")), undefined);
  });

  it('stand under their own id where FITS has no keyword for them', () => {
    const list = cards(
      property('Instrument:Focuser:Position', 'Float32', '12.5') +
        property('My:Flag', 'Boolean', 'true') +
        property('My:Odd', 'Int32', '0x1f') +
        '<Property id="My:Vector" type="F64Vector" length="2" location="inline:hex">00</Property>' +
        '<Property id="My:Text" type="String" location="{{0}}"/>',
    );
    assert.equal(valueOf(list, 'Instrument:Focuser:Position'), 12.5);
    assert.equal(valueOf(list, 'My:Flag'), true);
    assert.equal(list.find((card) => card.keyword === 'My:Odd')?.type, 'invalid');
    assert.equal(valueOf(list, 'My:Vector'), undefined);
    assert.equal(valueOf(list, 'My:Text'), undefined);
  });
});
