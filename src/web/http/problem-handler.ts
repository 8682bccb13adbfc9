import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { Problem, problemOf } from '../../platform/problems.js';
import type { FieldFault, ProblemTable } from '../../platform/problems.js';
import { sayFaults, textIn } from '../i18n/texts.js';
import { languageOf } from './language.js';
import { problemPage } from './problem-page.js';
import type { ProblemDetails } from './problem-page.js';
import { paths } from '../paths.js';
import { requestIdOf } from './request-id.js';
import { themeOf } from './theme.js';

interface ProblemHandlerChoices {
  readonly table: ProblemTable;
  /** Told of everything thrown that is not a known problem, with the id that the user sees. */
  readonly onBug: (thrown: unknown, requestId: string) => void;
}

/** For an address that no route answers. */
export function noSuchPage(): RequestHandler {
  return (_req, _res, next) => next(new Problem('not-found'));
}

/**
 * The last handler: every problem becomes RFC 9457 problem+json, or a page where the browser asks for one. What is not
 * in the table of problems is a bug: told to `onBug`, shown as its id, never with its message.
 */
export function problemHandler({ table, onBug }: ProblemHandlerChoices): ErrorRequestHandler {
  return (thrown: unknown, req, res, next) => {
    const problem = problemOf(problemOfExpress(thrown), table);
    if (problem.code === 'bug') onBug(thrown, requestIdOf(req));
    if (res.headersSent) return next(thrown);
    const lang = languageOf(req);
    const kind = table.kinds.get(problem.code);
    const details = detailsOf(
      problem,
      { title: kind === undefined ? problem.code : textIn(kind, lang), status: kind?.status ?? 500 },
      req,
    );
    res.status(details.status).setHeader('Cache-Control', 'no-store');
    if (!isApi(req) && req.accepts(['json', 'html']) === 'html')
      res.type('html').send(problemPage(details, lang, themeOf(req)));
    else res.type('application/problem+json').send(JSON.stringify(details));
  };
}

/** The API answers with JSON, also where something goes wrong, whatever the client says it reads. */
function isApi(req: Request): boolean {
  return req.path.startsWith(paths.api.under);
}

function detailsOf(
  problem: Problem,
  { title, status }: { title: string; status: number },
  req: Request,
): ProblemDetails & { faults?: readonly FieldFault[] } {
  const id = requestIdOf(req);
  return {
    type: `urn:praktijktest:problem:${problem.code}`,
    title,
    status,
    ...(problem.detail === undefined || problem.code === 'bug' ? {} : { detail: problem.detail }),
    ...(id === '' ? {} : { instance: `urn:uuid:${id}` }),
    ...(problem.faults.length === 0 ? {} : { faults: sayFaults(problem.faults, languageOf(req)) }),
    ...problem.members,
  };
}

/** Express's parsers throw errors with an HTTP status; those are the client's faults, not ours. */
function problemOfExpress(thrown: unknown): unknown {
  if (thrown instanceof Problem || typeof thrown !== 'object' || thrown === null || !('status' in thrown))
    return thrown;
  const { status } = thrown;
  if (status === 413) return new Problem('too-large');
  return typeof status === 'number' && status >= 400 && status < 500 ? new Problem('bad-body') : thrown;
}
