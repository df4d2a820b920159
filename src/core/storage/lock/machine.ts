/** What tells this machine, its start and its processes from others. */
import { readFileSync, readlinkSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import type { Claim, OwnerSeen } from './claim';

/** Of this process, as it stands in its claims. */
export function ownerHere(): Omit<Claim, 'listens' | 'since'> {
  return {
    host: hostname(),
    process: process.pid,
    boot: bootId(),
    hardware: hardware(),
    namespace: processNamespace(),
    started: startOf(process.pid),
  };
}

/** Whether the owner of a claim is of this machine, and its process still there. */
export function compareOwner(claim: Claim): Pick<OwnerSeen, 'process' | 'sameBoot' | 'sameMachine'> {
  const boot = bootId();
  const sameBoot = boot === null || claim.boot === null ? null : boot === claim.boot;
  const known = new Set(hardware());
  const sameMachine =
    sameBoot === true || claim.host === hostname() || claim.hardware.some((address) => known.has(address));
  return { process: processState(claim, sameBoot, sameMachine), sameBoot, sameMachine };
}

function processState(claim: Claim, sameBoot: boolean | null, sameMachine: boolean): OwnerSeen['process'] {
  if (sameBoot === false || !sameMachine) return 'unseen';
  if (claim.namespace !== processNamespace()) return 'unseen';
  const started = startOf(claim.process);
  if (claim.started !== null) return started === claim.started ? 'alive' : 'gone';
  // Without a start to compare, a number that is in use may be another program's: the socket has to tell.
  return isRunning(claim.process) ? 'unseen' : 'gone';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The kernel's number for this start of the machine: proc(5), random/boot_id. Only Linux has one. */
function bootId(): string | null {
  return firstLine('/proc/sys/kernel/random/boot_id');
}

/** The start time of a process in clock ticks since boot: proc(5), field 22 of /proc/PID/stat. */
function startOf(pid: number): string | null {
  const stat = firstLine(`/proc/${pid}/stat`);
  // The name of the program stands in parentheses and may hold blanks and parentheses itself.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

function processNamespace(): string | null {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return null;
  }
}

function firstLine(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').split('\n')[0] || null;
  } catch {
    return null;
  }
}

function hardware(): string[] {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const real = all.filter(({ internal, mac }) => !internal && mac !== '00:00:00:00:00:00');
  return [...new Set(real.map(({ mac }) => mac))].sort().slice(0, 64);
}

/**
 * Types of file systems on drives of the machine itself: statfs(2). Others may be shared, or are not known
 * here.
 */
const LOCAL: ReadonlySet<number> = new Set([
  0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x2fc12fc1, 0x3153464a, 0x52654973, 0x01021994, 0x858458f6,
  0x794c7630, 0x4d44, 0x2011bab0, 0x5346544e, 0x7366746e, 0x482b, 0x4858,
]);

/** Whether a folder is on a drive that only this machine can reach; null where that is not known. */
export async function isLocalDrive(folder: string): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  try {
    return LOCAL.has((await statfs(folder)).type) ? true : null;
  } catch {
    return null;
  }
}
