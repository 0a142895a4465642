// What stands beside a picture: the prompt with its directives and findings marked, the steps to go to, where the
// camera is, and what the linter found.

import { commandNames } from "./shot.js";
import { element } from "./visible.js";

const SEVERITIES = ["error", "warning", "info"];

/// The text in pieces that are marked alike; those of one directive are in an element of its own. Directives are in the
/// order of the text and apart; findings begin in that order and may overlap.
function markedText(entry, seek) {
  const { text, directives } = entry;
  const placed = entry.findings.filter((finding) => finding.place);
  const edges = [...new Set([0, text.length, ...directives.flat(), ...placed.flatMap((finding) => finding.place)])].sort((a, b) => a - b);
  const paragraph = element("p", { className: "prompt", dir: "auto" });
  let [step, next, open, home] = [0, 0, [], null];
  for (let i = 0; i + 1 < edges.length; ++i) {
    const [begin, end] = [edges[i], edges[i + 1]];
    while (step < directives.length && directives[step][1] <= begin) step += 1;
    while (next < placed.length && placed[next].place[0] <= begin) open.push(placed[next++]);
    open = open.filter((finding) => finding.place[1] > begin);
    const worst = SEVERITIES.find((severity) => open.some((finding) => finding.severity === severity));
    const piece = element(worst ? "mark" : "span", { text: text.slice(begin, end), className: worst ?? "" });
    if (step >= directives.length || directives[step][0] > begin) {
      paragraph.append(piece);
      continue;
    }
    if (directives[step][0] === begin) {
      const { start } = entry.film.steps[step];
      home = element("span", { className: "directive", on: { click: () => seek(start) } });
      home.dataset.step = step;
      paragraph.append(home);
    }
    home.append(piece);
  }
  return paragraph;
}

/// Elements that list findings, and say how many are not in the page.
export function findingList(findings, untold, { language, words }) {
  const list = element(
    "ul",
    { className: "findings" },
    ...findings.map((finding) =>
      element(
        "li",
        { className: finding.severity },
        element("span", { className: "severity", text: words.severity[finding.severity] }),
        element("span", { className: "message", dir: "auto", text: finding.message[language] }),
        element("code", { text: finding.rule }),
        finding.line
          ? element("span", { className: "at", title: words.place(finding.line, finding.column), text: `${finding.line}:${finding.column}` })
          : null,
        finding.fix ? element("span", { className: "fix", dir: "auto", text: `${words.fix} ${finding.fix[language]}` }) : null,
      ),
    ),
  );
  return untold > 0 ? [list, element("p", { className: "estimate untold", text: words.untold(untold) })] : [list];
}

/// Scrolls a box that has more than it shows, as little as shows `item`, or its beginning where it is larger. Never the
/// page: who looks at the picture keeps it.
function reveal(box, item) {
  if (!item || box.scrollHeight <= box.clientHeight) return;
  const outer = box.getBoundingClientRect();
  const inner = item.getBoundingClientRect();
  const over = inner.top - outer.top - box.clientTop;
  const under = inner.bottom - outer.top - box.clientTop - box.clientHeight;
  if (over < 0) box.scrollTop += over;
  else if (under > 0) box.scrollTop += Math.min(over, under);
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
    this.list = element("ol", { className: "steps" }, ...this.steps.map((button) => element("li", {}, button)));
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
      this.steps.length ? this.list : element("p", { className: "none", text: words.noSteps }),
      element("dl", { className: "pose", "aria-label": words.pose }, ...this.axes.map((axis) => axis.row)),
      element("h3", { text: words.findings }),
      ...(entry.findings.length ? findingList(entry.findings, entry.untold, look) : [element("p", { className: "none", text: words.noFindings })]),
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
    reveal(this.list, this.steps[moment.index]);
    reveal(this.prompt, this.prompt.querySelector(".current"));
  }
}
