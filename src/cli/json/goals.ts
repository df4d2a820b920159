/** The JSON answers of `goals`, field by field. Times are seconds. */
import type { GoalProgress } from '../../core/api/goals';
import type { TonightReport, TonightTarget } from '../../core/api/tonight';

export function goalJson({ object, filter, said, wanted, accepted, remaining, done }: GoalProgress): unknown {
  return { object, filter, wanted, accepted, remaining, done, said };
}

export function tonightJson(report: TonightReport): unknown {
  const { site, night, dark, darkness, moonIllumination, moonless, targets, unplaced } = report;
  return {
    site: { latitude: site.latitude, longitude: site.longitude },
    night,
    dark: dark && { from: dark.from, to: dark.to },
    darkness,
    moonIllumination: Math.round(moonIllumination * 1000) / 1000,
    moonless,
    targets: targets.map(targetJson),
    unplaced,
  };
}

function targetJson(target: TonightTarget): unknown {
  const { object, ra, dec, high, highMoonless, span, highest, moonSeparation, curve, goals } = target;
  return {
    object,
    ra,
    dec,
    high,
    highMoonless,
    span: span && { from: span.from, to: span.to },
    highest: highest && { altitude: highest.altitude, time: highest.time },
    moonSeparation,
    goals: goals.map((goal) => ({ ...(goalJson(goal) as object), usable: goal.usable })),
    curve: curve.map(({ time, altitude }) => ({ time, altitude })),
  };
}
