import { describe, expect, test } from 'vitest';
import { provinceOf } from '../../../src/register/provinces.js';

describe('the province of a postcode', () => {
  test.each([
    ['1000', 'brussels'],
    ['1299', 'brussels'],
    ['1300', 'walloon-brabant'],
    ['1500', 'flemish-brabant'],
    ['1999', 'flemish-brabant'],
    ['2000', 'antwerp'],
    ['3000', 'flemish-brabant'],
    ['3500', 'limburg'],
    ['4000', 'liege'],
    ['5000', 'namur'],
    ['6000', 'hainaut'],
    ['6599', 'hainaut'],
    ['6600', 'luxembourg'],
    ['7000', 'hainaut'],
    ['8000', 'west-flanders'],
    ['9000', 'east-flanders'],
    ['9999', 'east-flanders'],
  ])('%s is %s', (postcode, province) => {
    expect(provinceOf(postcode)).toBe(province);
  });

  test.each([null, '', '0999', '999', '10000', '1O00', ' 1000', '1000 '])('of %j is unknown', (postcode) => {
    expect(provinceOf(postcode)).toBeNull();
  });
});
