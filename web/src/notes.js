// What stands beside a picture: the prompt with its directives and findings marked, the steps to go to, where the
// camera is, and what the linter found.

import { commandNames } from "./shot.js";
import { element } from "./visible.js";

/// The text in pieces that are marked alike.
function markedText(entry, seek) {
  const { text, directives, findings } = entry;
  const placed = findings.filter((finding) => finding.place);
  const edges = new Set([0, text.length, ...directives.flat(), ...placed.flatMap((finding) => finding.place)]);
  const sorted = [...edges].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < sorted.length; ++i) {
    const [begin, end] = [sorted[i], sorted[i + 1]];
    const covers = ([from, to]) => from <= begin && end <= to;
    const step = directives.findIndex(covers);
    const worst = ["error", "warning", "info"].find((severity) => placed.some((one) => one.severity === severity && covers(one.place)));
    const piece = element(worst ? "mark" : "span", { text: text.slice(begin, end), className: worst ?? "" });
    if (step >= 0) {
      piece.classList.add("directive");
      piece.dataset.step = step;
      piece.addEventListener("click", () => seek(entry.film.steps[step].start));
    }
    pieces.push(piece);
  }
  return element("p", { className: "prompt", dir: "auto" }, ...pieces);
}

export function findingList(findings, { language, words }) {
  return element(
    "ul",
    { className: "findings" },
    ...findings.map((finding) =>
      element(
        "li",
        { className: finding.severity },
        element("span", { className: "severity", text: words.severity[finding.severity] }),
        element("span", { className: "message", dir: "auto", text: finding.message[language] }),
        element("code", { text: finding.rule }),
        finding.fix ? element("span", { className: "fix", dir: "auto", text: `${words.fix} ${finding.fix[language]}` }) : null,
      ),
    ),
  );
}

/// A number with its sign, and nothing but 0 for nearly nothing.
function signed(value) {
  const text = Math.abs(value).toFixed(1);
  return text === "0.0" ? "0" : (value < 0 ? "−" : "+") + text;
}

export class Notes {
  constructor(entry, look, seek) {
    const { words, language, names, isAlone } = look;
    this.entry = entry;
    this.prompt = markedText(entry, seek);
    this.steps = entry.film.steps.map((step, index) =>
      element(
        "button",
        { type: "button", on: { click: () => seek(step.start) } },
        element("span", { className: "when", text: words.seconds(step.start.toFixed(1)) }),
        element("span", { className: "what", text: commandNames(step, names, language, words).join(language === "zh" ? "，" : ", ") }),
        element("span", { className: "covered", dir: "auto", text: step.text }),
        element("span", { className: "part", "aria-hidden": "true" }),
      ),
    );
    this.axes = Object.entries(words.axes).map(([axis, name]) => {
      const value = element("dd");
      return { axis, value, row: element("div", {}, element("dt", { text: name }), value) };
    });
    this.element = element(
      "article",
      { "aria-label": words.prompt(entry.number) },
      element("h2", { text: isAlone ? words.text : words.prompt(entry.number) }),
      this.prompt,
      element("h3", { text: words.steps }),
      this.steps.length
        ? element("ol", { className: "steps" }, ...this.steps.map((button) => element("li", {}, button)))
        : element("p", { className: "none", text: words.noSteps }),
      element("dl", { className: "pose", "aria-label": words.pose }, ...this.axes.map((axis) => axis.row)),
      element("h3", { text: words.findings }),
      entry.findings.length ? findingList(entry.findings, look) : element("p", { className: "none", text: words.noFindings }),
      element("p", { className: "estimate", text: entry.film.isTimed ? words.timed : words.untimed }),
    );
    this.index = null;
  }

  show(moment) {
    for (const { axis, value } of this.axes) {
      const text = signed(moment.pose[axis]);
      if (value.textContent !== text) value.textContent = text;
    }
    this.steps.forEach((button, index) => {
      const part = index < moment.index ? 1 : index === moment.index ? moment.part : 0;
      button.lastChild.style.transform = `scaleX(${part})`;
    });
    if (moment.index === this.index) return;
    this.index = moment.index;
    this.steps.forEach((button, index) => {
      if (index === moment.index) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    });
    for (const piece of this.prompt.children) piece.classList.toggle("current", piece.dataset.step === String(moment.index));
  }
}
