/** The constraints of this room; what they raise is the problems of coding. */
export const callCodingProblems = {
  kinds: {},
  constraints: {
    call_coding_once: 'coded-already',
    call_coding_order: 'not-to-code',
    call_recusal_pkey: 'not-to-code',
    campaign_calls_coded: 'campaign-life',
  },
};
