// What was looked at, for when the page is loaded again: after a save the same moment is there. Kept by the browser
// for this tab alone, and only as long as it is open.

const NAME = "camlint preview";

/// What was kept for a file; nothing of another one, and nothing where the browser keeps nothing.
export function recall(file) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(NAME));
    return kept?.file === file ? kept : {};
  } catch {
    return {};
  }
}

export function keep(file, state) {
  try {
    sessionStorage.setItem(NAME, JSON.stringify({ file, ...state }));
  } catch {
    // Then it begins anew.
  }
}
