import { expect, test } from 'vitest';
import { isAbout } from '../../../src/reports/interests.js';

const interest = { officer: 'x', name: 'Bakkerij Zoét NV', kbo: '0123456749' };

test.each([
  [{ kbo: '0123.456.749' }, true],
  [{ employer: 'bakkerij zoet' }, true],
  [{ employer: 'De Bakkerij Zoet in Gent' }, true],
  [{ employer: 'Zoet bv' }, true],
  [{ employer: 'Bakkerij Zoethout' }, false],
  [{ employer: 'Slagerij Zout', kbo: '0999.999.922' }, false],
  [{ employer: 'NV' }, false],
  [{ employer: '', kbo: '' }, false],
  [{}, false],
])('an interest in Bakkerij Zoét NV and a report that names %j', (named, about) =>
  expect(isAbout(interest, named)).toBe(about),
);
