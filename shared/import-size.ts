// How large an imported file may be; knows no format.

/** Largest file, bytes. The 750 entries of the DPGA are half a megabyte. */
export const MAX_IMPORT_BYTES = 10 * 1024 * 1024;
