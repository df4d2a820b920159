/** Names that are known to mean two objects of the sky. Pure. */
import { objectKey } from './objectName';
import { catalogueKey } from './objects/catalogueKey';
import { designationOf } from './objects/designation';
import { minorBodyKey } from './objects/minorBodies';

/** Where an object is listed. */
interface Listed {
  readonly key: string;
  /** Its catalogue, `ngc`, or for comets and asteroids the kind of their designation, `comet`. */
  readonly catalogue: string;
  /** Its number in the catalogue without the letter of a part: `1396` for IC 1396A. */
  readonly number: string;
  readonly isMinor: boolean;
  /** All of its names are in the built-in tables. */
  readonly hasNames: boolean;
}

/**
 * Returns true if both names are catalogued objects and certainly not the same: `M 31` and `NGC 7000`, `M 31`
 * and `12P`. False for names outside of the catalogues (`M 31 Panel 1`), and where two catalogues may list
 * one object under two numbers (`LBN 331` and `NGC 6914`).
 */
export function areDifferentObjects(a: string, b: string): boolean {
  const [one, other] = [listedAs(a), listedAs(b)];
  if (one === null || other === null || one.key === other.key) return false;
  if (one.isMinor !== other.isMinor) return true;
  if (one.catalogue === other.catalogue && one.number !== other.number) return true;
  return one.hasNames && other.hasNames;
}

function listedAs(name: string): Listed | null {
  const key = objectKey(name);
  const minor = minorBodyKey(name) ?? minorBodyKey(key);
  const designation = minor ?? designationOf(key);
  const hasNames = minor === null && catalogueKey(key) !== null;
  if (designation === null) {
    return hasNames ? { key, catalogue: '', number: key, isMinor: false, hasNames } : null;
  }
  const isMinor = minor !== null;
  const [, catalogue = '', number = ''] = /^([a-z]+)(.*?)[a-z]?$/.exec(designation) ?? [];
  return { key, catalogue, number: isMinor ? designation : number, isMinor, hasNames };
}
