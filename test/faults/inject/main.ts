/** Loaded with `node --require` into the program under test and into each of its threads. */
import { isMainThread } from 'node:worker_threads';
import { Injector } from './act';
import { type FaultPlan, VARIABLE } from './plan';
import { wrapAll } from './wrap';

const text = process.env[VARIABLE];
if (text !== undefined) {
  const plan = JSON.parse(text) as FaultPlan;
  const injector = new Injector(plan);
  if (isMainThread && plan.fault?.kind === 'kill-later') injector.killLater(plan.fault.after);
  wrapAll(injector);
}
