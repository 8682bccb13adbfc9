import { EXIT, guarded, processIo, textOption, type Io, type OwnDataCommand } from './command-io.js';
import { formatOf, numberIn, optional, WrongUse, type Values } from './command-values.js';
import { fixed, percent } from './numbers.js';
import { simulateFlags, type Performance, type Scenario } from './simulate.js';

export const simulateCommand: OwnDataCommand = {
  summary: 'play the flag procedures on made-up campaigns: false flags, power, time to a flag',
  help: `simulate --sectors 32 --pairs 200 --control-rate .25 --ratio 1.5 --correlation .3 --unequal 8 --looks 50 --runs 200 --seed 7
  --sectors N       cells of one sealed family (default 32)
  --pairs N         pairs per sector, one per employer (default 200)
  --control-rate P  callback rate of the control arm (default .25)
  --ratio R         control rate over treatment rate in the unequal sectors (default 1)
  --correlation R   of answers within a pair (default .3)
  --unequal N       sectors that have the ratio; the rest have 1 (default all)
  --looks N         equal batches, with a look after each (default 50)
  --runs N          (default 200)
  --seed N          the same seed gives the same answer (default 1)
  --alpha .05
  --format table|json
standing: e-BH on the current one-sided e-values at every look. final: BH on two-sided mid-p at the end. naive peeking:
mid-p below alpha after any batch, uncorrected. Every flag is against the treatment arm and on at least 6 discordant pairs.`,
  options: {
    sectors: textOption,
    pairs: textOption,
    'control-rate': textOption,
    ratio: textOption,
    correlation: textOption,
    unequal: textOption,
    looks: textOption,
    runs: textOption,
    seed: textOption,
    alpha: textOption,
    format: textOption,
  },
  run: (values) => runSimulate(values, processIo),
};

/** `praktijktest simulate`. */
export function runSimulate(values: Values, io: Io): Promise<number> {
  return guarded(io, 'simulate', async () => {
    const format = formatOf(values, ['table', 'json']);
    const scenario = scenarioOf(values);
    if (optional(values, 'seed') === null) io.say('No --seed given: seed 1.');
    const { standing, final, naivePeeking } = simulateFlags(scenario);
    const lines = [
      `${'procedure'.padEnd(15)}${['false flag in', 'power', 'pairs to flag', 'false share'].map((head) => head.padStart(15)).join('')}`,
      ...Object.entries({ standing, final, 'naive peeking': naivePeeking }).map(([name, performance]) =>
        performanceLine(name, performance),
      ),
    ];
    await io.write(
      format === 'json' ? `${JSON.stringify({ standing, final, naivePeeking })}\n` : `${lines.join('\n')}\n`,
    );
    return EXIT.done;
  });
}

function performanceLine(
  name: string,
  { falseFlagRate, power, medianPairsToFlag, fdr }: Performance,
): string {
  const cells = [percent(falseFlagRate), percent(power), fixed(medianPairsToFlag, 0), percent(fdr)];
  return `${name.padEnd(15)}${cells.map((cell) => cell.padStart(15)).join('')}`;
}

function scenarioOf(values: Values): Scenario {
  const whole = (name: string, most: number, least = 1): number | null =>
    numberIn(values, name, { least, most, whole: true });
  const sectors = whole('sectors', 10_000) ?? 32;
  const pairs = whole('pairs', 100_000) ?? 200;
  const looks = whole('looks', 100_000) ?? Math.min(50, pairs);
  if (looks > pairs)
    throw new WrongUse(`--looks ${looks} is more than --pairs ${pairs}; a look needs at least one new pair.`);
  return {
    sectors,
    pairs,
    looks,
    controlRate: numberIn(values, 'control-rate', { least: 0, most: 1, open: true }) ?? 0.25,
    ratio: numberIn(values, 'ratio', { least: 0, most: 1000, open: true }) ?? 1,
    correlation: numberIn(values, 'correlation', { least: -1, most: 1 }) ?? 0.3,
    unequal: whole('unequal', sectors, 0) ?? sectors,
    runs: whole('runs', 1_000_000) ?? 200,
    seed: whole('seed', Number.MAX_SAFE_INTEGER, 0) ?? 1,
    alpha: numberIn(values, 'alpha', { least: 0, most: 1, open: true }) ?? 0.05,
  };
}
