import { layOut, type Layout } from './columns.js';
import { CsvReader } from './csv.js';
import { decodeText, undecodableText } from './decode.js';
import { Names, SEPARATOR } from './intern.js';
import type { AnalyseOptions, LongForm } from './options.js';
import { clean, outcomeFault, outcomeReader, type Reading } from './outcome.js';
import { DistinctPairs, Pairing, type PairingReport } from './pairing.js';
import { ProbitRows } from './probit.js';
import { DataRefused, refuseLine } from './refusal.js';
import { ARM, NONE, Tally, type ArmPlace } from './tally.js';

/** A row that was left out. */
export interface Rejected {
  readonly line: number;
  readonly reason: string;
}

/** A file as counts. */
export interface Counted {
  readonly rows: number;
  /** Rows that were counted. */
  readonly used: number;
  readonly otherArms: number;
  /** Values of the further arms with their rows; the first hundred values. */
  readonly otherArmValues: ReadonlyMap<string, number>;
  readonly unmatchedPairs: number;
  readonly unmatched: PairingReport['unmatched'];
  /** Pairs whose applications name different strata: counted in that of the control application. */
  readonly tornPairs: number;
  /** The first of them. */
  readonly torn: readonly Rejected[];
  readonly rejected: readonly Rejected[];
  readonly delimiter: string;
  /** The values of the `by` columns per stratum, in the order of `tally.strata`. */
  readonly strata: readonly (readonly string[])[];
  readonly tally: Tally;
  /** The applications for the probit; null when none was asked for. */
  readonly probit: ProbitRows | null;
}

/**
 * Reads a CSV file into counts, piece by piece: memory grows with the strata, clusters and named pairs, not the rows.
 * Rows that cannot be used are listed with line and reason.
 * @throws DataRefused when the file is empty or unreadable, lacks a column or an arm, or names a pair's arm twice
 */
export async function readCounts(
  source: AsyncIterable<Uint8Array | string>,
  options: AnalyseOptions,
): Promise<Counted> {
  const counting = new Counting(options);
  const reader = new CsvReader(counting.sink());
  for await (const text of decodeText(source, options.encoding)) reader.push(text);
  reader.end();
  return counting.finish(reader.delimiter ?? ',');
}

const MOST_OTHER_VALUES = 100;
const NOTHING: PairingReport = { used: 0, unmatchedPairs: 0, unmatched: [], tornPairs: 0, torn: [] };

type OnRecord = (cells: readonly string[], line: number) => void;

class Counting {
  readonly #options: AnalyseOptions;
  readonly #tally = new Tally();
  readonly #strata = new Names();
  readonly #clusters = new Names();
  readonly #rejected: Rejected[] = [];
  readonly #otherValues = new Map<string, number>();
  readonly #read: (cell: string) => Reading;
  #pairing: Pairing | null = null;
  #distinct: DistinctPairs | null = null;
  #probit: ProbitRows | null = null;
  #onRecord: OnRecord | null = null;
  #rows = 0;
  #used = 0;
  #otherArms = 0;
  /** Rows of control and treatment, usable or not: an arm without any is a mistake in the options. */
  readonly #armRows = [0, 0];

  constructor(options: AnalyseOptions) {
    this.#options = options;
    this.#read = outcomeReader(options.positive);
  }

