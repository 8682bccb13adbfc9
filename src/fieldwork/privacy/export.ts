import { z } from 'zod';
import { canonicalJson, type Json } from '../../platform/canonical.js';
import { sha256 } from '../../platform/crypto.js';
import type { DataClass } from '../../register/index.js';
import type { Approved } from '../approval/index.js';
import type { HoldView, RequestLine, RunView, TermView } from './views.js';

interface Recorded {
  readonly classes: readonly DataClass[];
  readonly terms: readonly TermView[];
  readonly holds: readonly HoldView[];
  readonly runs: readonly RunView[];
  readonly approved: readonly Approved[];
  /** Null for who may not see the requests. */
  readonly requests: readonly RequestLine[] | null;
  readonly at: Date;
}

/**
 * The record for the data protection impact assessment (art. 35 GDPR) and of processing (art. 30): the register, the holds,
 * the last runs, the baselines of which it was erased who was tested, and how many requests there were; no name of anybody. Canonical JSON with the hash of its text before it.
 */
export function dpiaRecord({ classes, terms, holds, runs, approved, requests, at }: Recorded): string {
  const record = canonicalJson(
    plain({
      format: 'praktijktest/data-protection/1',
      at: at.toISOString(),
      classes,
      confirmed: terms.flatMap(({ dataClass, text, confirmedAt }) =>
        confirmedAt === null ? [] : [{ dataClass, text, at: confirmedAt.toISOString() }],
      ),
      holds: holds.map(({ campaign, reviewOn, placedAt }) => ({
        campaign,
        reviewOn,
        placedAt: placedAt.toISOString(),
      })),
      runs: runs.map(({ at, erased, waiting }) => ({
        at: at.toISOString(),
        erased,
        waiting,
      })),
      baselines: approved.map(({ campaign, approvedAt, replay, erased, reviewOn }) => ({
        campaign,
        approvedAt: approvedAt.toISOString(),
        replay: replay === null ? null : { at: replay.at.toISOString(), hash: replay.hash },
        erased: erased === null ? null : { ...erased, at: erased.at.toISOString() },
        reviewOn,
      })),
      requests:
        requests === null
          ? null
          : {
              open: requests.filter(({ answered }) => !answered).length,
              answered: requests.filter(({ answered }) => answered).length,
            },
    }),
  );
  return `{"record":${record},"sha256":"${sha256(record).toString('hex')}"}\n`;
}

/** The value as JSON holds it: what is undefined is left out. */
const plain = (value: object): Json => z.json().parse(JSON.parse(JSON.stringify(value)));
