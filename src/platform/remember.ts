/**
 * A function of one text that keeps its answers: for pure work on texts that come again and again, such as templates and
 * their words. It forgets everything when it holds `most` answers, so that it never grows beyond them.
 */
export function remember<K extends string, T>(most: number, work: (text: K) => T): (text: K) => T {
  const kept = new Map<K, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const answer = work(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, answer);
    return answer;
  };
}