  sink(): ConstructorParameters<typeof CsvReader>[0] {
    return {
      undecodable: undecodableText(this.#options.encoding),
      header: (cells, line) => {
        const layout = layOut(cells, line, this.#options);
        this.#onRecord = this.#recordReader(layout);
        return layout.wanted;
      },
      record: (cells, line) => {
        this.#rows += 1;
        this.#onRecord?.(cells, line);
      },
      broken: (line, reason) => {
        this.#rows += 1;
        this.#reject(line, reason);
      },
    };
  }

  finish(delimiter: string): Counted {
    if (this.#onRecord === null)
      throw new DataRefused(
        'line 1: the file is empty; give a CSV file with a header line and one row per application or pair.',
      );
    if (this.#rows === 0)
      throw refuseLine(2, 'the file has a header and no rows', 'add the rows of the study');
    this.#insistOnArms();
    this.#distinct?.finish();
    const report = this.#pairing?.finish(this.#tally) ?? NOTHING;
    this.#tally.reserve(this.#strata.all.length);
    const rowsPerPair = this.#options.form.kind === 'wide' ? 2 : 1;
    return {
      rows: this.#rows,
      used: this.#used + report.used / rowsPerPair,
      otherArms: this.#otherArms,
      otherArmValues: this.#otherValues,
      unmatchedPairs: report.unmatchedPairs,
      unmatched: report.unmatched,
      tornPairs: report.tornPairs,
      torn: report.torn.map(({ line, key, strata }) => ({ line, reason: this.#tornReason(key, strata) })),
      rejected: this.#rejected,
      delimiter,
      strata: this.#strata.all.map((name) => name.split(SEPARATOR)),
      tally: this.#tally,
      probit: this.#probit,
    };
  }

  #recordReader(layout: Layout): OnRecord {
    const { form, unpaired, collapse } = this.#options;
    if (form.kind === 'long') {
      if (!unpaired) this.#pairing = new Pairing(form.pair, [form.control, form.treatment], collapse);
      const { probit } = this.#options;
      if (probit.length > 0) this.#probit = new ProbitRows(probit, layout.probit);
      return this.#longReader(layout, form);
    }
    if (!unpaired && form.pair.length > 0) {
      if (collapse)
        this.#pairing = new Pairing(form.pair, [form.controlOutcome, form.treatmentOutcome], true);
      else this.#distinct = new DistinctPairs(form.pair);
    }
    return this.#wideReader(layout, [form.controlOutcome, form.treatmentOutcome]);
  }

  #longReader(layout: Layout, form: LongForm): OnRecord {
    return (cells, line) => {
      const armName = clean(cells[layout.first] ?? '');
      const arm = armName === form.control ? ARM.control : armName === form.treatment ? ARM.treatment : null;
      if (arm === null) return this.#otherArm(form.arm, armName, line);
      this.#armRows[arm] = (this.#armRows[arm] ?? 0) + 1;
      const cell = cells[layout.second] ?? '';
      const reading = this.#read(cell);
      if (reading !== 'yes' && reading !== 'no')
        return this.#reject(
          line,
          outcomeFault(form.outcome, cell, reading, this.#options.positive) + this.#rowName(cells, layout),
        );
      const covariates = this.#probit?.read(cells) ?? null;
      if (typeof covariates === 'string')
        return this.#reject(line, covariates + this.#rowName(cells, layout));
      const key = this.#keyOf(cells, layout, line);
      const cluster = key === null ? null : this.#clusterOf(cells, layout, line);
      if (key === null || cluster === null) return;
      const stratum = this.#stratumOf(cells, layout);
      const callback = reading === 'yes';
      if (covariates !== null) this.#probit?.add(covariates, arm, callback);
      if (this.#pairing !== null) return this.#pairing.add({ key, line, arm, callback, stratum, cluster });
      this.#tally.addApplication(stratum, cluster, arm, callback);
      this.#used += 1;
    };
  }

  #wideReader(layout: Layout, columns: readonly [string, string]): OnRecord {
    const { unpaired } = this.#options;
    return (cells, line) => {
      const control = this.#read(cells[layout.first] ?? '');
      const treatment = this.#read(cells[layout.second] ?? '');
      const fine = (control === 'yes' || control === 'no') && (treatment === 'yes' || treatment === 'no');
      if (!fine) return this.#rejectWide(cells, layout, line, columns, [control, treatment]);
      const key = this.#keyOf(cells, layout, line);
      const cluster = key === null ? null : this.#clusterOf(cells, layout, line);
      if (key === null || cluster === null) return;
      const stratum = this.#stratumOf(cells, layout);
      const [yes, called] = [control === 'yes', treatment === 'yes'];
      if (this.#pairing !== null) {
        this.#pairing.add({ key, line, arm: ARM.control, callback: yes, stratum, cluster });
        return this.#pairing.add({ key, line, arm: ARM.treatment, callback: called, stratum, cluster });
      }
      this.#used += 1;
      this.#distinct?.note(key, line);
      if (!unpaired) return this.#tally.addPair(stratum, cluster, cluster, yes, called);
      this.#tally.addApplication(stratum, cluster, ARM.control, yes);
      this.#tally.addApplication(stratum, cluster, ARM.treatment, called);
    };
  }

  #rejectWide(
    cells: readonly string[],
    layout: Layout,
    line: number,
    columns: readonly [string, string],
    readings: readonly [Reading, Reading],
  ): void {
    const faultOf = (place: number, arm: ArmPlace): string[] =>
      readings[arm] === 'yes' || readings[arm] === 'no'
        ? []
        : [outcomeFault(columns[arm], cells[place] ?? '', readings[arm], this.#options.positive)];
    const faults = [...faultOf(layout.first, ARM.control), ...faultOf(layout.second, ARM.treatment)];
    this.#reject(line, faults.join('; ') + this.#rowName(cells, layout));
  }

  #otherArm(column: string, value: string, line: number): void {
    if (value === '') return this.#reject(line, `${column} is empty; fill in which arm the row belongs to`);
    this.#otherArms += 1;
    const before = this.#otherValues.get(value);
    if (before === undefined && this.#otherValues.size >= MOST_OTHER_VALUES) return;
    this.#otherValues.set(value, (before ?? 0) + 1);
  }

  #keyOf(cells: readonly string[], layout: Layout, line: number): string | null {
    if (this.#pairing === null && this.#distinct === null) return '';
    const key = joined(cells, layout.pair);
    const empty = layout.pair.findIndex((place) => clean(cells[place] ?? '') === '');
    if (empty < 0) return key;
    this.#reject(
      line,
      `${this.#options.form.pair[empty] ?? ''} is empty; fill in which pair the row belongs to`,
    );
    return null;
  }

  #clusterOf(cells: readonly string[], layout: Layout, line: number): number | null {
    if (layout.cluster === null) return NONE;
    const name = clean(cells[layout.cluster] ?? '');
    if (name !== '') return this.#clusters.place(name);
    this.#reject(
      line,
      `${this.#options.cluster ?? ''} is empty; fill in the cluster, or leave --cluster out`,
    );
    return null;
  }

  #stratumOf(cells: readonly string[], layout: Layout): number {
    return layout.by.length === 0 ? NONE : this.#strata.place(joined(cells, layout.by));
  }

  #rowName(cells: readonly string[], layout: Layout): string {
    const { pair } = this.#options.form;
    if (pair.length === 0) return '';
    return ` (${pair.map((column, index) => `${column}=${clean(cells[layout.pair[index] ?? 0] ?? '')}`).join(', ')})`;
  }

  #reject(line: number, reason: string): void {
    this.#rejected.push({ line, reason });
  }

