const OPENING =
  /^(?:re|fw|fwd|tr)\s*:\s*|^(?:mijn |open |spontane )?(?:sollicitatie(?:brief)?|kandidatuur|kandidaat|kandidate|kandidaatstelling|vacature|reactie|interesse|motivatie(?:brief)?|betreft|aanvraag|cv|application|candidature)(?=[\s:,\-–]|$)[\s:,\-–]*|^(?:voor|als|op|in|bij|naar|van|de|het|een|uw|jullie|functie|job|betrekking|plaats|vacature|post)\s+(?=\S)|^["'“‘]+/i;

/** The job as an employer reads it from a subject: without "Sollicitatie voor de functie van" and the like before it, without name or reference behind it. */
export function titleOf(subject: string): string {
  let title = subject.trim();
  for (let shorter = title.replace(OPENING, ''); shorter !== title; shorter = title.replace(OPENING, ''))
    title = shorter.trim();
  title = title
    .replace(/\s*[([]?\b(?:ref|referentie|vacaturenummer|nr)\b\.?\s*:?.*$/i, '')
    .replace(/\s+[-–|]\s+.*$/, '')
    .replace(/\s*\([mvxfh](?:\s*\/\s*[mvxfh])+\)/i, '')
    .replace(/["'”’]+$/, '')
    .trim();
  return title === '' || title.length > 80 ? 'de openstaande functie' : title;
}

/** The employer as its contact address shows it: the first part of its domain in words. */
export function firmOf(contact: string): string {
  const label = domainOf(contact).split('.', 1)[0] ?? '';
  const words = label.split(/[-_]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
