import type { Request, Response } from 'express';
import { z } from 'zod';
import { Problem, problemOf, type ProblemTable } from '../../platform/problems.js';
import { textIn } from '../../web/index.js';
import type { Organisations } from '../organisations/service.js';
import { MOST_REFERENCE } from '../organisations/filing.js';
import { readRequests } from '../organisations/series.js';
import { readBytes } from './body.js';
import { wait, type Throttle } from './throttle.js';

/** What the program of an organisation sends: its own reference, and requests of clients. */
const Series = z.object({
  reference: z.string().trim().min(1).max(MOST_REFERENCE),
  requests: z.array(z.unknown()),
});
const MOST_BYTES = 1024 * 1024;
/** Series that are taken in at once: each holds its body before anybody knows who sent it, and asks for derivations. */
const AT_ONCE = 4;
let underWay = 0;

export interface FilingApiMeans {
  readonly organisations: Organisations;
  readonly grounds: readonly string[];
  readonly problems: ProblemTable;
  readonly throttle: Throttle;
  /** Tells of a bug, and gives the number under which it stands in the log. */
  readonly tellBug: (thrown: unknown) => string;
}

/**
 * POST of a signed series. Answers 201, or 200 where the same was filed before, with the day, the code to come back with
 * and the receipt; else a problem (RFC 9457), where nothing was changed, with row, field and cure of each fault.
 */
export function filingApi(means: FilingApiMeans) {
  return (req: Request, res: Response): void => {
    void file(means, req).then(
      ({ status, body }) => void res.status(status).json(body),
      (error: unknown) => sayProblem(means, error, res),
    );
  };
}

/** Who sends one after the other waits as at every door, before anything is read of it. */
async function file(means: FilingApiMeans, req: Request) {
  await wait(means.throttle(req.socket.remoteAddress));
  if (underWay >= AT_ONCE) {
    req.resume();
    throw new Problem('channel-busy');
  }
  underWay += 1;
  try {
    return await takeIn(means, req);
  } finally {
    underWay -= 1;
  }
}

async function takeIn({ organisations, grounds }: FilingApiMeans, req: Request) {
  const bytes = await readBytes(req, MOST_BYTES);
  const signature = Buffer.from(req.get('PT-Signature') ?? '', 'base64url');
  const signer = await organisations.bySignature(req.get('PT-Organisation') ?? '', bytes, signature);
  const { reference, requests } = seriesIn(bytes, grounds);
  const filed = await organisations.fileAtOnce(signer, { reference, requests, signature });
  const receipt = await organisations.prove(signer, reference);
  return {
    status: filed.before ? 200 : 201,
    body: { reference, day: filed.day, code: filed.code, receipt, before: filed.before },
  };
}

function seriesIn(bytes: Buffer, grounds: readonly string[]) {
  const parsed = Series.safeParse(jsonIn(bytes));
  if (!parsed.success)
    throw new Problem('bad-body', undefined, [
      { field: parsed.error.issues[0]?.path.join('.') ?? '', message: parsed.error.issues[0]?.message ?? '' },
    ]);
  const { reference, requests } = parsed.data;
  const read = readRequests(requests, grounds, { row: (at) => at + 1, nameOf: (field) => field });
  if (read.ok) return { reference, requests: read.requests };
  throw new Problem(
    'bad-series',
    undefined,
    [],
    // One language for programs: that of the glossary of the API.
    { rows: read.faults.map(({ row, field, cure }) => ({ row, field, cure: englishOf(cure) })) },
  );
}

const Sentence = z.object({ en: z.string() });
function englishOf(cure: string): string {
  const read = Sentence.safeParse(jsonIn(Buffer.from(cure)));
  return read.success ? read.data.en : cure;
}

function jsonIn(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function sayProblem({ problems, tellBug }: FilingApiMeans, thrown: unknown, res: Response): void {
  const problem = problemOf(thrown, problems);
  const kind = problems.kinds.get(problem.code);
  const status = kind?.status ?? 500;
  const members = problem.code === 'bug' ? { id: tellBug(thrown) } : problem.members;
  const faults = problem.faults.length === 0 ? {} : { faults: [...problem.faults] };
  res
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `urn:praktijktest:problem:${problem.code}`,
        title: kind === undefined ? 'Error' : textIn(kind, 'en'),
        status,
        ...members,
        ...faults,
      }),
    );
}
