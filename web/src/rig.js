// From a pose in unit steps to a camera in a street. How far a command goes is documented nowhere: every amount
// here is this project's choice, made so that each move can be seen and none leaves the street at once.

/// What one unit of each axis is.
export const UNIT = Object.freeze({
  across: 2, // metres to the right (truck)
  up: 1, // metres up (pedestal)
  along: 2, // metres forward (push, pull)
  pan: 20, // degrees to the right
  tilt: 12, // degrees up
  zoom: 1.5, // times the focal length
});

/// Where the camera stands at first, looking along the street: metres, degrees.
export const FIRST = Object.freeze({ height: 1.5, distance: 6.5, pitch: -1, fov: 38 });

/// Down goes towards this height and never below: metres over the street.
const LOWEST = 0.2;

/// Metres a second that the subject walks, and the camera with it, in a tracking shot.
export const WALK = 1.25;

/// Of a shake: metres, degrees.
const WOBBLE = Object.freeze({ shift: 0.035, turn: 0.9 });

const radians = (degrees) => (degrees * Math.PI) / 180;
const degrees = (angle) => (angle * 180) / Math.PI;

/// As a unit is up, but gently towards the lowest height on the way down.
export function heightOf(y) {
  if (y >= 0) return FIRST.height + y * UNIT.up;
  const room = FIRST.height - LOWEST;
  return LOWEST + room * Math.exp((y * UNIT.up) / room);
}

/// The vertical field of view, in degrees: a longer lens sees less.
export function fovOf(zoom) {
  return 2 * degrees(Math.atan(Math.tan(radians(FIRST.fov / 2)) / UNIT.zoom ** zoom));
}

/// A number from -1 to 1 that wanders, the same at the same time.
const wander = (seconds, seed) =>
  0.55 * Math.sin(seconds * 13.1 + seed * 2.4) + 0.3 * Math.sin(seconds * 21.7 + seed * 5.1) + 0.15 * Math.sin(seconds * 34.3 + seed);

/// Puts a three.js camera where the moment has it. Its axes are those of the first look: pushing in after a pan
/// goes along the street, as the engine adds it up. `calm` leaves the wobble of a shake out.
export function aim(camera, moment, calm) {
  const { pose, seconds } = moment;
  const shake = calm ? 0 : moment.shake;
  const shift = (seed) => shake * WOBBLE.shift * wander(seconds, seed);
  const turn = (seed) => shake * radians(WOBBLE.turn) * wander(seconds, seed);
  camera.position.set(
    pose.x * UNIT.across + shift(1),
    heightOf(pose.y) + shift(2),
    FIRST.distance - pose.z * UNIT.along - moment.walked * WALK,
  );
  camera.rotation.set(
    radians(FIRST.pitch + pose.pitch * UNIT.tilt) + turn(3),
    radians(-pose.yaw * UNIT.pan) + turn(4),
    turn(5),
    "YXZ",
  );
  camera.fov = fovOf(pose.zoom);
}
