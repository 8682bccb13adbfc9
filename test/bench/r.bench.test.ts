// The closed forms beside R, where R is on the machine: the same 5,000 pair tables, the same figures, in one run.
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import {
  armRate,
  benjaminiHochberg,
  conditionalOddsExact,
  differenceWaldInterval,
  mcnemar,
  ratioDeltaInterval,
  type PairTable,
} from '../../src/statistics/index.js';

const EMPLOYERS = 5000;
const ROUNDS = 20;
const tables: readonly PairTable[] = Array.from({ length: EMPLOYERS }, (_, n) => ({
  both: n % 23,
  controlOnly: 1 + (n % 17),
  treatmentOnly: 1 + (n % 11),
  neither: n % 37,
}));

/** Rates with Wilson limits, ratio (delta), difference (Wald), McNemar with and without correction, exact, mid-p, conditional odds, BH. */
function computeAll(): number[] {
  const ps = tables.map((table) => {
    armRate(table, 'control');
    armRate(table, 'treatment');
    ratioDeltaInterval(table);
    differenceWaldInterval(table);
    conditionalOddsExact(table);
    const tested = mcnemar(table);
    return tested.kind === 'tested' ? tested.midP : 1;
  });
  return benjaminiHochberg(ps, 0.05).adjusted.slice();
}

/** The same in R, twice: whole columns at once, and table by table with the functions that people call. */
const PROGRAM = `
n <- 0:${EMPLOYERS - 1}; a <- n %% 23; b <- 1 + n %% 17; c <- 1 + n %% 11; d <- n %% 37; N <- a + b + c + d
wilson <- function(x, n) { z <- qnorm(.975); m <- (x + z^2/2) / (n + z^2); h <- z * sqrt(x * (n - x) / n + z^2/4) / (n + z^2); cbind(m - h, m + h) }
whole <- function() {
  m <- b + c; k <- pmin(b, c); wilson(a + b, N); wilson(a + c, N)
  r <- (a + b) / (a + c); s <- sqrt((b + c) / ((a + b) * (a + c))); cbind(r, r * exp(-qnorm(.975) * s), r * exp(qnorm(.975) * s))
  e <- (b - c) / N; w <- sqrt(m - (b - c)^2 / N) / N; cbind(e, e - qnorm(.975) * w, e + qnorm(.975) * w)
  pchisq((b - c)^2 / m, 1, lower.tail = FALSE); pchisq(pmax(0, abs(b - c) - 1)^2 / m, 1, lower.tail = FALSE)
  exact <- ifelse(b == c, 1, pmin(1, 2 * pbinom(k, m, .5))); mid <- ifelse(b == c, 1, 2 * pbinom(k, m, .5) - dbinom(k, m, .5))
  lo <- qbeta(.025, b, c + 1); hi <- qbeta(.975, b + 1, c); cbind(lo / (1 - lo), hi / (1 - hi)); p.adjust(mid, 'BH') }
each <- function() for (i in seq_along(n)) { prop.test(a[i] + b[i], N[i], correct = FALSE); prop.test(a[i] + c[i], N[i], correct = FALSE)
  t <- matrix(c(a[i], c[i], b[i], d[i]), 2); mcnemar.test(t); mcnemar.test(t, correct = FALSE); binom.test(b[i], b[i] + c[i]) }
used <- function(f, times) { f(); t <- proc.time(); for (i in 1:times) f(); sum((proc.time() - t)[1:2]) / times }
q <- whole()
cat(sprintf('%.17g %.17g %.17g', used(whole, ${ROUNDS}), used(suppressWarnings(each), 1), sum(q)))`;

const r = spawnSync('Rscript', ['--vanilla', '-e', PROGRAM], { encoding: 'utf8' });
const hasR = r.error === undefined;
if (!hasR) console.log('R is not on this machine: its ratio is not measured.');

test.skipIf(!hasR)('gives the figures of R, and says in which share of its time', () => {
  expect(r.status, r.stderr).toBe(0);
  const [whole = NaN, each = NaN, sum = NaN] = r.stdout.trim().split(' ').map(Number);
  const adjusted = computeAll();
  expect(adjusted.reduce((total, p) => total + p, 0)).toBeCloseTo(sum, 6);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) computeAll();
  const { user, system } = process.cpuUsage(before);
  const own = (user + system) / 1e6 / ROUNDS;
  console.log(
    `closed forms of ${EMPLOYERS} tables: ${(own * 1000).toFixed(1)} ms of processor; R by whole columns ${(whole * 1000).toFixed(1)} ms (× ${(whole / own).toFixed(2)}), R table by table ${(each * 1000).toFixed(0)} ms (× ${(each / own).toFixed(1)})`,
  );
});
