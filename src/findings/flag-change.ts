/** What a look does to a flag: raised once; weakened when no longer rejected; standing again when it is. */
export function flagChange(
  known: 'standing' | 'weakened' | null,
  flagged: boolean,
): 'raise' | 'weaken' | 'stand-again' | 'keep' | 'none' {
  if (known === null) return flagged ? 'raise' : 'none';
  if (flagged) return known === 'standing' ? 'keep' : 'stand-again';
  return known === 'standing' ? 'weaken' : 'keep';
}
