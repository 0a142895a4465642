// Texts of the input as elements: always as text, never as markup, and nothing in them hidden. What nobody sees is
// shown by its number, which every font has.

/// Controls, bidirectional controls, separators of lines, what has no width, and what is no character: what a reader
/// cannot see.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f\u2028-\u202f\u205f-\u206f\u3164\ufeff\ufff0-\ufffb]|[\u{e0000}-\u{e0fff}]|\p{Noncharacter_Code_Point}/gu;

const nameOf = (character) => `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`;

/// As one string, for titles and names.
export const visible = (text) => text.replace(UNSEEN, (one) => `<${nameOf(one)}>`);

/// As nodes: text, and a marked element for each unseen character.
export function visibleNodes(text) {
  const nodes = [];
  let done = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > done) nodes.push(document.createTextNode(text.slice(done, match.index)));
    const mark = document.createElement("span");
    mark.className = "unseen";
    mark.textContent = nameOf(match[0]);
    nodes.push(mark);
    done = match.index + match[0].length;
  }
  if (done < text.length) nodes.push(document.createTextNode(text.slice(done)));
  return nodes;
}

/// An element of HTML. `properties` are set as they are but for these: `text` is text of the input or ours, `on`
/// are listeners, names with a dash are attributes.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null) continue;
    if (name === "text") made.append(...visibleNodes(value));
    else if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name.includes("-") || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
