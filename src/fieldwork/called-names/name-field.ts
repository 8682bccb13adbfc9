import { z } from 'zod';
import { fault } from '../../platform/faults.js';

/** The name of who was spoken to, where a form asks for it; empty or left out, none. */
export const calledNameField = z
  .string()
  .trim()
  .max(
    200,
    fault({
      nl: 'Hou de naam onder 200 tekens.',
      en: 'Keep the name under 200 characters.',
      fr: 'Limitez le nom à 200 caractères.',
    }),
  )
  .optional()
  .meta({ description: 'Who was spoken to, in enforcement alone; kept sealed.' });
