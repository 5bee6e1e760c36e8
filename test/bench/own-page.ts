// What the benchmarks of one part share: the machine they ran on, and the page they write. Knows no
// measurement.
import { writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { join } from 'node:path';

/** The machine, and how busy it was while the figures were taken. */
export function describeMachine(): string {
  const load = loadavg()[0]!.toFixed(0);
  return `- Machine: ${availableParallelism()} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, load average ${load} while it ran.`;
}

/** Prints the lines; with `isWritten` they become `docs/<name>.md` too. */
export function publishPage(name: string, lines: readonly string[], isWritten: boolean): void {
  const page = `${lines.join('\n')}\n`;
  console.log(page);
  if (isWritten) writeFileSync(join(import.meta.dirname, '../../docs', `${name}.md`), page);
}
