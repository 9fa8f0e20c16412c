/**
 * `npm run bench:screening [-- SECONDS]`: how long the rules take at the door, for each pack that the program brings: a person
 * (`decideParty`, microseconds, p50 and p99 over everybody that the pack can tell apart), and how many combinations a second the
 * exhaustive sweep judges one by one; beside an empty JsonLogic evaluation by the same engine in the same run. One line of JSON.
 */
import { decideParty, verdictOn, type PackInForce, type Situation } from '../../shared/policy/index.ts';
import { explorerOf } from '../../shared/policy/explore.ts';
import { factsOf } from '../../shared/policy/facts.ts';
import { matches } from '../../shared/policy/logic.ts';
import { everyDoor } from '../screening/door.ts';
import { shippedPacks } from '../screening/shipped.ts';

const WARM_UP = 3000;
const SAMPLES = 20_000;
const seconds = Number(process.argv[2] ?? 5);
if (!(seconds > 0)) throw new Error('usage: npm run bench:screening -- SECONDS');

const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

/** Microseconds of each turn. */
const timed = (turns: number, work: (turn: number) => unknown): Float64Array => {
  for (let turn = 0; turn < WARM_UP; turn += 1) work(turn);
  const times = new Float64Array(turns);
  for (let turn = 0; turn < turns; turn += 1) {
    const start = performance.now();
    work(turn);
    times[turn] = (performance.now() - start) * 1000;
  }
  return times.sort();
};
const spread = (times: Float64Array) => {
  const at = (share: number) =>
    rounded(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
};

const everybody = ({ pack }: PackInForce): Situation[] => {
  const people: Situation[] = [];
  explorerOf([{ pack }])({ meet: ({ example }) => people.push(example()) });
  return people;
};

const sweep = ({ pack }: PackInForce) => {
  const alone = { pack, base: null };
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  let judged = 0;
  for (const situation of everyDoor(pack)) {
    verdictOn(alone, situation);
    judged += 1;
    // The clock itself takes time: it is asked seldom.
    if (judged % 1024 === 0 && performance.now() > until) break;
  }
  return Math.round(judged / ((performance.now() - started) / 1000));
};

const exactly = ({ pack }: PackInForce) => {
  const started = performance.now();
  const { combinations, evaluated } = explorerOf([{ pack }])({ meet: () => undefined });
  return { combinations, groups: evaluated, milliseconds: Math.round(performance.now() - started) };
};

const [first] = shippedPacks;
if (!first) throw new Error('the program brings no pack');
const [anybody] = everybody(first);
if (!anybody) throw new Error('nobody can stand at the door');
const facts = factsOf(first.pack, anybody);
const empty = { and: [] };

const packs = shippedPacks.map((inForce) => {
  const people = everybody(inForce);
  const decideOne = (turn: number) => {
    const person = people[turn % people.length];
    return person && decideParty(inForce, [person]);
  };
  return {
    pack: inForce.pack.id,
    rules: inForce.pack.rules.length,
    decideMicroseconds: spread(timed(SAMPLES, decideOne)),
    sweepPerSecond: sweep(inForce),
    exhaustive: exactly(inForce),
  };
});
const emptyMicroseconds = spread(timed(SAMPLES, () => matches(empty, facts)));

console.log(JSON.stringify({ bench: 'screening', packs, emptyJsonLogicMicroseconds: emptyMicroseconds }));
