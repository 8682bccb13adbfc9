import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { exampleOf } from '../../../../src/auth/index.js';
import { schemaOf } from '../../../../src/auth/api/document/openapi.js';
import { CampaignAnswer, CampaignRow } from '../../../../src/campaigns/answers.js';
import { GrantBody } from '../../../../src/campaigns/authorisations/schema.js';
import { CampaignDraft, ReasonBody } from '../../../../src/campaigns/schema.js';
import { FlagRow } from '../../../../src/findings/flags/answers.js';
import { FindingsAnswer } from '../../../../src/findings/sectors/answers.js';
import { faultsOf } from '../../../support/json-schema.js';

describe('an example', () => {
  test.each([
    ['a campaign', CampaignAnswer],
    ['a row of campaigns', CampaignRow],
    ['a flag', FlagRow],
    ['figures', FindingsAnswer],
  ])('of %s fits the schema of its answer', (_what, schema) => {
    const json = schemaOf(schema, 'output');
    expect(faultsOf(json, exampleOf(json))).toEqual([]);
  });

  test.each([
    ['a draft', CampaignDraft],
    ['a grant', GrantBody],
    ['a reason', ReasonBody],
  ])('of %s is taken by the schema that reads it', (_what, schema: z.ZodType) => {
    expect(schema.safeParse(exampleOf(schemaOf(schema, 'input'))).error?.issues ?? []).toEqual([]);
  });
});
