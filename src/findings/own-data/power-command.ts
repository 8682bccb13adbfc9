import { EXIT, guarded, processIo, textOption, type Io, type OwnDataCommand } from './command-io.js';
import { formatOf, numberIn, WrongUse, type Values } from './command-values.js';
import { count, fixed, percent } from './numbers.js';
import { planPairs, planPower, type Expectation } from './power.js';

export const powerCommand: OwnDataCommand = {
  summary: 'plan how many pairs a study needs, or what its pairs can show',
  help: `power --control-only .20 --treatment-only .10                 pairs needed
power --control-rate .30 --treatment-rate .20 --correlation .3
power … --pairs 300                                          what 300 pairs can show
  --control-only P --treatment-only P   shares of pairs in which one arm alone is called back
  --control-rate P --treatment-rate P   callback rates; --correlation R of answers within a pair (default 0, which asks most pairs)
  --alpha .05    two-sided
  --power .8
  --pairs N      give the power of N pairs: exact, counting rejections in the expected direction only
  --format table|json`,
  options: {
    'control-only': textOption,
    'treatment-only': textOption,
    'control-rate': textOption,
    'treatment-rate': textOption,
    correlation: textOption,
    alpha: textOption,
    power: textOption,
    pairs: textOption,
    format: textOption,
  },
  run: (values) => runPower(values, processIo),
};

/** `praktijktest power`. */
export function runPower(values: Values, io: Io): Promise<number> {
  return guarded(io, 'power', async () => {
    const format = formatOf(values, ['table', 'json']);
    const expected = expectationOf(values);
    const alpha = numberIn(values, 'alpha', { least: 0, most: 1, open: true }) ?? 0.05;
    const power = numberIn(values, 'power', { least: 0, most: 1, open: true });
    const pairs = numberIn(values, 'pairs', { least: 1, most: 1_000_000, whole: true });
    if (pairs !== null && power !== null)
      throw new WrongUse('--pairs asks for the power and --power for the pairs; give one of them.');
    if (pairs !== null) {
      const plan = planPower(expected, pairs, alpha);
      const lines = [
        `${count(pairs)} pairs: power ${percent(plan.power)} (exact test), ${percent(plan.midP)} (mid-p), ${percent(plan.connor)} (normal approximation)`,
      ];
      await io.write(format === 'json' ? `${JSON.stringify(plan)}\n` : `${lines.join('\n')}\n`);
      return EXIT.done;
    }
    const plan = planPairs(expected, { alpha, power: power ?? 0.8 });
    const table = [
      `${count(plan.pairs)} pairs (Connor, ${fixed(plan.unrounded)} rounded up)`,
      `${count(Math.ceil(plan.miettinen))} by Miettinen's formula; ${count(Math.ceil(plan.discordant))} discordant pairs`,
    ];
    await io.write(format === 'json' ? `${JSON.stringify(plan)}\n` : `${table.join('\n')}\n`);
    return EXIT.done;
  });
}

function expectationOf(values: Values): Expectation {
  const share = (name: string): number | null => numberIn(values, name, { least: 0, most: 1 });
  const [controlOnly, treatmentOnly] = [share('control-only'), share('treatment-only')];
  const [control, treatment] = [share('control-rate'), share('treatment-rate')];
  const correlation = numberIn(values, 'correlation', { least: -1, most: 1 });
  if (
    controlOnly !== null &&
    treatmentOnly !== null &&
    control === null &&
    treatment === null &&
    correlation === null
  ) {
    if (controlOnly + treatmentOnly > 1 + 1e-12)
      throw new WrongUse('--control-only and --treatment-only are together more than 1.');
    return { kind: 'shares', controlOnly, treatmentOnly };
  }
  if (control !== null && treatment !== null && controlOnly === null && treatmentOnly === null)
    return { kind: 'rates', control, treatment, correlation: correlation ?? 0 };
  throw new WrongUse(
    'Give --control-only and --treatment-only, or --control-rate and --treatment-rate (with --correlation).',
  );
}
