// What is filmed at a time. Poses are the engine's, in its unit steps; here they are only joined by easing, so
// that at the end of each step the camera is where the engine says.

/// Seconds that a step gets where the request says no duration that is known.
const STEP_WITHOUT_DURATION = 2;

const AXES = ["x", "y", "z", "yaw", "pitch", "zoom"];
const STILL = Object.freeze({ x: 0, y: 0, z: 0, yaw: 0, pitch: 0, zoom: 0 });

const clamp = (value) => Math.min(1, Math.max(0, value));

/// From rest to rest: slow, fast, slow.
export const ease = (part) => part * part * (3 - 2 * part);

/// A prompt of the timeline with times for all steps, and how long the subject has walked before each.
export function filmOf(prompt) {
  const isTimed = prompt.duration > 0;
  let walked = 0;
  const steps = prompt.steps.map((step, index) => {
    const start = isTimed ? step.start : index * STEP_WITHOUT_DURATION;
    const end = isTimed ? step.end : (index + 1) * STEP_WITHOUT_DURATION;
    const timed = { ...step, start, end, walkedBefore: walked };
    if (step.tracking) walked += end - start;
    return timed;
  });
  return { steps, isTimed, duration: isTimed ? prompt.duration : steps.length * STEP_WITHOUT_DURATION };
}

/// The step that is under way: -1 without any. A step's end is the next one's beginning.
export function stepAt(film, seconds) {
  let index = film.steps.length - 1;
  while (index > 0 && film.steps[index].start > seconds) index -= 1;
  return index;
}

/// Everything that can be seen of a film at a time; nothing here depends on what was seen before.
export function momentAt(film, seconds) {
  const index = stepAt(film, seconds);
  if (index < 0) return { index, part: 0, pose: STILL, walked: 0, away: 0, shake: 0, seconds };
  const step = film.steps[index];
  const part = clamp((seconds - step.start) / (step.end - step.start));
  const eased = ease(part);
  const pose = {};
  for (const axis of AXES) pose[axis] = step.before[axis] + (step.after[axis] - step.before[axis]) * eased;
  // What only goes on inside of a step begins and ends softly.
  const inside = ease(clamp(Math.min(part, 1 - part) / 0.12));
  return {
    index,
    part,
    pose,
    walked: step.walkedBefore + (step.tracking ? (step.end - step.start) * eased : 0),
    away: step.tracking ? inside : 0,
    shake: step.shake ? inside : 0,
    seconds,
  };
}
