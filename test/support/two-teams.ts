// Two tables of a hackathon, one person at each, and who runs the room: what tests of things between
// teams begin with.
import { startTestServer } from './server.ts';

/** Starts a server for them; the caller disposes of it. */
export async function startTwoTeams() {
  const server = await startTestServer();
  const { hackathon, teams } = server.createHackathon();
  const [alpha, beta] = teams as [(typeof teams)[0], (typeof teams)[0]];
  const amina = await server.signUp({ name: 'Amina', teamIds: [alpha.id] });
  const boris = await server.signUp({ name: 'Boris', teamIds: [beta.id] });
  const fatou = await server.signUp({ name: 'Fatou', facilitates: [hackathon.id] });
  return { server, hackathon, alpha, beta, amina, boris, fatou };
}
