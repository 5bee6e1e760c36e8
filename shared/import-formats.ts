// The formats an import reads, by name, for whoever offers or checks one. Knows how to read none.

/** In the order in which they are offered. */
export const IMPORT_FORMATS = [
  'table',
  'workbook',
  'open-software-base',
  'sill',
  'toolbox-bundle',
  'toolbox-api',
  'publiccode',
  'dpga',
  'collective-actions',
] as const;

export type ImportFormat = (typeof IMPORT_FORMATS)[number];
