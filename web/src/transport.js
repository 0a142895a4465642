// Play, pause, scrub, step, speed; under the slider a row of steps for each shot.

import { element } from "./visible.js";

const SPEEDS = [0.25, 0.5, 1, 2];
const ICONS = {
  play: "M4 2.5v11l9.5-5.5z",
  pause: "M4 2.5h3v11H4zm5 0h3v11H9z",
  previous: "M3 2.5h2v11H3zm10 0v11L6 8z",
  next: "M11 2.5h2v11h-2zM3 2.5v11L10 8z",
};

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

const button = (name, label, click) =>
  element("button", { type: "button", className: name, title: label, "aria-label": label, on: { click } }, icon(name));

export class Transport {
  constructor(player, films, { words, names, language }) {
    Object.assign(this, { player, films, words });
    this.toggle = button("play", words.play, () => player.toggle());
    this.slider = element("input", {
      type: "range", min: "0", max: String(player.duration), step: "any", value: "0", disabled: player.duration === 0,
      "aria-label": words.position,
      on: {
        input: () => {
          player.pause();
          player.seek(Number(this.slider.value));
        },
      },
    });
    this.time = element("output", { className: "time" });
    this.speed = element(
      "select",
      { "aria-label": words.speed, on: { change: () => (player.speed = Number(this.speed.value)) } },
      ...SPEEDS.map((speed) => element("option", { value: String(speed), text: `${speed}×`, selected: speed === player.speed })),
    );
    this.loop = element("input", { type: "checkbox", checked: player.loops, on: { change: () => (player.loops = this.loop.checked) } });
    const rows = films.map((film) =>
      element(
        "div",
        { className: "row" },
        ...film.steps.map((step) => {
          const name = step.commands.map((command) => names.get(command)?.[language] ?? command).join(" + ");
          const cell = element("span", { text: name || "?", title: name, on: { click: () => player.seek(step.start) } });
          cell.style.left = `${(100 * step.start) / player.duration}%`;
          cell.style.width = `${(100 * (step.end - step.start)) / player.duration}%`;
          return cell;
        }),
      ),
    );
    this.rows = element("div", { className: "rows", "aria-hidden": "true" }, ...rows);
    this.element = element(
      "div",
      { className: "transport", role: "group", "aria-label": words.position },
      element(
        "div",
        { className: "buttons" },
        button("previous", words.previous, () => this.step(-1)),
        this.toggle,
        button("next", words.next, () => this.step(1)),
        this.time,
        element("label", { className: "loop" }, this.loop, words.loop),
        this.speed,
      ),
      element("div", { className: "track" }, this.slider, this.rows),
    );
  }

  /// To where the next step of any film begins, or the one before.
  step(direction) {
    const { seconds, duration } = this.player;
    const edges = [...new Set([0, duration, ...this.films.flatMap((film) => film.steps.map((step) => step.start))])].sort((a, b) => a - b);
    const nearly = 1e-6;
    const target = direction > 0 ? edges.find((edge) => edge > seconds + nearly) : edges.findLast((edge) => edge < seconds - nearly);
    if (target !== undefined) this.player.seek(target);
  }

  show(described) {
    const { seconds, duration, isPlaying } = this.player;
    const text = this.words.seconds(`${seconds.toFixed(1)} / ${duration.toFixed(1)}`);
    if (this.time.textContent !== text) this.time.textContent = text;
    if (Number(this.slider.value) !== seconds) this.slider.value = String(seconds);
    this.slider.style.setProperty("--part", duration ? `${(100 * seconds) / duration}%` : "0%");
    this.slider.setAttribute("aria-valuetext", described ? `${text}, ${described}` : text);
    const name = isPlaying ? "pause" : "play";
    if (this.toggle.className === name) return;
    this.toggle.className = name;
    this.toggle.title = this.words[name];
    this.toggle.setAttribute("aria-label", this.words[name]);
    this.toggle.replaceChildren(icon(name));
  }
}
