// `sample`: loads the sample hackathon and says how to get in.
import { type LoadedSample, loadSample, SampleLoadedError } from '../../hackathons/sample/load.ts';
import type { Command } from './command.ts';

/** Loads the sample hackathon. */
export const sample: Command = {
  name: 'sample',
  usage: '',
  about: 'load the sample hackathon "Paris 2016" (once)',
  words: 0,
  run({ open, address, print }) {
    const startedAt = performance.now();
    try {
      const loaded = loadSample(open());
      print(describe(loaded, address, (performance.now() - startedAt) / 1000));
      return 0;
    } catch (error) {
      if (!(error instanceof SampleLoadedError)) throw error;
      process.stderr.write(`${error.message.trimEnd()}\n`);
      return 1;
    }
  },
};

function describe(sample: LoadedSample, address: string, seconds: number): string {
  const { documents } = sample;
  const width = Math.max(...sample.teams.map(({ name }) => name.length));
  return `Loaded "Paris 2016" in ${seconds.toFixed(1)} s: ${documents['collective-action']} collective actions, ${documents.tool} tools, ${documents.organisation} organisations, ${documents['use-case']} use cases; ${sample.finalised} of them finalised.

  Team board   ${address}/hackathons/${sample.slug}
  Catalogue    ${address}/catalogue
  Wall         ${address}/wall/${sample.wallToken}
  Facilitate   ${address}/welcome/${sample.facilitatorToken}   (works once)

  Join at ${address}/join with ${sample.code} and pick a team, or with a team's own code:
${sample.teams.map(({ name, code }) => `    ${name.padEnd(width)}  ${code}`).join('\n')}
`;
}
