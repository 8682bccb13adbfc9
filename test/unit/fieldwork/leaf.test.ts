import { describe, expect, test } from 'vitest';
import { leafText, type LeafFacts } from '../../../src/fieldwork/scheduling/leaf.js';

const factsOf = (formUrl: string | null): LeafFacts => ({
  ordinal: 3,
  match: { compared: 12, cue: ['name'], own: ['mail'], balanced: [] },
  ground: 'origin',
  sector: 'bouw',
  vacancy: ['proef', 'V-1'],
  kbo: '0200000059',
  block: 1,
  applications: [
    {
      position: 1,
      arm: 'control',
      template: 0,
      layout: 1,
      name: 'An Peeters',
      address: 'an@mijnpost.example',
      subject: 'Metser',
      body: 'Geachte',
      due: new Date('2026-09-07T08:00:00Z'),
      messageId: 'a@mijnpost.example',
      formUrl,
    },
  ],
});

describe('what a leaf commits to', () => {
  test('has, for what goes by mail, the bytes that it had before there were forms', () => {
    expect(leafText(factsOf(null))).toBe(
      '{"applications":[{"address":"an@mijnpost.example","arm":"control","due":"2026-09-07T08:00:00.000Z","layout":1,"messageId":"a@mijnpost.example","name":"An Peeters","position":1,"subject":"Metser","template":0,"text":"3d6bfab7349156174a176afbdc4fae77e0f376aca196e339d83c8c85eb433743"}],"block":1,"ground":"origin","kbo":"0200000059","match":{"balanced":[],"compared":12,"cue":["name"],"own":["mail"]},"ordinal":3,"sector":"bouw","vacancy":["proef","V-1"]}',
    );
  });

  test('says nothing of a vacancy where none is answered, and all else as ever', () => {
    const [whole, without] = [factsOf(null), { ...factsOf(null), vacancy: null }].map((facts) =>
      leafText(facts),
    );
    expect(without).toBe(whole!.replace(',"vacancy":["proef","V-1"]', ''));
  });

  test('holds the web form of what goes by hand', () => {
    expect(leafText(factsOf('https://www.werkgever.example/1'))).toContain(
      '"due":"2026-09-07T08:00:00.000Z","form":"https://www.werkgever.example/1","layout":1',
    );
  });
});
