import { z } from 'zod';
import { Hash, Instant } from '../auth/index.js';
import { AUTHORISATION_STATES } from './authorisations/schema.js';
import { AMENDMENT_KINDS } from './amendments/schema.js';
import { ContrastTitle, DateText, DESIGNS, PURPOSES, STATES } from './schema.js';

/** A line of the list of campaigns, as the API gives it. */
export const CampaignRow = z.object({
  id: z.uuid(),
  name: z.string(),
  ground: z.string(),
  purpose: z.enum(PURPOSES),
  state: z.enum(STATES),
  planned: z.number().int().meta({ description: 'Pairs that the plan asks for.' }),
  authorisedUntil: Instant.nullable(),
});

/** A campaign as the API gives it: its rules, its state and its seal; never its seed. */
export const CampaignAnswer = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.enum(PURPOSES),
  service: z.string(),
  ground: z.string(),
  scenario: z.string(),
  scenarioVersion: z.number().int(),
  scenarioHash: Hash,
  design: z.enum(DESIGNS).meta({
    description:
      'Whether an employer gets two applications, one of each arm, or a single one of an arm drawn for it.',
  }),
  basis: z.object({ code: z.string(), version: z.string() }),
  matter: z.object({ employerType: z.string(), relation: z.string(), place: z.string() }),
  state: z.enum(STATES),
  stateReason: z.string().nullable(),
  hypothesis: z.string(),
  primaryDefinition: z.enum(['strict', 'lenient']),
  stopRule: z.enum(['fixed', 'e-value']),
  alpha: z.number(),
  power: z.number(),
  controlOnly: z.number().meta({
    description:
      'Expected share of the pairs in which the control arm alone is called back; in a single design its callback rate.',
  }),
  treatmentOnly: z.number().meta({ description: 'The same of the treatment arm.' }),
  sendFrom: DateText,
  pairsPerDay: z.number().int(),
  withoutVacancy: z
    .boolean()
    .meta({ description: 'Whether its applications go to employers without a vacancy.' }),
  rolling: z.boolean().meta({ description: 'Whether the plan fills up by increments after the sealing.' }),
  cells: z
    .array(
      z.object({
        sector: z.string(),
        ground: z
          .string()
          .meta({ description: 'With the contrast after a stroke in a design of several: `origin/both`.' }),
        contrast: ContrastTitle.nullable(),
        quota: z.number().int(),
      }),
    )
    .readonly(),
  createdBy: z.uuid(),
  authorisation: z
    .object({
      kind: z.string(),
      state: z.enum(AUTHORISATION_STATES),
      number: z.string().nullable(),
      validFrom: Instant.nullable(),
      validUntil: Instant.nullable(),
      maxTests: z.number().int().nullable(),
      grounds: z.array(z.string()).readonly().nullable(),
      openConditions: z
        .number()
        .int()
        .meta({ description: 'Conditions that nobody has met yet; nothing leaves before.' }),
    })
    .nullable(),
  seal: z
    .object({
      hash: Hash,
      seedCommitment: Hash,
      sealedAt: Instant,
      body: z.string().meta({ description: 'Canonical JSON; `hash` is taken over it.' }),
    })
    .nullable(),
  increments: z
    .array(
      z.object({
        number: z.number().int().meta({ description: '0 is what was drawn when the plan was sealed.' }),
        tests: z.number().int(),
        root: Hash.meta({ description: 'Merkle root over the leaves of its tests.' }),
        hash: Hash,
        sendFrom: z.string().meta({ format: 'date' }),
        drawnAt: Instant,
        releasedAt: Instant.nullable().meta({
          description:
            'When a second person let its made-up candidates be sent; nothing of it leaves before.',
        }),
      }),
    )
    .readonly(),
  amendments: z.array(
    z.object({
      number: z.number().int(),
      kind: z.enum(AMENDMENT_KINDS),
      previous: Hash.meta({ description: 'The hash of the seal, or of the amendment before.' }),
      hash: Hash,
      body: z.string().meta({ description: 'Canonical JSON; `hash` is taken over `previous` and it.' }),
      reason: z.string(),
      madeAt: Instant,
    }),
  ),
});