  #tornReason(key: string, strata: readonly [number, number]): string {
    const [control, treatment] = strata.map((place) =>
      (this.#strata.all[place] ?? '').replaceAll(SEPARATOR, ', '),
    );
    const by = this.#options.by.join(', ');
    return `pair ${key} has two values of ${by} and is counted under that of its control row, "${control ?? ''}", not "${treatment ?? ''}"`;
  }

  #insistOnArms(): void {
    const { form } = this.#options;
    if (form.kind === 'wide') return;
    const names = [form.control, form.treatment];
    const empty = names.filter((_, arm) => this.#armRows[arm] === 0);
    if (empty.length === 0) return;
    const seen = [
      ...names.flatMap((name, arm) =>
        (this.#armRows[arm] ?? 0) > 0 ? [`${name} (${this.#armRows[arm] ?? 0})`] : [],
      ),
      ...[...this.#otherValues].map(([value, count]) => `${value} (${count})`),
    ];
    const what = seen.length === 0 ? 'no value at all' : seen.slice(0, 30).join(', ');
    throw new DataRefused(
      `No row has ${form.arm} = "${empty.join('" or "')}": that arm is empty. The column holds ${what}; name the arms with --control and --treatment.`,
    );
  }
}

function joined(cells: readonly string[], places: readonly number[]): string {
  const [only] = places;
  if (places.length === 1 && only !== undefined) return clean(cells[only] ?? '');
  return places.map((place) => clean(cells[place] ?? '')).join(SEPARATOR);
}
