// The text of a table as somebody's spreadsheet saved it. Knows no column.

/** UTF-8 where it is; else what older spreadsheets write in western Europe. */
export async function readTableFile(file: File): Promise<string> {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
