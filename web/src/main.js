// Puts the page together from the data that camlint wrote into it, and keeps picture and text at one time.

import { PerspectiveCamera } from "three";
import { filmOf, momentAt } from "./film.js";
import { keep, recall } from "./memory.js";
import { findingList, Notes } from "./notes.js";
import { Player } from "./player.js";
import { aim, UNIT } from "./rig.js";
import { commandNames, Shot } from "./shot.js";
import { Stage } from "./stage.js";
import { Transport } from "./transport.js";
import { element, visible } from "./visible.js";
import { WORDS } from "./words.js";

const MOST_SHOWN = 4;
const THEMES = ["auto", "light", "dark"];
const STEP_OF_KEYS = 0.1; // seconds

class Page {
  constructor(data) {
    this.data = data;
    this.language = data.language in WORDS ? data.language : "en";
    this.names = new Map(data.commands.map((command) => [command.en, command]));
    this.entries = data.timeline.prompts.map((prompt, index) => ({
      number: prompt.prompt + 1,
      film: filmOf(prompt),
      camera: new PerspectiveCamera(38, 16 / 9, 0.1, 900),
      ...data.texts[index],
      findings: data.findings.filter((finding) => finding.prompt === index),
    }));
    this.recall(recall(data.file));
    this.root = document.getElementById("page");
    this.canvas = element("canvas", { "aria-hidden": "true" });
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.calm = matchMedia("(prefers-reduced-motion: reduce)");
    this.player = new Player(() => this.update());
    this.player.seconds = this.began;
    try {
      this.stage = new Stage(this.canvas);
    } catch {
      this.stage = null;
    }
    this.paint();
    this.build();
    this.listen();
  }

  /// Goes on where the page was before it was loaded again, as far as its prompts are still there.
  recall({ shown, seconds, language, theme, hasMap }) {
    const isThere = Array.isArray(shown) && shown.length > 0 && shown.length <= MOST_SHOWN && shown.every((index) => index in this.entries);
    this.shown = isThere ? shown : this.entries.slice(0, 2).map((_, index) => index);
    this.began = Number.isFinite(seconds) ? seconds : 0;
    if (language in WORDS) this.language = language;
    this.theme = THEMES.includes(theme) ? theme : "auto";
    this.hasMap = hasMap ?? true;
  }

  get words() {
    return WORDS[this.language];
  }

  momentOf(index) {
    const { film } = this.entries[index];
    return momentAt(film, Math.min(this.player.seconds, film.duration));
  }

  /// Aims a prompt's camera as it is now, shown or not.
  aimed(index) {
    const { camera } = this.entries[index];
    aim(camera, this.momentOf(index), this.calm.matches);
    camera.updateMatrixWorld();
    return camera;
  }

  paint() {
    const isDark = this.theme === "dark" || (this.theme === "auto" && this.dark.matches);
    document.documentElement.dataset.theme = isDark ? "dark" : "light";
    this.stage?.light(isDark ? "night" : "day");
  }

  build() {
    const { words, language, names } = this;
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.title = `${visible(this.data.file)} · camlint`;
    const look = { words, language, names, isAlone: this.entries.length === 1 };
    const entries = this.shown.map((index) => this.entries[index]);
    this.player.duration = Math.max(0, ...entries.map((entry) => entry.film.duration));
    this.player.seconds = Math.min(this.player.seconds, this.player.duration);
    this.shots = entries.map((entry) => new Shot(entry, look));
    this.notes = entries.map((entry) => new Notes(entry, look, (seconds) => this.player.seek(seconds)));
    this.transport = new Transport(this.player, entries.map((entry) => entry.film), look);
    const isOne = this.shots.length === 1;
    if (!isOne) for (const shot of this.shots) shot.element.append(shot.map);
    const pictures = element("div", { className: "shots", role: "group", "aria-label": words.title }, ...this.shots.map((shot) => shot.element));
    const film = element("section", { className: "film" }, this.transport.element);
    if (this.stage) film.prepend(this.canvas, pictures);
    else film.prepend(element("p", { className: "none", role: "status", text: words.noPicture }));
    if (this.stage && isOne) film.append(this.shots[0].map);
    const rest = this.data.findings.filter((finding) => finding.prompt === undefined);
    const notes = element(
      "section",
      { className: "notes" },
      element("div", { className: "articles" }, ...this.notes.map((note) => note.element)),
      rest.length ? element("h3", { text: words.ofFile }) : null,
      ...(rest.length ? findingList(rest, this.data.untold, look) : []),
      this.data.left_out > 0 ? element("p", { className: "estimate", text: words.leftOut(this.data.left_out) }) : null,
      element("p", { className: "estimate", text: words.amounts(UNIT) }),
      element("p", { className: "estimate keys", text: words.keys }),
    );
    const nothing = element("p", { className: "none", text: this.data.problems > 0 ? words.unread : words.noPrompts });
    const main = element("main", { className: "work" }, entries.length ? film : nothing, notes);
    main.dataset.shown = String(entries.length);
    main.dataset.map = this.hasMap ? "on" : "off";
    this.root.replaceChildren(this.header(), main);
    this.update();
  }

  header() {
    const { words } = this;
    const toggle = (className, text, click, pressed) => element("button", { type: "button", className, text, "aria-pressed": pressed, on: { click } });
    return element(
      "header",
      {},
      element("h1", {}, element("b", { text: "camlint" }), ` ${words.title}`),
      element("span", { className: "file", dir: "auto", text: this.data.file }),
      element(
        "div",
        { className: "tools" },
        this.entries.length > 1 ? this.chooser() : null,
        toggle("map-toggle", words.map, () => this.toggleMap(), String(this.hasMap)),
        toggle("theme-toggle", words.theme[this.theme], () => this.rebuild(".theme-toggle", () => (this.theme = THEMES[(THEMES.indexOf(this.theme) + 1) % THEMES.length]))),
        toggle("language-toggle", words.language, () => this.rebuild(".language-toggle", () => (this.language = this.language === "en" ? "zh" : "en"))),
      ),
    );
  }

