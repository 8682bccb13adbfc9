import { create, type RouteLine } from '../auth/index.js';
import { SignalBody } from './schema.js';
import { recordSignal } from './service.js';

/** The JSON API of signals: what another system found can be recorded by a program of an inspector. */
export function signalRoutes(): RouteLine[] {
  return [
    create(
      '/api/v1/signals',
      {
        can: 'signal.record',
        summary: 'Record what gives reason to test',
        body: SignalBody,
        problems: ['bad-input', 'unknown-sector'],
      },
      (ctx, { body }) => recordSignal(ctx, body),
    ),
  ];
}
