// What lies over a picture: the number of the prompt, what the camera does, the text that goes with it, and the
// frame of the view from outside.

import { element, visible } from "./visible.js";

/// A lock, drawn: no font has to have it.
function lock() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M5 7V5a3 3 0 0 1 6 0v2h1.5v7h-9V7zm1.6 0h2.8V5a1.4 1.4 0 0 0-2.8 0z");
  svg.append(path);
  return svg;
}

export const commandNames = (step, names, language, words) =>
  step.commands.length === 0 ? [words.noCommand] : step.commands.map((command) => names.get(command)?.[language] ?? command);

export class Shot {
  constructor(entry, { language, words, names, isAlone }) {
    Object.assign(this, { entry, language, words, names });
    /// The frame of the view from outside. Where there is one shot alone, it has a place of its own.
    this.map = element("div", { className: "map", "aria-hidden": "true" }, element("span", { text: words.map }));
    this.number = element("span", { className: "number", text: words.prompt(entry.number), hidden: isAlone });
    this.badges = {
      static: element("span", { className: "badge static" }, lock(), words.static),
      tracking: element("span", { className: "badge tracking", text: words.tracking }),
      shake: element("span", { className: "badge shake", text: words.shake }),
    };
    this.commands = element("span", { className: "commands" });
    this.text = element("span", { className: "covered", dir: "auto" });
    this.caption = element("figcaption", {}, element("div", { className: "line" }, this.commands, ...Object.values(this.badges)), this.text);
    this.element = element("figure", { className: "shot" }, this.number, this.caption);
    this.index = null;
  }

  /// Says what goes on at a moment.
  show(moment) {
    if (moment.index === this.index) return;
    this.index = moment.index;
    const step = this.entry.film.steps[moment.index];
    this.caption.hidden = step === undefined;
    if (step === undefined) return;
    const names = commandNames(step, this.names, this.language, this.words);
    this.commands.replaceChildren(...names.map((name) => element("b", { text: name })));
    for (const [flag, badge] of Object.entries(this.badges)) badge.hidden = !step[flag];
    this.text.replaceChildren(...element("span", { text: step.text }).childNodes);
    this.text.title = visible(step.text);
  }
}
