import { z } from 'zod';

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));
const signature = z
  .object({ algorithm: z.string(), context: z.string(), publicKey: z.string(), value: z.string() })
  .nullable();

/** The tests of one employer with all that shows that they stood in the plan as it was sealed, and nothing of another's. */
export const Proof = z.object({
  format: z.literal('praktijktest/proof/1'),
  campaign: z.string(),
  kbo: z.string(),
  seal: z.object({ body: z.string(), hash: hex(32), signature }),
  /** From the first after the sealing to the last that is needed, each chained to the one before. */
  increments: z.array(
    z.object({
      number: z.number(),
      body: z.string(),
      previous: hex(32).nullable(),
      hash: hex(32),
      signature,
    }),
  ),
  tests: z.array(
    z.object({
      increment: z.number(),
      /** The test as planned, as canonical JSON. */
      text: z.string(),
      salt: hex(32),
      leaf: hex(32),
      path: z.array(z.object({ side: z.enum(['left', 'right']), hash: hex(32) })),
    }),
  ),
});
export type Proof = z.output<typeof Proof>;

/** An employer of whom tests can be proven. */
export interface Provable {
  readonly kbo: string;
  readonly name: string;
  readonly tests: number;
  /** Tests that count, or were taken out: of those alone a proof may show the arms. */
  readonly closed: number;
}
