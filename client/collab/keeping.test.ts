// When this browser's copy is asked what it holds, and what is said until it answers.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followKeeping } from './keeping.ts';
import {
  initialSaveFacts,
  readSaveState,
  reduceSaveFacts,
  type SaveEvent,
  type SaveFacts,
} from './save-state.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A document without a line, over a copy that answers when the test says so. */
function openPage() {
  const questions: ((isFlushed: boolean) => void)[] = [];
  let facts: SaveFacts = initialSaveFacts(false);
  const keeping = followKeeping({
    store: { flushed: () => new Promise((resolve) => questions.push(resolve)) },
    facts: () => facts,
    dispatch,
    patienceMs: 1_000,
  });
  function dispatch(event: SaveEvent): void {
    facts = reduceSaveFacts(facts, event);
    keeping.check();
  }
  dispatch({ type: 'kept', isKept: true });
  /** Lets promises that are due come through. */
  const turn = () => vi.advanceTimersByTimeAsync(0);
  const copy = () => {
    const state = readSaveState(facts);
    return 'copy' in state ? state.copy : null;
  };
  return { questions, dispatch, turn, copy, keeping };
}

test('[CL4] one question at a time, and each answer counts for what was written before it', async () => {
  const { questions, dispatch, turn, copy } = openPage();
  dispatch({ type: 'written' });
  await turn();
  dispatch({ type: 'written' });
  dispatch({ type: 'written' });
  await turn();
  expect(questions).toHaveLength(1);
  questions[0]?.(true);
  await turn();
  expect(copy()).toBe('being-kept');
  expect(questions).toHaveLength(2);
  questions[1]?.(true);
  await turn();
  expect(copy()).toBe('kept');
  expect(questions).toHaveLength(2);
});

test('[CL4] with a line nothing is asked; without one, what was on its way is', async () => {
  const { questions, dispatch, turn, copy } = openPage();
  dispatch({ type: 'connected' });
  dispatch({ type: 'written' });
  await turn();
  expect(questions).toHaveLength(0);
  dispatch({ type: 'disconnected' });
  await turn();
  expect(copy()).toBe('being-kept');
  questions[0]?.(true);
  await turn();
  expect(copy()).toBe('kept');
});

test('[CL4] a copy that hangs counts as none until it moves again', async () => {
  const { questions, dispatch, turn, copy } = openPage();
  dispatch({ type: 'written' });
  await vi.advanceTimersByTimeAsync(1_500);
  expect(copy()).toBe('none');
  questions[0]?.(true);
  await turn();
  expect(copy()).toBe('kept');
});

test('[CL4] a copy that is lost is not asked again', async () => {
  const { questions, dispatch, turn, copy } = openPage();
  dispatch({ type: 'written' });
  await turn();
  questions[0]?.(false);
  await turn();
  dispatch({ type: 'written' });
  await turn();
  expect(copy()).toBe('none');
  expect(questions).toHaveLength(1);
});