  chooser() {
    const { words } = this;
    const boxes = this.entries.map((entry, index) => {
      const isShown = this.shown.includes(index);
      const box = element("input", { type: "checkbox", checked: isShown, disabled: !isShown && this.shown.length >= MOST_SHOWN });
      box.addEventListener("change", () => this.choose(index, box.checked));
      return element("label", {}, box, element("span", { text: String(entry.number) }), element("span", { className: "covered", dir: "auto", text: entry.text.slice(0, 120) }));
    });
    const list = element("details", { className: "chooser", open: this.root.querySelector(".chooser")?.open ?? false }, element("summary", { text: words.prompts(this.shown.length, this.entries.length) }));
    list.append(element("fieldset", {}, element("legend", { text: words.choose(MOST_SHOWN) }), ...boxes));
    return list;
  }

  choose(index, isShown) {
    const rest = this.shown.filter((one) => one !== index);
    if (!isShown && rest.length === 0) return this.build();
    this.shown = isShown ? [...rest, index].sort((a, b) => a - b) : rest;
    const scrolled = this.root.querySelector("fieldset").scrollTop;
    this.build();
    const fieldset = this.root.querySelector("fieldset");
    fieldset.scrollTop = scrolled;
    fieldset.querySelectorAll("input")[index].focus();
  }

  toggleMap() {
    this.rebuild(".map-toggle", () => (this.hasMap = !this.hasMap));
  }

  /// Builds the page anew with something changed; what had the focus has it again.
  rebuild(focused, change) {
    change();
    this.paint();
    this.build();
    this.root.querySelector(focused)?.focus();
  }

  update() {
    const described = [];
    this.shown.forEach((index, i) => {
      const moment = this.momentOf(index);
      const { film } = this.entries[index];
      this.aimed(index);
      this.shots[i].show(moment);
      this.notes[i].show(moment);
      if (moment.index < 0) return;
      const names = commandNames(film.steps[moment.index], this.names, this.language, this.words);
      described.push(`${this.words.step(moment.index + 1, film.steps.length)}: ${names.join(", ")}`);
    });
    if (this.shown.length) this.transport.show(described.join("; "));
    this.wantPicture();
  }

  /// One picture a frame, however much has changed.
  wantPicture() {
    if (!this.stage || this.isWanted || this.shown.length === 0) return;
    this.isWanted = true;
    requestAnimationFrame(() => {
      this.isWanted = false;
      this.draw();
    });
  }

  draw() {
    this.stage.draw(
      this.shown.map((index, i) => ({
        film: this.entries[index].film,
        camera: this.aimed(index),
        moment: this.momentOf(index),
        element: this.shots[i].element,
        map: this.hasMap ? this.shots[i].map : null,
      })),
    );
  }

  listen() {
    document.addEventListener("keydown", (event) => this.press(event));
    new ResizeObserver(() => this.wantPicture()).observe(this.root);
    this.dark.addEventListener("change", () => {
      this.paint();
      this.wantPicture();
    });
    this.calm.addEventListener("change", () => this.update());
    window.addEventListener("pagehide", () => {
      const { shown, language, theme, hasMap, player } = this;
      keep(this.data.file, { shown, language, theme, hasMap, seconds: player.seconds });
    });
    this.canvas.addEventListener("webglcontextrestored", () => this.wantPicture());
    document.addEventListener("visibilitychange", () => this.wantPicture());
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || this.shown.length === 0) return;
    const on = event.target;
    const isOwn = on instanceof HTMLSelectElement || (on instanceof HTMLElement && on.tagName === "SUMMARY");
    const isPressed = isOwn || on instanceof HTMLButtonElement || (on instanceof HTMLInputElement && on.type === "checkbox");
    const { player } = this;
    const to = (seconds) => {
      player.pause();
      player.seek(seconds);
    };
    const actions = {
      " ": isPressed ? null : () => player.toggle(),
      ArrowLeft: isOwn ? null : () => (event.shiftKey ? this.transport.step(-1) : to(player.seconds - STEP_OF_KEYS)),
      ArrowRight: isOwn ? null : () => (event.shiftKey ? this.transport.step(1) : to(player.seconds + STEP_OF_KEYS)),
      Home: isOwn ? null : () => to(0),
      End: isOwn ? null : () => to(player.duration),
      m: () => this.toggleMap(),
      Escape: () => this.root.querySelector(".chooser")?.removeAttribute("open"),
    };
    const action = actions[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}

const page = new Page(JSON.parse(document.getElementById("data").textContent));

/// For tests, and for whoever wants to know more. Gives copies: nothing can be changed but the time.
const api = {
  ready: false,
  prompts: page.data.timeline.prompts,
  pose: (index) => ({ ...page.momentOf(index).pose }),
  camera: (index) => {
    const { position, quaternion, fov } = page.aimed(index);
    return { position: position.toArray(), quaternion: quaternion.toArray(), fov };
  },
  seek: (seconds) => page.player.seek(seconds),
  play: () => page.player.play(),
  pause: () => page.player.pause(),
  time: () => page.player.seconds,
};
window.camlint = api;
requestAnimationFrame(() => requestAnimationFrame(() => (api.ready = true)));
