/** How a checkout is to be made. */
import { type Context, noContext } from '../../base/ports';
import type { SirilDialect } from '../../siril/script/dialect';
import type { Template } from '../../siril/script/template';
import type { LinkOptions } from './linking';
import type { Owner } from './owner';
import { realVolume, type Volume } from './volume';

export interface ApplyOptions {
  /** The folder to make, absolute: new, empty, or an earlier checkout. */
  readonly to: string;
  readonly dialect: SirilDialect;
  /** The archive that the frames are of. */
  readonly owner: Owner;
  /** Copy the frames instead of linking to them. */
  readonly copy?: boolean;
  /** Copy those that cannot be linked. */
  readonly copyWhereNeeded?: boolean;
  /** A script template, checked; the program's own script where not given. */
  readonly template?: Template | null;
  /** This system where not given. */
  readonly platform?: NodeJS.Platform;
  /** What the drive allows; found out by trying where not given. */
  readonly volume?: Volume;
  readonly context?: Context;
}

export function linkOptions(options: ApplyOptions): LinkOptions {
  return {
    to: options.to,
    platform: options.platform ?? process.platform,
    copy: options.copy ?? false,
    copyWhereNeeded: options.copyWhereNeeded ?? false,
    volume: options.volume ?? realVolume,
    cancel: (options.context ?? noContext).cancel,
  };
}
