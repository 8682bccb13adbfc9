/** Every table by name; each room adds its own in its schema.ts (declaration merging). */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- rooms fill it
export interface Tables {}
