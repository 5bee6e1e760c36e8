// A signatory as one line of a table's cell, and back: `civil-society | Open Knowledge | GB |
// confirmed | We will …`. What divides is escaped with a backslash where somebody typed it. Pure.

/** What a line says of a signatory. */
interface LineOf {
  readonly kind: string;
  readonly organisation: string;
  readonly country: string | null;
  readonly confirmed?: boolean;
  readonly commitment?: string;
}

/** The line. */
export function formatSignatoryLine({
  kind,
  organisation,
  country,
  confirmed = false,
  commitment = '',
}: LineOf): string {
  return [kind, organisation, country ?? '', confirmed ? 'confirmed' : '', commitment]
    .map(escapePart)
    .join(' | ');
}

/** The parts of a line, trimmed. */
export function splitSignatoryLine(line: string): string[] {
  const parts = [''];
  for (let index = 0; index < line.length; index++) {
    const unit = line[index]!;
    const next = line[index + 1];
    if (unit === '|') parts.push('');
    else if (unit === '\\' && (next === '|' || next === '\\' || next === 'n')) {
      parts[parts.length - 1] += next === 'n' ? '\n' : next;
      index++;
    } else parts[parts.length - 1] += unit;
  }
  return parts.map((part) => part.trim());
}

function escapePart(part: string): string {
  return part.replaceAll(/[\\|]/g, '\\$&').replaceAll(/\r\n?|\n/g, '\\n');
}
