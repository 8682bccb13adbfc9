import { fault } from '../../platform/faults.js';
import { Problem } from '../../platform/problems.js';

/** An extension that is none is a fault of its field, so that what was typed comes back. */
export async function nameField(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'authorisation-extension') throw error;
    throw new Problem(error.code, error.detail, [
      {
        field: 'validUntil',
        message: fault({
          nl: 'Een verlenging eindigt later dan nu, en geeft niet meer tests. Kijk beide na.',
          en: 'An extension ends later than now, and gives no more tests. Check both.',
          fr: 'Une prolongation se termine plus tard que maintenant, et ne donne pas plus de tests. Vérifiez les deux.',
        }),
      },
    ]);
  }
}
