import { logUniformE, type PairTable, type UnpairedTable } from '../../statistics/index.js';

/** The arms as bits of one pair's state. */
export const ARM = { control: 0, treatment: 1 } as const;
export type ArmPlace = (typeof ARM)[keyof typeof ARM];

const LOG_20 = Math.log(20);
const CELLS = 4;

/** The counts of one stratum, or of all of them together. */
export class Counts {
  both = 0;
  controlOnly = 0;
  treatmentOnly = 0;
  neither = 0;
  /** Number of the first discordant pair at which the uniform e-value is 20 or more. */
  firstCrossing20: number | null = null;
  readonly #arms = [0, 0, 0, 0];
  readonly #clusterPlaces = new Map<number, number>();
  readonly #clusterCells: number[] = [];

  addPair(control: boolean, treatment: boolean): void {
    if (control === treatment) {
      if (control) this.both += 1;
      else this.neither += 1;
      return;
    }
    if (control) this.controlOnly += 1;
    else this.treatmentOnly += 1;
    if (this.firstCrossing20 === null) this.#lookForCrossing();
  }

  // An e-value is at most the likelihood ratio of the best alternative, and its logarithm is at most ln 2 · gap² / m:
  // under that bound the e-value itself need not be computed.
  #lookForCrossing(): void {
    const m = this.controlOnly + this.treatmentOnly;
    const gap = this.controlOnly - this.treatmentOnly;
    if (Math.LN2 * gap * gap < LOG_20 * m) return;
    if (logUniformE(this) >= LOG_20 - 1e-12) this.firstCrossing20 = m;
  }

  /** Counts one application for the unpaired figures. */
  addApplication(arm: ArmPlace, callback: boolean): void {
    bump(this.#arms, 2 * arm);
    if (callback) bump(this.#arms, 2 * arm + 1);
  }

  /** Counts one application for its cluster. */
  addToCluster(cluster: number, arm: ArmPlace, callback: boolean): void {
    let place = this.#clusterPlaces.get(cluster);
    if (place === undefined) {
      place = this.#clusterCells.length;
      this.#clusterPlaces.set(cluster, place);
      this.#clusterCells.push(0, 0, 0, 0);
    }
    bump(this.#clusterCells, place + 2 * arm);
    if (callback) bump(this.#clusterCells, place + 2 * arm + 1);
  }

  table(): PairTable {
    const { both, controlOnly, treatmentOnly, neither } = this;
    return { both, controlOnly, treatmentOnly, neither };
  }

  applications(): UnpairedTable {
    return armsAt(this.#arms, 0);
  }

  clusters(): UnpairedTable[] {
    const made: UnpairedTable[] = [];
    for (let place = 0; place < this.#clusterCells.length; place += CELLS)
      made.push(armsAt(this.#clusterCells, place));
    return made;
  }
}

function bump(counts: number[], place: number): void {
  counts[place] = (counts[place] ?? 0) + 1;
}

function armsAt(counts: readonly number[], place: number): UnpairedTable {
  const [controlN = 0, controlYes = 0, treatmentN = 0, treatmentYes = 0] = counts.slice(place, place + CELLS);
  return {
    control: { n: controlN, callbacks: controlYes },
    treatment: { n: treatmentN, callbacks: treatmentYes },
  };
}

/** No stratum, or no cluster, was asked for. */
export const NONE = -1;

/** All counts of a file: the whole and each stratum. */
export class Tally {
  readonly overall = new Counts();
  readonly strata: Counts[] = [];

  /** Counts one matched test. Clusters are named per arm: two applications of one pair may lie in two clusters. */
  addPair(
    stratum: number,
    controlCluster: number,
    treatmentCluster: number,
    control: boolean,
    treatment: boolean,
  ): void {
    this.overall.addPair(control, treatment);
    this.#cluster(this.overall, controlCluster, ARM.control, control);
    this.#cluster(this.overall, treatmentCluster, ARM.treatment, treatment);
    if (stratum === NONE) return;
    const counts = this.#stratum(stratum);
    counts.addPair(control, treatment);
    this.#cluster(counts, controlCluster, ARM.control, control);
    this.#cluster(counts, treatmentCluster, ARM.treatment, treatment);
  }

  /** Counts one application of a study without pairs. */
  addApplication(stratum: number, cluster: number, arm: ArmPlace, callback: boolean): void {
    this.overall.addApplication(arm, callback);
    this.#cluster(this.overall, cluster, arm, callback);
    if (stratum === NONE) return;
    const counts = this.#stratum(stratum);
    counts.addApplication(arm, callback);
    this.#cluster(counts, cluster, arm, callback);
  }

  #cluster(counts: Counts, cluster: number, arm: ArmPlace, callback: boolean): void {
    if (cluster !== NONE) counts.addToCluster(cluster, arm, callback);
  }

  /** Makes the strata up to this number exist, also those in which nothing was counted. */
  reserve(strata: number): void {
    while (this.strata.length < strata) this.strata.push(new Counts());
  }

  #stratum(index: number): Counts {
    let counts = this.strata[index];
    if (counts === undefined) {
      this.reserve(index);
      counts = new Counts();
      this.strata[index] = counts;
    }
    return counts;
  }
}
